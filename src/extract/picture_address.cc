#include "extract/picture_address.h"

#include <algorithm>
#include <charconv>

#include "text/utf8.h"

namespace newsloom::extract {
namespace {

using html::AttributeName;
using html::Document;
using html::NodeIndex;
using html::Tag;

/// The last address of "a.jpg 300w, b.jpg 600w": publishers write them from small to large.
std::string_view largest_of(std::string_view srcset) {
  std::string_view best;
  double best_size = -1;
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!srcset.empty()) {
    std::size_t begin = 0;
    while (begin < srcset.size() && (is_blank(srcset[begin]) || srcset[begin] == ',')) ++begin;
    if (begin == srcset.size()) break;
    std::size_t end = begin;
    while (end < srcset.size() && !is_blank(srcset[end])) ++end;
    std::string_view address = srcset.substr(begin, end - begin);
    std::size_t next = std::min(srcset.find(',', end), srcset.size());
    std::string_view size = text::trim(srcset.substr(end, next - end));
    if (address.ends_with(',')) {
      address.remove_suffix(1);
      size = {};
      next = end;
    }
    double value = 0;
    std::from_chars(size.data(), size.data() + size.size(), value);
    if (value >= best_size) {
      best_size = value;
      best = address;
    }
    srcset.remove_prefix(next);
  }
  return best;
}

bool is_address(std::string_view value) {
  return !value.empty() && !value.starts_with("data:") && !value.starts_with("blob:") &&
         !value.starts_with("{");
}

}  // namespace

std::string_view raw_address(const Document& page, NodeIndex image) {
  for (const AttributeName key :
       std::to_array<AttributeName>({"srcset", "data-srcset", "data-lazy-srcset", "data-original-set"})) {
    if (const auto set = page.attribute(image, key)) {
      if (const auto address = largest_of(*set); is_address(address)) return address;
    }
  }
  for (const AttributeName key : std::to_array<AttributeName>(
           {"data-src", "data-original", "data-lazy-src", "data-lazy", "data-full-src", "src"})) {
    if (const auto value = page.attribute(image, key); value && is_address(text::trim(*value)))
      return text::trim(*value);
  }
  // Every script that loads late has its own name for the attribute.
  for (const html::Attribute& attribute : page.attributes(image)) {
    if (attribute.name.find("lazy") == std::string_view::npos) continue;
    const bool set = attribute.name.find("set") != std::string_view::npos;
    const auto address = set ? largest_of(attribute.value) : text::trim(attribute.value);
    if (address.find('/') != std::string_view::npos && is_address(address)) return address;
  }
  const NodeIndex parent = page.parent(image);
  if (parent == html::kNoNode || page.tag(parent) != Tag::kPicture) return {};
  for (NodeIndex n = page.first_child(parent); n != html::kNoNode; n = page.next_sibling(n)) {
    for (const AttributeName key : std::to_array<AttributeName>({"srcset", "data-srcset"})) {
      if (const auto set = page.attribute(n, key)) {
        if (const auto address = largest_of(*set); is_address(address)) return address;
      }
    }
  }
  return {};
}

std::string path_key(std::string_view address) {
  const auto end = std::ranges::find_if(address, [](char c) { return c == '?' || c == '#'; });
  return text::lower(std::string_view(address.begin(), end));
}

std::string picture_key(std::string_view address) {
  std::string path = path_key(address);
  while (path.ends_with('/')) path.pop_back();
  std::string name = path.substr(path.rfind('/') + 1);
  name.resize(std::min(name.size(), name.rfind('.')));
  // "-1200x800", "_w800", "@2x" and the like stand at the end.
  while (true) {
    const std::size_t sign = name.find_last_of("-_@");
    if (sign == std::string::npos || sign < 4) break;
    const std::string_view tail = std::string_view(name).substr(sign + 1);
    const bool size = !tail.empty() && tail.size() <= 10 &&
                      tail.find_first_not_of("0123456789xw") == std::string_view::npos &&
                      (tail.find('x') != std::string_view::npos || tail.find('w') != std::string_view::npos);
    if (!size && tail != "scaled") break;
    name.resize(sign);
  }
  return name.size() >= 4 ? name : path;
}

}  // namespace newsloom::extract
