#include "extract/outline.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <utility>

#include "text/utf8.h"

namespace newsloom::extract {
namespace {

using html::Document;
using html::NodeIndex;
using html::Tag;

bool is_block(Tag tag) {
  switch (tag) {
    case Tag::kA:
    case Tag::kAbbr:
    case Tag::kB:
    case Tag::kCite:
    case Tag::kCode:
    case Tag::kDel:
    case Tag::kEm:
    case Tag::kFont:
    case Tag::kI:
    case Tag::kIns:
    case Tag::kMark:
    case Tag::kQ:
    case Tag::kS:
    case Tag::kSmall:
    case Tag::kSpan:
    case Tag::kStrong:
    case Tag::kSub:
    case Tag::kSup:
    case Tag::kTime:
    case Tag::kU:
    case Tag::kWbr:
    case Tag::kText:
    case Tag::kUnknown:
    case Tag::kImg:
    case Tag::kLabel:
    case Tag::kBr:
      return false;
    default:
      return true;
  }
}

/// Never shown as text.
bool is_silent_element(Tag tag) {
  switch (tag) {
    case Tag::kScript:
    case Tag::kStyle:
    case Tag::kNoscript:
    case Tag::kTemplate:
    case Tag::kIframe:
    case Tag::kSvg:
    case Tag::kHead:
    case Tag::kSelect:
    case Tag::kTextarea:
    case Tag::kObject:
    case Tag::kEmbed:
    case Tag::kAudio:
    case Tag::kVideo:
    case Tag::kOption:
      return true;
    default:
      return false;
  }
}

/// "display:none" or "visibility:hidden", however spaced and written.
bool hides(std::string_view css) {
  if (css.find("one") == std::string_view::npos && css.find("ONE") == std::string_view::npos &&
      css.find("idden") == std::string_view::npos)
    return false;
  std::string plain = text::lower(css);
  std::erase(plain, ' ');
  return plain.find("display:none") != std::string::npos ||
         plain.find("visibility:hidden") != std::string::npos;
}

bool is_hidden(const Document& page, NodeIndex n) {
  if (!page.may_have(n, html::bits_of("hidden", "style"))) return false;
  if (page.attribute(n, "hidden")) return true;
  const auto style = page.attribute(n, "style");
  return style && hides(*style);
}

/// ClassWord groups that say of an element that it stands around the article. Not kGate: what is behind a
/// paywall is the article.
constexpr std::uint32_t kFurnitureWords = kNavigation | kShare | kComments | kRelated | kNewsletter |
                                          kAdvert | kConsent | kBylines | kTopics | kFooter | kPopup |
                                          kContents;

bool is_furniture(const Document& page, NodeIndex n, std::uint32_t words) {
  switch (page.tag(n)) {
    case Tag::kNav:
    case Tag::kAside:
    case Tag::kFooter:
    case Tag::kButton:
    case Tag::kDialog:
    case Tag::kMenu:
      return true;
    case Tag::kBody:
    case Tag::kHtml:
    case Tag::kMain:
    case Tag::kArticle:
      return false;
    default:
      break;
  }
  // An element that also calls itself the story or its content ("article-comments-enabled") may be either.
  if ((words & kFurnitureWords) != 0 && (words & (kContent | kStory)) != (kContent | kStory)) return true;
  const auto role = page.attribute(n, "role");
  return role && (*role == "navigation" || *role == "complementary" || *role == "contentinfo" ||
                  *role == "banner" || *role == "dialog" || *role == "search" || *role == "menu");
}

std::uint32_t around_tag(Tag tag) {
  switch (tag) {
    case Tag::kMain:
      return kInMain;
    case Tag::kArticle:
      return kInArticle;
    case Tag::kAside:
      return kInAside;
    case Tag::kNav:
    case Tag::kMenu:
      return kInNav;
    case Tag::kFooter:
      return kInFooter;
    case Tag::kHeader:
      return kInHeader;
    case Tag::kForm:
    case Tag::kFieldset:
      return kInForm;
    case Tag::kFigure:
    case Tag::kFigcaption:
    case Tag::kPicture:
      return kInFigure;
    case Tag::kTable:
      return kInTable;
    case Tag::kUl:
    case Tag::kOl:
      return kInList;
    case Tag::kBlockquote:
      return kInQuote;
    case Tag::kSection:
      return kInSection;
    case Tag::kButton:
      return kInButton;
    case Tag::kA:
      return kInLink;
    case Tag::kDetails:
    case Tag::kSummary:
      return kInDetails;
    case Tag::kAddress:
      return kInAddress;
    case Tag::kDl:
      return kInTerms;
    case Tag::kNoscript:
      return kInNoscript;
    default:
      return 0;
  }
}

bool is_emphasis(Tag tag) {
  return tag == Tag::kB || tag == Tag::kStrong || tag == Tag::kEm || tag == Tag::kI;
}

BlockKind kind_of(Tag tag, BlockKind around) {
  switch (tag) {
    case Tag::kH1:
    case Tag::kH2:
    case Tag::kH3:
    case Tag::kH4:
    case Tag::kH5:
    case Tag::kH6:
      return BlockKind::kHeading;
    case Tag::kLi:
    case Tag::kDt:
    case Tag::kDd:
      return BlockKind::kListItem;
    case Tag::kBlockquote:
      return BlockKind::kQuote;
    case Tag::kFigure:
    case Tag::kFigcaption:
      return BlockKind::kCaption;
    default:
      return around;
  }
}

/// An element that holds more than this share of the page's text is no furniture, whatever its name says:
/// names like "has-sidebar" stand on the frame around everything.
constexpr double kFrameShare = 0.4;
/// A page has at most a block for so many of its bytes, and the first ones anyway: of 3,147 pages one, which
/// has a block for 59 bytes, has more. Each costs as much as a kilobyte of text.
constexpr std::size_t kBytesOfBlock = 128, kFirstBlocks = 160;
/// Above this share of the text an element's names speak of the page, not of a part.
constexpr double kWholePage = 0.95;
/// What a frame's names may still say of the text inside.
constexpr std::uint32_t kStoryWords = kContent | kStory | kParagraph | kSummary;

/// Stands for a <br> while a block is gathered; line ends of the source are mere spaces.
constexpr char kLineBreak = '\x1e';

/// What is open at one place of the walk.
struct Open {
  NodeIndex node = 0, end = 0;
  BlockKind kind = BlockKind::kParagraph;
  bool furniture = false;
  std::uint32_t tags = 0, own = 0, near = 0, around = 0, look = 0, outer_look = 0;
};

std::uint32_t mixed(std::uint32_t hash, std::uint32_t value) {
  return (hash ^ value) * 16777619u ^ (hash >> 15);
}

/// A hash of what an element looks like: its name and its class.
std::uint32_t look_of(const Document& page, NodeIndex n) {
  std::uint32_t hash = mixed(2166136261u, static_cast<std::uint32_t>(page.tag(n)));
  if (const auto name = page.attribute(n, "class")) {
    for (const char c : name->substr(0, 64)) {
      // "paragraph-12": numbers count elements, they do not tell them apart.
      if (c < '0' || c > '9') hash = mixed(hash, static_cast<unsigned char>(c));
    }
  }
  return hash;
}

/// White space folded in each line; lines that hold nothing are left out.
std::string folded_lines(std::string_view text) {
  if (text.find(kLineBreak) == std::string_view::npos) return text::fold_space(text);
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(kLineBreak), text.size());
    if (const std::string line = text::fold_space(text.substr(0, end)); !line.empty())
      out += (out.empty() ? "" : "\n") + line;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

class Outliner {
 public:
  explicit Outliner(const Document& page) : page_(page), text_before_(page.size() + std::size_t{1}) {
    for (NodeIndex n = 0; n < page.size(); ++n) {
      const NodeIndex parent = page.parent(n);
      const bool shown = page.is_text(n) && parent != html::kNoNode && !is_silent_element(page.tag(parent));
      text_before_[n + std::size_t{1}] = text_before_[n] + (shown ? page.text(n).size() : 0);
    }
  }

