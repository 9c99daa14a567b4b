// Tells why inputs and constants have their values: of each place first what counts, and below it what would be there
// without that, down to the model's own value.
#include "output/json.hpp"
#include "report/facts.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace ronghe {
namespace {

using Group = Explanation::Group;
using Layer = Explanation::Layer;

// In JSON, and in words.
struct LayerRow {
  Layer::Kind kind;
  const char* name;
  Said said;
};
constexpr LayerRow layer_rows[] = {
    {Layer::Kind::model, "model", words::set_by_model},
    {Layer::Kind::data, "data", words::set_by_data},
    {Layer::Kind::parameters, "parameters", words::set_by_parameters},
    {Layer::Kind::command_line, "set", words::set_by_command_line},
    {Layer::Kind::programme, "programme", words::set_by_programme},
    {Layer::Kind::reform, "reform", words::set_by_reform},
    {Layer::Kind::shock, "shock", words::set_by_shock},
};

const LayerRow& row_of(Layer::Kind kind) {
  for (const LayerRow& row : layer_rows) {
    if (row.kind == kind) return row;
  }
  throw InternalError("a layer without a name");
}

// `file:line:column`; of what was typed on the command line its text.
std::string place_text(const Span& place) {
  if (place.source->name() == "--set") return std::string(place.source->text());
  const auto [line, column] = place.source->position(place.begin);
  return place.source->name() + ":" + std::to_string(line) + ":" + std::to_string(column);
}

std::string element_text(const Element& element, Language language) {
  return element.label.empty() ? element.name : element.label.in(language);
}

// The elements of some cells on each dimension. Nothing when the cells are not the product of these.
std::optional<std::vector<std::vector<int>>> product_of(const Model& model, const Variable& variable,
                                                        const std::vector<int>& cells) {
  std::vector<std::set<int>> elements(variable.dimensions.size());
  for (const int cell : cells) {
    const std::vector<int> indices = model.indices(variable, cell);
    for (std::size_t d = 0; d < indices.size(); ++d) elements[d].insert(indices[d]);
  }
  std::size_t count = 1;
  std::vector<std::vector<int>> product;
  for (const std::set<int>& of_dimension : elements) {
    count *= of_dimension.size();
    product.emplace_back(of_dimension.begin(), of_dimension.end());
  }
  if (count != cells.size()) return std::nullopt;
  return product;
}

// `恩施市, 利川市 · 乡村`: dimensions that all cells of the variable share are left out.
std::string cells_text(const Model& model, const Variable& variable, const std::vector<int>& cells, Language language) {
  const auto element = [&](std::size_t d, int e) {
    return element_text(dimension_at(model, variable.dimensions[d]).elements[static_cast<std::size_t>(e)], language);
  };
  std::vector<std::string> parts;
  if (const auto product = product_of(model, variable, cells)) {
    for (std::size_t d = 0; d < product->size(); ++d) {
      if (static_cast<int>((*product)[d].size()) == dimension_at(model, variable.dimensions[d]).size()) continue;
      std::vector<std::string> names;
      for (const int e : (*product)[d]) names.push_back(element(d, e));
      parts.push_back(joined(names, language == Language::chinese ? "、" : ", "));
    }
    return joined(parts, " · ");
  }
  for (const int cell : cells) {
    const std::vector<int> indices = model.indices(variable, cell);
    std::vector<std::string> names;
    for (std::size_t d = 0; d < indices.size(); ++d) names.push_back(element(d, indices[d]));
    parts.push_back(joined(names, " · "));
  }
  return joined(parts, language == Language::chinese ? "；" : "; ");
}

// A value that was computed is told to twelve digits: what stands behind them is rounding.
std::string value_text(double value) { return fmt::format("{:.12g}", value); }

std::string values_text(const Variable& variable, const std::vector<DatedValue>& values, Language language) {
  if (std::isnan(values.front().value)) return say(variable.has_rule() ? words::by_rule : words::no_value, language);
  if (values.size() == 1 && !values.front().moving) return value_text(values.front().value);
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) text += values[i - 1].moving ? " → " : (language == Language::chinese ? "；" : "; ");
    text += say(words::value_from, language, plain_number(values[i].date), value_text(values[i].value));
  }
  if (values.back().moving) text += " → …";
  return text;
}

std::string layer_text(const Layer& layer, Language language) {
  std::string text = say(row_of(layer.kind).said, language);
  if (!layer.id.empty()) text += " `" + layer.id + "`";
  for (const Span& place : layer.places) text += " " + place_text(place);
  for (const Span& replaced : layer.replaced) {
    std::string said(replaced.text());
    if (const std::size_t end = said.find('\n'); end != std::string::npos) said = said.substr(0, end) + " …";
    text += say(words::in_place_of, language, said, place_text(replaced));
  }
  return text;
}

