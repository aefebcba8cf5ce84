// The shape of an XML feed on the wire: elements, attributes, texts. What they mean is said elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feed/feed.h"

namespace newsloom::feed {

/// The vocabulary that an element or attribute belongs to, whatever its prefix.
enum class Space : std::uint8_t {
  kPlain,  ///< RSS of every version, JSON-like formats without a namespace, OPML, CDF
  kAtom,
  kDublinCore,
  kDublinTerms,
  kContent,
  kMedia,
  kItunes,
  kSyndication,
  kXhtml,
  kRdf,
  kFeedburner,
  kSitemap,
  kSitemapNews,
  kSitemapImage,
  kXml,
  kOther,
};

/// A name in its vocabulary. Names are in lower case: feeds mix "pubDate" and "pubdate".
struct XmlName {
  Space space = Space::kPlain;
  std::string_view name;
  friend bool operator==(const XmlName&, const XmlName&) = default;
};

using XmlIndex = std::uint32_t;
inline constexpr XmlIndex kNoElement = 0xffffffff;

/// Elements and texts in document order, so that a subtree is a range of numbers; number 0 holds all others.
/// Movable value; returned views live as long as the tree.
class XmlTree {
 public:
  /// Reads valid UTF-8 text, repaired first. Total; `limits` bound nodes and depth.
  static XmlTree read(std::string_view text, const Limits& limits);

  XmlIndex size() const { return static_cast<XmlIndex>(nodes_.size()); }
  XmlIndex end(XmlIndex n) const { return nodes_[n].end; }
  bool is_text(XmlIndex n) const { return nodes_[n].is_text; }
  XmlName name(XmlIndex n) const { return {nodes_[n].space, view(nodes_[n].begin, nodes_[n].length)}; }
  bool is(XmlIndex n, XmlName wanted) const { return !is_text(n) && name(n) == wanted; }

  /// Child elements of `n`, in order.
  std::vector<XmlIndex> children(XmlIndex n) const;
  /// The first child of one of these names, tried in the order given.
  XmlIndex child(XmlIndex n, std::initializer_list<XmlName> names) const;
  bool has_children(XmlIndex n) const;

  std::optional<std::string_view> attribute(XmlIndex n, std::string_view name,
                                            Space space = Space::kPlain) const;
  /// All characters below `n`, as they stand.
  std::string text(XmlIndex n) const;
  /// Everything inside `n` as markup again, without prefixes.
  std::string markup(XmlIndex n) const;
  /// The nearest xml:base around `n`, resolved against those further out and `base`.
  std::string base(XmlIndex n, std::string_view base) const;
  /// The nearest xml:lang around `n`; nothing for none or an empty one.
  std::optional<std::string> lang(XmlIndex n) const;

  const std::vector<std::string>& notes() const { return notes_; }

 private:
  friend class XmlTreeBuilder;
  struct Node {
    XmlIndex parent = kNoElement, end = 0;
    std::uint32_t begin = 0, length = 0;  ///< of the name, or of the characters of a text
    std::uint32_t first_attribute = 0;
    std::uint16_t attributes = 0;
    Space space = Space::kPlain;
    bool is_text = false;
  };
  struct Attribute {
    Space space = Space::kPlain;
    std::uint32_t name = 0, name_length = 0, value = 0, value_length = 0;
  };
  std::string_view view(std::uint32_t begin, std::uint32_t length) const {
    return std::string_view(characters_).substr(begin, length);
  }

  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  std::string characters_;
  std::vector<std::string> notes_;
};

}  // namespace newsloom::feed