  std::vector<Block> run() {
    open_.push_back({.end = page_.end(0)});
    for (NodeIndex n = 1; n < page_.size();) {
      while (open_.size() > 1 && n >= open_.back().end) {
        flush();
        open_.pop_back();
      }
      const Tag tag = page_.tag(n);
      if (tag == Tag::kText) {
        take_text(n);
      } else if ((is_silent_element(tag) && !swallowed_page(n)) ||
                 (is_hidden(page_, n) && !is_shown_later(n))) {
        n = page_.end(n);
        continue;
      } else if (tag == Tag::kBr) {
        take_break();
      } else {
        take_element(n, tag);
      }
      ++n;
    }
    flush();
    return std::move(blocks_);
  }

 private:
  /// A <p> without its end inside <noscript> keeps the latter open: the rest of the page stands in it.
  bool swallowed_page(NodeIndex n) const {
    return page_.tag(n) == Tag::kNoscript && text_share(n) > kFrameShare;
  }

  /// Hidden only until a script moves it into its place or knows the reader: it holds much of the page, bears
  /// the mark of a server that sends a page in pieces (React's <div hidden id="S:1">), or is one of the many
  /// hidden paragraphs of an article.
  bool is_shown_later(NodeIndex n) {
    if (text_share(n) > kFrameShare) return true;
    const auto id = page_.attribute(n, "id");
    if (id && id->starts_with("S:") && page_.attribute(n, "hidden").has_value()) return true;
    return holds_paragraph(n) && hides_paragraphs(page_.parent(n));
  }

