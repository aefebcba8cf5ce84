// The weights by which bylines are compared, and their names. Learned by tools/train-choice; see there for
// how. No training page has hints from a feed: that weight is set by hand, near the one of meta elements.
#include <array>

#include "extract/author_clues.h"

namespace newsloom::extract {
namespace {

struct Weighed {
  std::string_view name;
  double weight;
};

// clang-format off
constexpr std::array<Weighed, kAuthorClues> kByline = {{
    {"ld-person", 1.37}, {"ld-organisation", 1.09}, {"meta", 1.96}, {"shared-by", 0.34},
    {"hint", 1.96}, {"item", 0.75}, {"named", -0.44}, {"author-link", 0.33},
    {"by-line", 0.43}, {"bare-line", -1.16}, {"top", -0.75}, {"top-later", -0.38},
    {"head", 1.18}, {"head-later", 1.00}, {"opening", 0.52}, {"in-body", 0.70},
    {"tail", 0.61}, {"tail-later", 0.28}, {"far", -0.18}, {"far-later", -0.47},
    {"comment", 0.06}, {"agency", -0.11}, {"staff", 0.11}, {"two-or-three", -0.40},
    {"many", 0.74}, {"is-heading", 0.29}, {"login", -0.78}, {"without-house", -0.50},
    {"house", -0.40}, {"house-of-news", 1.13}, {"twice", 1.03}, {"thrice", 1.37},
    {"shown-near", 0.96}, {"shown-nowhere", -0.20}, {"part-of-other", 0.50}, {"holds-other", 0.22},
    {"only-one", 0.40},
}};
constexpr std::array<Weighed, kAuthorlessClues> kNobody = {{
    {"always", 1.48}, {"no-article-type", -0.09}, {"short-text", 0.47}, {"news-type", -1.21},
    {"nobody-near", 1.45}, {"unlikely-article", 0.83}, {"doubtful-article", 0.65},
}};
constexpr std::array<Weighed, kMakeClues> kMade = {{
    {"made-as-post", -0.18}, {"made-as-page", 0.53}, {"article-folder", -0.80}, {"thing-folder", 1.23},
    {"short-address", -0.11}, {"filed", -0.66}, {"discussed", -1.30}, {"person-stated", 0.32},
    {"feed", -0.44}, {"year-in-headline", -0.97}, {"says-website", 0.88}, {"says-no-type", 0.58},
}};
// clang-format on

template <std::size_t N>
double sum(const std::bitset<N>& clues, const std::array<Weighed, N>& table) {
  double out = 0;
  for (std::size_t i = 0; i < N; ++i) out += clues.test(i) ? table[i].weight : 0;
  return out;
}

}  // namespace

std::string_view name_of(AuthorClue clue) { return kByline[static_cast<std::size_t>(clue)].name; }
std::string_view name_of(AuthorlessClue clue) { return kNobody[static_cast<std::size_t>(clue)].name; }

double score_of(const Byline& byline) { return sum(byline.clues, kByline); }
double authorless_score(const AuthorEvidence& evidence) {
  return sum(evidence.authorless, kNobody) + sum(evidence.make, kMade);
}

}  // namespace newsloom::extract
