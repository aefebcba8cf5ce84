#include "extract/headline.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "text/utf8.h"

namespace newsloom::extract {
namespace {

constexpr std::array<std::string_view, 7> kSeparators = {" | ", " – ", " — ", " - ", " • ", " · ", " :: "};
/// A site's name is at most this long, and a headline at least so long.
constexpr std::size_t kLongestSite = 50;
constexpr std::size_t kShortestHeadline = 12;
/// Titled elements looked at: the headline is one of the first.
constexpr std::size_t kMostShown = 40;
/// Bytes of an h1: what is longer is one without an end, and holds the page.
constexpr std::size_t kLongestH1 = 1000;

}  // namespace

bool headlines_agree(const std::string& a, const std::string& b) {
  const std::string x = text::comparison_key(a), y = text::comparison_key(b);
  if (x.empty() || y.empty()) return false;
  if (x == y) return true;
  const auto& [shorter, longer] = x.size() < y.size() ? std::tie(x, y) : std::tie(y, x);
  if (shorter.size() * 2 > longer.size() && longer.find(shorter) != std::string::npos) return true;
  std::size_t words = 0, known = 0;
  for (std::size_t pos = 0; pos < shorter.size();) {
    const std::size_t end = std::min(shorter.find(' ', pos), shorter.size());
    const std::string word = shorter.substr(pos, end - pos);
    if (word.size() > 2) {
      ++words;
      known += longer.find(word) != std::string::npos ? 1 : 0;
    }
    pos = end + 1;
  }
  return words >= 3 && known * 10 >= words * 6;
}

std::string without_site_name(const std::string& title, const std::optional<std::string>& site_name) {
  std::string out = title;
  const std::string site = site_name ? text::comparison_key(*site_name) : "";
  for (int round = 0; round < 3; ++round) {
    bool cut = false;
    for (const std::string_view separator : kSeparators) {
      const std::size_t at = out.rfind(separator);
      if (at == std::string::npos || at < kShortestHeadline) continue;
      const std::string tail = text::comparison_key(out.substr(at + separator.size()));
      const bool names_site = !site.empty() && (tail.find(site) != std::string::npos ||
                                                (tail.size() > 2 && site.find(tail) != std::string::npos));
      const bool bar = separator == " | " || separator == " • " || separator == " :: ";
      if (names_site || (bar && tail.size() <= kLongestSite)) {
        out.resize(at);
        cut = true;
        break;
      }
    }
    if (!cut) break;
  }
  return out;
}

namespace {

/// Does an element named or made for a headline show it, alone or behind a topic line?
bool is_shown(const std::vector<std::string>& shown, const std::string& headline) {
  const std::string key = text::comparison_key(headline);
  return !key.empty() && std::ranges::any_of(shown, [&](const std::string& text) {
    return text::comparison_key(text).ends_with(key);
  });
}

}  // namespace

std::optional<std::string> choose_headline(const HeadlineCandidates& c, std::vector<Evidence>& evidence) {
  const auto say = [&](const std::string& from, double confidence, const std::string& value) {
    evidence.push_back({"title", from, confidence});
    return std::optional(value);
  };
  const std::optional<std::string> og =
      c.open_graph ? std::optional(without_site_name(*c.open_graph, c.site_name)) : std::nullopt;
  const std::optional<std::string> element =
      c.title_element ? std::optional(without_site_name(*c.title_element, c.site_name)) : std::nullopt;
  const std::optional<std::string> ld =
      c.json_ld ? std::optional(without_site_name(*c.json_ld, c.site_name)) : std::nullopt;

  for (const std::string& h1 : c.h1) {
    int voices = 0;
    for (const auto& other : {ld, og, element, c.hint})
      voices += other && headlines_agree(h1, *other) ? 1 : 0;
    if (voices > 0) return say("h1", std::min(0.99, 0.85 + 0.05 * voices), h1);
  }
  // Where the only h1 is the last step of a breadcrumb trail, the headline stands in another element.
  for (const auto& [from, value] :
       {std::pair("og", og), std::pair("json-ld", ld), std::pair("title", element)}) {
    if (value && is_shown(c.shown, *value)) return say(from, 0.85, *value);
  }
  if (c.h1_is_breadcrumb && og) return say("og", 0.7, *og);
  if (ld && og && headlines_agree(*ld, *og)) return say("json-ld", 0.85, *ld);
  if (og && element && headlines_agree(*og, *element)) return say("og", 0.8, *og);
  if (c.h1.size() == 1 && c.h1.front().size() >= kShortestHeadline && !ld && !og)
    return say("h1", 0.6, c.h1.front());
  if (ld) return say("json-ld", 0.6, *ld);
  if (og) return say("og", 0.6, *og);
  if (c.hint) return say("hint", 0.6, *c.hint);
  if (element && !element->empty()) return say("title", 0.4, *element);
  if (!c.h1.empty()) return say("h1", 0.3, c.h1.front());
  return std::nullopt;
}

namespace {

/// The text of an h1 without the topic line that some set into it, told by the name of its element.
std::string without_kicker(const html::Document& page, html::NodeIndex h1) {
  std::string out;
  for (html::NodeIndex n = h1; n < page.end(h1);) {
    const bool named =
        n != h1 && !page.is_text(n) &&
        is_named(page, n,
                 {"kicker", "overline", "topline", "eyebrow", "dachzeile", "strap", "strapline", "offscreen",
                  "roofline", "spitzmarke", "antetitulo", "occhiello"});
    if (named || page.tag(n) == html::Tag::kScript || page.tag(n) == html::Tag::kStyle) {
      n = page.end(n);
      continue;
    }
    if (out.size() > kLongestH1) break;
    if (page.is_text(n)) {
      out += page.text(n);
    } else if (page.tag(n) == html::Tag::kBr || page.tag(n) == html::Tag::kDiv) {
      out += ' ';
    }
    ++n;
  }
  return text::fold_space(out);
}

/// The steps of a trail end with the page's own name, often in an h1 and often another one than the headline.
class Breadcrumbs {
 public:
  Breadcrumbs(const html::Document& page, const std::vector<html::NodeIndex>& trails)
      : page_(page), trails_(trails) {}

