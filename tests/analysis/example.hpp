// A run that never was: a model of two counties, a plan and its baseline, and values that are easy to follow.
#pragma once

#include "ronghe/ronghe.hpp"

#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ronghe::testing {

inline constexpr double none = std::numeric_limits<double>::quiet_NaN();

// Indices of the example's variables.
enum : int { grant = 0, people = 1, gdp = 2, share = 3, moves = 4, hidden_stock = 5 };

inline Model example_model() {
  Model model;
  model.name = "two-counties";
  model.title = {"两县", "Two counties"};
  model.time.start_numerator = 2023;
  model.time.step_denominator = 2;
  model.time.steps = 4;
  model.time.save_every = 2;
  model.time.unit = *Unit::parse("year");

  Dimension county;
  county.name = "county";
  county.label = {"县市", "counties"};
  county.elements = {{"422801", {"恩施市", "Enshi City"}, {}}, {"422802", {"利川市", "Lichuan"}, {}}};
  Dimension area;
  area.name = "area";
  area.elements = {{"urban", {}, {}}, {"rural", {}, {}}};
  model.dimensions = {county, area};

  const auto add = [&](std::string name, Variable::Kind kind, const char* unit, std::vector<int> dimensions,
                       int cells) {
    Variable variable;
    variable.name = std::move(name);
    variable.kind = kind;
    variable.unit = *Unit::parse(unit);
    variable.dimensions = std::move(dimensions);
    variable.cells = cells;
    model.variables.push_back(variable);
  };
  add("grant", Variable::Kind::input, "亿元/year", {0}, 2);
  model.variables.back().values = {0, 0};
  add("people", Variable::Kind::stock, "万人", {0, 1}, 4);
  add("gdp", Variable::Kind::auxiliary, "亿元/year", {0}, 2);
  model.variables.back().label = {"地区生产总值", "Output"};
  model.variables.back().indicator = Indicator{Indicator::Better::higher, Indicator::Format::number};
  add("share", Variable::Kind::auxiliary, "1", {}, 1);
  model.variables.back().label = {"农村占比", "Rural share"};
  model.variables.back().indicator = Indicator{Indicator::Better::lower, Indicator::Format::percent};
  add("moves", Variable::Kind::flow, "万人/year", {}, 1);
  add("hidden part", Variable::Kind::stock, "1", {}, 1);
  model.variables.back().owner = gdp;

  Check check;
  check.name = "people_stay";
  check.label = {"人口守恒", "People are conserved"};
  check.equation.text = "gain <= 0 万人";
  check.dimensions = {0};
  model.checks.push_back(check);
  return model;
}

struct Example {
  std::shared_ptr<const Model> model = std::make_shared<const Model>(example_model());
  Scenario plan;
  Scenario baseline;
  Trajectories run;

  Lane plan_lane() const { return {&plan, &run, 0}; }
  Lane baseline_lane() const { return {&baseline, &run, 1}; }
};

// Member 0 is the plan, member 1 the baseline. The value of a variable's cell c at saved time t is
// base + 100 c + 10 t, and for the plan one more from the second time on.
inline Example example(const std::vector<int>& outputs = {people, gdp, share}) {
  Example made;
  made.plan.id = "more-schools";
  made.plan.title = {"多建学校", "More schools"};
  made.plan.path = "plans/more-schools.yaml";
  made.plan.resolved = R"({"id": "more-schools"})";
  made.plan.prices = Prices{2023};
  made.baseline.id = "baseline";
  made.baseline.title = {"基准情景", "Baseline"};
  made.baseline.path = "plans/baseline.yaml";
  made.baseline.resolved = R"({"id": "baseline"})";
  made.baseline.prices = Prices{2023};
  for (Scenario* scenario : {&made.plan, &made.baseline}) {
    scenario->model = made.model;
    scenario->outputs = outputs;
    scenario->every = made.model->time.save_every;
  }

  made.run.variables = outputs;
  made.run.times = {2023, 2024, 2025};
  made.run.members = 2;
  for (const int output : outputs) {
    const Variable& variable = made.model->variables[static_cast<std::size_t>(output)];
    made.run.cells.push_back(variable.cells);
    const double base = output == share ? 0.5 : 1000 * output;
    const double scale = output == share ? 0.001 : 1;
    for (int cell = 0; cell < variable.cells; ++cell) {
      for (int t = 0; t < 3; ++t) {
        made.run.values.push_back(base + scale * (100 * cell + 10 * t + (t > 0 ? 1 : 0)));
        made.run.values.push_back(base + scale * (100 * cell + 10 * t));
      }
    }
  }
  return made;
}

}  // namespace ronghe::testing
