// One event told in several languages, and what only looks like it.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "story/final_places.h"
#include "story/invented_articles.h"
#include "story/story_builder.h"

namespace newsloom::story {
namespace {

struct Report {
  std::string title, text;
};

/// The same event for readers of three languages, by desks that did not copy one another.
const std::map<std::string, Report> kDam = {
    {"en",
     {"Dam at Brenna opened as lake rises",
      "Engineers opened the Hallow dam at Brenna on 14 March when the lake had risen to 4870 litres a second "
      "above its limit, chief engineer Oskar Lindkvist said. Mayor Teodora Marsh asked 312 people to leave "
      "their homes. The dam was built by Robert Karnov."}},
    {"de",
     {"Talsperre geöffnet: Bürger müssen ihre Häuser verlassen",
      "Weil der See zu hoch stand, hat der leitende Ingenieur Oskar Lindkvist am 14. März die Talsperre "
      "Hallow "
      "bei Brenna geöffnet. Nach seinen Worten flossen 4870 Liter mehr als erlaubt. Bürgermeisterin Teodora "
      "Marsh bat 312 Menschen zu gehen. Erbaut wurde die Anlage von Robert Karnov."}},
    {"ru",
     {"Из-за подъёма воды открыли плотину",
      "Главный инженер Оскар Линдквист 14 марта распорядился открыть плотину Халлоу в городе Бренна: вода "
      "прибывала на 4870 литров быстрее нормы. Мэр Теодора Марш попросила уехать 312 жителей. Плотину строил "
      "Роберт Карнов."}}};

/// The mayor again, elsewhere.
const std::map<std::string, Report> kLibrary = {
    {"en",
     {"Library wins prize for its roof",
      "The new library has won a prize for its roof of glass. The jury liked how it lets in the morning, and "
      "mayor Teodora Marsh said that readers had waited for it long enough."}},
    {"de",
     {"Bücherei bekommt Preis für ihr Dach",
      "Für ihr gläsernes Dach ist die neue Bücherei ausgezeichnet worden. Der Jury gefiel das Licht am "
      "Morgen; "
      "Bürgermeisterin Teodora Marsh sagte, die Leser hätten lange gewartet."}},
    {"ru",
     {"Библиотека получила премию за крышу",
      "Новая библиотека получила премию за стеклянную крышу. Жюри понравился утренний свет, а мэр Теодора "
      "Марш "
      "сказала, что читатели ждали долго."}}};

class Translated : public testing::Test {
 protected:
  ArticleId tell(const std::string& language, const Report& report, std::int64_t after_monday = 0) {
    Article article = invented(report.title, report.text, after_monday);
    article.lang = language;
    article.source = language + std::to_string(places_.size()) + ".example";
    const auto id = static_cast<ArticleId>(static_cast<int>(places_.size()) + 1);
    const Placement placement = builder_.place(id, features::compute(article));
    apply();
    places_.add(placement);
    return id;
  }
  void repair() {
    builder_.repair();
    apply();
  }
  void apply() {
    for (const StoryChange& change : builder_.take_changes()) places_.apply(change);
  }
  Placement place(ArticleId id) const { return places_.of(static_cast<std::size_t>(number(id)) - 1); }
  StoryId story(ArticleId id) const { return place(id).story; }

