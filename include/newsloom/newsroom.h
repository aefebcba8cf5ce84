// The newsroom: one database, one writer, many readers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.h"
#include "newsloom/env.h"
#include "newsloom/feeds.h"
#include "newsloom/ids.h"
#include "newsloom/result.h"
#include "newsloom/search.h"
#include "newsloom/story.h"

namespace newsloom {

class Access;
class Hand;

struct NewsroomOptions {
  std::string path = {};  ///< the database file; created when missing
  std::size_t batch =
      256;  ///< articles (teasers included) a commit; a crash loses at most what was not acknowledged
  std::size_t recommended = 20;  ///< length of the list under an article
  std::size_t queue = 1024;      ///< works that may wait for the writer; one more is told kUnavailable
  /// Bytes of the articles among them. A larger one is taken when nothing else waits.
  std::size_t queue_bytes = std::size_t{64} << 20;
  /// Registrable domains of which nothing is taken in. What is there already stays until it is taken down.
  std::vector<std::string> keep_out = {};
  /// What the scores of recommended stories are multiplied by, by registrable domain: a house of its own
  /// readers above the others, a noisy one below. Above 0; 1 for all that are not named.
  std::map<std::string, double, std::less<>> source_weights = {};
  /// Newest articles that can be recommended, and that a start loads: some 4 kB and 0.1 ms for each. Older
  /// ones are read and found as ever; what is recommended for them is found by their text.
  std::size_t indexed = 300'000;
  /// Whether open() returns before the indexes are loaded: a million articles take a while. Until then
  /// nothing is recommended, and what places or takes down articles waits.
  bool open_early = false;
};

/// Which articles to list, newest arrival first.
struct ArticleList {
  std::optional<std::string> source;    ///< of this domain only
  std::optional<std::string> lang;      ///< in this language only
  ArticleId before = ArticleId::kNone;  ///< continues a list behind its last article
  std::size_t limit = 20;
};

/// Which stories to list, latest news first. `after` and `after_utc` are those of the last story of the list
/// that is continued.
struct StoryList {
  StoryId after = StoryId::kNone;
  std::optional<std::int64_t> after_utc;
  std::size_t limit = 20;
};

/// Which recommended stories are wanted.
struct RecommendWish {
  std::size_t limit = 10;
  /// Only of this registrable domain: for a publisher that shows its own under its articles. Then the rule of
  /// two a source is off.
  std::optional<std::string> source = {};
};

/// What an ingest did. `pages` = articles + updated + skipped (what is kept out included) + failed.
struct IngestCounts {
  std::int64_t pages = 0;
  std::int64_t articles = 0;  ///< new, teasers not counted
  std::int64_t updated = 0;   ///< the same article again, in another state
  std::int64_t skipped = 0;   ///< the same article again, unchanged, or nothing to store
  std::int64_t failed = 0;
  double seconds = 0;
};

/// kSkipped: known and unchanged, or nothing to show. kKeptOut: taken down earlier, by itself or with its
/// source; nothing was stored.
enum class Outcome { kNew, kUpdated, kSkipped, kKeptOut };

/// What became of an article that was handed in.
struct Receipt {
  Outcome outcome = Outcome::kSkipped;
  ArticleId id = ArticleId::kNone;  ///< where it stands; none if it stands nowhere
};

/// An article with all that is computed of it alone (features, its teasers, its record): the costly half of
/// add(), which any thread may do. Movable; pure.
class PreparedArticle {
 public:
  explicit PreparedArticle(Article article);
  ~PreparedArticle();
  PreparedArticle(PreparedArticle&&) noexcept;
  PreparedArticle& operator=(PreparedArticle&&) noexcept;

 private:
  friend class Newsroom;
  friend class Desk;
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// What is to disappear: an article by its number or record id, an address (known or not yet), all of a
/// source.
struct TakeDown {
  enum class Kind { kArticle, kUrl, kSource };
  Kind kind = Kind::kArticle;
  std::string name = {};            ///< record id, URL in any spelling, registrable domain
  ArticleId id = ArticleId::kNone;  ///< in place of a record id
  /// As people write it: an article's number, an absolute URL, a domain ("example.com"), else a record id.
  static TakeDown named(std::string_view text);
};

/// Owns the database, the indexes over it, and one writer thread. Every method may be called from any thread
/// at any moment. Reading sees the last committed state. There are two ways to write:
///
/// - submit(), put() and take_down() hand work to the writer thread, which takes what waits, commits it at
/// once and then
///   tells: few works are durable after one sync of the disk, many share it. For servers.
/// - add() and commit() write on the caller's thread, in its own order and batches. For one ingest.
///
/// Both may be used side by side; then a commit makes durable what either has written so far. The destructor
/// commits what was accepted.
class Newsroom {
 public:
  /// Opens or creates the database and loads the indexes. Errors: kUnavailable when another process owns it
  /// (the message names its pid), kCorruption when the file is damaged or no Newsloom database,
  /// kInvalidArgument when a newer Newsloom wrote it, kIo.
  static Result<std::unique_ptr<Newsroom>> open(NewsroomOptions options, Env env = {});
  ~Newsroom();
  Newsroom(const Newsroom&) = delete;
  Newsroom& operator=(const Newsroom&) = delete;

