// Writing only what is allowed is safer than taking out what is not: a page has no way to get a tag or an
// attribute of its own into the output, since both are string constants here, and every other character of
// the page is escaped.
#include "extract/body_html.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <ranges>
#include <string_view>

#include "url/url.h"

namespace newsloom::extract {
namespace {

using html::Document;
using html::NodeIndex;
using html::Tag;

constexpr std::string_view escaped(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

/// No character of a text; feeds that carry one are no XML.
constexpr bool is_control(char c) {
  return (c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == '\x7f';
}

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// What stands in a text for other characters than itself.
enum CharClass : std::uint8_t { kPlain, kSpace, kSpecial };
constexpr auto kClasses = [] {
  std::array<CharClass, 256> table{};
  for (int c = 0; c < 256; ++c) {
    const char byte = static_cast<char>(c);
    table[static_cast<std::size_t>(c)] = is_space(byte)                               ? kSpace
                                         : !escaped(byte).empty() || is_control(byte) ? kSpecial
                                                                                      : kPlain;
  }
  return table;
}();
CharClass class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }

void escape(std::string_view text, std::string& out) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (class_of(text[i]) != kSpecial) continue;
    out.append(text, kept, i - kept);
    out += escaped(text[i]);
    kept = i + 1;
  }
  out.append(text, kept);
}

/// Inline elements that come out under their own name; for all others nothing.
std::string_view inline_name(Tag tag) {
  switch (tag) {
    case Tag::kEm:
    case Tag::kStrong:
    case Tag::kB:
    case Tag::kI:
    case Tag::kSub:
    case Tag::kSup:
    case Tag::kCode:
    case Tag::kQ:
    case Tag::kCite:
    case Tag::kS:
    case Tag::kU:
      return html::name_of(tag);
    default:
      return {};
  }
}

/// The inline content of one block.
class InlineWriter {
 public:
  InlineWriter(const Document& page, const std::string& base, std::string& out)
      : page_(page),
        base_(base),
        out_(out),
        most_links_(std::min(kMaxLinks, kFirstLinks + page.source_bytes() / kBytesOfLink)) {}

  void write(const Block& block, bool keeps_space) {
    std::vector<NodeIndex> above;
    for (NodeIndex n = page_.parent(block.begin); n != block.node && n != html::kNoNode; n = page_.parent(n))
      above.push_back(n);
    for (const NodeIndex n : above | std::views::reverse) open(n);
    for (NodeIndex n = block.begin; n < block.end;) {
      close_until(n);
      const Tag tag = page_.tag(n);
      if (tag == Tag::kText) {
        take_text(page_.text(n), keeps_space);
      } else if (is_silent(page_, n)) {
        n = page_.end(n);
        continue;
      } else if (tag == Tag::kBr) {
        pending_space_ = false;
        out_ += "<br>";
      } else {
        open(n);
      }
      ++n;
    }
    close_until(html::kNoNode);
    pending_space_ = false;
    started_ = false;
  }

 private:
  /// Each address costs 2 to 5 µs; a long article has some hundred links, and the page that has most of 3,147
  /// one for a kilobyte. The text of the others stays.
  static constexpr std::size_t kFirstLinks = 100, kBytesOfLink = 320, kMaxLinks = 1000;

  struct OpenElement {
    NodeIndex end;
    std::string_view name;
  };

  void open(NodeIndex n) {
    if (page_.tag(n) == Tag::kA) {
      const auto href = page_.attribute(n, "href");
      if (!href || ++links_ > most_links_) return;
      const auto address = url::resolve(base_, *href);
      if (!address) return;
      put_space();
      out_ += "<a href=\"";
      escape(*address, out_);
      out_ += "\">";
      open_.push_back({page_.end(n), "a"});
    } else if (const std::string_view name = inline_name(page_.tag(n)); !name.empty()) {
      put_space();
      (out_ += '<').append(name) += '>';
      open_.push_back({page_.end(n), name});
    }
  }

  void close_until(NodeIndex n) {
    while (!open_.empty() && open_.back().end <= n) {
      (out_ += "</").append(open_.back().name) += '>';
      open_.pop_back();
    }
  }

