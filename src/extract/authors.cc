#include "extract/authors.h"

#include <algorithm>
#include "extract/agency.h"
#include "extract/byline.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

using html::Document;
using html::NodeIndex;
using html::Tag;

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

}  // namespace

void read_authors(const PageSources& in, const Body& body, Article& article) {
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

}  // namespace newsloom::extract
