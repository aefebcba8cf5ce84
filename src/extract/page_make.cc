#include "extract/page_make.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/utf8.h"

namespace newsloom::extract {
namespace {

/// What WordPress, Drupal, Shopify, HubSpot and Ghost write into the class of <body>, so that themes can tell
/// posts from pages.
constexpr std::array<std::string_view, 9> kPostNames = {
    "single-post",    "postid-",        "template-article", "post-template", "node-type-article",
    "node-type-blog", "node-type-news", "hs-blog-post",     "type-article"};
constexpr std::array<std::string_view, 6> kPageNames = {"page-id-",       "page-template", "template-page",
                                                        "node-type-page", "hs-site-page",  "hs-landing-page"};

constexpr std::array<std::string_view, 13> kArticleFolders = {
    "blog",  "blogs",   "news",  "article",  "articles", "post",      "posts",
    "story", "stories", "press", "insights", "magazine", "actualites"};
constexpr std::array<std::string_view, 27> kThingFolders = {
    "topic",   "topics",   "guide",     "guides",   "learn", "resource", "resources", "academy",  "about",
    "service", "services", "product",   "products", "docs",  "help",     "support",   "program",  "programs",
    "course",  "courses",  "education", "health",   "tool",  "tools",    "feature",   "features", "wiki"};

template <std::size_t N>
bool holds_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

template <std::size_t N>
bool is_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, text) != words.end();
}

/// A year of this century's first half.
bool names_year(std::string_view headline) {
  for (std::size_t at = headline.find("20"); at != std::string_view::npos; at = headline.find("20", at + 1)) {
    const auto digit = [&](std::size_t i) {
      return i < headline.size() && headline[i] >= '0' && headline[i] <= '9';
    };
    if (digit(at + 2) && headline[at + 2] < '5' && digit(at + 3) && !digit(at + 4) &&
        (at == 0 || !digit(at - 1)))
      return true;
  }
  return false;
}

constexpr std::array<std::string_view, kMakeClues> kNames = {
    "made-as-post", "made-as-page",  "article-folder", "thing-folder",     "short-address", "filed",
    "discussed",    "person-stated", "feed",           "year-in-headline", "says-website",  "says-no-type"};

}  // namespace

std::string_view name_of(MakeClue clue) { return kNames[static_cast<std::size_t>(clue)]; }

std::bitset<kMakeClues> page_make(const PageSources& in, const Article& article) {
  std::bitset<kMakeClues> out;
  const auto set = [&](MakeClue clue, bool on) {
    if (on) out.set(static_cast<std::size_t>(clue));
  };
  const std::string names = text::lower(in.meta.body_names());
  const std::string_view rest = in.meta.rest_address();
  const bool rest_post = rest.find("/posts/") != std::string_view::npos;
  const bool post = rest_post || (rest.empty() && holds_any(names, kPostNames));
  set(MakeClue::kPost, post);
  set(MakeClue::kPage, !post && (!rest.empty() || holds_any(names, kPageNames)));

  const std::string address = text::lower(article.canonical_url.value_or(article.url.value_or("")));
  std::string_view path = std::string_view(address).substr(0, address.find_first_of("?#"));
  const std::size_t scheme = path.find("://");
  path.remove_prefix(
      std::min(path.size(), path.find('/', scheme == std::string_view::npos ? 0 : scheme + 3)));
  while (path.ends_with('/')) path.remove_suffix(1);
  const std::string_view last = path.substr(path.rfind('/') + 1);
  constexpr std::ptrdiff_t kFewSigns = 2;  // between three words
  set(MakeClue::kShortAddress,
      std::ranges::count_if(last, [](char c) { return c == '-' || c == '_'; }) <= kFewSigns);
  while (!path.empty()) {
    const std::size_t slash = path.rfind('/');
    const std::string_view folder = path.substr(slash + 1);
    set(MakeClue::kArticleFolder, is_any(folder, kArticleFolders));
    set(MakeClue::kThingFolder, is_any(folder, kThingFolders));
    if (slash == std::string_view::npos) break;
    path = path.substr(0, slash);
  }
  set(MakeClue::kFiled, in.marks.filed || in.meta.first({"article:section", "article:tag"}));
  set(MakeClue::kDiscussed, in.marks.discussed);
  set(MakeClue::kPersonStated, std::ranges::find(in.ld.types, "Person") != in.ld.types.end());
  set(MakeClue::kFeed, in.meta.offers_feed());
  set(MakeClue::kYearInHeadline, names_year(article.title.value_or("")));
  const std::string type = text::lower(in.meta.first({"og:type"}).value_or(""));
  set(MakeClue::kSaysNothing, type.empty());
  set(MakeClue::kSaysWebsite, !type.empty() && type != "article");
  return out;
}

}  // namespace newsloom::extract
