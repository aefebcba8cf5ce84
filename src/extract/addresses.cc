#include "extract/addresses.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace newsloom::extract {
namespace {

/// How publishers write "the same for phones", "the same for paper" into an address.
constexpr std::array<std::string_view, 4> kVariantNames = {"amp", "print", "printable", "drucken"};
constexpr std::array<std::string_view, 8> kVariantQueries = {
    "amp", "amp=1", "amp=true", "outputtype=amp", "print", "print=1", "print=true", "output=print"};

bool is_variant(std::string_view name) {
  return std::ranges::find(kVariantNames, name) != kVariantNames.end();
}

}  // namespace

std::string without_variant(std::string_view address) {
  const std::size_t host = std::min(address.find("://"), address.size() - 3) + 3;
  std::string out(address.substr(0, host));
  std::string_view rest = address.substr(host);
  if (rest.starts_with("amp.")) rest.remove_prefix(4);
  const std::size_t mark = std::min(rest.find('?'), rest.size());
  std::string_view path = rest.substr(0, mark), query = rest.substr(std::min(mark + 1, rest.size()));
  const bool slash = path.ends_with('/');
  if (slash) path.remove_suffix(1);
  const std::size_t first = path.find('/');
  if (const std::size_t last = path.rfind('/');
      last != std::string_view::npos && is_variant(path.substr(last + 1))) {
    path = path.substr(0, last);
  } else if (first != std::string_view::npos && path.substr(first).starts_with("/amp/")) {
    out += path.substr(0, first);
    path.remove_prefix(first + 4);
  } else if (path.ends_with(".amp")) {
    path.remove_suffix(4);
  }
  out += path;
  if (slash || path.find('/') == std::string_view::npos) out += '/';
  std::string kept;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view part = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (std::ranges::find(kVariantQueries, text::lower(part)) != kVariantQueries.end()) continue;
    if (!kept.empty()) kept += '&';
    kept += part;
  }
  return kept.empty() ? out : out + '?' + kept;
}

void read_addresses(PageSources& in, Article& article) {
  article.url = in.page.url;
  std::optional<std::string> canonical;
  const char* from = "";
  const auto take = [&](const std::optional<std::string>& candidate, const char* source) {
    if (!candidate || canonical) return;
    canonical = url::resolve(in.page.url.value_or(""), *candidate);
    if (canonical) from = source;
  };
  take(in.meta.canonical(), "link");
  take(in.meta.first({"og:url"}), "og");
  take(in.ld.url, "json-ld");
  take(in.page.url, "url");
  in.base = in.page.url.value_or(canonical.value_or(""));
  if (in.meta.base()) in.base = url::resolve(in.base, *in.meta.base()).value_or(in.base);
  if (!canonical) return;
  constexpr double kLinked = 0.95, kStated = 0.85, kFetched = 0.6;
  const bool linked = in.meta.canonical() && std::string_view(from) == "link";
  article.canonical_url = url::canonical(without_variant(*canonical));
  if (!article.url) article.url = canonical;
  say(article, "canonical_url", from,
      linked                            ? kLinked
      : std::string_view(from) == "url" ? kFetched
                                        : kStated);
}

}  // namespace newsloom::extract
