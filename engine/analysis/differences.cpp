// What two scenarios say differently, key by key, after all parents are resolved: so it does not matter which file says
// it, or in which order.
#include "ronghe/analysis.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include <nlohmann/json.hpp>

namespace ronghe {
namespace {

using Json = nlohmann::ordered_json;

// `{2025: 0.1, 2028: 0.3}`
std::string text_of(const Json& value) {
  if (value.is_string()) return value;
  if (!value.is_structured()) return value.is_null() ? "" : value.dump();
  std::string text;
  for (const auto& entry : value.items()) {
    text += text.empty() ? "" : ", ";
    if (value.is_object()) text += entry.key() + ": ";
    text += text_of(entry.value());
  }
  return value.is_object() ? "{" + text + "}" : "[" + text + "]";
}

bool is_item(const Json& value) { return value.is_object() && value.contains("id"); }

bool is_item_list(const Json& value) {
  return value.is_array() && !value.empty() && std::all_of(value.begin(), value.end(), is_item);
}

Text title_of(const Json& item) {
  const Json title = item.value("title", Json());
  if (title.is_string()) return {title, title};
  if (!title.is_object()) return {};
  return {text_of(title.value("zh", Json(""))), text_of(title.value("en", Json("")))};
}

// What an item does, without how it is called.
Json without_names(const Json& item) {
  Json rest = Json::object();
  for (const auto& entry : item.items()) {
    const std::string& key = entry.key();
    if (key != "id" && key != "title" && key != "label" && key != "source") rest[key] = entry.value();
  }
  return rest;
}

class TreeComparison {
 public:
  std::vector<Difference> compare(const Json& first, const Json& second) {
    for_each_key(first, second, [&](const std::string& key, const Json* a, const Json* b) {
      // These speak of the file itself.
      if (key == "scenario" || key == "id" || key == "title" || key == "notes") return;
      place_ = {};
      place_.section = key;
      // Of a section that one of them lacks each key is told.
      const Json empty = Json::object();
      if (a == nullptr && b->is_object()) a = &empty;
      if (b == nullptr && a->is_object()) b = &empty;
      compare_values(a, b);
    });
    return std::move(found_);
  }

 private:
  // Calls `visit` with each key of either and its values, null where it is missing.
  template <class Visit>
  static void for_each_key(const Json& first, const Json& second, const Visit& visit) {
    for (const auto& entry : first.items()) {
      const auto other = second.find(entry.key());
      visit(entry.key(), &entry.value(), other == second.end() ? nullptr : &*other);
    }
    for (const auto& entry : second.items()) {
      if (!first.contains(entry.key())) visit(entry.key(), static_cast<const Json*>(nullptr), &entry.value());
    }
  }

  void compare_values(const Json* first, const Json* second) {
    const Json empty_list = Json::array();
    const bool items = (first == nullptr || is_item_list(*first)) && (second == nullptr || is_item_list(*second));
    if (items) {
      compare_items(first == nullptr ? empty_list : *first, second == nullptr ? empty_list : *second);
    } else if (first == nullptr || second == nullptr) {
      add(first == nullptr ? Difference::Kind::only_second : Difference::Kind::only_first, first, second);
    } else if (first->is_object() && second->is_object()) {
      const std::string above = place_.key;
      for_each_key(*first, *second, [&](const std::string& key, const Json* a, const Json* b) {
        place_.key = above.empty() ? key : above + "." + key;
        compare_values(a, b);
      });
      place_.key = above;
    } else if (*first != *second && first->is_array() && second->is_array()) {
      compare_lists(*first, *second);
    } else if (*first != *second) {
      add(Difference::Kind::changed, first, second);
    }
  }

  // Lists of names: those that one has and the other lacks, or both lists when only the order differs.
  void compare_lists(const Json& first, const Json& second) {
    const auto without = [](const Json& list, const Json& other) {
      Json rest = Json::array();
      for (const Json& entry : list) {
        if (std::find(other.begin(), other.end(), entry) == other.end()) rest.push_back(entry);
      }
      return rest;
    };
    const Json only_first = without(first, second);
    const Json only_second = without(second, first);
    if (!only_first.empty()) add(Difference::Kind::only_first, &only_first, nullptr);
    if (!only_second.empty()) add(Difference::Kind::only_second, nullptr, &only_second);
    if (only_first.empty() && only_second.empty()) add(Difference::Kind::changed, &first, &second);
  }

