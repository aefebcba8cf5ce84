#include "story/postings.h"

#include <gtest/gtest.h>

#include <deque>
#include <random>
#include <set>
#include <vector>

namespace newsloom::story {
namespace {

/// What a term leads to, told the simple way.
std::vector<ArticleId> expected_of(const std::deque<std::pair<ArticleId, std::set<TermId>>>& articles,
                                   TermId term) {
  std::vector<ArticleId> out;
  for (auto at = articles.rbegin(); at != articles.rend(); ++at)
    if (at->second.contains(term)) out.push_back(at->first);
  return out;
}

std::vector<ArticleId> found_in(const Postings& postings, TermId term) {
  std::vector<ArticleId> out;
  for (auto at = postings.newest(term); at != Postings::kNone; at = postings.before(at))
    out.push_back(postings.article(at));
  return out;
}

TEST(Postings, LeadToWhatWasNotForgottenTheNewestFirst) {
  std::mt19937 random(21);
  Postings postings;
  std::deque<std::pair<ArticleId, std::set<TermId>>> articles;
  std::int32_t next = 1;
  for (int step = 0; step < 3000; ++step) {
    // The window grows and shrinks, and is empty at times.
    const bool forgets = !articles.empty() && random() % 100 < (step % 1000 < 500 ? 30U : 70U);
    if (forgets) {
      ASSERT_EQ(postings.oldest(), articles.front().first);
      postings.forget_oldest();
      articles.pop_front();
    } else {
      std::set<TermId> terms;
      while (terms.size() < 1 + random() % Postings::kMostTerms)
        terms.insert(random() % 4 == 0 ? random() % 8 : random() % 20'000);
      std::vector<Weighted> weighted;
      for (const TermId term : terms) weighted.push_back({term, 1});
      next += static_cast<std::int32_t>(1 + random() % 3);
      postings.add(static_cast<ArticleId>(next), weighted);
      articles.emplace_back(static_cast<ArticleId>(next), terms);
    }
    ASSERT_EQ(postings.empty(), articles.empty());
    for (const TermId term : {TermId{0}, TermId{7}, static_cast<TermId>(random() % 20'000)})
      ASSERT_EQ(found_in(postings, term), expected_of(articles, term))
          << "step " << step << ", term " << term;
  }
}

}  // namespace
}  // namespace newsloom::story