  /// Is the element a wrap around a <p>, as systems write that hide an article's paragraphs one by one?
  bool holds_paragraph(NodeIndex n) const {
    NodeIndex child = page_.first_child(n);
    while (child != html::kNoNode && page_.is_text(child)) child = page_.next_sibling(child);
    return child != html::kNoNode && page_.tag(child) == Tag::kP;
  }

  /// Are so many paragraphs hidden beside one another that they are the better part of what stands there?
  bool hides_paragraphs(NodeIndex parent) {
    constexpr int kManyParagraphs = 5;
    const auto [known, added] = hides_.try_emplace(parent, false);
    if (!added) return known->second;
    int count = 0;
    std::size_t bytes = 0;
    for (NodeIndex c = page_.first_child(parent); c != html::kNoNode; c = page_.next_sibling(c)) {
      if (page_.is_text(c) || !is_hidden(page_, c) || !holds_paragraph(c)) continue;
      ++count;
      bytes += text_before_[page_.end(c)] - text_before_[c];
    }
    const std::size_t all = text_before_[page_.end(parent)] - text_before_[parent];
    known->second = count >= kManyParagraphs && bytes * 2 > all;
    return known->second;
  }

  /// Of the page's text, what stands inside `n`.
  double text_share(NodeIndex n) const {
    const auto inside = static_cast<double>(text_before_[page_.end(n)] - text_before_[n]);
    return inside / std::max(1.0, static_cast<double>(text_before_.back()));
  }

  void take_element(NodeIndex n, Tag tag) {
    const std::uint32_t words = class_words_of(page_, n);
    if (is_block(tag) || (tag == Tag::kUnknown && is_custom(n))) {
      flush();
      const Open& around = open_.back();
      const double share = text_share(n);
      const bool frame = share > kFrameShare;
      open_.push_back({.node = n,
                       .end = page_.end(n),
                       .kind = kind_of(tag, around.kind),
                       .furniture = around.furniture || (!frame && is_furniture(page_, n, words)),
                       .tags = around.tags | around_tag(tag) | (n < link_end_ ? kInLink : 0u),
                       .own = words,
                       .near = around.own | (open_.size() > 2 ? open_[open_.size() - 2].own : 0),
                       .around = around.around | (share > kWholePage ? 0
                                                  : frame            ? words & kStoryWords
                                                                     : words),
                       .look = look_of(page_, n),
                       .outer_look = around.look});
      return;
    }
    if (text_.empty()) inline_words_ |= words;
    if (tag == Tag::kA) link_end_ = std::max(link_end_, page_.end(n));
    if (is_emphasis(tag)) bold_end_ = std::max(bold_end_, page_.end(n));
  }

  /// <my-widget> outside of running text stands for a block of its own.
  bool is_custom(NodeIndex n) const {
    return page_.tag_name(n).find('-') != std::string_view::npos && page_.tag(open_.back().node) != Tag::kP;
  }

