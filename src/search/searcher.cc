// Best first: the latest kMaxSearchMatches matches are scored by the index alone (newsloom_rank), each thing
// asked for weighted by how rare it is; the best of them are then weighed with their age, and folded by
// story. Newest first: no scores, the order of arrival.
#include "search/searcher.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_map>
#include <utility>

#include "search/plan.h"
#include "search/query.h"
#include "search/snippet.h"
#include "store/article_rows.h"
#include "store/meta_rows.h"
#include "store/search_index.h"

namespace newsloom::search {
namespace {

/// The best by their words, which are then weighed with their age and folded: what a reader can page through.
constexpr std::size_t kRanked = 500;
constexpr std::size_t kFoldedHeadlines = 20;
constexpr std::size_t kMaxSources = 20;

/// An article of today counts this much more than one of long ago with the same hits, half of it after
/// kHalfFreshSeconds: enough to put the news before its background, not before a better answer.
constexpr double kFreshWorth = 0.6;
constexpr double kHalfFreshSeconds = 3 * 86'400.0;

/// A match with what ranking and folding want to know of it.
struct RankedMatch {
  ArticleId id = ArticleId::kNone;
  StoryId story = StoryId::kNone;
  double score = 0;
};

/// A story that was found: its articles, best first.
using FoundStory = std::vector<RankedMatch>;

/// How much one thing counts that `matching` of `all` articles have (inverse document frequency).
double rarity(double matching, double all) { return std::log(1 + all / (matching + 1)); }

void weigh_by_rarity(store::Connection& connection, Plan& plan) {
  // Alone, it stands in all matches, and weighs the same in all.
  if (plan.groups.size() < 2) return;
  const auto all = static_cast<double>(store::read_totals(connection).articles);
  std::vector<double> weights;
  for (const std::string& group : plan.groups)
    weights.push_back(rarity(store::estimate_matches(connection, group), all));
  for (store::PhraseWeight& phrase : plan.weights)
    if (phrase.weight > 0) phrase.weight = weights[static_cast<std::size_t>(phrase.group)];
}

double freshness(std::optional<std::int64_t> moment_utc, std::optional<std::int64_t> now_utc) {
  if (!moment_utc || !now_utc) return 0;
  const double age = std::max<double>(0, static_cast<double>(*now_utc - *moment_utc));
  return kFreshWorth * std::exp2(-age / kHalfFreshSeconds);
}

/// Equal scores: the newest first.
bool better(double score, ArticleId id, double other_score, ArticleId other) {
  return score != other_score ? score > other_score : number(id) > number(other);
}

/// The first `wanted` stories, in the order in which their first matches come.
std::vector<FoundStory> fold(const std::vector<RankedMatch>& matches, std::size_t wanted) {
  std::vector<FoundStory> stories;
  std::unordered_map<StoryId, std::size_t> places;
  for (const RankedMatch& match : matches) {
    const auto place = places.find(match.story);
    if (place != places.end()) {
      stories[place->second].push_back(match);
    } else if (stories.size() < wanted) {
      places.emplace(match.story, stories.size());
      stories.push_back({match});
    }
  }
  return stories;
}

std::vector<RankedMatch> best_first(store::Connection& connection, Plan& plan, SearchResults& results) {
  weigh_by_rarity(connection, plan);
  auto matches = store::match_search(connection, plan.expression, plan.weights, kMaxSearchMatches + 1);
  results.more_matches = matches.size() > kMaxSearchMatches;
  if (results.more_matches) matches.pop_back();
  results.matches = matches.size();
  const auto count = static_cast<std::ptrdiff_t>(std::min(matches.size(), kRanked));
  std::ranges::partial_sort(matches, matches.begin() + count, [](const auto& a, const auto& b) {
    return better(a.score, a.id, b.score, b.id);
  });
  matches.resize(static_cast<std::size_t>(count));
  const auto now = store::read_totals(connection).clock_utc;
  std::vector<ArticleId> ids;
  for (const store::SearchMatch& match : matches) ids.push_back(match.id);
  std::vector<RankedMatch> ranked;
  auto match = matches.begin();
  for (const store::SearchFacts& facts : store::read_search_facts(connection, ids)) {
    while (match->id != facts.id) ++match;  // of some there may be none
    ranked.push_back({.id = facts.id,
                      .story = facts.story,
                      .score = match->score * (1 + freshness(facts.moment_utc, now))});
  }
  std::ranges::sort(ranked,
                    [](const auto& a, const auto& b) { return better(a.score, a.id, b.score, b.id); });
  return ranked;
}

/// The latest kRanked are enough for all pages; the others are only counted.
std::vector<RankedMatch> newest_first(store::Connection& connection, const Plan& plan,
                                      SearchResults& results) {
  auto ids = store::match_newest(connection, plan.expression, kMaxSearchMatches + 1);
  results.more_matches = ids.size() > kMaxSearchMatches;
  if (results.more_matches) ids.pop_back();
  results.matches = ids.size();
  ids.resize(std::min(ids.size(), kRanked));
  std::vector<RankedMatch> ranked;
  for (const store::SearchFacts& facts : store::read_search_facts(connection, ids))
    ranked.push_back({.id = facts.id, .story = facts.story, .score = 0});
  return ranked;
}

std::optional<SearchHit> hit_of(store::Connection& connection, const FoundStory& story,
                                const WordSet& words) {
  auto headline = store::read_headline(connection, story.front().id);
  const auto article = store::read_stored_article(connection, story.front().id);
  if (!headline || !article) return std::nullopt;
  SearchHit hit;
  hit.score = story.front().score;
  const std::string language = article->lang.value_or("");
  const std::string& text = article->text.empty() && article->summary ? *article->summary : article->text;
  hit.title = marked(headline->title, language, words);
  hit.snippet = snippet_of(text, language, words);
  hit.headline = std::move(*headline);
  hit.also_count = story.size() - 1;
  std::vector<ArticleId> folded;
  for (std::size_t i = 1; i < std::min(story.size(), kFoldedHeadlines + 1); ++i)
    folded.push_back(story[i].id);
  hit.also = store::read_headlines(connection, folded);
  return hit;
}

}  // namespace

SearchResults run(store::Connection& connection, const SearchRequest& request) {
  SearchResults results;
  const ArticleId missing = store::missing_from_search(connection);
  if (missing == store::kAllMissing) {
    results.notes.emplace_back("The search index is about to be made anew: nothing can be found yet.");
    return results;
  }
  Plan plan =
      make_plan(parse_query(request.query),
                {.languages = store::read_languages(connection), .sources = [&](std::string_view wanted) {
                   return store::find_sources(connection, wanted, kMaxSources);
                 }});
  results.notes = std::move(plan.notes);
  if (missing != ArticleId::kNone)
    results.notes.emplace_back(
        "The search index is being made anew, from the newest article to the oldest: older ones cannot be "
        "found yet.");
  if (plan.expression.empty()) return results;
  const bool ranked = request.order == SearchOrder::kBest && !plan.groups.empty();
  const auto matches =
      ranked ? best_first(connection, plan, results) : newest_first(connection, plan, results);
  const std::size_t end = request.offset + std::min(request.limit, kRanked);
  std::vector<FoundStory> stories = fold(matches, std::min(end + 1, kRanked));
  results.more_hits = stories.size() > end;
  for (std::size_t i = request.offset; i < std::min(end, stories.size()); ++i)
    if (auto hit = hit_of(connection, stories[i], plan.words)) results.hits.push_back(std::move(*hit));
  return results;
}

}  // namespace newsloom::search
