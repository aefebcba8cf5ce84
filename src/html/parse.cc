// One page through the stages of this room: charset, guards, tree.
#include <algorithm>
#include <string>
#include <utility>

#include "html/document.h"
#include "html/document_builder.h"
#include "html/guard.h"
#include "html/html_tree.h"
#include "html/meta_charset.h"
#include "text/charset.h"

namespace newsloom::html {
namespace {

/// A page has at most a node for so many of its bytes: the densest of 3,147 pages has one for thirteen, an
/// ordinary one for forty. What is made of nothing but tags costs more than pages of its length may. Small
/// pages may have the first ones anyway.
constexpr std::size_t kBytesOfNode = 10, kFirstNodes = 1000;
/// Memory of the parser's tree for a byte of the page: of 3,147 pages the dearest takes 22, ignored tags 40.
constexpr std::size_t kTreeBytesOfByte = 24, kFirstTreeBytes = 1u << 20;

void note(DocumentBuilder& builder, const char* kind, std::size_t count) {
  if (count > 0) builder.add_note(std::string(kind) + ":" + std::to_string(count));
}

}  // namespace

Document parse(std::string_view bytes, std::optional<std::string_view> http_charset, const Limits& limits) {
  const std::size_t taken = std::min(bytes.size(), limits.max_bytes);
  text::Decoded page = text::decode(bytes.substr(0, taken), http_charset, meta_charset(bytes));
  // The parser loses its place in the bytes of a character beside a zero; in text browsers leave zeros out
  // too.
  const bool has_zeros =
      page.text.find('\0') != std::string::npos;  // memchr is fast, and next to no page has one
  const std::size_t zeros = has_zeros ? std::erase(page.text, '\0') : 0;
  GuardedMarkup guarded = guard(page.text, limits);
  const std::string& markup = guarded.rewritten ? *guarded.rewritten : page.text;

  DocumentBuilder builder(page.text.size());
  note(builder, "html-bytes-left-out", bytes.size() - taken);
  note(builder, "utf8-repaired", page.repaired);
  note(builder, "html-zeros-left-out", zeros);
  note(builder, "html-formatting", guarded.dropped_formatting);
  note(builder, "html-nesting", guarded.dropped_nesting);
  note(builder, "html-attributes", guarded.cut_attributes);
  Limits tree_limits = limits;
  tree_limits.max_nodes = std::min(limits.max_nodes, kFirstNodes + page.text.size() / kBytesOfNode);
  tree_limits.max_tree_bytes =
      std::min(limits.max_tree_bytes, kFirstTreeBytes + page.text.size() * kTreeBytesOfByte);
  build_tree(markup, std::move(guarded.scripts), tree_limits, builder);
  return builder.finish(page.charset);
}

}  // namespace newsloom::html
