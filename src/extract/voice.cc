#include "extract/voice.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "extract/word_hash.h"

namespace newsloom::extract {
namespace {

struct Row {
  int group;
  std::string_view words;
};

/// Not the German "Sie", which is also "she" and "they", nor the French "du".
constexpr Row kRows[] = {
    {1,
     "you your yours yourself dich dir dein deine deinen deiner deinem vous votre vos usted "
     "ustedes tu tus tuo tua tuoi jouw jij você vocês вы вас вам ваш ваша ваши ваше dig din "
     "ditt dina twój twoja twoje"}};
constexpr WordTable<std::uint8_t> kReader(kRows);

/// Says enough.
constexpr std::size_t kLookedAt = 8000;  // bytes

bool is_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

}  // namespace

double reader_share(std::string_view text) {
  text = text.substr(0, kLookedAt);
  std::size_t words = 0, reader = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && is_part(text[at])) ++at;
    if (at == begin) {
      ++at;
      continue;
    }
    ++words;
    reader += kReader.groups_of(word_hash(text, begin, at));
  }
  return words > 0 ? static_cast<double>(reader) / static_cast<double>(words) : 0;
}

}  // namespace newsloom::extract
