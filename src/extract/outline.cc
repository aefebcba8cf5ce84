#include "extract/outline.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "text/utf8.h"
#include "text/words.h"

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
bool is_silent(Tag tag) {
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

bool is_hidden(const Document& page, NodeIndex n) {
  if (page.attribute(n, "hidden")) return true;
  const auto style = page.attribute(n, "style");
  if (!style) return false;
  std::string css = text::lower(*style);
  std::erase(css, ' ');
  return css.find("display:none") != std::string::npos || css.find("visibility:hidden") != std::string::npos;
}

bool is_furniture(const Document& page, NodeIndex n) {
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
  if (const auto role = page.attribute(n, "role")) {
    for (const std::string_view name :
         {"navigation", "complementary", "contentinfo", "banner", "dialog", "search", "menu"}) {
      if (*role == name) return true;
    }
  }
  // General words of the trade for what stands around an article, in the names authors give to elements.
  return is_named(page, n,
                  {"nav",
                   "navbar",
                   "navigation",
                   "menu",
                   "sidebar",
                   "footer",
                   "breadcrumb",
                   "breadcrumbs",
                   "share",
                   "sharing",
                   "social",
                   "comment",
                   "comments",
                   "disqus",
                   "related",
                   "recommended",
                   "recommendation",
                   "recommendations",
                   "newsletter",
                   "subscribe",
                   "subscription",
                   "signup",
                   "paywall",
                   "promo",
                   "promoted",
                   "sponsored",
                   "advert",
                   "advertisement",
                   "ads",
                   "ad",
                   "cookie",
                   "consent",
                   "gdpr",
                   "popup",
                   "modal",
                   "overlay",
                   "toolbar",
                   "pagination",
                   "pager",
                   "trending",
                   "popular",
                   "mostread",
                   "outbrain",
                   "taboola",
                   "teaser",
                   "teasers",
                   "widget",
                   "copyright",
                   "disclaimer",
                   "byline",
                   "author",
                   "authors",
                   "bio",
                   "tags",
                   "taglist",
                   "topics",
                   "keywords",
                   "login",
                   "register",
                   "skip",
                   "banner",
                   "toc",
                   "readmore",
                   "more"});
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

/// Stands for a <br> while a block is gathered; line ends of the source are mere spaces.
constexpr char kLineBreak = '\x1e';

/// What is open at one place of the walk.
struct Open {
  NodeIndex node, end;
  BlockKind kind;
  bool furniture;
};

/// White space folded in each line; lines that hold nothing are left out.
std::string folded_lines(std::string_view text) {
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
      const bool shown = page.is_text(n) && parent != html::kNoNode && !is_silent(page.tag(parent));
      text_before_[n + std::size_t{1}] = text_before_[n] + (shown ? page.text(n).size() : 0);
    }
  }

  std::vector<Block> run() {
    open_.push_back({0, page_.end(0), BlockKind::kParagraph, false});
    for (NodeIndex n = 1; n < page_.size();) {
      while (open_.size() > 1 && n >= open_.back().end) {
        flush();
        open_.pop_back();
      }
      const Tag tag = page_.tag(n);
      if (tag == Tag::kText) {
        take_text(n);
      } else if (is_silent(tag) || is_hidden(page_, n)) {
        n = page_.end(n);
        continue;
      } else if (tag == Tag::kBr) {
        take_break(n);
      } else if (const bool furniture = is_furniture(page_, n) && !is_frame(n); is_block(tag) || furniture) {
        flush();
        const Open& around = open_.back();
        open_.push_back({n, page_.end(n), kind_of(tag, around.kind), around.furniture || furniture});
      } else if (tag == Tag::kA) {
        link_end_ = std::max(link_end_, page_.end(n));
      }
      ++n;
    }
    flush();
    return std::move(blocks_);
  }

 private:
  bool is_frame(NodeIndex n) const {
    const auto inside = static_cast<double>(text_before_[page_.end(n)] - text_before_[n]);
    return inside > kFrameShare * static_cast<double>(text_before_.back());
  }

  void take_text(NodeIndex n) {
    const std::string_view text = page_.text(n);
    if (text.find_first_not_of(" \t\r\n") != std::string_view::npos) breaks_ = 0;
    text_ += text;
    if (n < link_end_) linked_ += text.size();
  }

  /// Two breaks in a row are a paragraph's end.
  void take_break(NodeIndex) {
    text_ += kLineBreak;
    if (++breaks_ >= 2) flush();
  }

  void flush() {
    breaks_ = 0;
    if (text_.empty()) return;
    std::string folded = folded_lines(text_);
    const std::size_t raw = std::max<std::size_t>(1, text_.size());
    if (!folded.empty()) {
      Block block;
      block.node = open_.back().node;
      block.kind = open_.back().kind;
      block.furniture = open_.back().furniture;
      block.words = text::count_words(folded);
      block.link_share = static_cast<double>(linked_) / static_cast<double>(raw);
      block.text = std::move(folded);
      blocks_.push_back(std::move(block));
    }
    text_.clear();
    linked_ = 0;
  }

  const Document& page_;
  std::vector<std::size_t> text_before_;  ///< bytes of shown text before each node
  std::vector<Open> open_;
  std::vector<Block> blocks_;
  std::string text_;
  std::size_t linked_ = 0;
  int breaks_ = 0;
  NodeIndex link_end_ = 0;
};

}  // namespace

std::vector<Block> blocks_of(const Document& page) {
  return page.size() == 0 ? std::vector<Block>{} : Outliner(page).run();
}

bool is_named(const Document& page, NodeIndex n, std::initializer_list<std::string_view> words) {
  for (const char* key : {"class", "id", "itemprop", "data-testid", "data-component"}) {
    const auto value = page.attribute(n, key);
    if (!value) continue;
    // Cut at everything that is no letter and where a capital follows a small letter.
    std::string word;
    const auto known = [&] { return std::ranges::find(words, std::string_view(word)) != words.end(); };
    char before = ' ';
    for (const char c : *value) {
      const bool letter = std::isalpha(static_cast<unsigned char>(c)) != 0;
      const bool hump = letter && std::isupper(static_cast<unsigned char>(c)) != 0 &&
                        std::islower(static_cast<unsigned char>(before)) != 0;
      if (!letter || hump) {
        if (!word.empty() && known()) return true;
        word.clear();
      }
      if (letter) word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      before = c;
    }
    if (!word.empty() && known()) return true;
  }
  return false;
}

}  // namespace newsloom::extract
