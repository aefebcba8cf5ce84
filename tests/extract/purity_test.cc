// A record depends on its page alone: not on the pages before it, the thread, or the order.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "newsloom/article.h"

namespace newsloom {
namespace {

constexpr const char* kWords[] = {"harbour", "council", "ferry",  "winter", "vote",   "bridge", "morning",
                                  "storm",   "budget",  "school", "river",  "market", "island", "keeper"};

std::string sentence(std::mt19937& random) {
  std::string out = "The";
  for (int n = 0; n < 16; ++n) out += std::string(" ") + kWords[random() % std::size(kWords)];
  return out + ".";
}

/// Pages of several kinds: clean, broken, in other charsets, with and without statements about themselves.
std::vector<Page> invented_pages() {
  std::mt19937 random(20261125);
  std::vector<Page> pages;
  for (int i = 0; i < 60; ++i) {
    Page page;
    page.input = "page-" + std::to_string(i);
    std::string body = "<html><head><title>Page " + std::to_string(i) + "</title>";
    if (i % 3 == 0)
      body += R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"Page )" +
              std::to_string(i) + R"(","datePublished":"2026-03-01T10:00:00Z"}</script>)";
    body +=
        "</head><body><nav><a href=/>Home</a></nav><div class=story><h1>Page " + std::to_string(i) + "</h1>";
    for (std::uint32_t n = random() % 12; n > 0; --n)
      body += "<p>" + sentence(random) + " " + sentence(random);
    body += "</div><ul class=related>";
    for (int n = 0; n < 5; ++n) body += "<li><a href=/s>" + sentence(random) + "</a>";
    page.body = i % 7 == 0 ? body.substr(0, body.size() / 2) : body;
    if (i % 11 == 0) page.body += "\xE4\xF6\xFC\xFF";
    pages.push_back(std::move(page));
  }
  return pages;
}

TEST(Purity, OrderAndRepetitionChangeNothing) {
  const std::vector<Page> pages = invented_pages();
  std::vector<Article> alone;
  for (const Page& page : pages) alone.push_back(extract_article(page));
  std::vector<std::size_t> order(pages.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937 random(7);
  for (int round = 0; round < 3; ++round) {
    std::ranges::shuffle(order, random);
    for (const std::size_t i : order) EXPECT_EQ(to_json(extract_article(pages[i])), to_json(alone[i]));
  }
}

TEST(Purity, ThreadsChangeNothing) {
  const std::vector<Page> pages = invented_pages();
  std::vector<std::string> alone, together(pages.size());
  for (const Page& page : pages) alone.push_back(to_json(extract_article(page)));
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> threads;
  for (int n = 0; n < 4; ++n) {
    threads.emplace_back([&] {
      for (std::size_t i = next++; i < pages.size(); i = next++)
        together[i] = to_json(extract_article(pages[i]));
    });
  }
  threads.clear();  // joins
  EXPECT_EQ(together, alone);
}

}  // namespace
}  // namespace newsloom
