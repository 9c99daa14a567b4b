#include "model/agreement.hpp"

#include "model/quantity.hpp"
#include "syntax/number.hpp"

#include <algorithm>

namespace ronghe {

Value make_literal(double value, const Unit& unit, const Span& span) {
  Value result;
  result.type = Value::Type::number;
  result.term.value = value;
  result.term.span = span;
  result.unit = unit;
  return result;
}

bool fit(Value& value, const Unit& wanted) {
  if (!value.known() || value.unit == wanted) return true;
  if (value.zero()) {
    value.unit = wanted;
    return true;
  }
  // A bare number is not taken for a number of `%`: 5 is not 500 %.
  if (!value.literal || value.bare || !value.unit.same_dimension(wanted)) return false;
  value.term.value = in_unit(value.term.value, value.unit, wanted);
  value.unit = wanted;
  return true;
}

bool check_number(Draft& draft, const Value& value) {
  if (value.type != Value::Type::condition) return value.known();
  draft.diagnostics.error("type.condition", value.term.span);
  return false;
}

bool check_condition(Draft& draft, const Value& value) {
  if (value.type != Value::Type::number) return value.known();
  draft.diagnostics.error("type.number", value.term.span);
  return false;
}

Words mismatch_words(const Value& value, const Unit& expected) {
  Words words = {{"expected", unit_word(expected)}, {"found", unit_word(value.unit)}};
  if (value.literal && value.bare) {
    words.emplace_back("number", format_number(value.term.value));
  } else if (value.unit.same_dimension(expected)) {
    // Of the two the larger unit is counted in the smaller one.
    const double factor = value.unit.factor_to(expected);
    const bool larger = factor > 1;
    const Unit& small = larger ? expected : value.unit;
    const Unit& large = larger ? value.unit : expected;
    const double count = larger ? factor : expected.factor_to(value.unit);
    words.emplace_back(larger ? "multiplier" : "divisor", format_number(count) + " " + (small / large).text());
  }
  return words;
}

bool demand(Draft& draft, Value& value, const Unit& wanted, const Span& related) {
  if (!check_number(draft, value)) return false;
  if (fit(value, wanted)) return true;
  draft.diagnostics.error("units.mismatch", value.term.span, mismatch_words(value, wanted), related);
  return false;
}

bool demand_dimensionless(Draft& draft, Value& value, std::string_view function) {
  if (!check_number(draft, value)) return false;
  if (fit(value, Unit())) return true;
  Words words = {{"function", function}, {"found", unit_word(value.unit)}, {"unit", value.unit.text()}};
  if (value.unit.dimensionless()) words = mismatch_words(value, Unit());
  draft.diagnostics.error(value.unit.dimensionless() ? "units.mismatch" : "units.not_dimensionless", value.term.span,
                          std::move(words));
  return false;
}

std::optional<Unit> agree(Draft& draft, std::vector<Value*> values, const Unit* wanted) {
  bool good = true;
  for (const Value* value : values) good = check_number(draft, *value) && good;
  if (!good) return std::nullopt;
  const auto first = std::find_if(values.begin(), values.end(), [](const Value* value) { return !value->literal; });
  const Value* reference = first == values.end() ? nullptr : *first;
  Unit unit;
  if (reference != nullptr) {
    unit = reference->unit;
  } else {
    const auto solid = std::find_if(values.begin(), values.end(), [](const Value* value) { return !value->zero(); });
    const Value* literal = solid == values.end() ? nullptr : *solid;
    const bool takes_wanted =
        wanted != nullptr && (literal == nullptr || (!literal->bare && literal->unit.same_dimension(*wanted)));
    if (takes_wanted) {
      unit = *wanted;
    } else if (literal != nullptr) {
      unit = literal->unit;
    }
    reference = literal;
  }
  for (Value* value : values) {
    if (fit(*value, unit)) continue;
    draft.diagnostics.error("units.mismatch", value->term.span, mismatch_words(*value, unit),
                            reference == nullptr ? Span{} : reference->term.span);
    return std::nullopt;
  }
  return unit;
}

}  // namespace ronghe
