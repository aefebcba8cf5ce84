// The worst case of extraction: pages of a folder, damaged in every way a program can think of.
//   hostile_pages FOLDER [COUNT] [SEED]
//   hostile_pages --again FOLDER      pages as they are: those found before, when the machine is quiet
// Bits flip, pieces go missing, come twice, go into one another, tags repeat, two pages are spliced. For each
// damaged page the thread's CPU time of all fields is taken. On a machine with neighbours that time is up to
// four times what the page costs: a page that seems slow is taken again, up to eight times, and the least
// counts; the first is printed beside it. Neighbours stay longer than eight times of a page, so --again goes
// over all pages of the folder by turns, forty times. Pages below 64 kB are charged as 64 kB: what a page
// costs besides its bytes is under a millisecond. Pages above the bound are written to
// hostile-SEED-NUMBER.html.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "cli/memory.h"
#include "newsloom/article.h"

namespace {

using Random = std::mt19937_64;

constexpr double kChargedBytes = 64 * 1024;
constexpr std::size_t kLargestPage = 2u << 20;
constexpr double kBound = 50;  // ms per MB

std::vector<std::string> read_pages(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<std::string> pages;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    pages.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  std::erase_if(pages, [](const std::string& page) { return page.empty() || page.size() > kLargestPage; });
  return pages;
}

std::size_t below(Random& random, std::size_t bound) { return bound == 0 ? 0 : random() % bound; }

void flip_bits(std::string& page, Random& random) {
  for (std::size_t n = 1 + below(random, 200); n > 0; --n)
    page[below(random, page.size())] ^= static_cast<char>(1u << below(random, 8));
}

/// A stretch from one tag's begin to another's, mostly.
std::pair<std::size_t, std::size_t> stretch(const std::string& page, Random& random) {
  std::size_t begin = page.find('<', below(random, page.size()));
  if (begin == std::string::npos) begin = 0;
  std::size_t end = page.find('<', std::min(page.size(), begin + 1 + below(random, 4000)));
  if (end == std::string::npos) end = page.size();
  return {begin, end - begin};
}

void remove_piece(std::string& page, Random& random) {
  const auto [begin, length] = stretch(page, random);
  page.erase(begin, length);
}

void repeat_piece(std::string& page, Random& random) {
  const auto [begin, length] = stretch(page, random);
  const std::string piece = page.substr(begin, length);
  for (std::size_t n = 1 + below(random, 60); n > 0 && page.size() < kLargestPage; --n)
    page.insert(begin, piece);
}

/// Start tags without their ends, thousands of them.
void nest(std::string& page, Random& random) {
  constexpr std::string_view kTags[] = {"<div class=article-body>",
                                        "<b>",
                                        "<font size=1>",
                                        "<a href=x>",
                                        "<table><tr><td>",
                                        "<ul><li>",
                                        "<blockquote>",
                                        "<section>",
                                        "<p>",
                                        "<span class='comment share'>",
                                        "<article>",
                                        "<time>",
                                        "<address class=author>",
                                        "<svg>",
                                        "<select>"};
  std::string many;
  const std::string_view tag = kTags[below(random, std::size(kTags))];
  for (std::size_t n = 1 + below(random, 5000); n > 0; --n) {
    many += tag;
    if (below(random, 4) == 0) many += "word ";
  }
  page.insert(below(random, page.size()), many);
}

void splice(std::string& page, const std::string& other, Random& random) {
  const std::size_t cut = below(random, page.size());
  page = page.substr(0, cut) + other.substr(below(random, other.size()));
}

std::string damaged(const std::vector<std::string>& pages, Random& random) {
  std::string page = pages[below(random, pages.size())];
  for (std::size_t n = 1 + below(random, 4); n > 0; --n) {
    if (page.empty()) page = "<p>";
    switch (below(random, 6)) {
      case 0:
        flip_bits(page, random);
        break;
      case 1:
        page.resize(below(random, page.size()) + 1);
        break;
      case 2:
        remove_piece(page, random);
        break;
      case 3:
        repeat_piece(page, random);
        break;
      case 4:
        nest(page, random);
        break;
      default:
        splice(page, pages[below(random, pages.size())], random);
    }
  }
  return page;
}

double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Milliseconds of a page per megabyte.
double cost(const newsloom::Page& page) {
  const double begin = cpu_ms();
  const newsloom::Article article = newsloom::extract_article(page);
  const double ms = cpu_ms() - begin;
  return article.id.empty() ? 1e9 : ms / std::max(kChargedBytes, static_cast<double>(page.body.size())) * 1e6;
}

struct Measured {
  double first = 0, least = 0;  // ms per MB
  std::size_t number = 0, bytes = 0;
};

/// Until it is clear that the page stays well below the bound.
Measured measured(const newsloom::Page& page, std::size_t number) {
  constexpr int kMostTimes = 8;
  const double first = cost(page);
  Measured out{first, first, number, page.body.size()};
  for (int again = 0; again < kMostTimes && out.least > kBound / 2; ++again)
    out.least = std::min(out.least, cost(page));
  return out;
}

/// The least of many turns of each page, and how many are above the bound.
std::size_t take_again(const std::vector<std::string>& bodies) {
  constexpr int kTurns = 40;
  std::vector<newsloom::Page> pages(bodies.size());
  std::vector<double> least(bodies.size(), 1e9);
  for (std::size_t i = 0; i < bodies.size(); ++i) pages[i].body = bodies[i];
  for (int turn = 0; turn < kTurns; ++turn) {
    for (std::size_t i = 0; i < pages.size(); ++i) least[i] = std::min(least[i], cost(pages[i]));
  }
  for (std::size_t i = 0; i < pages.size(); ++i)
    fmt::print("  page {:>3} of {:>8} bytes: {:.1f} ms/MB\n", i, pages[i].body.size(), least[i]);
  const auto over = std::ranges::count_if(least, [](double ms) { return ms > kBound; });
  fmt::print("{} pages as they are, over {:.0f}: {}\n", pages.size(), kBound, over);
  return static_cast<std::size_t>(over);
}

void write_page(const std::string& name, const std::string& bytes) {
  std::FILE* file = std::fopen(name.c_str(), "wb");
  if (file == nullptr) return;
  std::fwrite(bytes.data(), 1, bytes.size(), file);
  std::fclose(file);
}

}  // namespace

