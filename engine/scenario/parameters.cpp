#include "scenario/parameters.hpp"

#include "scenario/item.hpp"
#include "scenario/places.hpp"
#include "scenario/value.hpp"
#include "syntax/texts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace ronghe {
namespace {

class ParameterReader {
 public:
  ParameterReader(const Entry& entry, const Model& model, ReferenceValues& values, Diagnostics& diagnostics)
      : name_(entry.key), node_(entry.value), model_(model), values_(values), diagnostics_(diagnostics) {}

  void read() {
    const Entry* verb = exactly_one(node_, name_.span, {"to", "multiply", "add"}, diagnostics_);
    const std::optional<int> found = find_settable(name_.text, name_.span, model_, diagnostics_);
    if (!found) return;
    index_ = *found;
    const Node* where = node_.find("where");
    const std::optional<Places> places = where == nullptr
                                             ? all_places(model_, variable())
                                             : read_places(where, name_.span, model_, variable(), diagnostics_);
    if (!places || verb == nullptr) return;
    read_verb(*verb, verb->value, *places, {});
  }

 private:
  const Variable& variable() const { return model_.variables[static_cast<std::size_t>(index_)]; }

  std::optional<double> read_one(const Entry& verb, const Node& value) {
    return read_value(value, verb.key.text == "multiply" ? Unit() : variable().unit, std::nullopt, diagnostics_);
  }

  void apply(const Entry& verb, const Span& span, double value, const Places& places) {
    if (variable().has_rule() && verb.key.text != "to") {
      diagnostics_.error("parameter.follows_rule", verb.key.span, {{"name", variable().name}}, variable().span);
      return;
    }
    bool good = true;
    for (const int cell : cells_at(model_, variable(), places)) {
      const double base = values_.at(index_, cell);
      const double corrected = verb.key.text == "to" ? value : verb.key.text == "add" ? base + value : base * value;
      // One value outside the range is one mistake, however many cells it reaches.
      if (good) good = check_range(model_, index_, cell, corrected, span, diagnostics_);
      values_.set({Origin::Layer::parameters, index_, cell, corrected, span, read_source(node_.find("source"))});
    }
  }

  // One value for all places, or one for each element: `{恩施市: 0.02, others: 0.01}`, `{urban: {road: 0.9, …}, …}`.
  // `named` are the axes whose elements outer keys have named.
  void read_verb(const Entry& verb, const Node& value, const Places& places, const std::set<std::size_t>& named) {
    if (value.is_mapping()) {
      read_by_element(verb, value, places, named);
    } else if (const auto number = read_one(verb, value)) {
      apply(verb, value.span, *number, places);
    }
  }

  void read_by_element(const Entry& verb, const Node& value, const Places& places, std::set<std::size_t> named) {
    const std::optional<std::size_t> axis = axis_of(value, named);
    if (!axis) return;
    named.insert(*axis);
    const Dimension& dimension = model_.dimensions[static_cast<std::size_t>(variable().dimensions[*axis])];
    std::vector<int> rest = places[*axis];
    std::map<int, Span> said;
    const Entry* others = nullptr;
    const auto at = [&](const std::vector<int>& elements) {
      Places narrowed = places;
      narrowed[*axis] = elements;
      return narrowed;
    };
    for (const Entry& entry : value.entries) {
      if (entry.key.text == "others") {
        others = &entry;
        continue;
      }
      const std::optional<int> element = read_element(dimension, entry.key.text, entry.key.span, diagnostics_);
      if (!element) {
        if (!entry.value.is_mapping()) read_one(verb, entry.value);  // its own mistakes are told all the same
        continue;
      }
      const auto place = std::find(rest.begin(), rest.end(), *element);
      if (const auto [first, fresh] = said.emplace(*element, entry.key.span); !fresh) {
        diagnostics_.error("place.twice", entry.key.span, {{"name", entry.key.text}}, first->second);
      } else if (place == rest.end()) {
        diagnostics_.error("place.not_addressed", entry.key.span, {{"name", entry.key.text}});
      } else {
        rest.erase(place);
        read_verb(verb, entry.value, at({*element}), named);
      }
    }
    if (others == nullptr) return;
    if (rest.empty()) {
      diagnostics_.error("parameter.no_others", others->key.span, {{"dimension", dimension.name}});
    } else {
      read_verb(verb, others->value, at(rest), named);
    }
  }

