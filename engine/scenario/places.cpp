#include "scenario/places.hpp"

#include <algorithm>
#include <numeric>

namespace ronghe {
namespace {

std::vector<int> all_of(const Dimension& dimension) {
  std::vector<int> elements(static_cast<std::size_t>(dimension.size()));
  std::iota(elements.begin(), elements.end(), 0);
  return elements;
}

// Reads the elements of one dimension from the value of its key.
class ElementReader {
 public:
  ElementReader(const Dimension& dimension, Diagnostics& diagnostics)
      : dimension_(dimension), diagnostics_(diagnostics) {}

  std::optional<std::vector<int>> read(const Node& node) {
    bool good = true;
    if (node.is_scalar() && node.text == "all") return all_of(dimension_);
    if (node.kind == Node::Kind::null || (node.is_mapping() && node.entries.empty())) {
      return std::nullopt;  // reported with its key
    }
    if (node.is_scalar()) {
      good = add_element(node);
    } else if (node.is_sequence() && !node.items.empty()) {
      for (const Node& item : node.items) good = add_element(item) && good;
    } else if (node.is_mapping() && node.entries.size() == 1 && node.entries[0].key.text == "group") {
      good = add_groups(node.entries[0].value);
    } else {
      diagnostics_.error("place.malformed", node.span, {{"dimension", dimension_.name}});
      return std::nullopt;
    }
    if (!good) return std::nullopt;
    std::sort(found_.begin(), found_.end());
    return found_;
  }

 private:
  bool add_element(const Node& node) {
    if (!node.is_scalar()) {
      diagnostics_.error("place.malformed", node.span, {{"dimension", dimension_.name}});
      return false;
    }
    const std::optional<int> element = read_element(dimension_, node.text, node.span, diagnostics_);
    if (!element) return false;
    if (std::find(found_.begin(), found_.end(), *element) != found_.end()) {
      diagnostics_.error("place.twice", node.span,
                         {{"name", shown(dimension_.elements[static_cast<std::size_t>(*element)])}});
      return false;
    }
    found_.push_back(*element);
    return true;
  }

  bool add_groups(const Node& node) {
    if (node.is_scalar()) return add_group(node);
    if (!node.is_sequence() || node.items.empty()) {
      diagnostics_.error("place.malformed", node.span, {{"dimension", dimension_.name}});
      return false;
    }
    bool good = true;
    for (const Node& item : node.items) good = add_group(item) && good;
    return good;
  }

  // Groups of different columns may overlap, so an element met again is no mistake here.
  bool add_group(const Node& node) {
    const auto group = dimension_.groups.find(node.text);
    if (!node.is_scalar() || group == dimension_.groups.end()) {
      std::vector<std::string> names;
      for (const auto& [name, elements] : dimension_.groups) names.push_back(name);
      Words words = {{"name", node.text}, {"dimension", dimension_.name}};
      if (const auto nearest = nearest_name(node.text, names)) words.emplace_back("nearest", *nearest);
      if (!names.empty()) words.emplace_back("groups", listed(names));
      diagnostics_.error("place.unknown_group", node.span, std::move(words));
      return false;
    }
    for (const int element : group->second) {
      if (std::find(found_.begin(), found_.end(), element) == found_.end()) found_.push_back(element);
    }
    return true;
  }

