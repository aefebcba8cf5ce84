#include "extract/related.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "extract/byline.h"
#include "extract/dateline.h"
#include "extract/word_list.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::extract {
namespace {

constexpr std::array<std::string_view, 86> kHeadings = {"recommended stories",
                                                        "recommended",
                                                        "recommended for you",
                                                        "recommended reading",
                                                        "related stories",
                                                        "related articles",
                                                        "related",
                                                        "related news",
                                                        "related coverage",
                                                        "related content",
                                                        "related topics",
                                                        "read also",
                                                        "also read",
                                                        "read more",
                                                        "read next",
                                                        "more on this story",
                                                        "more on this",
                                                        "more stories",
                                                        "more from",
                                                        "you may also like",
                                                        "you might also like",
                                                        "see also",
                                                        "most read",
                                                        "up next",
                                                        "more news",
                                                        "top stories",
                                                        "trending",
                                                        "mehr zum thema",
                                                        "lesen sie auch",
                                                        "das könnte sie auch interessieren",
                                                        "auch interessant",
                                                        "weitere artikel",
                                                        "verwandte artikel",
                                                        "à lire aussi",
                                                        "lire aussi",
                                                        "sur le même sujet",
                                                        "articles recommandés",
                                                        "te puede interesar",
                                                        "lea también",
                                                        "noticias relacionadas",
                                                        "más información",
                                                        "más noticias",
                                                        "leia também",
                                                        "leia mais",
                                                        "leggi anche",
                                                        "lees ook",
                                                        "läs också",
                                                        "les også",
                                                        "читайте также",
                                                        "читайте також",
                                                        "czytaj także",
                                                        "ilgili haberler",
                                                        "czytaj też",
                                                        "zobacz też",
                                                        "zobacz także",
                                                        "przeczytaj także",
                                                        "à voir aussi",
                                                        "lee también",
                                                        "lea además",
                                                        "mira también",
                                                        "ver también",
                                                        "veja também",
                                                        "guarda anche",
                                                        "lies auch",
                                                        "mehr dazu",
                                                        "läs mer",
                                                        "se også",
                                                        "bekijk ook",
                                                        "lue myös",
                                                        "関連記事",
                                                        "あわせて読みたい",
                                                        "相关阅读",
                                                        "延伸閱讀",
                                                        "관련기사",
                                                        "zum weiterlesen",
                                                        "weiterlesen",
                                                        "schon gelesen",
                                                        "neueste artikel",
                                                        "latest articles",
                                                        "dowiedz się więcej",
                                                        "artículos relacionados",
                                                        "notas relacionadas",
                                                        "articles similaires",
                                                        "derniers articles",
                                                        "laatste nieuws",
                                                        "ultime notizie"};

/// In bytes; the longest of the list, and room for signs.
constexpr std::size_t kLongestHeading = 80;
/// A dated opening takes at most this many bytes of a summary.
constexpr std::size_t kOpening = 120;
/// Links of related boxes that are kept.
constexpr std::size_t kMaxRelated = 40;

constexpr std::size_t kShortestHeading = 7;
static_assert(std::ranges::min(kHeadings, {}, &std::string_view::size).size() == kShortestHeading);

/// One bit for each length in bytes that a heading of the list has.
constexpr std::uint64_t kLengths = [] {
  std::uint64_t out = 0;
  for (const std::string_view heading : kHeadings) out |= std::uint64_t{1} << heading.size();
  return out;
}();
constexpr std::size_t kLengthBits = 64;
static_assert(std::ranges::max(kHeadings, {}, &std::string_view::size).size() < kLengthBits);

constexpr WordList kByFirst(kHeadings);

constexpr char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool equals_in_lower_case(std::string_view ascii, std::string_view lower) {
  return ascii.size() == lower.size() &&
         std::ranges::equal(ascii, lower, [](char a, char b) { return small(a) == b; });
}

}  // namespace

