// Jumps in time: they fall on the grid of steps, and are not seen before their date.
#pragma once

#include "model/references.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ronghe {

// The value of a term made of literals and the clock alone (but not of `time`, which moves).
std::optional<double> clock_value(const Time& time, const Term& term);
// The same with constants as the model has them, and with what follows from them alone. `loops` are the elements of the
// loops around the term.
std::optional<double> constant_value(const Model& model, const Term& term, const std::vector<int>& loops);

// Checks the date of a jump, or a length of time that ends in one, against the grid of steps. What is known now is told
// now; a date made of constants becomes a requirement of the run; any other is an error. `owner` as in Site.
enum class JumpTime { date, length, interval };
void check_jump(Draft& draft, const Term& term, JumpTime moment, const std::vector<ElementLoop>& loops, int owner);

// Marks what must be held within a step: comparisons, `round`, `int` and stepwise lookups of time alone. Asks for the
// model's step order.
void hold_jumps(Model& model);

}  // namespace ronghe
