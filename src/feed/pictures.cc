#include "feed/pictures.h"

#include <charconv>
#include <cstdint>

#include "html/document.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::feed {
namespace {

using enum Space;

/// Pixels to a side from which a picture is one: counters have 1, share buttons about 16.
constexpr int kSmallestSide = 33;

int number_in(std::optional<std::string_view> text) {
  int value = -1;
  const std::string_view digits = text::trim(text.value_or(""));
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool is_picture(const XmlTree& tree, XmlIndex n) {
  if (tree.name(n).name == "thumbnail") return true;
  const std::string_view medium = tree.attribute(n, "medium").value_or("");
  const std::string_view type = tree.attribute(n, "type").value_or("");
  if (!medium.empty() || !type.empty()) return medium == "image" || type.starts_with("image/");
  const std::string url = text::lower(tree.attribute(n, "url").value_or(""));
  const std::string_view path = std::string_view(url).substr(0, url.find('?'));
  return path.ends_with(".jpg") || path.ends_with(".jpeg") || path.ends_with(".png") ||
         path.ends_with(".webp");
}

}  // namespace

std::optional<std::string> first_picture(std::string_view html, std::string_view base) {
  if (html.find("<img") == std::string_view::npos && html.find("<IMG") == std::string_view::npos)
    return std::nullopt;
  const html::Document page = html::parse(html, "utf-8");
  for (html::NodeIndex n = 0; n < page.size(); ++n) {
    if (page.tag(n) != html::Tag::kImg) continue;
    const int width = number_in(page.attribute(n, "width")), height = number_in(page.attribute(n, "height"));
    if ((width >= 0 && width < kSmallestSide) || (height >= 0 && height < kSmallestSide)) continue;
    const auto source = page.attribute(n, "src");
    if (auto url = source ? url::resolve(base, text::trim(*source)) : std::nullopt) return url;
  }
  return std::nullopt;
}

std::optional<std::string> picture_of(const XmlScope& scope, const Entry& entry) {
  const XmlTree& tree = scope.tree;
  std::optional<std::string> best;
  int best_width = -2;
  for (XmlIndex n = scope.element + 1; n < tree.end(scope.element); ++n) {
    if (tree.is_text(n)) continue;
    const XmlName name = tree.name(n);
    const bool media = name.space == kMedia && (name.name == "content" || name.name == "thumbnail");
    if (!media || !is_picture(tree, n)) continue;
    const int width = number_in(tree.attribute(n, "width"));
    if (width <= best_width) continue;
    if (auto url = scope.address(n, tree.attribute(n, "url").value_or(""))) {
      best = std::move(url);
      best_width = width;
    }
  }
  if (best) return best;
  for (const Enclosure& enclosure : entry.enclosures)
    if (enclosure.type && enclosure.type->starts_with("image/")) return enclosure.url;
  if (const XmlIndex art = tree.child(scope.element, {{kItunes, "image"}}); art != kNoElement)
    if (auto url = scope.address(art, tree.attribute(art, "href").value_or(""))) return url;
  if (const XmlIndex image = tree.child(scope.element, {{kPlain, "image"}}); image != kNoElement) {
    const XmlIndex inside = tree.child(image, {{kPlain, "url"}});
    if (auto url = scope.address(image, tree.text(inside == kNoElement ? image : inside))) return url;
  }
  return entry.content ? first_picture(*entry.content, entry.base) : std::nullopt;
}

}  // namespace newsloom::feed
