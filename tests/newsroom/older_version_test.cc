// A database whose features and search index were made by another version of the code.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "features/features.h"
#include "newsloom/newsroom.h"
#include "search/searcher.h"
#include "store/article_rows.h"
#include "store/database.h"
#include "store/index_rows.h"
#include "store/search_index.h"

namespace newsloom {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr int kArticles = 8;

/// Each has the word "ferry", one of its own, and one that it shares with the article before.
Article told(int i) {
  Article article;
  article.id = "a" + std::to_string(i);
  article.kind = ArticleKind::kArticle;
  article.title = "Ferry number " + std::to_string(i) + " leaves Skarrow";
  article.text = "The ferry of Captain Lund" + std::to_string(i) + " left Skarrow with cargo" +
                 std::to_string(i) + " and cargo" + std::to_string(i + 1) + " for the islands on day " +
                 std::to_string(i) + ".";
  article.lang = "en";
  article.published = parse_iso("2031-03-0" + std::to_string(i) + "T07:00:00Z");
  return article;
}

class OlderVersionTest : public testing::Test {
 protected:
  OlderVersionTest()
      : folder_(fs::temp_directory_path() / ("newsloom-older-" + std::to_string(::getpid()) + "-" +
                                             testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    open();
    for (int i = 1; i <= kArticles; ++i) EXPECT_TRUE(newsroom_->add(told(i)));
    EXPECT_TRUE(newsroom_->commit());
    for (int i = 1; i <= kArticles; ++i) offered_.push_back(offers(i));
  }
  ~OlderVersionTest() override {
    newsroom_.reset();
    fs::remove_all(folder_);
  }

  std::string path() const { return (folder_ / "news.db").string(); }
  void open(bool early = false, std::size_t indexed = NewsroomOptions{}.indexed) {
    newsroom_.reset();
    auto opened = Newsroom::open({.path = path(), .indexed = indexed, .open_early = early});
    ASSERT_TRUE(opened) << opened.error().message;
    newsroom_ = std::move(*opened);
  }
  /// Works on the closed database.
  template <class Work>
  void at_rows(Work work) {
    newsroom_.reset();
    const auto connection = store::Connection::open(path(), store::Access::kWrite);
    ASSERT_TRUE(connection);
    store::Transaction transaction(**connection, store::Access::kWrite);
    work(**connection);
    ASSERT_TRUE(transaction.commit());
  }
  /// As another version would leave it: what it wrote says nothing to this one.
  void make_older() {
    at_rows([](store::Connection& rows) {
      rows.run("UPDATE features SET version = ?1, bytes = x'FFFF', placed = x'FFFF'", features::kVersion - 1);
      rows.run("UPDATE meta SET value = 1 WHERE key = 'search_version'");
      rows.run("INSERT INTO search (search) VALUES ('delete-all')");
      rows.run("INSERT INTO search (rowid, title, body, facts) VALUES (3, 'otherwise', '', '')");
    });
  }
  std::int64_t older_features() {
    std::int64_t older = -1;
    at_rows([&](store::Connection& rows) {
      older =
          rows.integer("SELECT count(*) FROM features WHERE version <> ?1", features::kVersion).value_or(-1);
    });
    return older;
  }
  static int id_of(const Headline& line) { return number(line.id); }
  static std::set<int> ids_of(const SearchResults& results) {
    std::set<int> ids;
    for (const SearchHit& hit : results.hits) {
      ids.insert(id_of(hit.headline));
      for (const Headline& line : hit.also) ids.insert(id_of(line));
    }
    return ids;
  }
  std::set<int> found(const std::string& query) {
    const auto results = newsroom_->search({.query = query});
    EXPECT_TRUE(results);
    return results ? ids_of(*results) : std::set<int>{};
  }
  std::vector<std::string> offers(int id) {
    std::vector<std::string> all;
    const auto next = newsroom_->recommended(static_cast<ArticleId>(id));
    EXPECT_TRUE(next) << id;
    for (const RecommendedStory& story : next->recommended)
      all.push_back(std::to_string(id_of(story.headline)) + ": " + story.why);
    return all;
  }
  void expect_complete() {
    EXPECT_EQ(found("ferry").size(), static_cast<std::size_t>(kArticles));
    EXPECT_EQ(found("cargo3"), (std::set{2, 3}));
    EXPECT_TRUE(newsroom_->search({.query = "ferry"})->notes.empty());
    EXPECT_TRUE(found("otherwise").empty());
    for (int i = 1; i <= kArticles; ++i) EXPECT_EQ(offers(i), offered_[static_cast<std::size_t>(i - 1)]) << i;
  }

  fs::path folder_;
  std::unique_ptr<Newsroom> newsroom_;
  std::vector<std::vector<std::string>> offered_;  ///< under each article, by this version
};

TEST_F(OlderVersionTest, IsMadeAnewBeforeAnArticleIsPlaced) {
  make_older();
  EXPECT_EQ(older_features(), kArticles);
  open();
  expect_complete();
  EXPECT_EQ(older_features(), 0);
}

TEST_F(OlderVersionTest, IsServedWhileItIsMadeAnew) {
  make_older();
  open(true);
  ASSERT_TRUE(newsroom_->article_page(static_cast<ArticleId>(3)));
  EXPECT_EQ(newsroom_->edition()->article_count, kArticles);
  EXPECT_TRUE(newsroom_->put(PreparedArticle(told(9))));
  for (;; std::this_thread::sleep_for(std::chrono::milliseconds(1))) {
    const SearchResults results = newsroom_->search({.query = "ferry"}).value();
    if (results.notes.empty()) break;
    EXPECT_THAT(results.notes, ElementsAre(HasSubstr("made anew")));
  }
  EXPECT_EQ(found("ferry").size(), kArticles + 1u);
  EXPECT_EQ(found("cargo9"), (std::set{8, 9}));
}

TEST_F(OlderVersionTest, FindsNothingInAnIndexOfOtherWords) {
  make_older();
  at_rows([](store::Connection& rows) {
    const SearchResults results = search::run(rows, {.query = "otherwise"});
    EXPECT_TRUE(results.hits.empty());
    EXPECT_THAT(results.notes, ElementsAre(HasSubstr("nothing can be found yet")));
  });
}

TEST_F(OlderVersionTest, FindsTheNewestFirstAndGoesOnWhereItStopped) {
  make_older();
  at_rows([](store::Connection& rows) {
    EXPECT_TRUE(store::renew_search(rows, 3));
    EXPECT_TRUE(search::run(rows, {.query = "ferry"}).hits.empty());
    EXPECT_TRUE(store::renew_search(rows, 3));
    EXPECT_EQ(store::missing_from_search(rows), static_cast<ArticleId>(kArticles - 3));
    const SearchResults results = search::run(rows, {.query = "ferry"});
    EXPECT_EQ(ids_of(results), (std::set{6, 7, 8}));
    EXPECT_THAT(results.notes, ElementsAre(HasSubstr("older ones cannot be found yet")));
  });
  open();
  expect_complete();
}

TEST_F(OlderVersionTest, ChangesWhatIsNotYetInTheIndex) {
  make_older();
  at_rows([](store::Connection& rows) {
    EXPECT_TRUE(store::renew_search(rows, 3));
    EXPECT_TRUE(store::renew_search(rows, 3));
    for (const int id : {2, 7}) {  // one that is missing still, and one that is there
      Article later = told(id);
      later.text = "The ferry was wrecked off Skarrow.";
      store::replace_article(rows, static_cast<ArticleId>(id),
                             {.article = later,
                              .state = store::state_of(later),
                              .features = features::compute(later),
                              .stored_utc = 1'930'000'000,
                              .moment_utc = {}});
    }
    for (const int id : {3, 6}) {
      store::remove_from_search(rows, static_cast<ArticleId>(id));
      rows.run("DELETE FROM articles WHERE id = ?1", id);
    }
    EXPECT_EQ(ids_of(search::run(rows, {.query = "wrecked"})), std::set{7});
  });
  open();
  EXPECT_EQ(found("wrecked"), (std::set{2, 7}));
  EXPECT_EQ(found("ferry"), (std::set{1, 2, 4, 5, 7, 8}));
  EXPECT_EQ(found("cargo3"), std::set<int>{}) << "the one was changed, the other is gone";
  at_rows([](store::Connection& rows) {
    rows.run("INSERT INTO search (search) VALUES ('integrity-check')");
    EXPECT_TRUE(rows.status());
  });
}

TEST_F(OlderVersionTest, ComputesTheFeaturesThatAreLeft) {
  make_older();
  at_rows([](store::Connection& rows) {
    for (const auto& [id, features] : store::compute_outdated(rows, 3))
      store::renew_features(rows, id, features);
  });
  EXPECT_EQ(older_features(), kArticles - 3);
  open();
  expect_complete();
  EXPECT_EQ(older_features(), 0);
}

TEST_F(OlderVersionTest, KnowsWhatAnArticleSaysThatTheIndexesDoNotHold) {
  open(false, 2);
  const auto before = offers(2);
  ASSERT_FALSE(before.empty());
  make_older();
  open(true, 2);
  while (offers(2).empty()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_EQ(offers(2), before);
  open(false, 2);
  EXPECT_EQ(older_features(), 0);
}

TEST_F(OlderVersionTest, PlacesAnArticleByWhatThisVersionSees) {
  make_older();
  at_rows([](store::Connection& rows) {
    Article later = told(2);
    later.text += " It came back empty.";
    store::replace_article(rows, static_cast<ArticleId>(2),
                           {.article = later,
                            .state = store::state_of(later),
                            .features = features::compute(later),
                            .stored_utc = 1'930'000'000,
                            .moment_utc = {}});
    EXPECT_FALSE(rows.integer("SELECT 1 FROM features WHERE article = 2 AND placed IS NOT NULL"))
        << "bytes of another version";
  });
  open();
  EXPECT_TRUE(newsroom_->article_page(static_cast<ArticleId>(2)));
}

}  // namespace
}  // namespace newsloom
