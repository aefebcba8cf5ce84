// What a page says of itself in JSON-LD (schema.org).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "html/document.h"

namespace newsloom::extract {

/// A date that some object of the page states.
struct StatedDate {
  enum class Of { kNews, kArticle, kPage, kOther } of;
  enum class Says { kPublished, kCreated, kModified } says;
  std::string value;
};

/// A picture that some object of the page describes.
struct StatedPicture {
  std::string url;
  std::optional<std::string> caption, credit;
};

/// The fields of the first object that describes an article, as they stand there. Texts have their markup and
/// entities resolved.
struct JsonLd {
  std::string type;  ///< "NewsArticle"; empty: the page describes no article
  std::optional<std::string> headline, description, section, published, modified, image_url, image_caption,
      publisher, url, language, body;
  std::vector<std::string> authors;        ///< persons, and names without a type
  std::vector<std::string> organisations;  ///< authors that are said to be no person
  std::vector<std::string> tags;
  std::vector<StatedDate> dates;   ///< of all objects, in the page's order; bounded
  std::vector<std::string> types;  ///< of all objects on the page
  std::vector<StatedPicture>
      pictures;  ///< ImageObjects with a caption or a credit, in the page's order; bounded
};

/// Reads every <script type="application/ld+json">: single objects, arrays, @graph, objects inside others;
/// broken JSON is repaired where a trailing comma, a comment, a raw line end in a text or a missing end is
/// all that is wrong. Nesting beyond a bound is left out.
JsonLd read_json_ld(const html::Document& page);

}  // namespace newsloom::extract
