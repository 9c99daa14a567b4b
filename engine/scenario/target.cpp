#include "scenario/target.hpp"

#include "scenario/places.hpp"
#include "scenario/value.hpp"
#include "syntax/expression.hpp"

#include <algorithm>
#include <limits>

namespace ronghe {
namespace {

Word kind_word(Variable::Kind kind) {
  switch (kind) {
    case Variable::Kind::input:
      return Text("输入", "an input");
    case Variable::Kind::constant:
      return Text("常数", "a constant");
    case Variable::Kind::stock:
      return Text("存量", "a stock");
    case Variable::Kind::flow:
      return Text("流量", "a flow");
    case Variable::Kind::auxiliary:
      return Text("辅助变量", "an auxiliary");
    case Variable::Kind::at_start:
      return Text("期初值", "computed at the start");
    case Variable::Kind::memory:
      return Text("记忆值", "a memory");
  }
  throw InternalError("a kind of variable without a word");
}

// What a person may want to know of a variable before typing its name.
Text described(const Variable& variable) {
  const std::string range = variable.range ? range_text(*variable.range, variable.unit) : std::string();
  if (variable.label.empty()) return {range, range};
  const auto joined = [&](Language language, const char* comma) {
    return variable.label.in(language) + (range.empty() ? "" : comma + range);
  };
  return {joined(Language::chinese, "，"), joined(Language::english, ", ")};
}

void report_unknown(std::string_view name, const Span& span, const Model& model, bool inputs_only,
                    Diagnostics& diagnostics) {
  std::vector<std::string> candidates;
  for (const Variable& variable : model.variables) {
    if (variable.settable() && (!inputs_only || variable.kind == Variable::Kind::input)) {
      candidates.push_back(variable.name);
    }
  }
  Words words = {{"name", name}, {"model", model.name}};
  if (const auto nearest = nearest_name(name, candidates)) {
    words.emplace_back("nearest", *nearest);
    const Text description = described(model.variables[static_cast<std::size_t>(model.find(*nearest))]);
    if (!description.empty()) words.emplace_back("description", description);
  }
  diagnostics.error("scenario.unknown_input", span, std::move(words));
}

// Places the subscripts of a target on the axes of its variable.
class SubscriptReader {
 public:
  SubscriptReader(const Model& model, const Variable& variable, const std::vector<int>& spanned,
                  Diagnostics& diagnostics)
      : model_(model), variable_(variable), spanned_(spanned), diagnostics_(diagnostics) {}

  std::optional<std::vector<int>> read(const std::vector<Subscript>& subscripts) {
    std::vector<int> fixed(variable_.dimensions.size(), -1);
    bool good = true;
    for (const Subscript& subscript : subscripts) {
      const std::optional<std::size_t> axis = axis_of(subscript);
      if (!axis) {
        good = false;
        continue;
      }
      const std::optional<int> element = read_element(dimension(*axis), subscript.name, subscript.span, diagnostics_);
      if (element && fixed[*axis] >= 0) {
        diagnostics_.error("place.twice", subscript.span, {{"name", subscript.name}});
        good = false;
      }
      if (!element) good = false;
      if (element) fixed[*axis] = *element;
    }
    if (!good) return std::nullopt;
    return fixed;
  }

 private:
  const Dimension& dimension(std::size_t axis) const {
    return model_.dimensions[static_cast<std::size_t>(variable_.dimensions[axis])];
  }

  bool is_open(std::size_t axis) const {
    return std::find(spanned_.begin(), spanned_.end(), variable_.dimensions[axis]) == spanned_.end();
  }

  std::optional<std::size_t> axis_of(const Subscript& subscript) {
    std::vector<std::size_t> having;
    std::vector<std::string> names;
    for (std::size_t axis = 0; axis < variable_.dimensions.size(); ++axis) {
      if (!is_open(axis)) continue;
      names.push_back(dimension(axis).name);
      const bool fits = subscript.dimension.empty() ? !elements_called(dimension(axis), subscript.name).empty()
                                                    : dimension(axis).name == subscript.dimension;
      if (fits) having.push_back(axis);
    }
    if (having.size() == 1) return having.front();
    // With one axis open the element is misspelt, and its own message knows the nearest.
    if (having.empty() && names.size() == 1 && subscript.dimension.empty()) {
      for (std::size_t axis = 0; axis < variable_.dimensions.size(); ++axis) {
        if (is_open(axis)) return axis;
      }
    }
    Words words = {{"name", subscript.dimension.empty() ? subscript.name : subscript.dimension},
                   {"variable", variable_.name}};
    if (!names.empty()) words.emplace_back("dimensions", listed(names));
    if (having.size() > 1) words.emplace_back("example", dimension(having.front()).name + "=" + subscript.name);
    diagnostics_.error(having.empty() ? "target.no_such_element" : "target.ambiguous", subscript.span,
                       std::move(words));
    return std::nullopt;
  }

