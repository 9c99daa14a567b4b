// Finds what is drawn: a key for each uncertainty and each place at which it is drawn anew.
#include "analysis/headline.hpp"
#include "analysis/message_words.hpp"
#include "ronghe/uncertainty.hpp"
#include "sampling/sobol.hpp"
#include "uncertainty/rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace ronghe {
namespace {

// One draw of an uncertainty, and where it is taken.
struct PlacedKey {
  EnsembleKey key;
  Distribution distribution;
  SharedDraw draw;
};

PlacedKey key_of(const Scenario& scenario, const Uncertainty& uncertainty, const SharedDraw& draw) {
  const Model& model = *scenario.model;
  const Variable& variable = model.variables[static_cast<std::size_t>(uncertainty.variable)];
  PlacedKey placed;
  placed.distribution = uncertainty.distribution;
  placed.draw = draw;
  EnsembleKey& key = placed.key;
  key.name = draw.name;
  key.variable = uncertainty.variable;
  key.cells = draw.cells;
  key.unit = unit_texts(variable.unit, scenario.prices);
  key.source = uncertainty.source;
  const Text& label = uncertainty.label.empty() ? variable.label : uncertainty.label;
  key.label = label.empty() ? Text(uncertainty.id, uncertainty.id) : label;
  if (const Text place = place_text(place_of(model, draw.dimensions, draw.elements)); !place.empty()) {
    key.label = {key.label.in(Language::chinese) + "，" + place.zh, key.label.in(Language::english) + ", " + place.en};
  }
  return placed;
}

// Every constant that declares a range, uniform over it, one draw for all places and one for each other element. What
// the city's data give is a figure and no judgement: it is not drawn.
std::vector<Uncertainty> from_ranges(const Scenario& scenario) {
  const Model& model = *scenario.model;
  std::set<std::pair<int, int>> figures;
  for (const Origin& origin : scenario.origins) {
    if (origin.layer == Origin::Layer::data) figures.emplace(origin.variable, origin.cell);
  }
  std::vector<Uncertainty> found;
  for (std::size_t v = 0; v < model.variables.size(); ++v) {
    const Variable& variable = model.variables[v];
    if (variable.hidden() || variable.kind != Variable::Kind::constant || !variable.range) continue;
    if (!(variable.range->low < variable.range->high) || !std::isfinite(variable.range->high - variable.range->low)) {
      continue;
    }
    Uncertainty uncertainty;
    uncertainty.id = variable.name;
    uncertainty.label = variable.label;
    uncertainty.source = variable.source;
    uncertainty.variable = static_cast<int>(v);
    for (int cell = 0; cell < variable.cells; ++cell) {
      if (!figures.contains({uncertainty.variable, cell})) uncertainty.cells.push_back(cell);
    }
    for (const int dimension : variable.dimensions) {
      if (!model.dimensions[static_cast<std::size_t>(dimension)].from_data)
        uncertainty.independent.push_back(dimension);
    }
    uncertainty.distribution.kind = Distribution::Kind::uniform;
    uncertainty.distribution.min = variable.range->low;
    uncertainty.distribution.max = variable.range->high;
    if (!uncertainty.cells.empty()) found.push_back(std::move(uncertainty));
  }
  return found;
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool same(const Distribution& a, const Distribution& b) {
  return a.kind == b.kind && same(a.min, b.min) && same(a.max, b.max) && same(a.mode, b.mode) && same(a.mean, b.mean) &&
         same(a.sd, b.sd) && same(a.median, b.median) && same(a.sigma, b.sigma) && same(a.alpha, b.alpha) &&
         same(a.beta, b.beta) && same(a.shape, b.shape) && same(a.scale, b.scale) && a.values == b.values &&
         a.weights == b.weights && a.lowest == b.lowest && a.highest == b.highest;
}

// Whether both draw the same.
bool same_draws(const Scenario& a, const Scenario& b) {
  const auto equal = [](const Uncertainty& one, const Uncertainty& other) {
    return one.id == other.id && one.variable == other.variable && one.cells == other.cells &&
           one.independent == other.independent && same(one.distribution, other.distribution);
  };
  const auto correlated = [](const Correlation& one, const Correlation& other) {
    return one.first == other.first && one.second == other.second && one.spearman == other.spearman;
  };
  return std::equal(a.uncertainties.begin(), a.uncertainties.end(), b.uncertainties.begin(), b.uncertainties.end(),
                    equal) &&
         std::equal(a.correlations.begin(), a.correlations.end(), b.correlations.begin(), b.correlations.end(),
                    correlated);
}

// Keys of two uncertainties that are drawn for the same places.
bool meet(const SharedDraw& a, const SharedDraw& b) {
  for (std::size_t i = 0; i < a.dimensions.size(); ++i) {
    for (std::size_t j = 0; j < b.dimensions.size(); ++j) {
      if (a.dimensions[i] == b.dimensions[j] && a.elements[i] != b.elements[j]) return false;
    }
  }
  return true;
}

class Planner {
 public:
  Planner(const std::vector<const Scenario*>& scenarios, std::size_t baseline, const EnsembleOptions& options) {
    plan_.scenarios = scenarios;
    plan_.baseline = baseline;
    plan_.options = options;
  }

  Outcome<EnsemblePlan> make() {
    check_scenarios();
    find_keys();
    if (diagnostics_.has_errors()) return diagnostics_.take();
    number_dimensions();
    const std::vector<KeyCorrelation> correlations = find_correlations();
    take_table();
    if (diagnostics_.has_errors()) return diagnostics_.take();
    if (plan_.options.from_ranges) {
      diagnostics_.warning("ensemble.from_ranges", {}, {{"keys", std::to_string(keys_.size())}});
    }
    const int members = members_of(plan_.options.design, keys_.size());
    if (members < 0) {
      diagnostics_.error("ensemble.too_many", {},
                         {{"design", name_of(plan_.options.design.kind)},
                          {"draws", std::to_string(keys_.size())},
                          {"most", std::to_string(std::numeric_limits<int>::max())}});
    }
    if (diagnostics_.has_errors()) return diagnostics_.take();

    std::vector<DrawKey> drawn;
    for (std::size_t k = 0; k < keys_.size(); ++k) {
      drawn.push_back({keys_[k].key.name, keys_[k].distribution, dimensions_[k]});
      plan_.keys.push_back(std::move(keys_[k].key));
    }
    plan_.draws = std::make_shared<const Draws>(std::move(drawn), correlations, plan_.options.design);
    // What a sensitivity analysis explains is kept, asked for by `outputs` or not.
    const std::optional<Sensitivity>& analysis = plan_.scenarios.front()->sensitivity;
    const bool explains = gives_indices(plan_.options.design.kind) && analysis;
    plan_.rows =
        std::make_shared<const EnsembleRows>(plan_.scenarios, explains ? analysis->of : std::vector<Measure>());
    plan_.notes = diagnostics_.take();
    return std::move(plan_);
  }

 private:
  const Scenario& leader() const { return *plan_.scenarios[plan_.baseline]; }

  void check_scenarios() {
    for (const Scenario* scenario : plan_.scenarios) {
      if (scenario->model != leader().model || scenario->every != leader().every) {
        diagnostics_.error("ensemble.models_differ", {}, {{"first", leader().id}, {"second", scenario->id}});
      } else if (!scenario->uncertainties.empty() && !same_draws(*scenario, leader())) {
        diagnostics_.error("ensemble.draws_differ", scenario->uncertainties.front().span,
                           {{"first", leader().id}, {"second", scenario->id}});
      }
      for (const SumOverTime& sum : scenario->sums) {
        diagnostics_.warning("ensemble.no_sums", {}, {{"sum", sum.name}, {"scenario", scenario->id}});
      }
    }
  }

  void find_keys() {
    const std::vector<Uncertainty> ranges =
        plan_.options.from_ranges ? from_ranges(leader()) : std::vector<Uncertainty>();
    const std::vector<Uncertainty>& drawn = plan_.options.from_ranges ? ranges : leader().uncertainties;
    for (const Uncertainty& uncertainty : drawn) ids_.push_back(uncertainty.id);
    for (const SharedDraw& draw : shared_draws(drawn, *leader().model)) {
      keys_.push_back(key_of(leader(), drawn[draw.uncertainty], draw));
    }
    if (keys_.empty()) {
      diagnostics_.error(plan_.options.from_ranges ? "ensemble.no_ranges" : "ensemble.nothing_drawn", {},
                         {{"scenario", leader().id}});
    }
  }

  // Keys keep the dimensions that they had; new ones get the next free numbers.
  void number_dimensions() {
    int next = 0;
    for (const auto& known : plan_.options.dimensions) next = std::max(next, known.second + 1);
    int beyond = 0;
    for (const PlacedKey& key : keys_) {
      const auto known = plan_.options.dimensions.find(key.key.name);
      dimensions_.push_back(known == plan_.options.dimensions.end() ? next++ : known->second);
      if (dimensions_.back() >= SobolPoints::most_dimensions) ++beyond;
    }
    if (plan_.options.design.kind == Design::Kind::sobol && beyond > 0) {
      diagnostics_.warning("ensemble.beyond_sobol", {}, {{"count", std::to_string(beyond)}});
    }
  }

  std::vector<KeyCorrelation> find_correlations() {
    std::vector<KeyCorrelation> found;
    if (plan_.options.from_ranges) return found;
    for (const Correlation& correlation : leader().correlations) {
      for (std::size_t a = 0; a < keys_.size(); ++a) {
        if (ids_[keys_[a].draw.uncertainty] != correlation.first) continue;
        for (std::size_t b = 0; b < keys_.size(); ++b) {
          if (ids_[keys_[b].draw.uncertainty] != correlation.second || !meet(keys_[a].draw, keys_[b].draw)) continue;
          found.push_back({a, b, correlation.spearman});
        }
      }
    }
    const Design::Kind kind = plan_.options.design.kind;
    if (!found.empty() && !takes_correlations(kind)) {
      const bool told = leader().ensemble && leader().ensemble->kind == kind;  // when the scenario was read
      if (!told) diagnostics_.warning("ensemble.correlations_unused", {}, {{"design", name_of(kind)}});
      return {};
    }
    if (!can_be_drawn(found)) {
      diagnostics_.error("ensemble.correlations", {}, {{"scenario", leader().id}});
      return {};
    }
    return found;
  }

  // A design that stands in a file has its columns in the order of the uncertainties' keys.
  void take_table() {
    if (plan_.options.design.kind != Design::Kind::table) return;
    const DesignTable& table = plan_.options.table;
    const bool same = std::equal(table.keys.begin(), table.keys.end(), keys_.begin(), keys_.end(),
                                 [](const std::string& name, const PlacedKey& key) { return name == key.key.name; });
    if (!same) {
      diagnostics_.error("ensemble.table_of_others", {}, {{"scenario", leader().id}});
      return;
    }
    plan_.options.design.table = table.values;
    plan_.options.design.members = static_cast<int>(table.values.size() / table.keys.size());
  }

  EnsemblePlan plan_;
  std::vector<std::string> ids_;  // of the uncertainties
  std::vector<PlacedKey> keys_;
  std::vector<int> dimensions_;
  Diagnostics diagnostics_;
};

}  // namespace

std::size_t EnsemblePlan::numbers() const { return rows->size(); }

Outcome<EnsemblePlan> plan_ensemble(const std::vector<const Scenario*>& scenarios, std::size_t baseline,
                                    const EnsembleOptions& options) {
  return Planner(scenarios, baseline, options).make();
}

}  // namespace ronghe
