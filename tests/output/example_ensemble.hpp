// Many futures that never were: the example's plan and baseline with quantiles, chances and failures that are easy to
// follow. What lies a share `u` above the median's rank is the value times 1 + 0.2 (u - 0.5).
#pragma once

#include "analysis/example.hpp"
#include "analysis/headline.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ronghe::testing {

struct EnsembleExample {
  Example made;
  EnsembleResult ensemble;
};

namespace detail {

inline double spread(double value, double u) { return value * (1 + 0.2 * (u - 0.5)); }

inline EnsembleFigures figures(const EnsembleResult& ensemble, const Example& made, int variable, bool whole) {
  const Model& model = *made.model;
  const Variable& of = model.variables[static_cast<std::size_t>(variable)];
  const std::vector<Figure> cells = whole ? whole_figures(model, of) : cell_figures(model, of);
  const bool directed = of.indicator && of.indicator->better != Indicator::Better::neither;
  const bool higher = directed && of.indicator->better == Indicator::Better::higher;
  EnsembleFigures result;
  for (const Figure& figure : cells) {
    Text label;
    for (std::size_t d = 0; d < figure.place.elements.size(); ++d) {
      if (figure.place.elements[d].empty()) continue;
      const Text& element = figure.place.labels[d];
      label.zh += (label.zh.empty() ? "" : ", ") + (element.empty() ? figure.place.elements[d] : element.zh);
      label.en += (label.en.empty() ? "" : ", ") + (element.empty() ? figure.place.elements[d] : element.en);
    }
    result.labels.push_back(label);
    result.elements.push_back(figure.place.elements);
  }
  const int output = made.run.output_of(variable);
  for (std::size_t s = 0; s < ensemble.scenarios.size(); ++s) {
    const int member = ensemble.scenarios[s] == &made.baseline ? 1 : 0;
    for (const Figure& figure : cells) {
      const auto value = [&](int t) { return figure.at(made.run, output, t, member); };
      const auto by = [&](int t) { return value(t) - figure.at(made.run, output, t, 1); };
      for (const double q : ensemble.quantiles) {
        for (int t = 0; t < 3; ++t) {
          result.quantiles.push_back(spread(value(t), q));
          result.differences.push_back(by(t) * 2 * q);
        }
      }
      for (int t = 0; t < 3; ++t) {
        result.means.push_back(value(t) + 1);
        result.better.push_back(!directed ? none : by(t) == 0 ? 0.5 : (by(t) > 0) == higher ? 0.9 : 0.1);
        for (int m = 0; m < ensemble.kept; ++m) result.kept.push_back(spread(value(t), 0.25 + 0.5 * m));
      }
    }
  }
  return result;
}

}  // namespace detail

// Fills `example.ensemble`, which points into `example.made`.
inline void fill(EnsembleExample& example, const std::vector<int>& variables) {
  EnsembleResult& ensemble = example.ensemble;
  const Model& model = *example.made.model;
  ensemble.scenarios = {&example.made.baseline, &example.made.plan};
  ensemble.baseline = 0;
  ensemble.design.seed = 7;
  ensemble.members = 200;
  ensemble.kept = 2;
  ensemble.quantiles = {0.05, 0.5, 0.95};
  ensemble.times = example.made.run.times;
  ensemble.keys = {
      {"u-birth", {"出生率", "Birth rate"}, {"1/年", "1/year"}, {"普查", "census"}, people, {0, 1}},
      {"u-pull[422801]", {"吸引力（恩施市）", "Pull (Enshi City)"}, {"1", "1"}, {"假设", "assumed"}, grant, {0}}};
  ensemble.draws = {0.01, 0.02, 1.4, 1.6};
  for (const int v : variables) {
    EnsembleVariable variable;
    static_cast<Heading&>(variable) = heading_of(example.made.plan, v);
    variable.variable = v;
    variable.joined = joined(model, model.variables[static_cast<std::size_t>(v)]);
    variable.cells = detail::figures(ensemble, example.made, v, false);
    variable.whole = detail::figures(ensemble, example.made, v, true);
    if (variable.indicator && variable.indicator->better != Indicator::Better::neither) {
      const double scale = v == share ? 1e-4 : 1;
      variable.robustness = {{2 * scale, 4 * scale, 0.6, 3900 * scale}, {0, 0.5 * scale, 0.7, 3900 * scale}};
    }
    ensemble.variables.push_back(std::move(variable));
  }
  ensemble.sentences = {
      {Judgement::Kind::target,
       "closer",
       {"差距缩小", "A closer gap"},
       "gdp >= 2100 亿元/year",
       {Chance{0.25, 0.03, 200}, Chance{0.75, 0.03, 199}}},
      {Judgement::Kind::constraint, "debt", {}, "grant <= 1 亿元/year", {std::nullopt, Chance{1, 0, 199}}}};
  LaneFailure failure;
  failure.member = 17;
  failure.step = 3;
  failure.time = 2024.5;
  failure.variable = gdp;
  failure.cell = 1;
  failure.value = none;
  failure.code = "run.not_finite";
  ensemble.failures = {{1, failure}};
  ensemble.failure_counts = {{1, gdp, failure.code, 1}};
}

inline SensitivityResult sensitivity_example(const EnsembleExample& example, Sensitivity::Method method) {
  SensitivityResult result;
  result.scenario = &example.made.plan;
  result.method = method;
  result.members = 400;
  result.failed = 3;
  result.keys = example.ensemble.keys;
  result.variables = example.ensemble.variables;
  SensitivityFigure figure;
  figure.time = 2025;
  figure.mean = 4142;
  figure.deviation = 200;
  figure.low = {4100, 4300};
  figure.high = {4180, 3980};
  if (method == Sensitivity::Method::sobol) {
    figure.shares = {{0.1, 0.2, 0.05, 0.15, 0.12, 0.28}, {0.7, 0.8, 0.62, 0.78, 0.7, 0.9}};
  } else {
    figure.effects = {{40, 50, 20, 30, 70}, {-160, 160, 25, 140, 180}};
  }
  result.figures = {figure};
  return result;
}

inline DiscoveryResult discovery_example(const EnsembleExample& example) {
  DiscoveryResult result;
  result.scenario = &example.made.plan;
  result.sentence = example.ensemble.sentences[0];
  result.members = 200;
  result.missed = 50;
  result.keys = example.ensemble.keys;
  DiscoveredBox box;
  box.limits = {{1, 1.6, std::nullopt, 0.0001}, {0, 0.005, 0.011, 0.02}};
  box.box.members = 40;
  box.box.cases = 36;
  box.box.coverage = 0.72;
  box.box.density = 0.9;
  result.boxes = {box};
  return result;
}

// Held by pointer, since the ensemble points into the example.
inline std::unique_ptr<EnsembleExample> ensemble_example(const std::vector<int>& variables = {gdp, share, people}) {
  auto example = std::make_unique<EnsembleExample>();
  example->made = testing::example({people, gdp, share});
  fill(*example, variables);
  return example;
}

}  // namespace ronghe::testing
