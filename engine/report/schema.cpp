// The format of scenarios for programs and for readers: a JSON Schema, and the reference page. Both are the table of
// keys in another form (engine/scenario/key_table.cpp); the schema also knows the names of one model and city.
//
// Draft-07, because the language servers of YAML editors read it. A name that may stand somewhere is a `const` with a
// title and a description, which editors show while one types and when the mouse rests on it. What JSON cannot say
// (that shares add to 100 %, that a unit converts) is left to `ronghe check`.
#include "output/json.hpp"
#include "report/words.hpp"
#include "ronghe/report.hpp"
#include "scenario/keys.hpp"
#include "scenario/value.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace ronghe {
namespace {

using Says = ScenarioKey::Says;
using Below = ScenarioKey::Below;
using Needed = ScenarioKey::Needed;

constexpr const char* scalar_types[] = {"string", "number", "boolean"};

Json any_scalar() { return {{"type", scalar_types}}; }
Json quantity() { return {{"type", {"string", "number"}}}; }
Json text_matching(const char* pattern) { return {{"type", "string"}, {"pattern", pattern}}; }
Json any_of(Json alternatives) { return {{"anyOf", std::move(alternatives)}}; }

std::string both(const Phrase& phrase) { return std::string(phrase.en) + "\n\n" + std::string(phrase.zh); }

// `恩施市 / Enshi`, or the one language that there is.
std::string title_of(const Text& label) {
  if (label.zh.empty() || label.en.empty() || label.zh == label.en) return label.zh.empty() ? label.en : label.zh;
  return label.zh + " / " + label.en;
}

// A name that may stand there, as YAML reads it: digits alone are a number, unless they are quoted.
void add_name(const std::string& name, const std::string& title, const std::string& description, Json& names) {
  Json choice = {{"const", name}};
  if (!title.empty()) choice["title"] = title;
  if (!description.empty()) choice["description"] = description;
  names.push_back(choice);
  const bool digits = std::all_of(name.begin(), name.end(), [](char c) { return '0' <= c && c <= '9'; });
  constexpr std::size_t longest = 15;  // that a JSON number holds exactly
  if (!digits || name.empty() || name.size() > longest || (name.size() > 1 && name.front() == '0')) return;
  choice["const"] = Json::parse(name);
  names.push_back(std::move(choice));
}

// What a model and its city call things. Without a model every text is allowed.
class NamesOfModel {
 public:
  explicit NamesOfModel(const Model* model) : model_(model) {}

  Json variables(const std::function<bool(const Variable&)>& wanted) const {
    if (model_ == nullptr) return any_scalar();
    Json names = Json::array();
    for (const Variable& variable : model_->variables) {
      if (!variable.hidden() && wanted(variable)) {
        add_name(variable.name, title_of(variable.label), described(variable), names);
      }
    }
    return one_of(std::move(names));
  }

  Json money_inputs() const {
    return variables([&](const Variable& variable) {
      const auto& inputs = model_->money_inputs;
      return std::any_of(inputs.begin(), inputs.end(),
                         [&](int input) { return &variable == &model_->variables[static_cast<std::size_t>(input)]; });
    });
  }

  Json dimensions() const {
    if (model_ == nullptr) return any_scalar();
    Json names = Json::array();
    for_each_dimension(
        [&](const Dimension& dimension) { add_name(dimension.name, title_of(dimension.label), "", names); });
    return one_of(std::move(names));
  }

