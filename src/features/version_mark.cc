// A mark is a word of the trade, a number before or after it where there is one, and a sign that parts it
// from the headline. In brackets it needs no sign. Marks may stand one behind another.
#include "features/version_mark.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "text/utf8.h"

namespace newsloom::features {
namespace {

/// Bytes of a headline or a text that may be marks: none is nearly so long.
constexpr std::size_t kLooked = 256;
/// "RPT-CORRECTED-UPDATE 2-" has three.
constexpr int kMostMarks = 3;
/// What goes on past this is no version but a serial number.
constexpr int kLargestNumber = 99;

/// By language: English, German, French, Spanish, Portuguese, Italian, Dutch and the Nordic ones, Russian and
/// Ukrainian, Polish and Czech, Turkish and others, scripts without capitals.
constexpr std::array kMarks = {
    "update", "updated", "updates", "corrected", "correction", "refile", "refiled", "rpt", "repeat", "wrapup",
    "wrap-up", "recast", "recasts", "adds", "amended", "clarification", "lead", "ld",
    // Deutsch
    "aktualisiert", "aktualisierung", "korrektur", "korrigiert", "berichtigung", "berichtigt",
    "zusammenfassung", "gesamtzusammenfassung", "wdh", "wiederholung", "ergänzt", "roundup",
    // français
    "actualisé", "actualisation", "mise à jour", "màj", "rectificatif", "rectifié", "correctif", "synthèse",
    // español, português
    "actualización", "actualiza", "actualizado", "corrección", "corregido", "corrige", "reitera", "resumen",
    "ampliación", "amplía", "amp", "ampl", "atualização", "atualiza", "atualizado", "atualizada", "correção",
    "corrigido", "amplia",
    // italiano
    "aggiornamento", "aggiornato", "aggiorna", "rettifica", "corretto", "riepilogo",
    // Nederlands, svenska, dansk, norsk, suomi
    "bijgewerkt", "correctie", "rectificatie", "uppdaterad", "rättelse", "opdateret", "oppdatert",
    "päivitetty",
    // русский, українська
    "обновление", "обновлено", "обновляется", "обновлена", "дополнение", "дополнено", "дополненная версия",
    "обновленная версия", "расширенная версия", "исправление", "исправлено", "исправлена", "уточнение",
    "уточнено", "повтор", "коррекция", "оновлено", "оновлення", "доповнено", "виправлено",
    // polski, čeština, magyar, türkçe, română
    "aktualizacja", "aktl", "korekta", "sprostowanie", "aktualizováno", "aktualizace", "oprava", "frissítve",
    "güncelleme", "güncellendi", "düzeltme", "actualizare",
    // 中文, 日本語, 한국어, العربية
    "更新", "更正", "訂正", "再送", "差し替え", "종합", "수정", "تحديث", "تصحيح", "محدث"};

/// Marks that are ordinary words too: only with a number.
constexpr std::array kOnlyNumbered = {"lead", "ld", "adds", "amp", "resumen", "synthèse", "oprava"};

/// How a note on what is new in a text opens.
constexpr std::array kNotes = {
    "adds ",        "add ",       "updates ",   "updated ",  "update ",      "recasts ",    "corrects ",
    "corrected ",   "refiles ",   "repeats ",   "rewrites ", "clarifies ",   "neu: ",       "ergänzt",
    "aktualisiert", "korrigiert", "berichtigt", "añade ",    "agrega ",      "amplía ",     "actualiza ",
    "corrige ",     "ajoute ",    "actualisé ", "rectifie ", "adiciona ",    "acrescenta ", "atualiza ",
    "aggiunge ",    "aggiorna ",  "corregge ",  "добавл",    "дополн",       "обновл",      "исправл",
    "уточн",        "додано",     "оновлено",   "dodaje ",   "aktualizuje ", "uzupełnia ",  "更新",
    "更正",         "訂正"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Walks over a headline in lower case, byte for byte as long as the printed one.
class Walk {
 public:
  explicit Walk(std::string_view lowered) : rest_(lowered) {}
  std::size_t left() const { return rest_.size(); }
  std::string_view rest() const { return rest_; }
  bool take(std::string_view what) {
    if (!rest_.starts_with(what)) return false;
    rest_.remove_prefix(what.size());
    return true;
  }
  void skip_spaces() {
    while (take(" ") || take("\xC2\xA0") || take("\t")) continue;
  }
  /// Digits, with an ending of an ordinal where `ordinal`: "2", "2nd".
  int take_number() {
    int value = 0;
    std::size_t digits = 0;
    while (digits < rest_.size() && is_digit(rest_[digits]) && value <= kLargestNumber)
      value = 10 * value + (rest_[digits++] - '0');
    if (digits == 0 || value > kLargestNumber) return 0;
    rest_.remove_prefix(digits);
    for (const std::string_view ending : {"st", "nd", "rd", "th", ".", "보"})
      if (take(ending)) break;
    return value;
  }

 private:
  std::string_view rest_;
};

/// "update 2", "2nd ld", "종합2보". The mark's word must end where it ends.
struct Word {
  bool found = false, only_numbered = false;
  int number = 0;
};
using MarksByFirstByte = std::array<std::vector<std::string_view>, 256>;
const MarksByFirstByte& marks_by_first_byte() {
  static const auto kByByte = [] {
    MarksByFirstByte all;
    for (const std::string_view mark : kMarks) all[static_cast<unsigned char>(mark.front())].push_back(mark);
    return all;
  }();
  return kByByte;
}

Word take_word(Walk& at) {
  Walk walk = at;
  Word out;
  out.number = walk.take_number();
  walk.skip_spaces();
  // The longest that fits: "update" opens "updated" too.
  std::string_view best;
  if (walk.left() > 0)
    for (const std::string_view mark : marks_by_first_byte()[static_cast<unsigned char>(walk.rest().front())])
      if (mark.size() > best.size() && walk.rest().starts_with(mark)) best = mark;
  if (best.empty()) return out;
  walk.take(best);
  walk.take(".");
  Walk behind = walk;
  behind.skip_spaces();
  if (const int number = behind.take_number(); out.number == 0 && number != 0) {
    out.number = number;
    walk = behind;
  }
  out.found = true;
  out.only_numbered = std::ranges::find(kOnlyNumbered, best) != kOnlyNumbered.end();
  at = walk;
  return out;
}

bool is_in_capitals(std::string_view printed) {
  bool capitals = false;
  for (std::size_t pos = 0; pos < printed.size();) {
    const char32_t c = text::next_code_point(printed, pos);
    if (text::is_lower(c)) return false;
    capitals = capitals || text::is_upper(c);
  }
  return capitals;
}

/// One mark in front. Moves `at` behind it.
bool take_front(std::string_view printed, Walk& at, int& number) {
  Walk walk = at;
  const std::string_view closing = walk.take("(") ? ")" : walk.take("[") ? "]" : walk.take("（") ? "）" : "";
  const Word word = take_word(walk);
  if (!word.found || (word.only_numbered && word.number == 0)) return false;
  const std::size_t begin = printed.size() - at.left(), end = printed.size() - walk.left();
  walk.skip_spaces();
  if (!closing.empty()) {
    if (!walk.take(closing)) return false;
    walk.take(":");
  } else if (walk.take("-")) {
    // "Update-crazy publishers": a hyphen is a sign of parting only behind capitals or a number.
    if (word.number == 0 && !is_in_capitals(printed.substr(begin, end - begin))) return false;
  } else if (!walk.take(":") && !walk.take("：") && !walk.take("–") && !walk.take("—") && !walk.take("/")) {
    return false;
  }
  walk.skip_spaces();
  if (walk.left() == 0) return false;
  number = std::max(number, word.number);
  at = walk;
  return true;
}

/// A mark in brackets at the end; bytes of it, 0 for none.
std::size_t tail_length(std::string_view lowered, int& number) {
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"(", ")"}, {"[", "]"}, {"（", "）"}}) {
    if (!lowered.ends_with(close)) continue;
    const std::size_t from = lowered.rfind(open);
    if (from == std::string_view::npos || from == 0) continue;
    Walk walk(lowered.substr(from + open.size()));
    const Word word = take_word(walk);
    if (!word.found || walk.rest() != close) continue;
    number = std::max(number, word.number);
    return lowered.size() - from;
  }
  return 0;
}

}  // namespace

VersionMark version_mark_of(std::string_view headline) {
  VersionMark out{.headline = headline};
  const std::string lowered = text::lower(headline);
  // Letters whose two cases differ in length stand in no mark.
  if (lowered.size() != headline.size() || headline.size() > kLooked * 4) return out;
  int number = 0;
  Walk walk{std::string_view(lowered)};
  for (int i = 0; i < kMostMarks && take_front(headline, walk, number); ++i) out.marked = true;
  out.headline = headline.substr(headline.size() - walk.left());
  if (const std::size_t tail = tail_length(walk.rest(), number); tail != 0) {
    out.marked = true;
    out.headline = text::trim(out.headline.substr(0, out.headline.size() - tail));
  }
  out.number = static_cast<std::uint8_t>(number);
  return out;
}

std::size_t version_note_length(std::string_view text) {
  if (!text.starts_with("(")) return 0;
  const std::size_t end = text.substr(0, kLooked).find(')');
  if (end == std::string_view::npos) return 0;
  const std::string lowered = text::lower(text.substr(1, end - 1));
  const bool note =
      std::ranges::any_of(kNotes, [&](std::string_view opening) { return lowered.starts_with(opening); });
  return note ? end + 1 : 0;
}

}  // namespace newsloom::features
