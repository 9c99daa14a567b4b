#include "model/quantity.hpp"

#include "model/cells.hpp"
#include "model/texts.hpp"
#include "syntax/expression.hpp"
#include "syntax/number.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace ronghe {
namespace {

// Converted quantities come with a rounding of their own; a range is not meant that exactly.
bool within(double value, const Range& range) {
  const double slack = 1e-12 * std::max(std::abs(range.low), std::abs(range.high));
  return value >= range.low - slack && value <= range.high + slack;
}

void read_range(Draft& draft, Variable& variable, const Node& node) {
  if (node.items.size() != 2) {
    draft.diagnostics.error("value.range_form", node.span);
    return;
  }
  const auto low = read_quantity(draft, node.items[0], variable.unit);
  const auto high = read_quantity(draft, node.items[1], variable.unit);
  if (!low || !high) return;
  if (*low > *high) {
    draft.diagnostics.error("value.range_order", node.span);
    return;
  }
  variable.range = Range{*low, *high};
}

class ValueReader {
 public:
  ValueReader(Draft& draft, Variable& variable) : draft_(draft), variable_(variable) {}

  void read(const Node& node) {
    if (node.is_sequence()) {
      read_list(node);
      return;
    }
    const Pieces pieces = by_element(draft_, node, variable_, ByElement::values);
    for (const Piece& piece : pieces.pieces) {
      const auto value = number(*piece.node);
      if (!value) continue;
      for (const Box& box : piece.boxes) fill(box, *value, 0, 0);
    }
  }

 private:
  std::optional<double> number(const Node& node) {
    const auto value = read_quantity(draft_, node, variable_.unit);
    if (value && variable_.range && !within(*value, *variable_.range)) {
      draft_.diagnostics.error("value.outside_range", node.span,
                               {{"value", quantity_word(*value, variable_.unit)},
                                {"low", format_number(variable_.range->low)},
                                {"high", quantity_word(variable_.range->high, variable_.unit)}});
    }
    return value;
  }

  void read_list(const Node& node) {
    const int cells = variable_.cells;
    if (variable_.dimensions.size() != 1 || node.items.size() != static_cast<std::size_t>(cells)) {
      Words words = {{"found", std::to_string(node.items.size())},
                     {"wanted", variable_.dimensions.size() == 1 ? std::to_string(cells) : "1"}};
      if (variable_.dimensions.empty()) words.emplace_back("alone", variable_.name);
      draft_.diagnostics.error("value.list", node.span, std::move(words));
      return;
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      if (const auto value = number(node.items[i])) variable_.values[i] = *value;
    }
  }

  void fill(const Box& box, double value, std::size_t dimension, std::size_t cell) {
    if (dimension == box.size()) {
      variable_.values[cell] = value;
      return;
    }
    const auto size = static_cast<std::size_t>(draft_.dimension(variable_.dimensions[dimension]).size());
    for (const int element : box[dimension]) {
      fill(box, value, dimension + 1, cell * size + static_cast<std::size_t>(element));
    }
  }

  Draft& draft_;
  Variable& variable_;
};

}  // namespace

std::optional<double> read_quantity(Draft& draft, const Node& node, const Unit& unit) {
  if (!check_scalar(draft.diagnostics, node)) return std::nullopt;
  if (const auto bare = parse_number(node.text)) return bare;
  const auto parsed = parse_expression(node.text, node.span);
  const Expression* number = parsed ? &parsed.value() : nullptr;
  const bool negative = number != nullptr && number->kind == Expression::Kind::negate;
  if (negative) number = &number->operands[0];
  if (number == nullptr || number->kind != Expression::Kind::number) {
    Words words = {{"found", node.text}, {"unit", unit_word(unit)}};
    if (node.text.find(',') != std::string::npos) words.emplace_back("comma", ",");
    draft.diagnostics.error("value.not_a_number", node.span, std::move(words));
    return std::nullopt;
  }
  const double value = negative ? -number->value : number->value;
  if (number->unit_text.empty()) return value;
  const auto own = draft.unit(number->unit_text, number->name_span);
  if (!own) return std::nullopt;
  if (!own->same_dimension(unit)) {
    draft.diagnostics.error("value.unit", number->name_span,
                            {{"found", unit_word(*own)}, {"expected", unit_word(unit)}});
    return std::nullopt;
  }
  return in_unit(value, *own, unit);
}

void read_numbers(Draft& draft, int index) {
  Variable& variable = draft.variable(index);
  const Declared& declared = draft.declared[static_cast<std::size_t>(index)];
  if (!declared.sound) return;
  if (declared.range != nullptr) read_range(draft, variable, *declared.range);
  const bool numbers = variable.kind == Variable::Kind::input || variable.kind == Variable::Kind::constant;
  if (!numbers) return;
  variable.values.assign(static_cast<std::size_t>(variable.cells), std::numeric_limits<double>::quiet_NaN());
  if (declared.value == nullptr) return;
  variable.value_span = declared.value->span;
  ValueReader(draft, variable).read(*declared.value);
}

double in_unit(double value, const Unit& from, const Unit& to) {
  const double factor = from.factor_to(to);
  // Divided by 100, 7 % is 0.07; times 0.01 it is 0.07000000000000001.
  return factor < 1 ? value / to.factor_to(from) : value * factor;
}

Word unit_word(const Unit& unit) { return unit.text(); }

Word quantity_word(double value, const Unit& unit) {
  return unit == Unit() ? format_number(value) : format_number(value) + " " + unit.text();
}

}  // namespace ronghe
