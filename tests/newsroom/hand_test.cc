// The reader's hand: what is hidden stays hidden, what is learned can be read and forgotten.
#include "newsloom/hand.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "newsloom/newsroom.h"

namespace newsloom {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class HandTest : public testing::Test {
 protected:
  HandTest() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              (std::string("newsloom-hand-") + test->name() + std::to_string(::getpid()));
    fs::create_directories(folder_);
    open();
    add("harbour", "tribune.example", "Coast", "Harbour of Orsola to be dredged",
        "The council of Orsola voted to dredge the harbour, said harbour master Teo Lanz.");
    add("frost", "herald.example", "Farming", "Frost kills the cherry blossom of Upper Tarn",
        "Growers around Upper Tarn reported to Minister Ada Brill that bees stayed in their hives.");
    add("chess", "courier.example", "Chess", "Quill wins the chess final",
        "After nine hours Mara Quill beat the champion of Tharn in the final of the open.");
    EXPECT_TRUE(newsroom_->commit());
  }
  ~HandTest() override {
    newsroom_.reset();
    fs::remove_all(folder_);
  }

  void open() {
    newsroom_.reset();
    auto opened = Newsroom::open({.path = (folder_ / "news.db").string()});
    ASSERT_TRUE(opened) << opened.error().message;
    newsroom_ = std::move(*opened);
  }
  void add(const std::string& id, const std::string& source, const std::string& section,
           const std::string& title, const std::string& text) {
    Article article;
    article.id = id;
    article.kind = ArticleKind::kArticle;
    article.source = source;
    article.section = section;
    article.title = title;
    article.text = text;
    article.lang = "en";
    article.published = parse_iso("2025-03-04T07:00:00Z");
    ASSERT_TRUE(newsroom_->add(article));
  }
  Hand& hand() { return newsroom_->hand(); }
  ArticleId find(const std::string& id) { return newsroom_->find(id).value(); }
  /// What the reader sees of the front page, and under an article.
  std::vector<std::string> front() {
    auto edition = newsroom_->edition();
    EXPECT_TRUE(hand().shape(*edition));
    std::vector<std::string> titles;
    for (const Story& story : edition->stories) titles.push_back(story.title);
    return titles;
  }
  std::vector<RecommendedStory> under(const std::string& id) {
    auto page = newsroom_->article_page(find(id));
    EXPECT_TRUE(hand().shape(*page));
    return page->recommended;
  }

  fs::path folder_;
  std::unique_ptr<Newsroom> newsroom_;
};

const std::string kFrost = "Frost kills the cherry blossom of Upper Tarn",
                  kChess = "Quill wins the chess final", kHarbour = "Harbour of Orsola to be dredged";

TEST_F(HandTest, HidesSourcesTopicsStoriesAndWords) {
  const auto story = std::to_string(number(newsroom_->article_page(find("frost"))->story));
  const std::vector<std::pair<HiddenKind, std::string>> wishes = {{HiddenKind::kSource, "Herald.example"},
                                                                  {HiddenKind::kTopic, "farming"},
                                                                  {HiddenKind::kStory, story},
                                                                  {HiddenKind::kWord, "CHERRY  blossom"}};
  for (const auto& [kind, name] : wishes) {
    ASSERT_EQ(front().size(), 3U);
    ASSERT_EQ(under("harbour").size(), 2U);
    ASSERT_TRUE(hand().hide(kind, name)) << name;
    EXPECT_THAT(front(), Not(testing::Contains(kFrost))) << name;
    EXPECT_EQ(front().size(), 2U) << name;
    ASSERT_EQ(under("harbour").size(), 1U) << name;
    EXPECT_EQ(under("harbour")[0].headline.title, kChess) << name;
    ASSERT_TRUE(hand().show_again(kind, name)) << name;
  }
}

TEST_F(HandTest, MutesWholeWordsOnly) {
  ASSERT_TRUE(hand().hide(HiddenKind::kWord, "cherry fros"));
  ASSERT_TRUE(hand().hide(HiddenKind::kWord, "che"));
  EXPECT_EQ(front().size(), 3U);
}

