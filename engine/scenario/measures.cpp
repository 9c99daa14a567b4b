#include "scenario/measures.hpp"

#include "scenario/ensemble.hpp"
#include "scenario/item.hpp"
#include "scenario/places.hpp"
#include "scenario/sentences.hpp"
#include "scenario/target.hpp"

#include <algorithm>
#include <memory>

namespace ronghe {
namespace {

// The scalars of a list, or the one that stands in its place.
std::vector<const Node*> scalars_of(const Node* node) {
  std::vector<const Node*> scalars;
  if (node == nullptr) return scalars;
  if (node->is_scalar()) scalars.push_back(node);
  for (const Node& item : node->items) {
    if (item.is_scalar()) scalars.push_back(&item);
  }
  return scalars;
}

std::vector<int> cells_of(const Target& target, const Model& model) {
  const Variable& variable = model.variables[static_cast<std::size_t>(target.variable)];
  Places places = all_places(model, variable);
  for (std::size_t axis = 0; axis < places.size(); ++axis) {
    if (target.fixed[axis] >= 0) places[axis] = {target.fixed[axis]};
  }
  return cells_at(model, variable, places);
}

std::vector<Measure> read_measures(const Node& part, const Model& model, Diagnostics& diagnostics) {
  std::vector<Measure> measures;
  for (const Node* node : scalars_of(part.find("of"))) {
    if (auto measure = read_measure(node->text, node->span, model, diagnostics))
      measures.push_back(std::move(*measure));
  }
  return measures;
}

std::vector<std::string> read_items(const Node& part, const std::vector<std::string>& decisions,
                                    Diagnostics& diagnostics) {
  std::vector<std::string> items;
  for (const Node* node : scalars_of(part.find("to"))) {
    if (std::find(decisions.begin(), decisions.end(), node->text) != decisions.end()) {
      items.push_back(node->text);
      continue;
    }
    Words words = {{"id", node->text}};
    if (const auto nearest = nearest_name(node->text, decisions)) words.emplace_back("nearest", *nearest);
    if (!decisions.empty()) words.emplace_back("ids", listed(decisions));
    diagnostics.error("analysis.unknown_item", node->span, std::move(words));
  }
  return items;
}

// How large a sensitivity analysis is, in the word of its method; 0 when it does not say.
int read_base(const Node& sensitivity, bool morris, Diagnostics& diagnostics) {
  const char* wanted = morris ? "trajectories" : "points";
  if (const Entry* other = sensitivity.find_entry(morris ? "points" : "trajectories")) {
    diagnostics.error("analysis.key_unused", other->key.span,
                      {{"method", morris ? "morris" : "sobol"}, {"key", other->key.text}, {"needed", wanted}});
  }
  return read_count(sensitivity, wanted, 1, diagnostics).value_or(0);
}

// Only of targets that count: one that is switched off has nothing to be missed.
std::string read_target_id(const Node& id, const std::vector<Sentence>& targets, Diagnostics& diagnostics) {
  if (!id.is_scalar()) return {};
  std::vector<std::string> ids;
  for (const Sentence& target : targets) ids.push_back(target.id);
  if (std::find(ids.begin(), ids.end(), id.text) != ids.end()) return id.text;
  Words words = {{"id", id.text}};
  if (const auto nearest = nearest_name(id.text, ids)) words.emplace_back("nearest", *nearest);
  if (!ids.empty()) words.emplace_back("ids", listed(ids));
  diagnostics.error("analysis.unknown_target", id.span, std::move(words));
  return {};
}

}  // namespace

std::optional<Measure> read_measure(std::string_view text, const Span& span, const Model& model,
                                    Diagnostics& diagnostics) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) {
    diagnostics.error("analysis.malformed", span, {{"found", text}});
    return std::nullopt;
  }
  const std::optional<Target> target = read_variable(text.substr(0, at), span, model, {}, diagnostics);
  Node date;
  date.kind = Node::Kind::scalar;
  date.text = text.substr(at + 1);
  date.span = span;
  const std::optional<int> step = read_saved_date(date, model.time, diagnostics);
  if (!target || !step) return std::nullopt;
  return Measure{std::string(text), target->variable, cells_of(*target, model), *step};
}

std::optional<Cells> cells_called(const std::string& text, const std::string& typed_at, const Model& model,
                                  Diagnostics& diagnostics) {
  const auto source = std::make_shared<const Source>(typed_at, text);
  const Span span{source, 0, static_cast<std::uint32_t>(text.size())};
  const std::optional<Target> target = read_variable(text, span, model, {}, diagnostics);
  if (!target) return std::nullopt;
  return Cells{target->variable, cells_of(*target, model)};
}

void read_analysis(const Node* analysis, const Model& model, const std::vector<std::string>& decisions,
                   Scenario& scenario, Diagnostics& diagnostics) {
  if (analysis == nullptr) return;
  const auto part = [&](const char* key) {
    const Node* node = analysis->find(key);
    return node != nullptr && node->is_mapping() ? node : nullptr;
  };
  if (const Node* sensitivity = part("sensitivity")) {
    const bool morris = scalar_text(sensitivity->find("method")) == "morris";
    scenario.sensitivity =
        Sensitivity{morris ? Sensitivity::Method::morris : Sensitivity::Method::sobol,
                    read_measures(*sensitivity, model, diagnostics), read_base(*sensitivity, morris, diagnostics)};
  }
  if (const Node* attribution = part("attribution")) {
    scenario.attribution =
        Attribution{read_measures(*attribution, model, diagnostics), read_items(*attribution, decisions, diagnostics)};
  }
  if (const Node* discover = part("discover")) {
    if (const Node* target = discover->find("target")) {
      scenario.discovery = Discovery{read_target_id(*target, scenario.targets, diagnostics)};
    }
  }
}

}  // namespace ronghe