int main(int argc, char** argv) {
  newsloom::cli::keep_freed_memory();  // as the program does
  if (argc == 3 && std::string_view(argv[1]) == "--again" && std::filesystem::is_directory(argv[2]))
    return take_again(read_pages(argv[2])) == 0 ? 0 : 1;
  if (argc < 2 || !std::filesystem::is_directory(argv[1])) {
    fmt::print(stderr, "usage: hostile_pages FOLDER [COUNT] [SEED] | --again FOLDER\n");
    return 2;
  }
  const std::size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 100'000;
  const std::uint64_t seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1;
  const std::vector<std::string> pages = read_pages(argv[1]);
  if (pages.empty()) return 2;
  Random random(seed);
  constexpr std::size_t kWorst = 10;
  std::vector<Measured> worst;  // the least first
  double sum = 0;
  std::size_t over = 0, over_at_first = 0;
  for (std::size_t i = 0; i < count; ++i) {
    newsloom::Page page;
    page.body = damaged(pages, random);
    const Measured found = measured(page, i);
    sum += found.least;
    over_at_first += found.first > kBound ? 1 : 0;
    if (found.least > kBound) {
      ++over;
      write_page(fmt::format("hostile-{}-{}.html", seed, i), page.body);
    }
    worst.insert(std::ranges::upper_bound(worst, found.least, {}, &Measured::least), found);
    if (worst.size() > kWorst) worst.erase(worst.begin());
  }
  fmt::print("seed {}, {} damaged pages: mean {:.1f} ms/MB, over {:.0f}: {} ({} when taken once)\n", seed,
             count, sum / static_cast<double>(count), kBound, over, over_at_first);
  for (std::size_t i = worst.size(); i-- > 0;)
    fmt::print("  page {:>6} of {:>8} bytes: {:.1f} ms/MB ({:.1f} at first)\n", worst[i].number,
               worst[i].bytes, worst[i].least, worst[i].first);
  return over == 0 ? 0 : 1;
}
