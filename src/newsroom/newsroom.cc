// Wires the rooms: identity, features, placement and storage on the writer's side; rows and recommendations
// on the readers'.
//
// What readers see changes only in commit(): first the transaction becomes durable, then the recommender
// learns of its articles under an exclusive lock. A reader holds the shared lock only while it asks the
// recommender.
#include "newsloom/newsroom.h"

#include <algorithm>
#include <mutex>
#include <shared_mutex>
#include <utility>
#include <vector>

#include "edition/edition.h"
#include "features/features.h"
#include "newsroom/reader_pool.h"
#include "recommend/recommender.h"
#include "store/database.h"
#include "story/story_builder.h"

namespace newsloom {
namespace {

/// Stories with the latest news among which the edition is ranked; older ones weigh nothing any more.
constexpr std::size_t kEditionPool = 2000;

/// Are these the same state of an article? Where it was read and when says nothing about it.
bool same_state(Article a, const Article& b) {
  a.input = b.input;
  a.arrival = b.arrival;
  a.id = b.id;
  return a == b;
}

/// A teaser needs a headline and a summary; a bare link is navigation.
bool makes_teaser(const RelatedLink& link) { return !link.title.empty() && link.summary.has_value(); }

}  // namespace

struct Newsroom::Impl {
  Impl(NewsroomOptions o, Env e, store::Lock l, std::unique_ptr<store::Connection> connection)
      : options(std::move(o)),
        env(std::move(e)),
        lock(std::move(l)),
        writer(std::move(connection)),
        readers(options.path) {}

  NewsroomOptions options;
  Env env;
  store::Lock lock;
  store::Writer writer;
  bool in_transaction = false;
  story::StoryBuilder builder;

  struct Placed {
    ArticleId id;
    features::Features features;
    story::Placement placement;
  };
  std::vector<Placed> uncommitted;  ///< stored, not yet known to the recommender

  mutable std::shared_mutex recommender_mutex;
  recommend::Recommender recommender;  ///< guarded by recommender_mutex
  mutable ReaderPool readers;

