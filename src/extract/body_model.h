// The learned body finder: how likely a block belongs to the body.
#pragma once

#include "extract/block_features.h"

namespace newsloom::extract {

/// 0..1. A sum of small decision trees (gradient boosting, Friedman 2001), learned by
/// tools/train-body; its table is body_model.inc.
double chance_of(const BlockRow& row);

}  // namespace newsloom::extract
