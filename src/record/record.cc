// Article <-> JSON, one object a line. The order of the keys is part of the format.
#include <fmt/format.h>
#include <simdjson.h>

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "newsloom/article.h"

namespace newsloom {
namespace {

using Json = nlohmann::ordered_json;
using simdjson::dom::element;

constexpr std::array<std::pair<ArticleKind, std::string_view>, 7> kKinds = {
    {{ArticleKind::kArticle, "article"},
     {ArticleKind::kIndex, "index"},
     {ArticleKind::kLive, "live"},
     {ArticleKind::kGallery, "gallery"},
     {ArticleKind::kVideo, "video"},
     {ArticleKind::kTeaser, "teaser"},
     {ArticleKind::kOther, "other"}}};
constexpr std::array<std::pair<AuthorKind, std::string_view>, 3> kAuthorKinds = {
    {{AuthorKind::kPerson, "person"}, {AuthorKind::kAgency, "agency"}, {AuthorKind::kStaff, "staff"}}};

Json json_of(const std::optional<std::string>& text) {
  return text && !text->empty() ? Json(*text) : Json(nullptr);
}

Json json_of(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json json_of(const std::optional<Timestamp>& moment) {
  return moment ? Json(to_iso(*moment)) : Json(nullptr);
}

Json json_of(const Image& image) {
  return {{"url", json_of(image.url)},
          {"caption", json_of(image.caption)},
          {"credit", json_of(image.credit)},
          {"provider", json_of(image.provider)}};
}

Json json_of(const RelatedLink& link) {
  return {{"url", json_of(link.url)},           {"title", link.title},
          {"summary", json_of(link.summary)},   {"agency", json_of(link.agency)},
          {"dateline", json_of(link.dateline)}, {"published", json_of(link.published)}};
}

Json json_of(const Quote& quote) { return {{"text", quote.text}, {"speaker", json_of(quote.speaker)}}; }

Json json_of(const std::vector<std::string>& list) { return Json(list); }

template <class T>
Json json_of(const std::vector<T>& list) {
  Json out = Json::array();
  for (const T& item : list) out.push_back(json_of(item));
  return out;
}

/// Reads the fields of one object. The first field of a wrong type becomes the error.
class ObjectReader {
 public:
  explicit ObjectReader(element object, std::string path = {}) : object_(object), path_(std::move(path)) {}

  void read(const char* key, std::optional<std::string>& out) {
    element value;
    if (!present(key, value)) return;
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) return wrong(key, "text");
    if (!text.empty()) out = std::string(text);
  }
  void read(const char* key, std::string& out) {
    std::optional<std::string> text;
    read(key, text);
    if (text) out = std::move(*text);
  }
  void read(const char* key, std::optional<Timestamp>& out) {
    std::optional<std::string> text;
    read(key, text);
    if (text) out = parse_iso(*text);  // a moment that cannot be read is unknown, not an error
  }
  void read(const char* key, bool& out) {
    element value;
    if (present(key, value) && value.get(out) != simdjson::SUCCESS) wrong(key, "true or false");
  }
  void read(const char* key, std::optional<int>& out) {
    constexpr std::int64_t kMost = 1'000'000'000;
    element value;
    if (!present(key, value)) return;
    std::int64_t number = 0;
    if (value.get(number) != simdjson::SUCCESS || number < 0 || number > kMost)
      return wrong(key, "a whole number");
    out = static_cast<int>(number);
  }
  void read(const char* key, std::vector<std::string>& out) {
    each(key, [&](element item) {
      std::string_view text;
      if (item.get(text) != simdjson::SUCCESS) return wrong(key, "a list of texts");
      out.emplace_back(text);
    });
  }
  template <class Take>
  void each(const char* key, Take take) {
    element value;
    if (!present(key, value)) return;
    simdjson::dom::array items;
    if (value.get(items) != simdjson::SUCCESS) return wrong(key, "a list");
    for (const element item : items) take(item);
  }
  /// An object inside this one, read by `take`; its error becomes ours.
  template <class Take>
  void nested(element value, std::string_view key, Take take) {
    if (!value.is_object()) return wrong(key, "an object");
    ObjectReader inner(value, path_ + std::string(key) + ".");
    take(inner);
    if (!error_) error_ = inner.error_;
  }
  bool present(const char* key, element& value) const {
    return object_[key].get(value) == simdjson::SUCCESS && !value.is_null();
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  void wrong(std::string_view key, std::string_view wanted) {
    if (!error_)
      error_ = Error{ErrorCode::kInvalidArgument, fmt::format("'{}{}' is not {}", path_, key, wanted), {}};
  }

  element object_;
  std::string path_;
  std::optional<Error> error_;
};

Image image_from(ObjectReader& in) {
  Image image;
  in.read("url", image.url);
  in.read("caption", image.caption);
  in.read("credit", image.credit);
  in.read("provider", image.provider);
  return image;
}

RelatedLink related_from(ObjectReader& in) {
  RelatedLink link;
  in.read("url", link.url);
  in.read("title", link.title);
  in.read("summary", link.summary);
  in.read("agency", link.agency);
  in.read("dateline", link.dateline);
  in.read("published", link.published);
  return link;
}

Quote quote_from(ObjectReader& in) {
  Quote quote;
  in.read("text", quote.text);
  in.read("speaker", quote.speaker);
  return quote;
}

void read_authors(ObjectReader& in, Article& article) {
  std::vector<std::string> names, kinds;
  in.read("authors", names);
  in.read("author_kinds", kinds);
  for (std::size_t i = 0; i < names.size(); ++i) {
    Author author{std::move(names[i]), AuthorKind::kPerson};
    for (const auto& [kind, name] : kAuthorKinds) {
      if (i < kinds.size() && name == kinds[i]) author.kind = kind;
    }
    article.authors.push_back(std::move(author));
  }
}

void read_published(ObjectReader& in, Article& article) {
  std::optional<std::string> precision;
  in.read("published", article.published);
  in.read("published_precision", precision);
  if (!article.published) return;
  if (precision == "day") article.published->precision = Precision::kDay;
  if (precision == "minute") article.published->precision = Precision::kMinute;
  // Collections write a day as midnight UTC: without a word on the precision it is a day.
  const bool midnight = article.published->utc_seconds % 86400 == 0 && article.published->offset_minutes == 0;
  if (!precision && midnight) article.published->precision = Precision::kDay;
  if (article.published->precision == Precision::kDay) article.published->offset_minutes.reset();
}

void read_evidence(ObjectReader& in, Article& article) {
  element provenance, confidence;
  simdjson::dom::object fields;
  if (!in.present("provenance", provenance) || provenance.get(fields) != simdjson::SUCCESS) return;
  const bool rated = in.present("confidence", confidence);
  for (const auto [field, from] : fields) {
    std::string_view text;
    if (from.get(text) != simdjson::SUCCESS) continue;
    double value = 0;
    if (!rated || confidence[field].get(value) != simdjson::SUCCESS) value = 0;
    article.evidence.push_back({std::string(field), std::string(text), value});
  }
}

}  // namespace

std::string_view name_of(ArticleKind kind) {
  for (const auto& [value, name] : kKinds) {
    if (value == kind) return name;
  }
  return "other";
}

std::string_view name_of(AuthorKind kind) {
  for (const auto& [value, name] : kAuthorKinds) {
    if (value == kind) return name;
  }
  return "person";
}

std::string to_json(const Article& a) {
  Json authors = Json::array(), author_kinds = Json::array(), provenance = Json::object(),
       confidence = Json::object();
  for (const Author& author : a.authors) {
    authors.push_back(author.name);
    author_kinds.push_back(name_of(author.kind));
  }
  for (const Evidence& evidence : a.evidence) {
    provenance[evidence.field] = evidence.from;
    confidence[evidence.field] = evidence.confidence;
  }
  const Json out = {
      {"input", json_of(a.input)},
      {"id", json_of(a.id)},
      {"url", json_of(a.url)},
      {"canonical_url", json_of(a.canonical_url)},
      {"kind", name_of(a.kind)},
      {"opinion", a.opinion},
      {"title", json_of(a.title)},
      {"authors", authors},
      {"author_kinds", author_kinds},
      {"agency", json_of(a.agency)},
      {"site_name", json_of(a.site_name)},
      {"source", json_of(a.source)},
      {"dateline", json_of(a.dateline)},
      {"published", json_of(a.published)},
      {"published_precision", a.published ? Json(name_of(a.published->precision)) : Json(nullptr)},
      {"modified", json_of(a.modified)},
      {"arrival", json_of(a.arrival)},
      {"lead_image", a.lead_image ? json_of(*a.lead_image) : Json(nullptr)},
      {"images", json_of(a.images)},
      {"text", json_of(a.text)},
      {"html", json_of(a.html)},
      {"summary", json_of(a.summary)},
      {"section", json_of(a.section)},
      {"tags", json_of(a.tags)},
      {"quotes", json_of(a.quotes)},
      {"lang", json_of(a.lang)},
      {"dir", a.right_to_left ? "rtl" : "ltr"},
      {"word_count", a.word_count},
      {"reading_minutes", a.reading_minutes ? Json(*a.reading_minutes) : Json(nullptr)},
      {"related", json_of(a.related)},
      {"version_of", json_of(a.version_of)},
      {"provenance", provenance},
      {"confidence", confidence},
      {"notes", json_of(a.notes)}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Article> article_from_json(std::string_view json) {
  thread_local simdjson::dom::parser parser;
  element root;
  if (const auto code = parser.parse(json.data(), json.size()).get(root); code != simdjson::SUCCESS) {
    return fail(ErrorCode::kInvalidArgument, fmt::format("no JSON: {}", simdjson::error_message(code)));
  }
  if (!root.is_object()) return fail(ErrorCode::kInvalidArgument, "no JSON object");
  ObjectReader in(root);
  Article a;
  std::string kind = "article", direction;
  std::optional<int> words;
  in.read("input", a.input);
  in.read("id", a.id);
  in.read("url", a.url);
  in.read("canonical_url", a.canonical_url);
  in.read("kind", kind);
  for (const auto& [value, name] : kKinds) {
    if (name == kind) a.kind = value;
  }
  in.read("opinion", a.opinion);
  in.read("title", a.title);
  read_authors(in, a);
  in.read("agency", a.agency);
  in.read("site_name", a.site_name);
  in.read("source", a.source);
  in.read("dateline", a.dateline);
  read_published(in, a);
  in.read("modified", a.modified);
  in.read("arrival", a.arrival);
  if (element image; in.present("lead_image", image)) {
    in.nested(image, "lead_image", [&](ObjectReader& inner) { a.lead_image = image_from(inner); });
  }
  in.each("images", [&](element item) {
    in.nested(item, "images", [&](ObjectReader& inner) { a.images.push_back(image_from(inner)); });
  });
  in.read("text", a.text);
  in.read("html", a.html);
  in.read("summary", a.summary);
  in.read("section", a.section);
  in.read("tags", a.tags);
  in.each("quotes", [&](element item) {
    in.nested(item, "quotes", [&](ObjectReader& inner) { a.quotes.push_back(quote_from(inner)); });
  });
  in.read("lang", a.lang);
  in.read("dir", direction);
  a.right_to_left = direction == "rtl";
  in.read("word_count", words);
  a.word_count = words.value_or(0);
  in.read("reading_minutes", a.reading_minutes);
  in.each("related", [&](element item) {
    in.nested(item, "related", [&](ObjectReader& inner) { a.related.push_back(related_from(inner)); });
  });
  in.read("version_of", a.version_of);
  read_evidence(in, a);
  in.read("notes", a.notes);
  if (in.error()) return std::unexpected(*in.error());
  return a;
}

}  // namespace newsloom
