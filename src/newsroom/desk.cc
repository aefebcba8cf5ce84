#include "newsroom/desk.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "copies/passages.h"
#include "store/article_rows.h"
#include "store/copy_rows.h"
#include "store/index_rows.h"
#include "store/search_index.h"
#include "store/story_rows.h"
#include "store/tombstone_rows.h"

namespace newsloom {
namespace {

bool has_something_to_show(const Article& article) { return article.title || !article.text.empty(); }

/// Said in place of what named a report that is here no more.
constexpr const char* kCopyOfGone = "An earlier report with almost the same words is here no more.";

}  // namespace

Result<void> Desk::restore_counts() {
  store::Transaction transaction(connection(), store::Access::kWrite);
  totals_ = store::read_totals(connection());
  clock_ = StreamClock(totals_.clock_utc);
  last_article_ = number(store::last_article(connection()));
  const auto next_story = static_cast<StoryId>(number(store::last_story(connection())) + 1);
  builder_ = story::StoryBuilder({.trace = {}, .next_story = next_story});
  for (const store::OwnerWord& word : store::read_owner_words(connection()))
    builder_.restore_word(word.a, word.b, word.same);
  // An empty index is made at once.
  if (last_article_ == 0) store::renew_search(connection(), 1);
  return transaction.commit();
}

void Desk::restore(const store::IndexedArticle& article) {
  if (article.renewed) store::renew_features(rows(), article.id, article.features);
  builder_.restore(article.id, article.placed_on ? *article.placed_on : article.features, article.placement);
}

void Desk::begin() {
  if (!transaction_) transaction_.emplace(connection(), store::Access::kWrite);
}

Result<Receipt> Desk::add(const PreparedArticle& article) {
  const PreparedArticle::Parts& parts = *article.parts_;
  if (!has_something_to_show(parts.main.article)) return Receipt{};
  // Placements open at most one story an article, so stories cannot run out before articles do.
  if (last_article_ >
      std::numeric_limits<std::int32_t>::max() - 1 - static_cast<std::int32_t>(parts.teasers.size()))
    return fail(ErrorCode::kTooLarge, "all article numbers are used up", connection().path());
  begin();
  Receipt receipt;
  receipt.outcome = put(parts.main, receipt.id);
  if (receipt.outcome == Outcome::kNew || receipt.outcome == Outcome::kUpdated) {
    std::vector<ArticleId> related(parts.teasers.size(), ArticleId::kNone);
    for (std::size_t i = 0; i < related.size(); ++i)
      if (parts.teasers[i]) related[i] = put_teaser(*parts.teasers[i]);
    store::write_related(connection(), receipt.id, related);
  }
  if (auto status = connection().status(); !status) return std::unexpected(status.error());
  return receipt;
}

Outcome Desk::put(const ReadyArticle& ready, ArticleId& id) {
  if (is_kept_out(ready.article)) return Outcome::kKeptOut;
  const auto known = store::find_article(connection(), ready.article.id, ready.article.canonical_url);
  if (!known) {
    id = put_new(ready);
    return Outcome::kNew;
  }
  id = known->id;
  // A teaser says less than whatever is there.
  if (known->hash == ready.state.hash || ready.article.kind == ArticleKind::kTeaser) return Outcome::kSkipped;
  // The same folder read again holds an article's earlier states too: they stay what they are.
  if (store::is_replaced(connection(), id, ready.state, ready.article.arrival)) return Outcome::kSkipped;
  if (!known->teaser) store::keep_version(connection(), id, env_->clock->now());
  put_again(id, ready);
  return known->teaser ? Outcome::kNew : Outcome::kUpdated;
}

ArticleId Desk::put_teaser(const ReadyArticle& teaser) {
  ArticleId id = ArticleId::kNone;
  put(teaser, id);
  return id;
}

ArticleId Desk::put_new(const ReadyArticle& ready) {
  const auto id = static_cast<ArticleId>(++last_article_);
  const std::int64_t stored = env_->clock->now();
  const auto moment = clock_.stand(ready.article, stored);
  const story::Placement placement = place(id, ready.features);
  write_story_changes();  // second thoughts come before the article that made them due
  store::insert_article(connection(), id,
                        {.article = ready.article,
                         .state = ready.state,
                         .features = ready.features,
                         .stored_utc = stored,
                         .moment_utc = moment});
  const bool opened = store::write_placement(connection(), id, placement, clock_.now_utc().value_or(stored));
  ++totals_.articles;
  totals_.stories += opened ? 1 : 0;
  touched_.insert(placement.story);
  changes_.push_back({.id = id, .features = ready.features, .placement = placement});
  write_evidence(id, ready.article.text, placement);
  return id;
}

/// The passages that show where a text comes from; those of a whole group where it got another original.
void Desk::write_evidence(ArticleId id, const std::string& text, const story::Placement& placement) {
  for (const ArticleId of : {placement.copy_of, placement.version_of}) {
    if (of == ArticleId::kNone) continue;
    if (const auto origin = store::read_stored_article(connection(), of))
      store::write_passages(connection(), id, of, copies::passages_of(text, origin->text));
  }
  if (placement.replaces == ArticleId::kNone) return;
  for (const ArticleId copy : store::read_copies_of(connection(), id)) {
    if (const auto article = store::read_stored_article(connection(), copy))
      store::write_passages(connection(), copy, id, copies::passages_of(article->text, text));
    if (const auto moved = store::read_placement(connection(), copy))
      changes_.push_back({.kind = Change::Kind::kMove, .id = copy, .features = {}, .placement = *moved});
  }
}

void Desk::put_again(ArticleId id, const ReadyArticle& ready) {
  const std::int64_t stored = env_->clock->now();
  store::replace_article(connection(), id,
                         {.article = ready.article,
                          .state = ready.state,
                          .features = ready.features,
                          .stored_utc = stored,
                          .moment_utc = clock_.stand(ready.article, stored)});
  const auto placement = store::read_placement(connection(), id);
  if (!placement) return;
  touched_.insert(placement->story);
  changes_.push_back({.id = id, .features = ready.features, .placement = *placement});
}

void Desk::write_story_changes() {
  const std::int64_t at = clock_.now_utc().value_or(env_->clock->now());
  for (const story::StoryChange& change : builder_.take_changes()) {
    const bool merge = change.kind == story::StoryChange::Kind::kMerge;
    const auto moved =
        merge ? store::read_members(connection(), change.story) : std::vector<ArticleId>{change.article};
    totals_.stories += store::write_change(connection(), change, at) ? 1 : 0;
    totals_.stories -= merge ? 1 : 0;
    touched_.insert(change.story);
    touched_.insert(change.other);
    for (const ArticleId id : moved)
      if (const auto placement = store::read_placement(connection(), id))
        changes_.push_back({.kind = Change::Kind::kMove, .id = id, .features = {}, .placement = *placement});
  }
}

Result<void> Desk::say(const std::string& a, const std::string& b, bool same) {
  begin();
  const auto left = store::find_article(connection(), a, a), right = store::find_article(connection(), b, b);
  if (auto status = connection().status(); !status) return status;
  if (!left || !right) return fail(ErrorCode::kNotFound, "no such article", left ? b : a);
  if (left->id == right->id) return fail(ErrorCode::kInvalidArgument, "both are the same article", a);
  store::write_owner_word(connection(), {left->id, right->id, same}, env_->clock->now());
  if (same) {
    builder_.say_same(left->id, right->id);
  } else {
    builder_.say_not_same(left->id, right->id);
  }
  write_story_changes();
  return connection().status();
}

Result<void> Desk::settle() {
  begin();
  builder_.repair();
  write_story_changes();
  return connection().status();
}

bool Desk::is_kept_out(const Article& article) {
  return (article.source && keep_out_.contains(*article.source)) || store::is_buried(connection(), article);
}

story::Placement Desk::place(ArticleId id, const features::Features& features) {
  story::Placement placement = builder_.place(id, features);
  if (gone_.contains(placement.version_of)) placement.version_of = ArticleId::kNone;
  if (gone_.contains(placement.copy_of)) {
    placement.copy_of = ArticleId::kNone;
    placement.why = kCopyOfGone;
  }
  return placement;
}

void Desk::bury(ArticleId id) {
  if (const auto placement = store::read_placement(connection(), id)) touched_.insert(placement->story);
  store::bury_article(connection(), id, env_->clock->now());
  builder_.remove(id);
  --totals_.articles;
  gone_.insert(id);
  changes_.push_back({.kind = Change::Kind::kRemove, .id = id, .features = {}, .placement = {}});
}

Result<std::int64_t> Desk::take_down(const TakeDown& what) {
  begin();
  std::vector<ArticleId> articles;
  switch (what.kind) {
    case TakeDown::Kind::kArticle: {
      if (what.id != ArticleId::kNone && store::read_headline(connection(), what.id)) articles = {what.id};
      if (what.id != ArticleId::kNone) break;
      if (const auto known = store::find_article(connection(), what.name, what.name)) articles = {known->id};
      break;
    }
    case TakeDown::Kind::kUrl:
      articles = store::bury_url(connection(), what.name, env_->clock->now());
      break;
    case TakeDown::Kind::kSource:
      articles = store::bury_domain(connection(), what.name, env_->clock->now());
      break;
  }
  for (const ArticleId id : articles) bury(id);
  if (auto status = connection().status(); !status) return std::unexpected(status.error());
  if (articles.empty() && what.kind == TakeDown::Kind::kArticle)
    return fail(ErrorCode::kNotFound, "no such article", what.name);
  return static_cast<std::int64_t>(articles.size());
}

void Desk::withdraw_teaser(ArticleId id) {
  begin();
  if (const auto placement = store::read_placement(connection(), id)) touched_.insert(placement->story);
  if (!store::delete_teaser(connection(), id)) return;
  builder_.remove(id);
  --totals_.articles;
  gone_.insert(id);
  changes_.push_back({.kind = Change::Kind::kRemove, .id = id, .features = {}, .placement = {}});
}

Result<std::vector<Change>> Desk::commit() {
  if (auto status = connection().status(); !status) return std::unexpected(status.error());
  if (!transaction_) return {};
  for (const StoryId story : touched_) store::recount_story(connection(), story);
  totals_.clock_utc = clock_.now_utc();
  store::write_totals(connection(), totals_);
  auto committed = transaction_->commit();
  transaction_.reset();
  if (!committed) return std::unexpected(committed.error());
  touched_.clear();
  return std::exchange(changes_, {});
}

}  // namespace newsloom
