// The place and agency that open a report: "MOSCOW (AP) — ".
#pragma once

#include <string>
#include <string_view>

#include "newsloom/article.h"

namespace newsloom::server {

/// A first paragraph in two parts.
struct LeadIn {
  std::string lead_in;    ///< "MOSCOW (AP) — ", set apart by the style sheet; may be empty
  std::string_view rest;  ///< views the paragraph
};

/// Splits the first paragraph of an article behind its dateline and agency, as far as the text prints them.
/// Where it prints none although the article has a dateline, the lead-in is made of the fields.
LeadIn split_lead_in(std::string_view paragraph, const Article& article);

}  // namespace newsloom::server
