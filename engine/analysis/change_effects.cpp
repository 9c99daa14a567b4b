// Proves that every change of a scenario does something: the scenario runs beside itself without each of them, all as
// lanes of one ensemble.
#include "analysis/headline.hpp"
#include "ronghe/analysis.hpp"
#include "scenario/schedule.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace ronghe {
namespace {

// The scenario as far as it runs.
Scenario bare(const Scenario& scenario) {
  Scenario copy;
  copy.id = scenario.id;
  copy.model = scenario.model;
  copy.plan = scenario.plan;
  copy.settings = scenario.settings;
  copy.outputs = scenario.outputs;
  return copy;
}

Scenario without_item(const Scenario& scenario, const std::string& id) {
  Scenario rest = bare(scenario);
  for (Schedule& schedule : rest.plan.schedules) {
    std::erase_if(schedule.changes, [&](const Change& change) { return change.id == id; });
  }
  std::erase_if(rest.plan.schedules, [](const Schedule& schedule) { return schedule.changes.empty(); });
  return rest;
}

// Nothing when some cell would have no value at all.
std::optional<Scenario> without_parameter(const Scenario& scenario, int index) {
  const Variable& variable = scenario.model->variables[static_cast<std::size_t>(index)];
  std::map<int, std::optional<double>> values;  // of each cell that somebody set: what it has without the parameter
  for (const Origin& origin : scenario.origins) {
    if (origin.variable != index) continue;
    std::optional<double>& value = values[origin.cell];
    if (origin.layer != Origin::Layer::parameters) value = origin.value;
  }
  Scenario rest = bare(scenario);
  const int set = variable.has_rule() ? variable.given : index;
  std::erase_if(rest.settings, [&](const Setting& setting) { return setting.variable == set; });
  for (const auto& [cell, value] : values) {
    if (value) {
      rest.settings.push_back({set, cell, {*value}});
    } else if (!variable.has_rule() && std::isnan(variable.values[static_cast<std::size_t>(cell)])) {
      return std::nullopt;
    }
  }
  return rest;
}

// A change, and the scenario without it.
struct Trial {
  ChangeEffect effect;
  Scenario without;
};

std::vector<Trial> trials_of(const Scenario& scenario) {
  std::vector<Trial> trials;
  using Kind = ChangeEffect::Kind;
  std::map<std::string, Kind> kinds;
  for (const Schedule& schedule : scenario.plan.schedules) {
    for (const Change& change : schedule.changes) {
      kinds.emplace(change.id, change.programme ? Kind::programme : Kind::reform);
    }
  }
  for (const Reform& shock : scenario.shocks) kinds[shock.id] = Kind::shock;
  for (const Kind kind : {Kind::programme, Kind::reform, Kind::shock}) {
    for (const auto& [id, its_kind] : kinds) {
      if (its_kind != kind) continue;
      Trial trial;
      trial.effect.kind = kind;
      trial.effect.id = id;
      const PlanItem item = item_called(id, scenario);
      trial.effect.title = item.title;
      trial.effect.span = item.span;
      trial.without = without_item(scenario, id);
      trials.push_back(std::move(trial));
    }
  }
  std::set<int> told;
  for (const Origin& origin : scenario.origins) {
    if (origin.layer != Origin::Layer::parameters || !told.insert(origin.variable).second) continue;
    std::optional<Scenario> rest = without_parameter(scenario, origin.variable);
    if (!rest) continue;
    const Variable& variable = scenario.model->variables[static_cast<std::size_t>(origin.variable)];
    Trial trial;
    trial.effect.kind = Kind::parameter;
    trial.effect.id = variable.name;
    trial.effect.title = variable.label;
    trial.effect.span = origin.place;
    trial.without = std::move(*rest);
    trials.push_back(std::move(trial));
  }
  return trials;
}

double size_of(const Lane& lane, int output, int cell) {
  double largest = 0;
  for (int t = 0; t < static_cast<int>(lane.trajectories->times.size()); ++t) {
    const double value = lane.trajectories->at(output, cell, t, lane.member);
    if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
  }
  return largest;
}

// Looks for the largest relative difference of two lanes.
void measure(const Lane& with, const Lane& without, ChangeEffect& effect) {
  const Model& model = *with.scenario->model;
  const Trajectories& run = *with.trajectories;
  for (std::size_t o = 0; o < run.variables.size(); ++o) {
    const Variable& variable = model.variables[static_cast<std::size_t>(run.variables[o])];
    const auto output = static_cast<int>(o);
    std::vector<double> sizes;
    for (int cell = 0; cell < variable.cells; ++cell) {
      sizes.push_back(std::max(size_of(with, output, cell), size_of(without, output, cell)));
    }
    const double least = 1e-6 * *std::max_element(sizes.begin(), sizes.end());
    // A change since the start may be near nothing; a share of it would say nothing.
    const bool points = variable.unit.dimensionless() && variable.indicator &&
                        variable.indicator->format == Indicator::Format::percentage_points;
    const double one = points ? 1 / variable.unit.factor_to(Unit()) : 0;
    for (int cell = 0; cell < variable.cells; ++cell) {
      const double size = points ? one : std::max(sizes[static_cast<std::size_t>(cell)], least);
      for (int t = 0; t < static_cast<int>(run.times.size()); ++t) {
        const double a = run.at(output, cell, t, with.member);
        const double b = without.trajectories->at(output, cell, t, without.member);
        if (a == b || (std::isnan(a) && std::isnan(b))) continue;
        double relative = std::abs(a - b) / size;
        if (std::isnan(relative)) relative = std::numeric_limits<double>::infinity();
        if (relative <= effect.largest) continue;
        Place place = place_of(model, variable.dimensions, model.indices(variable, cell));
        effect.largest = relative;
        effect.points = points;
        effect.variable = variable.name;
        effect.elements = std::move(place.elements);
        effect.labels = std::move(place.labels);
        effect.time = run.times[static_cast<std::size_t>(t)];
      }
    }
  }
}

}  // namespace

