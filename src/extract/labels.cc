#include "extract/labels.h"

#include <algorithm>

#include "text/utf8.h"

namespace newsloom::extract {
namespace {

/// A longer tag is a description, or a list without separators.
constexpr std::size_t kLongestTag = 60;

void add_tags(std::string_view list, std::vector<std::string>& out) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(",;"), list.size());
    const std::string_view tag = text::trim(list.substr(0, end));
    const bool known = std::ranges::find(out, tag) != out.end();
    if (!tag.empty() && tag.size() <= kLongestTag && !known) out.emplace_back(tag);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

}  // namespace

void read_labels(const PageSources& in, Article& article) {
  article.section = in.ld.section;
  if (!article.section)
    article.section = in.meta.first({"article:section", "section", "parsely-section", "cxenseparse:section"});
  if (!article.section) article.section = in.page.hints.section;
  for (const auto* list : {&in.ld.tags, &in.meta.all("article:tag"), &in.meta.all("parsely-tags"),
                           &in.meta.all("news_keywords"), &in.meta.all("keywords"), &in.page.hints.tags}) {
    if (!article.tags.empty()) break;
    for (const std::string& tags : *list) add_tags(tags, article.tags);
  }
  article.summary = in.meta.first({"og:description", "description", "twitter:description"});
  if (!article.summary) article.summary = in.ld.description;
  if (!article.summary) article.summary = in.page.hints.summary;
}

}  // namespace newsloom::extract
