// What the tree algorithm does with an element, as far as the guards follow it.
#pragma once

#include <cstdint>
#include <string_view>

namespace newsloom::html {

enum ElementTrait : std::uint16_t {
  kVoid = 1,            ///< never has content: <br>
  kFormatting = 2,      ///< rebuilt in every following block until closed: <b>
  kSpecial = 4,         ///< an end tag of an ordinary inline element does not reach across it
  kScope = 8,           ///< no end tag reaches across it, but the end of its own table: <td>
  kMarker = 16,         ///< formatting of outside is not rebuilt inside
  kEndsParagraph = 32,  ///< closes an open <p>
  kIgnored = 64,        ///< never nests: <html>, <body>
  kForeign = 128,       ///< <svg>, <math>
};

/// Elements of one family close one another: a <li> closes the <li> before it.
enum class Family : std::uint8_t {
  kNone,
  kListItem,
  kTerm,
  kOption,
  kCell,
  kRow,
  kRowGroup,
  kLink,
  kParagraph
};

struct ElementClass {
  std::uint32_t id = 0;  ///< of the name; equal for equal names in any case of letters
  std::uint16_t traits = 0;
  Family family = Family::kNone;
  bool has(ElementTrait trait) const { return (traits & trait) != 0; }
};

/// Any name, also one that HTML does not know.
ElementClass classify(std::string_view name);

/// True where a start tag of `family` looks no further up than an element of this class: a <ul> for a <li>.
bool bounds(const ElementClass& element, Family family);

}  // namespace newsloom::html