  StoryBuilder builder_;
  FinalPlaces places_;
};

struct Pair {
  std::string first, second;
};
class TranslatedPair : public Translated, public testing::WithParamInterface<Pair> {};

TEST_P(TranslatedPair, IsOneStoryWhoseSentenceNamesWhatBothSay) {
  const auto [first, second] = GetParam();
  const auto a = tell(first, kDam.at(first)), b = tell(second, kDam.at(second), 2 * kHour);
  repair();
  EXPECT_EQ(story(a), story(b));
  const std::string why = place(a).why + place(b).why;
  EXPECT_NE(why.find("Both name "), std::string::npos) << why;
  EXPECT_NE(why.find("appeared within 2 hours"), std::string::npos) << why;
}

TEST_P(TranslatedPair, OfTwoEventsThatShareAPersonAreTwoStories) {
  const auto [first, second] = GetParam();
  const auto a = tell(first, kDam.at(first)), b = tell(second, kLibrary.at(second), kHour);
  repair();
  EXPECT_NE(story(a), story(b));
}

INSTANTIATE_TEST_SUITE_P(Languages, TranslatedPair,
                         testing::Values(Pair{"en", "ru"}, Pair{"de", "en"}, Pair{"ru", "de"}),
                         [](const auto& of) { return of.param.first + "_" + of.param.second; });

TEST_F(Translated, AnEventInThreeLanguagesIsOneStory) {
  std::vector<ArticleId> told;
  for (const auto& [language, report] : kDam)
    told.push_back(tell(language, report, static_cast<std::int64_t>(told.size()) * kHour));
  repair();
  EXPECT_EQ(story(told[0]), story(told[1]));
  EXPECT_EQ(story(told[1]), story(told[2]));
}

TEST_F(Translated, LaterReportsJoinByTheWordsOfTheirOwnLanguage) {
  const auto english = tell("en", kDam.at("en")), russian = tell("ru", kDam.at("ru"), kHour);
  repair();
  const auto more_russian =
      tell("ru",
           {"Плотину Халлоу открыли, жителей попросили уехать",
            "Плотину Халлоу открыли, потому что вода прибывала быстрее нормы. Мэр города "
            "Бренна попросила жителей уехать, сообщил главный инженер Оскар Линдквист."},
           2 * kHour);
  const auto more_english =
      tell("en",
           {"Hallow dam opened, people asked to leave",
            "Engineers opened the Hallow dam because the lake had risen above its limit. "
            "The mayor of Brenna asked people to leave their homes, engineer Oskar "
            "Lindkvist said."},
           3 * kHour);
  EXPECT_EQ(story(english), story(russian));
  EXPECT_EQ(story(russian), story(more_russian));
  EXPECT_EQ(story(english), story(more_english));
  repair();
  EXPECT_EQ(story(english), story(more_russian)) << "repair keeps them";
  EXPECT_EQ(story(english), story(more_english));
}

/// Two stories of one language that are as near: who can say which of them is meant?
TEST_F(Translated, AStoryThatIsAsNearToAnotherIsLinkedToNeither) {
  const Report visit = {"Mayor has lunch with engineer",
                        "They talked about music all afternoon, the guests of the hall say. At the table sat "
                        "Teodora Marsh and Oskar Lindkvist."};
  const Report quarrel = {
      "Ссора из-за налогов",
      "В зале громко спорили о налогах Теодора Марш и Оскар Линдквист. Бюджет снова не принят."};
  const Report concert = {
      "Сыграли концерт для скрипки",
      "Билеты раскупили за час: пели Теодора Марш и Оскар Линдквист. Слушатели аплодировали "
      "стоя."};
  const auto b = tell("ru", quarrel), c = tell("ru", concert, 5 * kDay),
             a = tell("en", visit, 5 * kDay + kHour);
  repair();
  EXPECT_NE(story(b), story(c));
  EXPECT_NE(story(a), story(b));
  EXPECT_NE(story(a), story(c));
}

TEST_F(Translated, TheOwnersWordHolds) {
  const auto english = tell("en", kDam.at("en")), german = tell("de", kDam.at("de"), kHour);
  repair();
  ASSERT_EQ(story(english), story(german));
  builder_.say_not_same(english, german);
  apply();
  repair();
  EXPECT_NE(story(english), story(german));
  const auto library = tell("en", kLibrary.at("en"), 2 * kHour);
  builder_.say_same(german, library);
  apply();
  repair();
  EXPECT_EQ(story(german), story(library));
}

/// Events of which each is told in two or three languages, by people and places of its own.
std::vector<features::Features> stream_of_three_languages(std::mt19937& random) {
  static const std::map<std::string, std::string> kSaid = {
      {"en", " were seen, said "}, {"de", " wurden gesehen, sagte "}, {"ru", " замечены, сообщил "}};
  std::vector<features::Features> out;
  for (int i = 0; i < 150; ++i) {
    std::mt19937 event(random() % 40);
    std::string names;
    for (int k = 0; k < 4; ++k) {
      std::string first = babble(event, 1), second = babble(event, 1);
      for (std::string* const name : {&first, &second}) {
        name->pop_back();
        (*name)[0] = static_cast<char>(std::toupper((*name)[0]));
      }
      names += (k == 0 ? "" : ", ") + first + " " + second;
    }
    const auto number = std::to_string(100 + event() % 800);
    auto at = kSaid.begin();
    std::advance(at, random() % 3);
    Article article = invented("", number + at->second + names + ". " + babble(random, 30), i * kHour);
    article.lang = at->first;
    out.push_back(features::compute(article));
  }
  return out;
}

TEST(Translations, ARestartAtAnyPointChangesNothing) {
  std::size_t links = 0;
  for (const unsigned seed : {1U, 2U, 3U}) {
    std::mt19937 random(seed);
    const std::vector<features::Features> articles = stream_of_three_languages(random);
    StoryBuilder steady, restarted;
    std::vector<Placement> placed;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      const auto id = static_cast<ArticleId>(i + 1);
      if (random() % 25 == 0) {
        restarted = StoryBuilder({.next_story = steady.next_story()});
        for (std::size_t k = 0; k < i; ++k)
          restarted.restore(static_cast<ArticleId>(k + 1), articles[k], placed[k]);
      }
      const Placement one = steady.place(id, articles[i]), other = restarted.place(id, articles[i]);
      ASSERT_EQ(one.story, other.story) << "seed " << seed << ", article " << i;
      ASSERT_EQ(one.why, other.why) << "seed " << seed << ", article " << i;
      const auto changes = steady.take_changes();
      ASSERT_EQ(changes, restarted.take_changes()) << "seed " << seed << ", article " << i;
      for (const StoryChange& change : changes) {
        const bool merge = change.kind == StoryChange::Kind::kMerge;
        links += merge && change.article != ArticleId::kNone ? 1 : 0;
        for (std::size_t k = 0; k < placed.size(); ++k)
          if (merge ? placed[k].story == change.story : static_cast<ArticleId>(k + 1) == change.article) {
            placed[k].story = change.other;
            placed[k].storyline = change.storyline;
          }
      }
      placed.push_back(one);
    }
  }
  EXPECT_GT(links, 20U) << "the streams show nothing of languages";
}

}  // namespace
}  // namespace newsloom::story
