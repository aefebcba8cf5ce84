#include "extract/stated_text.h"

#include <algorithm>
#include <array>

#include "extract/word_hash.h"

namespace newsloom::extract {
namespace {

constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15u;

/// Letters and digits of ASCII, and all beyond.
constexpr auto kParts = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c)
    table[c] = c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return table;
}();

/// Words of a text as hashes, ASCII case folded.
template <class Take>
void each_word(std::string_view text, Take take) {
  const auto part_at = [&](std::size_t at) { return kParts[static_cast<unsigned char>(text[at])]; };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && part_at(at)) ++at;
    if (at > begin) take(word_hash(text, begin, at));
    while (at < text.size() && !part_at(at)) ++at;
  }
}

/// Hashes of three words in a row. Zero is an empty slot.
template <class Take>
void each_run(std::string_view text, Take take) {
  std::uint64_t a = 0, b = 0;
  std::size_t count = 0;
  each_word(text, [&](std::uint64_t word) {
    if (++count >= 3) take(std::max<std::uint64_t>(1, (a * kMix + b) * kMix + word));
    a = b;
    b = word;
  });
}

}  // namespace

StatedText::StatedText(const std::optional<std::string>& text) {
  if (!text) return;
  // A run takes six bytes or so; the slots are a power of two at least twice as many.
  slots_.assign(std::bit_ceil(text->size() / 2 + 4), 0);
  each_run(*text, [&](std::uint64_t run) {
    std::uint64_t& slot = slots_[slot_of(run)];
    size_ += slot == 0 ? 1 : 0;
    slot = run;
  });
}

float StatedText::share(std::string_view text) const {
  std::size_t all = 0, known = 0;
  each_run(text, [&](std::uint64_t run) {
    ++all;
    known += slots_[slot_of(run)] != 0 ? 1 : 0;
  });
  return all > 0 ? static_cast<float>(static_cast<double>(known) / static_cast<double>(all)) : 0.0F;
}

std::size_t StatedText::slot_of(std::uint64_t run) const {
  std::size_t slot = (run * kMix) >> 20 & (slots_.size() - 1);
  while (slots_[slot] != 0 && slots_[slot] != run) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

}  // namespace newsloom::extract
