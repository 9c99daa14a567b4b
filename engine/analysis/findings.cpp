// Gathers what a report tells. Values are laid out scenario by scenario, so that whoever writes them down need not know
// how runs are stored, or that scenarios may have run apart.
#include "analysis/counterpart.hpp"
#include "analysis/headline.hpp"
#include "ronghe/analysis.hpp"
#include "ronghe/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace ronghe {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

const Variable& variable_of(const Model& model, int variable) {
  return model.variables[static_cast<std::size_t>(variable)];
}

class Gatherer {
 public:
  explicit Gatherer(Findings& findings)
      : findings_(findings),
        scenario_(*findings.lanes[findings.baseline].scenario),
        model_(*scenario_.model),
        times_(findings.times.size()) {}

  void gather() {
    find_places();
    const std::vector<int> headline = headline_indicators(scenario_);
    for (const int variable : headline) add_indicator(variable, true);
    for (const int variable : reported_variables(scenario_)) {
      const bool shown = std::find(headline.begin(), headline.end(), variable) != headline.end();
      if (!shown) add_indicator(variable, false);
    }
    add_factors();
    add_dispersions();
    rank_places();
  }

 private:
  void add_indicator(int index, bool headline) {
    const Variable& variable = variable_of(model_, index);
    FoundIndicator found;
    static_cast<Heading&>(found) = heading_of(scenario_, index);
    found.variable = index;
    found.part = part_title(model_, variable);
    found.headline = headline;
    found.joined = joined(model_, variable);
    const std::vector<Figure> cells = cell_figures(model_, variable);
    const std::vector<Figure> whole = whole_figures(model_, variable);
    for (const Lane& lane : findings_.lanes) {
      const std::optional<Lane> of_lane = lane;
      const Counterpart there(of_lane, variable);
      std::vector<int> times;
      for (const double time : findings_.times) times.push_back(there.time(time));
      const std::size_t begin = found.values.size();
      for (const Figure& cell : cells) {
        const int same = there.cell(cell.place.elements);
        for (const int time : times) found.values.push_back(time < 0 ? none : there.at(same, time));
      }
      for (const Figure& figure : whole) {
        for (std::size_t t = 0; t < times_; ++t) {
          found.whole.push_back(
              figure.join([&](int cell) { return found.values[begin + static_cast<std::size_t>(cell) * times_ + t]; }));
        }
      }
    }
    for (std::size_t f = 0; f < whole.size(); ++f) {
      std::vector<double> last;
      for (std::size_t s = 0; s < findings_.lanes.size(); ++s) {
        last.push_back(found.whole[((s * whole.size()) + f + 1) * times_ - 1]);
      }
      found.ranks.push_back(ranks_of(last, variable.indicator));
    }
    findings_.indicators.push_back(std::move(found));
  }

  void add_factors() {
    for (std::size_t i = 0; i < findings_.indicators.size(); ++i) {
      const std::optional<Move>& move = variable_of(model_, findings_.indicators[i].variable).moves;
      if (!move) continue;
      auto factor = std::find_if(findings_.factors.begin(), findings_.factors.end(),
                                 [&](const FoundFactor& each) { return each.what.en == move->what.en; });
      if (factor == findings_.factors.end()) {
        findings_.factors.push_back({move->what, {}});
        factor = std::prev(findings_.factors.end());
      }
      factor->links.push_back({i, move->from, move->to});
    }
    std::stable_sort(findings_.factors.begin(), findings_.factors.end(),
                     [](const FoundFactor& a, const FoundFactor& b) { return a.links.size() > b.links.size(); });
  }

  // Each place is in the group that the data put it in.
  void find_places() {
    findings_.places = place_dimension(model_);
    if (findings_.places < 0) return;
    const Dimension& dimension = model_.dimensions[static_cast<std::size_t>(findings_.places)];
    groups_.assign(static_cast<std::size_t>(dimension.size()), -1);
    int group = 0;
    bool once = true;
    for (const auto& [name, members] : dimension.groups) {
      for (const int member : members) {
        once = once && groups_[static_cast<std::size_t>(member)] < 0;
        groups_[static_cast<std::size_t>(member)] = group;
      }
      ++group;
    }
    findings_.grouped = once && group > 1 && std::find(groups_.begin(), groups_.end(), -1) == groups_.end();
    if (!findings_.grouped) std::fill(groups_.begin(), groups_.end(), 0);
  }

