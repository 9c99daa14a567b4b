// Values, shares, dates and spans of time as a scenario writes them.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/units.hpp"
#include "syntax/tree.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ronghe {

// `value` [from] in `to`; both have one dimension.
double converted(double value, const Unit& from, const Unit& to);

// Whether values in this unit are money.
bool is_money(const Unit& unit);

// The text of a unit: `亿元/year`. Reports what is wrong at `node`.
std::optional<Unit> read_unit(const Node& node, Diagnostics& diagnostics);

// A number with its unit (`1.2 亿元/year`, `15 %`), in `wanted`. A bare number is in `given`, the unit that a block
// around it states; without one it is good only for 0 and where a dimensionless value is wanted.
std::optional<double> read_value(const Node& node, const Unit& wanted, const std::optional<Unit>& given,
                                 Diagnostics& diagnostics);
std::optional<double> read_value(std::string_view text, const Span& span, const Unit& wanted,
                                 const std::optional<Unit>& given, Diagnostics& diagnostics);

// The step of a date (`2025`, `2025.5`, `2025-07`) within the run and on its grid.
std::optional<int> read_date(const Node& node, const Time& time, Diagnostics& diagnostics);

// How many steps a span of time (`4 years`, `18 month`, `1/2 year`) has; at least one. `before` is the word that stands
// in front of it: `ramp `.
std::optional<int> read_duration(std::string_view text, const Span& span, const Time& time, Diagnostics& diagnostics,
                                 std::string_view before = "");

// `value` and its unit for a message: `1.2 亿元/year`, a dimensionless one without a unit.
std::string quantity_text(double value, const Unit& unit);
// A length of time with its unit in each language: `1 年`.
Word length_of_time(double value, const Unit& unit);

// The words of `quantity.unit_mismatch`.
Words mismatch_words(const Unit& found, const Unit& wanted);
std::string range_text(const Range& range, const Unit& unit);
// Whether `value` lies in the range, up to rounding.
bool within(double value, const Range& range);

}  // namespace ronghe