  Result<void> restore();
  Result<void> ensure_transaction();
  Result<Outcome> add_one(const Article& article, ArticleId listed_by, ArticleId& id);
  Result<Outcome> refresh(const store::Known& known, const Article& article);
  Result<ArticlePage> page(store::Reader& reader, ArticleId id) const;
};

Newsroom::Newsroom(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Newsroom::~Newsroom() = default;

Result<std::unique_ptr<Newsroom>> Newsroom::open(NewsroomOptions options, Env env) {
  auto lock = store::Lock::take(options.path);
  if (!lock) return std::unexpected(lock.error());
  auto connection = store::open_for_writing(options.path);
  if (!connection) return std::unexpected(connection.error());
  auto impl =
      std::make_unique<Impl>(std::move(options), std::move(env), std::move(*lock), std::move(*connection));
  if (auto done = impl->restore(); !done) return std::unexpected(done.error());
  return std::unique_ptr<Newsroom>(new Newsroom(std::move(impl)));
}

Result<void> Newsroom::Impl::restore() {
  const auto next = writer.next_story();
  if (!next) return std::unexpected(next.error());
  builder = story::StoryBuilder({.next_story = *next});
  return writer.load(
      [&](ArticleId id, const features::Features& features, const story::Placement& placement) {
        builder.restore(id, features, placement);
        recommender.add(id, features, placement);
      });
}

Result<void> Newsroom::Impl::ensure_transaction() {
  if (in_transaction) return {};
  auto begun = writer.begin();
  in_transaction = begun.has_value();
  return begun;
}

Result<Outcome> Newsroom::Impl::refresh(const store::Known& known, const Article& article) {
  const auto before = article_from_json(known.record);
  if (!before) return std::unexpected(before.error());
  // A teaser never replaces what is known in full.
  if (article.kind == ArticleKind::kTeaser && before->kind != ArticleKind::kTeaser) return Outcome::kSkipped;
  if (same_state(*before, article)) return Outcome::kSkipped;
  Article next = article;
  next.id = before->id;
  if (auto done = writer.update(known, next, env.clock->now()); !done) return std::unexpected(done.error());
  return Outcome::kUpdated;
}

Result<Outcome> Newsroom::Impl::add_one(const Article& article, ArticleId listed_by, ArticleId& id) {
  const auto known = writer.find(article.id, article.canonical_url);
  if (!known) return std::unexpected(known.error());
  if (*known) {
    id = (*known)->id;
    return refresh(**known, article);
  }
  const auto removed = writer.is_removed(article.id, article.canonical_url);
  if (!removed) return std::unexpected(removed.error());
  if (*removed) return Outcome::kSkipped;
  const auto next = writer.next_id();
  if (!next) return std::unexpected(next.error());
  id = *next;
  Placed placed{id, features::compute(article), {}};
  placed.placement = builder.place(id, placed.features);
  if (auto done = writer.insert(id, article, placed.features, placed.placement, listed_by, env.clock->now());
      !done) {
    return std::unexpected(done.error());
  }
  uncommitted.push_back(std::move(placed));
  return Outcome::kNew;
}

Result<Outcome> Newsroom::add(Article article) {
  Impl& impl = *impl_;
  if (!article.title && article.text.empty()) return Outcome::kSkipped;  // nothing to show
  if (auto done = impl.ensure_transaction(); !done) return std::unexpected(done.error());
  ArticleId id = ArticleId::kNone;
  const auto outcome = impl.add_one(article, ArticleId::kNone, id);
  if (!outcome) return outcome;
  for (std::size_t i = 0; i < article.related.size(); ++i) {
    if (!makes_teaser(article.related[i])) continue;
    ArticleId teaser = ArticleId::kNone;
    const auto added =
        impl.add_one(teaser_from(article.related[i], article, static_cast<int>(i)), id, teaser);
    if (!added) return added;
  }
  return outcome;
}

Result<void> Newsroom::commit() {
  Impl& impl = *impl_;
  if (!impl.in_transaction) return {};
  if (auto done = impl.writer.commit(); !done) return done;
  impl.in_transaction = false;
  const std::unique_lock guard(impl.recommender_mutex);
  for (const Impl::Placed& placed : impl.uncommitted)
    impl.recommender.add(placed.id, placed.features, placed.placement);
  impl.uncommitted.clear();
  return {};
}

Result<ArticlePage> Newsroom::Impl::page(store::Reader& reader, ArticleId id) const {
  auto row = reader.article(id);
  if (!row) return std::unexpected(row.error());
  ArticlePage page{
      .id = id, .article = std::move(row->article), .story = row->story, .coverage = {}, .recommended = {}};
  recommend::Recommendation found;
  {
    const std::shared_lock guard(recommender_mutex);
    found = recommender.recommend(id, {.limit = options.recommended});
  }
  // What was committed after this read began is not there yet for it: it is left out.
  auto story = reader.story(page.story);
  if (!story) return std::unexpected(story.error());
  for (Headline& line : story->articles) {
    if (line.id != id) page.coverage.push_back(std::move(line));
  }
  for (recommend::Recommended& item : found.recommended) {
    auto headline = reader.headline(item.article);
    if (!headline) continue;
    RecommendedStory out{.headline = std::move(*headline),
                         .lane = item.lane,
                         .score = item.score,
                         .why = std::move(item.why),
                         .also = {}};
    for (const ArticleId other : item.also) {
      if (auto also = reader.headline(other)) out.also.push_back(std::move(*also));
    }
    page.recommended.push_back(std::move(out));
  }
  return page;
}

Result<ArticlePage> Newsroom::article_page(ArticleId id) const {
  return impl_->readers.read([&](store::Reader& reader) { return impl_->page(reader, id); });
}

Result<Story> Newsroom::story(StoryId id) const {
  return impl_->readers.read([&](store::Reader& reader) { return reader.story(id); });
}

Result<ArticleId> Newsroom::find(const std::string& record_id) const {
  return impl_->readers.read([&](store::Reader& reader) { return reader.find(record_id); });
}

Result<Edition> Newsroom::edition(std::size_t limit) const {
  return impl_->readers.read([&](store::Reader& reader) -> Result<Edition> {
    const auto totals = reader.totals();
    if (!totals) return std::unexpected(totals.error());
    const auto rows = reader.latest_stories(kEditionPool);
    if (!rows) return std::unexpected(rows.error());
    Edition out{.as_of_utc = totals->latest_utc,
                .stories = {},
                .article_count = totals->articles,
                .story_count = totals->stories};
    std::vector<edition::StoryFacts> facts;
    for (const store::StoryRow& row : *rows) {
      facts.push_back({.id = row.id,
                       .articles = row.articles,
                       .copies = row.copies,
                       .teasers = row.teasers,
                       .sources = row.sources,
                       .first_utc = row.first_utc,
                       .last_utc = row.last_utc});
    }
    for (const edition::RankedStory& ranked : edition::rank(facts, totals->latest_utc.value_or(0))) {
      if (out.stories.size() == limit) break;
      auto story = reader.story(ranked.id);
      if (!story) return std::unexpected(story.error());
      out.stories.push_back(std::move(*story));
    }
    return out;
  });
}

}  // namespace newsloom
