// Reads the model's time, exactly.
#pragma once

#include "model/draft.hpp"

#include <optional>

namespace ronghe {

// Reads `time` from the model (null: missing) and what the options put in place of it. Whatever is wrong is reported;
// then the model keeps a time of one step, so that the rest can be checked.
void read_time(Draft& draft, const Node* node, const Span& model_span);

// The date on the grid of steps at or before `date`, and the one after it; their texts for a message.
struct GridDates {
  std::string before;
  std::string after;
};
GridDates grid_dates(const Time& time, double date);

}  // namespace ronghe