TEST_F(HandTest, RefusesWhatIsNoWish) {
  for (const char* nothing : {"", "  ", "...", "!"})
    EXPECT_FALSE(hand().hide(HiddenKind::kWord, nothing)) << nothing;
  EXPECT_FALSE(hand().hide(HiddenKind::kWord, std::string(201, 'x')));
  EXPECT_EQ(hand().hide(HiddenKind::kStory, "99").error().code, ErrorCode::kNotFound);
  EXPECT_THAT(hand().state()->hidden, IsEmpty());
}

TEST_F(HandTest, SearchingStillFindsWhatIsHidden) {
  ASSERT_TRUE(hand().hide(HiddenKind::kWord, "cherry"));
  SearchRequest request;
  request.query = "cherry";
  EXPECT_EQ(newsroom_->search(request)->hits.size(), 1U);
}

TEST_F(HandTest, LearnsNothingUnlessItIsTurnedOn) {
  EXPECT_FALSE(hand().state()->learning);
  EXPECT_EQ(hand().judge(find("chess"), true).error().code, ErrorCode::kInvalidArgument);
  EXPECT_THAT(hand().state()->leanings, IsEmpty());
}

TEST_F(HandTest, MovesWhatIsLikedUpAndWhatIsNotDownAndSaysWhy) {
  ASSERT_TRUE(hand().set_learning(true));
  const auto last = under("harbour").back();
  const auto first = under("harbour").front();
  ASSERT_TRUE(hand().judge(last.headline.id, true));
  ASSERT_TRUE(hand().judge(first.headline.id, false));
  const auto shaped = under("harbour");
  EXPECT_EQ(shaped.front().headline.id, last.headline.id);
  EXPECT_THAT(shaped.front().why, HasSubstr("ou asked for more on "));
  EXPECT_THAT(shaped.back().why, HasSubstr("ou asked for less on "));
  EXPECT_EQ(front().front(), last.headline.title);
  const std::vector<Leaning> learned = hand().state()->leanings;
  for (const Leaning& leaning : learned) EXPECT_LE(std::abs(leaning.weight), 1.0);

  ASSERT_TRUE(hand().set_learning(false));
  EXPECT_EQ(under("harbour").front().headline.id, first.headline.id) << "off means off";
  EXPECT_FALSE(hand().state()->leanings.empty()) << "and keeps what it knew";
  ASSERT_TRUE(hand().set_learning(true));
  ASSERT_TRUE(hand().forget());
  EXPECT_THAT(hand().state()->leanings, IsEmpty());
  EXPECT_EQ(under("harbour").front().headline.id, first.headline.id);
}

TEST_F(HandTest, JudgingAgainAndAgainEndsSomewhere) {
  ASSERT_TRUE(hand().set_learning(true));
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(hand().judge(find("chess"), false));
  const std::vector<Leaning> learned = hand().state()->leanings;
  for (const Leaning& leaning : learned) EXPECT_GE(leaning.weight, -4.0);
  EXPECT_EQ(hand().judge(ArticleId{99}, true).error().code, ErrorCode::kNotFound);
}

TEST_F(HandTest, OutlivesARestart) {
  ASSERT_TRUE(hand().hide(HiddenKind::kTopic, "Farming"));
  ASSERT_TRUE(hand().set_learning(true));
  ASSERT_TRUE(hand().judge(find("chess"), true));
  open();
  EXPECT_EQ(front().size(), 2U);
  EXPECT_TRUE(hand().state()->learning);
  EXPECT_FALSE(hand().state()->leanings.empty());
  EXPECT_THAT(hand().topics(find("frost")).value(), ElementsAre("Farming"));
}

TEST_F(HandTest, OtherListsAreNotTouched) {
  ASSERT_TRUE(hand().hide(HiddenKind::kSource, "herald.example"));
  EXPECT_EQ(newsroom_->recommended(find("harbour"))->recommended.size(), 2U);
  EXPECT_EQ(newsroom_->edition()->stories.size(), 3U);
}

}  // namespace
}  // namespace newsloom
