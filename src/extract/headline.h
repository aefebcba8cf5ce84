// Choosing a headline among what a page offers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/page_sources.h"
#include "newsloom/article.h"

namespace newsloom::extract {

struct HeadlineCandidates {
  std::vector<std::string> shown =
      {};                         ///< headings and elements named for a title, without those of breadcrumbs
  bool h1_is_breadcrumb = false;  ///< there is an h1, as the last step of a breadcrumb trail
  std::vector<std::string> h1;    ///< in the page's order, those outside of furniture first
  std::optional<std::string> json_ld, open_graph, title_element, hint;
  std::optional<std::string> site_name;
};

/// The h1 that agrees with what the page says of itself; else JSON-LD, OpenGraph, <title>; the site's name
/// cut off.
std::optional<std::string> choose_headline(const HeadlineCandidates& candidates,
                                           std::vector<Evidence>& evidence);

/// Do two writings of a headline mean the same: does one hold the other, or are most words the same?
bool headlines_agree(const std::string& a, const std::string& b);

/// "Headline | Site" without the part that names the site, where that can be told.
std::string without_site_name(const std::string& title, const std::optional<std::string>& site_name);

/// Fills title. REQUIRES: site_name is filled where the page gives it.
void read_headline(const PageSources& in, Article& article);

}  // namespace newsloom::extract
