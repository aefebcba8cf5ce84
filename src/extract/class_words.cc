#include "extract/class_words.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <span>

#include "extract/word_hash.h"

namespace newsloom::extract {
namespace {

struct Row {
  ClassWord group;
  std::string_view words;
};

/// What pages in several languages call these things. Words that name one site or one theme do not belong
/// here.
constexpr Row kRows[] = {
    {kNavigation,
     "nav navbar navigation menu submenu breadcrumb breadcrumbs pagination pager paging skip toolbar tabs"},
    {kShare,
     "share shares sharing sharebar social socials follow bookmark print email teilen partager compartir"},
    {kComments,
     "comment comments commenting commentlist disqus reply respond discussion kommentar kommentare "
     "commentaire commentaires comentarios review reviews rating"},
    {kRelated,
     "related recommended recommendation recommendations recommend readmore more similar mlt suggested "
     "suggestions next previous prev outbrain taboola zergnet further alsoread lire verwandt relacionadas "
     "relacionados"},
    {kNewsletter, "newsletter newsletters subscribe subscription signup optin mailing mailchimp cta abo"},
    {kAdvert,
     "ad ads adv advert adverts advertisement advertising advertorial sponsor sponsored sponsors promo "
     "promos promoted promotion banner affiliate anzeige werbung publicidad pub dfp adslot adsense donate "
     "donation shop product buy"},
    {kConsent, "cookie cookies consent gdpr privacy ccpa"},
    {kBylines,
     "byline bylines author authors bio contributor contributors writer profile autor auteur avatar "
     "reporter"},
    {kStamp,
     "date dateline time timestamp datetime published updated meta metadata info details datum fecha"},
    {kPicture,
     "caption captions figcaption figure photo photos image images img picture gallery slideshow slide "
     "carousel slider credit credits video player media audio thumbnail thumb bild foto legend wp"},
    {kTopics,
     "tag tags taglist topic topics keyword keywords category categories cat label labels kicker eyebrow"},
    {kFooter, "footer foot bottom copyright disclaimer legal terms colophon imprint impressum footnote"},
    {kHeader, "header head masthead topbar top hero"},
    {kTitle, "title headline heading subtitle hed titre titel titulo"},
    {kSummary,
     "summary lead lede standfirst intro introduction dek deck excerpt description abstract subhead "
     "subheadline chapo vorspann teasertext perex"},
    {kSide, "sidebar side aside rail widget widgets secondary complementary right left column"},
    {kTeaser, "teaser teasers card cards grid tile tiles item items promo block module"},
    {kContent,
     "content contents body text maintext bodytext main fulltext inhalt contenu contenido texto texte tekst"},
    {kStory, "article articlebody post entry story news artikel blog single articulo articolo single hentry"},
    {kParagraph, "paragraph para p rich richtext wysiwyg prose copy"},
    {kGate, "login signin register registration paywall premium piano gate meter locked account user"},
    {kEmbed,
     "embed embedded tweet twitter instagram facebook youtube oembed iframe blockquote quote pullquote"},
    {kPopup,
     "popup modal overlay dialog tooltip hidden hide sr visually screen lightbox toast alert notification "
     "notice message dropdown drawer offcanvas"},
    {kContents, "toc outline jump anchor index"},
    {kList, "list feed archive latest popular trending mostread recent listing ticker stream headlines"},
    {kBox, "box infobox factbox sidebar callout panel inset highlight fact facts"},
};

constexpr WordTable<std::uint32_t> kWords(kRows);

enum Letter : std::uint8_t { kNone, kSmall, kCapital };
constexpr auto kLetters = [] {
  std::array<Letter, 256> table{};
  for (std::size_t c = 'a'; c <= 'z'; ++c) {
    table[c] = kSmall;
    table[c - 32] = kCapital;
  }
  return table;
}();

/// Calls `take(hash)` for each word of `value`, cut at signs and digits and where a capital follows a small
/// letter; stops where it returns true.
template <class Take>
bool any_word(std::string_view value, Take take) {
  const auto letter_at = [&](std::size_t at) {
    return at < value.size() ? kLetters[static_cast<unsigned char>(value[at])] : kNone;
  };
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t begin = at;
    while (letter_at(at) == kCapital) ++at;
    while (letter_at(at) == kSmall) ++at;
    if (at == begin) {
      ++at;
    } else if (take(word_hash(value, begin, at))) {
      return true;
    }
  }
  return false;
}

/// The attributes that say what an element is for.
constexpr std::uint32_t kPurposes =
    html::bits_of("class", "id", "role", "itemprop", "data-testid", "data-component");
bool names_purpose(html::AttributeName attribute) { return (attribute.bit() & kPurposes) != 0; }

/// Words that is_named() takes.
constexpr std::size_t kMostNames = 16;
/// Of one attribute: utility frameworks write kilobytes of class names into one element.
constexpr std::size_t kLongestNames = 400;

}  // namespace

std::uint32_t class_words_of(const html::Document& page, html::NodeIndex n) {
  std::uint32_t groups = 0;
  if (!page.may_have(n, kPurposes)) return groups;
  for (const html::Attribute& attribute : page.attributes(n)) {
    if (!names_purpose(attribute.key)) continue;
    any_word(attribute.value.substr(0, kLongestNames), [&](std::uint64_t hash) {
      groups |= kWords.groups_of(hash);
      return false;
    });
  }
  return groups;
}

bool is_named(const html::Document& page, html::NodeIndex n, std::initializer_list<std::string_view> words) {
  if (!page.may_have(n, kPurposes)) return false;
  const auto shortest = std::ranges::min(words, {}, &std::string_view::size).size();
  assert(words.size() <= kMostNames);
  std::array<std::uint64_t, kMostNames> room{};
  const std::span hashes(room.begin(), std::ranges::transform(words, room.begin(), [](std::string_view word) {
                                         return word_hash(word, 0, word.size());
                                       }).out);
  for (const html::Attribute& attribute : page.attributes(n)) {
    if (attribute.value.size() < shortest || !names_purpose(attribute.key)) continue;
    const bool named = any_word(
        attribute.value, [&](std::uint64_t hash) { return std::ranges::find(hashes, hash) != hashes.end(); });
    if (named) return true;
  }
  return false;
}

}  // namespace newsloom::extract
