// An article: what a page says. Unknown is empty, never a guess; every decided field carries its evidence.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/page.h"
#include "newsloom/result.h"
#include "newsloom/timestamp.h"

namespace newsloom {

enum class ArticleKind { kArticle, kIndex, kLive, kGallery, kVideo, kTeaser, kOther };
enum class AuthorKind { kPerson, kAgency, kStaff };

/// A name of the byline as printed, without "By", titles and places.
struct Author {
  std::string name;
  AuthorKind kind = AuthorKind::kPerson;
  friend bool operator==(const Author&, const Author&) = default;
};

/// A picture with the three things printed under it: what it shows, who made it, who delivers it.
struct Image {
  std::optional<std::string> url, caption, credit, provider;
  friend bool operator==(const Image&, const Image&) = default;
};

/// Another article as the publisher announces it beside this one: the seed of a teaser.
struct RelatedLink {
  std::optional<std::string> url;
  std::string title;
  std::optional<std::string> summary;  ///< whole, as printed
  std::optional<std::string> agency;
  std::optional<std::string> dateline;
  std::optional<Timestamp> published;
  friend bool operator==(const RelatedLink&, const RelatedLink&) = default;
};

/// What somebody is quoted as saying, as printed, and who where the text names one.
struct Quote {
  std::string text;
  std::optional<std::string> speaker;
  friend bool operator==(const Quote&, const Quote&) = default;
};

/// Where the value of one field came from ("json-ld", "og", "h1", "byline", …) and how sure it is, 0..1.
struct Evidence {
  std::string field;
  std::string from;
  double confidence = 0;
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// The article record of docs/formats: one for every page, whatever the page was.
struct Article {
  std::string input;
  std::string id;  ///< as given, else a hash of the canonical URL, else of the content
  std::optional<std::string> url, canonical_url;
  ArticleKind kind = ArticleKind::kOther;
  bool opinion = false;
  std::optional<std::string> title;
  std::vector<Author> authors;
  std::optional<std::string> agency;  ///< short name: "AP", "Reuters", "dpa"
  std::optional<std::string> site_name;
  std::optional<std::string> source;    ///< registrable domain of the publisher
  std::optional<std::string> dateline;  ///< "MOSCOW", as printed
  std::optional<Timestamp> published, modified, arrival;
  std::optional<Image> lead_image;
  std::vector<Image> images;
  std::string text;                 ///< paragraphs, an empty line between them; no headline
  std::optional<std::string> html;  ///< sanitised body, or nothing
  std::optional<std::string> summary, section;
  std::vector<std::string> tags;
  std::vector<Quote> quotes;        ///< of the text, in its order
  std::optional<std::string> lang;  ///< ISO 639-1
  bool right_to_left = false;
  int word_count = 0;
  std::optional<int>
      reading_minutes;               ///< as printed on the page, else from the word count; none without text
  std::vector<RelatedLink> related;  ///< the publisher's own, in the page's order
  std::optional<std::string> version_of;  ///< id of the earlier state of the same article
  std::vector<Evidence> evidence;
  std::vector<std::string> notes;

  friend bool operator==(const Article&, const Article&) = default;
};

/// A byline's name as readers expect it: "VLADIMIR O'BRIEN-LEE" becomes "Vladimir O'Brien-Lee"; names that
/// are not all in capitals, and single words that may be abbreviations ("AFP"), stay as printed.
std::string display_name(std::string_view printed);

std::string_view name_of(ArticleKind kind);
std::string_view name_of(AuthorKind kind);

/// Makes an article of a page: HTML or a plain-text capture, told apart by content. Total: any bytes give an
/// article, with notes on what was odd. Pure; any thread.
Article extract_article(const Page& page);

/// The teaser that an entry of `parent`'s related links stands for. The source stays unknown unless the link
/// has a URL; `position` is the entry's place in the list and keeps ids apart.
Article teaser_from(const RelatedLink& link, const Article& parent, int position);

/// One JSON object on one line, without a line end.
std::string to_json(const Article& article);

/// Reads one record. Unknown keys are skipped, null and absent are the same. Errors name the key.
Result<Article> article_from_json(std::string_view json);

}  // namespace newsloom
