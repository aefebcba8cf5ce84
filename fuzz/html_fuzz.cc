// Any bytes make a well-formed tree of bounded size in valid UTF-8.
#include <string>

#include "fuzz/door.h"
#include "html/document.h"
#include "text/utf8.h"

using namespace newsloom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Small limits, so that a small input reaches them.
  html::Limits limits;
  limits.max_bytes = 1u << 16;
  limits.max_nodes = 2000;
  limits.max_open_elements = 32;
  const html::Document page = html::parse(fuzz::bytes_of(data, size), std::nullopt, limits);
  fuzz::must(page.size() >= 1 && page.end(0) == page.size(), "node 0 holds the whole document");
  for (html::NodeIndex n = 1; n < page.size(); ++n) {
    const html::NodeIndex parent = page.parent(n);
    fuzz::must(parent < n && page.end(n) > n && page.end(n) <= page.end(parent),
               "a node lies inside its parent");
    fuzz::must(text::is_valid_utf8(page.is_text(n) ? page.text(n) : page.tag_name(n)),
               "all text is valid UTF-8");
    for (const html::Attribute& attribute : page.attributes(n))
      fuzz::must(text::is_valid_utf8(attribute.name) && text::is_valid_utf8(attribute.value),
                 "attributes are valid UTF-8");
  }
  fuzz::must(text::is_valid_utf8(page.inner_text(0)), "the whole text is valid UTF-8");
  return 0;
}
