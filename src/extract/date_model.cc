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
    {"ld-news", 0.56}, {"ld-article", 0.03}, {"ld-page", 0.75}, {"ld-other", 0.27},
    {"ld-created", -0.15}, {"ld-modified", 0.64}, {"og", 1.66}, {"og-modified", -0.24},
    {"meta", 0.56}, {"meta-weak", 0.87}, {"meta-modified", 0.02}, {"item-published", -0.24},
    {"item-in-head", 0.01}, {"item-created", -0.64}, {"item-modified", -0.52}, {"url", 0.68},
    {"script", 0.13}, {"hint", 1.66}, {"top", 1.78}, {"top-later", 0.71},
    {"head", 2.29}, {"head-later", 0.72}, {"opening", -0.19}, {"in-body", -0.91},
    {"tail", 0.78}, {"tail-later", -0.29}, {"far", 0.17}, {"far-later", -0.45},
    {"time-element", 0.36}, {"says-published", 0.59}, {"says-updated", -0.37}, {"furniture", 0.38},
    {"in-comment", -0.95}, {"says-today", -0.40}, {"stated-and-shown", 1.56}, {"change-shown", 0.10},
    {"change-only", -1.26}, {"only-aside", -1.12}, {"revision", -0.38}, {"lone-statement", -0.76},
    {"others-shown", 0.83}, {"news-others-shown", 0.42}, {"day-off-shown", 0.50}, {"one-of-many", -1.25},
    {"only-day", 0.78}, {"earliest", 0.48}, {"latest", 0.54},
}};
constexpr std::array<Weighed, kDatelessClues> kDateless = {{
    {"always", -0.42}, {"no-article-type", -0.08}, {"short-text", -0.37}, {"nothing-shown", 0.59},
    {"many-days", 0.52}, {"nothing-stated", 0.06}, {"only-revised", 0.57}, {"front-page", 0.71},
    {"unlikely-article", -0.24}, {"doubtful-article", -0.11},
}};
constexpr std::array<Weighed, kMakeClues> kMade = {{
    {"made-as-post", -0.68}, {"made-as-page", 1.11}, {"article-folder", 0.23}, {"thing-folder", 0.26},
    {"short-address", 0.47}, {"filed", -0.75}, {"discussed", -1.01}, {"person-stated", -0.43},
    {"feed", -0.23}, {"year-in-headline", 0.31}, {"says-website", 0.37}, {"says-no-type", -0.07},
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
