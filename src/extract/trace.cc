#include "extract/trace.h"

#include <nlohmann/json.hpp>

#include "extract/addresses.h"
#include "extract/agency.h"
#include "extract/author_clues.h"
#include "extract/body.h"
#include "extract/date_clues.h"
#include "extract/headline.h"
#include "extract/labels.h"
#include "extract/page_kind.h"
#include "extract/page_sources.h"
#include "text/charset.h"

namespace newsloom::extract {
namespace {

template <class Clue, std::size_t N>
nlohmann::json names_of(const std::bitset<N>& clues) {
  nlohmann::json out = nlohmann::json::array();
  for (std::size_t i = 0; i < N; ++i) {
    if (clues.test(i)) out.push_back(name_of(static_cast<Clue>(i)));
  }
  return out;
}

}  // namespace

std::string trace_of(const Page& page) {
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
  article.site_name = in.meta.first({"og:site_name", "application-name"});
  if (!article.site_name) article.site_name = in.ld.publisher;
  read_addresses(in, article);
  read_headline(in, article);
  const Body body = find_body(document, in.blocks, statements_of(in, article));
  article.text = body_text(in.blocks, body);
  read_labels(in, article);
  const double chance = decide_kind(document, in.blocks, body, in.ld, in.meta, article);
  const DateEvidence evidence = date_evidence(in, body, article, chance);
  nlohmann::json out = {{"input", page.input},
                        {"dateless", names_of<DatelessClue>(evidence.dateless)},
                        {"make", names_of<MakeClue>(evidence.make)},
                        {"days", nlohmann::json::array()}};
  for (const DayEvidence& day : evidence.days) {
    const Timestamp noon{.utc_seconds = day.day * 86400, .offset_minutes = {}, .precision = Precision::kDay};
    out["days"].push_back({{"day", to_iso(noon)},
                           {"moment", to_iso(day.moment)},
                           {"from", day.from},
                           {"clues", names_of<DateClue>(day.clues)}});
  }
  if (const auto dateline = dateline_of_body(in.blocks, body)) article.agency = dateline->agency;
  const AuthorEvidence authors = author_evidence(in, body, article, chance);
  out["authorless"] = names_of<AuthorlessClue>(authors.authorless);
  out["bylines"] = nlohmann::json::array();
  for (const Byline& byline : authors.bylines) {
    nlohmann::json names = nlohmann::json::array();
    for (const Author& author : byline.names) names.push_back(author.name);
    out["bylines"].push_back({{"names", std::move(names)}, {"clues", names_of<AuthorClue>(byline.clues)}});
  }
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace newsloom::extract
