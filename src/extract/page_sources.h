// Everything the fields of an HTML page are decided from, gathered once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/block_features.h"
#include "extract/json_ld.h"
#include "extract/marks.h"
#include "extract/meta.h"
#include "extract/outline.h"
#include "html/document.h"
#include "newsloom/article.h"
#include "url/url.h"

namespace newsloom::extract {

/// Everything the fields are decided from.
struct PageSources {
  const Page& page;
  const html::Document& document;
  const JsonLd ld;
  const Meta meta;
  const std::vector<Block> blocks;
  const Marks marks;
  std::string base;  ///< for relative addresses
};

/// Notes where a field's value came from.
inline void say(Article& article, const char* field, const char* from, double confidence) {
  article.evidence.push_back({field, from, confidence});
}

/// What the page states of its article, for finding the body.
inline PageStatements statements_of(const PageSources& in, const Article& article) {
  return {.headline = article.title,
          .description = in.meta.first({"og:description", "description"}),
          .body = in.ld.body};
}

/// A link of the page, absolute.
inline std::optional<std::string> resolved(const PageSources& in, std::string_view reference) {
  return url::resolve(in.base, reference);
}

}  // namespace newsloom::extract
