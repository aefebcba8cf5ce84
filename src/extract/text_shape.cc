#include "extract/text_shape.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "extract/word_hash.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

struct Row {
  LineWord group;
  std::string_view words;
};

/// In lower case; words outside ASCII as they are mostly written, since only ASCII is folded here.
constexpr Row kRows[] = {
    {kSaysAdvert,
     "advertisement advertising sponsored sponsor promoted ad ads anzeige werbung publicité publicidad "
     "pubblicità реклама Реклама reklama reklam advertorial affiliate commission"},
    {kSaysSubscribe,
     "subscribe subscription subscribers newsletter newsletters inbox signup sign email mail abonnieren "
     "abonnez abonnieren suscríbete suscribirse iscriviti подписаться Подписывайтесь Подпишитесь abonner "
     "prenumerera digest delivered donate support"},
    {kSaysShare,
     "share shares facebook twitter whatsapp telegram pinterest linkedin reddit instagram tiktok youtube "
     "tweet follow teilen partager compartir condividi поделиться Поделиться copy link print flipboard viber "
     "messenger threads"},
    {kSaysComment,
     "comment comments reply replies comentarios kommentare kommentar commentaires commenti комментарии "
     "Комментарии leave discussion forum conversation disqus moderated"},
    {kSaysRelated,
     "related read more also see continue next previous mehr lesen lire aussi leer lea también leggi anche "
     "читайте также Читайте lees ook recommended like interest zum thema artikel weitere"},
    {kSaysRights,
     "copyright rights reserved © ® republished redistributed rewritten rechte vorbehalten derechos "
     "reservados droits réservés права Copyright"},
    {kSaysConsent,
     "cookie cookies privacy terms policy consent datenschutz gdpr conditions agree accept preferences "
     "impressum"},
    {kSaysPicture,
     "photo photos photograph image images credit getty shutterstock foto fotos bild bilder courtesy "
     "photographer caption picture afp reuters ap epa imago dpa screenshot фото Фото istock unsplash "
     "illustration"},
    {kSaysAuthor,
     "reporter editor journalist correspondent contributed contributor author writer writes columnist "
     "redakteur autor auteur journaliste redaktion freelance professor bio byline reporting editing written"},
    {kSaysAccount,
     "log login account password register username premium unlimited trial access subscriber anmelden "
     "registrieren"},
    {kSaysTime,
     "published updated posted ago minutes min hours am pm gmt est edt uhr aktualisiert veröffentlicht "
     "publié modifié publicado actualizado jan feb mar apr jun jul aug sep sept oct nov dec january february "
     "march april june july august september october november december utc ist"},
    {kSaysMedia,
     "watch listen video videos podcast audio gallery slideshow play live stream episode hören ansehen"},
    {kSaysClick,
     "click here tap download app visit learn buy shop order book call contact join get free enter submit"},
    {kSaysMenu,
     "menu home search skip back top close open navigation site contact about careers sitemap help faq"},
    {kSaysList,
     "most popular latest trending top news stories headlines breaking category categories tags tag topics "
     "filed under section archive posts"},
};

constexpr WordTable<std::uint16_t> kWords(kRows);

/// Han, kana, Thai and the like: no spaces between words.
bool is_spaceless(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
         (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF);
}

bool ends_sentence(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x061F ||
         c == 0x0964 || c == 0x2026 || c == 0x06D4;
}
bool closes(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201C || c == 0x201D || c == 0x2019 ||
         c == 0x00BB || c == 0x300D || c == 0x300F || c == 0xFF09;
}

/// What a byte adds to the counts of a run of letters and digits: in the upper half digits, in the lower
/// capitals. kNoPart: it ends the run, and is a blank or a sign.
constexpr std::uint64_t kCapital = 1, kDigit = std::uint64_t{1} << 32, kNoPart = std::uint64_t{1} << 63;
constexpr auto kParts = [] {
  std::array<std::uint64_t, 256> table{};
  table.fill(kNoPart);
  for (std::size_t c = 'a'; c <= 'z'; ++c) {
    table[c] = 0;
    table[c - 32] = kCapital;
  }
  for (std::size_t c = '0'; c <= '9'; ++c) table[c] = kDigit;
  return table;
}();

}  // namespace

TextShape shape_of(std::string_view text) {
  TextShape shape;
  std::uint32_t spaceless = 0;
  std::size_t word = 0;  // where the open word begins
  bool in_word = false;
  const auto end_word = [&](std::size_t end) {
    if (in_word) shape.says |= kWords.groups_of(word_hash(text, word, end));
    in_word = false;
  };
  for (std::size_t pos = 0; pos < text.size();) {
    const auto byte = static_cast<unsigned char>(text[pos]);
    const std::size_t begin = pos;
    if (std::uint64_t part = kParts[byte]; part != kNoPart) {
      // Most of all text: a run of letters and digits.
      if (shape.first == 0) shape.first = byte;
      if (!in_word) {
        ++shape.words;
        word = begin;
        in_word = true;
      }
      std::uint64_t counts = 0;
      do {
        counts += part;
        part = ++pos < text.size() ? kParts[static_cast<unsigned char>(text[pos])] : kNoPart;
      } while (part != kNoPart);
      const auto digits = static_cast<std::uint32_t>(counts >> 32);
      shape.digits += digits;
      shape.capitals += static_cast<std::uint32_t>(counts);
      shape.letters += static_cast<std::uint32_t>(pos - begin) - digits;
      shape.last = static_cast<unsigned char>(text[pos - 1]);
      shape.ends_sentence = false;
      continue;
    }
    if (byte == ' ' || byte == '\n') {
      end_word(pos++);
      continue;
    }
    const char32_t c = text::next_code_point(text, pos);
    // Beyond Latin-1's signs everything that is no punctuation is taken for a letter.
    const bool letter = (c >= 0xC0 && c < 0x2000) || c >= 0x3040 || c == 0xA9;
    if (c == ',' || c == 0x3001 || c == 0xFF0C || c == 0x060C) ++shape.commas;
    if (letter) {
      ++shape.letters;
      if (is_spaceless(c)) {
        ++spaceless;
      } else {
        shape.words += in_word ? 0 : 1;
      }
      if (!in_word) word = begin;
      in_word = true;
    } else {
      end_word(begin);
    }
    if (shape.first == 0) shape.first = c;
    if (ends_sentence(c)) {
      shape.sentence_ends += shape.ends_sentence ? 0 : 1;
      shape.ends_sentence = true;
    } else if (!closes(c)) {
      shape.ends_sentence = false;
    }
    shape.last = c;
  }
  end_word(text.size());
  shape.words += (spaceless + 1) / 2;
  return shape;
}

}  // namespace newsloom::extract
