// Which attributes a Document keeps: those that say something to who reads the page.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace newsloom::html {

/// The names that are asked for; who asks a Document for a new one adds it here.
inline constexpr std::array<std::string_view, 33> kAttributeNames = {
    // what an element is, and for what
    "class", "id", "role", "rel", "type", "name", "property", "itemprop", "itemtype", "aria-label",
    "data-testid", "data-component", "http-equiv", "hidden", "style",
    // what it says
    "content", "datetime", "title", "alt", "lang", "width", "height",
    // where it leads
    "href", "src", "srcset", "data-src", "data-srcset", "data-original", "data-original-set", "data-full-src",
    "data-lazy", "data-lazy-src", "data-lazy-srcset"};

/// The name of an attribute as a number, so that asking for one costs no comparison of characters. Made of
/// what stands in the program, when it is compiled: a name that is not kept does not compile.
class AttributeName {
 public:
  template <std::size_t kSize>
  explicit(false) consteval AttributeName(const char (&name)[kSize])
      : AttributeName(place_of({name, kSize - 1})) {}

  /// One that is kept for its kind: see kept_attribute().
  static constexpr AttributeName other() { return AttributeName(kOther); }

  std::string_view text() const { return number_ < kOther ? kAttributeNames[number_] : std::string_view(); }
  /// Its bit in a set of names; the last ones share theirs.
  constexpr std::uint32_t bit() const { return 1u << std::min<std::uint8_t>(number_, 31); }
  bool operator==(const AttributeName&) const = default;

 private:
  friend class KeptNames;
  static constexpr std::uint8_t kOther = kAttributeNames.size();

  explicit constexpr AttributeName(std::uint8_t number) : number_(number) {}
  static consteval std::uint8_t place_of(std::string_view name) {
    const auto found = std::ranges::find(kAttributeNames, name);
    if (found == kAttributeNames.end()) throw "no document keeps this attribute";
    return static_cast<std::uint8_t>(found - kAttributeNames.begin());
  }

  std::uint8_t number_;
};
static_assert(sizeof(AttributeName) == 1);

/// The set of some names.
template <class... Names>
consteval std::uint32_t bits_of(const Names&... names) {
  return (AttributeName(names).bit() | ...);
}

/// Which attribute it is, its name in any case of letters: one of kAttributeNames, another that is kept for
/// its kind (what scripts call the address of a picture they load late, trails of breadcrumbs), or none. All
/// others are left out of the document: what scripts note for themselves, layout, drawings and form fields
/// are a quarter of the markup of ordinary pages and cost the parser as much.
std::optional<AttributeName> kept_attribute(std::string_view name);

/// Can an inline style hide its element? Nothing else is read of a style.
bool may_hide(std::string_view css);

}  // namespace newsloom::html
