#include "extract/json_ld.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "extract/plain.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

using Json = nlohmann::json;

/// Nesting of honest JSON-LD stays under ten; the parser's own stack must not depend on the page.
constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxBytes = 2u << 20;
/// Objects looked at on one page.
constexpr std::size_t kMaxObjects = 2000;

constexpr std::array<std::string_view, 14> kArticleTypes = {
    "NewsArticle",          "Article",
    "ReportageNewsArticle", "AnalysisNewsArticle",
    "OpinionNewsArticle",   "BackgroundNewsArticle",
    "ReviewNewsArticle",    "LiveBlogPosting",
    "BlogPosting",          "Report",
    "TechArticle",          "ScholarlyArticle",
    "SocialMediaPosting",   "AdvertiserContentArticle"};

/// Inside of a text in quotes: a character that is only itself.
bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

/// The text with comments, trailing commas and raw control characters removed and open brackets closed. Empty
/// when nested too deep.
std::string repaired(std::string_view source) {
  std::string out, open;
  out.reserve(source.size() + kMaxDepth);
  bool in_text = false;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (in_text) {
      // Most of it is plain text.
      const std::size_t begin = i;
      while (i < source.size() && is_plain(source[i])) ++i;
      out.append(source, begin, i - begin);
      if (i == source.size()) break;
    }
    const char c = source[i];
    if (in_text) {
      if (c == '\\' && i + 1 < source.size()) {
        out += c;
        out += source[++i];
      } else if (static_cast<unsigned char>(c) < 0x20) {
        out += ' ';
      } else {
        if (c == '"') in_text = false;
        out += c;
      }
      continue;
    }
    if (c == '/' && i + 1 < source.size() && source[i + 1] == '*') {
      const std::size_t end = source.find("*/", i + 2);
      i = end == std::string_view::npos ? source.size() : end + 1;
      continue;
    }
    if (c == '"') in_text = true;
    if (c == '{' || c == '[') open += c == '{' ? '}' : ']';
    if (open.size() > kMaxDepth) return {};
    if (c == '}' || c == ']') {
      const std::size_t last = out.find_last_not_of(" \t\r\n");
      if (last != std::string::npos && out[last] == ',') out.erase(last, 1);
      if (open.empty() || open.back() != c) break;
      open.pop_back();
    }
    out += c;
    if (open.empty() && (c == '}' || c == ']'))
      break;  // what follows the value (";", a second value) is dropped
  }
  if (in_text) out += '"';
  const std::size_t last = out.find_last_not_of(" \t\r\n");
  if (!open.empty() && last != std::string::npos && (out[last] == ',' || out[last] == ':')) out.erase(last);
  out.append(open.rbegin(), open.rend());
  return out;
}

Json parse(std::string_view source) {
  source = text::trim(source);
  if (source.starts_with("<!--")) source.remove_prefix(4);
  const std::size_t begin = source.find_first_of("{[");
  if (begin == std::string_view::npos || source.size() > kMaxBytes) return Json(Json::value_t::discarded);
  const std::string clean = repaired(source.substr(begin));
  return Json::parse(clean, nullptr, false);
}

