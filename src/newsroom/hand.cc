#include "newsloom/hand.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "newsroom/impl.h"
#include "newsroom/wishes.h"
#include "store/access_rows.h"
#include "store/article_rows.h"
#include "store/hand_rows.h"
#include "store/story_rows.h"
#include "text/utf8.h"

namespace newsloom {
namespace {

/// Bytes of a name, and wishes in all: more is no wish of a person.
constexpr std::size_t kLongestName = 200, kMostHidden = 1000;

std::string key_of(HiddenKind kind, const std::string& name) {
  const std::string trimmed(text::trim(name));
  return kind == HiddenKind::kStory ? trimmed : text::lower(trimmed);
}

/// What readers are shown of it; empty for a story that is not there.
std::string label_of(store::Connection& rows, HiddenKind kind, const std::string& name) {
  if (kind != HiddenKind::kStory) return std::string(text::trim(name));
  std::int32_t id = 0;
  std::from_chars(name.data(), name.data() + name.size(), id);
  const auto story = store::read_story(rows, static_cast<StoryId>(id));
  return story ? story->title : std::string();
}

}  // namespace

std::string_view name_of(HiddenKind kind) {
  switch (kind) {
    case HiddenKind::kSource:
      return "source";
    case HiddenKind::kTopic:
      return "topic";
    case HiddenKind::kStory:
      return "story";
    case HiddenKind::kWord:
      break;
  }
  return "word";
}

Hand::Hand(Run read, Run write, std::function<std::int64_t()> now)
    : read_(std::move(read)), write_(std::move(write)), now_(std::move(now)) {}

Hand::~Hand() = default;

Result<HandState> Hand::state() const {
  HandState state;
  auto done = read_([&](store::Connection& rows) {
    state.hidden = store::read_hidden(rows);
    state.learning = store::read_setting(rows, kLearningKey) == "on";
    state.leanings = store::read_leanings(rows);
    return rows.status();
  });
  if (!done) return std::unexpected(done.error());
  return state;
}

Result<void> Hand::hide(HiddenKind kind, const std::string& name) {
  Hidden hidden{.kind = kind, .name = key_of(kind, name), .label = {}};
  if (hidden.name.empty() || hidden.name.size() > kLongestName)
    return fail(ErrorCode::kInvalidArgument, "nothing that could be hidden", std::string(name_of(kind)));
  if (kind == HiddenKind::kWord && plain_words(name).empty())
    return fail(ErrorCode::kInvalidArgument, "no word", "word");
  return write_([&, now = now_()](store::Connection& rows) -> Result<void> {
    hidden.label = label_of(rows, kind, name);
    if (hidden.label.empty()) return fail(ErrorCode::kNotFound, "not found", "story " + name);
    if (store::read_hidden(rows).size() >= kMostHidden)
      return fail(ErrorCode::kInvalidArgument, "too much is hidden already", std::string(name_of(kind)));
    store::insert_hidden(rows, hidden, now);
    return rows.status();
  });
}

Result<void> Hand::show_again(HiddenKind kind, const std::string& name) {
  return write_([&](store::Connection& rows) {
    store::delete_hidden(rows, kind, key_of(kind, name));
    return rows.status();
  });
}

Result<void> Hand::set_learning(bool on) {
  return write_([on](store::Connection& rows) {
    store::write_setting(rows, kLearningKey, on ? "on" : "off");
    return rows.status();
  });
}

Result<void> Hand::judge(ArticleId id, bool more) {
  return write_([&](store::Connection& rows) -> Result<void> {
    if (store::read_setting(rows, kLearningKey) != "on")
      return fail(ErrorCode::kInvalidArgument, "learning is off", "hand");
    const auto traits = traits_of(rows, id);
    if (auto status = rows.status(); !status) return status;
    if (!traits) return fail(ErrorCode::kNotFound, "not found", fmt::format("article {}", number(id)));
    Weights weights = weights_of(rows);
    learn(*traits, more, weights);
    for (const auto& trait : *traits)
      store::write_leaning(rows, {.kind = trait.first, .name = trait.second, .weight = weights[trait]});
    return rows.status();
  });
}

Result<void> Hand::forget() {
  return write_([](store::Connection& rows) {
    store::delete_leanings(rows);
    return rows.status();
  });
}

Result<std::vector<std::string>> Hand::topics(ArticleId id) const {
  std::vector<std::string> topics;
  auto done = read_([&](store::Connection& rows) {
    topics = store::read_topics(rows, id);
    return rows.status();
  });
  if (!done) return std::unexpected(done.error());
  return topics;
}

Result<void> Hand::shape(ArticlePage& page) const {
  return read_([&](store::Connection& rows) {
    Wishes(rows).shape(page);
    return rows.status();
  });
}

Result<void> Hand::shape(Edition& edition) const {
  return read_([&](store::Connection& rows) {
    Wishes(rows).shape(edition);
    return rows.status();
  });
}

Hand& Newsroom::hand() { return *impl_->hand; }

std::unique_ptr<Hand> Newsroom::Impl::make_hand() {
  const auto write_and_tell = [this, write = writing_work()](const Hand::Work& work) {
    auto done = write(work);
    if (done) changed_utc = env.clock->now();  // the owner's pages look different now
    return done;
  };
  return std::unique_ptr<Hand>(new Hand(reading(), write_and_tell, [this] { return env.clock->now(); }));
}

}  // namespace newsloom
