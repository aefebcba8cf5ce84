#include "newsroom/wishes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "features/features.h"
#include "store/access_rows.h"
#include "store/hand_rows.h"
#include "store/index_rows.h"
#include "text/utf8.h"
#include "text/words.h"

namespace newsloom {
namespace {

/// Names of an article that take part, the most frequent: the rest are bystanders.
constexpr std::size_t kNames = 8;
/// Step of the descent, and the largest weight: nothing is ever liked or disliked beyond recall.
constexpr double kRate = 1.0, kLargest = 4.0;
/// Places that a story of the edition moves at most; what moves an entry less than this share of the way is
/// not worth a word.
constexpr double kPlaces = 6, kWorthSaying = 0.1;

/// How much more than neutral, -1 to 1.
double lean(const Liking& liking) { return 2 * liking.chance - 1; }

void say_why(const Liking& liking, std::string& why) {
  if (liking.because.empty() || std::abs(lean(liking)) < kWorthSaying) return;
  if (!why.empty()) why += "; ";
  why += fmt::format("{}ou asked for {} on {}", why.empty() ? "Y" : "y", lean(liking) > 0 ? "more" : "less",
                     liking.because);
}

}  // namespace

std::vector<std::string> plain_words(std::string_view text) {
  const std::string key = text::comparison_key(text);
  std::vector<text::Word> words;
  text::split_words(key, words);
  std::vector<std::string> out;
  for (const text::Word& word : words) out.emplace_back(word.text);
  return out;
}

std::optional<Traits> traits_of(store::Connection& rows, ArticleId id) {
  Traits traits;
  {
    auto features = store::read_features(rows, id);
    if (!features) return std::nullopt;
    std::ranges::sort(features->names, [](const features::Name& a, const features::Name& b) {
      return a.count != b.count ? a.count > b.count : a.surface < b.surface;
    });
    for (const features::Name& name : features->names)
      if (traits.size() < kNames) traits.emplace_back("name", name.surface);
    if (!features->source.empty()) traits.emplace_back("source", std::move(features->source));
  }
  for (const std::string& topic : store::read_topics(rows, id))
    traits.emplace_back("topic", text::lower(topic));
  return traits;
}

Weights weights_of(store::Connection& rows) {
  Weights weights;
  for (Leaning& leaning : store::read_leanings(rows))
    weights[{std::move(leaning.kind), std::move(leaning.name)}] = leaning.weight;
  return weights;
}

Liking liking_of(const Traits& traits, const Weights& weights) {
  double sum = 0, strongest = 0;
  Liking liking;
  for (const auto& trait : traits) {
    const auto found = weights.find(trait);
    if (found == weights.end()) continue;
    sum += found->second;
    if (std::abs(found->second) <= std::abs(strongest)) continue;
    strongest = found->second;
    liking.because = trait.second;
  }
  if (traits.empty()) return liking;
  // By the root of the number of traits, so that an article with many is not judged more harshly.
  liking.chance = 1 / (1 + std::exp(-sum / std::sqrt(static_cast<double>(traits.size()))));
  if ((strongest > 0) != (sum > 0))
    liking.because.clear();  // one thing outweighed by others explains nothing
  return liking;
}

void learn(const Traits& traits, bool more, Weights& weights) {
  if (traits.empty()) return;
  const double error = (more ? 1 : 0) - liking_of(traits, weights).chance;
  const double step = kRate * error / std::sqrt(static_cast<double>(traits.size()));
  for (const auto& trait : traits) weights[trait] = std::clamp(weights[trait] + step, -kLargest, kLargest);
}

Wishes::Wishes(store::Connection& rows) : rows_(&rows) {
  for (Hidden& hidden : store::read_hidden(rows)) {
    if (hidden.kind == HiddenKind::kSource)
      sources_.insert(std::move(hidden.name));
    else if (hidden.kind == HiddenKind::kTopic)
      topics_.insert(std::move(hidden.name));
    else if (hidden.kind == HiddenKind::kStory)
      stories_.insert(std::move(hidden.name));
    else
      muted_.push_back(plain_words(hidden.name));
  }
  if (store::read_setting(rows, kLearningKey) == "on") weights_ = weights_of(rows);
}

bool Wishes::has_muted_words(const Headline& headline) const {
  if (muted_.empty()) return false;
  const auto words = plain_words(headline.title + " . " + headline.summary.value_or(""));
  return std::ranges::any_of(muted_, [&](const std::vector<std::string>& phrase) {
    return !phrase.empty() && !std::ranges::search(words, phrase).empty();
  });
}

bool Wishes::has_hidden_topic(ArticleId id) const {
  if (topics_.empty()) return false;
  return std::ranges::any_of(store::read_topics(*rows_, id),
                             [&](const std::string& topic) { return topics_.contains(text::lower(topic)); });
}

bool Wishes::is_hidden(const Headline& headline) const {
  return (headline.source && sources_.contains(*headline.source)) ||
         stories_.contains(fmt::to_string(number(headline.story))) || has_muted_words(headline) ||
         has_hidden_topic(headline.id);
}

void Wishes::drop_hidden(std::vector<Headline>& headlines) const {
  std::erase_if(headlines, [&](const Headline& headline) { return is_hidden(headline); });
}

Liking Wishes::liking(ArticleId id) const {
  if (weights_.empty()) return {};
  const auto traits = traits_of(*rows_, id);
  return traits ? liking_of(*traits, weights_) : Liking{};
}

void Wishes::shape(ArticlePage& page) const {
  drop_hidden(page.coverage);
  std::erase_if(page.recommended, [&](RecommendedStory& story) {
    drop_hidden(story.also);
    return is_hidden(story.headline);
  });
  if (weights_.empty()) return;
  for (RecommendedStory& story : page.recommended) {
    const Liking liked = liking(story.headline.id);
    story.score *= 2 * liked.chance;
    say_why(liked, story.why);
  }
  std::ranges::sort(page.recommended, {},
                    [](const RecommendedStory& story) { return std::pair(-story.score, story.headline.id); });
}

void Wishes::shape(Edition& edition) const {
  struct Placed {
    double place;
    std::size_t before;  ///< its place without wishes
    Story story;
  };
  std::vector<Placed> placed;
  for (std::size_t i = 0; i < edition.stories.size(); ++i) {
    Story& story = edition.stories[i];
    const auto face = std::ranges::find(story.articles, story.title, &Headline::title);
    // The story's own face tells its topic; asking all articles of all stories would cost a second.
    if (face != story.articles.end() && has_hidden_topic(face->id)) continue;
    const bool had_face = face != story.articles.end();
    std::erase_if(story.articles, [&](const Headline& headline) {
      return (headline.source && sources_.contains(*headline.source)) ||
             stories_.contains(fmt::to_string(number(story.id))) || has_muted_words(headline);
    });
    if (story.articles.empty()) continue;
    if (had_face && std::ranges::find(story.articles, story.title, &Headline::title) == story.articles.end())
      story.title = story.articles.front().title;
    const double moved = weights_.empty() ? 0 : kPlaces * lean(liking(story.articles.front().id));
    placed.push_back({static_cast<double>(i) - moved, i, std::move(story)});
  }
  std::ranges::sort(placed, {}, [](const Placed& one) { return std::pair(one.place, one.before); });
  edition.stories.clear();
  for (Placed& one : placed) edition.stories.push_back(std::move(one.story));
}

}  // namespace newsloom
