// The weights by which days are compared, and their names. Learned by tools/train-choice; see there for how.
// No training page has hints from a feed: that weight is OpenGraph's, which publishers fill by the same hand.
#include "extract/date_clues.h"

namespace newsloom::extract {
namespace {

struct Weighed {
  std::string_view name;
  double weight;
};

// clang-format off
constexpr std::array<Weighed, kDateClues> kDay = {{
    {"ld-news", 1.19}, {"ld-article", 0.44}, {"ld-page", 1.12}, {"ld-other", 0.92},
    {"ld-created", -0.02}, {"ld-modified", 0.54}, {"og", 2.19}, {"og-modified", -0.44},
    {"meta", 1.36}, {"meta-weak", 1.62}, {"meta-modified", -0.86}, {"item-published", 0.23},
    {"item-created", -2.27}, {"item-modified", -0.47}, {"url", 1.58}, {"script", 0.92},
    {"hint", 2.20}, {"top", 3.16}, {"top-later", 2.41}, {"head", 2.90},
    {"head-later", 1.35}, {"opening", 0.94}, {"in-body", 0.22}, {"tail", 0.32},
    {"tail-later", -1.23}, {"far", 0.06}, {"far-later", -0.85}, {"time-element", 0.28},
    {"named", -0.04}, {"says-published", 0.76}, {"says-updated", -0.45}, {"alone", 0.31},
    {"linked", -0.48}, {"furniture", 0.04}, {"stated-and-shown", 1.35}, {"twice-stated", -0.46},
    {"revision", -0.96}, {"revision-of-news", -0.18}, {"lone-statement", -1.06}, {"others-shown", 1.39},
    {"only-day", 0.57}, {"earliest", 0.53}, {"latest", 0.54},
}};
constexpr std::array<Weighed, kDatelessClues> kDateless = {{
    {"always", 0.19}, {"no-article-type", 0.11}, {"short-text", -0.15}, {"nothing-shown", 0.74},
    {"many-days", 0.83},
}};
// clang-format on

template <std::size_t N>
double sum(const std::bitset<N>& clues, const std::array<Weighed, N>& table) {
  double out = 0;
  for (std::size_t i = 0; i < N; ++i) out += clues.test(i) ? table[i].weight : 0;
  return out;
}

}  // namespace

std::string_view name_of(DateClue clue) { return kDay[static_cast<std::size_t>(clue)].name; }
std::string_view name_of(DatelessClue clue) { return kDateless[static_cast<std::size_t>(clue)].name; }

double score_of(const DayEvidence& day) { return sum(day.clues, kDay); }
double dateless_score(const DateEvidence& evidence) { return sum(evidence.dateless, kDateless); }

}  // namespace newsloom::extract
