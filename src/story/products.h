// Products of sorted lists of weighted terms. For the files of this room alone.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "story/vectors.h"

namespace newsloom::story {

/// Calls `both(x, y)` for the items of equal term. A list that is much longer is searched, not walked.
template <class A, class B, class Both>
void for_common(const std::vector<A>& a, const std::vector<B>& b, Both both) {
  constexpr std::size_t kMuchLonger = 8;
  if (b.size() > kMuchLonger * a.size()) {
    auto from = b.begin();
    for (const A& x : a) {
      from = std::lower_bound(from, b.end(), x.term, [](const B& y, TermId term) { return y.term < term; });
      if (from == b.end()) return;
      if (from->term == x.term) both(x, *from);
    }
    return;
  }
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const TermId x = a[i].term, y = b[j].term;
    if (x == y) both(a[i], b[j]);
    i += x <= y ? 1 : 0;
    j += y <= x ? 1 : 0;
  }
}

template <class TextB, class PlainB>
Products products_of(const ArticleVectors& v, const std::vector<TextB>& text,
                     const std::vector<PlainB>& names, const std::vector<PlainB>& numbers) {
  Products out;
  for_common(v.text, text, [&](const TextTerm& x, const TextB& y) {
    const auto times = [](std::int64_t p, std::int64_t q) { return p * q; };
    out.title += times(x.title, y.title);
    out.lead += times(x.lead, y.lead);
    out.body += times(x.body, y.body);
    out.title_in_body += times(x.title, y.body);
    out.body_in_title += times(x.body, y.title);
  });
  for_common(v.names, names, [&](const Weighted& x, const PlainB& y) {
    out.names += static_cast<std::int64_t>(x.weight) * y.weight;
  });
  for_common(v.numbers, numbers, [&](const Weighted& x, const PlainB& y) {
    out.numbers += static_cast<std::int64_t>(x.weight) * y.weight;
  });
  return out;
}

}  // namespace newsloom::story