std::vector<ChangeEffect> change_effects(const Scenario& scenario, const SimulateOptions& options) {
  const std::vector<Trial> trials = trials_of(scenario);
  if (trials.empty()) return {};
  const Scenario whole = bare(scenario);
  std::vector<const Scenario*> members = {&whole};
  for (const Trial& trial : trials) members.push_back(&trial.without);
  const FinishedRuns finished = run_scenarios(members, options);
  std::vector<ChangeEffect> effects;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    effects.push_back(trials[i].effect);
    const Span& span = trials[i].effect.span;
    effects.back().inherited = span && !scenario.ancestor.empty() && span.source->name() != scenario.path;
    measure(finished.lanes.front(), finished.lanes[i + 1], effects.back());
  }
  return effects;
}

std::vector<Diagnostic> effect_diagnostics(const std::vector<ChangeEffect>& effects) {
  Diagnostics diagnostics;
  for (const ChangeEffect& effect : effects) {
    if (effect.any()) continue;
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, effect.largest, std::chars_format::general, 2).ptr;
    const std::string largest(text, end);
    const Text by = effect.largest == 0
                        ? Text("没有任何变化", "changes")
                        : Text("的相对变化都不超过 " + largest, "changes by more than " + largest + " of its value");
    diagnostics.warning("check.no_effect", effect.span, {{"id", effect.id}, {"by", by}});
  }
  return diagnostics.take();
}

std::vector<Overlap> overlaps(const Scenario& scenario) {
  const Model& model = *scenario.model;
  const auto is_source = [&](int variable) {
    return std::any_of(model.money_sources.begin(), model.money_sources.end(),
                       [&](const MoneySource& source) { return source.adds_to == variable; });
  };
  // The steps at which a change counts: of a profile those with money.
  const auto counts = [&](const Change& change, int step) {
    return in_force(change, step) && (change.points.empty() || strength_at(change, step, model.time) != 0);
  };
  std::map<std::tuple<int, std::string, std::string>, Overlap> found;
  for (const Schedule& schedule : scenario.plan.schedules) {
    for (std::size_t i = 0; i < schedule.changes.size(); ++i) {
      for (std::size_t j = i + 1; j < schedule.changes.size(); ++j) {
        const Change& a = schedule.changes[i];
        const Change& b = schedule.changes[j];
        if (a.id == b.id || (a.programme && b.programme && is_source(schedule.variable))) continue;
        int first = -1;
        int last = -1;
        for (int step = 0; step <= model.time.steps; ++step) {
          if (!counts(a, step) || !counts(b, step)) continue;
          if (first < 0) first = step;
          last = step;
        }
        if (first < 0) continue;
        const auto [at, fresh] = found.try_emplace({schedule.variable, std::min(a.id, b.id), std::max(a.id, b.id)});
        Overlap& overlap = at->second;
        if (fresh) {
          overlap = {std::min(a.id, b.id),
                     std::max(a.id, b.id),
                     model.variables[static_cast<std::size_t>(schedule.variable)].name,
                     0,
                     model.time.at(first),
                     model.time.at(last)};
        }
        ++overlap.cells;
        overlap.begin = std::min(overlap.begin, model.time.at(first));
        overlap.end = std::max(overlap.end, model.time.at(last));
      }
    }
  }
  std::vector<Overlap> overlapping;
  for (auto& [key, overlap] : found) overlapping.push_back(std::move(overlap));
  return overlapping;
}

}  // namespace ronghe
