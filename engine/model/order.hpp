// Orders the work: each cell is computed after what it needs.
#pragma once

#include "model/draft.hpp"

namespace ronghe {

// Fills the model's start and step order; reports circles.
void order_model(Draft& draft);

}  // namespace ronghe
