// Which keys move which numbers: elementary effects or shares of variance, of every figure at the times asked for.
#include "simulate/threads.hpp"
#include "uncertainty/headings.hpp"
#include "uncertainty/rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace ronghe {
namespace {

// A figure at a time, and the row of its numbers.
struct WantedFigure {
  SensitivityFigure figure;
  std::size_t row = 0;
};

// What the scenario asks for; else every variable, its places joined and each of them, at the last time.
std::vector<WantedFigure> wanted_figures(const Scenario& scenario, const EnsembleRows& rows) {
  std::vector<WantedFigure> wanted;
  const std::vector<int> saved = scenario.model->time.saved_steps();
  const auto add = [&](std::size_t item, std::size_t figure, std::size_t time) {
    const EnsembleRows::Item& of = rows.items[item];
    SensitivityFigure told;
    told.variable = item;
    told.joined = of.whole.empty() || figure >= of.cells.size();
    told.cell = static_cast<int>(figure >= of.cells.size() ? figure - of.cells.size() : figure);
    told.time = rows.times[time];
    wanted.push_back({std::move(told), rows.row(of.first + figure, time)});
  };
  // Joined places come first: they are what a reader looks for.
  const auto add_item = [&](std::size_t item, std::size_t time, const std::vector<int>* cells) {
    const EnsembleRows::Item& of = rows.items[item];
    const bool all = cells == nullptr || cells->size() == of.cells.size();
    for (std::size_t f = of.cells.size(); all && f < of.figures(); ++f) add(item, f, time);
    for (std::size_t f = 0; f < of.cells.size(); ++f) {
      if (all || std::binary_search(cells->begin(), cells->end(), static_cast<int>(f))) add(item, f, time);
    }
  };
  if (scenario.sensitivity) {
    for (const Measure& measure : scenario.sensitivity->of) {
      for (std::size_t item = 0; item < rows.items.size(); ++item) {
        if (rows.items[item].variable != measure.variable) continue;
        for (std::size_t time = 0; time < rows.times.size(); ++time) {
          if (saved[static_cast<std::size_t>(rows.saved[time])] == measure.step) add_item(item, time, &measure.cells);
        }
      }
    }
  }
  if (wanted.empty()) {
    for (std::size_t item = 0; item < rows.items.size(); ++item) add_item(item, rows.times.size() - 1, nullptr);
  }
  return wanted;
}

// Of keys that are choices, by key: members by their value, for one value has many shares.
std::map<std::size_t, std::vector<double>> ranks_of_choices(const Draws& draws, const std::vector<double>& shares) {
  std::map<std::size_t, std::vector<double>> ranks;
  const auto members = static_cast<std::size_t>(draws.members());
  for (std::size_t key = 0; key < draws.keys().size(); ++key) {
    const Distribution& distribution = draws.keys()[key].distribution;
    if (distribution.kind != Distribution::Kind::choice) continue;
    std::vector<double> values;
    for (std::size_t m = 0; m < members; ++m) values.push_back(distribution.quantile(shares[key * members + m]));
    ranks.emplace(key, middle_ranks(values));
  }
  return ranks;
}

void explain(const std::vector<double>& values, const std::vector<double>& shares, std::size_t keys,
             const std::map<std::size_t, std::vector<double>>& choices, Sensitivity::Method method,
             SensitivityFigure& figure) {
  double sum = 0;
  double count = 0;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    sum += value;
    ++count;
  }
  figure.mean = sum / count;
  double squares = 0;
  for (const double value : values) {
    if (std::isfinite(value)) squares += (value - figure.mean) * (value - figure.mean);
  }
  figure.deviation = std::sqrt(squares / (count - 1));
  if (method == Sensitivity::Method::morris) {
    figure.effects = elementary_effects(values, shares, keys);
  } else {
    figure.shares = variance_shares(values, keys);
  }
  const std::size_t members = values.size();
  for (std::size_t key = 0; key < keys; ++key) {
    const auto of_key = shares.begin() + static_cast<std::ptrdiff_t>(key * members);
    const auto choice = choices.find(key);
    const Swing swing = choice != choices.end()
                            ? swing_of(values, choice->second)
                            : swing_of(values, {of_key, of_key + static_cast<std::ptrdiff_t>(members)});
    figure.low.push_back(swing.low);
    figure.high.push_back(swing.high);
  }
}

}  // namespace

Outcome<SensitivityResult> gather_sensitivity(const EnsemblePlan& plan, const Study& study, int threads) {
  if (std::vector<Diagnostic> missing = whole(study); !missing.empty()) return missing;
  const EnsembleRows& rows = *plan.rows;
  const Scenario& scenario = *plan.scenarios.front();
  const Outcome<AllNotes> noted = notes_of(plan, study);
  if (!noted) return noted.diagnostics();
  const AllNotes& notes = noted.value();
  SensitivityResult result;
  result.scenario = &scenario;
  result.method =
      plan.options.design.kind == Design::Kind::morris ? Sensitivity::Method::morris : Sensitivity::Method::sobol;
  result.members = study.shape().members;
  result.failed = static_cast<int>(std::count(notes.failed.front().begin(), notes.failed.front().end(), true));
  result.keys = plan.keys;
  for (const EnsembleRows::Item& item : rows.items) result.variables.push_back(headed(scenario, item));
  std::vector<WantedFigure> wanted = wanted_figures(scenario, rows);

  const std::vector<double> shares = plan.draws->shares(0, result.members);
  const std::map<std::size_t, std::vector<double>> choices = ranks_of_choices(*plan.draws, shares);
  std::vector<std::vector<Diagnostic>> lost(wanted.size());
  for_each_index(threads, wanted.size(), [&](std::size_t w) {
    Outcome<std::vector<double>> row = study.read_row(wanted[w].row);
    if (!row) {
      lost[w] = row.diagnostics();
      return;
    }
    std::vector<double>& values = row.value();
    for (std::size_t m = 0; m < values.size(); ++m) {
      if (notes.failed.front()[m]) values[m] = std::numeric_limits<double>::quiet_NaN();
    }
    explain(values, shares, plan.keys.size(), choices, result.method, wanted[w].figure);
  });
  for (const std::vector<Diagnostic>& trouble : lost) {
    if (!trouble.empty()) return trouble;
  }
  for (WantedFigure& figure : wanted) result.figures.push_back(std::move(figure.figure));
  return result;
}

}  // namespace ronghe
