#include "model/condition.hpp"

#include "model/cells.hpp"
#include "model/draft.hpp"
#include "model/references.hpp"
#include "model/translate.hpp"
#include "syntax/expression.hpp"
#include "syntax/number.hpp"

#include <algorithm>
#include <cmath>

namespace ronghe {
namespace {

// The only element of the variable's dimensions that is labelled `label`; null when there is none, or another.
const Element* labelled(const Model& model, const Variable& variable, const Subscript& subscript) {
  const Element* found = nullptr;
  for (const int index : variable.dimensions) {
    const Dimension& dimension = model.dimensions[static_cast<std::size_t>(index)];
    if (!subscript.dimension.empty() && subscript.dimension != dimension.name) continue;
    if (dimension.element(subscript.name) >= 0) return nullptr;
    for (const Element& element : dimension.elements) {
      if (element.label.zh != subscript.name && element.label.en != subscript.name) continue;
      if (found != nullptr) return nullptr;
      found = &element;
    }
  }
  return found;
}

// Puts the names of elements in the place of their labels.
void name_elements(const Model& model, Expression& expression) {
  if (const int variable = model.find(expression.name); expression.kind == Expression::Kind::name && variable >= 0) {
    for (Subscript& subscript : expression.subscripts) {
      const Element* element = labelled(model, model.variables[static_cast<std::size_t>(variable)], subscript);
      if (element != nullptr) subscript.name = element->name;
    }
  }
  for (Expression& operand : expression.operands) name_elements(model, operand);
}

bool is_comparison(Term::Op op) {
  switch (op) {
    case Term::Op::equal:
    case Term::Op::not_equal:
    case Term::Op::less:
    case Term::Op::less_equal:
    case Term::Op::greater:
    case Term::Op::greater_equal:
      return true;
    default:
      return false;
  }
}

bool written_in_percent(const Term& term) {
  return term.op == Term::Op::literal && term.span && term.span.text().find('%') != std::string_view::npos;
}

// A variable that every page shows in percent, or the mean, smallest or largest of one.
bool shown_in_percent(const Term& term, const Model& model) {
  if (term.op == Term::Op::mean || term.op == Term::Op::smallest || term.op == Term::Op::largest) {
    return shown_in_percent(term.operands.front(), model);
  }
  if (term.op != Term::Op::reference) return false;
  const Variable& variable = model.variables[static_cast<std::size_t>(term.variable)];
  return variable.unit == Unit() && variable.indicator && variable.indicator->format != Indicator::Format::number;
}

bool in_percent(const Term& comparison, const Model& model) {
  return std::any_of(comparison.operands.begin(), comparison.operands.end(),
                     [&](const Term& side) { return written_in_percent(side) || shown_in_percent(side, model); });
}

// Warns of comparisons that are right as sentences and hardly meant: `gap <= 25` where the gap is shown as 25 %, and
// equality of what is computed, which rounding alone would break.
void check_comparisons(const Term& term, const Model& model, Diagnostics& diagnostics) {
  if (!is_comparison(term.op)) {
    for (const Term& operand : term.operands) check_comparisons(operand, model, diagnostics);
    return;
  }
  for (std::size_t i = 0; i < term.operands.size(); ++i) {
    const Term& number = term.operands[i];
    const Term& other = term.operands[1 - i];
    if (number.op != Term::Op::literal || written_in_percent(number) || std::abs(number.value) <= 1) continue;
    if (!shown_in_percent(other, model)) continue;
    std::string_view found = number.span.text();
    found = found.substr(0, found.find_last_not_of(' ') + 1);  // a sign's span reaches to the next word
    diagnostics.warning(
        "condition.percent", number.span,
        {{"name", other.span.text()}, {"found", found}, {"percent", format_number(100 * number.value)}});
  }
  const auto is_zero = [](const Term& side) { return side.op == Term::Op::literal && side.value == 0; };
  if (term.op == Term::Op::equal && std::none_of(term.operands.begin(), term.operands.end(), is_zero)) {
    diagnostics.warning("condition.equality", term.span);
  }
}

}  // namespace

ConditionReader::ConditionReader(const Model& model) : draft_(std::make_unique<Draft>(options_)) {
  Draft& draft = *draft_;
  draft.model = model;
  draft.declared.resize(model.variables.size());
  draft.time_known = true;
  Diagnostics unneeded;  // the model has found every mistake of its names
  const auto add = [&](const auto& list, Named::Kind kind) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      draft.names.add(list[i].name, {kind, static_cast<int>(i), list[i].span}, unneeded);
    }
  };
  for (std::size_t i = 0; i < model.variables.size(); ++i) {
    const Variable& variable = model.variables[i];
    if (variable.hidden()) continue;
    draft.names.add(variable.name, {Named::Kind::variable, static_cast<int>(i), variable.span}, unneeded);
  }
  add(model.lookups, Named::Kind::lookup);
  add(model.mappings, Named::Kind::mapping);
  for (std::size_t i = 0; i < model.dimensions.size(); ++i) {
    const Dimension& dimension = model.dimensions[i];
    if (dimension.hidden) continue;
    draft.names.add(dimension.name, {Named::Kind::dimension, static_cast<int>(i), dimension.span}, unneeded);
    for (const Element& element : dimension.elements) {
      draft.dimension_of_element.emplace(element.name, static_cast<int>(i));
    }
  }
}

ConditionReader::~ConditionReader() = default;

std::optional<Condition> ConditionReader::read(std::string_view text, const Span& where, Diagnostics& diagnostics) {
  Outcome<Expression> parsed = parse_expression(text, where);
  diagnostics.add(parsed.diagnostics());
  if (!parsed) return std::nullopt;
  Expression expression = std::move(parsed).value();
  name_elements(draft_->model, expression);
  Site place;
  place.name = text;
  place.dimensions = free_dimensions(*draft_, expression);
  place.cells = whole_box(draft_->model, place.dimensions);
  std::optional<Condition> condition = translate_condition(*draft_, expression, place);
  diagnostics.add(draft_->diagnostics.take());
  if (!condition) return std::nullopt;
  const Term& term = condition->equation.term;
  check_comparisons(term, draft_->model, diagnostics);
  condition->percent = is_comparison(term.op) && condition->unit == Unit() && in_percent(term, draft_->model);
  condition->equation.text = text;
  condition->equation.span = where;
  return condition;
}

}  // namespace ronghe
