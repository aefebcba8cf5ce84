// make_stream: prints an invented stream of article records, one JSON object a line. See tools/make-stream.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <string>

#include "stream.h"

int main(int argc, char** argv) {
  newsloom::bench::StreamOptions options;
  std::string truth_file;
  CLI::App app{"Prints an invented stream of article records in the order of arrival."};
  app.add_option("--articles", options.articles, "How many")
      ->capture_default_str()
      ->check(CLI::Range(1, 100'000'000));
  app.add_option("--seed", options.seed, "The same seed gives the same stream")->capture_default_str();
  app.add_option("--per-day", options.per_day, "Arrivals a day")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  app.add_option("--words", options.words, "Median words of a text")
      ->capture_default_str()
      ->check(CLI::Range(20, 2000));
  app.add_option("--truth", truth_file, "Writes {\"id\",\"story\",\"copy_of\"} of every record to this file");
  CLI11_PARSE(app, argc, argv);

  std::ofstream truth;
  if (!truth_file.empty()) truth.open(truth_file);
  newsloom::bench::Stream stream(options);
  while (const auto article = stream.next()) {
    const std::string line = newsloom::bench::to_json(*article);
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size() || std::putchar('\n') == EOF)
      return 1;
    if (truth.is_open()) truth << newsloom::bench::truth_of(*article) << '\n';
  }
  truth.close();
  return std::fflush(stdout) == 0 && !truth.fail() ? 0 : 1;
}
