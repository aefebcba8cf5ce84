#include "extract/addresses.h"

namespace newsloom::extract {
void read_addresses(PageSources& in, Article& article) {
  article.url = in.page.url;
  std::optional<std::string> canonical;
  for (const auto& candidate : {in.meta.canonical(), in.meta.first({"og:url"}), in.ld.url}) {
    if (!candidate || canonical) continue;
    canonical = url::resolve(in.page.url.value_or(""), *candidate);
  }
  in.base = in.page.url.value_or(canonical.value_or(""));
  if (in.meta.base()) in.base = url::resolve(in.base, *in.meta.base()).value_or(in.base);
  if (canonical) {
    article.canonical_url = url::canonical(*canonical);
    if (!article.url) article.url = canonical;
    say(article, "canonical_url", in.meta.canonical() ? "link" : "og", 0.9);
  }
}

}  // namespace newsloom::extract
