// Any bytes as an address: its one form is the form of itself.
#include "fuzz/door.h"
#include "url/url.h"

using namespace newsloom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::bytes_of(data, size);

  if (const auto form = url::canonical(text))
    fuzz::must(url::canonical(*form) == form, "a canonical address is its own canonical form");
  if (const auto link = url::resolve("https://tribune.example/news/", text)) {
    fuzz::must(link->starts_with("http://") || link->starts_with("https://"), "links lead to the web only");
    fuzz::must(url::absolute(*link).has_value(), "a resolved link is an absolute address");
  }
  const auto domain = url::registrable_domain(text);
  fuzz::must(!domain || !domain->empty(), "a domain has a name");
  return 0;
}
