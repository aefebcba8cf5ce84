// Where the page says it lives.
#pragma once

#include <string>
#include <string_view>

#include "extract/page_sources.h"
#include "newsloom/article.h"

namespace newsloom::extract {

/// The address of the page itself where this one is its AMP or print variant, told by a name of that meaning
/// in host, path or query; else the address as it is.
std::string without_variant(std::string_view address);

/// Fills url and canonical_url, and `in.base`, against which relative links are read.
void read_addresses(PageSources& in, Article& article);

}  // namespace newsloom::extract
