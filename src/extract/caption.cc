#include "extract/caption.h"

#include <algorithm>
#include <array>
#include <bitset>

#include "extract/word_list.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

/// A credit is short: longer parentheses belong to the sentence.
constexpr std::size_t kLongestCredit = 120;

constexpr std::array<std::string_view, 39> kCreditWords = {
    "photo",     "foto",        "image",        "picture",      "photograph", "credit",     "©",
    "bild",      "imagen",      "фото",         "crédit",       "crédito",    "kuva",       "zdjęcie",
    "photos",    "fotos",       "photo credit", "image credit", "bildquelle", "quelle",     "source",
    "copyright", "photo by",    "picture by",   "foto de",      "fotografie", "fotografía", "getty images",
    "fotoğraf",  "photographe", "fotograaf",    "illustration", "ảnh",        "제공",       "사진 출처",
    "사진",      "출처",        "写真",         "图片"};
constexpr WordList kCreditOpenings(kCreditWords);

/// The content of parentheses or brackets that end `text`, and what stands before them.
bool take_last_parentheses(std::string_view& text, std::string_view& content) {
  std::string_view rest = text::trim(text);
  while (rest.ends_with('.')) rest.remove_suffix(1);
  if (!rest.ends_with(')') && !rest.ends_with(']')) return false;
  const char close = rest.back(), open = close == ')' ? '(' : '[';
  int depth = 0;
  for (std::size_t pos = rest.size(); pos-- > 0;) {
    if (rest.size() - pos > 2 * kLongestCredit) return false;
    if (rest[pos] == close) ++depth;
    if (rest[pos] == open && --depth == 0) {
      content = text::trim(rest.substr(pos + 1, rest.size() - pos - 2));
      if (content.empty() || content.size() > kLongestCredit) return false;
      text = text::trim(rest.substr(0, pos));
      return true;
    }
  }
  return false;
}

/// Does a credit sit in these parentheses, and not an abbreviation or an aside of the sentence?
bool is_credit(std::string_view content, std::string_view before) {
  const bool after_sentence = before.empty() || before.ends_with('.') || before.ends_with(')') ||
                              before.ends_with('!') || before.ends_with('?') || before.ends_with("”") ||
                              before.ends_with('"');
  const std::string lowered = text::lower(content);
  const bool says_so = lowered.find('/') != std::string::npos || lowered.find(" via ") != std::string::npos ||
                       std::ranges::any_of(kCreditOpenings.like(lowered),
                                           [&](std::string_view word) { return lowered.starts_with(word); });
  return after_sentence || says_so;
}

/// "… at dawn. Photo: Ann Lee" or "… at dawn © Ann Lee".
bool take_named_credit(std::string_view& whole, std::string_view& credit) {
  // A credit ends the text: only the end is looked at, with room for the word before the name.
  constexpr std::size_t kLongestWord = 40;
  std::size_t skipped = whole.size() - std::min(whole.size(), kLongestCredit + kLongestWord);
  while (skipped < whole.size() && (whole[skipped] & 0xC0) == 0x80) ++skipped;
  const std::string_view text = whole.substr(skipped);
  const std::string lowered = text::lower(text);
  if (lowered.size() != text.size()) return false;
  // Bytes that begin a word here: spares most of the list a search through the caption, backwards.
  std::bitset<256> begins;
  char last = skipped == 0 ? ' ' : whole[skipped - 1];
  for (const char c : lowered) {
    if (last == ' ' || last == '\n' || last == '|') begins.set(static_cast<unsigned char>(c));
    last = c;
  }
  for (const std::string_view word : kCreditWords) {
    if (!begins.test(static_cast<unsigned char>(word.front()))) continue;
    const std::size_t at = lowered.rfind(word);
    if (at == std::string::npos) continue;
    const std::string_view all_before = whole.substr(0, skipped + at);
    if (!all_before.empty() && all_before.back() != ' ' && all_before.back() != '\n' &&
        all_before.back() != '|')
      continue;
    std::size_t begin = at + word.size();
    const std::string_view before = text::trim(all_before);
    const bool apart = before.empty() || before.ends_with("—") || before.ends_with("–") ||
                       before.ends_with('-') || before.ends_with('.') || before.ends_with('|');
    const bool sign = word == "©" || (apart && word.ends_with(" by"));
    if (!sign && (begin >= text.size() || text[begin] != ':')) continue;
    begin += sign ? 0 : 1;
    const std::string_view name = text::trim(text.substr(begin));
    if (name.empty() || name.size() > kLongestCredit) continue;
    credit = name;
    whole = before;
    for (bool cut = true; cut;) {
      cut = false;
      for (const std::string_view end : {"|", "-", "–", "—"}) {
        if (!whole.ends_with(end)) continue;
        whole = text::trim(whole.substr(0, whole.size() - end.size()));
        cut = true;
      }
    }
    return true;
  }
  return false;
}

