#include "newsloom/newsroom.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>

namespace newsloom {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

Article invented(const std::string& id, const std::string& title, const std::string& text) {
  Article article;
  article.id = id;
  article.kind = ArticleKind::kArticle;
  article.title = title;
  article.text = text;
  article.lang = "en";
  article.published = parse_iso("2031-03-04T07:00:00Z");
  return article;
}

const std::string kHarbour =
    "The council of Orsola voted on Tuesday to dredge the lower harbour, said harbour master Teo Lanz, after "
    "two groundings of the "
    "freighter Tern Pioneer last autumn. The work takes four summers and costs 7.5 million crowns.";
const std::string kHarbourAgain =
    "Orsola will dredge its lower harbour: the council said yes on Tuesday. Harbour master Teo Lanz had "
    "asked for it since the Tern "
    "Pioneer ran aground twice. Four summers of work are to cost 7.5 million crowns.";
const std::string kOrchard =
    "A late frost has killed the blossom of every second cherry tree around Upper Tarn, growers reported, "
    "and fruit will be dear this "
    "year. Bees stayed in their hives for eleven days.";

class NewsroomTest : public testing::Test {
 protected:
  NewsroomTest()
      : folder_(fs::temp_directory_path() / ("newsloom-newsroom-" + std::to_string(::getpid()) + "-" +
                                             testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    open();
  }
  ~NewsroomTest() override {
    newsroom_.reset();
    fs::remove_all(folder_);
  }

  std::string path() const { return (folder_ / "news.db").string(); }
  void open(std::size_t indexed = NewsroomOptions{}.indexed) { open_with({.indexed = indexed}); }
  void open_with(NewsroomOptions options) {
    newsroom_.reset();
    options.path = path();
    auto opened = Newsroom::open(std::move(options));
    ASSERT_TRUE(opened) << opened.error().message;
    newsroom_ = std::move(*opened);
  }
  Outcome add(Article article) {
    const auto outcome = newsroom_->add(std::move(article));
    EXPECT_TRUE(outcome) << outcome.error().message;
    return outcome.value();
  }
  void commit() { ASSERT_TRUE(newsroom_->commit()); }
  ArticleId find(const std::string& id) { return newsroom_->find(id).value_or(ArticleId::kNone); }
  ArticlePage page(const std::string& id) {
    auto page = newsroom_->article_page(find(id));
    EXPECT_TRUE(page) << id;
    return page.value_or(ArticlePage{});
  }

  fs::path folder_;
  std::unique_ptr<Newsroom> newsroom_;
};

TEST_F(NewsroomTest, ShowsAnArticleAfterItsCommitAndNotBefore) {
  EXPECT_EQ(add(invented("a", "Harbour to be dredged", kHarbour)), Outcome::kNew);
  EXPECT_EQ(find("a"), ArticleId::kNone);
  commit();
  EXPECT_EQ(page("a").article.title, "Harbour to be dredged");
  EXPECT_EQ(page("a").article.text, kHarbour);
}

TEST_F(NewsroomTest, KnowsTheSameArticleByItsIdAndByItsAddress) {
  Article article = invented("a", "Harbour to be dredged", kHarbour);
  article.canonical_url = "https://tribune.example/harbour";
  EXPECT_EQ(add(article), Outcome::kNew);
  EXPECT_EQ(add(article), Outcome::kSkipped);
  article.id = "another id";
  EXPECT_EQ(add(article), Outcome::kSkipped) << "the same canonical URL is the same article";
  article.id = "a";
  article.text = kHarbourAgain;
  EXPECT_EQ(add(article), Outcome::kUpdated);
  commit();
  EXPECT_EQ(newsroom_->edition().value().article_count, 1);
  EXPECT_EQ(page("a").article.text, kHarbourAgain);
}

TEST_F(NewsroomTest, LeavesAnEarlierStateBehindWhenItIsReadAgain) {
  const Article first = invented("a", "Harbour to be dredged", kHarbour);
  const Article second = invented("a", "Harbour to be dredged", kHarbourAgain);
  EXPECT_EQ(add(first), Outcome::kNew);
  EXPECT_EQ(add(second), Outcome::kUpdated);
  EXPECT_EQ(add(first), Outcome::kSkipped) << "the same folder, read once more";
  EXPECT_EQ(add(second), Outcome::kSkipped);
  commit();
  EXPECT_EQ(page("a").article.text, kHarbourAgain);
}

TEST_F(NewsroomTest, TakesAnEarlierStateThatArrivesAnew) {
  Article first = invented("a", "Harbour to be dredged", kHarbour);
  Article second = invented("a", "Harbour to be dredged", kHarbourAgain);
  first.arrival = Timestamp{.utc_seconds = 1'000, .offset_minutes = 0};
  second.arrival = Timestamp{.utc_seconds = 2'000, .offset_minutes = 0};
  add(first);
  add(second);
  EXPECT_EQ(add(first), Outcome::kSkipped);
  first.arrival->utc_seconds = 3'000;
  EXPECT_EQ(add(first), Outcome::kUpdated) << "the publisher took its change back";
  commit();
  EXPECT_EQ(page("a").article.text, kHarbour);
}

TEST_F(NewsroomTest, RecommendsByItsTextForAnArticleThatTheIndexesDoNotHold) {
  add(invented("a", "Harbour of Orsola to be dredged", kHarbour));
  add(invented("c", "Frost kills the cherry blossom of Upper Tarn", kOrchard));
  add(invented("b", "Orsola council votes to dredge the harbour", kHarbourAgain));
  commit();
  open(2);
  EXPECT_EQ(page("a").article.text, kHarbour);
  ASSERT_EQ(page("a").coverage.size(), 1u) << "its story stands in the database";
  const auto recommended = newsroom_->recommended(find("a"));
  ASSERT_TRUE(recommended);
  ASSERT_FALSE(recommended->recommended.empty());
  for (const RecommendedStory& story : recommended->recommended) EXPECT_NE(story.headline.id, find("a"));
  EXPECT_EQ(newsroom_->edition()->article_count, 3);
}

TEST_F(NewsroomTest, KnowsTheStoryOfAnArticleThatTheIndexesDoNotHold) {
  add(invented("a", "Harbour of Orsola to be dredged", kHarbour));
  add(invented("c", "Frost kills the cherry blossom of Upper Tarn", kOrchard));
  commit();
  ASSERT_TRUE(newsroom_->say_same_story("a", "c"));  // no text would say so
  commit();
  open(1);
  const auto next = newsroom_->recommended(find("a"));
  ASSERT_TRUE(next);
  EXPECT_TRUE(next->recommended.empty());
  ASSERT_EQ(next->coverage.size(), 1u);
  EXPECT_EQ(next->coverage.front().id, find("c"));
}

TEST_F(NewsroomTest, GivesTheSourcesTheWeightsOfItsOptions) {
  Article school =
      invented("b", "Pupils choose a speaker for the school council",
               "Pupils of Hollin Bridge voted for a girl of nine to speak for them in the council, "
               "which meets each autumn.");
  Article museum =
      invented("c", "Museum shows a freighter in a bottle",
               "A retired sailor built the freighter over four summers out of matches, and gave it "
               "to the museum of Sallow Ford.");
  school.source = "ledger.example";
  museum.source = "trumpet.example";
  add(invented("a", "Harbour of Orsola to be dredged", kHarbour));
  add(school);
  add(museum);
  commit();
  const auto first_with = [&](std::map<std::string, double, std::less<>> weights) {
    open_with({.source_weights = std::move(weights)});
    const auto next = newsroom_->recommended(find("a"));
    return next && !next->recommended.empty() ? next->recommended.front().headline.id : ArticleId::kNone;
  };
  EXPECT_EQ(first_with({{"ledger.example", 5.0}}), find("b"));
  EXPECT_EQ(first_with({{"trumpet.example", 5.0}}), find("c"));
}

TEST_F(NewsroomTest, ForgetsTheOldestOfItsIndexesAsItWouldAtAStart) {
  open(2);
  add(invented("a", "Harbour of Orsola to be dredged", kHarbour));
  add(invented("c", "Frost kills the cherry blossom of Upper Tarn", kOrchard));
  commit();
  EXPECT_EQ(newsroom_->recommended(find("c"))->recommended.size(), 1u);
  Article again =
      invented("b", "Lighthouse of Cape Sorrel to be painted", "The keeper has ordered the paint.");
  add(again);
  commit();
  const auto offers = [&](const std::string& id) {
    std::set<ArticleId> all;
    const ReadNext next = newsroom_->recommended(find(id)).value();
    for (const RecommendedStory& story : next.recommended) all.insert(story.headline.id);
    return all;
  };
  EXPECT_EQ(offers("c"), std::set{find("b")}) << "the first is offered no more";
  EXPECT_EQ(offers("a"), (std::set{find("b"), find("c")}))
      << "and what is offered for it is found by its text";
  Article late = invented("a", "Harbour of Orsola to be dredged", kHarbour + " It will take a year.");
  add(late);
  commit();
  EXPECT_EQ(offers("c"), std::set{find("b")}) << "whatever becomes of it";
  open(2);
  EXPECT_EQ(offers("c"), std::set{find("b")});
}

TEST_F(NewsroomTest, PutsOneEventIntoOneStoryAndOffersTheOther) {
  add(invented("a", "Harbour of Orsola to be dredged", kHarbour));
  add(invented("b", "Orsola council votes to dredge the harbour", kHarbourAgain));
  add(invented("c", "Frost kills the cherry blossom of Upper Tarn", kOrchard));
  commit();
  ASSERT_EQ(page("a").coverage.size(), 1u);
  EXPECT_EQ(page("a").coverage[0].id, find("b"));
  EXPECT_THAT(page("a").coverage[0].why, HasSubstr("Teo Lanz"));
  ASSERT_EQ(page("a").recommended.size(), 1u);
  EXPECT_EQ(page("a").recommended[0].headline.id, find("c"));
  EXPECT_FALSE(page("a").recommended[0].why.empty());
}

TEST_F(NewsroomTest, RecommendsByAddressAndForATextItHasNeverSeen) {
  Article harbour = invented("a", "Harbour of Orsola to be dredged", kHarbour);
  harbour.canonical_url = "https://tribune.example/harbour";
  add(harbour);
  add(invented("c", "Frost kills the cherry blossom of Upper Tarn", kOrchard));
  commit();
  const auto by_url = newsroom_->recommended_for_url("https://tribune.example/harbour?utm_source=mail");
  ASSERT_TRUE(by_url);
  ASSERT_EQ(by_url->recommended.size(), 1u);
  EXPECT_EQ(by_url->recommended.front().headline.id, find("c"));
  EXPECT_EQ(newsroom_->recommended_for_url("https://tribune.example/elsewhere").error().code,
            ErrorCode::kNotFound);
  EXPECT_EQ(newsroom_->recommended(static_cast<ArticleId>(99)).error().code, ErrorCode::kNotFound);

  const Article unseen = invented("", "Orsola council votes to dredge the harbour", kHarbourAgain);
  const auto by_text = newsroom_->recommended_for_text(unseen);
  ASSERT_TRUE(by_text);
  ASSERT_EQ(by_text->recommended.size(), 1u) << "its own story is coverage";
  EXPECT_EQ(by_text->recommended.front().headline.id, find("c"));
  EXPECT_EQ(by_text->id, ArticleId::kNone);
  ASSERT_EQ(by_text->coverage.size(), 1u);
  EXPECT_EQ(by_text->coverage.front().url, harbour.canonical_url);
  const auto about = newsroom_->story_for_text(unseen);
  ASSERT_TRUE(about && *about);
  EXPECT_EQ((*about)->headline.id, find("a"));
  EXPECT_THAT((*about)->why, HasSubstr("Teo Lanz"));
  const auto other = newsroom_->story_for_text(invented(
      "", "Chess final ends in a draw", "The chess final of Quill ended in a draw after nine hours."));
  ASSERT_TRUE(other);
  EXPECT_FALSE(*other);
  EXPECT_EQ(newsroom_->edition().value().article_count, 2);
}

TEST_F(NewsroomTest, RecommendsNothingThatWasTakenDown) {
  add(invented("a", "Harbour of Orsola to be dredged", kHarbour));
  add(invented("c", "Frost kills the cherry blossom of Upper Tarn", kOrchard));
  commit();
  ASSERT_EQ(newsroom_->recommended(find("a"))->recommended.size(), 1u);
  ASSERT_TRUE(newsroom_->take_down(TakeDown::named("c")));
  commit();
  EXPECT_TRUE(newsroom_->recommended(find("a"))->recommended.empty());
}

TEST_F(NewsroomTest, MakesTeasersOfTheListUnderAnArticle) {
  Article article = invented("a", "Harbour to be dredged", kHarbour);
  article.related = {
      {.url = {},
       .title = "Frost kills blossom",
       .summary = kOrchard,
       .agency = {},
       .dateline = {},
       .published = {}},
      {.url = {}, .title = "Home", .summary = {}, .agency = {}, .dateline = {}, .published = {}}};
  add(article);
  commit();
  EXPECT_EQ(newsroom_->edition().value().article_count, 2) << "a bare link is no teaser";
  const ArticlePage teaser = newsroom_->article_page(static_cast<ArticleId>(2)).value();
  EXPECT_EQ(teaser.article.kind, ArticleKind::kTeaser);
  EXPECT_EQ(teaser.article.summary, kOrchard);
  EXPECT_EQ(teaser.article.source, std::nullopt);
}

TEST_F(NewsroomTest, IsTheSameAfterARestart) {
  add(invented("a", "Harbour of Orsola to be dredged", kHarbour));
  add(invented("c", "Frost kills the cherry blossom of Upper Tarn", kOrchard));
  commit();
  open();
  EXPECT_EQ(add(invented("b", "Orsola council votes to dredge the harbour", kHarbourAgain)), Outcome::kNew);
  commit();
  EXPECT_EQ(page("a").story, page("b").story);
  EXPECT_NE(page("a").story, page("c").story);
  EXPECT_EQ(page("b").recommended.size(), 1u);
}

TEST_F(NewsroomTest, ForgetsWhatWasNotCommitted) {
  add(invented("a", "Harbour to be dredged", kHarbour));
  commit();
  add(invented("c", "Frost kills blossom", kOrchard));
  open();
  EXPECT_EQ(newsroom_->edition().value().article_count, 1);
}

TEST_F(NewsroomTest, KeepsOutWhatWasTakenDown) {
  Article article = invented("a", "Harbour to be dredged", kHarbour);
  article.canonical_url = "https://tribune.example/harbour";
  add(article);
  commit();
  EXPECT_EQ(newsroom_->take_down(TakeDown::named("https://TRIBUNE.example/harbour?utm_source=x")).value(), 1);
  EXPECT_EQ(find("a"), ArticleId::kNone);
  article.id = "back again";
  EXPECT_EQ(add(article), Outcome::kKeptOut);
  commit();
  EXPECT_EQ(newsroom_->edition().value().article_count, 0);
}

TEST_F(NewsroomTest, TakesDownEverythingOfASourceAndKeepsItOut) {
  Article article = invented("a", "Harbour to be dredged", kHarbour);
  article.canonical_url = "https://www.tribune.example/harbour";
  Article other = invented("b", "Orsola council votes to dredge the harbour", kHarbourAgain);
  other.canonical_url = "https://ledger.example/harbour";
  add(article);
  add(other);
  commit();
  EXPECT_EQ(newsroom_->take_down(TakeDown::named("tribune.example")).value(), 1);
  EXPECT_EQ(find("a"), ArticleId::kNone);
  EXPECT_TRUE(page("b").coverage.empty());
  EXPECT_EQ(newsroom_->edition().value().stories.size(), 1u);
  article.id = "another";
  article.canonical_url = "https://tribune.example/another";
  EXPECT_EQ(add(article), Outcome::kKeptOut);
  open();
  EXPECT_EQ(add(article), Outcome::kKeptOut) << "also in its next life";
}

TEST_F(NewsroomTest, KeepsAnAddressOutBeforeItEverCame) {
  EXPECT_EQ(newsroom_->take_down(TakeDown::named("https://tribune.example/secret")).value(), 0);
  Article article = invented("a", "Harbour to be dredged", kHarbour);
  article.canonical_url = "https://tribune.example/secret";
  EXPECT_EQ(add(article), Outcome::kKeptOut);
}

TEST_F(NewsroomTest, TakesACopyOfWhatWasTakenDownAsAnArticleOfItsOwn) {
  add(invented("a", "Harbour to be dredged", kHarbour));
  commit();
  ASSERT_EQ(newsroom_->take_down(TakeDown::named("a")).value(), 1);
  EXPECT_EQ(add(invented("copy", "Harbour to be dredged", kHarbour)), Outcome::kNew);
  commit();
  EXPECT_TRUE(page("copy").coverage.empty());
  EXPECT_EQ(newsroom_->edition().value().article_count, 1);
}

TEST_F(NewsroomTest, SaysWhatCannotBeTakenDown) {
  EXPECT_EQ(newsroom_->take_down(TakeDown::named("never-seen")).error().code, ErrorCode::kNotFound);
  const auto part = newsroom_->take_down({.kind = TakeDown::Kind::kSource, .name = "news.tribune.co.uk"});
  ASSERT_FALSE(part);
  EXPECT_EQ(part.error().code, ErrorCode::kInvalidArgument);
  EXPECT_THAT(part.error().message, HasSubstr("tribune.co.uk"));
}

TEST_F(NewsroomTest, HasOneOwnerWhoIsNamed) {
  const auto second = Newsroom::open({.path = path()});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(second.error().message, HasSubstr(std::to_string(::getpid())));
}

TEST_F(NewsroomTest, RefusesAFileThatIsNotItsOwn) {
  const std::string other = (folder_ / "other").string();
  std::ofstream(other) << std::string(5000, 'x');
  const auto opened = Newsroom::open({.path = other});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kCorruption);
  EXPECT_EQ(fs::file_size(other), 5000u) << "and leaves it as it was";
}

TEST_F(NewsroomTest, SaysWhatThereIsNot) {
  EXPECT_EQ(newsroom_->article_page(static_cast<ArticleId>(7)).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(newsroom_->story(static_cast<StoryId>(7)).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(newsroom_->find("nobody").error().code, ErrorCode::kNotFound);
  EXPECT_TRUE(newsroom_->edition().value().stories.empty());
}

TEST_F(NewsroomTest, AHeadlineShowsItsPictureAndHowItsTextBegins) {
  Article plain =
      invented("plain", "Council votes to dredge the harbour", kHarbour + "\n\nThe vote was close.");
  Article told = invented("told", "Cherry growers count their losses", kOrchard);
  told.summary = "Frost has taken every second blossom.";
  told.lead_image = Image{"https://cherries.example/frost.jpg", std::nullopt, std::nullopt, std::nullopt};
  ASSERT_TRUE(newsroom_->add(plain));
  ASSERT_TRUE(newsroom_->add(told));
  ASSERT_TRUE(newsroom_->commit());
  std::map<std::string, std::string> shown;
  const auto edition = newsroom_->edition();
  ASSERT_TRUE(edition);
  for (const Story& story : edition->stories) {
    for (const Headline& line : story.articles)
      shown[line.title] = line.summary.value_or("") + line.picture.value_or("");
  }
  EXPECT_EQ(shown["Council votes to dredge the harbour"], kHarbour);
  EXPECT_EQ(shown["Cherry growers count their losses"],
            "Frost has taken every second blossom.https://cherries.example/frost.jpg");
  const auto page = newsroom_->article_page(*newsroom_->find("plain"));
  EXPECT_EQ(page->article.summary, std::nullopt) << "the record says what the page says, and no more";
}

TEST_F(NewsroomTest, FollowsTheOwnersWordsThroughARestart) {
  add(invented("a", "Harbour of Orsola to be dredged", kHarbour));
  add(invented("b", "Orsola council votes to dredge the harbour", kHarbourAgain));
  commit();
  const StoryId before = page("a").story;
  ASSERT_EQ(page("b").story, before);
  ASSERT_TRUE(newsroom_->say_not_same_story("a", "b"));
  commit();
  EXPECT_NE(page("b").story, page("a").story);
  EXPECT_TRUE(page("a").coverage.empty());
  open();
  ASSERT_TRUE(newsroom_->settle());
  commit();
  EXPECT_NE(page("b").story, before) << "repair respects what the owner said";
  const StoryId alone = page("b").story;
  ASSERT_TRUE(newsroom_->say_same_story("a", "b"));
  commit();
  EXPECT_EQ(page("b").story, before);
  EXPECT_EQ(newsroom_->story(alone).value().id, before) << "the id of a merged story leads on";

  const auto updates = newsroom_->story_updates(0).value();
  ASSERT_EQ(updates.size(), 2u);
  EXPECT_EQ(updates[0].kind, StoryUpdate::Kind::kSplit);
  EXPECT_EQ(updates[0].article, find("b"));
  EXPECT_EQ(updates[1].kind, StoryUpdate::Kind::kMerged);
  EXPECT_EQ(updates[1].from, alone);
  EXPECT_THAT(updates[1].why, HasSubstr("owner"));
  EXPECT_TRUE(newsroom_->story_updates(updates[1].id).value().empty());
  EXPECT_EQ(newsroom_->edition().value().story_count, 1);
}

TEST_F(NewsroomTest, RefusesTheOwnersWordOnArticlesThatAreNotThere) {
  add(invented("a", "Harbour to be dredged", kHarbour));
  commit();
  EXPECT_EQ(newsroom_->say_same_story("a", "nowhere").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(newsroom_->say_same_story("a", "a").error().code, ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace newsloom
