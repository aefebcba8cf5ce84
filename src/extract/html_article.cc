#include "extract/html_article.h"

#include <algorithm>

#include "extract/addresses.h"
#include "extract/agency.h"
#include "extract/authors.h"
#include "extract/body.h"
#include "extract/headline.h"
#include "extract/labels.h"
#include "extract/page_sources.h"
#include "extract/pictures.h"
#include "extract/published.h"
#include "extract/related.h"
#include "html/document.h"
#include "text/charset.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

using html::Document;
using html::NodeIndex;
using html::Tag;

/// A body of fewer words is no article.
constexpr std::size_t kLeastWords = 40;
/// Links of related boxes that are kept.
constexpr std::size_t kMaxRelated = 40;

/// Links with a headline's length inside furniture that is named or headed as related.
void read_related_links(const PageSources& in, Article& article) {
  bool under_heading = false;
  for (const Block& block : in.blocks) {
    if (is_related_heading(block.text)) {
      under_heading = true;
      continue;
    }
    if (block.kind == BlockKind::kHeading && block.link_share < 0.5) under_heading = false;
    if (!under_heading || block.link_share < 0.5 || block.words < 4 || block.words > 40) continue;
    for (NodeIndex n = block.node; n < in.document.end(block.node); ++n) {
      if (in.document.tag(n) != Tag::kA) continue;
      const auto href = in.document.attribute(n, "href");
      const auto address = href ? resolved(in, *href) : std::nullopt;
      if (!address || article.related.size() >= kMaxRelated) break;
      article.related.push_back({.url = address,
                                 .title = block.text,
                                 .summary = {},
                                 .agency = {},
                                 .dateline = {},
                                 .published = {}});
      break;
    }
  }
}

bool has_type(const JsonLd& ld, std::string_view type) {
  return std::ranges::find(ld.types, type) != ld.types.end();
}

void read_kind(const PageSources& in, const Body& body, Article& article) {
  const std::string og = text::lower(in.meta.first({"og:type"}).value_or(""));
  double linked = 0, all = 1;
  for (const Block& block : in.blocks) {
    all += static_cast<double>(block.words);
    linked += static_cast<double>(block.words) * block.link_share;
  }
  const bool states_article = (!in.ld.type.empty() && in.ld.type != "WebPage") || og == "article";
  const double share = static_cast<double>(body.words) / all;
  if (has_type(in.ld, "LiveBlogPosting")) {
    article.kind = ArticleKind::kLive;
  } else if (body.words < kLeastWords) {
    article.kind = has_type(in.ld, "VideoObject") || og.starts_with("video") ? ArticleKind::kVideo
                   : linked > 0.5 * all                                      ? ArticleKind::kIndex
                                                                             : ArticleKind::kOther;
  } else if (states_article || (share > 0.35 && body.words > 120 && article.published) ||
             (share > 0.5 && body.words > 200)) {
    article.kind = ArticleKind::kArticle;
  } else {
    article.kind = linked > 0.4 * all ? ArticleKind::kIndex : ArticleKind::kOther;
  }
  article.opinion = in.ld.type == "OpinionNewsArticle" ||
                    (article.section && text::lower(*article.section).starts_with("opinion"));
}

}  // namespace

Article extract_html(const Page& page) {
  const Document document =
      html::parse(page.body, page.content_type ? text::charset_of(*page.content_type) : std::nullopt);
  PageSources in{.page = page,
                 .document = document,
                 .ld = read_json_ld(document),
                 .meta = Meta(document),
                 .blocks = blocks_of(document),
                 .base = {}};
  Article article;
  article.notes = page.notes;
  article.notes.insert(article.notes.end(), document.notes().begin(), document.notes().end());
  article.site_name = in.meta.first({"og:site_name", "application-name"});
  if (!article.site_name) article.site_name = in.ld.publisher;
  if (in.meta.language())
    article.lang = text::lower(in.meta.language()->substr(0, in.meta.language()->find_first_of("-_")));
  read_addresses(in, article);
  read_headline(in, article);
  const Body body = find_body(document, in.blocks, article.title, in.ld.body);
  article.text = body_text(in.blocks, body);
  say(article, "text", "blocks", body.confidence);
  read_dates(in, body, article);
  if (const auto dateline = dateline_of(article.text)) {
    if (!dateline->place.empty()) article.dateline = dateline->place;
    article.agency = dateline->agency;
    say(article, "dateline", "body", 0.9);
  }
  read_authors(in, body, article);
  read_pictures(in, body, article);
  read_labels(in, article);
  read_related_links(in, article);
  read_kind(in, body, article);
  return article;
}

}  // namespace newsloom::extract
