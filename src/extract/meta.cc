#include "extract/meta.h"

#include <algorithm>

#include "extract/plain.h"
#include "text/utf8.h"

namespace newsloom::extract {

using html::AttributeName;
namespace {

using html::Tag;

/// Values of one name that are kept, and their length: an honest page has a handful of short ones.
constexpr std::size_t kMaxValues = 32;
constexpr std::size_t kMaxLength = 4096;

/// Does a meta element of this name date the page? Events, births and expiries do not.
bool speaks_of_date(std::string_view name) {
  const auto has = [&](std::initializer_list<std::string_view> parts) {
    return std::ranges::any_of(
        parts, [&](std::string_view part) { return name.find(part) != std::string_view::npos; });
  };
  return has({"date", "publi", "time", "modif", "creat", "issued", "release", "datum"}) &&
         !has({"article:", "og:", "expir", "start", "end", "birth", "valid", "zone", "read"});
}

std::optional<std::string> some(std::string text) {
  if (text.empty()) return std::nullopt;
  return text;
}

/// None where it has no end and holds the page.
std::optional<std::string> title_of(const html::Document& page, html::NodeIndex n) {
  const std::string text = page.inner_text(n);
  return text.size() <= kMaxLength ? some(plain(text)) : std::nullopt;
}

}  // namespace

Meta::Meta(const html::Document& page) {
  for (html::NodeIndex n = 0; n < page.size(); ++n) {
    switch (page.tag(n)) {
      case Tag::kHtml:
        if (const auto lang = page.attribute(n, "lang"); lang && !language_) language_ = some(plain(*lang));
        break;
      case Tag::kBase:
        if (const auto href = page.attribute(n, "href"); href && !base_)
          base_ = some(std::string(text::trim(*href)));
        break;
      case Tag::kTitle:
        // An <svg> has titles too; the page's stands in the head and comes first.
        if (!title_) title_ = title_of(page, n);
        break;
      case Tag::kBody:
        if (const auto names = page.attribute(n, "class"); names && body_names_.empty()) body_names_ = *names;
        break;
      case Tag::kLink:
        read_link(page, n);
        break;
      case Tag::kMeta: {
        const auto content = page.attribute(n, "content");
        if (!content || content->empty() || content->size() > kMaxLength) break;
        for (const AttributeName key :
             std::to_array<AttributeName>({"property", "name", "itemprop", "http-equiv"})) {
          const auto name = page.attribute(n, key);
          if (!name) continue;
          std::string lowered = text::lower(text::trim(*name));
          std::string value = plain(*content);
          if (value.empty()) break;
          if (dated_.size() < kMaxValues && speaks_of_date(lowered))
            dated_.push_back({lowered, value, key == "itemprop"});
          auto& list = values_[std::move(lowered)];
          if (list.size() < kMaxValues) list.push_back(std::move(value));
          break;
        }
        break;
      }
      default:
        break;
    }
  }
}

void Meta::read_link(const html::Document& page, html::NodeIndex n) {
  const auto rel = page.attribute(n, "rel"), href = page.attribute(n, "href");
  if (!rel || !href) return;
  const std::string says = text::lower(*rel);
  if (says == "canonical") {
    if (!canonical_) canonical_ = some(std::string(text::trim(*href)));
  } else if (says == "alternate") {
    const auto type = page.attribute(n, "type").value_or("");
    offers_feed_ = offers_feed_ || type == "application/rss+xml" || type == "application/atom+xml";
    if (type == "application/json" && href->find("/wp/v2/") != std::string_view::npos &&
        rest_address_.empty())
      rest_address_ = *href;
  }
}

std::optional<std::string> Meta::first(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    const auto& list = all(name);
    if (!list.empty()) return list.front();
  }
  return std::nullopt;
}

const std::vector<std::string>& Meta::all(std::string_view name) const {
  static const std::vector<std::string> kNone;
  const auto found = values_.find(name);
  return found == values_.end() ? kNone : found->second;
}

}  // namespace newsloom::extract
