// The tree comes from MyHTML. It has no bounds of its own, so the page is fed in small chunks, and between
// them the nodes, the bytes and the depth so far are held against the limits. The pass before (guard.h)
// already took out what grows the tree faster than the page in all ways known; this is the second wall.
#include "html/html_tree.h"

#include <myhtml/myhtml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "html/guard.h"

namespace newsloom::html {
namespace {

/// Fed between two looks at the budget. Smaller costs speed; larger lets a page overshoot more. So chunks
/// grow while the page has no more than a node for so many bytes (an ordinary one has one for forty), and
/// shrink again where it has.
constexpr std::size_t kChunk = 16 * 1024, kLargestChunk = 64 * 1024;
constexpr std::size_t kSparseBytes = 16;
/// However deep the tags of one chunk nest, each may look through all before it: two thousand take a
/// millisecond.
constexpr std::size_t kTagsOfChunk = 2000;
/// While many formatting elements are open every `<p>` may copy all of them, so the looks come sooner.
constexpr std::size_t kCautiousChunk = 2 * 1024;
constexpr std::size_t kManyFormatting = 8;
/// The guard's model of the stack is exact on ordinary pages. A page that gets this much past it deceives it.
constexpr std::size_t kDepthSlack = 2;
/// The library loses its place where a chunk ends inside an end tag of raw text ("</sty|le>": the style never
/// ends and with it the page) and perhaps in other signs. So a chunk ends behind so many plain characters,
/// more than any such tag has, looked for in the last bytes of it.
constexpr std::size_t kPlainCharacters = 12;
constexpr std::size_t kCutSearched = 1024;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == ',' ||
         c == '.' || c == ':' || c == '_';
}

/// Where a chunk that is to end at `end` should end. Without a good place the given one serves.
std::size_t safe_end(std::string_view markup, std::size_t begin, std::size_t end) {
  if (end >= markup.size()) return markup.size();
  const std::size_t least = std::max(begin + kPlainCharacters, end - std::min(end, kCutSearched));
  std::size_t plain = 0;
  for (std::size_t at = end; at > least; --at) {
    plain = is_plain(markup[at]) ? plain + 1 : 0;
    if (plain > kPlainCharacters) return at + kPlainCharacters;
  }
  return end;
}

/// At most `usual` bytes from `begin` on, halved until they have few enough tags.
std::size_t chunk_size(std::string_view markup, std::size_t begin, std::size_t usual) {
  while (usual > kCautiousChunk &&
         static_cast<std::size_t>(std::ranges::count(markup.substr(begin, usual), '<')) > kTagsOfChunk)
    usual /= 2;
  return usual;
}

/// Ignored, each joins the texts around it by copying them; no page has two.
constexpr std::size_t kMaxDoctypes = 64;
/// Of text that is joined (Meter::copied): so much, and so many times the page. A megabyte takes up to a
/// millisecond; of 3,147 pages none has copied 8 kB.
constexpr std::size_t kMaxCopied = 256u << 10;
constexpr std::size_t kMaxCopiedOfPage = 16;

/// What the tree has cost so far.
struct Meter {
  std::size_t nodes = 0;
  std::size_t bytes = 0;
  /// A text that comes right after another is joined to it, and both are copied. So is text that stands in a
  /// table but in no cell, which goes before the table: bytes that went there since the table began, and
  /// bytes copied in all.
  std::size_t fostered = 0, copied = 0;
  std::size_t doctypes = 0;
};

bool is_between_cells(myhtml_insertion_mode mode) {
  return mode == MyHTML_INSERTION_MODE_IN_TABLE || mode == MyHTML_INSERTION_MODE_IN_TABLE_TEXT ||
         mode == MyHTML_INSERTION_MODE_IN_TABLE_BODY || mode == MyHTML_INSERTION_MODE_IN_ROW;
}

void count_copies(const myhtml_tree_t& tree, const myhtml_token_node_t& token, Meter& meter) {
  if (token.tag_id == MyHTML_TAG__DOCTYPE) {
    ++meter.doctypes;
  } else if (token.tag_id == MyHTML_TAG_TABLE) {
    meter.fostered = 0;
  } else if (token.tag_id == MyHTML_TAG__TEXT && is_between_cells(tree.insert_mode) &&
             (token.type & MyHTML_TOKEN_TYPE_WHITESPACE) == 0) {
    meter.fostered += token.raw_length;
    meter.copied += meter.fostered;
  } else if (token.tag_id == MyHTML_TAG__TEXT && tree.open_elements->length > 0) {
    const myhtml_tree_node_t* parent = tree.open_elements->list[tree.open_elements->length - 1];
    const myhtml_tree_node_t* last = parent != nullptr ? parent->last_child : nullptr;
    if (last != nullptr && last->tag_id == MyHTML_TAG__TEXT && last->token != nullptr)
      meter.copied += last->token->str.length + token.raw_length;
  }
}

void* count_token(myhtml_tree_t* tree, myhtml_token_node_t* token, void* meter) {
  count_copies(*tree, *token, *static_cast<Meter*>(meter));
  std::size_t bytes = sizeof(myhtml_token_node_t);
  for (const myhtml_token_attr_t* a = token->attr_first; a != nullptr; a = a->next) bytes += sizeof(*a);
  static_cast<Meter*>(meter)->bytes += bytes;
  return meter;  // becomes the context of the next call
}

/// The library cuts white space off the front of some texts (before <html>, <head> and <body>, in columns)
/// and goes on believing that the text has all its memory; what is appended to it later would be written into
/// the memory of others. The true size stands before the text.
void correct_size(mycore_string_t& text) {
  if (text.data != nullptr) text.size = std::min(text.size, mchar_async_get_size_by_data(text.data));
}

/// Counts the node; where it is a rebuilt formatting element also its copied token, which no tokenizer
/// announced.
void count_node(myhtml_tree_t*, myhtml_tree_node_t* node, void* meter) {
  auto& total = *static_cast<Meter*>(meter);
  ++total.nodes;
  total.bytes += sizeof(myhtml_tree_node_t);
  if (node->tag_id == MyHTML_TAG__TEXT && node->token != nullptr) correct_size(node->token->str);
  if (node->token == nullptr || node->token->attr_first == nullptr) return;
  for (const myhtml_token_attr_t* a = node->token->attr_first; a != nullptr; a = a->next) {
    total.bytes += a->key.length + a->value.length;
  }
}

/// Our tags by the library's number, for the elements that both know.
using TagTable = std::array<Tag, MyHTML_TAG_LAST_ENTRY>;

const TagTable& known_tags() {
  static const TagTable kTags = [] {
    TagTable out;
    out.fill(Tag::kUnknown);
    for (std::size_t id = MyHTML_TAG__DOCTYPE + 1; id < out.size(); ++id) {
      const myhtml_tag_context_t* known = myhtml_tag_static_get_by_id(id);
      if (known != nullptr && known->name != nullptr) out[id] = tag_from({known->name, known->name_length});
    }
    return out;
  }();
  return kTags;
}

/// One MyHTML parser with its tree, for one page: keeping them for the next was measured and gains 2 %.
class Parser {
 public:
  Parser() : html_(myhtml_create()), tree_(myhtml_tree_create()), tags_(known_tags()) {
    myhtml_init(html_, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0);
    myhtml_tree_init(tree_, html_);
    myhtml_tree_parse_flags_set(tree_, MyHTML_TREE_PARSE_FLAGS_WITHOUT_DOCTYPE_IN_TREE);
    myhtml_encoding_set(tree_, MyENCODING_UTF_8);
    myhtml_callback_before_token_done_set(tree_, &count_token, &meter_);
    myhtml_callback_tree_node_insert_set(tree_, &count_node, &meter_);
  }
  ~Parser() {
    myhtml_tree_destroy(tree_);
    myhtml_destroy(html_);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  /// Feeds the page; returns why it stopped before the end, or nothing.
  std::string parse(std::string_view markup, const Limits& limits) {
    most_copied_ = kMaxCopied + kMaxCopiedOfPage * markup.size();
    std::string stopped;
    std::size_t at = 0, usual = kChunk;
    bool copies = false;
    do {  // also for an empty page: the library does not end what was never begun
      const bool cautious = tree_->active_formatting->length > kManyFormatting || copies;
      const std::size_t end =
          safe_end(markup, at, at + (cautious ? kCautiousChunk : chunk_size(markup, at, usual)));
      const std::string_view chunk = markup.substr(at, end - at);
      const std::size_t nodes = meter_.nodes, copied = meter_.copied;
      myhtml_parse_chunk(tree_, chunk.data(), chunk.size());
      // The library looks for every token's place from this chunk on, back where it began before: by itself
      // from the first chunk on, which took a fifth of the time of a page with many.
      tree_->incoming_buf_first = tree_->incoming_buf;
      at += chunk.size();
      const bool sparse = (meter_.nodes - nodes) * kSparseBytes <= chunk.size();
      usual = sparse && !cautious ? std::min(2 * usual, kLargestChunk) : kChunk;
      copies = meter_.copied - copied > kMaxCopiedOfPage * chunk.size();
      meter_.bytes += chunk.size();  // its text, names and values, kept once
      stopped = passed_limit(limits);
    } while (at < markup.size() && stopped.empty());
    myhtml_parse_chunk_end(tree_);
    return stopped;
  }

  const myhtml_tree_node_t* root() const { return tree_->document; }
  const Meter& meter() const { return meter_; }

  std::string_view name(const myhtml_tree_node_t& node) const {
    std::size_t length = 0;
    const char* name = myhtml_tag_name_by_id(tree_, node.tag_id, &length);
    return name == nullptr ? std::string_view() : std::string_view(name, length);
  }

  Tag tag(const myhtml_tree_node_t& node) const {
    const Tag tag = node.tag_id < tags_.size() ? tags_[node.tag_id] : Tag::kUnknown;
    if (node.ns == MyHTML_NAMESPACE_HTML || tag == Tag::kScript || tag == Tag::kStyle) return tag;
    // The <title> or <a> of a drawing is not the page's; its root is asked for by name.
    return tag == Tag::kSvg ? tag : Tag::kUnknown;
  }

 private:
  std::string passed_limit(const Limits& limits) const {
    if (meter_.nodes > limits.max_nodes) return "html-nodes:" + std::to_string(meter_.nodes);
    if (meter_.bytes > limits.max_tree_bytes) return "html-tree-bytes:" + std::to_string(meter_.bytes);
    if (meter_.copied > most_copied_) return "html-copied:" + std::to_string(meter_.copied);
    if (meter_.doctypes > kMaxDoctypes) return "html-doctypes:" + std::to_string(meter_.doctypes);
    const std::size_t depth = tree_->open_elements->length;
    if (depth > kDepthSlack * limits.max_open_elements) return "html-depth:" + std::to_string(depth);
    return {};
  }

  Meter meter_;
  std::size_t most_copied_ = 0;
  myhtml_t* html_;
  myhtml_tree_t* tree_;
  const TagTable& tags_;
};

std::string_view view(const mycore_string_t& string) {
  return string.data == nullptr ? std::string_view() : std::string_view(string.data, string.length);
}

/// Tells the library's tree to the builder. A loop along the links of the tree: its depth is foreign.
class TreeTeller {
 public:
  TreeTeller(const Parser& parser, std::vector<std::string_view> scripts, const Limits& limits,
             DocumentBuilder& builder)
      : parser_(parser), scripts_(std::move(scripts)), limits_(limits), builder_(builder) {}

