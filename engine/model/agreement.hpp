// The unit rules: which quantities may meet, and what unit comes out.
//
// Two units agree when dimension and scale do. A literal quantity is converted where it meets another quantity of its
// dimension; nothing else ever is. In a product a share (`15 %`) is a plain number, unless the product is wanted in
// that unit (`100 % * a` for something declared in `%`).
//
// What was not understood (`unknown`) agrees with everything, so that one mistake gives one message.
#pragma once

#include "model/draft.hpp"

#include <vector>

namespace ronghe {

// A part of an equation: its term, and the unit its values are in.
struct Value {
  enum class Type { unknown, number, condition };

  Type type = Type::unknown;
  Term term;
  Unit unit;
  bool literal = false;  // a number as written, perhaps negated
  bool bare = false;     // a literal without a unit
  bool share = false;    // a literal in `%` or another name for a part of one

  bool known() const { return type != Type::unknown; }
  bool zero() const { return literal && bare && term.value == 0; }
};

Value make_literal(double value, const Unit& unit, const Span& span);

// Turns a literal into its number in `wanted`. False when the value's unit is another one; nothing is reported.
bool fit(Value& value, const Unit& wanted);

// Whether `value` is a number, or a condition; reports one that is the other.
bool check_number(Draft& draft, const Value& value);
bool check_condition(Draft& draft, const Value& value);

// Like `fit`, and reports. `related` is the place that asks for the unit.
bool demand(Draft& draft, Value& value, const Unit& wanted, const Span& related = {});
// For functions that know no units.
bool demand_dimensionless(Draft& draft, Value& value, std::string_view function);

// Brings values that meet in `+ - min max if` or a comparison to one unit: that of the first that is no literal, else
// `wanted` where it fits, else the first literal's. Nothing when they do not agree, which is reported.
std::optional<Unit> agree(Draft& draft, std::vector<Value*> values, const Unit* wanted);

// The words and the hint of a mismatch, for whoever tells it in words of its own.
Words mismatch_words(const Value& value, const Unit& expected);

}  // namespace ronghe