bool is_related_heading(std::string_view line) {
  if (line.size() > kLongestHeading || line.size() < kShortestHeading) return false;
  std::string_view key = text::trim(line);
  while (!key.empty() && std::string_view(":>? ").find(key.back()) != std::string_view::npos)
    key.remove_suffix(1);
  // Asked of every block: ASCII, which most lines are, is compared where it stands.
  if (std::ranges::all_of(key, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return key.size() < kLengthBits && ((kLengths >> key.size()) & 1) != 0 &&
           std::ranges::any_of(
               kByFirst.beginning(small(key.front())),
               [&](std::string_view heading) { return equals_in_lower_case(key, heading); });
  return std::ranges::find(kHeadings, text::lower(key)) != kHeadings.end();
}

void read_summary(RelatedLink& link) {
  if (!link.summary) return;
  const std::string& summary = *link.summary;
  if (const auto dateline = dateline_of(summary)) {
    if (!dateline->place.empty()) link.dateline = dateline->place;
    link.agency = dateline->agency;
  }
  const auto date = text::find_date(std::string_view(summary).substr(0, kOpening));
  if (!date) return;
  // The moment of publication opens the summary; before it only a weekday, an author and signs between them
  // may stand.
  std::string_view before = text::trim(std::string_view(summary).substr(0, date->begin));
  while (before.ends_with(',') || before.ends_with('-'))
    before = text::trim(before.substr(0, before.size() - 1));
  const std::size_t last_part = before.rfind(" - ");
  if (last_part != std::string_view::npos) {
    if (!looks_like_byline(before.substr(0, last_part))) return;
    before = text::trim(before.substr(last_part + 3));
  }
  const bool one_word = before.find(' ') == std::string_view::npos;
  const bool timed = date->moment.precision != Precision::kDay;
  if (timed && one_word) link.published = date->moment;
}

namespace {

/// A card has its picture's line, its topic, headline, summary, date and author: at most so many blocks.
constexpr std::size_t kCardBlocks = 6;
/// Elements between a summary and the card that it shares with its headline.
constexpr int kCardSteps = 4;
constexpr std::size_t kShortestTitle = 4, kLongestTitle = 40, kShortestSummary = 5, kLongestSummary = 80;

/// The address of the link in the block's element, or around it where the whole card is one.
std::optional<std::string> address_of(const html::Document& page, const Block& block,
                                      const std::string& base) {
  const auto resolved = [&](html::NodeIndex n) {
    const auto href = page.tag(n) == html::Tag::kA ? page.attribute(n, "href") : std::nullopt;
    return href ? url::resolve(base, *href) : std::nullopt;
  };
  for (html::NodeIndex n = block.node; n < page.end(block.node); ++n) {
    if (auto address = resolved(n)) return address;
  }
  int steps = 0;
  for (html::NodeIndex n = page.parent(block.node); n != html::kNoNode && steps < kCardSteps;
       n = page.parent(n), ++steps) {
    if (auto address = resolved(n)) return address;
  }
  return std::nullopt;
}

/// Do both blocks stand in one element that holds little more?
bool share_card(const html::Document& page, const std::vector<Block>& blocks, const Block& title,
                const Block& summary) {
  int steps = 0;
  for (html::NodeIndex n = summary.node; n != html::kNoNode && steps <= kCardSteps;
       n = page.parent(n), ++steps) {
    if (title.begin < n || title.begin >= page.end(n)) continue;
    const BlockRange inside = blocks_inside(page, blocks, n);
    return inside.last - inside.first <= kCardBlocks;
  }
  return false;
}

}  // namespace

std::vector<RelatedLink> related_links(const html::Document& page, const std::vector<Block>& blocks,
                                       const std::vector<std::size_t>& body, const std::string& base) {
  std::vector<RelatedLink> out;
  const Block* title = nullptr;  // of out.back(), while its summary may still come
  bool under_heading = false;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    if (is_related_heading(block.text)) {
      under_heading = true;
      title = nullptr;
      continue;
    }
    if (!under_heading || std::ranges::binary_search(body, i)) continue;
    const bool linked = block.link_share >= 0.5;
    const bool may_sum_up = title != nullptr && !out.back().summary && block.kind != BlockKind::kHeading &&
                            block.words >= kShortestSummary && block.words <= kLongestSummary;
    const bool may_be_title =
        linked && block.words >= kShortestTitle && block.words <= kLongestTitle && out.size() < kMaxRelated;
    // Reading an address costs more than all the rest.
    const auto address =
        linked && (may_sum_up || may_be_title) ? address_of(page, block, base) : std::nullopt;
    const bool same = may_sum_up && (!linked || address == out.back().url);
    if (same && share_card(page, blocks, *title, block)) {
      out.back().summary = block.text;
      read_summary(out.back());
      continue;
    }
    if (block.kind == BlockKind::kHeading && !linked) under_heading = false;
    if (!may_be_title || !address) continue;
    if (std::ranges::any_of(out, [&](const RelatedLink& link) { return link.url == address; })) continue;
    RelatedLink link;
    link.url = address;
    link.title = block.text;
    out.push_back(std::move(link));
    title = &block;
  }
  return out;
}

}  // namespace newsloom::extract
