// The writer's queue: what is told is durable and visible, what is too much is refused, what is accepted is
// not lost.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "newsloom/access.h"
#include "newsloom/newsroom.h"

namespace newsloom {
namespace {

namespace fs = std::filesystem;

Article notice(int number) {
  Article article;
  article.id = "notice-" + std::to_string(number);
  article.kind = ArticleKind::kArticle;
  article.title = "Harbour notice " + std::to_string(number) + " of berth " + std::to_string(number % 7);
  article.text = "Berth " + std::to_string(number * 7919 % 10007) +
                 " of the Orsola harbour is closed to ship " + std::to_string(number * 104729 % 100003) +
                 " until the tide turns.";
  article.lang = "en";
  return article;
}

class WriterTest : public testing::Test {
 protected:
  WriterTest()
      : folder_(fs::temp_directory_path() / ("newsloom-writer-" + std::to_string(::getpid()) + "-" +
                                             testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~WriterTest() override {
    newsroom_.reset();
    fs::remove_all(folder_);
  }

  void open(const NewsroomOptions& wanted = {}) {
    newsroom_.reset();
    NewsroomOptions options = wanted;
    options.path = (folder_ / "news.db").string();
    auto opened = Newsroom::open(options);
    ASSERT_TRUE(opened) << opened.error().message;
    newsroom_ = std::move(*opened);
  }
  std::int64_t article_count() const { return newsroom_->edition().value().article_count; }

  fs::path folder_;
  std::unique_ptr<Newsroom> newsroom_;
};

TEST_F(WriterTest, TellsWhatIsVisible) {
  open();
  const auto receipt = newsroom_->put(PreparedArticle(notice(1)));
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->outcome, Outcome::kNew);
  EXPECT_EQ(receipt->id, newsroom_->find("notice-1").value());
  EXPECT_EQ(newsroom_->put(PreparedArticle(notice(1)))->outcome, Outcome::kSkipped);
  EXPECT_EQ(newsroom_->put(PreparedArticle(notice(1)))->id, receipt->id) << "known, and said which";
  EXPECT_EQ(article_count(), 1);
}

TEST_F(WriterTest, TakesWhatManyThreadsSubmitAtOnce) {
  constexpr int kThreads = 8, kEach = 40;
  open({.path = {}, .batch = 16});
  std::atomic<int> visible = 0;
  std::latch all_told(kThreads * kEach);
  {
    std::vector<std::jthread> submitters;
    for (int t = 0; t < kThreads; ++t)
      submitters.emplace_back([&, t] {
        for (int i = 0; i < kEach; ++i) {
          const int number = t * kEach + i;
          const auto accepted = newsroom_->submit(PreparedArticle(notice(number)), [&](Result<Receipt> told) {
            if (told && newsroom_->article_page(told->id)) ++visible;
            all_told.count_down();
          });
          ASSERT_TRUE(accepted);
        }
      });
    submitters.emplace_back([&] {  // reads meanwhile
      for (int i = 0; i < kEach; ++i) EXPECT_TRUE(newsroom_->edition());
    });
  }
  all_told.wait();
  EXPECT_EQ(visible, kThreads * kEach);
  EXPECT_EQ(article_count(), kThreads * kEach);
}

TEST_F(WriterTest, PlacesInTheOrderOfSubmission) {
  open({.path = {}, .batch = 3});
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(newsroom_->submit(PreparedArticle(notice(i)), [](auto) {}));
  ASSERT_TRUE(newsroom_->put(PreparedArticle(notice(20))));
  for (int i = 0; i <= 20; ++i)
    EXPECT_EQ(number(newsroom_->find("notice-" + std::to_string(i)).value()), i + 1);
}

TEST_F(WriterTest, OpenedEarlyItPlacesNothingBeforeItKnowsAll) {
  constexpr int kNotices = 700;  // more than are loaded at a time
  open();
  for (int i = 0; i < kNotices; ++i) ASSERT_TRUE(newsroom_->add(notice(i)));
  ASSERT_TRUE(newsroom_->commit());
  open({.path = {}, .open_early = true});
  const std::string session = newsroom_->access().open_session().value();
  EXPECT_TRUE(newsroom_->access().is_session(session)) << "rows are written meanwhile";
  EXPECT_EQ(article_count(), kNotices) << "and pages read";
  Article copy = notice(kNotices - 1);
  copy.id = "copy";
  const ArticleId placed = newsroom_->put(PreparedArticle(copy))->id;
  const ArticleId original = newsroom_->find("notice-" + std::to_string(kNotices - 1)).value();
  EXPECT_EQ(newsroom_->article_page(placed)->story, newsroom_->article_page(original)->story);
}

TEST_F(WriterTest, WhatAnEarlyOpenedOneAcceptedIsThereAfterItsEnd) {
  open();
  for (int i = 0; i < 300; ++i) ASSERT_TRUE(newsroom_->add(notice(i)));
  ASSERT_TRUE(newsroom_->commit());
  for (int life = 0; life < 10; ++life) {
    open({.path = {}, .open_early = true});
    if (life % 2 != 0) continue;  // nothing waits for what is loaded: it is let be
    ASSERT_TRUE(newsroom_->submit(PreparedArticle(notice(1000 + life)), [](auto) {}));
  }
  open();
  for (int life = 0; life < 10; life += 2)
    EXPECT_TRUE(newsroom_->find("notice-" + std::to_string(1000 + life)));
}

/// Holds the writer's thread in the done() of a first article until let go.
class HeldWriter {
 public:
  explicit HeldWriter(Newsroom& newsroom) {
    EXPECT_TRUE(newsroom.submit(PreparedArticle(notice(1000)), [latches = latches_](auto) {
      latches->held.count_down();
      latches->go.wait();
    }));
    latches_->held.wait();
  }
  ~HeldWriter() { latches_->go.count_down(); }

