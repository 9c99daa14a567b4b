#include "scenario/outputs.hpp"

#include "scenario/places.hpp"
#include "scenario/value.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace ronghe {
namespace {

void add_variable(const Node& name, const Model& model, Outputs& outputs, Diagnostics& diagnostics) {
  if (!name.is_scalar()) return;
  if (name.text.substr(0, 7) == "sum of ") {
    diagnostics.error("scenario.key_later", name.span, {{"key", name.text}});
    return;
  }
  const int found = model.find(name.text);
  if (found < 0 || model.variables[static_cast<std::size_t>(found)].hidden()) {
    std::vector<std::string> names;
    for (const Variable& variable : model.variables) {
      if (!variable.hidden()) names.push_back(variable.name);
    }
    Words words = {{"name", name.text}, {"model", model.name}};
    if (const auto nearest = nearest_name(name.text, names)) words.emplace_back("nearest", *nearest);
    diagnostics.error("outputs.unknown_variable", name.span, std::move(words));
    return;
  }
  if (std::find(outputs.variables.begin(), outputs.variables.end(), found) != outputs.variables.end()) {
    diagnostics.error("outputs.twice", name.span, {{"name", name.text}});
    return;
  }
  outputs.variables.push_back(found);
}

int read_every(const Node& every, const Time& time, Diagnostics& diagnostics) {
  if (!every.is_scalar()) return time.save_every;
  const std::optional<int> steps = read_duration(every.text, every.span, time, diagnostics);
  if (!steps) return time.save_every;
  if (*steps % time.save_every != 0) {
    diagnostics.error("outputs.not_saved", every.span,
                      {{"found", every.text}, {"save", quantity_text(time.save_every * time.step(), time.unit)}});
  }
  return *steps;
}

}  // namespace

Outputs read_outputs(const Node* outputs, const Model& model, Diagnostics& diagnostics) {
  Outputs wanted;
  wanted.every = model.time.save_every;
  const Node* variables = outputs == nullptr ? nullptr : outputs->find("variables");
  if (variables != nullptr) {
    for (const Node& name : variables->items) add_variable(name, model, wanted, diagnostics);
  } else {
    for (std::size_t i = 0; i < model.variables.size(); ++i) {
      const Variable& variable = model.variables[i];
      if (variable.indicator && !variable.hidden()) wanted.variables.push_back(static_cast<int>(i));
    }
  }
  if (const Node* every = outputs == nullptr ? nullptr : outputs->find("every")) {
    wanted.every = read_every(*every, model.time, diagnostics);
  }
  return wanted;
}

std::optional<std::size_t> read_compare_with(const Node* outputs, const std::string& own_id, const Document& document,
                                             Diagnostics& diagnostics) {
  const Node* named = outputs == nullptr ? nullptr : outputs->find("compare_with");
  if (named == nullptr || !named->is_scalar() || named->text == own_id) return std::nullopt;
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < document.ancestors.size(); ++i) {
    if (document.ancestors[i].id == named->text) return i;
    ids.push_back(document.ancestors[i].id);
  }
  Words words = {{"name", named->text}};
  if (const auto nearest = nearest_name(named->text, ids)) words.emplace_back("nearest", *nearest);
  if (!ids.empty()) words.emplace_back("ids", listed(ids));
  diagnostics.error("outputs.unknown_ancestor", named->span, std::move(words));
  return std::nullopt;
}

}  // namespace ronghe
