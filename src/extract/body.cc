// Two finders look for the body independently: one asks which element holds the running text (container.h),
// one asks of every block whether it belongs (body_model.h, learned). A chooser compares what they found with
// what the page states as its body, if it does.
#include "extract/body.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <span>
#include <unordered_set>
#include <utility>

#include "extract/body_model.h"
#include "extract/byline.h"
#include "extract/caption.h"
#include "extract/container.h"
#include "extract/related.h"
#include "text/dates.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

using html::Document;
using html::NodeIndex;

/// A short block with so much of it linked is a pointer elsewhere.
constexpr double kPointerLinks = 0.6;
/// A byline with its date, titles and places is at most so long.
constexpr std::size_t kLongestByline = 20;
/// Texts shorter than this may come twice ("he said."), and are no paragraph unless they end a sentence.
constexpr std::size_t kShortWords = 8;
/// Longer blocks are no repetition of the headline.
constexpr std::size_t kLongestHeadline = 40;
/// A block belongs from this chance on. Short blocks, subheads excepted, count little for the text and much
/// for what leaks into it: they must be surer. Both measured on development pages by sites
/// (docs/extraction.md).
constexpr std::size_t kShortBlock = 15;
constexpr double kShortChance = 0.65, kLongChance = 0.45;
/// What stands in furniture must be surer by so much.
constexpr double kFurnitureDoubt = 0.15;
/// A stated body of so many words, and so many times what the page shows, takes the place of what it shows.
constexpr std::size_t kStatedWords = 100, kMuchMore = 3;
constexpr double kStatedConfidence = 0.6;
/// A standfirst has at most so many blocks and words.
constexpr std::size_t kStandfirstBlocks = 2, kStandfirstWords = 60;
/// A learned body of fewer words is none where the structural one has more.
constexpr std::size_t kLostWords = 25;

constexpr std::array<std::string_view, 44> kBoilerplate = {"advertisement",
                                                           "advertising",
                                                           "sponsored",
                                                           "sponsored content",
                                                           "read more",
                                                           "read also",
                                                           "also read",
                                                           "continue reading",
                                                           "related",
                                                           "share",
                                                           "share this",
                                                           "share this article",
                                                           "share on facebook",
                                                           "share on twitter",
                                                           "tweet",
                                                           "email",
                                                           "print",
                                                           "save",
                                                           "copy link",
                                                           "follow us",
                                                           "subscribe",
                                                           "sign up",
                                                           "newsletter",
                                                           "log in",
                                                           "comments",
                                                           "leave a comment",
                                                           "loading",
                                                           "loading...",
                                                           "watch",
                                                           "watch:",
                                                           "listen",
                                                           "view gallery",
                                                           "anzeige",
                                                           "werbung",
                                                           "mehr zum thema",
                                                           "lesen sie auch",
                                                           "publicité",
                                                           "lire aussi",
                                                           "publicidad",
                                                           "lea también",
                                                           "pubblicità",
                                                           "leggi anche",
                                                           "реклама",
                                                           "читайте также"};

bool is_boilerplate_line(std::string_view line) {
  std::string key = text::lower(line);
  while (!key.empty() && std::string_view(" :.…>").find(key.back()) != std::string_view::npos) key.pop_back();
  return std::ranges::find(kBoilerplate, key) != kBoilerplate.end() || is_related_heading(line);
}

/// "Read more: …", "Also read: …": the opening of a pointer inside the body.
bool is_pointer_line(const Block& block) {
  if (block.link_share < 0.3) return false;
  const std::size_t colon = block.text.find(':');
  // "WATCH: a headline that is a link", in any language: one word, all the rest a link.
  constexpr std::size_t kLongestLabel = 16;
  constexpr double kAllLinked = 0.75;
  if (block.kind == BlockKind::kParagraph && colon < kLongestLabel && block.link_share > kAllLinked &&
      block.link_share < 1 && block.text.find(' ') > colon)
    return true;
  // "Read also: …", "À lire aussi » …"
  constexpr std::size_t kLongestLabelOfMany = 40;
  const std::size_t sign = std::min({colon, block.text.find("»"), block.text.find('>')});
  return sign < kLongestLabelOfMany && is_boilerplate_line(text::trim(block.text.substr(0, sign)));
}

