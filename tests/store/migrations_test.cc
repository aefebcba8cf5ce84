#include "store/migrations.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "newsloom/newsroom.h"
#include "store/article_rows.h"
#include "store/database.h"
#include "store/sql.h"
#include "store/story_rows.h"

namespace newsloom::store {
namespace {

namespace fs = std::filesystem;

class MigrationsTest : public testing::Test {
 protected:
  MigrationsTest()
      : folder_(fs::temp_directory_path() / ("newsloom-migrations-" + std::to_string(::getpid()) + "-" +
                                             testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~MigrationsTest() override { fs::remove_all(folder_); }
  std::string path() const { return (folder_ / "news.db").string(); }

  /// A database as the Newsloom that knew only `steps` steps left it.
  void make_old(std::size_t steps) {
    auto connection = Connection::open(path(), Access::kWrite);
    ASSERT_TRUE(connection);
    for (const std::string_view step : migrations().first(steps)) (*connection)->script(std::string(step));
    (*connection)
        ->script("PRAGMA application_id = " + std::to_string(kApplicationId) +
                 "; PRAGMA user_version = " + std::to_string(steps));
    ASSERT_TRUE((*connection)->status());
  }
  void run(const std::string& script) {
    auto connection = Connection::open(path(), Access::kWrite);
    ASSERT_TRUE(connection);
    (*connection)->script(script);
    ASSERT_TRUE((*connection)->status()) << (*connection)->status().error().message;
  }

  fs::path folder_;
};

TEST_F(MigrationsTest, BringADatabaseOfEveryOlderSchemaUpToDate) {
  for (std::size_t steps = 0; steps <= migrations().size(); ++steps) {
    SCOPED_TRACE("schema " + std::to_string(steps));
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(path() + suffix);
    make_old(steps);
    const auto newsroom = Newsroom::open({.path = path()});
    ASSERT_TRUE(newsroom) << newsroom.error().message;
    Article article;
    article.id = "a";
    article.title = "Ferry late";
    article.text = "The ferry to Skarrow came three hours late on Tuesday.";
    EXPECT_TRUE((*newsroom)->add(article));
    EXPECT_TRUE((*newsroom)->commit());
    EXPECT_TRUE((*newsroom)->find("a"));
  }
}

TEST_F(MigrationsTest, LetAMergeFindItsStoriesWithoutReadingAll) {
  make_old(migrations().size());
  auto connection = Connection::open(path(), Access::kWrite);
  ASSERT_TRUE(connection);
  Query plan = (*connection)
                   ->query(
                       "EXPLAIN QUERY PLAN UPDATE stories SET merged_into = ?2 WHERE id = ?1 OR "
                       "merged_into = ?1",
                       1, 2);
  std::string steps;
  while (plan.next()) steps += std::string(plan.text(3)) + "\n";
  EXPECT_NE(steps.find("stories_by_merged_into"), std::string::npos) << steps;
  EXPECT_EQ(steps.find("SCAN"), std::string::npos) << steps;
}

TEST_F(MigrationsTest, KeepTheArticlesOfTheFirstSchema) {
  make_old(1);
  Article article;
  article.id = "a";
  article.kind = ArticleKind::kArticle;
  article.title = "Ferry late";
  article.text = "The ferry to Skarrow came three hours late on Tuesday.";
  const State state = state_of(article);
  // Features of version 0 are computed anew from the record.
  run("INSERT INTO articles (id, record_id, input, teaser, title, right_to_left, stored_utc)"
      " VALUES (1, 'a', 'a.html', 0, 'Ferry late', 0, 1930000000);"
      "INSERT INTO records VALUES (1, " +
      std::to_string(state.hash) + ", '" + state.json +
      "');"
      "INSERT INTO features VALUES (1, 0, x'', NULL);"
      "INSERT INTO stories (id, storyline, representative, articles, sources) VALUES (1, 1, 1, 1, 0);"
      "INSERT INTO placements VALUES (1, 1, 0, 'Opens a new story.');"
      "INSERT INTO meta VALUES ('articles', 1), ('stories', 1);");
  const auto newsroom = Newsroom::open({.path = path()});
  ASSERT_TRUE(newsroom) << newsroom.error().message;
  const auto page = (*newsroom)->article_page(static_cast<ArticleId>(1));
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_EQ(page->article.text, article.text);
  EXPECT_EQ(page->story, static_cast<StoryId>(1));
}

TEST_F(MigrationsTest, LeaveADatabaseOfANewerNewsloomAlone) {
  make_old(migrations().size());
  run("PRAGMA user_version = 9999");
  const auto opened = Newsroom::open({.path = path()});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kInvalidArgument);
  EXPECT_NE(opened.error().message.find("newer"), std::string::npos) << opened.error().message;
}

}  // namespace
}  // namespace newsloom::store
