#include "html/document.h"

namespace newsloom::html {

std::string_view Document::tag_name(NodeIndex n) const {
  const Node& node = nodes_[n];
  // The builder puts the name of an element that Tag does not know just before its attributes.
  if (node.tag == Tag::kUnknown) return value_of(attributes_[node.begin - 1]);
  return name_of(node.tag);
}

std::string Document::inner_text(NodeIndex n) const {
  std::string out;
  for (NodeIndex i = n; i < end(n);) {
    if (tag(i) == Tag::kScript || tag(i) == Tag::kStyle) {
      i = end(i);
      continue;
    }
    out += text(i);
    ++i;
  }
  return out;
}

}  // namespace newsloom::html
