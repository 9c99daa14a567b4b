// What a schedule is worth at a step, as include/ronghe/program.hpp says, in the first stage.
#pragma once

#include "ronghe/model.hpp"
#include "ronghe/program.hpp"

namespace ronghe {

// Of a profile: its rate. Of another change: its strength, 0 to 1.
double strength_at(const Change& change, int step, const Time& time);
// The value of a cell whose base is `base`.
double value_at(const Schedule& schedule, double base, int step, const Time& time);
// Whether the change counts at this step.
bool in_force(const Change& change, int step);

// The order in which the changes of one cell count: by kind, then by id.
bool counts_before(const Change& a, const Change& b);

}  // namespace ronghe
