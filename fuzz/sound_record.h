// The properties of every article, wherever it came from.
#pragma once

#include <string>

#include "fuzz/door.h"
#include "newsloom/article.h"
#include "text/utf8.h"

namespace newsloom::fuzz {

/// Its JSON is one line of valid UTF-8 and reads back as the same article.
inline void must_be_sound(const Article& article) {
  const std::string json = to_json(article);
  must(text::is_valid_utf8(json), "a record is valid UTF-8");
  must(json.find('\n') == std::string::npos, "a record is one line");
  const Result<Article> again = article_from_json(json);
  must(again.has_value(), "a written record can be read");
  must(to_json(*again) == json, "what is read is what was written");
  must(!article.id.empty(), "an article has an id");
  for (const auto* field : {&article.url, &article.title, &article.summary, &article.source, &article.agency})
    must(!*field || !(*field)->empty(), "unknown is nothing, never an empty string");
}

}  // namespace newsloom::fuzz
