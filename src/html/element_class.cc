#include "html/element_class.h"

#include <array>
#include <cstddef>

namespace newsloom::html {
namespace {

struct Row {
  std::string_view names;
  int traits;
  Family family = Family::kNone;
};

constexpr Row kRows[] = {
    {"area base basefont bgsound br embed frame img input keygen link meta param source track wbr col",
     kVoid | kSpecial},
    {"hr", kVoid | kSpecial | kEndsParagraph},
    {"html head body frameset", kIgnored},
    {"b big code em font i nobr s small strike strong tt u", kFormatting},
    {"a", kFormatting, Family::kLink},
    {"p", kSpecial | kEndsParagraph, Family::kParagraph},
    {"li", kSpecial | kEndsParagraph, Family::kListItem},
    {"dd dt", kSpecial | kEndsParagraph, Family::kTerm},
    {"option optgroup", 0, Family::kOption},
    {"td th", kSpecial | kScope | kMarker, Family::kCell},
    {"tr", kSpecial, Family::kRow},
    {"tbody thead tfoot", kSpecial, Family::kRowGroup},
    {"caption", kSpecial | kScope | kMarker, Family::kRowGroup},
    {"table", kSpecial | kScope},
    {"applet marquee object template", kSpecial | kScope | kMarker},
    {"svg math", kScope | kForeign},
    {"button select", kSpecial | kScope},
    {"address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer "
     "form "
     "h1 h2 h3 h4 h5 h6 header hgroup listing main menu nav ol pre section summary ul plaintext",
     kSpecial | kEndsParagraph},
    {"iframe noembed noframes noscript script style textarea title xmp", kSpecial},
};

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// FNV-1a over the name in lower case.
constexpr std::uint32_t hash(std::string_view name) {
  std::uint32_t h = 2166136261u;
  for (const char c : name) h = (h ^ static_cast<unsigned char>(lower(c))) * 16777619u;
  return h;
}

/// Open addressing; a power of two at least four times the number of names, so that most look-ups end at
/// once.
constexpr std::size_t kSlots = 512;

constexpr auto kTable = [] {
  std::array<ElementClass, kSlots> table{};
  for (const Row& row : kRows) {
    std::string_view rest = row.names;
    while (!rest.empty()) {
      const std::size_t end = rest.find(' ');
      const ElementClass entry{hash(rest.substr(0, end)), static_cast<std::uint16_t>(row.traits), row.family};
      std::size_t slot = entry.id % kSlots;
      while (table[slot].id != 0) slot = (slot + 1) % kSlots;
      table[slot] = entry;
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
  }
  return table;
}();

constexpr std::uint32_t kList[] = {hash("ul"), hash("ol"), hash("menu"), hash("dir")};

}  // namespace

ElementClass classify(std::string_view name) {
  const std::uint32_t id = hash(name);
  for (std::size_t slot = id % kSlots; kTable[slot].id != 0; slot = (slot + 1) % kSlots) {
    if (kTable[slot].id == id) return kTable[slot];
  }
  return {id, 0, Family::kNone};
}

bool bounds(const ElementClass& element, Family family) {
  static constexpr std::uint32_t kTableId = hash("table"), kTemplate = hash("template"), kRow = hash("tr"),
                                 kTerms = hash("dl");
  switch (family) {
    case Family::kNone:
      return true;
    case Family::kCell:
      return element.id == kTableId || element.id == kTemplate || element.id == kRow;
    case Family::kRow:
    case Family::kRowGroup:
      return element.id == kTableId || element.id == kTemplate;
    case Family::kListItem:
      for (const std::uint32_t list : kList) {
        if (element.id == list) return true;
      }
      return element.has(kScope);
    case Family::kTerm:
      return element.id == kTerms || element.has(kScope);
    case Family::kOption:
    case Family::kLink:
    case Family::kParagraph:
      return element.has(kScope);
  }
  return true;
}

}  // namespace newsloom::html
