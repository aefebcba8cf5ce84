#include "recommend/vocabulary.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace newsloom::recommend {
namespace {

/// Articles that a collection is thought to have had before its first: keeps the first hundred from swinging
/// wildly.
constexpr double kArticlesBefore = 8;
/// Bytes of a printed form that are kept; nobody has so long a name.
constexpr std::size_t kMostPrinted = 255;
/// Bytes of printed forms that nobody needs before the rest moves together.
constexpr std::size_t kSweptBytes = std::size_t{1} << 20;

std::size_t printed_size(const std::string& prints, std::size_t at) {
  return static_cast<unsigned char>(prints[at]);
}

/// What is kept of a printed form: whole characters of it.
std::string_view kept_of(std::string_view surface) {
  if (surface.size() <= kMostPrinted) return surface;
  std::size_t size = kMostPrinted;
  while (size > 0 && (static_cast<unsigned char>(surface[size]) & 0xC0) == 0x80) --size;
  return surface.substr(0, size);
}

}  // namespace

TermSlot Vocabulary::hold(features::TermId term, TermSlot slot) {
  if (slot != kNoSlot) {
    ++entries_[slot].holders;
    return slot;
  }
  slot = static_cast<TermSlot>(entries_.size());
  if (free_.empty()) {
    entries_.push_back({.term = term, .holders = 1});
  } else {
    slot = free_.back();
    free_.pop_back();
    entries_[slot] = {.term = term, .holders = 1};
  }
  slots_.try_emplace(term, slot);
  return slot;
}

void Vocabulary::release(TermSlot slot) {
  Entry& entry = entries_[slot];
  assert(entry.holders > 0);
  if (--entry.holders > 0) return;
  slots_.erase(entry.term);
  if (entry.printed != 0) unused_ += 1 + printed_size(prints_, entry.printed);
  entry.printed = 0;
  free_.push_back(slot);
  if (unused_ > kSweptBytes && unused_ > prints_.size() / 2) sweep();
}

void Vocabulary::sweep() {
  std::string kept(1, '\0');
  kept.reserve(prints_.size() - unused_);
  for (Entry& entry : entries_) {
    if (entry.printed == 0) continue;
    const std::size_t from = std::exchange(entry.printed, static_cast<std::uint32_t>(kept.size()));
    kept.append(prints_, from, 1 + printed_size(prints_, from));
  }
  prints_ = std::move(kept);
  unused_ = 0;
}

void Vocabulary::print_as(TermSlot slot, std::string_view surface) {
  Entry& entry = entries_[slot];
  const bool fits = prints_.size() + 1 + kMostPrinted < std::numeric_limits<std::uint32_t>::max();
  if (entry.printed != 0 || surface.empty() || !fits) return;
  surface = kept_of(surface);
  entry.printed = static_cast<std::uint32_t>(prints_.size());
  prints_ += static_cast<char>(static_cast<unsigned char>(surface.size()));
  prints_ += surface;
}

std::string_view Vocabulary::printed(TermSlot slot) const {
  if (slot >= entries_.size() || entries_[slot].printed == 0) return {};
  const std::size_t at = entries_[slot].printed;
  return std::string_view(prints_).substr(at + 1, printed_size(prints_, at));
}

TermSlot Vocabulary::find(features::TermId term) const {
  const TermSlot* const found = slots_.find(term);
  return found == nullptr ? kNoSlot : *found;
}

double Vocabulary::rarity(std::uint32_t holders) const {
  return std::log(1.0 + (static_cast<double>(articles_) + kArticlesBefore) / (holders + 0.5));
}

}  // namespace newsloom::recommend