std::string group_text(const std::string& cells, const Variable& variable, const Group& group, const Style& style) {
  const Language language = style.language;
  std::string text;
  int indent = 2;
  if (!cells.empty()) {
    text += titled("", cells, indent, 0, style);
    indent = 4;
  }
  for (auto layer = group.layers.rbegin(); layer != group.layers.rend(); ++layer) {
    const bool counts = layer == group.layers.rbegin();
    std::string values = values_text(variable, layer->values, language);
    if (!counts) values = say(words::without_it, language, values);
    text += titled("", values, indent, 0, style);
    text += titled("", layer_text(*layer, language), indent + 4, 0, style);
  }
  return text;
}

// The groups of a variable, each below its cells. Cells that nobody set come last when only a list could name them.
std::string groups_text(const Model& model, const Explanation& explanation, const Style& style) {
  const Variable& variable = variable_at(model, explanation.variable);
  const std::vector<Group>& groups = explanation.groups;
  const auto is_rest = [&](const Group& group) {
    return group.layers.size() == 1 && !product_of(model, variable, group.cells);
  };
  const bool one_rest = groups.size() > 1 && std::count_if(groups.begin(), groups.end(), is_rest) == 1;
  std::string text;
  std::string rest;
  for (const Group& group : groups) {
    if (one_rest && is_rest(group)) {
      rest = group_text(say(words::everywhere_else, style.language), variable, group, style);
    } else {
      text += group_text(cells_text(model, variable, group.cells, style.language), variable, group, style);
    }
  }
  return text + rest;
}

Json place_json(const Span& place) {
  const auto [line, column] = place.source->position(place.begin);
  return {{"file", place.source->name()}, {"line", line}, {"column", column}};
}

Json values_json(const std::vector<DatedValue>& values) {
  Json json = Json::array();
  for (const DatedValue& value : values) {
    json.push_back({{"from", value.date}, {"value", number_or_null(value.value)}, {"moving", value.moving}});
  }
  return json;
}

Json layer_json(const Layer& layer) {
  Json json = {{"kind", row_of(layer.kind).name}};
  if (!layer.id.empty()) {
    json["id"] = layer.id;
    json["title"] = text_json(layer.title);
  }
  json["places"] = Json::array();
  for (const Span& place : layer.places) json["places"].push_back(place_json(place));
  json["in_place_of"] = Json::array();
  for (const Span& replaced : layer.replaced) {
    Json what = place_json(replaced);
    what["text"] = std::string(replaced.text());
    json["in_place_of"].push_back(std::move(what));
  }
  json["values"] = values_json(layer.values);
  return json;
}

Json cells_json(const Model& model, const Variable& variable, const std::vector<int>& cells) {
  Json json = Json::array();
  for (const int cell : cells) {
    Json at = Json::object();
    const std::vector<int> indices = model.indices(variable, cell);
    for (std::size_t d = 0; d < indices.size(); ++d) {
      const Dimension& dimension = dimension_at(model, variable.dimensions[d]);
      at[dimension.name] = dimension.elements[static_cast<std::size_t>(indices[d])].name;
    }
    json.push_back(std::move(at));
  }
  return json;
}

}  // namespace

std::string tell_explanations(const Scenario& scenario, const std::vector<Explanation>& explanations,
                              const Style& style) {
  const Model& model = *scenario.model;
  const Language language = style.language;
  if (explanations.empty()) return say(words::nothing_set, language) + "\n";
  std::string text;
  for (const Explanation& explanation : explanations) {
    const Variable& variable = variable_at(model, explanation.variable);
    const std::string unit = unit_text(variable.unit, language);
    std::string detail = variable.label.empty() ? "" : variable.label.in(language);
    if (unit != "1") detail += (detail.empty() ? "" : ", ") + unit;
    text += (text.empty() ? "" : "\n") + paint(variable.name, Ink::bold, style);
    text += detail.empty() ? "\n" : paint(" (" + detail + ")", Ink::faint, style) + "\n";
    text += groups_text(model, explanation, style);
  }
  return text;
}

std::string explanations_json(const Scenario& scenario, const std::vector<Explanation>& explanations) {
  const Model& model = *scenario.model;
  Json json = Json::array();
  for (const Explanation& explanation : explanations) {
    const Variable& variable = variable_at(model, explanation.variable);
    Json groups = Json::array();
    for (const Group& group : explanation.groups) {
      Json layers = Json::array();
      for (const Layer& layer : group.layers) layers.push_back(layer_json(layer));
      groups.push_back({{"cells", cells_json(model, variable, group.cells)},
                        {"values", values_json(group.layers.back().values)},
                        {"layers", std::move(layers)}});
    }
    json.push_back({{"name", variable.name},
                    {"label", text_json(variable.label)},
                    {"kind", variable.kind == Variable::Kind::input ? "input" : "constant"},
                    {"unit", variable.unit.text()},
                    {"groups", std::move(groups)}});
  }
  return dump(json);
}

}  // namespace ronghe
