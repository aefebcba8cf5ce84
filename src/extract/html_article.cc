#include "extract/html_article.h"

#include <algorithm>
#include <array>

#include "extract/agency.h"
#include "extract/body.h"
#include "extract/byline.h"
#include "extract/caption.h"
#include "extract/headline.h"
#include "extract/json_ld.h"
#include "extract/meta.h"
#include "extract/outline.h"
#include "extract/related.h"
#include "html/document.h"
#include "text/charset.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::extract {
namespace {

using html::Document;
using html::NodeIndex;
using html::Tag;

/// A body of fewer words is no article.
constexpr std::size_t kLeastWords = 40;
/// Links of related boxes that are kept.
constexpr std::size_t kMaxRelated = 40;

/// Everything the fields are decided from.
struct Sources {
  const Page& page;
  const Document& document;
  const JsonLd ld;
  const Meta meta;
  const std::vector<Block> blocks;
  std::string base;  ///< for relative addresses
};

void say(Article& article, const char* field, const char* from, double confidence) {
  article.evidence.push_back({field, from, confidence});
}

std::optional<std::string> resolved(const Sources& in, std::string_view reference) {
  return url::resolve(in.base, reference);
}

void read_addresses(Sources& in, Article& article) {
  article.url = in.page.url;
  std::optional<std::string> canonical;
  for (const auto& candidate : {in.meta.canonical(), in.meta.first({"og:url"}), in.ld.url}) {
    if (!candidate || canonical) continue;
    canonical = url::resolve(in.page.url.value_or(""), *candidate);
  }
  in.base = in.page.url.value_or(canonical.value_or(""));
  if (in.meta.base()) in.base = url::resolve(in.base, *in.meta.base()).value_or(in.base);
  if (canonical) {
    article.canonical_url = url::canonical(*canonical);
    if (!article.url) article.url = canonical;
    say(article, "canonical_url", in.meta.canonical() ? "link" : "og", 0.9);
  }
}

void read_headline(const Sources& in, Article& article) {
  HeadlineCandidates candidates;
  std::vector<std::string> later;
  for (const Block& block : in.blocks) {
    bool inside = false;
    for (NodeIndex n = block.node; n != html::kNoNode && !inside; n = in.document.parent(n))
      inside = in.document.tag(n) == Tag::kH1;
    if (inside) (block.furniture ? later : candidates.h1).push_back(block.text);
  }
  candidates.h1.insert(candidates.h1.end(), later.begin(), later.end());
  candidates.json_ld = in.ld.headline;
  candidates.open_graph = in.meta.first({"og:title", "twitter:title", "dc.title", "title"});
  candidates.title_element = in.meta.title();
  candidates.hint = in.page.hints.title;
  candidates.site_name = article.site_name;
  article.title = choose_headline(candidates, article.evidence);
}

std::optional<Timestamp> read_date(const std::optional<std::string>& text) {
  return text ? text::parse_date(*text) : std::nullopt;
}

/// "/2022/09/19/" in the address: a day that no redesign changes.
std::optional<Timestamp> date_in_address(const std::optional<std::string>& address) {
  if (!address) return std::nullopt;
  for (std::size_t at = address->find("/20"); at != std::string::npos; at = address->find("/20", at + 1)) {
    const std::string part = address->substr(at + 1, 10);
    if (part.size() == 10 && (part[4] == '/' || part[4] == '-') && part[7] == part[4]) {
      std::string iso = part;
      iso[4] = iso[7] = '-';
      if (auto day = parse_iso(iso)) return day;
    }
  }
  return std::nullopt;
}

/// <time datetime>, itemprop=datePublished and the like, outside of furniture where there is a choice.
std::optional<Timestamp> visible_time(const Document& page) {
  for (NodeIndex n = 0; n < page.size(); ++n) {
    const auto itemprop = page.attribute(n, "itemprop");
    const bool published = itemprop && itemprop->find("datePublished") != std::string_view::npos;
    if (page.tag(n) != Tag::kTime && !published) continue;
    for (const char* key : {"datetime", "content", "title"}) {
      if (const auto value = page.attribute(n, key)) {
        if (auto moment = text::parse_date(*value)) return moment;
      }
    }
    if (auto moment = text::parse_date(page.inner_text(n))) return moment;
  }
  return std::nullopt;
}

/// A date in a short line that is no running text, near the top of the article.
std::optional<Timestamp> date_line(const std::vector<Block>& blocks, const Body& body) {
  const std::size_t first = body.blocks.empty() ? blocks.size() : body.blocks.front();
  constexpr std::size_t kLinesAbove = 25;
  for (std::size_t i = first > kLinesAbove ? first - kLinesAbove : 0; i < first; ++i) {
    if (blocks[i].words > 20) continue;
    if (const auto found = text::find_date(blocks[i].text)) return found->moment;
  }
  return std::nullopt;
}

void read_dates(const Sources& in, const Body& body, Article& article) {
  auto& out = article.published;
  // Takes what a source gives, if nothing before it gave anything.
  const auto take = [&](std::optional<Timestamp> moment, const char* from, double confidence) {
    if (out || !moment) return;
    out = std::move(moment);
    say(article, "published", from, confidence);
  };
  const auto stated = [&](std::initializer_list<std::string_view> names) {
    return read_date(in.meta.first(names));
  };
  take(read_date(in.ld.published), "json-ld", 0.95);
  take(stated({"article:published_time", "og:article:published_time", "datepublished", "date_published",
               "article:published"}),
       "og", 0.93);
  take(stated({"parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date",
               "publication_date", "dc.date.issued", "dcterms.created", "dc.date", "date",
               "cxenseparse:recs:publishtime", "cxenseparse:publishtime"}),
       "meta", 0.85);
  take(in.page.hints.published, "hint", 0.85);
  if (!out) take(visible_time(in.document), "time", 0.8);
  if (!out) take(date_in_address(article.canonical_url ? article.canonical_url : article.url), "url", 0.75);
  if (!out) take(date_line(in.blocks, body), "date-line", 0.6);
  article.modified = read_date(in.ld.modified);
  if (!article.modified)
    article.modified = stated({"article:modified_time", "og:updated_time", "last-modified", "datemodified"});
  if (article.modified) say(article, "modified", in.ld.modified ? "json-ld" : "og", 0.85);
}

void add_authors(std::vector<Author>& out, std::string_view byline, std::string_view agency) {
  for (Author& author : authors_of(byline, agency)) {
    const std::string key = text::comparison_key(author.name);
    const bool known =
        std::ranges::any_of(out, [&](const Author& a) { return text::comparison_key(a.name) == key; });
    if (!known) out.push_back(std::move(author));
  }
}

/// What elements named byline or author say, and rel=author links.
std::vector<Author> visible_authors(const Document& page, std::string_view agency) {
  std::vector<Author> out;
  NodeIndex until = 0;
  for (NodeIndex n = 0; n < page.size(); ++n) {
    if (n < until || page.is_text(n)) continue;
    const auto rel = page.attribute(n, "rel");
    const bool named = (rel && *rel == "author") || is_named(page, n, {"byline", "author", "authors"});
    if (!named) continue;
    const std::string text = text::fold_space(page.inner_text(n));
    if (text.size() > 200) continue;
    until = page.end(n);
    add_authors(out, text, agency);
    if (!out.empty()) break;  // the first is the article's; later ones are of comments and teasers
  }
  return out;
}

/// A line near the top that says "By Ann Lee", or opens with the agency's name, without any element saying
/// so.
std::vector<Author> authors_in_lines(const std::vector<Block>& blocks, const Body& body,
                                     std::string_view agency) {
  constexpr std::size_t kBlocksAbove = 12, kLongestByline = 120;
  std::vector<Author> out;
  const std::size_t first = body.blocks.empty() ? 0 : body.blocks.front();
  for (std::size_t i = first > kBlocksAbove ? first - kBlocksAbove : 0; i < first; ++i) {
    for (std::string_view rest = blocks[i].text; !rest.empty() && out.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      const bool opens = says_by(line) || (!agency.empty() && line.starts_with(agency));
      if (opens && line.size() <= kLongestByline) add_authors(out, line, agency);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return out;
}

void read_authors(const Sources& in, const Body& body, Article& article) {
  const std::string agency = article.agency.value_or("");
  auto& out = article.authors;
  for (const std::string& name : in.ld.authors) add_authors(out, name, agency);
  for (const std::string& name : in.ld.organisations) {
    if (agency_of(name) || name == agency) add_authors(out, name, agency);
  }
  if (!out.empty()) return say(article, "authors", "json-ld", 0.9);
  for (const char* name : {"author", "article:author", "byl", "parsely-author", "sailthru.author",
                           "dc.creator", "dcterms.creator", "citation_author"}) {
    for (const std::string& value : in.meta.all(name)) {
      if (!value.starts_with("http")) add_authors(out, value, agency);
    }
    if (!out.empty()) return say(article, "authors", "meta", 0.8);
  }
  out = visible_authors(in.document, agency);
  if (out.empty()) out = authors_in_lines(in.blocks, body, agency);
  if (!out.empty()) return say(article, "authors", "byline", 0.7);
  for (const std::string& name : in.page.hints.authors) add_authors(out, name, agency);
  if (!out.empty()) say(article, "authors", "hint", 0.7);
}

/// The caption that belongs to the figure around an image.
std::string caption_of(const Document& page, NodeIndex image) {
  for (NodeIndex n = page.parent(image); n != html::kNoNode; n = page.parent(n)) {
    if (page.tag(n) != Tag::kFigure) continue;
    for (NodeIndex c = n; c < page.end(n); ++c) {
      if (page.tag(c) == Tag::kFigcaption) return text::fold_space(page.inner_text(c));
    }
    return {};
  }
  return {};
}

std::optional<std::string> image_address(const Sources& in, NodeIndex image) {
  for (const char* key : {"src", "data-src", "data-original", "data-lazy-src"}) {
    const auto value = in.document.attribute(image, key);
    if (value && !value->empty() && !value->starts_with("data:")) return resolved(in, *value);
  }
  return std::nullopt;
}

/// The file's name without size and query, to find a picture's other sizes.
std::string picture_key(std::string_view address) {
  address = address.substr(0, address.find_first_of("?#"));
  return std::string(address.substr(address.rfind('/') + 1));
}

void read_lead_image(const Sources& in, const Body& body, Article& article) {
  std::optional<std::string> address;
  if (const auto og = in.meta.first(
          {"og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"}))
    address = resolved(in, *og);
  const char* from = "og";
  if (!address && in.ld.image_url) {
    address = resolved(in, *in.ld.image_url);
    from = "json-ld";
  }
  Image lead;
  const NodeIndex last =
      body.blocks.empty() ? in.document.size() : in.document.end(in.blocks[body.blocks.back()].node);
  for (NodeIndex n = 0; n < last; ++n) {
    if (in.document.tag(n) != Tag::kImg) continue;
    const auto shown = image_address(in, n);
    const std::string caption = caption_of(in.document, n);
    const bool same = address && shown && picture_key(*shown) == picture_key(*address);
    if (caption.empty() && !same) continue;
    lead = image_from_caption(caption);
    if (!address) {
      address = shown;
      from = "figure";
    }
    break;
  }
  if (!address) return;
  lead.url = address;
  if (!lead.caption && in.ld.image_caption) lead.caption = in.ld.image_caption;
  article.lead_image = std::move(lead);
  say(article, "lead_image", from, 0.85);
}

void read_labels(const Sources& in, Article& article) {
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

/// Links with a headline's length inside furniture that is named or headed as related.
void read_related_links(const Sources& in, Article& article) {
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

void read_kind(const Sources& in, const Body& body, Article& article) {
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
  Sources in{.page = page,
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
  read_lead_image(in, body, article);
  read_labels(in, article);
  read_related_links(in, article);
  read_kind(in, body, article);
  return article;
}

}  // namespace newsloom::extract
