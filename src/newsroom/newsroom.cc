// The reading side of the newsroom; how what readers see changes is told in writing.cc.
#include "newsloom/newsroom.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "edition/edition.h"
#include "newsroom/impl.h"
#include "newsroom/reading.h"
#include "newsroom/recommended.h"
#include "store/article_rows.h"
#include "store/copy_rows.h"
#include "store/feed_rows.h"
#include "store/meta_rows.h"
#include "store/story_rows.h"

namespace newsloom {
namespace {

/// Stories with the latest news among which the edition is ranked. A story's weight halves every half day, so
/// what is older than the latest thousands would not stand on the front page anyway.
constexpr std::size_t kEditionPool = 4096;

std::vector<edition::RankedStory> ranked(store::Connection& connection, std::optional<std::int64_t> now) {
  std::vector<edition::StoryFacts> facts;
  for (const store::StoryCounts& story : store::read_latest_stories(connection, kEditionPool))
    facts.push_back({.id = story.id,
                     .articles = story.articles,
                     .copies = story.copies,
                     .teasers = story.teasers,
                     .sources = story.sources,
                     .first_utc = story.first_utc,
                     .last_utc = story.last_utc});
  return edition::rank(facts, now.value_or(0));
}

/// The states of a report that lead to this one and from it. Later ones are newer articles, so this ends.
std::vector<Headline> read_versions(store::Connection& connection, const ArticlePage& page) {
  std::vector<ArticleId> ids = {page.id};
  for (auto earlier = page.updates; earlier && ids.size() < ArticlePage::kMostVersions;
       earlier = store::read_earlier_state(connection, earlier->of))
    ids.insert(ids.begin(), earlier->of);
  for (auto later = page.updated_by; !later.empty() && ids.size() < ArticlePage::kMostVersions;
       later = store::read_later_states(connection, ids.back()))
    ids.push_back(later.front());
  if (ids.size() == 1) return {};
  return store::read_headlines(connection, ids);
}

/// Of what the page's article is a copy or a later state, and what replaces it.
void read_origins(store::Connection& connection, ArticlePage& page) {
  page.copy = store::read_copy(connection, page.id);
  page.updates = store::read_earlier_state(connection, page.id);
  page.updated_by = store::read_later_states(connection, page.id);
  page.versions = read_versions(connection, page);
  if (!page.updates || page.article.version_of) return;
  if (const auto earlier = store::read_article(connection, page.updates->of))
    page.article.version_of = earlier->id;
}

}  // namespace

Newsroom::Newsroom(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Newsroom::~Newsroom() = default;

Result<std::unique_ptr<Newsroom>> Newsroom::open(NewsroomOptions options, Env env) {
  auto database = store::Database::open(options.path);
  if (!database) return std::unexpected(database.error());
  auto impl = std::make_unique<Impl>(std::move(options), std::move(env), std::move(*database));
  if (auto restored = impl->restore(); !restored) return std::unexpected(restored.error());
  return std::unique_ptr<Newsroom>(new Newsroom(std::move(impl)));
}

Result<ArticlePage> Newsroom::article_page(ArticleId id) const {
  recommend::Recommendation recommendation = impl_->recommend(id, {.limit = impl_->options.recommended});
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  store::Connection& connection = lease->connection();
  std::optional<ArticlePage> page;
  if (auto article = store::read_article(connection, id)) {
    page.emplace(ArticlePage{.id = id,
                             .article = std::move(*article),
                             .story = {},
                             .why_no_text = {},
                             .copy = {},
                             .updates = {},
                             .updated_by = {},
                             .versions = {},
                             .coverage = {},
                             .recommended = {}});
    const auto placement = store::read_placement(connection, id);
    if (placement) page->story = placement->story;
    read_origins(connection, *page);
    if (auto story = store::read_story(connection, page->story)) page->coverage = std::move(story->articles);
    // A large story may hold several events: what is recommended of it is not listed as coverage too.
    const auto elsewhere = articles_of(recommendation.recommended);
    std::erase_if(page->coverage,
                  [&](const Headline& line) { return line.id == id || elsewhere.contains(line.id); });
    page->recommended = headlines_for(connection, recommendation.recommended);
    if (page->article.kind == ArticleKind::kTeaser && page->article.canonical_url)
      if (const auto wanted = store::read_wanted_page(connection, *page->article.canonical_url))
        page->why_no_text = wanted->why;
  }
  return answer(connection, std::move(page), fmt::format("article {}", number(id)));
}

Result<Story> Newsroom::story(StoryId id) const {
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  return answer(lease->connection(), store::read_story(lease->connection(), id),
                fmt::format("story {}", number(id)));
}

Result<std::vector<StoryUpdate>> Newsroom::story_updates(std::int64_t since, std::size_t limit) const {
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  auto updates = store::read_story_updates(lease->connection(), since, limit);
  if (auto status = lease->connection().status(); !status) return std::unexpected(status.error());
  return updates;
}

Result<Edition> Newsroom::edition(std::size_t limit) const {
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  store::Connection& connection = lease->connection();
  const store::Totals totals = store::read_totals(connection);
  std::optional<Edition> edition(Edition{.as_of_utc = totals.clock_utc,
                                         .stories = {},
                                         .article_count = totals.articles,
                                         .story_count = totals.stories});
  for (const edition::RankedStory& entry : ranked(connection, totals.clock_utc)) {
    if (edition->stories.size() == limit) break;
    if (auto story = store::read_story(connection, entry.id)) edition->stories.push_back(std::move(*story));
  }
  return answer(connection, std::move(edition), "edition");
}

Result<ArticleId> Newsroom::find(const std::string& record_id) const {
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  const auto known = store::find_article(lease->connection(), record_id, {});
  return answer(lease->connection(), known ? std::optional(known->id) : std::nullopt, record_id);
}

}  // namespace newsloom
