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
    {"ld-person", 1.40}, {"ld-organisation", 0.92}, {"meta", 2.04}, {"shared-by", 0.41},
    {"hint", 2.04}, {"item", 0.81}, {"named", -0.52}, {"author-link", 0.40},
    {"by-line", 0.39}, {"bare-line", -1.55}, {"top", -0.87}, {"top-later", -0.41},
    {"head", 1.13}, {"head-later", 0.93}, {"opening", 0.53}, {"in-body", 0.72},
    {"tail", 0.63}, {"tail-later", 0.28}, {"far", -0.11}, {"far-later", -0.49},
    {"comment", 0.16}, {"agency", -0.06}, {"staff", 0.15}, {"two-or-three", -0.43},
    {"many", 0.73}, {"is-heading", 0.21}, {"login", -0.73}, {"without-house", -0.51},
    {"house", -0.33}, {"house-of-news", 1.02}, {"twice", 0.96}, {"thrice", 1.39},
    {"shown-near", 1.16}, {"shown-nowhere", -0.39}, {"part-of-other", 0.61}, {"holds-other", 0.35},
    {"only-one", 0.63},
}};
constexpr std::array<Weighed, kAuthorlessClues> kNobody = {{
    {"always", 1.68}, {"no-article-type", -0.04}, {"short-text", 0.41}, {"news-type", -1.31},
    {"nobody-near", 1.26}, {"unlikely-article", 0.99}, {"doubtful-article", 0.75},
}};
constexpr std::array<Weighed, kMakeClues> kMade = {{
    {"made-as-post", -0.16}, {"made-as-page", 0.76}, {"article-folder", -0.79}, {"thing-folder", 1.09},
    {"short-address", -0.23}, {"filed", -0.77}, {"discussed", -1.11}, {"person-stated", 0.44},
    {"feed", -0.36}, {"year-in-headline", -1.03}, {"says-website", 0.85}, {"says-no-type", 0.61},
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
