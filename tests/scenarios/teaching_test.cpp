// Pins the main results of the small county model on Enshi.
//
// teaching_expected.csv was computed by another program: a prototype in Python that reads the same equations and
// integrates them with Euler's method. The tolerance covers its other order of summation and its C library's exp and
// log.
#include "ronghe/ronghe.hpp"
#include "running/run_program.hpp"
#include "syntax/number.hpp"
#include "syntax/read_csv.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

const std::string folder = std::string(RONGHE_SOURCE_DIR) + "/scenarios/enshi/";

// Every variable at every saved time, by the number of its cell.
struct Result {
  std::shared_ptr<const Model> model;
  Trajectories trajectories;

  double value(const std::string& name, const std::vector<std::string>& elements, double time) const {
    const Variable& variable = model->variables.at(static_cast<std::size_t>(model->find(name)));
    int cell = 0;
    for (const int index : variable.dimensions) {
      const Dimension& dimension = model->dimensions[static_cast<std::size_t>(index)];
      int found = -1;
      for (const std::string& element : elements) found = std::max(found, dimension.element(element));
      cell = cell * dimension.size() + found;
    }
    const auto& times = trajectories.times;
    const auto at = std::find(times.begin(), times.end(), time) - times.begin();
    return trajectories.at(trajectories.output_of(model->find(name)), cell, static_cast<int>(at));
  }
};

Result run(const std::string& file) {
  const Scenario scenario = load_scenario(folder + file).value();
  CompileOptions options = compile_options_of({&scenario});
  options.outputs.clear();  // all variables
  return {scenario.model, simulate(compile(*scenario.model, options), ensemble_of({&scenario}))};
}

TEST(Teaching, IsWhatAnotherProgramComputes) {
  const std::map<std::string, Result> results = {{"baseline", run("teaching-baseline.yaml")},
                                                 {"rural-services-first", run("teaching-rural-services.yaml")}};
  const std::string path = std::string(RONGHE_SOURCE_DIR) + "/tests/scenarios/teaching_expected.csv";
  const Table expected = read_csv(std::make_shared<const Source>(path, testing::read_text(path))).value();
  ASSERT_GT(expected.rows.size(), 1000U);
  for (const auto& row : expected.rows) {
    const Result& result = results.at(row[0].text);
    const double wanted = parse_number(row[6].text).value();
    const double found =
        result.value(row[1].text, {row[2].text, row[3].text, row[4].text}, parse_number(row[5].text).value());
    EXPECT_NEAR(found, wanted, 1e-9 * std::max(1.0, std::abs(wanted)))
        << row[0].text << " " << row[1].text << " " << row[2].text << " " << row[5].text;
  }
}

TEST(Teaching, KeepsEveryCheckOfItsModel) {
  for (const char* file : {"teaching-baseline.yaml", "teaching-rural-services.yaml"}) {
    const Result result = run(file);
    EXPECT_TRUE(result.trajectories.failures.empty());
    ASSERT_FALSE(result.trajectories.checks.empty());
    for (const CheckResult& check : result.trajectories.checks) {
      EXPECT_EQ(check.violations, 0) << result.model->checks[static_cast<std::size_t>(check.check)].name;
    }
  }
}

TEST(Teaching, StartsFromTheFiguresOfTheCity) {
  const Result result = run("teaching-baseline.yaml");
  const std::string path = folder + "counties.csv";
  const Table counties = read_csv(std::make_shared<const Source>(path, testing::read_text(path))).value();
  for (const auto& row : counties.rows) {
    const auto figure = [&](const char* column) {
      return parse_number(row[static_cast<std::size_t>(counties.column(column))].text).value();
    };
    const std::string& code = row[static_cast<std::size_t>(counties.column("code"))].text;
    const double sectors = figure("gdp_primary") + figure("gdp_secondary") + figure("gdp_tertiary");
    EXPECT_NEAR(result.value("gdp", {code}, 2023), sectors, 1e-9 * sectors) << code;
    EXPECT_NEAR(result.value("own_revenue", {code}, 2023), figure("revenue"), 1e-9) << code;
    EXPECT_EQ(result.value("residents", {code, "urban"}, 2023), figure("residents_urban")) << code;
  }
}

TEST(Teaching, YearsBeforeTheFirstDecisionAreTheBaselinesToTheBit) {
  const Result baseline = run("teaching-baseline.yaml");
  const Result option = run("teaching-rural-services.yaml");
  ASSERT_EQ(baseline.trajectories.values.size(), option.trajectories.values.size());
  const std::size_t times = baseline.trajectories.times.size();
  bool later_differs = false;
  for (std::size_t i = 0; i < baseline.trajectories.values.size(); ++i) {
    const double a = baseline.trajectories.values[i];
    const double b = option.trajectories.values[i];
    if (baseline.trajectories.times[i % times] < 2025) {
      EXPECT_EQ(a, b);
    }
    later_differs = later_differs || a != b;
  }
  EXPECT_TRUE(later_differs);
}

}  // namespace
}  // namespace ronghe
