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
    {"ld-person", 1.36}, {"ld-organisation", 1.03}, {"meta", 2.01}, {"shared-by", 0.39},
    {"hint", 2.01}, {"item", 0.78}, {"named", -0.46}, {"author-link", 0.35},
    {"by-line", 0.42}, {"bare-line", -1.35}, {"top", -0.73}, {"top-later", -0.38},
    {"head", 1.22}, {"head-later", 0.98}, {"opening", 0.52}, {"in-body", 0.77},
    {"tail", 0.61}, {"tail-later", 0.26}, {"far", -0.13}, {"far-later", -0.48},
    {"comment", 0.07}, {"agency", -0.12}, {"staff", 0.14}, {"two-or-three", -0.45},
    {"many", 0.73}, {"is-heading", 0.28}, {"login", -0.77}, {"without-house", -0.54},
    {"house", -0.37}, {"house-of-news", 1.08}, {"twice", 0.99}, {"thrice", 1.39},
    {"shown-near", 0.92}, {"shown-nowhere", -0.22}, {"part-of-other", 0.61}, {"holds-other", 0.32},
    {"only-one", 0.71},
}};
constexpr std::array<Weighed, kAuthorlessClues> kNobody = {{
    {"always", 1.55}, {"no-article-type", -0.11}, {"short-text", 0.49}, {"news-type", -1.22},
    {"nobody-near", 1.57}, {"unlikely-article", 0.80}, {"doubtful-article", 0.65},
}};
constexpr std::array<Weighed, kMakeClues> kMade = {{
    {"made-as-post", -0.26}, {"made-as-page", 0.62}, {"article-folder", -0.87}, {"thing-folder", 1.17},
    {"short-address", -0.22}, {"filed", -0.73}, {"discussed", -1.06}, {"person-stated", 0.33},
    {"feed", -0.34}, {"year-in-headline", -0.97}, {"says-website", 0.86}, {"says-no-type", 0.56},
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
