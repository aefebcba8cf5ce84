#include "recommend/vocabulary.h"

#include <cassert>
#include <cmath>

namespace newsloom::recommend {
namespace {

/// Articles that a collection is thought to have had before its first: keeps the first hundred from swinging
/// wildly.
constexpr double kArticlesBefore = 8;

}  // namespace

TermSlot Vocabulary::hold(features::TermId term) {
  const auto found = slots_.find(term);
  if (found != slots_.end()) {
    ++holders_[found->second];
    return found->second;
  }
  TermSlot slot = static_cast<TermSlot>(terms_.size());
  if (free_.empty()) {
    terms_.push_back(term);
    holders_.push_back(1);
  } else {
    slot = free_.back();
    free_.pop_back();
    terms_[slot] = term;
    holders_[slot] = 1;
  }
  slots_.emplace(term, slot);
  return slot;
}

void Vocabulary::release(TermSlot slot) {
  assert(holders_[slot] > 0);
  if (--holders_[slot] > 0) return;
  slots_.erase(terms_[slot]);
  printed_.erase(slot);
  free_.push_back(slot);
}

void Vocabulary::print_as(TermSlot slot, std::string_view surface) { printed_.try_emplace(slot, surface); }

std::string_view Vocabulary::printed(TermSlot slot) const {
  const auto found = printed_.find(slot);
  return found == printed_.end() ? std::string_view{} : std::string_view(found->second);
}

TermSlot Vocabulary::find(features::TermId term) const {
  const auto found = slots_.find(term);
  return found == slots_.end() ? kNoSlot : found->second;
}

double Vocabulary::rarity(std::uint32_t holders) const {
  return std::log(1.0 + (static_cast<double>(articles_) + kArticlesBefore) / (holders + 0.5));
}

}  // namespace newsloom::recommend
