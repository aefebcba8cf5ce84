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
    {"ld-news", 0.44}, {"ld-article", 0.06}, {"ld-page", 0.76}, {"ld-other", 0.25},
    {"ld-created", -0.09}, {"ld-modified", 0.57}, {"og", 1.68}, {"og-modified", -0.26},
    {"meta", 0.52}, {"meta-weak", 1.00}, {"meta-modified", 0.06}, {"item-published", -0.22},
    {"item-in-head", 0.06}, {"item-created", -0.67}, {"item-modified", -0.58}, {"url", 0.69},
    {"script", 0.11}, {"hint", 1.68}, {"top", 1.87}, {"top-later", 0.72},
    {"head", 2.24}, {"head-later", 0.67}, {"opening", -0.07}, {"in-body", -0.88},
    {"tail", 0.80}, {"tail-later", -0.28}, {"far", 0.17}, {"far-later", -0.43},
    {"time-element", 0.41}, {"says-published", 0.60}, {"says-updated", -0.18}, {"furniture", 0.41},
    {"in-comment", -1.05}, {"says-today", -0.47}, {"stated-and-shown", 1.54}, {"change-shown", 0.21},
    {"change-only", -1.14}, {"only-aside", -1.18}, {"revision", -0.35}, {"lone-statement", -0.72},
    {"others-shown", 0.89}, {"news-others-shown", 0.24}, {"day-off-shown", 0.60}, {"one-of-many", -1.25},
    {"only-day", 0.86}, {"earliest", 0.56}, {"latest", 0.54},
}};
constexpr std::array<Weighed, kDatelessClues> kDateless = {{
    {"always", -1.01}, {"no-article-type", 0.00}, {"short-text", -0.05}, {"nothing-shown", 0.39},
    {"many-days", 0.66}, {"nothing-stated", 0.10}, {"only-revised", 0.85}, {"front-page", 0.83},
    {"unlikely-article", -0.11}, {"doubtful-article", -0.09}, {"speaks-to-reader", 1.10}, {"speaks-to-reader-some", 0.28},
    {"many-headings", 0.84}, {"phone", 0.90},
}};
constexpr std::array<Weighed, kMakeClues> kMade = {{
    {"made-as-post", -0.73}, {"made-as-page", 1.04}, {"article-folder", 0.01}, {"thing-folder", 0.01},
    {"short-address", 0.67}, {"filed", -0.98}, {"discussed", -0.96}, {"person-stated", -0.49},
    {"feed", -0.24}, {"year-in-headline", 0.16}, {"says-website", 0.18}, {"says-no-type", -0.15},
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
