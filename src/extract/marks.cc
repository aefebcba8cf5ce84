// Class names are written by hand in every house's own way: "article__pubDate", "post-byline", "entryAuthor".
// Stems of four letters at any place find them all in one pass over the bytes; the price is a false promise
// now and then ("update-button"), which costs a look.
#include "extract/marks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace newsloom::extract {
namespace {

using html::NodeIndex;
using html::Tag;

/// A page with more is a list of other pages; the first are the article's.
constexpr std::size_t kMaxMarks = 400;

/// Four letters as a number, as they stand in memory.
constexpr std::uint32_t stem(const char (&word)[5]) {
  return std::bit_cast<std::uint32_t>(std::array{word[0], word[1], word[2], word[3]});
}
/// Makes ASCII letters small, and of other bytes no letters.
constexpr std::uint32_t kSmall = 0x20202020u;

enum Promise : unsigned { kNothing = 0, kDate = 1, kAuthor = 2, kCaption = 4, kTrail = 8 };

struct Stem {
  std::uint32_t letters = 0;
  unsigned promise = kNothing;
};
constexpr Stem kStems[] = {
    {stem("date"), kDate},    {stem("datu"), kDate},    {stem("fech"), kDate},    {stem("publ"), kDate},
    {stem("time"), kDate},    {stem("auth"), kAuthor},  {stem("byli"), kAuthor},  {stem("auto"), kAuthor},
    {stem("writ"), kAuthor},  {stem("capt"), kCaption}, {stem("cred"), kCaption}, {stem("copy"), kCaption},
    {stem("lege"), kCaption}, {stem("otog"), kCaption}, {stem("sour"), kCaption}, {stem("crum"), kTrail},
};

/// A table without collisions, so that a letter of a name costs one look: the factor is searched for when
/// this is compiled.
constexpr std::size_t kSlots = 64;
constexpr std::size_t slot_of(std::uint32_t letters, std::uint32_t factor) { return letters * factor >> 26; }
constexpr std::uint32_t kFactor = [] {
  for (std::uint32_t factor = 0x9E3779B1u;; factor += 2) {
    bool taken[kSlots] = {}, apart = true;
    for (const Stem& s : kStems) {
      bool& slot = taken[slot_of(s.letters, factor)];
      apart = apart && !slot;
      slot = true;
    }
    if (apart) return factor;
  }
}();
constexpr auto kTable = [] {
  std::array<Stem, kSlots> table{};
  for (const Stem& s : kStems) table[slot_of(s.letters, kFactor)] = s;
  return table;
}();

/// What the stems in a name promise.
unsigned promises_of(std::string_view name) {
  unsigned out = kNothing;
  for (std::size_t at = 0; at + 4 <= name.size(); ++at) {
    std::uint32_t letters = 0;
    std::memcpy(&letters, name.data() + at, sizeof(letters));
    letters |= kSmall;
    const Stem& found = kTable[slot_of(letters, kFactor)];
    out |= found.letters == letters ? found.promise : kNothing;
  }
  return out;
}

/// An address of a person's page. One pass over the strokes: a page has hundreds of links.
bool leads_to_author(std::string_view address) {
  for (std::size_t at = address.find('/'); at != std::string_view::npos; at = address.find('/', at + 1)) {
    const std::string_view rest = address.substr(at + 1);
    if (rest.empty() || std::string_view("apbs").find(rest.front()) == std::string_view::npos) continue;
    for (const std::string_view part : {"author", "autor", "people/", "by/", "staff/", "profil"}) {
      if (rest.starts_with(part)) return true;
    }
  }
  return false;
}

/// How the usual comment systems call their place on the page.
bool is_discussion(std::string_view id) {
  return id == "comments" || id == "respond" || id == "disqus_thread" || id == "commentform";
}

void keep(std::vector<NodeIndex>& list, NodeIndex n) {
  if (list.size() < kMaxMarks && (list.empty() || list.back() != n)) list.push_back(n);
}

/// The attributes that promise something.
constexpr std::uint32_t kNames = html::bits_of("class", "id", "data-testid");
constexpr std::uint32_t kLabels =
    html::bits_of("aria-label", "itemtype", "role", "itemprop", "data-component") |
    html::AttributeName::other().bit();
constexpr std::uint32_t kRead = kNames | kLabels | html::bits_of("href", "rel");

bool speaks_of_trail(const html::Attribute& attribute) {
  return (attribute.key.bit() & (kNames | kLabels)) != 0 &&
         ((promises_of(attribute.value) & kTrail) != 0 || attribute.name.starts_with("data-breadcrumb"));
}

}  // namespace

Marks mark_nodes(const html::Document& page) {
  Marks out;
  for (NodeIndex n = 0; n < page.size(); ++n) {
    switch (page.tag(n)) {
      case Tag::kText:
      case Tag::kMeta:
      case Tag::kLink:
      case Tag::kScript:
      case Tag::kInput:
        continue;
      case Tag::kBody:
      case Tag::kHtml:
        // Their names speak of the page and of what it has.
        if (std::ranges::any_of(page.attributes(n), speaks_of_trail)) out.trails.push_back(n);
        continue;
      case Tag::kTime:
        keep(out.times, n);
        break;
      case Tag::kImg:
        keep(out.pictures, n);
        break;
      case Tag::kFigcaption:
        keep(out.captions, n);
        break;
      case Tag::kUnknown:
        if (page.tag_name(n) == "amp-img") keep(out.pictures, n);
        break;
      default:
        break;
    }
    if (!page.may_have(n, kRead)) continue;
    unsigned promised = kNothing;
    for (const html::Attribute& attribute : page.attributes(n)) {
      if ((attribute.key.bit() & kNames) != 0) {
        promised |= promises_of(attribute.value);
        if (attribute.key == "id") out.discussed = out.discussed || is_discussion(attribute.value);
        continue;
      }
      if (speaks_of_trail(attribute)) promised |= kTrail;
      if (attribute.key == "itemprop") {
        if (attribute.value.starts_with("date")) keep(out.times, n);
        if (attribute.value.starts_with("author") || attribute.value.starts_with("creator"))
          promised |= kAuthor;
      } else if (attribute.key == "href") {
        if (leads_to_author(attribute.value)) promised |= kAuthor;
        out.phoned = out.phoned || attribute.value.starts_with("tel:");
      } else if (attribute.key == "rel") {
        if (attribute.value.find("author") != std::string_view::npos) promised |= kAuthor;
        out.filed = out.filed || attribute.value == "tag" || attribute.value.ends_with(" tag");
      }
    }
    if ((promised & kDate) != 0) keep(out.dated, n);
    if ((promised & kAuthor) != 0) keep(out.authored, n);
    if ((promised & kCaption) != 0) keep(out.captions, n);
    if ((promised & kTrail) != 0) out.trails.push_back(n);
  }
  return out;
}

}  // namespace newsloom::extract
