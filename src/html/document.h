// Bytes -> tree. The only room that includes the HTML parser; all others see this flat, read-only document.
//
// Nodes are numbered in document order, so that a subtree is a contiguous range [node, end(node)): every walk
// is a loop, none recurses, and a whole page is a few arrays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "html/attribute_names.h"
#include "html/tag.h"

namespace newsloom::html {

using NodeIndex = std::uint32_t;
inline constexpr NodeIndex kNoNode = 0xffffffff;

/// Bounds on what one page may cost. Passing one is a note on the document, never an error.
struct Limits {
  std::size_t max_bytes = 16u << 20;       ///< of the page, after decompression
  std::size_t max_nodes = 200'000;         ///< real news pages have about 6,000
  std::size_t max_open_elements = 160;     ///< depth of the tree; each tag may look through all of them
  std::size_t max_open_formatting = 32;    ///< <b>, <font>, … open at once; what is rebuilt in every block
  std::size_t max_attributes = 256;        ///< of one element
  std::size_t max_tree_bytes = 48u << 20;  ///< memory of the parser's own tree
};

struct Attribute {
  AttributeName key;
  std::string_view name;   ///< lower case
  std::string_view value;  ///< entities resolved
};

/// One page as a tree. Movable value; all returned views live as long as the document.
class Document {
 public:
  Document() = default;
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;

  /// Number of nodes; node 0 is the document itself (Tag::kDocument).
  NodeIndex size() const { return static_cast<NodeIndex>(nodes_.size()); }
  Tag tag(NodeIndex n) const { return nodes_[n].tag; }
  bool is_text(NodeIndex n) const { return nodes_[n].tag == Tag::kText; }
  NodeIndex parent(NodeIndex n) const { return nodes_[n].parent; }
  /// One past the last node of the subtree of `n`; also where its next sibling stands, if it has one.
  NodeIndex end(NodeIndex n) const { return nodes_[n].end; }
  /// The first child, or kNoNode. Walk children by `c = next_sibling(c)`.
  NodeIndex first_child(NodeIndex n) const { return nodes_[n].end > n + 1 ? n + 1 : kNoNode; }
  NodeIndex next_sibling(NodeIndex n) const {
    const NodeIndex e = nodes_[n].end;
    return nodes_[n].parent != kNoNode && e < nodes_[nodes_[n].parent].end ? e : kNoNode;
  }
  /// The characters of a text node (of scripts too; what styles say may be left out), else empty.
  std::string_view text(NodeIndex n) const {
    const Node& node = nodes_[n];
    return node.tag == Tag::kText ? std::string_view(text_.data() + node.begin, node.length)
                                  : std::string_view();
  }
  /// A range of Attribute, in the order of the page.
  auto attributes(NodeIndex n) const {
    const Node& node = nodes_[n];
    const std::size_t count = node.tag == Tag::kText ? 0 : node.attribute_count;
    return std::span(attributes_.data() + (count == 0 ? 0 : node.begin), count) |
           std::views::transform([this](const KeptAttribute& kept) { return attribute_of(kept); });
  }
  /// The value of attribute `name`, if the element has it; of equal names the first.
  std::optional<std::string_view> attribute(NodeIndex n, AttributeName name) const {
    if (!may_have(n, name.bit())) return std::nullopt;
    for (const KeptAttribute& kept : std::span(&attributes_[nodes_[n].begin], nodes_[n].attribute_count)) {
      if (kept.key == name) return value_of(kept);
    }
    return std::nullopt;
  }
  /// Can the element have one of these attributes (html::bits_of)? The cheap question first.
  bool may_have(NodeIndex n, std::uint32_t names) const {
    return nodes_[n].tag != Tag::kText && (nodes_[n].length & names) != 0;
  }
  /// The name of an element, also of one that Tag does not know ("my-widget").
  std::string_view tag_name(NodeIndex n) const;
  /// All text below `n` in order, scripts and styles left out, white space as it stands.
  std::string inner_text(NodeIndex n) const;

  /// How long the page was, in bytes of UTF-8.
  std::size_t source_bytes() const { return source_bytes_; }

  /// The charset that was taken, and what the guards did ("html-nodes:200000", "html-formatting:412",
  /// "utf8-repaired:3").
  const std::string& charset() const { return charset_; }
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  friend class DocumentBuilder;
  struct Node {
    Tag tag = Tag::kUnknown;
    std::uint16_t attribute_count = 0;
    NodeIndex parent = kNoNode, end = 0;
    std::uint32_t begin = 0;   ///< text: offset into text_; element: offset into attributes_
    std::uint32_t length = 0;  ///< text: bytes; element: the set of its attributes' names
  };
  /// In text_: the value, and before it a name that AttributeName does not tell.
  struct KeptAttribute {
    AttributeName key;
    std::uint32_t begin, length, name_length;
  };
  std::string_view value_of(const KeptAttribute& kept) const {
    return {text_.data() + kept.begin, kept.length};
  }
  Attribute attribute_of(const KeptAttribute& kept) const {
    if (kept.key != AttributeName::other()) return {kept.key, kept.key.text(), value_of(kept)};
    return {kept.key, {text_.data() + kept.begin - kept.name_length, kept.name_length}, value_of(kept)};
  }

  std::vector<Node> nodes_;
  std::vector<KeptAttribute> attributes_;
  std::string text_;  ///< all characters and values; never reallocated once views exist
  std::string charset_;
  std::size_t source_bytes_ = 0;
  std::vector<std::string> notes_;
};

/// Parses any bytes as HTML5 into UTF-8. Total, pure, any thread; time and memory are linear in the bytes
/// because of `limits`. `http_charset` is what the transport said.
Document parse(std::string_view bytes, std::optional<std::string_view> http_charset = {},
               const Limits& limits = {});

}  // namespace newsloom::html