  void tell() {
    const myhtml_tree_node_t* root = parser_.root();
    const myhtml_tree_node_t* node = root->child;
    std::size_t depth = 1;
    while (node != nullptr) {
      enter(*node, depth);
      if (node->child != nullptr) {
        node = node->child;
        ++depth;
        continue;
      }
      leave(*node, depth);
      while (node->next == nullptr) {
        node = node->parent;
        --depth;
        if (node == root || node == nullptr) return;
        leave(*node, depth);
      }
      node = node->next;
    }
  }

 private:
  static bool is_element(const myhtml_tree_node_t& node) { return node.tag_id > MyHTML_TAG__DOCTYPE; }
  /// Deeper elements are left out and their content stands in the last one that is not.
  bool is_told(const myhtml_tree_node_t& node, std::size_t depth) const {
    return is_element(node) && depth <= limits_.max_open_elements;
  }

  void enter(const myhtml_tree_node_t& node, std::size_t depth) {
    if (node.tag_id == MyHTML_TAG__TEXT) {
      if (node.token != nullptr) builder_.add_text(text_of(node));
      return;
    }
    if (!is_told(node, depth)) return;
    const Tag tag = parser_.tag(node);
    builder_.open_element(tag, tag == Tag::kUnknown ? parser_.name(node) : std::string_view());
    if (node.token == nullptr) return;
    for (const myhtml_token_attr_t* a = node.token->attr_first; a != nullptr; a = a->next) {
      builder_.add_attribute(view(a->key), view(a->value));
    }
  }

  void leave(const myhtml_tree_node_t& node, std::size_t depth) {
    if (is_told(node, depth)) builder_.close_element();
  }

  /// The characters of a text node; of a script those that the guard took out. Each is told once, so that no
  /// page grows by marks of its own.
  std::string_view text_of(const myhtml_tree_node_t& node) {
    const std::string_view text = view(node.token->str);
    if (node.parent->tag_id != MyHTML_TAG_SCRIPT || !text.starts_with(kScriptMark)) return text;
    std::size_t place = scripts_.size();
    std::from_chars(text.data() + kScriptMark.size(), text.data() + text.size(), place);
    return place < scripts_.size() ? std::exchange(scripts_[place], {}) : std::string_view();
  }

  const Parser& parser_;
  std::vector<std::string_view> scripts_;
  const Limits& limits_;
  DocumentBuilder& builder_;
};

}  // namespace

void build_tree(std::string_view markup, std::vector<std::string_view> scripts, const Limits& limits,
                DocumentBuilder& builder) {
  Parser parser;
  if (std::string stopped = parser.parse(markup, limits); !stopped.empty())
    builder.add_note(std::move(stopped));
  TreeTeller(parser, std::move(scripts), limits, builder).tell();
}

}  // namespace newsloom::html
