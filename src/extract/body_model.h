// The learned body finder: how likely a block belongs to the body.
#pragma once

#include <span>

#include "extract/block_features.h"

namespace newsloom::extract {

/// 0..1 for each row: `chances[i]` of `rows[i]`. A sum of small decision trees (gradient boosting, Friedman
/// 2001), learned by tools/train-body; its table is body_model.inc.
/// REQUIRES: at most kRowsAtOnce rows, as many chances.
void chances_of(std::span<const BlockRow> rows, std::span<double> chances);

}  // namespace newsloom::extract
