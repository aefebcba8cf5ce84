// The few things that every view says in the same way: addresses, languages, moments, optional values.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "newsloom/ids.h"
#include "newsloom/timestamp.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace newsloom::server {

/// The address of a page on this site.
std::string path_of(ArticleId id);
std::string path_of(StoryId id);

/// Sets `name` and shows the section HAS_`name` around it, unless `value` is empty.
void show_if_any(const std::string& name, const std::string& value, ctemplate::TemplateDictionary& into);

/// LANG, where the tag is a plain one, and RTL: the attributes of foreign-language text.
void fill_language(const std::optional<std::string>& lang, bool right_to_left,
                   ctemplate::TemplateDictionary& into);

/// DATETIME for machines and WHEN for readers, in the section HAS_WHEN.
void fill_moment(const Timestamp& moment, const std::string& words, ctemplate::TemplateDictionary& into);

/// `url` if a reader may be sent there: an absolute http or https address. Everything else is empty.
std::string outward_link(const std::optional<std::string>& url);

}  // namespace newsloom::server