  // The dimension whose elements the keys are: of those not named yet the one that knows the most of them.
  std::optional<std::size_t> axis_of(const Node& value, const std::set<std::size_t>& named) {
    std::vector<std::size_t> best;
    std::size_t most = 0;
    for (std::size_t axis = 0; axis < variable().dimensions.size(); ++axis) {
      if (named.contains(axis)) continue;
      const Dimension& dimension = model_.dimensions[static_cast<std::size_t>(variable().dimensions[axis])];
      std::size_t known = 0;
      for (const Entry& entry : value.entries) known += elements_called(dimension, entry.key.text).empty() ? 0 : 1;
      if (known > most) best.clear();
      if (known >= most) best.push_back(axis);
      most = std::max(most, known);
    }
    if (best.size() == 1) return best.front();
    std::vector<std::string> names;
    for (std::size_t axis = 0; axis < variable().dimensions.size(); ++axis) {
      if (named.contains(axis)) continue;
      names.push_back(model_.dimensions[static_cast<std::size_t>(variable().dimensions[axis])].name);
    }
    Words words = {{"name", variable().name}};
    if (!names.empty()) words.emplace_back("dimensions", listed(names));
    diagnostics_.error(names.empty() ? "parameter.no_dimension" : "parameter.which_dimension", value.span,
                       std::move(words));
    return std::nullopt;
  }

  const Node& name_;
  const Node& node_;
  const Model& model_;
  ReferenceValues& values_;
  Diagnostics& diagnostics_;
  int index_ = -1;
};

// The `=` that stands outside brackets: `x[area=urban]=3`.
std::size_t assignment_in(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[') ++depth;
    if (text[i] == ']') --depth;
    if (text[i] == '=' && depth <= 0) return i;
  }
  return std::string_view::npos;
}

}  // namespace

void read_parameters(const Node* parameters, const Model& model, ReferenceValues& values, Diagnostics& diagnostics) {
  if (parameters == nullptr) return;
  for (const Entry& entry : parameters->entries) {
    if (entry.value.is_mapping()) ParameterReader(entry, model, values, diagnostics).read();
  }
}

void apply_sets(const std::vector<std::string>& sets, const Model& model, ReferenceValues& values,
                Diagnostics& diagnostics) {
  for (const std::string& argument : sets) {
    const auto source = std::make_shared<const Source>("--set", argument);
    const auto size = static_cast<std::uint32_t>(argument.size());
    const std::size_t equals = assignment_in(argument);
    if (equals == std::string::npos || equals == 0) {
      diagnostics.error("set.malformed", {source, 0, size}, {{"found", argument}});
      continue;
    }
    const auto middle = static_cast<std::uint32_t>(equals);
    const Span name_span{source, 0, middle};
    const Span value_span{source, middle + 1, size};
    const std::optional<Target> target = read_target(name_span.text(), name_span, model, {}, diagnostics);
    if (!target) continue;
    const Variable& variable = model.variables[static_cast<std::size_t>(target->variable)];
    const std::optional<double> value =
        read_value(value_span.text(), value_span, variable.unit, std::nullopt, diagnostics);
    if (!value) continue;
    Places places = all_places(model, variable);
    for (std::size_t axis = 0; axis < places.size(); ++axis) {
      if (target->fixed[axis] >= 0) places[axis] = {target->fixed[axis]};
    }
    bool good = true;
    for (const int cell : cells_at(model, variable, places)) {
      if (good) good = check_range(model, target->variable, cell, *value, value_span, diagnostics);
      values.set({Origin::Layer::command_line, target->variable, cell, *value, value_span, {}});
    }
  }
}

}  // namespace ronghe