/// The structural finder's body: what stands in the container from the first running block to the last.
std::vector<std::size_t> structural_body(const Document& page, const std::vector<Block>& blocks,
                                         NodeIndex container) {
  std::vector<std::size_t> out;
  if (container == html::kNoNode) return out;
  const BlockRange range = blocks_inside(page, blocks, container);
  std::size_t until_last = 0;
  for (std::size_t i = range.first; i < range.last; ++i) {
    const Block& block = blocks[i];
    if (block.furniture || block.kind == BlockKind::kCaption || block.link_share > kPointerLinks) continue;
    if (out.empty() && !is_running(block)) continue;
    out.push_back(i);
    if (is_running(block)) until_last = out.size();
  }
  out.resize(until_last);
  return out;
}

/// The learned finder's body.
std::vector<std::size_t> learned_body(const std::vector<Block>& blocks, const std::vector<double>& chances) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    const bool small = block.words < kShortBlock && block.kind != BlockKind::kHeading;
    const double least = (small ? kShortChance : kLongChance) + (block.furniture ? kFurnitureDoubt : 0);
    if ((block.around & kConsent) == 0 && chances[i] >= least) out.push_back(i);
  }
  return out;
}

std::size_t words_of(const std::vector<Block>& blocks, const std::vector<std::size_t>& chosen) {
  std::size_t words = 0;
  for (const std::size_t i : chosen) words += blocks[i].words;
  return words;
}

/// Lines that every page has and no body; texts that stand there already; headings without a text.
std::vector<std::size_t> cleaned(const std::vector<Block>& blocks, const std::vector<std::size_t>& chosen,
                                 const std::optional<std::string>& headline) {
  std::vector<std::size_t> out;
  std::unordered_set<std::uint64_t> seen;
  const std::string key = text::comparison_key(headline.value_or(""));
  for (const std::size_t i : chosen) {
    const Block& block = blocks[i];
    if ((block.words < kLongestHeadline && is_boilerplate_line(block.text)) || is_pointer_line(block) ||
        is_legend(block.text))
      continue;
    if (out.empty() && block.tag == html::Tag::kH1) continue;
    if (!key.empty() && block.words < kLongestHeadline && text::may_begin_like(block.text, key) &&
        text::comparison_key(block.text) == key)
      continue;
    if (block.words >= kShortWords && !seen.insert(text::hash64(block.text)).second) continue;
    // A byline or a date line above the first paragraph is none, however it ends.
    if (out.empty() && block.words <= kLongestByline && (says_by(block.text) || text::find_date(block.text)))
      continue;
    out.push_back(i);
  }
  // What a heading or a line with a colon announces was not taken.
  const auto announces = [&](const Block& block) {
    return block.kind == BlockKind::kHeading || (block.words <= kLongestByline && block.text.ends_with(':'));
  };
  while (!out.empty() && announces(blocks[out.back()])) out.pop_back();
  return out;
}

/// The innermost <article> around a block.
NodeIndex article_around(const Document& page, const Block& block) {
  NodeIndex around = block.node;
  while (around != html::kNoNode && page.tag(around) != html::Tag::kArticle) around = page.parent(around);
  return around;
}

