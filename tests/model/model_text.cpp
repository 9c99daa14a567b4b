#include "model/model_text.hpp"

#include "syntax/number.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace ronghe::testing {
namespace {

using Op = Term::Op;

std::string_view word(Op op) {
  switch (op) {
    case Op::literal:
      return "literal";
    case Op::reference:
      return "reference";
    case Op::lookup:
      return "lookup";
    case Op::time:
      return "time";
    case Op::dt:
      return "dt";
    case Op::start_time:
      return "start_time";
    case Op::stop_time:
      return "stop_time";
    case Op::negate:
      return "-";
    case Op::add:
      return "+";
    case Op::subtract:
      return "-";
    case Op::multiply:
      return "*";
    case Op::divide:
      return "/";
    case Op::power_whole:
      return "^whole";
    case Op::square_root:
      return "root";
    case Op::power:
      return "^";
    case Op::abs:
      return "abs";
    case Op::exp:
      return "exp";
    case Op::ln:
      return "ln";
    case Op::log10:
      return "log10";
    case Op::sin:
      return "sin";
    case Op::cos:
      return "cos";
    case Op::tan:
      return "tan";
    case Op::arcsin:
      return "arcsin";
    case Op::arccos:
      return "arccos";
    case Op::arctan:
      return "arctan";
    case Op::sinh:
      return "sinh";
    case Op::cosh:
      return "cosh";
    case Op::tanh:
      return "tanh";
    case Op::minimum:
      return "min";
    case Op::maximum:
      return "max";
    case Op::round:
      return "round";
    case Op::truncate:
      return "int";
    case Op::mod:
      return "mod";
    case Op::divide_or:
      return "divide";
    case Op::conditional:
      return "if";
    case Op::equal:
      return "=";
    case Op::not_equal:
      return "!=";
    case Op::less:
      return "<";
    case Op::less_equal:
      return "<=";
    case Op::greater:
      return ">";
    case Op::greater_equal:
      return ">=";
    case Op::logical_and:
      return "and";
    case Op::logical_or:
      return "or";
    case Op::logical_not:
      return "not";
    case Op::sum:
      return "sum";
    case Op::mean:
      return "mean";
    case Op::product:
      return "product";
    case Op::smallest:
      return "smallest";
    case Op::largest:
      return "largest";
    case Op::step:
      return "step";
    case Op::ramp:
      return "ramp";
    case Op::pulse:
      return "pulse";
  }
  return "?";
}

std::size_t at(int index) { return static_cast<std::size_t>(index); }

std::string loop_name(const Model& model, const Equation& equation, int loop) {
  std::string name = model.dimensions[at(equation.loops[at(loop)])].name;
  if (loop >= static_cast<int>(equation.cells.size())) name += "'";
  return name;
}

std::string join(const std::vector<std::string>& words) {
  std::string result;
  for (const std::string& each : words) result += (result.empty() ? "" : " ") + each;
  return result;
}

std::string reference(const Model& model, const Equation& equation, const Term& term) {
  std::vector<std::string> axes;
  for (const Axis& axis : term.axes) {
    if (axis.element >= 0) {
      axes.push_back(std::to_string(axis.element));
      continue;
    }
    std::string text = loop_name(model, equation, axis.loop);
    if (!axis.map.empty()) {
      text += "→";
      for (const int element : axis.map) text += std::to_string(element);
    }
    axes.push_back(text);
  }
  const std::string& name = model.variables[at(term.variable)].name;
  return axes.empty() ? name : name + "[" + join(axes) + "]";
}

// `[c1 c2, urban]`, or nothing when these are all cells.
std::string cells_text(const Model& model, const Variable& variable, const std::vector<std::vector<int>>& cells) {
  std::string text;
  bool all = true;
  for (std::size_t d = 0; d < cells.size(); ++d) {
    const Dimension& dimension = model.dimensions[at(variable.dimensions[d])];
    all = all && static_cast<int>(cells[d].size()) == dimension.size();
    if (d > 0) text += ", ";
    std::vector<std::string> names;
    for (const int element : cells[d]) names.push_back(dimension.elements[at(element)].name);
    text += join(names);
  }
  return all ? "" : "[" + text + "]";
}

}  // namespace

std::string to_text(const Model& model, const Equation& equation, const Term& term) {
  std::vector<std::string> parts;
  switch (term.op) {
    case Op::literal:
      return format_number(term.value);
    case Op::reference:
      return reference(model, equation, term);
    case Op::time:
    case Op::dt:
    case Op::start_time:
    case Op::stop_time:
      return std::string(word(term.op));
    case Op::lookup:
      parts.push_back(model.lookups[at(term.lookup)].name);
      break;
    default:
      parts.emplace_back(word(term.op));
      break;
  }
  if (term.held) parts.back() += "!";
  for (const Term& operand : term.operands) parts.push_back(to_text(model, equation, operand));
  if (term.op == Op::power_whole) parts.push_back(std::to_string(term.exponent));
  if (!term.loops.empty()) {
    parts.emplace_back("over");
    for (const int loop : term.loops) parts.push_back(loop_name(model, equation, loop));
  }
  return "(" + join(parts) + ")";
}

std::string equations_of(const Model& model, std::string_view name) {
  const int index = model.find(name);
  if (index < 0) return "no such variable";
  const Variable& variable = model.variables[at(index)];
  std::string result;
  const auto add = [&](std::string_view what, const std::vector<Equation>& equations) {
    for (const Equation& equation : equations) {
      if (!result.empty()) result += "\n";
      const std::string cells = cells_text(model, variable, equation.cells);
      result += std::string(what) + cells + (cells.empty() ? "" : " ") + to_text(model, equation, equation.term);
    }
  };
  add("", variable.equations);
  add("initial ", variable.initial);
  add("delay ", variable.delay);
  return result;
}

std::string to_text(const Model& model, const std::vector<Evaluation>& order) {
  std::vector<std::string> names;
  for (const Evaluation& evaluation : order) {
    const Variable& variable = model.variables[at(evaluation.variable)];
    names.push_back(variable.name + cells_text(model, variable, evaluation.cells));
  }
  return join(names);
}

Outcome<Model> read(std::string text, const ModelOptions& options) {
  return read_model({std::make_shared<const Source>("model.yaml", std::move(text))}, options);
}

std::string codes(const std::vector<Diagnostic>& diagnostics) {
  std::vector<const Diagnostic*> sorted;
  for (const Diagnostic& diagnostic : diagnostics) sorted.push_back(&diagnostic);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Diagnostic* a, const Diagnostic* b) { return a->span.begin < b->span.begin; });
  std::vector<std::string> result;
  for (const Diagnostic* diagnostic : sorted) result.push_back(diagnostic->code);
  return join(result);
}

}  // namespace ronghe::testing
