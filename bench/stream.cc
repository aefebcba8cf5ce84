// First the plan: stories are born evenly over the days, each with a size (Pareto) and a life (log-normal);
// its articles fall into that life, most of them early; sorted by arrival that is the stream. Then each
// article is written from numbers alone: its words come from the language at large, from its topic, and from
// its story. A copy is its original written again, then edited.
#include "stream.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <unordered_map>
#include <utility>

#include "stream_words.h"

namespace newsloom::bench {
namespace {

constexpr std::int64_t kStart = 1'930'089'600;  // 2031-03-01T00:00:00Z
constexpr std::int64_t kDay = 86'400;

/// Three in five stories have one article, the mean is about three.
constexpr double kSizeExponent = 1.3;
constexpr double kLargestStory = 400;
constexpr double kMedianLifeHours = 10, kLifeSpread = 0.9, kLongestLifeHours = 144;
constexpr double kCopyShare = 0.15, kManyLanguages = 0.08;

constexpr std::uint64_t kVocabulary = 150'000, kTopics = 200, kTopicWords = 400;
constexpr std::uint64_t kPeople = 40'000, kPlaces = 5'000, kSourcesOfLanguage = 60;
/// Where the words of topics and stories lie among the ranks: no function words, no words of one text.
constexpr std::uint64_t kFirstContentRank = 150;

/// Cumulated shares of the seven languages.
constexpr std::array kLanguageShares = {0.50, 0.62, 0.70, 0.78, 0.87, 0.94, 1.0};

std::size_t draw_language(double unit) {
  std::size_t at = 0;
  while (unit >= kLanguageShares[at] && at + 1 < kLanguageShares.size()) ++at;
  return at;
}

double normal(Dice& dice) {
  const double radius = std::sqrt(-2 * std::log(1 - dice.unit()));
  return radius * std::cos(6.283185307179586 * dice.unit());
}

/// What is special about one story.
struct StoryWords {
  std::uint64_t topic = 0;
  std::vector<std::uint64_t> words, people, places, numbers;
  bool many_languages = false;
  std::size_t language = 0;

  StoryWords(std::uint64_t seed, std::int64_t story) {
    Dice dice(mixed(seed, static_cast<std::uint64_t>(story)));
    language = draw_language(dice.unit());
    many_languages = dice.unit() < kManyLanguages;
    topic = dice.zipf(kTopics);
    for (std::uint64_t i = 0, n = 12 + dice.below(20); i < n; ++i)
      words.push_back(1'500 + dice.below(kVocabulary - 1'500));
    for (std::uint64_t i = 0, n = 1 + dice.below(4); i < n; ++i) people.push_back(dice.zipf(kPeople));
    for (std::uint64_t i = 0, n = 1 + dice.below(3); i < n; ++i) places.push_back(dice.zipf(kPlaces));
    for (std::uint64_t i = 0, n = 1 + dice.below(4); i < n; ++i) numbers.push_back(2 + dice.zipf(90'000));
  }
};

/// Writes words of one article into a string.
class Writer {
 public:
  Writer(const InventedLanguage& language, const StoryWords& story, std::uint64_t seed)
      : language_(&language), story_(&story), dice_(seed) {}

  std::string title() {
    std::string out;
    for (std::uint64_t i = 0, n = 6 + dice_.below(5); i < n; ++i)
      append(out, i % 3 == 0 ? 0.95 : 0.5, i == 0);
    return out;
  }

  std::string text(std::int64_t words) {
    std::string out;
    std::uint64_t sentences = 0;
    for (std::int64_t written = 0; written < words;) {
      const std::uint64_t length = 8 + dice_.below(17);
      // The event stands at the top; background follows.
      const double of_story = written < 60 ? 0.34 : 0.16;
      for (std::uint64_t i = 0; i < length; ++i) append(out, of_story, i == 0);
      written += static_cast<std::int64_t>(length);
      out += language_->stop();
      if (written >= words) break;
      out += ++sentences % 3 == 0 ? "\n\n" : " ";
    }
    return out;
  }

 private:
  void append(std::string& out, double of_story, bool first) {
    if (!first) out += language_->space();
    const double kind = dice_.unit();
    if (kind < of_story) return append_of_story(out, first);
    std::uint64_t rank = dice_.zipf(kVocabulary);
    if (kind < of_story + 0.2)
      rank = kFirstContentRank + mixed(story_->topic, dice_.zipf(kTopicWords)) % 20'000;
    language_->append_word(out, rank, first);
  }

  void append_of_story(std::string& out, bool first) {
    const auto any = [this](const std::vector<std::uint64_t>& of) { return of[dice_.below(of.size())]; };
    const double kind = dice_.unit();
    if (kind < 0.22) {
      const std::uint64_t person = any(story_->people);
      language_->append_word(out, 300 + mixed(11, person) % 900, true);
      out += language_->space();
      language_->append_word(out, 2'000 + mixed(12, person) % 60'000, true);
    } else if (kind < 0.38) {
      language_->append_word(out, 1'200 + mixed(13, any(story_->places)) % 70'000, true);
    } else if (kind < 0.46) {
      out += std::to_string(any(story_->numbers));
    } else {
      language_->append_word(out, any(story_->words), first);
    }
  }

