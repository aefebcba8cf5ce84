#include "extract/authors.h"

#include <algorithm>
#include <cmath>

#include "extract/author_clues.h"

namespace newsloom::extract {
namespace {

/// A page may always be wrong about itself.
constexpr double kMostSure = 0.99;

}  // namespace

void read_authors(const PageSources& in, const Body& body, Article& article, double article_chance) {
  const AuthorEvidence evidence = author_evidence(in, body, article, article_chance);
  const Byline* best = nullptr;
  double best_score = authorless_score(evidence), all = std::exp(best_score);
  for (const Byline& byline : evidence.bylines) {
    const double score = score_of(byline);
    all += std::exp(score);
    if (score > best_score) {
      best_score = score;
      best = &byline;
    }
  }
  if (!best) return;
  article.authors = best->names;
  say(article, "authors", best->from,
      std::min(kMostSure, std::round(std::exp(best_score) / all * 100) / 100));
}

}  // namespace newsloom::extract
