#include "extract/date_labels.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "extract/word_list.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

constexpr WordList kPublishedWords(std::array<std::string_view, 30>{
    "publish",      "posted",      "created",   "written",  "released", "veröffentlicht",
    "erstellt",     "erschienen",  "online",    "verfasst", "publié",   "mis en ligne",
    "publicad",     "publicación", "pubblicat", "опублик",  "создан",   "opublikow",
    "gepubliceerd", "geplaatst",   "julkaist",  "publicer", "publiser", "udgivet",
    "zveřejněn",    "yayın",       "发布",      "公開",     "掲載",     "입력"});
/// Beside a day they speak of its being published; in the name of an element, of its being a day.
constexpr WordList kDateWords(std::array<std::string_view, 3>{"datum", "date", "дата"});
constexpr WordList kUpdatedWords(std::array<std::string_view, 33>{
    "update",     "modified",   "edited",    "revised",    "reviewed",   "changed",     "aktualisier",
    "geändert",   "änderung",   "stand:",    "bearbeitet", "mis à jour", "mise à jour", "modifié",
    "actualiza",  "atualizad",  "aggiornat", "modificat",  "обновл",     "измен",       "оновлен",
    "zaktualiz",  "bijgewerkt", "gewijzigd", "päivitet",   "uppdater",   "oppdater",    "opdater",
    "aktualizov", "güncel",     "更新",      "最終",       "수정"});

/// One past the place where the last of these words begins; 0 without any. "date" does not stand in "update".
template <std::size_t N>
std::size_t last_of(std::string_view text, const WordList<N>& words) {
  for (std::size_t at = text.size(); at-- > 0;) {
    const char before = at > 0 ? text[at - 1] : ' ';
    if (before >= 'a' && before <= 'z') continue;
    const std::string_view rest = text.substr(at);
    if (std::ranges::any_of(words.like(rest), [&](std::string_view word) { return rest.starts_with(word); }))
      return at + 1;
  }
  return 0;
}

DateLabel label(std::size_t published, std::size_t updated) {
  return published > updated   ? DateLabel::kPublished
         : updated > published ? DateLabel::kUpdated
                               : DateLabel::kNone;
}

}  // namespace

DateLabel label_of(std::string_view before) {
  const std::string lowered = text::lower(before);
  return label(std::max(last_of(lowered, kPublishedWords), last_of(lowered, kDateWords)),
               last_of(lowered, kUpdatedWords));
}

DateLabel label_of_names(std::string_view names) {
  const std::string lowered = text::lower(names);
  return label(last_of(lowered, kPublishedWords), last_of(lowered, kUpdatedWords));
}

bool says_published(std::string_view text) {
  const std::string lowered = text::lower(text);
  return last_of(lowered, kPublishedWords) > 0 || last_of(lowered, kDateWords) > 0;
}

bool says_today(std::string_view before) {
  constexpr std::array<std::string_view, 12> kToday = {"today", "heute",   "aujourd", "hoy",
                                                       "oggi",  "hoje",    "vandaag", "idag",
                                                       "i dag", "dzisiaj", "сегодня", "今日"};
  const std::string lowered = text::lower(before);
  return std::ranges::any_of(kToday,
                             [&](std::string_view word) { return lowered.find(word) != std::string::npos; });
}

}  // namespace newsloom::extract