/// "3 of 12 | …": a gallery counts its pictures.
std::string_view without_counter(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789";
  std::size_t at = text.find_first_not_of(kDigits);
  if (at == 0 || at == std::string_view::npos) return text;
  for (const std::string_view between : {" of ", "/", " / ", " von ", " de ", " из "}) {
    if (!text.substr(at).starts_with(between)) continue;
    const std::size_t number = at + between.size(), end = text.find_first_not_of(kDigits, number);
    if (end == number || end == std::string_view::npos) continue;
    const std::string_view rest = text::trim(text.substr(end));
    if (rest.starts_with('|')) return text::trim(rest.substr(1));
  }
  return text;
}

std::optional<std::string> some(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text::fold_space(text));
}

}  // namespace

Image image_from_caption(std::string_view caption) {
  Image image;
  std::string_view rest = without_counter(text::trim(caption)), last, before_last;
  if (std::string_view shorter = rest; take_last_parentheses(shorter, last) && is_credit(last, shorter)) {
    rest = shorter;
    if (take_last_parentheses(shorter, before_last) && is_credit(before_last, shorter)) {
      rest = shorter;
      image.credit = credit_alone(before_last);
      image.provider = some(last);
    } else {
      image.credit = credit_alone(last);
    }
  } else if (take_named_credit(rest, last)) {
    image.credit = some(last);
  }
  image.caption = some(rest);
  return image;
}

std::optional<std::string> credit_alone(std::string_view credit) {
  const std::string folded = text::fold_space(credit);
  std::string_view rest = folded;
  if (rest.starts_with('(') && rest.ends_with(')')) rest = rest.substr(1, rest.size() - 2);
  for (bool cut = true; cut;) {
    cut = false;
    const std::string lowered = text::lower(rest);
    for (const std::string_view word : kCreditOpenings.like(lowered)) {
      if (word == "getty images" || !lowered.starts_with(word) || rest.size() == word.size()) continue;
      const std::string_view after = rest.substr(word.size());
      const std::string_view sign = text::trim(after);
      const bool colon = sign.starts_with(':') || sign.starts_with('=');
      const bool label = word == "©" || colon || word.ends_with(" by");
      if (!label && !after.starts_with(" by ") && !after.starts_with(" ©")) continue;
      rest = text::trim(after.starts_with(" by ") ? after.substr(4) : colon ? sign.substr(1) : after);
      cut = !rest.empty();
      break;
    }
  }
  while (rest.starts_with('|') || rest.starts_with('/') || rest.starts_with('-'))
    rest = text::trim(rest.substr(1));
  return some(rest);
}

bool looks_like_caption(std::string_view paragraph) {
  return image_from_caption(paragraph).credit.has_value();
}

bool is_legend(std::string_view paragraph) {
  constexpr std::size_t kLongestLegend = 320, kLongestOwner = 90, kLongestLabel = 24;  // bytes
  if (paragraph.size() > kLongestLegend) return false;
  const std::size_t sign = paragraph.rfind("©");
  if (sign != std::string_view::npos && paragraph.size() - sign <= kLongestOwner) return true;
  std::string opening = text::lower(paragraph.substr(0, kLongestLabel));
  if (opening.starts_with('(')) opening.erase(0, 1);
  // A label, perhaps with a number, and a colon: "Abb. 3: …".
  static constexpr WordList kLabels(std::array<std::string_view, 22>{
      "abbildung", "abb.",   "bild",   "beitragsbild", "titelbild", "foto",   "fotos", "photo",
      "photos",    "image",  "credit", "crédit",       "crédits",   "figure", "fig.",  "figura",
      "imagen",    "ilustr", "фото",   "рис.",         "zdjęcie",   "fot."});
  return std::ranges::any_of(kLabels.like(opening), [&](std::string_view label) {
    if (!opening.starts_with(label)) return false;
    const std::size_t end = opening.find_first_not_of(" 0123456789.", label.size());
    return end != std::string::npos && opening[end] == ':';
  });
}

}  // namespace newsloom::extract
