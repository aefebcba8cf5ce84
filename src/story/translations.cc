#include "story/translations.h"

#include <algorithm>
#include <cmath>

#include "story/judge.h"
#include "story/products.h"

namespace newsloom::story {
namespace {

/// Stories that are held against one: the nearest, and those that may be as near.
constexpr std::size_t kMostNear = 5;

/// A logistic function of what two parts have in common: the square roots of the cosines of names and
/// numbers, means over the articles, and ln of what the shared names' rarity adds up to. Learned from pairs
/// of English and Russian stories of one dense day, of which a reader said whether they tell of one event;
/// docs/stories.md says how well it does there and between other languages.
constexpr double kBias = -4.4, kNames = 2.9, kNumbers = 3.8, kShared = 1.15, kRivals = -0.4, kDays = -1.1;
/// An event of which many write in both languages is no accident: ln of the pairs of articles, at most
/// sixteen.
constexpr double kPairs = 0.95, kMostPairs = 16;
/// The denser the stream, the more is alike by chance (Judge::density()). Chosen so that the same threshold
/// serves the dense day and 156 articles in English and German; of nothing between them is anything known.
constexpr double kRate = -0.355;
/// Cosines below this tell nothing of one another.
constexpr double kNoise = 0.02;
constexpr double kMostDays = 2, kSecondsADay = 86400;

double cosine(const std::vector<Total>& a, const std::vector<Total>& b, std::int64_t a_has,
              std::int64_t b_has) {
  if (a_has == 0 || b_has == 0) return 0;
  double both = 0;
  for_common(a, b, [&](const Total& x, const Total& y) { both += static_cast<double>(x.weight) * y.weight; });
  return both / static_cast<double>(a_has * b_has * kUnit * kUnit);
}

double of_names(const Named& a, const Named& b) { return cosine(a.names, b.names, a.named, b.named); }

double crowd(double rival, double cosine) { return std::log((rival + kNoise) / (cosine + kNoise)); }

}  // namespace

Translations::Part Translations::part(Slot slot, Language language, Told::Whose whose) const {
  return {slot, stories_->story(slot).told.named(language, whose)};
}

std::vector<Translations::Slot> Translations::near(const Placed& article, Language told_in,
                                                   std::int64_t now) const {
  const std::vector<Weighted> names = stories_->known_names(article);
  if (names.empty()) return {};
  return stories_->candidates({.terms = names,
                               .limit = kMostNear,
                               .not_before = now - kActiveSeconds,
                               .newer_than = ArticleId::kNone,
                               .other_than = article.language,
                               .told_in = told_in},
                              *frequencies_);
}

/// Of the stories in `language` besides `own`, how near the nearest is to `other`.
double Translations::best_rival(const Part& other, Slot own, Language language, std::int64_t now) const {
  const auto members = stories_->story(other.slot).members.items();
  const auto speaks = [&](ArticleId id) {
    const Placed& article = *stories_->article(id);
    return !article.silent && article.language != language && article.language != Language::kUnknown;
  };
  const auto newest = std::find_if(members.rbegin(), members.rend(), speaks);
  if (newest == members.rend()) return 0;
  double best = 0;
  for (const Slot slot : near(*stories_->article(*newest), language, now))
    if (slot != own && slot != other.slot)
      best = std::max(best, of_names(part(slot, language, Told::Whose::kIts).named, other.named));
  return best;
}

double Translations::chance(const Part& own, const Part& other, double rivals, double rate) const {
  const Named &a = own.named, &b = other.named;
  double shared = 0;
  for_common(a.names, b.names, [&](const Total& x, const Total&) { shared += frequencies_->rarity(x.term); });
  const Times &x = stories_->story(own.slot).times, &y = stories_->story(other.slot).times;
  double days = 0;
  if (own.slot != other.slot && x.timed > 0 && y.timed > 0)
    days = std::abs(static_cast<double>(x.sum) / static_cast<double>(x.timed) -
                    static_cast<double>(y.sum) / static_cast<double>(y.timed)) /
           kSecondsADay;
  const double z = kBias + kNames * std::sqrt(of_names(a, b)) +
                   kNumbers * std::sqrt(cosine(a.numbers, b.numbers, a.numbered, b.numbered)) +
                   kShared * std::log1p(shared) + kRivals * rivals + kDays * std::min(days, kMostDays) +
                   kPairs * std::log(std::min(static_cast<double>(a.articles * b.articles), kMostPairs)) +
                   kRate * rate;
  return 1 / (1 + std::exp(-z));
}

Translations::Link Translations::likeliest(const Placed& article, std::int64_t now, double rate,
                                           double least) const {
  if (article.silent || article.language == Language::kUnknown || !stories_->in_several_languages())
    return {};
  const Slot own_slot = stories_->slot_of(article.id);
  const Told& told = stories_->story(own_slot).told;
  std::vector<Part> others;
  for (const Slot slot : near(article, Language::kUnknown, now))
    if (slot != own_slot) others.push_back(part(slot, article.language, Told::Whose::kTheOthers));
  if (others.empty()) return {};
  const Part own = part(own_slot, article.language, Told::Whose::kIts);
  const Part* best = nullptr;
  double cosine = 0, rival = 0;
  for (const Part& other : others) {
    if (stories_->story(other.slot).told.shares_language_with(told)) continue;
    const double common = of_names(own.named, other.named);
    if (common <= cosine) continue;
    best = &other;
    cosine = common;
  }
  if (best == nullptr) return {};
  for (const Part& other : others)
    if (&other != best &&
        stories_->story(other.slot).told.shares_language_with(stories_->story(best->slot).told))
      rival = std::max(rival, of_names(own.named, other.named));
  // Without a rival on the other side it could not be likelier; to look for one costs as much as all before.
  const double forth = crowd(rival, cosine);
  if (chance(own, *best, forth + crowd(0, cosine), rate) < least) return {};
  const double back = best_rival(*best, own_slot, article.language, now);
  return {best->slot, chance(own, *best, forth + crowd(back, cosine), rate)};
}

double Translations::chance_of_own(const Placed& article, std::int64_t now, double rate) const {
  const Slot slot = stories_->slot_of(article.id);
  if (article.silent || !stories_->story(slot).told.in_other_than(article.language)) return 0;
  const Part own = part(slot, article.language, Told::Whose::kIts);
  const Part other = part(slot, article.language, Told::Whose::kTheOthers);
  const double cosine = of_names(own.named, other.named);
  double rival = 0;
  for (const Slot near_one : near(article, Language::kUnknown, now))
    if (near_one != slot && stories_->story(near_one).told.shares_language_with(stories_->story(slot).told))
      rival = std::max(rival,
                       of_names(own.named, part(near_one, article.language, Told::Whose::kTheOthers).named));
  const double back = best_rival(other, slot, article.language, now);
  return chance(own, other, crowd(rival, cosine) + crowd(back, cosine), rate);
}

}  // namespace newsloom::story
