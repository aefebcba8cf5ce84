#include "server/search_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>

#include "server/dictionary.h"
#include "server/headline_view.h"
#include "server/moment_text.h"
#include "server/view.h"

namespace newsloom::server {
namespace {

using ctemplate::TemplateDictionary;

/// Deeper than any result list goes.
constexpr std::size_t kMaxOffset = 10'000;

std::string only(std::string text, std::string_view also) {
  std::erase_if(text, [also](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return also.find(c) == std::string_view::npos && (also.starts_with('0') || !letter);
  });
  return text;
}

void fill_parts(const std::vector<MatchedText>& parts, const char* name, TemplateDictionary& into) {
  for (const MatchedText& part : parts)
    into.AddSectionDictionary(name)
        ->AddSectionDictionary(part.match ? "MARK" : "PLAIN")
        ->SetValue("TEXT", part.text);
}

void fill_hit(const SearchHit& hit, TemplateDictionary& into) {
  const Headline& line = hit.headline;
  into.SetValue("LINK", path_of(line.id));
  fill_language(line.lang, line.right_to_left, into);
  if (line.published) fill_moment(*line.published, moment_in_short(*line.published), into);
  show_if_any("PUBLISHER", publisher_of(line.site_name, line.source), into);
  if (line.agency) show_if_any("AGENCY", *line.agency, into);
  fill_parts(hit.title, "TITLE_PART", into);
  fill_parts(hit.snippet, "SNIPPET_PART", into);
  if (hit.also_count == 0) return;
  auto& also = *into.AddSectionDictionary("ALSO");
  also.SetIntValue("ALSO_COUNT", static_cast<long>(hit.also_count));
  also.SetValue("STORY_LINK", path_of(line.story));
  for (const Headline& other : hit.also)
    add_headline(other, {.level = HeadingLevel::kNone}, "ALSO_ENTRY",
                 *also.AddSectionDictionary("ALSO_ITEM"));
}

}  // namespace

SearchForm SearchForm::of(const Parameters& parameters) {
  SearchForm form;
  form.words = parameters.get("q").value_or("");
  form.language = only(parameters.get("lang").value_or(""), "-");
  form.after = only(parameters.get("after").value_or(""), "0123456789-");
  form.before = only(parameters.get("before").value_or(""), "0123456789-");
  form.newest = parameters.get("order") == "newest";
  const std::string offset = parameters.get("offset").value_or("0");
  std::from_chars(offset.data(), offset.data() + offset.size(), form.offset);
  form.offset = std::min(form.offset, kMaxOffset);
  return form;
}

SearchRequest SearchForm::request() const {
  SearchRequest request;
  request.order = newest ? SearchOrder::kNewest : SearchOrder::kBest;
  request.offset = offset;
  request.limit = kSearchStories;
  // First what the form chose: a query that is too long is cut at its end.
  if (!language.empty()) request.query += "lang:" + language + ' ';
  if (!after.empty()) request.query += "after:" + after + ' ';
  if (!before.empty()) request.query += "before:" + before + ' ';
  request.query += words;
  return request;
}

std::string SearchForm::address(std::size_t at_offset) const {
  std::string query = "q=" + percent_encoded(words);
  if (!language.empty()) query += "&lang=" + language;
  if (!after.empty()) query += "&after=" + after;
  if (!before.empty()) query += "&before=" + before;
  if (newest) query += "&order=newest";
  if (at_offset != 0) query += fmt::format("&offset={}", at_offset);
  return query;
}

void fill_search(const SearchForm& form, const SearchResults& results,
                 const std::vector<std::string>& languages, TemplateDictionary& into) {
  into.SetValue("QUERY", form.words);
  into.SetValue("AFTER", form.after);
  into.SetValue("BEFORE", form.before);
  if (form.newest) into.ShowSection("NEWEST");
  for (const std::string& language : languages) {
    auto& option = *into.AddSectionDictionary("LANGUAGE");
    option.SetValue("CODE", language);
    if (language == form.language) option.ShowSection("CHOSEN");
  }
  for (const std::string& note : results.notes)
    into.AddSectionDictionary("NOTE")->SetValue("NOTE_TEXT", note);
  if (form.asks_nothing()) return into.ShowSection("HELP");
  if (results.hits.empty()) return into.ShowSection("NOTHING");
  auto& found = *into.AddSectionDictionary("FOUND");
  found.SetValue("COUNT", counted(static_cast<std::int64_t>(results.matches), "article", "articles"));
  if (results.more_matches) found.ShowSection("ONLY_NEWEST");
  for (const SearchHit& hit : results.hits) fill_hit(hit, *found.AddSectionDictionary("HIT"));
  if (!results.more_hits) return;
  found.AddSectionDictionary("MORE")->SetValue("MORE_LINK",
                                               "/search?" + form.address(form.offset + kSearchStories));
}

void fill_sources(const std::vector<Source>& sources, TemplateDictionary& into) {
  if (sources.empty()) return into.ShowSection("EMPTY");
  auto& filled = *into.AddSectionDictionary("FILLED");
  for (const Source& source : std::span(sources).first(std::min(sources.size(), kListedSources))) {
    auto& entry = *filled.AddSectionDictionary("SOURCE");
    entry.SetValue("LINK", "/search?order=newest&q=" + percent_encoded("source:" + source.domain));
    entry.SetValue("NAME", source.name.value_or(source.domain));
    if (source.name) show_if_any("DOMAIN", source.domain, entry);
    entry.SetValue("ARTICLES", counted(source.articles, "article", "articles"));
    entry.SetValue("ATOM", fmt::format("/source/{}.atom", number(source.id)));
  }
  if (sources.size() <= kListedSources) return;
  into.AddSectionDictionary("MORE")->SetValue(
      "MORE_LINK", fmt::format("/sources?after={}", number(sources[kListedSources - 1].id)));
}

}  // namespace newsloom::server
