// Splits the difference of two scenarios over what they do differently.
//
// With v(S) the value when the items in S are taken from the second scenario and all others from the first, the part of
// item i is its Shapley value, the mean over all orders in which the items could be switched (Shapley 1953):
//
//   part(i) = sum over S without i of |S|! (n - |S| - 1)! / n! · (v(S + i) - v(S))
//
// The parts add up to v(all) - v(none), whatever the model. Up to some number of items every S is run; above that the
// mean is taken over orders that are drawn, and each part has a standard error; the parts of each order add up, so
// those of their mean do too.
//
// How two items work together is told by v(ij) - v(i) - v(j) + v(none): what both bring beyond what each brings alone.
#include "analysis/headline.hpp"
#include "analysis/mixture.hpp"
#include "ronghe/analysis.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>

namespace ronghe {
namespace {

using Subset = std::vector<bool>;  // for each item whether it is in

// A figure that is read from every run.
struct Reading {
  int variable = -1;
  double time = 0;
  Figure figure;
};

std::vector<Reading> readings_of(const Scenario& scenario, const AttributionOptions& options) {
  const Model& model = *scenario.model;
  std::vector<AttributionTarget> targets = options.of;
  if (targets.empty()) {
    const std::vector<int> shown = headline_indicators(scenario);
    const auto has_direction = [&](int variable) {
      const auto& indicator = model.variables[static_cast<std::size_t>(variable)].indicator;
      return indicator && indicator->better != Indicator::Better::neither;
    };
    const bool any = std::any_of(shown.begin(), shown.end(), has_direction);
    for (const int variable : shown) {
      if (!any || has_direction(variable)) targets.push_back({variable, model.time.stop()});
    }
  }
  std::vector<Reading> readings;
  for (const AttributionTarget& target : targets) {
    const Variable& variable = model.variables[static_cast<std::size_t>(target.variable)];
    const auto asked = [&](const Figure& figure) {
      return target.cells.empty() || std::all_of(figure.cells.begin(), figure.cells.end(), [&](int cell) {
               return std::binary_search(target.cells.begin(), target.cells.end(), cell);
             });
    };
    const auto add = [&](std::vector<Figure> figures) {
      bool any = false;
      for (Figure& figure : figures) {
        if (!asked(figure)) continue;
        readings.push_back({target.variable, target.time, std::move(figure)});
        any = true;
      }
      return any;
    };
    // Without a whole, as when one place is asked for, the single figures are told.
    const bool whole = add(whole_figures(model, variable));
    if (!whole || (options.places && place_axis(model, variable) >= 0)) add(cell_figures(model, variable));
  }
  return readings;
}

// v: the readings of every subset that was asked for. Runs them as members of ensembles of one program.
class Values {
 public:
  Values(const Mixture& mixture, const std::vector<Reading>& readings, const Scenario& from, const Scenario& to,
         const SimulateOptions& options)
      : mixture_(mixture),
        readings_(readings),
        options_(options),
        block_(can_run_together({&from, &to}) ? 512 : 1),
        program_(compile(*from.model, compile_options(readings, from, to))) {}

  void compute(const std::vector<Subset>& subsets) {
    std::vector<Subset> missing;
    for (const Subset& subset : subsets) {
      if (values_.emplace(subset, std::vector<double>()).second) missing.push_back(subset);
    }
    for (std::size_t begin = 0; begin < missing.size() && !cancelled(); begin += block_) {
      const std::size_t end = std::min(begin + block_, missing.size());
      std::vector<Scenario> scenarios;
      for (std::size_t s = begin; s < end; ++s) scenarios.push_back(mixture_.mix(missing[s]));
      std::vector<const Scenario*> members;
      for (const Scenario& scenario : scenarios) members.push_back(&scenario);
      const Trajectories run = simulate(program_, ensemble_of(members), options_);
      for (std::size_t s = begin; s < end; ++s) read(run, static_cast<int>(s - begin), values_[missing[s]]);
    }
  }

  const std::vector<double>& of(const Subset& subset) const { return values_.at(subset); }
  const std::map<Subset, std::vector<double>>& all() const { return values_; }
  bool cancelled() const { return options_.cancel != nullptr && *options_.cancel; }

 private:
  static CompileOptions compile_options(const std::vector<Reading>& readings, const Scenario& from,
                                        const Scenario& to) {
    CompileOptions options = compile_options_of({&from, &to});
    options.followed.clear();
    options.outputs.clear();
    for (const Reading& reading : readings) options.outputs.push_back(reading.variable);
    std::sort(options.outputs.begin(), options.outputs.end());
    options.outputs.erase(std::unique(options.outputs.begin(), options.outputs.end()), options.outputs.end());
    return options;
  }

