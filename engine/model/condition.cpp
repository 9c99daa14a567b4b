#include "model/condition.hpp"

#include "model/cells.hpp"
#include "model/draft.hpp"
#include "model/references.hpp"
#include "model/translate.hpp"
#include "syntax/expression.hpp"

#include <algorithm>

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
  Place place;
  place.name = text;
  place.dimensions = free_dimensions(*draft_, expression);
  place.cells = whole_box(draft_->model, place.dimensions);
  std::optional<Condition> condition = translate_condition(*draft_, expression, place);
  diagnostics.add(draft_->diagnostics.take());
  if (!condition) return std::nullopt;
  condition->equation.text = text;
  condition->equation.span = where;
  return condition;
}

}  // namespace ronghe
