#include "server/view.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/dictionary.h"
#include "url/url.h"

namespace newsloom::server {

std::string path_of(ArticleId id) { return fmt::format("/article/{}", number(id)); }

std::string path_of(StoryId id) { return fmt::format("/story/{}", number(id)); }

void show_if_any(const std::string& name, const std::string& value, ctemplate::TemplateDictionary& into) {
  if (!value.empty()) into.SetValueAndShowSection(name, value, "HAS_" + name);
}

void fill_language(const std::optional<std::string>& lang, bool right_to_left,
                   ctemplate::TemplateDictionary& into) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; };
  if (lang && std::ranges::all_of(*lang, plain)) show_if_any("LANG", *lang, into);
  if (right_to_left) into.ShowSection("RTL");
}

void fill_moment(const Timestamp& moment, const std::string& words, ctemplate::TemplateDictionary& into) {
  auto& section = *into.AddSectionDictionary("HAS_WHEN");
  section.SetValue("DATETIME", to_iso(moment));
  section.SetValue("WHEN", words);
}

std::string outward_link(const std::optional<std::string>& url) {
  return url ? url::absolute(*url).value_or("") : "";
}

}  // namespace newsloom::server
