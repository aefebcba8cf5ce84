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
    {"ld-person", 1.26}, {"ld-organisation", 1.03}, {"meta", 1.72}, {"shared-by", 0.67},
    {"hint", 1.72}, {"item", 0.71}, {"named", -0.27}, {"author-link", 0.39},
    {"by-line", 0.55}, {"bare-line", -1.66}, {"top", -0.43}, {"top-later", -0.12},
    {"head", 1.13}, {"head-later", 0.94}, {"opening", 0.35}, {"in-body", 0.30},
    {"tail", 0.60}, {"tail-later", 0.38}, {"far", -0.19}, {"far-later", -0.46},
    {"comment", 0.10}, {"agency", 0.00}, {"staff", 0.11}, {"two-or-three", -0.38},
    {"many", 0.58}, {"is-heading", -0.63}, {"login", -0.88}, {"without-house", -0.43},
    {"twice", 1.10}, {"thrice", 1.48}, {"shown-near", 1.02}, {"shown-nowhere", -0.18},
    {"part-of-other", 0.54}, {"holds-other", 0.30}, {"only-one", 0.24},
}};
constexpr std::array<Weighed, kAuthorlessClues> kNobody = {{
    {"always", 1.44}, {"no-article-type", 0.41}, {"short-text", 0.39}, {"news-type", -0.94},
    {"unlikely-article", 1.15}, {"doubtful-article", 0.79},
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
double authorless_score(const AuthorEvidence& evidence) { return sum(evidence.authorless, kNobody); }

}  // namespace newsloom::extract
