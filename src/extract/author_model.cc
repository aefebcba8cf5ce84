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
    {"ld-person", 1.26}, {"ld-organisation", 1.93}, {"meta", 1.95}, {"meta-creator", 1.08},
    {"shared-by", 0.29}, {"hint", 1.50}, {"item", 0.25}, {"named", -0.56},
    {"author-link", 0.44}, {"by-line", 0.90}, {"bare-line", -2.51}, {"top", -0.85},
    {"top-later", 0.58}, {"head", 1.06}, {"head-later", 1.04}, {"opening", 2.24},
    {"in-body", 0.31}, {"tail", 0.45}, {"tail-later", 0.40}, {"far", -0.06},
    {"far-later", -0.73}, {"comment", -0.33}, {"furniture", -0.91}, {"persons", -0.24},
    {"one-word", -1.03}, {"site-name", -0.27}, {"agency", 0.04}, {"staff", 0.05},
    {"two-or-three", 0.07}, {"many", 1.67}, {"twice", 1.41}, {"thrice", 1.58},
    {"shown-near", 1.35}, {"shown-nowhere", -0.40}, {"part-of-other", 1.64}, {"holds-other", 0.57},
    {"only-one", 0.60},
}};
constexpr std::array<Weighed, kAuthorlessClues> kNobody = {{
    {"always", 0.99}, {"no-article-type", 0.67}, {"short-text", 0.73}, {"nobody-stated", 0.48},
    {"nobody-near", 0.47}, {"news-type", -1.44},
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
