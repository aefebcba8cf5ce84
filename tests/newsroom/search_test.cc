// Search through the door of the newsroom: what is stored is found, what is gone is not, and no query is an
// error.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <random>
#include <set>

#include "newsloom/newsroom.h"
#include "text/hash.h"

namespace newsloom {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

/// A word that no other number has.
std::string text_of(int number) {
  return "q" + text::hex(text::hash64(std::to_string(number))).substr(0, 8) + "x";
}

class SearchTest : public testing::Test {
 protected:
  SearchTest()
      : folder_(fs::temp_directory_path() / ("newsloom-search-" + std::to_string(::getpid()) + "-" +
                                             testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    open();
  }
  ~SearchTest() override {
    newsroom_.reset();
    fs::remove_all(folder_);
  }
  void open() {
    newsroom_.reset();
    auto opened = Newsroom::open({.path = (folder_ / "news.db").string()});
    ASSERT_TRUE(opened) << opened.error().message;
    newsroom_ = std::move(*opened);
  }

  static Article article(const std::string& id, const std::string& title, const std::string& text,
                         const std::string& lang = "en") {
    Article made;
    made.id = id;
    made.kind = ArticleKind::kArticle;
    made.title = title;
    made.text = text;
    made.lang = lang;
    made.published = parse_iso("2021-03-04T23:30:00-05:00");
    return made;
  }
  void publish(const Article& made) {
    ASSERT_TRUE(newsroom_->add(made));
    ASSERT_TRUE(newsroom_->commit());
  }
  SearchResults search(const std::string& query, SearchOrder order = SearchOrder::kBest) {
    auto results = newsroom_->search({.query = query, .order = order, .offset = 0, .limit = 100});
    EXPECT_TRUE(results) << query << ": " << results.error().message;
    return results.value_or(SearchResults{});
  }
  /// Record ids of all articles found, those folded behind others too.
  std::vector<std::string> found(const std::string& query) {
    std::vector<std::string> ids;
    const SearchResults results = search(query);
    for (const SearchHit& hit : results.hits) {
      ids.push_back(newsroom_->article_page(hit.headline.id)->article.id);
      for (const Headline& also : hit.also) ids.push_back(newsroom_->article_page(also.id)->article.id);
    }
    return ids;
  }

  fs::path folder_;
  std::unique_ptr<Newsroom> newsroom_;
};

TEST_F(SearchTest, FindsWordsInAnyFormAndScript) {
  publish(article("en", "Harbour board votes", "Flooding closed the old quay of Port Vellín."));
  publish(article("de", "Häuser am Deich geräumt", "Die Fluten kamen in der Nacht.", "de"));
  publish(article("ru", "Новый мост открыт", "Мост через реку открыли в субботу.", "ru"));
  publish(article("zh", "新港口城开放", "海堤将重建。", "zh"));
  publish(article("ar", "افتتاح الميناء", "أعيد بناء الجدار القديم.", "ar"));
  EXPECT_THAT(found("flooded"), ElementsAre("en"));
  EXPECT_THAT(found("vellin"), ElementsAre("en"));
  EXPECT_THAT(found("Haus"), ElementsAre("de"));
  EXPECT_THAT(found("мосты"), ElementsAre("ru"));
  EXPECT_THAT(found("港口"), ElementsAre("zh"));
  EXPECT_THAT(found("堤"), ElementsAre("zh"));
  EXPECT_THAT(found("اعيد"), ElementsAre("ar"));
  EXPECT_THAT(found("nowhere"), IsEmpty());
}

TEST_F(SearchTest, KeepsToPhrasesExclusionsAndAlternatives) {
  publish(article("a", "Sea wall", "The sea wall holds."));
  publish(article("b", "Orchard", "A wall by the sea keeps frost from the cherries."));
  publish(article("c", "Ferry", "The ferry met a whale."));
  EXPECT_THAT(found("\"sea wall\""), ElementsAre("a"));
  EXPECT_THAT(found("sea wall"), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(found("sea -cherries"), ElementsAre("a"));
  EXPECT_THAT(found("ferry OR cherries"), UnorderedElementsAre("b", "c"));
  EXPECT_THAT(found("-sea"), ElementsAre("c"));
  EXPECT_THAT(found("title:wall"), ElementsAre("a"));
}

TEST_F(SearchTest, FiltersByPublisherLanguageKindAndTheDayOnThePublishersCalendar) {
  Article tribune = article("a", "Harbour rebuilt", "It stands.");
  tribune.source = "tribune.example";
  tribune.site_name = "The Tribune";
  tribune.opinion = true;
  publish(tribune);
  Article other = article("b", "Hafen gebaut", "Harbour.", "de");
  other.published = parse_iso("2021-04-01");
  publish(other);
  for (const char* query :
       {"source:tribune.example", "source:tribune", "source:\"the tribune\"", "kind:opinion", "lang:en",
        "after:2021-03-04 before:2021-03-05", "before:2021-04", "-lang:de harbour"})
    EXPECT_THAT(found(query), ElementsAre("a")) << query;
  for (const char* query : {"after:2021-03-05", "after:2021-04-01 harbour", "lang:de-AT", "-source:tribune"})
    EXPECT_THAT(found(query), ElementsAre("b")) << query;
  EXPECT_THAT(found("harbour source:nobody"), IsEmpty());
  EXPECT_THAT(found("after:2022"), IsEmpty());
}

TEST_F(SearchTest, FindsTeasersAndNamesOfTheByline) {
  Article parent = article("parent", "Harbour", "A text.");
  parent.authors = {{"Ilse Tarn", AuthorKind::kPerson}};
  parent.related = {{.url = "https://tribune.example/whale",
                     .title = "Whale seen off the cape",
                     .summary = "It waved, a fisherman said.",
                     .agency = {},
                     .dateline = {},
                     .published = {}}};
  publish(parent);
  EXPECT_THAT(found("fishermen OR whale"), SizeIs(1));
  EXPECT_THAT(found("\"ilse tarn\""), ElementsAre("parent"));
}

TEST_F(SearchTest, FollowsUpdatesAndTakedowns) {
  publish(article("a", "Harbour", "The crane fell."));
  publish(article("b", "Orchard", "The frost came."));
  publish(article("a", "Harbour", "The derrick fell."));
  EXPECT_THAT(found("crane"), IsEmpty());
  EXPECT_THAT(found("derrick"), ElementsAre("a"));
  ASSERT_TRUE(newsroom_->take_down(TakeDown::named("a")));
  ASSERT_TRUE(newsroom_->commit());
  EXPECT_THAT(found("derrick OR harbour OR lang:en"), ElementsAre("b"));
  open();
  EXPECT_THAT(found("derrick OR frost"), ElementsAre("b"));
}

TEST_F(SearchTest, FoldsTheArticlesOfAStoryBehindTheBestOne) {
  const std::string text =
      "The council of Orsola voted on Tuesday to dredge the lower harbour, said harbour master Teo Lanz, "
      "after two "
      "groundings of the freighter Tern Pioneer last autumn. The work takes four summers and costs 7.5 "
      "million.";
  publish(article("a", "Orsola will dredge its harbour", text));
  publish(article("b", "Council votes to dredge", text + " It begins in May."));
  publish(article("c", "Frost in the orchards", "Cherries will be dear. The harbour froze."));
  const SearchResults results = search("harbour");
  ASSERT_THAT(results.hits, SizeIs(2));
  EXPECT_EQ(results.matches, 3U);
  EXPECT_EQ(results.hits[0].also_count, 1U);
  EXPECT_EQ(results.hits[0].headline.title, "Orsola will dredge its harbour");
}

TEST_F(SearchTest, PutsTheTitleBeforeTheTextAndTheNewestFirstWhereAsked) {
  publish(article("title", "Whale seen off the cape", "It waved and went."));
  publish(article("text", "A quiet week", "Nobody fell, nothing burned, and on Thursday there was a whale."));
  EXPECT_THAT(found("whale"), ElementsAre("title", "text"));
  const SearchResults newest = search("whale", SearchOrder::kNewest);
  EXPECT_EQ(newest.hits.front().headline.title, "A quiet week");
}

TEST_F(SearchTest, PagesThroughWithoutGapsOrRepeats) {
  for (int i = 0; i < 23; ++i) {
    const std::string n = text_of(i);
    publish(article("n" + n, fmt::format("{0} {0}", n), fmt::format("{0} met a whale {0}.", n)));
  }
  const auto whole = search("whale");
  std::set<std::int32_t> seen;
  for (std::size_t offset = 0;; offset += 5) {
    const auto page = newsroom_->search({.query = "whale", .order = {}, .offset = offset, .limit = 5});
    for (const SearchHit& hit : page->hits) EXPECT_TRUE(seen.insert(number(hit.headline.id)).second);
    if (!page->more_hits) break;
  }
  EXPECT_EQ(seen.size(), whole.hits.size());
  EXPECT_EQ(seen.size(), 23U);
}

TEST_F(SearchTest, AnswersAnyBytes) {
  publish(article("a", "Harbour", "The wall holds."));
  const std::vector<std::string> pieces = {
      "\"",     "'",   "(",     ")",        "*",      "^",  ":",       "-",    "+",        "OR",
      "AND",    "NOT", "NEAR(", "wall",     "title:", "=a", "source:", "\xff", "\xe2\x80", "{",
      "search", ";--", "%",     "after:99", " ",      "\n", "lang:",   "港",   "\\",       "“"};
  std::mt19937 random(20310304);
  for (int round = 0; round < 600; ++round) {
    std::string query;
    for (unsigned i = 0, n = random() % 12; i < n; ++i) query += pieces[random() % pieces.size()];
    if (round % 3 == 0) {
      for (unsigned i = 0, n = random() % 60; i < n; ++i) query += static_cast<char>(random());
    }
    search(query);
  }
  for (const std::string& query :
       {std::string(100'000, '"'), std::string(100'000, '-'), std::string(100'000, '\0'),
        std::string(50'000, ' ') + "wall", std::string(100'000, '(')})
    search(query);
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "OR -wall \"a\" ";
  search(many);
  EXPECT_THAT(found("wall"), ElementsAre("a"));
}

/// The slow, obvious twin: does one of the article's words equal the word, case aside?
TEST_F(SearchTest, AgreesWithReadingEveryArticle) {
  std::mt19937 random(7);
  const std::vector<std::string> vocabulary = {"alpha", "beta",  "gamma", "delta",
                                               "omega", "sigma", "kappa", "theta"};
  std::vector<std::set<std::string>> articles;
  for (int i = 0; i < 60; ++i) {
    std::set<std::string> words;
    std::string text;
    for (unsigned k = 0, n = 1 + random() % 5; k < n; ++k) {
      const std::string& word = vocabulary[random() % vocabulary.size()];
      words.insert(word);
      text += word + " ";
    }
    articles.push_back(words);
    // No language: no stems. Each its own story.
    Article made = article("n" + std::to_string(i), "report " + text_of(i), text, "xx");
    ASSERT_TRUE(newsroom_->add(made));
  }
  ASSERT_TRUE(newsroom_->commit());
  for (int round = 0; round < 200; ++round) {
    const auto word = [&] { return vocabulary[random() % vocabulary.size()]; };
    const std::string a = word(), b = word(), c = word(), d = word();
    std::set<std::string> expected;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      const auto has = [&](const std::string& wanted) { return articles[i].contains(wanted); };
      if (has(a) && (has(b) || has(c)) && !has(d)) expected.insert("n" + std::to_string(i));
    }
    const std::string query = fmt::format("{} {} OR {} -{}", a, b, c, d);
    const auto ids = found(query);
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()), expected) << query;
  }
}

}  // namespace
}  // namespace newsloom
