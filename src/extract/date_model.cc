// The weights by which days are compared, and their names. Learned by tools/train-dates; see there for how.
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
    {"ld-news", 1.19}, {"ld-article", 0.44}, {"ld-page", 1.12}, {"ld-other", 0.91},
    {"ld-created", -0.01}, {"ld-modified", 0.54}, {"og", 2.20}, {"og-modified", -0.44},
    {"meta", 1.35}, {"meta-weak", 1.60}, {"meta-modified", -0.85}, {"item-published", 0.24},
    {"item-created", -2.26}, {"item-modified", -0.46}, {"url", 1.58}, {"script", 0.92},
    {"hint", 2.20}, {"top", 3.12}, {"top-later", 2.38}, {"head", 2.91},
    {"head-later", 1.35}, {"opening", 0.95}, {"in-body", 0.23}, {"tail", 0.38},
    {"tail-later", -1.21}, {"far", -0.01}, {"far-later", -0.87}, {"time-element", 0.28},
    {"named", -0.03}, {"says-published", 0.75}, {"says-updated", -0.46}, {"alone", 0.31},
    {"linked", -0.48}, {"furniture", 0.05}, {"stated-and-shown", 1.35}, {"twice-stated", -0.45},
    {"revision", -0.97}, {"revision-of-news", -0.20}, {"lone-statement", -1.06}, {"others-shown", 1.38},
    {"only-day", 0.58}, {"earliest", 0.53}, {"latest", 0.54},
}};
constexpr std::array<Weighed, kDatelessClues> kDateless = {{
    {"always", 0.19}, {"no-article-type", 0.13}, {"short-text", -0.15}, {"nothing-shown", 0.74},
    {"many-days", 0.82},
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
