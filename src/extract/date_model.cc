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
    {"ld-news", 0.87}, {"ld-article", 0.18}, {"ld-page", 0.65}, {"ld-other", 0.30},
    {"ld-created", -0.04}, {"ld-modified", 0.43}, {"og", 2.01}, {"og-modified", -0.49},
    {"meta", 0.70}, {"meta-weak", 1.22}, {"meta-modified", -0.34}, {"item-published", -0.00},
    {"item-in-head", -0.04}, {"item-created", -0.60}, {"item-modified", -0.48}, {"url", 0.98},
    {"script", 0.26}, {"hint", 2.01}, {"top", 1.96}, {"top-later", 0.74},
    {"head", 2.50}, {"head-later", 0.85}, {"opening", -0.01}, {"in-body", -0.47},
    {"tail", 0.34}, {"tail-later", -0.56}, {"far", 0.07}, {"far-later", -0.67},
    {"time-element", 0.24}, {"says-published", 0.65}, {"says-updated", -0.41}, {"furniture", 0.44},
    {"in-comment", -0.79}, {"says-today", -0.38}, {"stated-and-shown", 1.46}, {"revision", -1.16},
    {"revision-of-news", -0.49}, {"lone-statement", -0.73}, {"others-shown", 0.75}, {"news-others-shown", 0.63},
    {"day-off-shown", 0.46}, {"one-of-many", -1.44}, {"only-day", 0.67}, {"earliest", 0.55},
    {"latest", 0.56},
}};
constexpr std::array<Weighed, kDatelessClues> kDateless = {{
    {"always", -0.32}, {"no-article-type", -0.02}, {"short-text", -0.41}, {"nothing-shown", 0.81},
    {"many-days", 0.30}, {"nothing-stated", 0.22}, {"only-revised", 0.62}, {"front-page", 0.91},
    {"unlikely-article", -0.30}, {"doubtful-article", 0.31},
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