  /// Called once, on the writer thread, when the outcome is durable and visible, or could not be made so.
  /// Quick, and throws nothing.
  using Done = std::function<void(Result<Receipt>)>;
  /// Hands an article to the writer thread and returns at once. Errors, with `done` never called:
  /// kUnavailable when too much waits already. Errors told to `done`: those of add() and commit().
  Result<void> submit(PreparedArticle article, Done done);
  /// The same for one who waits. Not from within a `done`.
  Result<Receipt> put(PreparedArticle article);

  /// Takes in what the network answered to somebody's wish for the page at `url` (request_for_page()): reads
  /// it on the caller's thread, then hands its article to the writer like submit(). Errors, with `done` never
  /// called: kDenied, whose message is a sentence for readers on why there is no article (the publisher
  /// refuses programs or shows them only a beginning, nobody answers, it is a list or a feed); those of
  /// submit().
  Result<void> submit_page(const std::string& url, Result<Response> answer, Done done);

  /// Places one article (and the teasers of its related links) after all earlier ones. Visible and safe after
  /// the next commit(). After an error the newsroom only reads, until it is opened again.
  Result<Outcome> add(Article article);
  Result<Outcome> add(PreparedArticle article);
  /// Takes down for good: record, versions, place in lists, and keeps out from then on. The number of
  /// articles that went; those of a URL or source may be none yet. Durable when it returns. Errors: kNotFound
  /// (no such article), kInvalidArgument, those of put().
  Result<std::int64_t> take_down(TakeDown what);
  /// Articles written since the last commit(), teasers included.
  std::size_t uncommitted() const;
  /// Makes everything added so far durable and visible. When it returns well, kill -9 loses none of it.
  Result<void> commit();

  /// The feeds that are read. Lives as long as the newsroom.
  FeedList& feed_list();
  const FeedList& feed_list() const;
  /// Password, sessions and tokens. Lives as long as the newsroom.
  Access& access();
  /// What the owner wants to see less or more of. Lives as long as the newsroom.
  Hand& hand();
  /// Tells other processes of this account that work for the database is taken at `port` of loopback: the
  /// port stands in the lock file, a fresh key in `<path>.key`, which nobody else may read. Returns the key.
  Result<std::string> offer_hand_over(int port);

  /// The owner's word on two articles, by record id: one event, or not. Carried out at once as far as their
  /// stories are still active, and respected by every later decision. Done with the next commit(). Errors:
  /// kNotFound.
  Result<void> say_same_story(const std::string& a, const std::string& b);
  Result<void> say_not_same_story(const std::string& a, const std::string& b);
  /// Thinks again about the latest articles, as happens by itself every hour of the stream's clock: for the
  /// end of an ingest. Done with the next commit().
  Result<void> settle();
  /// What repairs and the owner changed after the update `since` (0: ever), oldest first, at most `limit`.
  Result<std::vector<StoryUpdate>> story_updates(std::int64_t since, std::size_t limit = 1000) const;

  /// The page of an article. Errors: kNotFound.
  Result<ArticlePage> article_page(ArticleId id) const;
  /// A story; the id of a merged story leads to the one it became. Errors: kNotFound.
  Result<Story> story(StoryId id) const;
  /// The front page: the first `limit` stories.
  Result<Edition> edition(std::size_t limit = 50) const;
  /// Full-text search. No query is an error.
  Result<SearchResults> search(const SearchRequest& request) const;
  /// The languages of all articles, as the records give them; at most 64.
  Result<std::vector<std::string>> languages() const;
  Result<std::vector<Headline>> articles(const ArticleList& wanted) const;
  Result<std::vector<StoryHead>> stories(const StoryList& wanted) const;
  /// In the order of their ids, from the one after `after`.
  Result<std::vector<Source>> sources(SourceId after, std::size_t limit) const;
  /// Errors: kNotFound.
  Result<Source> source(SourceId id) const;
  /// When readers last began to see something else, by the clock of the door: nothing that this newsroom
  /// shows has changed since.
  std::int64_t changed_utc() const;
  /// What to read next after an article: other stories, best first. Errors: kNotFound.
  Result<ReadNext> recommended(ArticleId id, const RecommendWish& wish = {}) const;
  /// The same after the article at this address, whatever tracking it carries. Errors: kNotFound.
  Result<ReadNext> recommended_for_url(const std::string& url, const RecommendWish& wish = {}) const;
  /// The same after a text that the newsroom need not know, told by title, text and, where known, language,
  /// source and publication. Nothing is stored.
  Result<ReadNext> recommended_for_text(const Article& text, const RecommendWish& wish = {}) const;
  /// Which story is this text about? Nothing where none is likely. Nothing is stored.
  Result<std::optional<AboutStory>> story_for_text(const Article& text) const;
  /// Articles of `source`'s record id; for tools and tests. Errors: kNotFound.
  Result<ArticleId> find(const std::string& record_id) const;
  /// The article of a publisher's address, in any of its forms. Errors: kNotFound.
  Result<ArticleId> find_url(const std::string& url) const;

 private:
  friend class Poller;
  struct Impl;  // newsroom/impl.h
  explicit Newsroom(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsloom
