#include "report/facts.hpp"

#include "report/typeset.hpp"

#include <algorithm>
#include <cmath>

namespace ronghe {
namespace {

using Kind = Variable::Kind;

Kind declared_kind(const Variable& variable) { return variable.has_rule() ? Kind::constant : variable.kind; }

void collect(const Term& term, Mentions& names) {
  if (term.variable >= 0) names.variables.insert(term.variable);
  if (term.lookup >= 0) names.lookups.insert(term.lookup);
  for (const Term& operand : term.operands) collect(operand, names);
}

// What a variable's own equations name, hidden variables among it.
Mentions names_in(const Variable& variable) {
  Mentions names;
  for (const auto* equations : {&variable.equations, &variable.initial, &variable.delay}) {
    for (const Equation& equation : *equations) collect(equation.term, names);
  }
  for (const auto* terms : {&variable.inflows, &variable.outflows}) {
    for (const Term& term : *terms) collect(term, names);
  }
  return names;
}

// What a variable needs, with its hidden parts followed to what the author wrote. `own` is `names_in` of each variable.
Mentions needs_of(const Model& model, const std::vector<Mentions>& own, int index) {
  Mentions needs;
  std::set<int> seen;
  std::vector<int> open = {index};
  while (!open.empty()) {
    const Mentions& names = own[static_cast<std::size_t>(open.back())];
    open.pop_back();
    needs.lookups.insert(names.lookups.begin(), names.lookups.end());
    for (const int used : names.variables) {
      if (!variable_at(model, used).hidden()) {
        needs.variables.insert(used);
      } else if (seen.insert(used).second) {
        open.push_back(used);
      }
    }
  }
  return needs;
}

std::string fraction_text(std::int64_t numerator, std::int64_t denominator) {
  return denominator == 1 ? std::to_string(numerator) : std::to_string(numerator) + "/" + std::to_string(denominator);
}

std::string method_text(Method method, Language language) {
  switch (method) {
    case Method::euler:
      return say(words::euler, language);
    case Method::rk2:
      return say(words::rk2, language);
    case Method::rk4:
      return say(words::rk4, language);
  }
  throw InternalError("a method without a name");
}

bool same_value(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// For each dimension of a variable, how far apart two neighbours along it lie in the list of cells.
std::vector<int> strides_of(const Model& model, const Variable& variable) {
  std::vector<int> strides(variable.dimensions.size());
  int stride = 1;
  for (std::size_t d = strides.size(); d-- > 0;) {
    strides[d] = stride;
    stride *= dimension_at(model, variable.dimensions[d]).size();
  }
  return strides;
}

}  // namespace

const KindRow& row_of(const Variable& variable) {
  for (const KindRow& row : declared_kinds) {
    if (row.kind == declared_kind(variable)) return row;
  }
  throw InternalError("a hidden variable is told");
}

const Variable& variable_at(const Model& model, int index) { return model.variables[static_cast<std::size_t>(index)]; }
const Dimension& dimension_at(const Model& model, int index) {
  return model.dimensions[static_cast<std::size_t>(index)];
}

bool belongs_to(const Model& model, const Span& span, int part) {
  return part == whole_model ? is_declared(model, span) : model.part_of(span) == part;
}

std::vector<int> declared_variables(const Model& model, int part) {
  std::vector<int> variables;
  for (int v = 0; v < static_cast<int>(model.variables.size()); ++v) {
    const Variable& variable = variable_at(model, v);
    if (!variable.hidden() && (part == whole_model || model.part_of(variable.span) == part)) variables.push_back(v);
  }
  return variables;
}

std::vector<int> of_kind(const Model& model, const std::vector<int>& variables, const KindRow& kind) {
  std::vector<int> result;
  std::copy_if(variables.begin(), variables.end(), std::back_inserter(result),
               [&](int v) { return declared_kind(variable_at(model, v)) == kind.kind; });
  return result;
}

Dependence dependence_of(const Model& model) {
  std::vector<Mentions> own;
  for (const Variable& variable : model.variables) own.push_back(names_in(variable));
  Dependence dependence;
  dependence.needs.resize(model.variables.size());
  dependence.needed_by.resize(model.variables.size());
  dependence.lookup_users.resize(model.lookups.size());
  for (const int v : declared_variables(model)) {
    Mentions needs = needs_of(model, own, v);
    for (const int used : needs.variables) dependence.needed_by[static_cast<std::size_t>(used)].push_back(v);
    for (const int used : needs.lookups) dependence.lookup_users[static_cast<std::size_t>(used)].push_back(v);
    dependence.needs[static_cast<std::size_t>(v)] = std::move(needs);
  }
  return dependence;
}

std::vector<std::string> names_of(const Model& model, const Mentions& names) {
  std::vector<std::string> result = names_of(model, std::vector<int>(names.variables.begin(), names.variables.end()));
  for (const int lookup : names.lookups) result.push_back(model.lookups[static_cast<std::size_t>(lookup)].name);
  return result;
}

std::vector<std::string> names_of(const Model& model, const std::vector<int>& variables) {
  std::vector<std::string> names;
  for (const int v : variables) names.push_back(variable_at(model, v).name);
  return names;
}

std::vector<std::string> dimension_names(const Model& model, const Variable& variable) {
  std::vector<std::string> names;
  for (const int dimension : variable.dimensions) names.push_back(dimension_at(model, dimension).name);
  return names;
}

std::string joined(const std::vector<std::string>& items, std::string_view separator) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : std::string(separator)) + item;
  return text;
}

std::string cells_text(const Model& model, const Variable& variable, const Equation& equation) {
  std::string text;
  for (std::size_t d = 0; d < equation.cells.size() && d < variable.dimensions.size(); ++d) {
    const Dimension& dimension = dimension_at(model, variable.dimensions[d]);
    if (static_cast<int>(equation.cells[d].size()) == dimension.size()) continue;
    std::vector<std::string> elements;
    for (const int e : equation.cells[d]) elements.push_back(dimension.elements[static_cast<std::size_t>(e)].name);
    text += (text.empty() ? "" : " · ") + joined(elements, ", ");
  }
  return text;
}

std::vector<std::string> flow_texts(const Model& model, const std::vector<Term>& flows) {
  std::vector<std::string> texts;
  for (const Term& flow : flows) {
    texts.push_back(flow.span ? std::string(flow.span.text()) : variable_at(model, flow.variable).name);
  }
  return texts;
}

std::string unit_text(const Unit& unit, Language language) {
  return language == Language::chinese ? unit.text_zh() : unit.text();
}

std::string time_text(const Time& time, Language language) {
  const std::string step = fraction_text(time.step_numerator, time.step_denominator);
  return say(words::time_span, language, plain_number(time.start()), plain_number(time.stop()), time.steps, step,
             unit_text(time.unit, language), method_text(time.method, language));
}

std::string indicator_text(const Indicator& indicator, Language language) {
  switch (indicator.better) {
    case Indicator::Better::higher:
      return say(words::higher, language);
    case Indicator::Better::lower:
      return say(words::lower, language);
    case Indicator::Better::neither:
      return say(words::neither, language);
  }
  throw InternalError("an indicator that is better neither way");
}

std::string count_text(std::size_t variables, Language language) {
  return variables == 1 ? say(words::one_variable, language) : say(words::many_variables, language, variables);
}

std::vector<ValueRow> value_rows(const Model& model, const Variable& variable) {
  const std::vector<double>& values = variable.values;
  const std::vector<int> strides = strides_of(model, variable);
  std::vector<bool> varies(strides.size(), false);
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    const std::vector<int> indices = model.indices(variable, static_cast<int>(cell));
    for (std::size_t d = 0; d < indices.size(); ++d) {
      const std::size_t first = cell - static_cast<std::size_t>(indices[d] * strides[d]);
      if (!same_value(values[cell], values[first])) varies[d] = true;
    }
  }
  std::vector<ValueRow> rows;
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    const std::vector<int> indices = model.indices(variable, static_cast<int>(cell));
    std::vector<std::string> elements;
    bool told = false;
    for (std::size_t d = 0; d < indices.size(); ++d) {
      if (varies[d]) {
        const Dimension& dimension = dimension_at(model, variable.dimensions[d]);
        elements.push_back(dimension.elements[static_cast<std::size_t>(indices[d])].name);
      } else if (indices[d] > 0) {
        told = true;
      }
    }
    if (!told) rows.push_back({joined(elements, ", "), values[cell]});
  }
  return rows;
}

}  // namespace ronghe
