// What to read next, for this site and for others: an article is named by its number or its address, or is a
// text that the newsroom has never seen. The recommender is asked first and the database then, so whatever is
// taken down in between is missing from the answer and never stale.
#include "newsroom/recommended.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "newsloom/newsroom.h"
#include "newsroom/impl.h"
#include "newsroom/reading.h"
#include "store/article_rows.h"
#include "store/index_rows.h"
#include "store/story_rows.h"

namespace newsloom {
namespace {

recommend::RecommendOptions options_of(const RecommendWish& wish) {
  return {.limit = wish.limit, .only_source = wish.source.value_or("")};
}

ReadNext read_next(store::Connection& connection, ArticleId id, recommend::Recommendation found) {
  ReadNext out{.id = id, .recommended = headlines_for(connection, found.recommended), .coverage = {}};
  const auto shown = std::min(found.coverage.size(), ReadNext::kMostCoverage);
  out.coverage = store::read_headlines(connection, std::span(found.coverage).first(shown));
  return out;
}

}  // namespace

std::vector<RecommendedStory> headlines_for(store::Connection& connection,
                                            std::vector<recommend::Recommended>& recommended) {
  std::vector<ArticleId> ids;
  for (const recommend::Recommended& item : recommended) {
    ids.push_back(item.article);
    ids.insert(ids.end(), item.also.begin(), item.also.end());
  }
  std::vector<Headline> lines = store::read_headlines(connection, ids);
  // They come in the order in which they were asked for; some were taken down since.
  std::size_t at = 0;
  const auto take = [&](ArticleId id) {
    return at < lines.size() && lines[at].id == id ? std::optional(std::move(lines[at++])) : std::nullopt;
  };
  std::vector<RecommendedStory> stories;
  for (recommend::Recommended& item : recommended) {
    auto headline = take(item.article);
    std::vector<Headline> also;
    for (const ArticleId id : item.also)
      if (auto line = take(id)) also.push_back(std::move(*line));
    if (!headline) continue;
    RecommendedStory story{.headline = std::move(*headline),
                           .lane = item.lane,
                           .score = item.score,
                           .why = std::move(item.why),
                           .also = std::move(also)};
    stories.push_back(std::move(story));
  }
  return stories;
}

std::set<ArticleId> articles_of(const std::vector<recommend::Recommended>& recommended) {
  std::set<ArticleId> ids;
  for (const recommend::Recommended& item : recommended) {
    ids.insert(item.article);
    ids.insert(item.also.begin(), item.also.end());
  }
  return ids;
}

recommend::Recommendation Newsroom::Impl::recommend(ArticleId id,
                                                    const recommend::RecommendOptions& wanted) const {
  if (!loaded) return {};
  {
    const ReadLock lock(mutex);
    if (id > unindexed) return recommender.recommend(id, wanted);
  }
  std::optional<features::Features> features;
  std::optional<story::Placement> placement;
  if (auto lease = database->read()) {
    features = store::read_features(lease->connection(), id);
    placement = store::read_placement(lease->connection(), id);
  }
  if (!features || !placement) return {};
  const ReadLock lock(mutex);
  return recommender.recommend(id, *features, *placement, wanted);
}

Result<ReadNext> Newsroom::recommended(ArticleId id, const RecommendWish& wish) const {
  recommend::Recommendation found = impl_->recommend(id, options_of(wish));
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  store::Connection& connection = lease->connection();
  if (!store::read_headline(connection, id))
    return answer(connection, std::optional<ReadNext>(), fmt::format("article {}", number(id)));
  return answer(connection, std::optional(read_next(connection, id, std::move(found))), "recommended");
}

Result<ReadNext> Newsroom::recommended_for_url(const std::string& url, const RecommendWish& wish) const {
  const auto known = find_url(url);
  if (!known) return std::unexpected(known.error());
  return recommended(*known, wish);
}

Result<ReadNext> Newsroom::recommended_for_text(const Article& text, const RecommendWish& wish) const {
  const features::Features features = features::compute(text);
  recommend::Recommendation found;
  if (impl_->loaded) {
    const ReadLock lock(impl_->mutex);
    found = impl_->recommender.recommend(features, options_of(wish));
  }
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  store::Connection& connection = lease->connection();
  return answer(connection, std::optional(read_next(connection, ArticleId::kNone, std::move(found))),
                "recommended");
}

Result<std::optional<AboutStory>> Newsroom::story_for_text(const Article& text) const {
  const features::Features features = features::compute(text);
  std::optional<recommend::StoryGuess> guess;
  if (impl_->loaded) {
    const ReadLock lock(impl_->mutex);
    guess = impl_->recommender.story_of(features);
  }
  if (!guess) return std::optional<AboutStory>();
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  auto headline = store::read_headline(lease->connection(), guess->article);
  if (auto status = lease->connection().status(); !status) return std::unexpected(status.error());
  if (!headline) return std::optional<AboutStory>();  // taken down since
  return AboutStory{.headline = std::move(*headline), .chance = guess->chance, .why = std::move(guess->why)};
}

}  // namespace newsloom
