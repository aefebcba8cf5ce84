// What to read next, for this site and for others: an article is named by its number or its address, or is a
// text that the newsroom has never seen. The recommender is asked first and the database then, so whatever is
// taken down in between is missing from the answer and never stale.
#include "newsroom/recommended.h"

#include <fmt/format.h>

#include <span>
#include <utility>

#include "newsloom/newsroom.h"
#include "newsroom/impl.h"
#include "store/article_rows.h"

namespace newsloom {
namespace {

/// Headlines folded behind the "+n" of a recommended story.
constexpr std::size_t kFoldedHeadlines = 50;

}  // namespace

std::vector<RecommendedStory> headlines_for(store::Connection& connection,
                                            std::vector<recommend::Recommended>& recommended) {
  std::vector<RecommendedStory> stories;
  for (recommend::Recommended& item : recommended) {
    auto headline = store::read_headline(connection, item.article);
    if (!headline) continue;  // taken down since
    RecommendedStory story{.headline = std::move(*headline),
                           .lane = item.lane,
                           .score = item.score,
                           .why = std::move(item.why),
                           .also = {}};
    for (const ArticleId id : std::span(item.also).first(std::min(item.also.size(), kFoldedHeadlines)))
      if (auto also = store::read_headline(connection, id)) story.also.push_back(std::move(*also));
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

Result<std::vector<RecommendedStory>> Newsroom::recommended(ArticleId id, std::size_t limit) const {
  recommend::Recommendation found;
  {
    const ReadLock lock(impl_->mutex);
    found = impl_->recommender.recommend(id, {.limit = limit});
  }
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  store::Connection& connection = lease->connection();
  if (found.recommended.empty() && !store::read_headline(connection, id))
    return fail(ErrorCode::kNotFound, "not found", fmt::format("article {}", number(id)));
  auto stories = headlines_for(connection, found.recommended);
  if (auto status = connection.status(); !status) return std::unexpected(status.error());
  return stories;
}

Result<std::vector<RecommendedStory>> Newsroom::recommended_for_url(const std::string& url,
                                                                    std::size_t limit) const {
  const auto known = find_url(url);
  if (!known) return std::unexpected(known.error());
  return recommended(*known, limit);
}

Result<std::vector<RecommendedStory>> Newsroom::recommended_for_text(const Article& text,
                                                                     std::size_t limit) const {
  const features::Features features = features::compute(text);
  recommend::Recommendation found;
  {
    const ReadLock lock(impl_->mutex);
    found = impl_->recommender.recommend(features, {.limit = limit});
  }
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  auto stories = headlines_for(lease->connection(), found.recommended);
  if (auto status = lease->connection().status(); !status) return std::unexpected(status.error());
  return stories;
}

Result<std::optional<AboutStory>> Newsroom::story_for_text(const Article& text) const {
  const features::Features features = features::compute(text);
  std::optional<recommend::StoryGuess> guess;
  {
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
