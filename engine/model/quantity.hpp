// Numbers of a declaration: bare ones in the declared unit, or with a unit of their own.
#pragma once

#include "model/draft.hpp"

#include <optional>

namespace ronghe {

// `0.5`, `-3`, `1.2 亿元/year`, in `unit`. Reports what is neither, and a unit of another dimension.
std::optional<double> read_quantity(Draft& draft, const Node& node, const Unit& unit);

// The number of `to` in `value` of `from`; both have one dimension.
double in_unit(double value, const Unit& from, const Unit& to);

// Reads the range, and the values of an input or constant: one number, a list in order of the elements, or by element.
void read_numbers(Draft& draft, int variable);

// How a number stands in a message, with its unit unless that is 1.
Word quantity_word(double value, const Unit& unit);

// The unit in both languages.
Word unit_word(const Unit& unit);

}  // namespace ronghe