  bool hold(html::NodeIndex n) {
    constexpr int kSteps = 6;
    for (int step = 0; n != html::kNoNode && step < kSteps; n = page_.parent(n), ++step) {
      if (!std::ranges::binary_search(trails_, n)) continue;
      const auto [known, added] = asked_.try_emplace(n, false);
      if (added) known->second = is_trail(n);
      if (known->second) return true;
    }
    return false;
  }

 private:
  bool is_trail(html::NodeIndex n) const {
    return is_named(page_, n, {"breadcrumb", "breadcrumbs"}) ||
           std::ranges::any_of(page_.attributes(n), [](const html::Attribute& attribute) {
             return attribute.name.starts_with("data-breadcrumb");
           });
  }

  const html::Document& page_;
  const std::vector<html::NodeIndex>& trails_;       ///< Marks::trails
  std::unordered_map<html::NodeIndex, bool> asked_;  ///< headings stand in the same elements
};

/// "tribune" of https://www.tribune.example/…, for pages that do not name their site.
std::optional<std::string> house_in(const std::string& address) {
  constexpr std::size_t kTelling = 4;
  auto domain = url::registrable_domain(address);
  if (!domain) return std::nullopt;
  domain->resize(std::min(domain->size(), domain->find('.')));
  return domain->size() >= kTelling ? domain : std::nullopt;
}

}  // namespace

void read_headline(const PageSources& in, Article& article) {
  HeadlineCandidates candidates;
  Breadcrumbs breadcrumbs(in.document, in.marks.trails);
  std::vector<std::string> later;
  for (const Block& block : in.blocks) {
    constexpr std::size_t kLongestHeadline = 40;
    const bool titled = block.kind == BlockKind::kHeading || (block.own & kTitle) != 0;
    if (titled && block.words <= kLongestHeadline && candidates.shown.size() < kMostShown &&
        !breadcrumbs.hold(block.node))
      candidates.shown.push_back(block.text);
    html::NodeIndex h1 = block.node;
    while (h1 != html::kNoNode && in.document.tag(h1) != html::Tag::kH1) h1 = in.document.parent(h1);
    if (h1 == html::kNoNode || candidates.h1.size() + later.size() >= kMostShown) continue;
    if (breadcrumbs.hold(h1)) {
      candidates.h1_is_breadcrumb = true;
      continue;
    }
    std::string alone = h1 == block.node ? without_kicker(in.document, h1) : block.text;
    if (alone.empty()) alone = block.text;
    if (alone.size() > kLongestH1) continue;
    (block.furniture ? later : candidates.h1).push_back(std::move(alone));
  }
  candidates.h1.insert(candidates.h1.end(), later.begin(), later.end());
  candidates.json_ld = in.ld.headline;
  candidates.open_graph = in.meta.first({"og:title", "twitter:title", "dc.title", "title"});
  candidates.title_element = in.meta.title();
  candidates.hint = in.page.hints.title;
  candidates.site_name = article.site_name;
  if (!candidates.site_name && article.canonical_url) candidates.site_name = house_in(*article.canonical_url);
  article.title = choose_headline(candidates, article.evidence);
}

}  // namespace newsloom::extract
