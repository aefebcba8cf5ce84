#include "extract/labels.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/utf8.h"

namespace newsloom::extract {
namespace {

/// A longer tag is a description, or a list without separators.
constexpr std::size_t kLongestTag = 60;
/// Of one attribute; utility frameworks write kilobytes of class names into one element.
constexpr std::size_t kLongestNames = 400;

void add_tags(std::string_view list, std::vector<std::string>& out) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(",;"), list.size());
    const std::string_view tag = text::trim(list.substr(0, end));
    const bool known = std::ranges::find(out, tag) != out.end();
    if (!tag.empty() && tag.size() <= kLongestTag && !known) out.emplace_back(tag);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

/// What the way to a page begins with and what no section is called.
constexpr std::array<std::string_view, 20> kHome = {
    "home",    "homepage",   "start",     "startseite", "accueil", "inicio",        "portada",
    "início",  "voorpagina", "forsiden",  "hem",        "etusivu", "strona główna", "главная",
    "головна", "anasayfa",   "ana sayfa", "الرئيسية",   "首页",    "ホーム"};

bool is_way(const html::Document& page, html::NodeIndex n) {
  constexpr std::uint32_t kNames = html::bits_of("class", "id", "aria-label", "itemtype");
  if (!page.may_have(n, kNames)) return false;
  for (const html::Attribute& attribute : page.attributes(n)) {
    const bool names = (attribute.key.bit() & kNames) != 0;
    // Most names have no such letters: the cheap question first.
    const bool may = names && (attribute.value.find("rumb") != std::string_view::npos ||
                               attribute.value.find("RUMB") != std::string_view::npos);
    if (may && attribute.value.size() < kLongestNames &&
        text::lower(attribute.value).find("breadcrumb") != std::string::npos)
      return true;
  }
  return false;
}

/// "Home > World > Europe": the first step behind the home page, of the first such way.
std::optional<std::string> section_of_way(const html::Document& page,
                                          const std::vector<html::NodeIndex>& trails) {
  for (const html::NodeIndex n : trails) {
    if (!is_way(page, n)) continue;
    for (html::NodeIndex link = n; link < page.end(n); ++link) {
      if (page.tag(link) != html::Tag::kA) continue;
      std::string name = text::fold_space(page.inner_text(link));
      const std::string_view href = page.attribute(link, "href").value_or("");
      const bool home = href == "/" || std::ranges::find(kHome, text::lower(name)) != kHome.end();
      if (!home && !name.empty() && name.size() <= kLongestTag) return name;
    }
  }
  return std::nullopt;
}

}  // namespace

void read_labels(const PageSources& in, Article& article) {
  article.section = in.ld.section;
  if (!article.section)
    article.section = in.meta.first({"article:section", "section", "parsely-section", "cxenseparse:section"});
  if (!article.section) article.section = in.page.hints.section;
  if (!article.section) {
    article.section = section_of_way(in.document, in.marks.trails);
    if (article.section) say(article, "section", "breadcrumb", 0.8);
  }
  for (const auto* list : {&in.ld.tags, &in.meta.all("article:tag"), &in.meta.all("parsely-tags"),
                           &in.meta.all("news_keywords"), &in.meta.all("keywords"), &in.page.hints.tags}) {
    if (!article.tags.empty()) break;
    for (const std::string& tags : *list) add_tags(tags, article.tags);
  }
  article.summary = in.meta.first({"og:description", "description", "twitter:description"});
  if (!article.summary) article.summary = in.ld.description;
  if (!article.summary) article.summary = in.page.hints.summary;
}

}  // namespace newsloom::extract
