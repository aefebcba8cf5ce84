#include "extract/published.h"

#include "text/dates.h"

namespace newsloom::extract {
namespace {

using html::Document;
using html::NodeIndex;
using html::Tag;

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

}  // namespace

void read_dates(const PageSources& in, const Body& body, Article& article) {
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

}  // namespace newsloom::extract