  void compare_items(const Json& first, const Json& second) {
    const Difference above = place_;
    if (!place_.key.empty()) place_.section += "." + std::exchange(place_.key, "");
    const auto by_id = [](const Json& items) {
      Json result = Json::object();
      for (const Json& item : items) result[text_of(item.at("id"))] = item;
      return result;
    };
    for_each_key(by_id(first), by_id(second), [&](const std::string& id, const Json* a, const Json* b) {
      place_.item = id;
      place_.title = title_of(a == nullptr ? *b : *a);
      if (a == nullptr || b == nullptr) {
        const Json item = without_names(a == nullptr ? *b : *a);
        add(a == nullptr ? Difference::Kind::only_second : Difference::Kind::only_first, a == nullptr ? nullptr : &item,
            a == nullptr ? &item : nullptr);
      } else {
        compare_values(a, b);
      }
    });
    place_ = above;
  }

  void add(Difference::Kind kind, const Json* first, const Json* second) {
    found_.push_back(place_);
    found_.back().kind = kind;
    if (first != nullptr) found_.back().first = text_of(*first);
    if (second != nullptr) found_.back().second = text_of(*second);
  }

  Difference place_;  // of what is compared
  std::vector<Difference> found_;
};

Json tree_of(const Scenario& scenario) {
  if (scenario.resolved.empty()) return {{"model", scenario.model->name}};
  return Json::parse(scenario.resolved);
}

std::map<std::string, std::string_view> parts_of(const Model& model) {
  std::map<std::string, std::string_view> parts;
  for (const SourcePtr& source : model.sources) {
    parts.emplace(std::filesystem::path(source->name()).filename().string(), source->text());
  }
  return parts;
}

// Models of one name whose texts are not the same.
void compare_models(const Scenario& first, const Scenario& second, std::vector<Difference>& found) {
  if (first.model == second.model || first.model->name != second.model->name) return;
  const auto a = parts_of(*first.model);
  const auto b = parts_of(*second.model);
  Difference difference;
  difference.section = "model";
  for (const auto& [name, text] : a) {
    const auto other = b.find(name);
    difference.kind = other == b.end() ? Difference::Kind::only_first : Difference::Kind::changed;
    difference.item = name;
    if (other == b.end() || other->second != text) found.push_back(difference);
  }
  difference.kind = Difference::Kind::only_second;
  for (const auto& [name, text] : b) {
    difference.item = name;
    if (!a.contains(name)) found.push_back(difference);
  }
}

struct Figure {
  double value;
  Unit unit;
};

// What the tables give, by `residents_at_start[恩施市, urban]`.
std::map<std::string, Figure> figures_of(const Scenario& scenario) {
  std::map<std::string, Figure> figures;
  for (const Origin& origin : scenario.origins) {
    if (origin.layer != Origin::Layer::data) continue;
    const Variable& variable = scenario.model->variables[static_cast<std::size_t>(origin.variable)];
    figures.insert_or_assign(scenario.model->cell_name(variable, origin.cell), Figure{origin.value, variable.unit});
  }
  return figures;
}

std::vector<FigureDifference> compare_figures(const Scenario& first, const Scenario& second) {
  const auto a = figures_of(first);
  const auto b = figures_of(second);
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  std::vector<FigureDifference> found;
  const auto add = [&](const std::string& name, const Unit& unit, double of_first, double of_second) {
    found.push_back({name, {unit.text_zh(), unit.text()}, of_first, of_second});
  };
  for (const auto& [name, figure] : a) {
    const auto other = b.find(name);
    if (other == b.end()) {
      add(name, figure.unit, figure.value, none);
    } else if (!(other->second.unit == figure.unit) || other->second.value != figure.value) {
      add(name, figure.unit, figure.value, other->second.value);
    }
  }
  for (const auto& [name, figure] : b) {
    if (!a.contains(name)) add(name, figure.unit, none, figure.value);
  }
  return found;
}

}  // namespace

ScenarioDifferences differences(const Scenario& first, const Scenario& second) {
  ScenarioDifferences found;
  found.said = TreeComparison().compare(tree_of(first), tree_of(second));
  compare_models(first, second, found.said);
  found.figures = compare_figures(first, second);
  return found;
}

}  // namespace ronghe
