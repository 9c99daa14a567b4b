// Tells what a model holds, for people and for programs.
//
// Variables that the engine made out of a library function (the stocks of a delay) are not told: they belong to the
// equation that the author wrote. Dependencies are followed through them, so that a use of `smooth3` needs its input.
#include "output/json.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace ronghe {
namespace {

using Kind = Variable::Kind;

constexpr int title_width = 14;
constexpr std::size_t most_values = 24;

// The kinds that an author declares, in the order in which they are told.
struct KindRow {
  Kind kind;
  Said one;
  Said many;
  const char* name;  // in JSON
};
constexpr KindRow kinds[] = {
    {Kind::input, words::input, words::inputs, "input"},
    {Kind::constant, words::constant, words::constants, "constant"},
    {Kind::stock, words::stock, words::stocks, "stock"},
    {Kind::flow, words::flow, words::flows, "flow"},
    {Kind::auxiliary, words::auxiliary, words::auxiliaries, "auxiliary"},
    {Kind::at_start, words::computed_at_start, words::at_start, "at_start"},
};

// As the author declared it: a constant with a rule is one of the constants.
Kind declared_kind(const Variable& variable) { return variable.has_rule() ? Kind::constant : variable.kind; }

const KindRow& row_of(const Variable& variable) {
  for (const KindRow& row : kinds) {
    if (row.kind == declared_kind(variable)) return row;
  }
  throw InternalError("a hidden variable is told");
}

const Variable& variable_at(const Model& model, int index) { return model.variables[static_cast<std::size_t>(index)]; }
const Dimension& dimension_at(const Model& model, int index) {
  return model.dimensions[static_cast<std::size_t>(index)];
}

// What a variable's own equations name: variables and lookups.
struct Names {
  std::set<int> variables;
  std::set<int> lookups;
};

void collect(const Term& term, Names& names) {
  if (term.variable >= 0) names.variables.insert(term.variable);
  if (term.lookup >= 0) names.lookups.insert(term.lookup);
  for (const Term& operand : term.operands) collect(operand, names);
}

Names names_in(const Variable& variable) {
  Names names;
  for (const auto* equations : {&variable.equations, &variable.initial, &variable.delay}) {
    for (const Equation& equation : *equations) collect(equation.term, names);
  }
  for (const auto* terms : {&variable.inflows, &variable.outflows}) {
    for (const Term& term : *terms) collect(term, names);
  }
  return names;
}

// What a variable needs, with its hidden parts followed to what the author wrote.
Names needs_of(const Model& model, int index) {
  Names needs;
  std::set<int> seen;
  std::vector<int> open = {index};
  while (!open.empty()) {
    const Names names = names_in(variable_at(model, open.back()));
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

std::vector<int> needed_by(const Model& model, int index) {
  std::vector<int> users;
  for (int v = 0; v < static_cast<int>(model.variables.size()); ++v) {
    if (!variable_at(model, v).hidden() && needs_of(model, v).variables.contains(index)) users.push_back(v);
  }
  return users;
}

std::vector<std::string> names_of(const Model& model, const std::set<int>& variables) {
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

// The elements that an equation stands for, where it does not stand for all: `rural`, or `rural, urban · old`.
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

std::vector<std::string> flow_names(const Model& model, const std::vector<Term>& terms) {
  std::vector<std::string> names;
  for (const Term& term : terms) names.push_back(variable_at(model, term.variable).name);
  return names;
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

std::string time_text(const Time& time, Language language) {
  const std::string unit = language == Language::chinese ? time.unit.text_zh() : time.unit.text();
  const std::string step = fraction_text(time.step_numerator, time.step_denominator);
  return say(words::time_span, language, plain_number(time.start()), plain_number(time.stop()), time.steps, step, unit,
             method_text(time.method, language));
}

std::string dimension_text(const Model& model, const Dimension& dimension, Language language) {
  std::string text = dimension.name;
  if (!dimension.label.empty()) text += " (" + dimension.label.in(language) + ")";
  if (dimension.parent >= 0) {
    const std::string& parent = dimension_at(model, dimension.parent).name;
    text += ", " + say(dimension.copy ? words::copy_of : words::part_of, language, parent);
    if (dimension.copy) return text;
  } else if (dimension.from_data) {
    return text + ": " + say(words::from_data, language);
  }
  std::vector<std::string> elements;
  for (const Element& element : dimension.elements) {
    const bool labelled = !element.label.empty() && element.label.in(language) != element.name;
    elements.push_back(labelled ? element.name + " " + element.label.in(language) : element.name);
  }
  return text + ": " + joined(elements, ", ");
}

std::string unit_text(const Unit& unit, Language language) {
  return language == Language::chinese ? unit.text_zh() : unit.text();
}

// Values of a constant or an input: one number when all cells have the same, else one for each cell.
std::vector<std::pair<std::string, std::string>> value_rows(const Model& model, const Variable& variable,
                                                            Language language) {
  const std::string unit = variable.unit == Unit() ? "" : " " + unit_text(variable.unit, language);
  const auto told = [&](double value) {
    return std::isnan(value) ? say(words::from_data, language) : plain_number(value) + unit;
  };
  const std::vector<double>& values = variable.values;
  const bool same = std::all_of(values.begin(), values.end(), [&](double value) {
    return value == values.front() || (std::isnan(value) && std::isnan(values.front()));
  });
  std::vector<std::pair<std::string, std::string>> rows;
  if (values.empty()) return rows;
  if (same) return {{"", told(values.front())}};
  for (std::size_t cell = 0; cell < values.size() && cell < most_values; ++cell) {
    std::vector<std::string> elements;
    const std::vector<int> indices = model.indices(variable, static_cast<int>(cell));
    for (std::size_t d = 0; d < indices.size(); ++d) {
      const Dimension& dimension = dimension_at(model, variable.dimensions[d]);
      elements.push_back(dimension.elements[static_cast<std::size_t>(indices[d])].name);
    }
    rows.emplace_back(joined(elements, ", "), told(values[cell]));
  }
  if (values.size() > most_values) rows.emplace_back("…", std::to_string(values.size()));
  return rows;
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

Json range_json(const std::optional<Range>& range) {
  if (!range) return nullptr;
  return Json::array({number_or_null(range->low), number_or_null(range->high)});
}

Json indicator_json(const std::optional<Indicator>& indicator) {
  if (!indicator) return nullptr;
  const char* better = "neither";
  if (indicator->better == Indicator::Better::higher) better = "higher";
  if (indicator->better == Indicator::Better::lower) better = "lower";
  const char* format = "number";
  if (indicator->format == Indicator::Format::percent) format = "percent";
  if (indicator->format == Indicator::Format::percentage_points) format = "percentage_points";
  return {{"better", better}, {"format", format}};
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

// One text for an equation that holds everywhere, or an object with one for each group of elements.
Json equations_json(const Model& model, const Variable& variable) {
  if (variable.equations.empty()) return nullptr;
  if (variable.equations.size() == 1) return variable.equations.front().text;
  Json json = Json::object();
  for (const Equation& equation : variable.equations) json[cells_text(model, variable, equation)] = equation.text;
  return json;
}

Json values_json(const Variable& variable) {
  if (variable.values.empty()) return nullptr;
  const bool same = std::all_of(variable.values.begin(), variable.values.end(),
                                [&](double value) { return value == variable.values.front(); });
  if (same) return number_or_null(variable.values.front());
  Json json = Json::array();
  for (const double value : variable.values) json.push_back(number_or_null(value));
  return json;
}

Json variable_json(const Model& model, int index) {
  const Variable& variable = variable_at(model, index);
  Json json;
  json["name"] = variable.name;
  json["id"] = text_or_null(variable.id);
  json["kind"] = row_of(variable).name;
  json["unit"] = variable.unit.text();
  json["dimensions"] = dimension_names(model, variable);
  json["equation"] = equations_json(model, variable);
  json["value"] = values_json(variable);
  if (variable.kind == Kind::stock) {
    json["inflows"] = flow_names(model, variable.inflows);
    json["outflows"] = flow_names(model, variable.outflows);
  }
  json["labels"] = text_json(variable.label);
  json["note"] = text_or_null(variable.note);
  json["source"] = text_or_null(variable.source);
  json["range"] = range_json(variable.range);
  json["indicator"] = indicator_json(variable.indicator);
  const Names needs = needs_of(model, index);
  Json used = names_of(model, needs.variables);
  for (const int lookup : needs.lookups) used.push_back(model.lookups[static_cast<std::size_t>(lookup)].name);
  json["needs"] = std::move(used);
  return json;
}

}  // namespace

std::string tell_models(const std::vector<ShippedModel>& models, const Style& style) {
  int width = 0;
  for (const ShippedModel& model : models) width = std::max(width, display_width(model.name));
  std::string text = paint(say(words::shipped, style.language), Ink::bold, style) + "\n";
  for (const ShippedModel& model : models) {
    text += "  " + pad_right(model.name, width + 2) + model.title.in(style.language) + "\n";
  }
  return text + "\n" + say(words::how_to_describe, style.language) + "\n";
}

std::string models_json(const std::vector<ShippedModel>& models) {
  Json json = Json::array();
  for (const ShippedModel& model : models) json.push_back({{"name", model.name}, {"title", text_json(model.title)}});
  return dump(json);
}

std::string describe_model(const Model& model, const Style& style) {
  const Language language = style.language;
  std::string text = paint(model.name, Ink::bold, style);
  if (!model.title.empty()) text += "  " + model.title.in(language);
  text += "\n";
  if (!model.note.empty()) text += titled("", model.note, 2, 0, style);
  text += titled(words::time.in(language), time_text(model.time, language), 2, title_width, style);
  bool first = true;
  for (const int d : declared_dimensions(model)) {
    const Dimension& dimension = dimension_at(model, d);
    text += titled(first ? words::dimensions.in(language) : "", dimension_text(model, dimension, language), 2,
                   title_width, style);
    first = false;
  }

  int name_width = 0;
  for (const Variable& variable : model.variables) {
    if (!variable.hidden()) name_width = std::max(name_width, display_width(variable.name));
  }
  name_width = std::min(name_width, 38);

  bool indicators = false;
  for (const KindRow& kind : kinds) {
    std::vector<const Variable*> variables;
    int unit_width = 0;
    int over_width = 0;
    for (const Variable& variable : model.variables) {
      if (variable.hidden() || declared_kind(variable) != kind.kind) continue;
      variables.push_back(&variable);
      unit_width = std::max(unit_width, display_width(unit_text(variable.unit, language)));
      over_width = std::max(over_width, display_width(joined(dimension_names(model, variable), ", ")));
    }
    if (variables.empty()) continue;
    unit_width = std::min(unit_width, 18);
    over_width = std::min(over_width, 24);
    text += "\n" + paint(std::string(kind.many.in(language)), Ink::bold, style) + "\n";
    for (const Variable* variable : variables) {
      indicators = indicators || variable->indicator.has_value();
      std::string line = variable->indicator ? " *" : "  ";
      line += pad_right(variable->name, name_width) + "  ";
      line += pad_right(shorten(unit_text(variable->unit, language), unit_width), unit_width) + "  ";
      if (over_width > 0) {
        line += pad_right(shorten(joined(dimension_names(model, *variable), ", "), over_width), over_width) + "  ";
      }
      const int label_column = display_width(line);
      for (const std::string& part : wrap(variable->label.in(language), std::max(12, style.columns - label_column))) {
        text += line + part + "\n";
        line = std::string(static_cast<std::size_t>(label_column), ' ');
      }
      if (variable->label.empty()) text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
  }
  const auto section = [&](const Said& title, const auto& items, auto&& label) {
    bool headed = false;
    for (const auto& item : items) {
      if (!is_declared(model, item.span)) continue;
      if (!headed) text += "\n" + paint(std::string(title.in(language)), Ink::bold, style) + "\n";
      headed = true;
      std::string line = "  " + pad_right(item.name, name_width) + "  " + label(item);
      line.erase(line.find_last_not_of(' ') + 1);
      text += line + "\n";
    }
  };
  section(words::lookups, model.lookups, [&](const Lookup& lookup) { return lookup.label.in(language); });
  section(words::mappings, model.mappings, [&](const Mapping& mapping) {
    return dimension_at(model, mapping.from).name + " → " + dimension_at(model, mapping.to).name;
  });
  section(words::checks, model.checks, [&](const Check& check) { return check.label.in(language); });
  if (indicators) text += "\n" + paint(say(words::indicator_mark, language), Ink::faint, style) + "\n";
  return text;
}

std::string describe_variable(const Model& model, int index, const Style& style) {
  const Language language = style.language;
  const Variable& variable = variable_at(model, index);
  std::string text = paint(variable.name, Ink::bold, style);
  if (!variable.label.empty()) {
    const Language other = language == Language::chinese ? Language::english : Language::chinese;
    text += "  " + variable.label.in(language);
    if (variable.label.in(other) != variable.label.in(language)) text += " / " + variable.label.in(other);
  }
  text += "\n";
  const auto line = [&](const Said& title, const std::string& what) {
    if (!what.empty()) text += titled(title.in(language), what, 2, title_width, style);
  };
  line(words::kind, say(row_of(variable).one, language));
  line(words::id, variable.id);
  line(words::unit, unit_text(variable.unit, language));
  line(words::over, joined(dimension_names(model, variable), ", "));

  bool first = true;
  const Said& equation_title = variable.kind == Kind::stock ? words::initial
                               : variable.has_rule()        ? words::rule
                                                            : words::equation;
  for (const Equation& equation : variable.equations) {
    const std::string cells = variable.equations.size() > 1 ? cells_text(model, variable, equation) : "";
    text += titled(first ? equation_title.in(language) : "", (cells.empty() ? "" : cells + ": ") + equation.text, 2,
                   title_width, style);
    first = false;
  }
  line(words::inflows, joined(flow_names(model, variable.inflows), ", "));
  line(words::outflows, joined(flow_names(model, variable.outflows), ", "));
  first = true;
  const Said& value_title = variable.kind == Kind::input ? words::default_value : words::value;
  for (const auto& [cell, value] : value_rows(model, variable, language)) {
    text += titled(first ? value_title.in(language) : "", cell.empty() ? value : cell + ": " + value, 2, title_width,
                   style);
    first = false;
  }
  if (variable.range) {
    line(words::range,
         say(words::range_of, language, plain_number(variable.range->low), plain_number(variable.range->high)));
  }
  if (variable.indicator) line(words::indicator, indicator_text(*variable.indicator, language));
  line(words::note, variable.note);
  line(words::source, variable.source);

  const Names needs = needs_of(model, index);
  std::vector<std::string> used = names_of(model, needs.variables);
  for (const int lookup : needs.lookups) used.push_back(model.lookups[static_cast<std::size_t>(lookup)].name);
  const std::vector<int> users = needed_by(model, index);
  line(words::needs, joined(used, ", "));
  line(words::needed_by, joined(names_of(model, {users.begin(), users.end()}), ", "));
  return text;
}

std::string describe_model_json(const Model& model) {
  Json json = Json::array();
  for (int v = 0; v < static_cast<int>(model.variables.size()); ++v) {
    if (!variable_at(model, v).hidden()) json.push_back(variable_json(model, v));
  }
  return dump(json);
}

std::string describe_variable_json(const Model& model, int variable) { return dump(variable_json(model, variable)); }

}  // namespace ronghe
