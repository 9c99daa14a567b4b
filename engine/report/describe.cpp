// Tells what a model holds, for people at a terminal and for programs.
#include "output/json.hpp"
#include "output/parts.hpp"
#include "report/facts.hpp"
#include "report/typeset.hpp"

#include <algorithm>
#include <cmath>

namespace ronghe {
namespace {

using Kind = Variable::Kind;

constexpr int title_width = 14;

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

// The values with their unit, as rows beside a title: one number when all elements have the same.
std::vector<std::string> value_texts(const Model& model, const Variable& variable, Language language) {
  const std::string unit = variable.unit == Unit() ? "" : " " + unit_text(variable.unit, language);
  const std::vector<ValueRow> rows = value_rows(model, variable);
  std::vector<std::string> texts;
  for (const auto& [elements, value] : rows) {
    if (texts.size() == most_values) {
      texts.push_back("…: " + std::to_string(rows.size()));
      break;
    }
    std::string text = elements.empty() ? "" : elements + ": ";
    text += std::isnan(value) ? say(words::from_data, language) : plain_number(value) + unit;
    texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<int> variables_in(const std::vector<Term>& flows) {
  std::vector<int> variables;
  for (const Term& flow : flows) variables.push_back(flow.variable);
  return variables;
}

Json range_json(const std::optional<Range>& range) {
  if (!range) return nullptr;
  return Json::array({number_or_null(range->low), number_or_null(range->high)});
}

Json indicator_json(const std::optional<Indicator>& indicator) {
  if (!indicator) return nullptr;
  Json classes = Json::array();
  for (const Indicator::Class& each : indicator->classes) {
    classes.push_back({{"from", each.from}, {"label", text_json(each.label)}});
  }
  return {
      {"better", name_of(indicator->better)}, {"format", name_of(indicator->format)}, {"classes", std::move(classes)}};
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json text_or_null(const Text& text) { return text.empty() ? Json(nullptr) : text_json(text); }

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

Json place_json(const Model& model, const Span& span) {
  if (!span) return {{"part", nullptr}, {"file", nullptr}, {"line", nullptr}};
  const int part = model.part_of(span);
  return {{"part", part < 0 ? Json(nullptr) : Json(model.parts[static_cast<std::size_t>(part)].name)},
          {"file", span.source->name()},
          {"line", span.source->position(span.begin).line}};
}

Json variable_json(const Model& model, const Dependence& dependence, int index) {
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
    json["inflows"] = names_of(model, variables_in(variable.inflows));
    json["outflows"] = names_of(model, variables_in(variable.outflows));
  }
  json["labels"] = text_json(variable.label);
  json["note"] = text_or_null(variable.note);
  json["source"] = text_or_null(variable.source);
  json["range"] = range_json(variable.range);
  json["indicator"] = indicator_json(variable.indicator);
  json["moves"] = !variable.moves ? Json(nullptr)
                                  : Json{{"what", text_json(variable.moves->what)},
                                         {"from", text_json(variable.moves->from)},
                                         {"to", text_json(variable.moves->to)}};
  json["needs"] = names_of(model, dependence.needs[static_cast<std::size_t>(index)]);
  json["needed_by"] = names_of(model, dependence.needed_by[static_cast<std::size_t>(index)]);
  json.update(place_json(model, variable.span));
  return json;
}

std::string variables_json(const Model& model, const std::vector<int>& variables) {
  const Dependence dependence = dependence_of(model);
  Json json = Json::array();
  for (const int v : variables) json.push_back(variable_json(model, dependence, v));
  return dump(json);
}

// A name and, beside it, its title.
std::string head_text(const std::string& name, const Text& title, const Style& style) {
  std::string text = paint(name, Ink::bold, style);
  if (!title.empty()) text += "  " + title.in(style.language);
  return text + "\n";
}

std::string parts_text(const Model& model, const Style& style) {
  const Language language = style.language;
  int name_width = 0;
  int count_width = 0;
  std::vector<std::string> counts;
  for (std::size_t p = 0; p < model.parts.size(); ++p) {
    counts.push_back(count_text(declared_variables(model, static_cast<int>(p)).size(), language));
    name_width = std::max(name_width, display_width(model.parts[p].name));
    count_width = std::max(count_width, display_width(counts.back()));
  }
  std::string text = "\n" + paint(say(words::parts, language), Ink::bold, style) + "\n";
  for (std::size_t p = 0; p < model.parts.size(); ++p) {
    std::string line = "  " + pad_right(model.parts[p].name, name_width) + "  " + pad_left(counts[p], count_width) +
                       "  " + model.parts[p].title.in(language);
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text + paint(say(words::how_to_describe_part, language), Ink::faint, style) + "\n";
}

// Everything that is declared in a part or in the whole model, by kind.
std::string declared_text(const Model& model, int part, const Style& style) {
  const Language language = style.language;
  const std::vector<int> declared = declared_variables(model, part);
  std::string text;
  int name_width = 0;
  for (const int v : declared) name_width = std::max(name_width, display_width(variable_at(model, v).name));
  name_width = std::min(name_width, 38);

  bool indicators = false;
  for (const KindRow& kind : declared_kinds) {
    const std::vector<int> variables = of_kind(model, declared, kind);
    if (variables.empty()) continue;
    int unit_width = 0;
    int over_width = 0;
    for (const int v : variables) {
      const Variable& variable = variable_at(model, v);
      unit_width = std::max(unit_width, display_width(unit_text(variable.unit, language)));
      over_width = std::max(over_width, display_width(joined(dimension_names(model, variable), ", ")));
    }
    unit_width = std::min(unit_width, 18);
    over_width = std::min(over_width, 24);
    text += "\n" + paint(std::string(kind.many.in(language)), Ink::bold, style) + "\n";
    for (const int v : variables) {
      const Variable& variable = variable_at(model, v);
      indicators = indicators || variable.indicator.has_value();
      std::string line = variable.indicator ? " *" : "  ";
      line += pad_right(variable.name, name_width) + "  ";
      line += pad_right(shorten(unit_text(variable.unit, language), unit_width), unit_width) + "  ";
      if (over_width > 0) {
        line += pad_right(shorten(joined(dimension_names(model, variable), ", "), over_width), over_width) + "  ";
      }
      const int label_column = display_width(line);
      for (const std::string& label : wrap(variable.label.in(language), std::max(12, style.columns - label_column))) {
        text += line + label + "\n";
        line = std::string(static_cast<std::size_t>(label_column), ' ');
      }
      if (variable.label.empty()) text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
  }
  const auto section = [&](const Said& title, const auto& items, auto&& label) {
    bool headed = false;
    for (const auto& item : items) {
      if (!belongs_to(model, item.span, part)) continue;
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

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

std::string tell_search(const Model& model, const std::string& word, const Style& style) {
  const Language language = style.language;
  const std::string wanted = lower(word);
  const auto has = [&](const std::string& name, const Text& label) {
    return lower(name).find(wanted) != std::string::npos || label.zh.find(word) != std::string::npos ||
           lower(label.en).find(wanted) != std::string::npos;
  };
  struct Line {
    std::string name, what;
  };
  std::vector<Line> lines;
  for (const int v : declared_variables(model)) {
    const Variable& variable = variable_at(model, v);
    if (has(variable.name, variable.label)) lines.push_back({variable.name, variable.label.in(language)});
  }
  for (const ModelPart& part : model.parts) {
    if (has(part.name, part.title))
      lines.push_back({part.name, say(words::found_part, language, part.title.in(language))});
  }
  for (const int d : declared_dimensions(model)) {
    const Dimension& dimension = dimension_at(model, d);
    for (const Element& element : dimension.elements) {
      if (dimension.parent >= 0 || !has(element.name, element.label)) continue;
      lines.push_back({element.name, say(words::found_element, language, element.label.in(language), dimension.name)});
    }
  }
  if (lines.empty()) return "";
  int width = 0;
  for (const Line& line : lines) width = std::max(width, display_width(line.name));
  std::string text = paint(say(words::found, language, word), Ink::bold, style) + "\n";
  for (const Line& line : lines) {
    std::string told = "  " + pad_right(line.name, width + 2) + line.what;
    told.erase(told.find_last_not_of(' ') + 1);
    text += told + "\n";
  }
  return text;
}

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
  std::string text = head_text(model.name, model.title, style);
  if (!model.note.empty()) text += titled("", model.note.in(language), 2, 0, style);
  text += titled(words::time.in(language), time_text(model.time, language), 2, title_width, style);
  bool first = true;
  for (const int d : declared_dimensions(model)) {
    const Dimension& dimension = dimension_at(model, d);
    text += titled(first ? words::dimensions.in(language) : "", dimension_text(model, dimension, language), 2,
                   title_width, style);
    first = false;
  }
  if (model.parts.size() > 1) text += parts_text(model, style);
  return text + declared_text(model, whole_model, style);
}

std::string describe_part(const Model& model, int index, const Style& style) {
  const Language language = style.language;
  const ModelPart& part = model.parts[static_cast<std::size_t>(index)];
  std::string text = head_text(part.name, part.title, style);
  const std::string title = model.title.in(language);
  text += titled(words::model.in(language), model.name + (title.empty() ? "" : "  " + title), 2, title_width, style);
  text += titled(words::declared.in(language), part.source->name(), 2, title_width, style);
  return text + declared_text(model, index, style);
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
  // A title with its rows, one below the other.
  const auto lines = [&](const Said& title, const std::vector<std::string>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      text += titled(i == 0 ? title.in(language) : "", rows[i], 2, title_width, style);
    }
  };
  line(words::kind, say(row_of(variable).one, language));
  line(words::id, variable.id);
  line(words::unit, unit_text(variable.unit, language));
  line(words::over, joined(dimension_names(model, variable), ", "));

  std::vector<std::string> equations;
  for (const Equation& equation : variable.equations) {
    const std::string cells = variable.equations.size() > 1 ? cells_text(model, variable, equation) : "";
    equations.push_back((cells.empty() ? "" : cells + ": ") + equation.text);
  }
  lines(variable.kind == Kind::stock ? words::initial : variable.has_rule() ? words::rule : words::equation, equations);
  line(words::inflows, joined(flow_texts(model, variable.inflows), ", "));
  line(words::outflows, joined(flow_texts(model, variable.outflows), ", "));
  lines(variable.kind == Kind::input ? words::default_value : words::value, value_texts(model, variable, language));
  if (variable.range) {
    line(words::range,
         say(words::range_of, language, plain_number(variable.range->low), plain_number(variable.range->high)));
  }
  if (variable.indicator) line(words::indicator, indicator_text(*variable.indicator, language));
  if (variable.moves) {
    const Move& move = *variable.moves;
    line(words::moves,
         say(words::moves_from_to, language, move.what.in(language), move.from.in(language), move.to.in(language)));
  }
  line(words::note, variable.note.in(language));
  line(words::source, variable.source.in(language));

  const Dependence dependence = dependence_of(model);
  line(words::needs, joined(names_of(model, dependence.needs[static_cast<std::size_t>(index)]), ", "));
  line(words::needed_by, joined(names_of(model, dependence.needed_by[static_cast<std::size_t>(index)]), ", "));
  if (const int at = model.part_of(variable.span); at >= 0) {
    const ModelPart& part = model.parts[static_cast<std::size_t>(at)];
    if (model.parts.size() > 1) {
      line(words::part, part.name + (part.title.empty() ? "" : "  " + part.title.in(language)));
    }
    line(words::declared, part.source->name() + ":" + std::to_string(part.source->position(variable.span.begin).line));
  }
  return text;
}

std::string describe_model_json(const Model& model) { return variables_json(model, declared_variables(model)); }

std::string describe_part_json(const Model& model, int part) {
  return variables_json(model, declared_variables(model, part));
}

std::string describe_variable_json(const Model& model, int variable) {
  return dump(variable_json(model, dependence_of(model), variable));
}

}  // namespace ronghe