  // Whether there is one value for each place, and several places.
  bool by_place_alone(const FoundIndicator& found) const {
    const Variable& variable = variable_of(model_, found.variable);
    return findings_.places >= 0 && variable.dimensions == std::vector<int>{findings_.places} && variable.cells > 1;
  }

  void add_dispersions() {
    for (std::size_t i = 0; i < findings_.indicators.size(); ++i) {
      const FoundIndicator& found = findings_.indicators[i];
      if (!by_place_alone(found)) continue;
      Dispersion dispersion;
      dispersion.indicator = i;
      const std::size_t places = groups_.size();
      bool any = false;
      for (std::size_t s = 0; s < findings_.lanes.size(); ++s) {
        for (std::size_t t = 0; t < times_; ++t) {
          std::vector<double> values;
          for (std::size_t p = 0; p < places; ++p) values.push_back(found.values[(s * places + p) * times_ + t]);
          dispersion.theil.push_back(theil_index(values));
          dispersion.variation.push_back(coefficient_of_variation(values));
          dispersion.spread.push_back(largest_over_smallest(values));
          const GiniParts parts = dagum_gini(values, groups_);
          dispersion.gini.push_back(parts.gini);
          dispersion.within.push_back(parts.within);
          dispersion.between.push_back(parts.between);
          dispersion.overlap.push_back(parts.overlap);
          any = any || std::isfinite(parts.gini);
        }
      }
      if (any) findings_.dispersions.push_back(std::move(dispersion));
    }
  }

  void rank_places() {
    std::vector<bool> higher;
    for (std::size_t i = 0; i < findings_.indicators.size(); ++i) {
      const FoundIndicator& found = findings_.indicators[i];
      const bool directed = found.indicator && found.indicator->better != Indicator::Better::neither;
      const bool known =
          std::all_of(found.values.begin(), found.values.end(), [](double x) { return std::isfinite(x); });
      if (!found.headline || !directed || !known || !by_place_alone(found)) continue;
      findings_.ranking.indicators.push_back(i);
      higher.push_back(found.indicator->better == Indicator::Better::higher);
    }
    if (higher.empty()) return;
    const std::size_t alternatives = findings_.lanes.size() * groups_.size() * times_;
    std::vector<double> values;
    for (std::size_t a = 0; a < alternatives; ++a) {
      for (const std::size_t i : findings_.ranking.indicators) values.push_back(findings_.indicators[i].values[a]);
    }
    EntropyTopsis topsis = entropy_topsis(values, higher);
    findings_.ranking.weights = std::move(topsis.weights);
    findings_.ranking.scores = std::move(topsis.scores);
  }

  Findings& findings_;
  const Scenario& scenario_;
  const Model& model_;
  std::size_t times_;
  std::vector<int> groups_;  // of each place
};

}  // namespace

std::vector<int> reported_variables(const Scenario& scenario) {
  std::vector<int> variables = headline_variables(scenario);
  std::set<int> there(variables.begin(), variables.end());
  for (std::size_t v = 0; v < scenario.model->variables.size(); ++v) {
    const Variable& variable = scenario.model->variables[v];
    if (variable.hidden() || !(variable.indicator || variable.moves)) continue;
    if (there.insert(static_cast<int>(v)).second) variables.push_back(static_cast<int>(v));
  }
  return variables;
}

Findings gather_findings(const std::vector<Lane>& lanes, std::size_t baseline,
                         std::vector<AttributionResult> attributions) {
  Findings findings;
  findings.lanes = lanes;
  findings.baseline = baseline;
  findings.comparison = compare_lanes(lanes, baseline);
  findings.times = lanes[baseline].trajectories->times;
  findings.attributions = std::move(attributions);
  Gatherer(findings).gather();
  return findings;
}

}  // namespace ronghe