  const Model& model_;
  const Variable& variable_;
  const std::vector<int>& spanned_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<int> find_settable(std::string_view name, const Span& span, const Model& model,
                                 Diagnostics& diagnostics) {
  const int found = model.find(name);
  if (found < 0 || model.variables[static_cast<std::size_t>(found)].hidden()) {
    report_unknown(name, span, model, false, diagnostics);
    return std::nullopt;
  }
  const Variable& variable = model.variables[static_cast<std::size_t>(found)];
  if (variable.settable()) return found;
  diagnostics.error("scenario.computed", span, {{"name", name}, {"kind", kind_word(variable.kind)}}, variable.span);
  return std::nullopt;
}

std::optional<int> find_input(std::string_view name, const Span& span, const Model& model, Diagnostics& diagnostics) {
  if (model.find(name) < 0) {
    report_unknown(name, span, model, true, diagnostics);
    return std::nullopt;
  }
  const std::optional<int> found = find_settable(name, span, model, diagnostics);
  if (!found) return std::nullopt;
  const Variable& variable = model.variables[static_cast<std::size_t>(*found)];
  if (variable.kind == Variable::Kind::input) return found;
  diagnostics.error("reform.constant", span, {{"name", name}}, variable.span);
  return std::nullopt;
}

std::optional<Target> read_target(std::string_view text, const Span& span, const Model& model,
                                  const std::vector<int>& spanned, Diagnostics& diagnostics) {
  const Outcome<Expression> read = parse_expression(text, span);
  diagnostics.add(read.diagnostics());
  if (!read) return std::nullopt;
  const Expression& expression = read.value();
  if (expression.kind != Expression::Kind::name) {
    diagnostics.error("target.malformed", span, {{"found", text}});
    return std::nullopt;
  }
  const std::optional<int> found = find_settable(expression.name, expression.name_span, model, diagnostics);
  if (!found) return std::nullopt;
  const Variable& variable = model.variables[static_cast<std::size_t>(*found)];
  auto fixed = SubscriptReader(model, variable, spanned, diagnostics).read(expression.subscripts);
  if (!fixed) return std::nullopt;
  return Target{*found, std::move(*fixed)};
}

double ReferenceValues::at(int variable, int cell) const {
  const auto found = set_.find({variable, cell});
  if (found != set_.end()) return origins_[found->second].value;
  if (model_.variables[static_cast<std::size_t>(variable)].has_rule()) return std::numeric_limits<double>::quiet_NaN();
  return model_.variables[static_cast<std::size_t>(variable)].values[static_cast<std::size_t>(cell)];
}

void ReferenceValues::set(Origin origin) {
  set_.insert_or_assign({origin.variable, origin.cell}, origins_.size());
  origins_.push_back(std::move(origin));
}

Span ReferenceValues::place(int variable, int cell) const {
  const auto found = set_.find({variable, cell});
  return found == set_.end() ? Span() : origins_[found->second].place;
}

std::vector<Setting> ReferenceValues::settings() const {
  std::vector<Setting> settings;
  for (const auto& [key, index] : set_) {
    const Variable& variable = model_.variables[static_cast<std::size_t>(key.first)];
    settings.push_back({variable.has_rule() ? variable.given : key.first, key.second, {origins_[index].value}});
  }
  return settings;
}

bool check_range(const Model& model, int variable, int cell, double value, const Span& span, Diagnostics& diagnostics) {
  const Variable& declared = model.variables[static_cast<std::size_t>(variable)];
  if (!declared.range || within(value, *declared.range)) return true;
  diagnostics.error("scenario.out_of_range", span,
                    {{"name", model.cell_name(declared, cell)},
                     {"value", quantity_text(value, declared.unit)},
                     {"range", range_text(*declared.range, declared.unit)}},
                    declared.span);
  return false;
}

}  // namespace ronghe
