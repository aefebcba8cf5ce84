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
    {"ld-news", 0.41}, {"ld-article", -0.03}, {"ld-page", 0.67}, {"ld-other", 0.25},
    {"ld-created", 0.06}, {"ld-modified", 0.54}, {"og", 1.59}, {"og-modified", -0.24},
    {"meta", 0.46}, {"meta-weak", 0.89}, {"meta-modified", 0.08}, {"item-published", -0.16},
    {"item-in-head", -0.08}, {"item-created", -0.63}, {"item-modified", -0.52}, {"item-aside", 0.07},
    {"url", 0.98}, {"script", 0.07}, {"hint", 1.59}, {"top", 1.76},
    {"top-later", 0.64}, {"head", 2.17}, {"head-later", 0.50}, {"opening", -0.13},
    {"in-body", -0.88}, {"tail", 0.87}, {"tail-later", -0.20}, {"far", 0.25},
    {"far-later", -0.44}, {"time-element", 0.63}, {"says-published", 0.98}, {"says-updated", -0.17},
    {"furniture", 0.50}, {"in-comment", -0.93}, {"says-today", -0.28}, {"stated-and-shown", 1.60},
    {"stated-midnight", -0.48}, {"change-shown", 0.23}, {"change-only", -1.21}, {"only-aside", -1.25},
    {"aside-of-stated", -0.33}, {"revision", -0.29}, {"revision-timed", -0.76}, {"lone-statement", -0.86},
    {"stated-alone", 0.35}, {"others-shown", 0.92}, {"news-others-shown", 0.22}, {"day-off-shown", 0.52},
    {"one-of-many", -1.26}, {"only-day", 0.65}, {"earliest", 0.39}, {"latest", 0.57},
}};
constexpr std::array<Weighed, kDatelessClues> kDateless = {{
    {"always", -1.15}, {"no-article-type", -0.06}, {"short-text", -0.10}, {"nothing-shown", 0.52},
    {"many-days", 0.66}, {"nothing-stated", -0.07}, {"only-revised", 0.92}, {"front-page", 0.82},
    {"unlikely-article", -0.08}, {"doubtful-article", -0.02}, {"speaks-to-reader", 1.01}, {"speaks-to-reader-some", 0.25},
    {"many-headings", 0.84}, {"phone", 0.81},
}};
constexpr std::array<Weighed, kMakeClues> kMade = {{
    {"made-as-post", -0.70}, {"made-as-page", 1.00}, {"article-folder", 0.00}, {"thing-folder", 0.06},
    {"short-address", 0.66}, {"filed", -0.89}, {"discussed", -0.92}, {"person-stated", -0.51},
    {"feed", -0.21}, {"year-in-headline", 0.18}, {"says-website", 0.18}, {"says-no-type", -0.19},
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
