#include "features/round_up.h"

#include <algorithm>
#include <array>
#include <utility>

namespace newsloom::features {
namespace {

/// Paragraphs of fewer terms are subheads and datelines.
constexpr std::size_t kLeastTerms = 8;
/// Fewer paragraphs than this say little: a short text need not repeat itself.
constexpr std::size_t kLeastParagraphs = 7;
/// In a round-up, at most this share of a paragraph's words comes back in another,
constexpr double kMostRepeated = 0.22;
/// the three commonest words stand in at most this share of the paragraphs,
constexpr double kMostCommon = 0.3;
/// and at most this share of the paragraphs holds a word of the headline. All three from a day of news in
/// English: together they leave newsletters, columns of odds and ends, and hardly a report.
constexpr double kMostTitled = 0.34;

using Paragraph = std::vector<TermId>;

std::vector<Paragraph> paragraphs_of(std::string_view text, std::span<const text::Word> words,
                                     std::span<const TermId> terms) {
  std::vector<Paragraph> out;
  Paragraph current;
  std::size_t from = 0;
  const auto close = [&] {
    std::ranges::sort(current);
    const auto twins = std::ranges::unique(current);
    current.erase(twins.begin(), twins.end());
    if (current.size() >= kLeastTerms) out.push_back(current);
    current.clear();
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto at = static_cast<std::size_t>(words[i].text.data() - text.data());
    if (text.substr(from, at - from).find('\n') != std::string_view::npos) close();
    from = at;
    if (terms[i] != 0) current.push_back(terms[i]);
  }
  close();
  return out;
}

}  // namespace

bool is_round_up(std::string_view text, std::span<const text::Word> words, std::span<const TermId> terms,
                 const std::vector<TermCount>& title) {
  const std::vector<Paragraph> paragraphs = paragraphs_of(text, words, terms);
  if (paragraphs.size() < kLeastParagraphs) return false;
  thread_local std::vector<TermId>
      joint;  // every paragraph's terms; how often one stands there is how many hold it
  joint.clear();
  for (const Paragraph& paragraph : paragraphs) joint.insert(joint.end(), paragraph.begin(), paragraph.end());
  std::ranges::sort(joint);
  double repeated = 0, titled = 0;
  for (const Paragraph& paragraph : paragraphs) {
    const auto again = std::ranges::count_if(paragraph, [&](TermId term) {
      const auto at = std::ranges::lower_bound(joint, term);
      return at + 1 != joint.end() && at[1] == term;
    });
    repeated += static_cast<double>(again) / static_cast<double>(paragraph.size());
    titled += std::ranges::any_of(paragraph, [&](TermId term) {
      return std::ranges::binary_search(title, term, {}, &TermCount::term);
    });
  }
  std::array<double, 3> commonest{};
  for (std::size_t i = 0; i < joint.size();) {
    std::size_t end = i;
    while (end < joint.size() && joint[end] == joint[i]) ++end;
    auto value = static_cast<double>(end - i);
    i = end;
    for (double& place : commonest)
      if (value > place) std::swap(value, place);
  }
  const auto all = static_cast<double>(paragraphs.size());
  return repeated / all <= kMostRepeated && titled / all <= kMostTitled &&
         (commonest[0] + commonest[1] + commonest[2]) / 3 / all <= kMostCommon;
}

}  // namespace newsloom::features
