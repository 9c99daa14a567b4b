#pragma once

#include "program/code.hpp"

namespace ronghe {

// Takes out what nothing needs: instructions, then arrays. `items` are the instructions and observations in order.
void drop_unused(Code& code, std::vector<Item>& items);

// Marks the instructions that later stages of a step must repeat: those whose operands move within the step, as far as
// the net flows need them.
void mark_stages(Code& code);

// Deals the items out to `once` and `step`: each instruction is computed no more often than its value changes.
void deal_out(Code& code, const std::vector<Item>& items);

}  // namespace ronghe
