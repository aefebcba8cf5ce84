// Two things tell a body from its surroundings: running text is long and hardly linked (the shallow features
// of Kohlschütter, Fankhauser and Nejdl 2010), and it stands together (the container scoring that Readability
// made common). So: every block of running text votes, by its words, for the elements around it; from the
// root the walk goes down as long as one child holds nearly all votes; what stands inside that element and is
// no furniture is the body.
#include "extract/body.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "extract/byline.h"
#include "extract/caption.h"
#include "extract/related.h"
#include "text/dates.h"
#include "text/hash.h"
#include "text/utf8.h"
#include "text/words.h"

namespace newsloom::extract {
namespace {

using html::Document;
using html::NodeIndex;
using html::Tag;

/// A block of so many words with few links is running text.
constexpr std::size_t kRunningWords = 12;
constexpr double kRunningLinks = 0.4;
/// The walk goes down into a child that holds this share of the votes.
constexpr double kDominant = 0.66;
/// A short block with so much of it linked is a pointer elsewhere.
constexpr double kPointerLinks = 0.6;
/// A byline with its date, titles and places is at most so long.
constexpr std::size_t kLongestByline = 20;
/// Texts shorter than this may come twice ("he said."), and are no paragraph unless they end a sentence.
constexpr std::size_t kShortWords = 8;

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

bool is_boilerplate_line(const Block& block) {
  std::string key = text::lower(block.text);
  while (!key.empty() && std::string_view(" :.…>").find(key.back()) != std::string_view::npos) key.pop_back();
  return std::ranges::find(kBoilerplate, key) != kBoilerplate.end() || is_related_heading(block.text);
}

/// "Read more: …", "Also read: …": the opening of a pointer inside the body.
bool is_pointer_line(const Block& block) {
  if (block.link_share < 0.3) return false;
  const std::size_t colon = block.text.find(':');
  return colon != std::string::npos && colon < 40 &&
         is_boilerplate_line({.text = block.text.substr(0, colon),
                              .node = {},
                              .kind = {},
                              .words = 0,
                              .link_share = 0,
                              .furniture = false});
}

bool is_running(const Block& block) {
  return !block.furniture && block.kind != BlockKind::kHeading && block.kind != BlockKind::kCaption &&
         block.words >= kRunningWords && block.link_share < kRunningLinks;
}

/// Words of the stated body, to see which blocks it holds.
class Stated {
 public:
  explicit Stated(const std::optional<std::string>& text) {
    if (!text) return;
    std::vector<text::Word> words;
    text::split_words(*text, words);
    for (std::size_t i = 0; i + 3 <= words.size(); ++i) grams_.insert(gram(words, i));
  }
  bool empty() const { return grams_.size() < 50; }
  bool holds(const Block& block) const {
    std::vector<text::Word> words;
    text::split_words(block.text, words);
    std::size_t all = 0, known = 0;
    for (std::size_t i = 0; i + 3 <= words.size(); ++i, ++all)
      known += grams_.contains(gram(words, i)) ? 1 : 0;
    return all > 0 && known * 2 > all;
  }

 private:
  static std::uint64_t gram(const std::vector<text::Word>& words, std::size_t at) {
    std::uint64_t hash = 0;
    for (std::size_t i = at; i < at + 3; ++i) hash = text::hash64(words[i].text, hash);
    return hash;
  }
  std::unordered_set<std::uint64_t> grams_;
};

/// The deepest element that still holds nearly all votes.
NodeIndex find_container(const Document& page, const std::vector<Block>& blocks,
                         const std::vector<double>& votes) {
  std::unordered_map<NodeIndex, double> inside;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (votes[i] <= 0) continue;
    for (NodeIndex n = blocks[i].node; n != html::kNoNode; n = page.parent(n)) inside[n] += votes[i];
  }
  NodeIndex at = 0;
  while (true) {
    NodeIndex best = html::kNoNode;
    double most = 0;
    for (NodeIndex c = page.first_child(at); c != html::kNoNode; c = page.next_sibling(c)) {
      const auto found = inside.find(c);
      if (found != inside.end() && found->second > most) {
        most = found->second;
        best = c;
      }
    }
    const Tag tag = best == html::kNoNode ? Tag::kUnknown : page.tag(best);
    const bool text_itself = tag == Tag::kP || tag == Tag::kLi || tag == Tag::kBlockquote;
    if (best == html::kNoNode || most < kDominant * inside[at] || text_itself) return at;
    at = best;
  }
}

bool same_text(std::string_view a, std::string_view b) {
  return text::comparison_key(a) == text::comparison_key(b);
}

}  // namespace

Body find_body(const Document& page, const std::vector<Block>& blocks,
               const std::optional<std::string>& headline, const std::optional<std::string>& stated) {
  Body body;
  const Stated known(stated);
  std::vector<double> votes(blocks.size(), 0);
  double running = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!is_running(blocks[i])) continue;
    votes[i] = static_cast<double>(blocks[i].words);
    if (!known.empty() && !known.holds(blocks[i])) votes[i] *= 0.1;
    running += votes[i];
  }
  if (running <= 0) return body;
  body.container = find_container(page, blocks, votes);
  const NodeIndex end = page.end(body.container);

  std::unordered_set<std::uint64_t> seen;
  std::size_t last_running = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    if (block.node < body.container || block.node >= end || block.furniture ||
        block.kind == BlockKind::kCaption)
      continue;
    if (is_boilerplate_line(block) || is_pointer_line(block)) continue;
    if (block.link_share > kPointerLinks && block.words < 3 * kRunningWords) continue;
    if (page.tag(block.node) == Tag::kH1 ||
        (headline && block.words < 40 && same_text(block.text, *headline)))
      continue;
    const bool text = is_running(block) ||
                      (block.words >= kShortWords / 2 &&
                       (block.text.back() == '.' || block.text.back() == '"' || block.text.ends_with("”")));
    // A byline or a date line above the first paragraph is none, however it ends.
    if (body.blocks.empty() && block.words <= kLongestByline &&
        (says_by(block.text) || text::find_date(block.text)))
      continue;
    // Before the first paragraph only paragraphs count: section names, dates and the like stand there.
    if (body.blocks.empty() && !text) continue;
    if (block.words >= kShortWords && !seen.insert(text::hash64(block.text)).second) continue;
    body.blocks.push_back(i);
    if (text) last_running = body.blocks.size();
  }
  // After the last paragraph there are only leftovers.
  body.blocks.resize(last_running);
  for (const std::size_t i : body.blocks) body.words += blocks[i].words;
  body.confidence = std::min(1.0, static_cast<double>(body.words) / 150.0) * (known.empty() ? 0.8 : 0.95);
  return body;
}

std::string body_text(const std::vector<Block>& blocks, const Body& body) {
  std::string out;
  for (const std::size_t i : body.blocks) {
    if (!out.empty()) out += "\n\n";
    out += text::fold_space(blocks[i].text);
  }
  return out;
}

}  // namespace newsloom::extract
