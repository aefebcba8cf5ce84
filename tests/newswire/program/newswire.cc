// The newswire simulator as a program, for the browser's tests and for trying things by hand: prints the list
// of its feeds (OPML), then lives until its standard input ends.
//
// usage: newswire [PUBLISHERS]
//   e.g. sleep 600 | newswire 50 > evening.opml &
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "newswire/overlap.h"

int main(int argc, char** argv) {
  using namespace newsloom::newswire;
  OverlapSize size;
  if (argc > 1) size.publishers = std::atoi(argv[1]);
  if (size.publishers < 1 || size.publishers > 250) {
    std::fprintf(stderr, "newswire: 1 to 250 publishers\n");
    return 2;
  }
  // A few publishers have fewer events, so that several report each of them.
  size.events = std::min(size.events, 2 * size.publishers + size.entries);
  Wire wire;
  const Overlap evening = overlap(wire, size);
  std::fwrite(evening.opml.data(), 1, evening.opml.size(), stdout);
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
  return 0;
}