  /// White space is folded, and kept out of the block's beginning and end.
  void take_text(std::string_view text, bool keeps_space) {
    if (keeps_space) return escape(text, out_);
    std::size_t kept = 0;  // what stands between here and `at` goes out as it is
    for (std::size_t at = 0; at < text.size(); ++at) {
      const CharClass c = class_of(text[at]);
      const bool single_space =
          text[at] == ' ' && at > kept && at + 1 < text.size() && class_of(text[at + 1]) != kSpace;
      if (c == kPlain || single_space) continue;
      put(text.substr(kept, at - kept));
      kept = at + 1;
      if (c == kSpace) {
        pending_space_ = started_;
      } else {
        put_space();
        out_ += escaped(text[at]);
        started_ = true;
      }
    }
    put(text.substr(kept));
  }

  void put(std::string_view plain) {
    if (plain.empty()) return;
    put_space();
    out_ += plain;
    started_ = true;
  }

  void put_space() {
    if (pending_space_) out_ += ' ';
    pending_space_ = false;
  }

  const Document& page_;
  const std::string& base_;
  std::string& out_;
  std::vector<OpenElement> open_;
  std::size_t links_ = 0, most_links_;
  bool pending_space_ = false, started_ = false;
};

NodeIndex closest(const Document& page, NodeIndex n, std::initializer_list<Tag> tags) {
  for (; n != html::kNoNode; n = page.parent(n)) {
    if (std::ranges::find(tags, page.tag(n)) != tags.end()) return n;
  }
  return html::kNoNode;
}

/// What stands around a block: a list, a quotation, a row of a table, or nothing.
struct Frame {
  NodeIndex node = html::kNoNode, row = html::kNoNode;
  std::string_view open, close;
};

Frame frame_of(const Document& page, const Block& block) {
  if (block.tag == Tag::kTd || block.tag == Tag::kTh) {
    const NodeIndex table = closest(page, block.node, {Tag::kTable});
    if (table != html::kNoNode)
      return {table, closest(page, block.node, {Tag::kTr}), "<table>\n", "</table>\n"};
  }
  if (block.tag == Tag::kLi) {
    const NodeIndex list = closest(page, block.node, {Tag::kUl, Tag::kOl});
    const bool ordered = list != html::kNoNode && page.tag(list) == Tag::kOl;
    return {list, html::kNoNode, ordered ? "<ol>\n" : "<ul>\n", ordered ? "</ol>\n" : "</ul>\n"};
  }
  if (block.kind == BlockKind::kQuote || (block.tags & kInQuote) != 0)
    return {closest(page, block.node, {Tag::kBlockquote}), html::kNoNode, "<blockquote>\n",
            "</blockquote>\n"};
  return {};
}

std::string_view element_of(const Block& block) {
  switch (block.tag) {
    case Tag::kH1:
    case Tag::kH2:
      return "h2";
    case Tag::kH3:
      return "h3";
    case Tag::kH4:
    case Tag::kH5:
    case Tag::kH6:
      return "h4";
    case Tag::kLi:
      return "li";
    case Tag::kPre:
      return "pre";
    case Tag::kTd:
      return "td";
    case Tag::kTh:
      return "th";
    default:
      return "p";
  }
}

}  // namespace

std::string body_html(const Document& page, const std::vector<Block>& blocks, const Body& body,
                      const std::string& base) {
  std::string out;
  InlineWriter writer(page, base, out);
  Frame frame;
  const auto close_frame = [&] {
    if (frame.row != html::kNoNode) out += "</tr>\n";
    out += frame.close;
  };
  for (const std::size_t i : body.blocks) {
    const Block& block = blocks[i];
    const Frame next = frame_of(page, block);
    if (next.node != frame.node || next.open != frame.open) {
      close_frame();
      out += next.open;
      if (next.row != html::kNoNode) out += "<tr>";
    } else if (next.row != frame.row) {
      out += "</tr>\n<tr>";
    }
    frame = next;
    const std::string_view element = element_of(block);
    (out += '<').append(element) += '>';
    writer.write(block, element == "pre");
    (out += "</").append(element) += '>';
    if (frame.row == html::kNoNode) out += '\n';
  }
  close_frame();
  return out;
}

}  // namespace newsloom::extract