std::optional<std::string> string_of(const Json& value) {
  if (!value.is_string()) return std::nullopt;
  std::string text = plain(value.get_ref<const std::string&>());
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

/// A text, the name of an object, or the first of a list of those.
std::optional<std::string> text_of(const Json& value) {
  const Json& one = value.is_array() && !value.empty() ? value.front() : value;
  if (!one.is_object()) return string_of(one);
  for (const char* key : {"name", "@value", "url", "@id"}) {
    if (const auto found = one.find(key); found != one.end() && found->is_string()) return string_of(*found);
  }
  return std::nullopt;
}

std::optional<std::string> field(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() ? text_of(*found) : std::nullopt;
}

std::vector<std::string> types_of(const Json& object) {
  std::vector<std::string> out;
  const auto found = object.find("@type");
  if (found == object.end()) return out;
  const auto add = [&](const Json& type) {
    if (!type.is_string()) return;
    std::string name = type.get<std::string>();
    name.erase(0, name.find_last_of("/:#") + 1);
    out.push_back(std::move(name));
  };
  if (found->is_array()) {
    for (const Json& type : *found) add(type);
  } else {
    add(*found);
  }
  return out;
}

void read_author(const Json& value, JsonLd& page) {
  if (!value.is_object()) {
    if (auto name = string_of(value); name && !name->starts_with("http"))
      page.authors.push_back(std::move(*name));
    return;
  }
  const auto types = types_of(value);
  const bool body =
      std::ranges::any_of(types, [](const std::string& type) { return type.ends_with("Organization"); });
  const auto found = value.find("name");
  if (found == value.end()) return;
  const Json names = found->is_array() ? *found : Json::array({*found});
  for (const Json& item : names) {
    if (auto name = string_of(item); name && !name->starts_with("http")) {
      (body ? page.organisations : page.authors).push_back(std::move(*name));
    }
  }
}

/// One author or a list of them.
void read_authors(const Json& value, JsonLd& page) {
  if (!value.is_array()) return read_author(value, page);
  for (const Json& item : value) read_author(item, page);
}

void read_tags(const Json& value, std::vector<std::string>& out) {
  const auto add = [&](std::string_view tag) {
    tag = text::trim(tag);
    if (!tag.empty() && tag.size() < 100 && std::ranges::find(out, tag) == out.end()) out.emplace_back(tag);
  };
  if (value.is_array()) {
    for (const Json& item : value) {
      if (const auto text = text_of(item)) add(*text);
    }
  } else if (const auto text = text_of(value)) {
    std::string_view rest = *text;
    while (!rest.empty()) {
      const std::size_t comma = rest.find(',');
      add(rest.substr(0, comma));
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
}

void read_image(const Json& value, JsonLd& out) {
  const Json& image = value.is_array() && !value.empty() ? value.front() : value;
  if (image.is_string()) out.image_url = text_of(image);
  if (!image.is_object()) return;
  out.image_url = field(image, "url");
  if (!out.image_url) out.image_url = field(image, "contentUrl");
  out.image_caption = field(image, "caption");
}

void read_article(const Json& object, const std::string& type, JsonLd& out) {
  out.type = type;
  out.headline = field(object, "headline");
  if (!out.headline) out.headline = field(object, "name");
  out.description = field(object, "description");
  out.section = field(object, "articleSection");
  out.published = field(object, "datePublished");
  out.modified = field(object, "dateModified");
  out.publisher = field(object, "publisher");
  out.language = field(object, "inLanguage");
  out.body = field(object, "articleBody");
  out.url = field(object, "mainEntityOfPage");
  if (!out.url) out.url = field(object, "url");
  if (const auto author = object.find("author"); author != object.end()) read_authors(*author, out);
  if (out.authors.empty()) {
    if (const auto creator = object.find("creator"); creator != object.end()) read_authors(*creator, out);
  }
  if (const auto tags = object.find("keywords"); tags != object.end()) read_tags(*tags, out.tags);
  if (const auto image = object.find("image"); image != object.end()) read_image(*image, out);
}

/// Dates kept of one page: lists of other articles state many.
constexpr std::size_t kMaxDates = 40;

void read_dates(const Json& object, StatedDate::Of of, std::vector<StatedDate>& out) {
  using Says = StatedDate::Says;
  for (const auto& [key, says] :
       {std::pair{"datePublished", Says::kPublished}, std::pair{"dateCreated", Says::kCreated},
        std::pair{"uploadDate", Says::kCreated}, std::pair{"dateModified", Says::kModified}}) {
    if (out.size() >= kMaxDates) return;
    if (auto value = field(object, key)) out.push_back({of, says, std::move(*value)});
  }
}

/// Pictures kept of one page.
constexpr std::size_t kMaxPictures = 60;

void read_picture(const Json& object, std::vector<StatedPicture>& out) {
  if (!object.is_object() || out.size() >= kMaxPictures) return;
  auto url = field(object, "contentUrl");
  if (!url) url = field(object, "url");
  if (!url) return;
  StatedPicture picture{.url = std::move(*url), .caption = field(object, "caption"), .credit = {}};
  for (const char* key : {"creditText", "author", "creator", "copyrightHolder", "copyrightNotice"}) {
    if (!picture.credit) picture.credit = field(object, key);
  }
  if (picture.caption || picture.credit) out.push_back(std::move(picture));
}

/// Walks all objects of one script, with a list of what is still to be seen instead of recursion.
void read_value(const Json& root, JsonLd& out, bool& strong) {
  std::vector<const Json*> waiting = {&root};
  for (std::size_t seen = 0; seen < waiting.size() && seen < kMaxObjects; ++seen) {
    const Json& value = *waiting[seen];
    if (value.is_array()) {
      for (const Json& item : value) waiting.push_back(&item);
      continue;
    }
    if (!value.is_object()) continue;
    const auto types = types_of(value);
    const auto is_one_of = [&](std::string_view type) {
      return std::ranges::find(types, type) != types.end();
    };
    if (is_one_of("ImageObject")) read_picture(value, out.pictures);
    if (const auto image = value.find("image"); image != value.end() && image->is_structured()) {
      for (const Json& item : image->is_array() ? *image : Json::array({*image}))
        read_picture(item, out.pictures);
    }
    const bool article = std::ranges::any_of(kArticleTypes, is_one_of);
    read_dates(
        value,
        article && std::ranges::any_of(types, [](const std::string& t) { return t.ends_with("NewsArticle"); })
            ? StatedDate::Of::kNews
        : article                                       ? StatedDate::Of::kArticle
        : is_one_of("WebPage") || is_one_of("ItemPage") ? StatedDate::Of::kPage
                                                        : StatedDate::Of::kOther,
        out.dates);
    for (const std::string& type : types) {
      out.types.push_back(type);
      const bool is_article = std::ranges::find(kArticleTypes, type) != kArticleTypes.end();
      const bool page = type == "WebPage";
      const bool described =
          value.contains("headline") || value.contains("datePublished") || value.contains("articleBody");
      if ((is_article && described && !strong) ||
          (page && out.type.empty() && value.contains("datePublished"))) {
        JsonLd fresh;
        fresh.types = std::move(out.types);
        fresh.dates = std::move(out.dates);
        fresh.pictures = std::move(out.pictures);
        out = std::move(fresh);
        read_article(value, type, out);
        strong = is_article;
      }
    }
    for (const char* key :
         {"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "video"}) {
      if (const auto found = value.find(key); found != value.end() && found->is_structured())
        waiting.push_back(&*found);
    }
  }
}

}  // namespace

JsonLd read_json_ld(const html::Document& page) {
  JsonLd out;
  bool strong = false;
  for (html::NodeIndex n = 0; n < page.size(); ++n) {
    if (page.tag(n) != html::Tag::kScript) continue;
    const auto type = page.attribute(n, "type");
    if (!type || text::lower(*type).find("ld+json") == std::string::npos) continue;
    for (html::NodeIndex c = page.first_child(n); c != html::kNoNode; c = page.next_sibling(c)) {
      const Json value = parse(page.text(c));
      if (!value.is_discarded()) read_value(value, out, strong);
    }
  }
  return out;
}

}  // namespace newsloom::extract