  // {dimension: `value`}, where `value` may depend on the dimension.
  Json by_dimension(const std::function<Json(const Dimension*)>& value) const {
    if (model_ == nullptr) return {{"type", "object"}, {"additionalProperties", value(nullptr)}};
    Json properties = Json::object();
    for_each_dimension([&](const Dimension& dimension) {
      Json below = value(&dimension);
      if (!dimension.label.empty()) below["title"] = title_of(dimension.label);
      properties[dimension.name] = std::move(below);
    });
    return {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  }

  Json elements(const Dimension* dimension) const {
    Json names = Json::array();
    Json groups = Json::array();
    if (dimension != nullptr) {
      for (const Element& element : dimension->elements) {
        add_name(element.name, title_of(element.label), "", names);
        for (const std::string& label : {element.label.zh, element.label.en}) {
          if (!label.empty() && label != element.name) add_name(label, element.name, "", names);
        }
      }
      for (const auto& [group, members] : dimension->groups) {
        add_name(group, "", std::to_string(members.size()) + " elements / 个元素", groups);
      }
    }
    const Json element = dimension == nullptr ? any_scalar() : one_of(names);
    const Json group = dimension == nullptr ? any_scalar() : one_of(groups);
    const Json in_group = {{"type", "object"},
                           {"properties", {{"group", any_of({group, list_of(group)})}}},
                           {"required", {"group"}},
                           {"additionalProperties", false}};
    return any_of({Json{{"const", "all"}, {"title", "every element / 全部"}}, element, list_of(element), in_group});
  }

  Json funding() const {
    if (model_ == nullptr) return {{"type", "object"}, {"additionalProperties", quantity()}};
    Json properties = Json::object();
    for (const MoneySource& source : model_->money_sources) {
      properties[source.name] = quantity();
      if (!source.label.empty()) properties[source.name]["title"] = title_of(source.label);
    }
    return {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  }

  static Json list_of(Json item) { return {{"type", "array"}, {"items", std::move(item)}, {"minItems", 1}}; }

  // One of these names; none at all when there are none.
  static Json one_of(Json names) {
    if (names.empty()) return {{"not", Json::object()}};
    return any_of(std::move(names));
  }

  const Model* model() const { return model_; }

 private:
  template <class Visit>
  void for_each_dimension(const Visit& visit) const {
    for (const Dimension& dimension : model_->dimensions) {
      if (!dimension.hidden) visit(dimension);
    }
  }

  // Unit, range, dimensions and note: what one wants to know before one writes a value.
  std::string described(const Variable& variable) const {
    std::string text = variable.unit.text();
    if (variable.range) text += ", " + range_text(*variable.range, Unit());
    for (std::size_t d = 0; d < variable.dimensions.size(); ++d) {
      text += (d == 0 ? " [" : ", ") + model_->dimensions[static_cast<std::size_t>(variable.dimensions[d])].name;
    }
    if (!variable.dimensions.empty()) text += "]";
    const bool given = !variable.values.empty() && variable.values.front() == variable.values.front();
    if (given && variable.settable()) {
      const bool same = std::all_of(variable.values.begin(), variable.values.end(),
                                    [&](double value) { return value == variable.values.front(); });
      if (same) text += ", default / 默认 " + quantity_text(variable.values.front(), variable.unit);
    }
    if (!variable.note.empty()) text += "\n\n" + title_of(variable.note);
    return text;
  }

  const Model* model_;
};

class SchemaWriter {
 public:
  explicit SchemaWriter(const Model* model) : names_(model) {}

  Json write() {
    Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                   {"title", "Ronghe scenario / 融合情景"},
                   {"description", "Written by `ronghe schema`."}};
    schema.update(object(scenario_keys()));
    // Names stand once, however many keys refer to them.
    schema["definitions"] = std::move(definitions_);
    return schema;
  }

 private:
  Json object(const KeyTable& table) {
    Json properties = Json::object();
    Json required = Json::array();
    for (const ScenarioKey& key : table.keys) {
      Json below = of_key(key);
      below["description"] = both(key.help);
      properties[std::string(key.name)] = std::move(below);
      if (key.needed == Needed::in_each_file) required.push_back(key.name);
    }
    Json schema = {{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) schema["required"] = std::move(required);
    if (table.others == nullptr) {
      schema["additionalProperties"] = false;
    } else {
      schema["additionalProperties"] = object(*table.others);
      schema["additionalProperties"]["description"] = both(table.others_help);
      if (table.others_say == Says::settable) schema["propertyNames"] = defined(Says::settable);
    }
    return schema;
  }

  Json of_key(const ScenarioKey& key) {
    if (key.below == Below::items) return NamesOfModel::list_of(object(*key.table));
    if (key.below == Below::mapping) {
      Json mapping = object(*key.table);
      return key.kind == Key::Kind::scalar_or_mapping ? any_of({any_scalar(), std::move(mapping)}) : mapping;
    }
    Json value = key.words.empty() ? defined(key.says) : words(key);
    switch (key.kind) {
      case Key::Kind::sequence:
        return NamesOfModel::list_of(std::move(value));
      case Key::Kind::scalar_or_sequence: {
        Json list = NamesOfModel::list_of(value);
        return any_of({std::move(value), std::move(list)});
      }
      case Key::Kind::scalar:
      case Key::Kind::mapping:
      case Key::Kind::scalar_or_mapping:
      case Key::Kind::sequence_or_mapping:
      case Key::Kind::any:
        return value;
    }
    throw InternalError("a key of no kind");
  }

  static Json words(const ScenarioKey& key) {
    Json allowed = Json::array();
    for (const std::string& word : words_of(key)) {
      if (key.says == Says::truth) {
        allowed.push_back(word == "true");
      } else {
        allowed.push_back(word);
      }
    }
    return {{"enum", std::move(allowed)}};
  }

  // What is long stands among the definitions, once.
  Json defined(Says says) {
    const char* name = definition(says);
    if (name == nullptr) return of_value(says);
    if (!definitions_.contains(name)) {
      definitions_[name] = nullptr;
      definitions_[name] = of_value(says);
    }
    // Beside `$ref` draft-07 sees nothing, so that it must stand alone inside.
    return {{"allOf", {Json{{"$ref", std::string("#/definitions/") + name}}}}};
  }

  static const char* definition(Says says) {
    switch (says) {
      case Says::input:
        return "input";
      case Says::settable:
        return "settable";
      case Says::money_input:
        return "money_input";
      case Says::target:
        return "target";
      case Says::variable:
        return "variable";
      case Says::places:
        return "places";
      case Says::values:
        return "values";
      default:
        return nullptr;
    }
  }

  Json of_value(Says says) {
    switch (says) {
      case Says::text:
      case Says::column:
      case Says::property:
      case Says::item:
      case Says::ancestor:
        return any_scalar();
      case Says::id:
        return {{"type", {"string", "integer"}}, {"pattern", "^[A-Za-z0-9_-]+$"}};
      case Says::version:
        return {{"const", 1}};
      case Says::truth:
        return {{"type", "boolean"}};
      case Says::word:
        return {{"type", "string"}};
      case Says::number:
        return {{"type", "number"}};
      case Says::whole_number:
        return {{"type", "integer"}, {"minimum", 0}};
      case Says::year:
        return {{"type", "integer"}, {"minimum", 1000}, {"maximum", 9999}};
      case Says::date:
        return any_of({Json{{"type", "number"}}, text_matching("^[0-9.-]+$")});
      case Says::duration:
        return text_matching("^[0-9.e/-]+ \\S+$");
      case Says::quantity:
        return quantity();
      case Says::size:
        return text_matching("^[0-9.e-]+ (MiB|GiB|TiB|MB|GB|TB)$");
      case Says::unit:
        return quantity();
      case Says::path:
        return text_matching("^(step|(ramp|s-curve) .+)$");
      case Says::file:
      case Says::map:
      case Says::scenario:
        return {{"type", "string"}};
      case Says::model:
        return shipped();
      case Says::dimension:
        return names_.dimensions();
      case Says::row_name:
        return any_of({Json{{"const", "year"}}, names_.dimensions()});
      case Says::input:
        return names_.variables([](const Variable& variable) { return variable.kind == Variable::Kind::input; });
      case Says::settable:
        return names_.variables([](const Variable& variable) { return variable.settable(); });
      case Says::target:
        return with_brackets(defined(Says::settable));
      case Says::money_input:
        return names_.money_inputs();
      case Says::variable:
        return with_brackets(names_.variables([](const Variable&) { return true; }));
      case Says::output:
        return any_of({defined(Says::variable), text_matching("^sum of .+ (by year|from .+ to .+)$")});
      case Says::measure:
        return text_matching("^.+@[0-9.-]+$");
      case Says::condition:
        return {{"type", "string"}};
      case Says::programme:
        return text_matching("^programmes\\.[A-Za-z0-9_-]+$");
      case Says::places:
        return any_of({Json{{"const", "all"}},
                       names_.by_dimension([&](const Dimension* dimension) { return names_.elements(dimension); })});
      case Says::profile:
        return {{"type", "object"},
                {"patternProperties", {{"^[0-9.-]+$", quantity()}}},
                {"additionalProperties", false},
                {"minProperties", 1}};
      case Says::split: {
        Json share = any_of({quantity(), Json{{"type", "object"}, {"additionalProperties", quantity()}}});
        return any_of({Json{{"const", "equal"}}, Json{{"type", "object"}, {"additionalProperties", std::move(share)}}});
      }
      case Says::funding:
        return names_.funding();
      case Says::across:
        return names_.by_dimension([](const Dimension*) { return Json{{"enum", {"shared", "independent"}}}; });
      case Says::values:
        return any_of(
            {quantity(), Json{{"type", "object"}, {"additionalProperties", {{"$ref", "#/definitions/values"}}}}});
      case Says::mapping:
        return {{"type", "object"}};
    }
    throw InternalError("a key that says nothing");
  }

  // `residents[urban]`: what stands between the brackets is for `ronghe check`.
  static Json with_brackets(Json names) { return any_of({std::move(names), text_matching("\\[.+\\]$")}); }

  static Json shipped() {
    Json names = Json::array();
    for (const ShippedModel& model : shipped_models()) add_name(model.name, title_of(model.title), "", names);
    names.push_back({{"type", "string"}});
    return any_of(std::move(names));
  }

  NamesOfModel names_;
  Json definitions_ = Json::object();
};

// --- the page
// ---------------------------------------------------------------------------------------------------------

// What stands behind a key, in a word or two.
std::string_view kind_of(Says says) {
  switch (says) {
    case Says::text:
      return "text";
    case Says::id:
      return "id";
    case Says::item:
      return "id of an item";
    case Says::ancestor:
      return "id of a scenario";
    case Says::version:
      return "`1`";
    case Says::truth:
    case Says::word:
      return "word";
    case Says::number:
      return "number";
    case Says::whole_number:
      return "whole number";
    case Says::year:
      return "year";
    case Says::date:
      return "date";
    case Says::duration:
      return "length of time";
    case Says::quantity:
      return "number with unit";
    case Says::size:
      return "amount of memory";
    case Says::unit:
      return "unit";
    case Says::path:
      return "`step`, `ramp …`, `s-curve …`";
    case Says::file:
      return "path of a table";
    case Says::map:
      return "path of a GeoJSON file";
    case Says::scenario:
      return "path of a scenario";
    case Says::model:
      return "model";
    case Says::column:
      return "column";
    case Says::property:
      return "property";
    case Says::dimension:
      return "dimension";
    case Says::row_name:
      return "dimension or `year`";
    case Says::input:
      return "input";
    case Says::settable:
      return "input or constant";
    case Says::target:
      return "input or constant, `[element]`";
    case Says::money_input:
      return "input for money";
    case Says::variable:
      return "variable, `[element]`";
    case Says::output:
      return "variable or sum";
    case Says::measure:
      return "variable`@`date";
    case Says::condition:
      return "condition";
    case Says::programme:
      return "`programmes.`id";
    case Says::places:
      return "places";
    case Says::profile:
      return "{date: number with unit}";
    case Says::split:
      return "`equal` or {place: share}";
    case Says::funding:
      return "{source: share}";
    case Says::across:
      return "{dimension: `shared` or `independent`}";
    case Says::values:
      return "number with unit, or {element: …}";
    case Says::mapping:
      return "mapping";
  }
  throw InternalError("a key that says nothing");
}

class PageWriter {
 public:
  std::string write() {
    visit(scenario_keys(), "");
    std::string page;
    for (const KeyTable* table : order_) page += section(*table);
    return page;
  }

 private:
  // Tables in order of their first place; shared ones get one section.
  void visit(const KeyTable& table, const std::string& place) {
    const auto [at, fresh] = places_.try_emplace(&table);
    at->second.push_back(place);
    if (fresh) order_.push_back(&table);
    if (!fresh) return;
    const std::string above = place.empty() ? "" : place + ".";
    for (const ScenarioKey& key : table.keys) {
      if (key.table == nullptr) continue;
      visit(*key.table, above + std::string(key.name) + (key.below == Below::items ? "[]" : ""));
    }
    if (table.others != nullptr) visit(*table.others, above + "…");
  }

  std::string section(const KeyTable& table) const {
    const std::vector<std::string>& places = places_.at(&table);
    std::string text = "### " + std::string(table.what.en) + " · " + std::string(table.what.zh) + "\n\n";
    if (!places.front().empty()) {
      std::string list;
      for (const std::string& place : places) list += (list.empty() ? "`" : ", `") + place + "`";
      text += "At " + list + ".\n\n";
    }
    text += "| key | value | must | what it says | 说明 |\n|---|---|---|---|---|\n";
    for (const ScenarioKey& key : table.keys) text += row(key);
    if (table.others != nullptr) {
      text += "| any name | mapping | | " + std::string(table.others_help.en) + " | " +
              std::string(table.others_help.zh) + " |\n";
    }
    return text + "\n";
  }

  static std::string row(const ScenarioKey& key) {
    std::string value(kind_of(key.says));
    if (!key.words.empty()) {
      value.clear();
      for (const std::string& word : words_of(key)) value += (value.empty() ? "`" : ", `") + word + "`";
    }
    const bool list = key.below == Below::items || key.kind == Key::Kind::sequence;
    if (list) value = "list: " + value;
    if (key.kind == Key::Kind::scalar_or_sequence) value += ", or a list";
    if (key.below == Below::mapping && key.kind == Key::Kind::scalar_or_mapping) value = "text or mapping";
    const char* must = key.needed == Needed::in_each_file ? "in each file" : key.needed == Needed::joined ? "yes" : "";
    return "| `" + std::string(key.name) + "` | " + value + " | " + must + " | " + std::string(key.help.en) + " | " +
           std::string(key.help.zh) + " |\n";
  }

  std::vector<const KeyTable*> order_;
  std::map<const KeyTable*, std::vector<std::string>> places_;
};

}  // namespace

std::string scenario_schema(const Model* model) { return dump(SchemaWriter(model).write()); }

std::string scenario_key_reference() { return PageWriter().write(); }

}  // namespace ronghe