 private:
  struct Latches {
    std::latch held{1}, go{1};
  };
  /// The writer's thread may still be waking up in go.wait() when this object is gone.
  std::shared_ptr<Latches> latches_ = std::make_shared<Latches>();
};

TEST_F(WriterTest, RefusesWhatIsTooMuchAndTakesAgainLater) {
  open({.path = {}, .queue = 2});
  std::latch taken(2);
  {
    const HeldWriter held(*newsroom_);
    for (int i = 0; i < 2; ++i)
      EXPECT_TRUE(newsroom_->submit(PreparedArticle(notice(i)), [&](auto) { taken.count_down(); }));
    const auto refused =
        newsroom_->submit(PreparedArticle(notice(2)), [](auto) { FAIL() << "it was not accepted"; });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kUnavailable);
    EXPECT_EQ(newsroom_->put(PreparedArticle(notice(2))).error().code, ErrorCode::kUnavailable);
  }
  taken.wait();
  EXPECT_EQ(newsroom_->put(PreparedArticle(notice(2)))->outcome, Outcome::kNew);
}

TEST_F(WriterTest, RefusesMoreBytesThanItMayHold) {
  open({.path = {}, .queue_bytes = 1});
  std::latch taken(1);
  {
    const HeldWriter held(*newsroom_);
    EXPECT_TRUE(newsroom_->submit(PreparedArticle(notice(1)), [&](auto) { taken.count_down(); }))
        << "one is always taken, however large";
    EXPECT_FALSE(newsroom_->submit(PreparedArticle(notice(2)), [](auto) {}));
  }
  taken.wait();
}

TEST_F(WriterTest, CommitsWhatItAcceptedBeforeItEnds) {
  open();
  std::atomic<int> told = 0;
  for (int i = 0; i < 50; ++i)
    ASSERT_TRUE(newsroom_->submit(PreparedArticle(notice(i)), [&](Result<Receipt> receipt) {
      if (receipt) ++told;
    }));
  newsroom_.reset();
  EXPECT_EQ(told, 50);
  open();
  EXPECT_EQ(article_count(), 50);
}

TEST_F(WriterTest, WorksBesideOneThatWritesByItself) {
  open();
  std::jthread submitter([&] {
    for (int i = 0; i < 40; ++i) EXPECT_TRUE(newsroom_->put(PreparedArticle(notice(i))));
  });
  for (int i = 40; i < 80; ++i) {
    EXPECT_TRUE(newsroom_->add(notice(i)));
    EXPECT_TRUE(newsroom_->commit());
  }
  submitter.join();
  EXPECT_EQ(article_count(), 80);
}

}  // namespace
}  // namespace newsloom