  const Dimension& dimension_;
  Diagnostics& diagnostics_;
  std::vector<int> found_;
};

std::vector<std::string> dimension_names(const Model& model, const Variable& variable) {
  std::vector<std::string> names;
  for (const int dimension : variable.dimensions) {
    names.push_back(model.dimensions[static_cast<std::size_t>(dimension)].name);
  }
  return names;
}

// What to type when all is meant: `{county: all, area: all}`.
std::string everywhere(const std::vector<std::string>& dimensions) {
  std::string text = "{";
  for (const std::string& dimension : dimensions) {
    text += (text.size() > 1 ? ", " : "") + dimension + ": all";
  }
  return text + "}";
}

void report_stray_dimension(const Entry& entry, const Model& model, const Variable& variable,
                            Diagnostics& diagnostics) {
  const std::vector<std::string> names = dimension_names(model, variable);
  Words words = {{"name", entry.key.text}, {"variable", variable.name}};
  if (const auto nearest = nearest_name(entry.key.text, names)) words.emplace_back("nearest", *nearest);
  if (!names.empty()) words.emplace_back("dimensions", listed(names));
  diagnostics.error("place.no_such_dimension", entry.key.span, std::move(words));
}

}  // namespace

std::string shown(const Element& element) {
  const std::string& label = element.label.zh.empty() ? element.label.en : element.label.zh;
  return label.empty() || label == element.name ? element.name : label + " (" + element.name + ")";
}

Word listed(const std::vector<std::string>& names) {
  Word list;
  for (const std::string& name : names) {
    list.en += (list.en.empty() ? "" : ", ") + name;
    list.zh += (list.zh.empty() ? "" : "、") + name;
  }
  return list;
}

std::vector<int> elements_called(const Dimension& dimension, std::string_view text) {
  if (const int named = dimension.element(text); named >= 0) return {named};
  std::vector<int> found;
  for (int i = 0; i < dimension.size(); ++i) {
    const Text& label = dimension.elements[static_cast<std::size_t>(i)].label;
    if (label.zh == text || label.en == text) found.push_back(i);
  }
  return found;
}

std::optional<int> read_element(const Dimension& dimension, std::string_view text, const Span& span,
                                Diagnostics& diagnostics) {
  const std::vector<int> found = text.empty() ? std::vector<int>() : elements_called(dimension, text);
  if (found.size() == 1) return found.front();
  if (found.size() > 1) {
    std::vector<std::string> names;
    for (const int i : found) names.push_back(dimension.elements[static_cast<std::size_t>(i)].name);
    diagnostics.error(
        "place.ambiguous", span,
        {{"name", text}, {"dimension", dimension.name}, {"elements", listed(names)}, {"example", names.front()}});
    return std::nullopt;
  }
  std::vector<std::string> candidates;
  for (const Element& element : dimension.elements) {
    candidates.push_back(element.name);
    if (!element.label.zh.empty()) candidates.push_back(element.label.zh);
    if (!element.label.en.empty()) candidates.push_back(element.label.en);
  }
  Words words = {{"name", text}, {"dimension", dimension.name}};
  const bool means_all = text == "all" || text == "全部" || text == "所有";
  if (means_all) words.emplace_back("all", "all");
  if (const auto nearest = nearest_name(text, candidates); nearest && !means_all)
    words.emplace_back("nearest", *nearest);
  constexpr int longest_list = 20;
  if (dimension.size() <= longest_list) {
    std::vector<std::string> names;
    for (const Element& element : dimension.elements) names.push_back(shown(element));
    words.emplace_back("elements", listed(names));
  }
  diagnostics.error("place.unknown", span, std::move(words));
  return std::nullopt;
}

std::optional<Places> read_places(const Node* where, const Span& item, const Model& model, const Variable& variable,
                                  Diagnostics& diagnostics) {
  const std::vector<std::string> names = dimension_names(model, variable);
  if (where == nullptr) {
    if (names.empty()) return Places();
    diagnostics.error("place.missing", item, {{"variable", variable.name}, {"example", everywhere(names)}});
    return std::nullopt;
  }
  if (where->is_scalar() && where->text == "all") return all_places(model, variable);
  if (!where->is_scalar() && where->entries.empty()) return std::nullopt;  // reported with its key
  if (!where->is_mapping()) {
    diagnostics.error("place.not_a_map", where->span, {{"example", names.empty() ? "all" : everywhere(names)}});
    return std::nullopt;
  }
  bool good = true;
  Places places(names.size());
  std::vector<bool> said(names.size(), false);
  for (const Entry& entry : where->entries) {
    const auto name = std::find(names.begin(), names.end(), entry.key.text);
    if (name == names.end()) {
      report_stray_dimension(entry, model, variable, diagnostics);
      good = false;
      continue;
    }
    const auto axis = static_cast<std::size_t>(name - names.begin());
    const Dimension& dimension = model.dimensions[static_cast<std::size_t>(variable.dimensions[axis])];
    said[axis] = true;
    if (auto elements = ElementReader(dimension, diagnostics).read(entry.value)) {
      places[axis] = std::move(*elements);
    } else {
      good = false;
    }
  }
  std::vector<std::string> unsaid;
  for (std::size_t axis = 0; axis < names.size(); ++axis) {
    if (!said[axis]) unsaid.push_back(names[axis]);
  }
  // A misspelt dimension is missing too; that is one mistake.
  if (!unsaid.empty() && good) {
    diagnostics.error(
        "place.unsaid", where->span,
        {{"variable", variable.name}, {"dimensions", listed(unsaid)}, {"example", unsaid.front() + ": all"}});
    good = false;
  }
  if (!good) return std::nullopt;
  return places;
}

Places all_places(const Model& model, const Variable& variable) {
  Places places;
  for (const int dimension : variable.dimensions) {
    places.push_back(all_of(model.dimensions[static_cast<std::size_t>(dimension)]));
  }
  return places;
}

int cell_at(const Model& model, const Variable& variable, const std::vector<int>& indices) {
  int cell = 0;
  for (std::size_t axis = 0; axis < indices.size(); ++axis) {
    cell = cell * model.dimensions[static_cast<std::size_t>(variable.dimensions[axis])].size() + indices[axis];
  }
  return cell;
}

std::vector<int> cells_at(const Model& model, const Variable& variable, const Places& places) {
  std::vector<int> cells = {0};
  for (std::size_t axis = 0; axis < places.size(); ++axis) {
    const int size = model.dimensions[static_cast<std::size_t>(variable.dimensions[axis])].size();
    std::vector<int> next;
    for (const int cell : cells) {
      for (const int element : places[axis]) next.push_back(cell * size + element);
    }
    cells = std::move(next);
  }
  return cells;
}

}  // namespace ronghe
