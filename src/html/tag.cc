#include "html/tag.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace newsloom::html {
namespace {

constexpr std::size_t kTags = static_cast<std::size_t>(Tag::kCount);

/// In the order of the enumeration; the first three have no name. After them the names ascend, so that
/// tag_from() is a binary search.
constexpr std::array<std::string_view, kTags> kNames = {
    "",       "",         "",           "a",        "abbr",     "address", "article",  "aside",   "audio",
    "b",      "base",     "blockquote", "body",     "br",       "button",  "caption",  "center",  "cite",
    "code",   "dd",       "del",        "details",  "dialog",   "div",     "dl",       "dt",      "em",
    "embed",  "fieldset", "figcaption", "figure",   "font",     "footer",  "form",     "frame",   "frameset",
    "h1",     "h2",       "h3",         "h4",       "h5",       "h6",      "head",     "header",  "hr",
    "html",   "i",        "iframe",     "img",      "input",    "ins",     "label",    "legend",  "li",
    "link",   "main",     "mark",       "menu",     "meta",     "nav",     "noscript", "object",  "ol",
    "option", "p",        "picture",    "pre",      "q",        "s",       "script",   "section", "select",
    "small",  "source",   "span",       "strong",   "style",    "sub",     "summary",  "sup",     "svg",
    "table",  "tbody",    "td",         "template", "textarea", "tfoot",   "th",       "thead",   "time",
    "title",  "tr",       "u",          "ul",       "video",    "wbr",
};
constexpr auto kFirstName = kNames.begin() + static_cast<std::size_t>(Tag::kA);
static_assert(std::is_sorted(kFirstName, kNames.end()));
static_assert(kNames[static_cast<std::size_t>(Tag::kWbr)] == "wbr");
static_assert(kNames[static_cast<std::size_t>(Tag::kH1)] == "h1");

}  // namespace

std::string_view name_of(Tag tag) {
  const auto index = static_cast<std::size_t>(tag);
  return index < kTags ? kNames[index] : std::string_view();
}

Tag tag_from(std::string_view name) {
  const auto found = std::lower_bound(kFirstName, kNames.end(), name);
  if (found == kNames.end() || *found != name) return Tag::kUnknown;
  return static_cast<Tag>(found - kNames.begin());
}

}  // namespace newsloom::html
