// The structural body finder: which element holds the running text.
#pragma once

#include <vector>

#include "extract/outline.h"
#include "html/document.h"

namespace newsloom::extract {

/// A block of so many words with few links that is no heading or caption.
bool is_running(const Block& block);

/// Every block of running text outside of furniture votes, by its words, for the elements around it; from
/// the root the walk goes down as long as one child holds nearly all votes. kNoNode: the page has no running
/// text. Linear in nodes.
html::NodeIndex find_container(const html::Document& page, const std::vector<Block>& blocks);

}  // namespace newsloom::extract
