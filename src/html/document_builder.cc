#include "html/document_builder.h"

#include <cassert>
#include <limits>
#include <utility>

namespace newsloom::html {
namespace {

/// Above this a std::string keeps its bytes on the heap, so that moving a Document does not move what views
/// of it point at.
constexpr std::size_t kAlwaysOnHeap = 64;
/// An ordinary page has a node, and an attribute, for so many bytes.
constexpr std::size_t kBytesOfNode = 40;

}  // namespace

DocumentBuilder::DocumentBuilder(std::size_t source_bytes) {
  document_.source_bytes_ = source_bytes;
  document_.text_.reserve(source_bytes + kAlwaysOnHeap);
  document_.nodes_.reserve(source_bytes / kBytesOfNode);
  document_.attributes_.reserve(source_bytes / kBytesOfNode);
  Document::Node root;
  root.tag = Tag::kDocument;
  document_.nodes_.push_back(root);
  open_.push_back(0);
}

DocumentBuilder::Span DocumentBuilder::keep(std::string_view bytes) {
  const Span span{static_cast<std::uint32_t>(document_.text_.size()),
                  static_cast<std::uint32_t>(bytes.size())};
  document_.text_.append(bytes);
  return span;
}

void DocumentBuilder::open_element(Tag tag, std::string_view name) {
  if (tag == Tag::kUnknown) {
    const Span span = keep(name);
    document_.attributes_.push_back({AttributeName::other(), span.begin, span.length, 0});
  }
  Document::Node node;
  node.tag = tag;
  node.parent = open_.back();
  node.begin = static_cast<std::uint32_t>(document_.attributes_.size());
  open_.push_back(document_.size());
  document_.nodes_.push_back(node);
}

void DocumentBuilder::add_attribute(std::string_view name, std::string_view value) {
  Document::Node& node = document_.nodes_.back();
  if (node.attribute_count == std::numeric_limits<std::uint16_t>::max()) return;
  const auto key = kept_attribute(name);
  if (!key) return;
  ++node.attribute_count;
  node.length |= key->bit();
  const std::uint32_t name_length = *key == AttributeName::other() ? keep(name).length : 0;
  const Span span = keep(value);
  document_.attributes_.push_back({*key, span.begin, span.length, name_length});
}

void DocumentBuilder::add_text(std::string_view text) {
  if (text.empty()) return;
  Document::Node& last = document_.nodes_.back();
  if (last.tag == Tag::kText && last.parent == open_.back()) {
    last.length += keep(text).length;
    return;
  }
  const Span span = keep(text);
  Document::Node node;
  node.tag = Tag::kText;
  node.parent = open_.back();
  node.begin = span.begin;
  node.length = span.length;
  node.end = document_.size() + 1;
  document_.nodes_.push_back(node);
}

void DocumentBuilder::close_element() {
  assert(open_.size() > 1);
  document_.nodes_[open_.back()].end = document_.size();
  open_.pop_back();
}

Document DocumentBuilder::finish(std::string charset) {
  while (open_.size() > 1) close_element();
  document_.nodes_.front().end = document_.size();
  document_.charset_ = std::move(charset);
  return std::move(document_);
}

}  // namespace newsloom::html