  void take_text(NodeIndex n) {
    const std::string_view text = page_.text(n);
    const bool blank =
        std::ranges::all_of(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    if (blank && text_.empty()) return;
    if (!blank) breaks_ = 0;
    if (text_.empty()) begin_ = n;
    end_ = n + 1;
    text_ += text;
    if (n < link_end_) linked_ += text.size();
    if (n < bold_end_) bold_ += text.size();
  }

  /// Two breaks in a row are a paragraph's end.
  void take_break() {
    if (text_.empty()) return;
    text_ += kLineBreak;
    if (++breaks_ >= 2) flush();
  }

  void flush() {
    breaks_ = 0;
    if (!text_.empty()) add_block();
    text_.clear();
    linked_ = bold_ = 0;
    inline_words_ = 0;
  }

  void add_block() {
    std::string folded = folded_lines(text_);
    if (folded.empty()) return;
    const auto raw = static_cast<double>(text_.size());
    const Open& open = open_.back();
    Block block;
    block.node = open.node;
    block.begin = begin_;
    block.end = end_;
    block.kind = open.kind;
    block.tag = page_.tag(open.node);
    block.furniture = open.furniture;
    block.shape = shape_of(folded);
    block.words = block.shape.words;
    block.link_share = static_cast<double>(linked_) / raw;
    block.bold_share = static_cast<double>(bold_) / raw;
    block.tags = open.tags | (block.begin < link_end_ && block.link_share > 0.9 ? kInLink : 0u);
    block.own = open.own | inline_words_;
    block.near = open.near;
    block.around = open.around | inline_words_;
    block.signature = mixed(open.look, open.outer_look);
    block.depth = static_cast<std::uint32_t>(open_.size());
    block.text = std::move(folded);
    blocks_.push_back(std::move(block));
  }

  const Document& page_;
  std::vector<std::size_t> text_before_;       ///< bytes of shown text before each node
  std::unordered_map<NodeIndex, bool> hides_;  ///< hides_paragraphs() of the elements asked for
  std::vector<Open> open_;
  std::vector<Block> blocks_;
  std::string text_;
  NodeIndex begin_ = 0, end_ = 0;  ///< the first text node of text_, and one past the last
  std::size_t linked_ = 0, bold_ = 0;
  std::uint32_t inline_words_ = 0;
  int breaks_ = 0;
  NodeIndex link_end_ = 0, bold_end_ = 0;
};

/// Of more blocks than the page's length explains, the longest, in their order; of equals the first.
std::vector<Block> longest(std::vector<Block> blocks, std::size_t most) {
  if (blocks.size() <= most) return blocks;
  std::vector<std::size_t> lengths;
  lengths.reserve(blocks.size());
  for (const Block& block : blocks) lengths.push_back(block.text.size());
  const auto last = lengths.begin() + static_cast<std::ptrdiff_t>(most);
  std::ranges::nth_element(lengths, last, std::greater<>());
  const std::size_t least = *last;
  auto room = most - static_cast<std::size_t>(std::ranges::count_if(
                         blocks, [&](const Block& block) { return block.text.size() > least; }));
  std::erase_if(blocks, [&](const Block& block) {
    if (block.text.size() != least) return block.text.size() < least;
    if (room == 0) return true;
    --room;
    return false;
  });
  return blocks;
}

}  // namespace

std::vector<Block> blocks_of(const Document& page) {
  if (page.size() == 0) return {};
  return longest(Outliner(page).run(), kFirstBlocks + page.source_bytes() / kBytesOfBlock);
}

bool is_silent(const Document& page, NodeIndex n) {
  return is_silent_element(page.tag(n)) || is_hidden(page, n);
}

BlockRange blocks_inside(const Document& page, const std::vector<Block>& blocks, NodeIndex n) {
  const auto at = [&](NodeIndex node) {
    return static_cast<std::size_t>(std::ranges::lower_bound(blocks, node, {}, &Block::begin) -
                                    blocks.begin());
  };
  return {at(n), at(page.end(n))};
}

}  // namespace newsloom::extract
