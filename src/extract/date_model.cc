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
    {"ld-news", 0.51}, {"ld-article", 0.01}, {"ld-page", 0.75}, {"ld-other", 0.28},
    {"ld-created", -0.14}, {"ld-modified", 0.60}, {"og", 1.60}, {"og-modified", -0.29},
    {"meta", 0.56}, {"meta-weak", 0.96}, {"meta-modified", 0.02}, {"item-published", -0.25},
    {"item-in-head", 0.02}, {"item-created", -0.64}, {"item-modified", -0.50}, {"url", 0.67},
    {"script", 0.10}, {"hint", 1.60}, {"top", 1.83}, {"top-later", 0.71},
    {"head", 2.25}, {"head-later", 0.71}, {"opening", -0.00}, {"in-body", -0.93},
    {"tail", 0.77}, {"tail-later", -0.28}, {"far", 0.19}, {"far-later", -0.43},
    {"time-element", 0.35}, {"says-published", 0.58}, {"says-updated", -0.33}, {"furniture", 0.36},
    {"in-comment", -0.98}, {"says-today", -0.38}, {"stated-and-shown", 1.60}, {"change-shown", 0.12},
    {"change-only", -1.25}, {"only-aside", -1.20}, {"revision", -0.35}, {"lone-statement", -0.77},
    {"others-shown", 0.84}, {"news-others-shown", 0.18}, {"day-off-shown", 0.57}, {"one-of-many", -1.21},
    {"only-day", 0.81}, {"earliest", 0.49}, {"latest", 0.50},
}};
constexpr std::array<Weighed, kDatelessClues> kDateless = {{
    {"always", -0.42}, {"no-article-type", -0.11}, {"short-text", -0.36}, {"nothing-shown", 0.62},
    {"many-days", 0.54}, {"nothing-stated", 0.07}, {"only-revised", 0.62}, {"front-page", 0.72},
    {"unlikely-article", -0.24}, {"doubtful-article", -0.16},
}};
constexpr std::array<Weighed, kMakeClues> kMade = {{
    {"made-as-post", -0.71}, {"made-as-page", 1.09}, {"article-folder", 0.18}, {"thing-folder", 0.28},
    {"short-address", 0.44}, {"filed", -0.76}, {"discussed", -1.02}, {"person-stated", -0.44},
    {"feed", -0.24}, {"year-in-headline", 0.27}, {"says-website", 0.39}, {"says-no-type", -0.11},
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
double dateless_score(const DateEvidence& evidence) {
  return sum(evidence.dateless, kDateless) + sum(evidence.make, kMade);
}

}  // namespace newsloom::extract
