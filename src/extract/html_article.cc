#include "extract/html_article.h"

#include "extract/addresses.h"
#include "extract/authors.h"
#include "extract/body.h"
#include "extract/body_html.h"
#include "extract/dateline.h"
#include "extract/headline.h"
#include "extract/labels.h"
#include "extract/page_kind.h"
#include "extract/page_sources.h"
#include "extract/pictures.h"
#include "extract/published.h"
#include "extract/related.h"
#include "html/document.h"
#include "text/charset.h"
#include "text/utf8.h"

namespace newsloom::extract {

namespace {

/// The agency that the last paragraph or the line behind it names.
std::optional<std::string> credit_of_body(const std::vector<Block>& blocks, const Body& body) {
  if (!body.stated.empty())
    return credit_of(std::string_view(body.stated).substr(body.stated.rfind('\n') + 1));
  if (body.blocks.empty()) return std::nullopt;
  const std::size_t last = body.blocks.back();
  if (auto credit = credit_of(blocks[last].text)) return credit;
  return last + 1 < blocks.size() && !blocks[last + 1].furniture ? credit_of(blocks[last + 1].text)
                                                                 : std::nullopt;
}

}  // namespace

Article extract_html(const Page& page) {
  const html::Document document =
      html::parse(page.body, page.content_type ? text::charset_of(*page.content_type) : std::nullopt);
  PageSources in{.page = page,
                 .document = document,
                 .ld = read_json_ld(document),
                 .meta = Meta(document),
                 .blocks = blocks_of(document),
                 .marks = mark_nodes(document),
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
  const Body body = find_body(document, in.blocks, statements_of(in, article));
  article.text = body_text(in.blocks, body);
  if (body.stated.empty() && !body.blocks.empty())
    article.html = body_html(document, in.blocks, body, in.base);
  say(article, "text", body.stated.empty() ? "blocks" : "json-ld", body.confidence);
  read_labels(in, article);
  const double chance = decide_kind(document, in.blocks, body, in.ld, in.meta, article);
  read_dates(in, body, article, chance);
  if (const auto dateline = dateline_of_body(in.blocks, body)) {
    if (!dateline->place.empty()) article.dateline = dateline->place;
    article.agency = dateline->agency;
    say(article, "dateline", "body", 0.9);
  }
  read_authors(in, body, article, chance);
  if (!article.agency) {
    article.agency = credit_of_body(in.blocks, body);
    if (article.agency) say(article, "agency", "credit", 0.8);
  }
  read_pictures(in, body, article);
  article.related = related_links(document, in.blocks, body.blocks, in.base);
  return article;
}

}  // namespace newsloom::extract
