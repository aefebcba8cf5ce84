// A text that was rewritten loses its runs of five words long before it loses its words: where fewer shingles
// are shared, most of the words must be.
//
// A templated series (tonight's lottery, tomorrow's weather) shares its words but not its numbers: where both
// texts hold several numbers and hardly one in common, they are two texts.
#include "copies/copied_text.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace newsloom::copies {
namespace {

/// Share of the shorter text's shingles that the other must hold. From the development set of synthetic wire
/// copies: .5 has pair F1 91.5 there, .4 finds more and joins series.
constexpr double kLeastShared = 0.5;
/// A rewritten copy keeps at least this share of its shingles and this share of its stems. Two reports of one
/// event by different hands share some 30 % of their stems, seldom 50.
constexpr double kLeastSharedRewritten = 0.15;
constexpr double kLeastSharedStems = 0.75;
/// Of the numbers, where both hold enough of them, the least share in common.
constexpr double kLeastSharedNumbers = 0.6;
/// Numbers of a text that are looked at; only tables hold more.
constexpr std::size_t kMostNumbers = 512;
/// Instalments of one form: at least this share of the runs and of the stems in common, and at most this
/// share of the numbers. An update keeps more of its numbers than that; two reports of one event by different
/// hands share hardly a run.
constexpr double kRunsOfAForm = 0.25;
constexpr double kStemsOfAForm = 0.6;
constexpr double kNumbersOfAForm = 0.2;
/// The same where one publisher prints them on two days: of a dozen small numbers a few meet by chance, and
/// "the FTSE 100" and "20 sessions" come back every day.
constexpr double kNumbersOfANextDay = 0.5;

/// Texts are compared by halves of hashes: two texts of 500 words share one in a hundred by chance, and that
/// is taken off again.
constexpr double kHalves = 65536;

/// Both rising, without repeats.
template <class T>
std::size_t in_both(std::span<const T> a, std::span<const T> b) {
  std::size_t both = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const T x = a[i], y = b[j];
    both += x == y ? 1 : 0;
    i += x <= y ? 1 : 0;
    j += y <= x ? 1 : 0;
  }
  return both;
}

/// Share of the smaller list that the other holds, without what chance gives.
double shared(std::span<const Half> a, std::span<const Half> b) {
  const auto fewer = static_cast<double>(std::min(a.size(), b.size()));
  if (fewer == 0) return 0;
  const double share = static_cast<double>(in_both(a, b)) / fewer;
  const double by_chance = static_cast<double>(std::max(a.size(), b.size())) / kHalves;
  return std::max(0.0, (share - by_chance) / (1 - std::min(by_chance, 0.5)));
}

/// The halves of values that rise, if they are their upper halves.
template <class Values, class HalfOf>
std::vector<Half> halves_of(const Values& values, HalfOf half) {
  std::vector<Half> out;
  out.reserve(values.size());
  for (const auto& value : values) out.push_back(half(value));
  const auto twins = std::ranges::unique(out);
  out.erase(twins.begin(), twins.end());
  return out;
}

}  // namespace

ComparedText text_of(const features::Features& f) {
  ComparedText out;
  out.shingles =
      halves_of(f.shingles, [](std::uint32_t shingle) { return static_cast<Half>(shingle >> 16); });
  out.stems =
      halves_of(f.body, [](const features::TermCount& term) { return static_cast<Half>(term.term >> 16); });
  // Units are words, and words are what a rewriting desk changes.
  for (const features::Number& number : f.numbers)
    if (!number.has_unit() && out.numbers.size() < kMostNumbers) out.numbers.push_back(number.term);
  return out;
}

PackedText::PackedText(const ComparedText& text)
    : shingles_(static_cast<std::uint16_t>(text.shingles.size())),
      stems_(static_cast<std::uint16_t>(text.stems.size())),
      numbers_(static_cast<std::uint16_t>(text.numbers.size())) {
  thread_local std::vector<std::uint8_t> packed;
  packed.clear();
  pack(text.shingles, packed);
  pack(text.stems, packed);
  const std::size_t numbers = text.numbers.size() * sizeof(features::TermId);
  block_ = std::make_unique_for_overwrite<std::uint8_t[]>(packed.size() + numbers);
  std::ranges::copy(packed, block_.get());
  if (numbers > 0) std::memcpy(block_.get() + packed.size(), text.numbers.data(), numbers);
}

void PackedText::unpack_into(ComparedText& out) const { unpack_rest_into(unpack_shingles_into(out), out); }

const std::uint8_t* PackedText::unpack_shingles_into(ComparedText& out) const {
  return unpack(block_.get(), shingles_, out.shingles);
}

void PackedText::unpack_rest_into(const std::uint8_t* rest, ComparedText& out) const {
  const std::uint8_t* const numbers = unpack(rest, stems_, out.stems);
  out.numbers.resize(numbers_);
  if (numbers_ > 0) std::memcpy(out.numbers.data(), numbers, numbers_ * sizeof(features::TermId));
}

double runs_in_both(const ComparedText& a, const ComparedText& b) { return shared(a.shingles, b.shingles); }

bool may_be_kin(std::size_t a_shingles, std::size_t b_shingles) {
  const auto [shorter, longer] = std::minmax(a_shingles, b_shingles);
  return shorter >= kLeastShingles && longer <= shorter * kMostTimesLonger;
}

bool may_be_kin(double runs_in_both) { return runs_in_both >= kLeastSharedRewritten; }

Comparison compare(const ComparedText& a, const ComparedText& b) {
  return compare(a, b, runs_in_both(a, b), false);
}

Comparison compare(const ComparedText& a, const ComparedText& b, double runs, bool next_day) {
  if (!may_be_kin(a.shingles.size(), b.shingles.size()) || !may_be_kin(runs)) return {};
  const double count = runs * static_cast<double>(std::min(a.shingles.size(), b.shingles.size()));
  const double stems = shared(a.stems, b.stems);
  const std::size_t fewer = std::min(a.numbers.size(), b.numbers.size());
  const double numbers = static_cast<double>(in_both(std::span(a.numbers), std::span(b.numbers))) /
                         static_cast<double>(std::max<std::size_t>(fewer, 1));
  const bool tell = fewer >= kLeastNumbers;
  if (tell && runs >= kRunsOfAForm && stems >= kStemsOfAForm &&
      numbers <= (next_day ? kNumbersOfANextDay : kNumbersOfAForm))
    return {Kinship::kInstalment, runs, count};
  if (runs < kLeastShared && stems < kLeastSharedStems) return {};
  if (tell && numbers < kLeastSharedNumbers) return {};
  return {Kinship::kCopy, runs, count};
}

}  // namespace newsloom::copies
