// The worst case of extraction: pages of a folder, damaged in every way a program can think of.
//   hostile_pages FOLDER [COUNT] [SEED]
// Bits flip, pieces go missing, come twice, go into one another, tags repeat, two pages are spliced. For each
// damaged page the CPU time of all fields is taken; what seems slow is taken again twice and the least
// counts. Pages below 64 kB are charged as 64 kB: what a page costs besides its bytes is under a millisecond.
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

double cost(const newsloom::Page& page) {
  const double begin = cpu_ms();
  const newsloom::Article article = newsloom::extract_article(page);
  const double ms = cpu_ms() - begin;
  return article.id.empty() ? 1e9 : ms / std::max(kChargedBytes, static_cast<double>(page.body.size())) * 1e6;
}

}  // namespace

int main(int argc, char** argv) {
  newsloom::cli::keep_freed_memory();  // as the program does
  if (argc < 2 || !std::filesystem::is_directory(argv[1])) {
    fmt::print(stderr, "usage: hostile_pages FOLDER [COUNT] [SEED]\n");
    return 2;
  }
  const std::size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 100'000;
  const std::uint64_t seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1;
  const std::vector<std::string> pages = read_pages(argv[1]);
  if (pages.empty()) return 2;
  Random random(seed);
  double worst = 0, sum = 0;
  std::size_t worst_page = 0, over = 0;
  for (std::size_t i = 0; i < count; ++i) {
    newsloom::Page page;
    page.body = damaged(pages, random);
    double ms = cost(page);
    for (int again = 0; again < 2 && ms > kBound / 2; ++again) ms = std::min(ms, cost(page));
    sum += ms;
    over += ms > kBound ? 1 : 0;
    if (ms <= worst) continue;
    worst = ms;
    worst_page = i;
    if (ms > kBound) {
      std::FILE* file = std::fopen("hostile-page.html", "wb");
      if (file != nullptr) {
        std::fwrite(page.body.data(), 1, page.body.size(), file);
        std::fclose(file);
      }
    }
  }
  fmt::print("seed {}, {} damaged pages: mean {:.1f} ms/MB, worst {:.1f} ms/MB (page {}), over {:.0f}: {}\n",
             seed, count, sum / static_cast<double>(count), worst, worst_page, kBound, over);
  return over == 0 ? 0 : 1;
}