  void read(const Trajectories& run, int member, std::vector<double>& values) const {
    for (const Reading& reading : readings_) {
      const auto time = std::find(run.times.begin(), run.times.end(), reading.time);
      if (time == run.times.end()) throw InternalError("a time that is not saved");
      values.push_back(
          reading.figure.at(run, run.output_of(reading.variable), static_cast<int>(time - run.times.begin()), member));
    }
  }

  const Mixture& mixture_;
  const std::vector<Reading>& readings_;
  const SimulateOptions& options_;
  std::size_t block_;  // lanes in one ensemble
  Program program_;
  std::map<Subset, std::vector<double>> values_;
};

std::vector<Subset> all_subsets(std::size_t items) {
  std::vector<Subset> subsets;
  for (std::size_t bits = 0; bits < (std::size_t{1} << items); ++bits) {
    Subset subset(items);
    for (std::size_t i = 0; i < items; ++i) subset[i] = (bits >> i & 1U) != 0;
    subsets.push_back(std::move(subset));
  }
  return subsets;
}

// None, one of the items, two of them: what interactions need.
std::vector<Subset> small_subsets(std::size_t items) {
  std::vector<Subset> subsets = {Subset(items)};
  for (std::size_t i = 0; i < items; ++i) {
    for (std::size_t j = i; j < items; ++j) {
      Subset subset(items);
      subset[i] = subset[j] = true;
      subsets.push_back(std::move(subset));
    }
  }
  return subsets;
}

Subset with(Subset subset, std::size_t item) {
  subset[item] = true;
  return subset;
}

void add_exact_parts(const Values& values, std::size_t items, std::vector<AttributedFigure>& figures) {
  // weight[s] = s! (n - s - 1)! / n!
  std::vector<double> weight(items);
  for (std::size_t s = 0; s < items; ++s) {
    weight[s] = 1.0 / static_cast<double>(items);
    for (std::size_t k = 1; k <= s; ++k) weight[s] *= static_cast<double>(k) / static_cast<double>(items - k);
  }
  for (const auto& [subset, without] : values.all()) {
    const auto size = static_cast<std::size_t>(std::count(subset.begin(), subset.end(), true));
    for (std::size_t i = 0; i < items; ++i) {
      if (subset[i]) continue;
      const std::vector<double>& beside = values.of(with(subset, i));
      for (std::size_t f = 0; f < figures.size(); ++f) {
        figures[f].parts[i] += weight[size] * (beside[f] - without[f]);
      }
    }
  }
}

// Orders of the items, the same ones on every machine.
std::vector<std::vector<std::size_t>> draw_orders(std::size_t items, int count) {
  std::mt19937_64 random(20240601);
  std::vector<std::vector<std::size_t>> orders;
  for (int k = 0; k < count; ++k) {
    std::vector<std::size_t> order(items);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = items; i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    orders.push_back(std::move(order));
  }
  return orders;
}

std::vector<Subset> beginnings(const std::vector<std::vector<std::size_t>>& orders, std::size_t items) {
  std::vector<Subset> subsets;
  for (const std::vector<std::size_t>& order : orders) {
    Subset subset(items);
    subsets.push_back(subset);
    for (const std::size_t i : order) {
      subset[i] = true;
      subsets.push_back(subset);
    }
  }
  return subsets;
}

void add_sampled_parts(const Values& values, const std::vector<std::vector<std::size_t>>& orders, std::size_t items,
                       std::vector<AttributedFigure>& figures) {
  const auto count = static_cast<double>(orders.size());
  for (std::size_t f = 0; f < figures.size(); ++f) {
    std::vector<std::vector<double>> steps(items);  // what each item brought in each order
    for (const std::vector<std::size_t>& order : orders) {
      Subset subset(items);
      for (const std::size_t i : order) {
        const double before = values.of(subset)[f];
        subset[i] = true;
        steps[i].push_back(values.of(subset)[f] - before);
      }
    }
    for (std::size_t i = 0; i < items; ++i) {
      const double mean = std::accumulate(steps[i].begin(), steps[i].end(), 0.0) / count;
      double squares = 0;
      for (const double step : steps[i]) squares += (step - mean) * (step - mean);
      figures[f].parts[i] = mean;
      figures[f].standard_errors[i] = std::sqrt(squares / (count * (count - 1)));
    }
  }
}

// Half of what a pair brings together falls to each of the two. What is left of the difference is what more than two
// bring together: it is shared evenly, so that the parts add up, and is their error.
void add_parts_of_pairs(const Values& values, std::size_t items, std::vector<AttributedFigure>& figures) {
  const Subset nothing(items);
  for (std::size_t f = 0; f < figures.size(); ++f) {
    AttributedFigure& figure = figures[f];
    std::vector<double> alone(items);
    for (std::size_t i = 0; i < items; ++i) alone[i] = values.of(with(nothing, i))[f] - values.of(nothing)[f];
    figure.parts = alone;
    for (std::size_t i = 0; i < items; ++i) {
      for (std::size_t j = i + 1; j < items; ++j) {
        const double both = values.of(with(with(nothing, i), j))[f] - values.of(nothing)[f];
        const double together = both - alone[i] - alone[j];
        figure.parts[i] += together / 2;
        figure.parts[j] += together / 2;
      }
    }
    const double rest = figure.to - figure.from - std::accumulate(figure.parts.begin(), figure.parts.end(), 0.0);
    for (std::size_t i = 0; i < items; ++i) {
      figure.parts[i] += rest / static_cast<double>(items);
      figure.standard_errors[i] = std::abs(rest);
    }
  }
}

void add_interactions(const Values& values, std::size_t items, std::vector<AttributedFigure>& figures) {
  const Subset nothing(items);
  for (std::size_t i = 0; i < items; ++i) {
    for (std::size_t j = i + 1; j < items; ++j) {
      const Subset one = with(nothing, i);
      for (std::size_t f = 0; f < figures.size(); ++f) {
        figures[f].interactions.push_back(
            {i, j,
             values.of(with(one, j))[f] - values.of(one)[f] - values.of(with(nothing, j))[f] + values.of(nothing)[f]});
      }
    }
  }
}

// The first subset in which a figure has no value: its lane failed.
std::vector<Diagnostic> failed_mixture(const Values& values, const std::vector<Reading>& readings,
                                       const Mixture& mixture, const Scenario& from, const Scenario& to) {
  Diagnostics diagnostics;
  for (const auto& [subset, read] : values.all()) {
    const auto missing = std::find_if(read.begin(), read.end(), [](double value) { return !std::isfinite(value); });
    if (missing == read.end()) continue;
    const Reading& reading = readings[static_cast<std::size_t>(missing - read.begin())];
    std::string ids;
    for (std::size_t i = 0; i < subset.size(); ++i) {
      if (subset[i]) ids += (ids.empty() ? "`" : ", `") + mixture.items()[i].id + "`";
    }
    Words words = {{"variable", from.model->variables[static_cast<std::size_t>(reading.variable)].name},
                   {"from", from.id},
                   {"to", to.id}};
    words.emplace_back("items", ids.empty() ? Word(Text("无", "nothing")) : Word(ids));
    diagnostics.error("run.mixture_failed", {}, std::move(words));
    break;
  }
  return diagnostics.take();
}

}  // namespace

Outcome<AttributionResult> attribute(const Scenario& from, const Scenario& to, const AttributionOptions& options) {
  const Mixture mixture(from, to, options.apart);
  const std::vector<Reading> readings = readings_of(to, options);
  const std::size_t items = mixture.items().size();
  const Subset everything(items, true);
  Values values(mixture, readings, from, to, options.simulate);

  AttributionResult attribution;
  attribution.from = from.id;
  attribution.from_title = from.title;
  attribution.to = to.id;
  attribution.to_title = to.title;
  attribution.time_unit = {from.model->time.unit.text_zh(), from.model->time.unit.text()};
  attribution.items = mixture.items();
  const bool few = items <= static_cast<std::size_t>(options.exact_up_to) || items <= 2;
  attribution.method = few ? SplitMethod::exact : options.above;
  std::vector<std::vector<std::size_t>> orders;
  switch (attribution.method) {
    case SplitMethod::exact:
      values.compute(all_subsets(items));
      break;
    case SplitMethod::orders:
      orders = draw_orders(items, options.orders);
      values.compute(beginnings(orders, items));
      values.compute(small_subsets(items));
      break;
    case SplitMethod::pairs: {
      std::vector<Subset> subsets = small_subsets(items);
      subsets.push_back(everything);
      values.compute(subsets);
      break;
    }
  }
  attribution.orders = static_cast<int>(orders.size());
  attribution.lanes = static_cast<int>(values.all().size());
  if (values.cancelled()) return attribution;
  if (auto failed = failed_mixture(values, readings, mixture, from, to); !failed.empty()) return failed;

  for (std::size_t r = 0; r < readings.size(); ++r) {
    const Reading& reading = readings[r];
    AttributedFigure figure;
    figure.Heading::operator=(heading_of(to, reading.variable));
    figure.joined = joined(*to.model, to.model->variables[static_cast<std::size_t>(reading.variable)]);
    figure.elements = reading.figure.place.elements;
    figure.labels = reading.figure.place.labels;
    figure.time = reading.time;
    figure.from = values.of(Subset(items))[r];
    figure.to = values.of(everything)[r];
    figure.parts.resize(items);
    figure.standard_errors.resize(items);
    attribution.figures.push_back(std::move(figure));
  }
  switch (attribution.method) {
    case SplitMethod::exact:
      add_exact_parts(values, items, attribution.figures);
      break;
    case SplitMethod::orders:
      add_sampled_parts(values, orders, items, attribution.figures);
      break;
    case SplitMethod::pairs:
      add_parts_of_pairs(values, items, attribution.figures);
      break;
  }
  add_interactions(values, items, attribution.figures);
  return attribution;
}

}  // namespace ronghe