  const InventedLanguage* language_;
  const StoryWords* story_;
  Dice dice_;
};

/// A desk's work on a wire text: the last paragraphs go, and now and then a sentence.
std::string edited(const std::string& text, const InventedLanguage& language, Dice& dice) {
  const auto kept = static_cast<std::size_t>(static_cast<double>(text.size()) * (0.6 + 0.4 * dice.unit()));
  std::string out;
  for (std::size_t at = 0; at < kept;) {
    std::size_t end = text.find(language.stop(), at);
    end = end == std::string::npos ? text.size() : end + language.stop().size();
    if (at == 0 || dice.unit() >= 0.06) out.append(text, at, end - at);
    at = end;
  }
  return out;
}

std::string day_of(std::int64_t utc) {
  const std::chrono::year_month_day day{
      std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{utc}})};
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return text.data();
}

std::string moment_of(std::int64_t utc) {
  const auto second = static_cast<int>(utc % kDay);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "T%02d:%02d:%02dZ", second / 3600, second / 60 % 60, second % 60);
  return day_of(utc) + text.data();
}

}  // namespace

Stream::Stream(const StreamOptions& options) : options_(options) {
  plan_stories();
  plan_copies();
}

void Stream::plan_stories() {
  Dice dice(mixed(options_.seed, 0x5701));
  const double days = static_cast<double>(options_.articles) / static_cast<double>(options_.per_day);
  for (std::int32_t story = 0; std::ssize(plans_) < options_.articles; ++story) {
    const double size = std::min(kLargestStory, std::pow(1 - dice.unit(), -1 / kSizeExponent));
    const double hours = std::min(kLongestLifeHours, kMedianLifeHours * (1 + std::log2(size) / 4) *
                                                         std::exp(kLifeSpread * normal(dice)));
    const double birth = dice.unit() * days * static_cast<double>(kDay);
    for (int i = 0; i < static_cast<int>(size) && std::ssize(plans_) < options_.articles; ++i) {
      const double early = dice.unit();
      const double offset = i == 0 ? 0 : early * early * hours * 3600;
      plans_.push_back({.arrival = kStart + static_cast<std::int64_t>(birth + offset), .story = story});
    }
  }
  std::ranges::sort(plans_, [](const Plan& a, const Plan& b) {
    return std::pair(a.arrival, a.story) < std::pair(b.arrival, b.story);
  });
  std::unordered_map<std::int32_t, std::int32_t> numbers;
  for (Plan& plan : plans_)
    plan.story = numbers.try_emplace(plan.story, static_cast<std::int32_t>(numbers.size()) + 1).first->second;
}

void Stream::plan_copies() {
  std::unordered_map<std::int32_t, std::int32_t> originals;
  for (std::size_t i = 0; i < plans_.size(); ++i) {
    const auto place = static_cast<std::int32_t>(i);
    const auto [latest, first] = originals.try_emplace(plans_[i].story, place);
    Dice dice(mixed(options_.seed ^ 0xc09, i));
    if (!first && dice.unit() < kCopyShare) {
      plans_[i].original = latest->second;
    } else {
      latest->second = place;
    }
  }
}

std::optional<StreamArticle> Stream::next() {
  if (next_ == plans_.size()) return std::nullopt;
  const std::size_t place = next_++;
  const Plan& plan = plans_[place];
  const auto written_as = plan.original < 0 ? place : static_cast<std::size_t>(plan.original);
  Dice dice(mixed(options_.seed ^ 0xa27, place)), wire(mixed(options_.seed ^ 0xa28, written_as));

  const StoryWords story(options_.seed, plan.story);
  const std::size_t language = story.many_languages ? draw_language(wire.unit()) : story.language;
  const InventedLanguage& words = invented_languages()[language];
  const double length = options_.words * std::exp(0.6 * normal(wire));
  Writer writer(words, story, wire.next());

  StreamArticle out;
  out.number = static_cast<std::int64_t>(place);
  out.id = "s" + std::to_string(place);
  out.lang = words.code();
  out.title = writer.title();
  out.text = writer.text(static_cast<std::int64_t>(std::clamp(length, 40.0, 2'000.0)));
  out.arrival_utc = plan.arrival;
  out.story = plan.story;
  out.source = words.code() + std::to_string(dice.zipf(kSourcesOfLanguage) + 1) + ".example";
  if (plan.original >= 0) {
    out.copy_of = plan.original;
    out.text = edited(out.text, words, dice);
    if (dice.unit() < 0.5) out.title = Writer(words, story, dice.next()).title();
  }
  const std::int64_t published = plan.arrival - 60 * static_cast<std::int64_t>(1 + dice.zipf(600));
  const double given = dice.unit();
  if (given >= 1.0 / 30) out.published_utc = published - published % 60;
  out.published_is_day = out.published_utc && given >= 0.95;
  out.url = "https://" + out.source + "/" + day_of(published) + "/" + std::to_string(place);
  return out;
}

std::string to_json(const StreamArticle& article) {
  // No invented word holds a character that JSON escapes; line ends are all there is.
  std::string text;
  text.reserve(article.text.size() + 64);
  for (const char c : article.text) c == '\n' ? text += "\\n" : text += c;
  std::string published = "null", precision = "null";
  if (article.published_utc) {
    published =
        '"' +
        (article.published_is_day ? day_of(*article.published_utc) : moment_of(*article.published_utc)) + '"';
    precision = article.published_is_day ? "\"day\"" : "\"minute\"";
  }
  return R"({"id":")" + article.id + R"(","url":")" + article.url + R"(","canonical_url":")" + article.url +
         R"(","source":")" + article.source + R"(","kind":"article","lang":")" + article.lang +
         R"(","published":)" + published + R"(,"published_precision":)" + precision + R"(,"arrival":")" +
         moment_of(article.arrival_utc) + R"(","title":")" + article.title + R"(","text":")" + text + R"("})";
}

std::string truth_of(const StreamArticle& article) {
  return R"({"id":")" + article.id + R"(","story":)" + std::to_string(article.story) + R"(,"copy_of":)" +
         (article.copy_of ? "\"s" + std::to_string(*article.copy_of) + "\"" : "null") + "}";
}

}  // namespace newsloom::bench
