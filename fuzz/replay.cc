// The ordinary test of a fuzz target: every seed of a folder as it is, cut anywhere, and mutated. No coverage
// guides it, but it runs with any compiler and in every `make test`. Seeded: the same inputs each time.
//
// usage: NAME_replay FOLDER [MUTATIONS]
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "fuzz/door.h"

namespace {

std::vector<std::string> read_seeds(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  std::ranges::sort(paths);
  std::vector<std::string> seeds;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return seeds;
}

/// One to eight small wounds: a byte changed, a span repeated, removed, or taken from another seed.
std::string mutated(const std::vector<std::string>& seeds, std::mt19937_64& random) {
  constexpr std::size_t kLongestSpan = 256;
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : random() % n; };
  std::string out = seeds[below(seeds.size())];
  for (std::size_t wounds = 1 + below(8); wounds > 0; --wounds) {
    const std::size_t at = below(out.size() + 1), span = below(std::min(kLongestSpan, out.size() - at) + 1);
    switch (below(5)) {
      case 0:
        if (at < out.size()) out[at] = static_cast<char>(random());
        break;
      case 1:
        out.insert(at, out.substr(at, span));
        break;
      case 2:
        out.erase(at, span);
        break;
      case 3: {
        const std::string& other = seeds[below(seeds.size())];
        const std::size_t from = below(other.size() + 1);
        out.insert(at, other.substr(from, below(kLongestSpan)));
        break;
      }
      default:
        out.resize(at);
    }
  }
  return out;
}

void give(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: " << argv[0] << " FOLDER [MUTATIONS]\n";
    return 2;
  }
  const std::vector<std::string> seeds = read_seeds(argv[1]);
  if (seeds.empty()) {
    std::cerr << argv[1] << ": no seeds\n";
    return 1;
  }
  const int mutations = argc > 2 ? std::stoi(argv[2]) : 2000;
  give("");
  for (const std::string& seed : seeds) give(seed);
  std::mt19937_64 random(20311);
  for (int i = 0; i < mutations; ++i) give(mutated(seeds, random));
  std::cout << seeds.size() << " seeds and " << mutations << " mutations\n";
}
