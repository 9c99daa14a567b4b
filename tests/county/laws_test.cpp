// What must hold in the county model whatever its parameters are: identities at every step, finite numbers, stocks that
// cannot be negative, and results that do not hang on the step.
#include "county/city.hpp"
#include "running/run_program.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace ronghe::county {
namespace {

constexpr int draws = 200;
constexpr int settled = 32;  // steps of the run before a decision is taken: two years

// Logarithms, and accounts of what has gone to others.
const std::vector<std::string> may_be_negative = {"perceived_attractiveness", "outside_account",
                                                  "cumulative_county_moves", "fiscal_reserve"};

std::vector<std::string> stocks(const Model& model) {
  std::vector<std::string> names;
  for (const Variable& variable : model.variables) {
    if (variable.kind == Variable::Kind::stock && !variable.hidden()) names.push_back(variable.name);
  }
  return names;
}

void expect_sound(const Model& model, const Trajectories& result) {
  for (const LaneFailure& failure : result.failures) {
    const std::string name = failure.variable < 0 ? "a check" : variable(model, failure.variable).name;
    ADD_FAILURE() << "member " << failure.member << ": " << name << " is " << failure.value << " at " << failure.time;
  }
  for (const CheckResult& check : result.checks) {
    EXPECT_EQ(check.violations, 0) << model.checks[static_cast<std::size_t>(check.check)].name << " by "
                                   << check.largest << " in member " << check.member << " at " << check.time;
  }
  for (std::size_t output = 0; output < result.variables.size(); ++output) {
    const std::string& name = variable(model, result.variables[output]).name;
    if (std::find(may_be_negative.begin(), may_be_negative.end(), name) != may_be_negative.end()) continue;
    double least = 0;
    for (int cell = 0; cell < result.cells[output]; ++cell) {
      for (int time = 0; time < static_cast<int>(result.times.size()); ++time) {
        for (int member = 0; member < result.members; ++member) {
          least = std::min(least, result.at(static_cast<int>(output), cell, time, member));
        }
      }
    }
    EXPECT_GE(least, 0) << name;
  }
}

TEST(CountyModel, KeepsItsIdentitiesForAllParametersOverTheirRanges) {
  const Scenario scenario = three_counties();
  const Model& model = *scenario.model;
  ASSERT_GE(model.checks.size(), 8u);
  std::mt19937_64 random(20260101);
  Members members(scenario);
  int drawn = 0;
  for (int v = 0; v < static_cast<int>(model.variables.size()); ++v) {
    const Variable& parameter = variable(model, v);
    if (parameter.kind != Variable::Kind::constant || parameter.hidden() || !parameter.range) continue;
    std::uniform_real_distribution<double> within(parameter.range->low, parameter.range->high);
    for (int cell = 0; cell < parameter.cells; ++cell) {
      std::vector<double> values;
      for (int member = 0; member < draws; ++member) values.push_back(within(random));
      members.set(v, cell, std::move(values));
    }
    ++drawn;
  }
  EXPECT_GT(drawn, 300);
  expect_sound(model, members.run(stocks(model), draws));
}

TEST(CountyModel, KeepsItsIdentitiesForExtremeLevers) {
  const Scenario scenario = three_counties();
  const Model& model = *scenario.model;
  std::mt19937_64 random(20260102);
  Members members(scenario);
  members.add({});  // no lever at all
  std::vector<int> levers;
  for (int v = 0; v < static_cast<int>(model.variables.size()); ++v) {
    if (variable(model, v).kind == Variable::Kind::input && !std::isnan(variable(model, v).values.front())) {
      levers.push_back(v);
    }
  }
  ASSERT_GE(levers.size(), 36u);
  const auto all_cells = [&](int lever) {
    std::vector<int> cells;
    for (int cell = 0; cell < variable(model, lever).cells; ++cell) cells.push_back(cell);
    return cells;
  };
  for (const int lever : levers) {
    ASSERT_TRUE(variable(model, lever).range) << variable(model, lever).name;
    const Range range = *variable(model, lever).range;
    for (const double value : {range.low, range.high}) members.add(decision(lever, all_cells(lever), value, settled));
  }
  for (int mix = 0; mix < 40; ++mix) {  // all at once
    Plan plan;
    for (const int lever : levers) {
      const Range range = *variable(model, lever).range;
      std::uniform_real_distribution<double> within(range.low, range.high);
      for (const int cell : all_cells(lever)) {
        plan.schedules.push_back(decision(lever, {cell}, within(random), settled).schedules.front());
      }
    }
    members.add(std::move(plan));
  }
  expect_sound(model, members.run(stocks(model)));
}

TEST(CountyModel, HardlyHangsOnTheStep) {
  const testing::TemporaryFolder halved;
  for (const char* file : {"reference.yaml", "counties.csv"}) {
    testing::write_text(halved.path() / file, testing::read_text(folder + "reference/" + file));
  }
  testing::write_text(halved.path() / "halved.yaml",
                      "scenario: 1\nid: halved\ntitle: {zh: 半步长, en: Half the step}\nextends: [reference.yaml]\n"
                      "time: {step: 1/32 year}\n");
  const Scenario coarse = three_counties();
  const Scenario fine = load_scenario((halved.path() / "halved.yaml").string()).value();
  struct Case {
    const char* name;
    double most;  // relative difference after 25 years
  };
  const Case cases[] = {{"gdp", 1e-3},
                        {"county_residents", 1e-3},
                        {"own_revenue", 1e-3},
                        {"composite_service_gap", 2e-3},
                        {"infrastructure_gap", 2e-3}};
  std::vector<std::string> names;
  for (const Case& each : cases) names.emplace_back(each.name);
  const Trajectories a = Members(coarse).run(names);
  const Trajectories b = Members(fine).run(names);
  const int last = static_cast<int>(a.times.size()) - 1;
  EXPECT_EQ(a.times[static_cast<std::size_t>(last)], 2035);
  for (int output = 0; output < static_cast<int>(names.size()); ++output) {
    for (int county = 0; county < 3; ++county) {
      const double wanted = b.at(output, county, last);
      EXPECT_LT(std::abs(a.at(output, county, last) / wanted - 1), cases[output].most)
          << names[static_cast<std::size_t>(output)];
      EXPECT_NE(a.at(output, county, last), wanted);
    }
  }
}

}  // namespace
}  // namespace ronghe::county
