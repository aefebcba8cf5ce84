#include "server/origin_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "server/dictionary.h"
#include "server/headline_view.h"
#include "server/moment_text.h"
#include "server/view.h"

namespace newsloom::server {
namespace {

using ctemplate::TemplateDictionary;

const Headline* find(const std::vector<Headline>& among, ArticleId id) {
  const auto at = std::ranges::find(among, id, &Headline::id);
  return at == among.end() ? nullptr : &*at;
}

void add_passages(const char* title, const std::vector<std::string>& passages, const Article& article,
                  TemplateDictionary& into) {
  if (passages.empty()) return;
  TemplateDictionary& list = *into.AddSectionDictionary("PASSAGES");
  list.SetValue("PASSAGES_TITLE", title);
  for (const std::string& passage : passages) {
    TemplateDictionary& item = *list.AddSectionDictionary("PASSAGE");
    item.SetValue("PASSAGE_TEXT", passage);
    fill_language(article.lang, article.right_to_left, item);
  }
}

bool has_passages(const Passages& p) {
  return !p.shared.empty() || !p.only_here.empty() || !p.only_there.empty();
}

std::string times(std::size_t count) {
  return count == 1 ? "once" : count == 2 ? "twice" : fmt::format("{} times", count);
}

void fill_versions(const ArticlePage& page, TemplateDictionary& into) {
  if (page.versions.size() < 2) return;
  const Headline& newest = page.versions.back();
  if (newest.id != page.id) into.AddSectionDictionary("NEWER")->SetValue("NEWER_LINK", path_of(newest.id));
  TemplateDictionary& section = *into.AddSectionDictionary("VERSIONS");
  section.SetValue("UPDATED", "Updated " + times(page.versions.size() - 1));
  for (const Headline& line : page.versions) {
    TemplateDictionary& version = *section.AddSectionDictionary("VERSION");
    TemplateDictionary& shown =
        *version.AddSectionDictionary(line.id == page.id ? "VERSION_SHOWN" : "VERSION_ELSEWHERE");
    shown.SetValue("VERSION_TITLE", line.title);
    shown.SetValue("VERSION_LINK", path_of(line.id));
    fill_language(line.lang, line.right_to_left, shown);
    if (line.published) fill_moment(*line.published, moment_in_short(*line.published), version);
  }
  if (!page.updates || !has_passages(page.updates->passages)) return;
  TemplateDictionary& changes = *section.AddSectionDictionary("CHANGES");
  add_passages("New in this version", page.updates->passages.only_here, page.article, changes);
  add_passages("No longer there", page.updates->passages.only_there, page.article, changes);
}

void fill_copy(const ArticlePage& page, TemplateDictionary& into) {
  if (!page.copy) return;
  TemplateDictionary& section = *into.AddSectionDictionary("COPY");
  section.SetValue("COPY_SHARE", fmt::format("{:.0f} %", std::floor(100 * page.copy->shared)));
  section.SetValue("COPY_LINK", path_of(page.copy->of));
  const Headline* const original = find(page.coverage, page.copy->of);
  const std::string whose = original == nullptr ? "" : publisher_of(original->site_name, original->source);
  section.SetValue("COPY_WHOSE", whose.empty() ? "an earlier report" : "the report of " + whose);
  if (!has_passages(page.copy->passages)) return;
  TemplateDictionary& passages = *section.AddSectionDictionary("COPIED");
  add_passages("In both", page.copy->passages.shared, page.article, passages);
  add_passages("Only here", page.copy->passages.only_here, page.article, passages);
  add_passages("Only there", page.copy->passages.only_there, page.article, passages);
}

}  // namespace

void fill_origin(const ArticlePage& page, TemplateDictionary& into) {
  fill_versions(page, into);
  fill_copy(page, into);
}

}  // namespace newsloom::server
