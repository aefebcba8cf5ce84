#include "extract/labels.h"

#include "text/utf8.h"

namespace newsloom::extract {
void read_labels(const PageSources& in, Article& article) {
  article.section = in.ld.section;
  if (!article.section)
    article.section = in.meta.first({"article:section", "section", "parsely-section", "cxenseparse:section"});
  if (!article.section) article.section = in.page.hints.section;
  for (const auto* list : {&in.ld.tags, &in.meta.all("article:tag"), &in.page.hints.tags}) {
    if (article.tags.empty()) article.tags = *list;
  }
  if (article.tags.empty()) {
    if (const auto keywords = in.meta.first({"news_keywords", "keywords"})) {
      std::string_view rest = *keywords;
      while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        if (const auto tag = text::trim(rest.substr(0, comma)); !tag.empty()) article.tags.emplace_back(tag);
        if (comma == std::string_view::npos) break;
        rest.remove_prefix(comma + 1);
      }
    }
  }
  article.summary = in.meta.first({"og:description", "description", "twitter:description"});
  if (!article.summary) article.summary = in.ld.description;
  if (!article.summary) article.summary = in.page.hints.summary;
}

}  // namespace newsloom::extract
