#include "extract/published.h"

#include <algorithm>
#include <cmath>

#include "extract/date_clues.h"
#include "text/dates.h"

namespace newsloom::extract {
namespace {

/// A page may always be wrong about itself.
constexpr double kMostSure = 0.99;
/// A day that has two chances in three of being wrong is a guess: the first of many alike.
constexpr double kLeastSure = 0.33;

std::optional<Timestamp> read_date(const std::optional<std::string>& text) {
  return text ? text::parse_date(*text) : std::nullopt;
}

void read_modified(const PageSources& in, Article& article) {
  article.modified = read_date(in.ld.modified);
  const bool ld = article.modified.has_value();
  if (!ld)
    article.modified = read_date(
        in.meta.first({"article:modified_time", "og:updated_time", "last-modified", "datemodified"}));
  if (article.modified) say(article, "modified", ld ? "json-ld" : "og", 0.85);
}

}  // namespace

void read_dates(const PageSources& in, const Body& body, Article& article, double article_chance) {
  const DateEvidence evidence = date_evidence(in, body, article, article_chance);
  const DayEvidence* best = nullptr;
  double best_score = dateless_score(evidence), all = std::exp(best_score);
  for (const DayEvidence& day : evidence.days) {
    const double score = score_of(day);
    all += std::exp(score);
    if (score > best_score) {
      best_score = score;
      best = &day;
    }
  }
  const double share = std::exp(best_score) / all;
  if (best && share >= kLeastSure) {
    article.published = best->moment;
    say(article, "published", best->from, std::min(kMostSure, std::round(share * 100) / 100));
  }
  read_modified(in, article);
}

}  // namespace newsloom::extract