/// Leaves out what stands in other articles than the one whose headline is known: pages go on with the next
/// ones when they are scrolled. Where the headline stands in an <article>, another one with another <h1> is
/// one of them.
std::vector<std::size_t> of_one_article(const Document& page, const std::vector<Block>& blocks,
                                        std::vector<std::size_t> chosen,
                                        const std::optional<std::string>& headline) {
  const std::string key = text::comparison_key(headline.value_or(""));
  // A site's name behind the headline or a topic before the h1 does not matter.
  const auto says_headline = [&](std::string_view heading) {
    return !key.empty() &&
           (key.find(heading) != std::string::npos || heading.find(key) != std::string_view::npos);
  };
  const Block* own = nullptr;
  std::size_t most = 0;
  std::vector<const Block*> others;
  for (const Block& block : blocks) {
    if (block.tag != html::Tag::kH1 || block.words > kLongestHeadline) continue;
    const std::string heading = text::comparison_key(block.text);
    if (!says_headline(heading)) {
      others.push_back(&block);
    } else if (std::min(heading.size(), key.size()) > most) {  // not the site's name, which it may hold too
      most = std::min(heading.size(), key.size());
      own = &block;
    }
  }
  if (own == nullptr || article_around(page, *own) == html::kNoNode) return chosen;
  std::vector<int> change(blocks.size() + 1);  // of the number of other articles around a block
  for (const Block* other : others) {
    const NodeIndex around = article_around(page, *other);
    if (around == html::kNoNode || (around < own->begin && own->begin < page.end(around))) continue;
    const BlockRange range = blocks_inside(page, blocks, around);
    ++change[range.first];
    --change[range.last];
  }
  std::partial_sum(change.begin(), change.end(), change.begin());
  std::vector<std::size_t> kept;
  std::ranges::copy_if(chosen, std::back_inserter(kept), [&](std::size_t i) { return change[i] == 0; });
  return words_of(blocks, kept) >= kLostWords ? kept : chosen;
}

/// Where byline or date stand between the first block and a later one, the first is a standfirst.
std::size_t opening_of(const std::vector<Block>& blocks, const std::vector<std::size_t>& chosen) {
  for (std::size_t k = 1; k < std::min(chosen.size(), kStandfirstBlocks + 1); ++k) {
    if (blocks[chosen[k - 1]].words > kStandfirstWords) break;
    for (std::size_t i = chosen[k - 1] + 1; i < chosen[k]; ++i) {
      const bool marks = (blocks[i].own & (kBylines | kStamp)) != 0 || says_by(blocks[i].text) ||
                         (blocks[i].words <= kLongestByline && text::find_date(blocks[i].text));
      if (marks) return chosen[k];
    }
  }
  return chosen.empty() ? 0 : chosen.front();
}

}  // namespace

Body find_body(const Document& page, const std::vector<Block>& blocks, const PageStatements& stated) {
  Body body;
  body.container = find_container(page, blocks);
  std::vector<double> chances(blocks.size());
  std::size_t judged = 0;
  each_block_row(page, blocks, body.container, stated, [&](std::span<const BlockRow> rows) {
    chances_of(rows, std::span(chances).subspan(judged, rows.size()));
    judged += rows.size();
  });
  std::vector<std::size_t> structural = structural_body(page, blocks, body.container);
  std::vector<std::size_t> learned = learned_body(blocks, chances);
  // The learned finder is right more often; where it finds next to nothing, it has not understood the page.
  const bool lost = words_of(blocks, learned) < kLostWords && words_of(blocks, structural) >= kLostWords;
  body.blocks =
      cleaned(blocks, of_one_article(page, blocks, std::move(lost ? structural : learned), stated.headline),
              stated.headline);
  body.opening = opening_of(blocks, body.blocks);
  body.words = words_of(blocks, body.blocks);
  // Pages that draw their text by script show a teaser and state the rest.
  const std::size_t stated_words = stated.body ? shape_of(*stated.body).words : 0;
  if (stated_words >= kStatedWords && stated_words > kMuchMore * body.words) {
    body.stated = *stated.body;
    body.words = stated_words;
    body.confidence = kStatedConfidence;
    return body;
  }
  double sure = 0;
  for (const std::size_t i : body.blocks) sure += chances[i] * static_cast<double>(blocks[i].words);
  body.confidence = body.words > 0 ? sure / static_cast<double>(body.words) : 0;
  return body;
}

std::optional<Dateline> dateline_of_body(const std::vector<Block>& blocks, const Body& body) {
  if (!body.stated.empty()) return dateline_of(body.stated);
  if (body.blocks.empty()) return std::nullopt;
  if (auto dateline = dateline_of(blocks[body.opening].text)) return dateline;
  return dateline_of(blocks[body.blocks.front()].text);
}

std::string body_text(const std::vector<Block>& blocks, const Body& body) {
  if (!body.stated.empty()) return body.stated;
  std::string out;
  for (const std::size_t i : body.blocks) {
    if (!out.empty()) out += "\n\n";
    out += blocks[i].text;
  }
  return out;
}

}  // namespace newsloom::extract
