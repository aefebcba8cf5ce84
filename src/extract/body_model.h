// The learned body finder: how likely a block belongs to the body.
#pragma once

#include <vector>

#include "extract/block_features.h"

namespace newsloom::extract {

/// 0..1 for each row. A sum of small decision trees (gradient boosting, Friedman 2001), learned by
/// tools/train-body; its table is body_model.inc.
std::vector<double> chances_of(const std::vector<BlockRow>& rows);

}  // namespace newsloom::extract
