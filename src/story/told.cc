#include "story/told.h"

#include <algorithm>
#include <utility>

namespace newsloom::story {
namespace {

bool is_known(Language language) { return language > Language::kSeveral; }

}  // namespace

Language language_of(std::string_view code) {
  std::uint32_t letters = 0;
  for (const char letter : code.substr(0, 4)) letters = letters << 8 | static_cast<unsigned char>(letter);
  const auto language = static_cast<Language>(letters);
  return is_known(language) ? language : Language::kUnknown;
}

void Told::add(Language language, const PackedVectors& v) {
  if (sides_.empty()) sides_.reserve(1);
  auto at = std::ranges::lower_bound(sides_, language, {}, &Side::language);
  if (at == sides_.end() || at->language != language) {
    at = sides_.insert(at, Side{.language = language, .articles = 0, .sum = {}});
  }
  at->sum.add(v);
  ++at->articles;
}

void Told::subtract(Language language, const PackedVectors& v) {
  const auto at = std::ranges::lower_bound(sides_, language, {}, &Side::language);
  at->sum.subtract(v);
  if (--at->articles == 0) sides_.erase(at);
}

const Told::Side* Told::find(Language language) const {
  const auto at = std::ranges::find(sides_, language, &Side::language);
  return at == sides_.end() ? nullptr : &*at;
}

std::size_t Told::articles_in(Language language) const {
  const Side* const side = find(language);
  return side == nullptr ? 0 : side->articles;
}

bool Told::in_other_than(Language language) const {
  return std::ranges::any_of(
      sides_, [&](const Side& side) { return side.language != language && is_known(side.language); });
}

Language Told::language() const {
  if (sides_.empty()) return Language::kUnknown;
  return sides_.size() == 1 ? sides_.front().language : Language::kSeveral;
}

bool Told::shares_language_with(const Told& other) const {
  return std::ranges::any_of(sides_, [&](const Side& side) {
    return is_known(side.language) && other.find(side.language) != nullptr;
  });
}

Products Told::times(const AskedVectors& asked) const {
  Products out;
  for (const Side& side : sides_) out = out + side.sum.times(asked);
  return out;
}

FieldCounts Told::counts() const {
  FieldCounts out;
  for (const Side& side : sides_) out = out + side.sum.counts();
  return out;
}

Products Told::times(const AskedVectors& asked, Language language) const {
  return find(language)->sum.times(asked);
}

FieldCounts Told::counts(Language language) const { return find(language)->sum.counts(); }

bool Told::has_names(std::size_t count) const {
  return std::ranges::any_of(sides_, [&](const Side& side) { return side.sum.has_names(count); });
}

bool Told::has_name(TermId term) const {
  return std::ranges::any_of(sides_, [&](const Side& side) { return side.sum.has_name(term); });
}

bool Told::has_number(TermId term) const {
  return std::ranges::any_of(sides_, [&](const Side& side) { return side.sum.has_number(term); });
}

Named Told::named(Language language, Whose whose) const {
  Named out;
  for (const Side& side : sides_) {
    if (!is_known(side.language) || (side.language == language) != (whose == Whose::kIts)) continue;
    side.sum.append_totals(out.names, out.numbers);
    out.named += side.sum.counts().named;
    out.numbered += side.sum.counts().numbered;
    out.articles += side.articles;
  }
  add_up(out.names);
  add_up(out.numbers);
  return out;
}

}  // namespace newsloom::story
