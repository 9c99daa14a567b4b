// The scenarios of real cities on the county model: what they give, whether the baselines go on as the years before
// them, and whether their pages tell the truth.
//
// cities_expected.csv was computed by another program: it reads the model's specification as it stands, equation by
// equation, and integrates it with Euler's method. The tolerance covers its other order of summation and its C library.
#include "ronghe/ronghe.hpp"
#include "running/run_program.hpp"
#include "syntax/number.hpp"
#include "syntax/read_csv.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(RONGHE_SOURCE_DIR) / "scenarios";
const std::vector<std::string> cities = {"enshi", "qiandongnan"};

Table table_of(const fs::path& path) {
  return read_csv(std::make_shared<const Source>(path.string(), testing::read_text(path))).value();
}

// Every variable at every saved time.
struct Result {
  Scenario scenario;
  Trajectories trajectories;

  const Model& model() const { return *scenario.model; }
  int time_of(double time) const {
    const auto& times = trajectories.times;
    return static_cast<int>(std::find(times.begin(), times.end(), time) - times.begin());
  }
  double value(const std::string& name, const std::vector<std::string>& elements, double time) const {
    const Variable& variable = model().variables.at(static_cast<std::size_t>(model().find(name)));
    int cell = 0;
    for (const int index : variable.dimensions) {
      const Dimension& dimension = model().dimensions[static_cast<std::size_t>(index)];
      int found = -1;
      for (const std::string& element : elements) found = std::max(found, dimension.element(element));
      cell = cell * dimension.size() + found;
    }
    return trajectories.at(trajectories.output_of(model().find(name)), cell, time_of(time));
  }
  // Over all cells whose elements contain `element`, or all.
  double sum(const std::string& name, double time, const std::string& element = "") const {
    const Variable& variable = model().variables.at(static_cast<std::size_t>(model().find(name)));
    double result = 0;
    for (int cell = 0; cell < variable.cells; ++cell) {
      const std::vector<int> indices = model().indices(variable, cell);
      bool meant = element.empty();
      for (std::size_t d = 0; d < indices.size(); ++d) {
        const Dimension& dimension = model().dimensions[static_cast<std::size_t>(variable.dimensions[d])];
        meant = meant || dimension.elements[static_cast<std::size_t>(indices[d])].name == element;
      }
      if (meant) result += trajectories.at(trajectories.output_of(model().find(name)), cell, time_of(time));
    }
    return result;
  }
  // Over the counties, each counting once.
  double mean(const std::string& name, double time) const {
    return sum(name, time) / model().dimensions[static_cast<std::size_t>(model().find_dimension("county"))].size();
  }
  double ratio(double time) const { return income(time, "urban") / income(time, "rural"); }
  double urbanisation(double time) const { return sum("residents", time, "urban") / sum("residents", time); }
  // Incomes of all counties, weighted with their residents.
  double income(double time, const std::string& area) const {
    double income = 0;
    for (const Element& county :
         model().dimensions[static_cast<std::size_t>(model().find_dimension("county"))].elements) {
      income += value("income_per_head", {county.name, area}, time) * value("residents", {county.name, area}, time);
    }
    return income / sum("residents", time, area);
  }
};

Result run(const fs::path& file) {
  Scenario scenario = load_scenario(file.string()).value();
  CompileOptions options = compile_options_of({&scenario});
  options.outputs.clear();  // all variables
  Trajectories trajectories = simulate(compile(*scenario.model, options), ensemble_of({&scenario}));
  return {std::move(scenario), std::move(trajectories)};
}

TEST(Cities, AreWhatAnotherProgramComputes) {
  std::map<std::string, Result> results;
  const Table expected = table_of(fs::path(RONGHE_SOURCE_DIR) / "tests/scenarios/cities_expected.csv");
  ASSERT_GT(expected.rows.size(), 4000U);
  for (const auto& row : expected.rows) {
    const std::string file = row[0].text + "/" + row[1].text + ".yaml";
    const auto [result, fresh] = results.try_emplace(file);
    if (fresh) result->second = run(folder / file);
    const double wanted = parse_number(row[7].text).value();
    const double found =
        result->second.value(row[2].text, {row[3].text, row[4].text, row[5].text}, parse_number(row[6].text).value());
    EXPECT_NEAR(found, wanted, 1e-9 * std::max(0.1, std::abs(wanted)))
        << file << " " << row[2].text << " " << row[3].text << " " << row[6].text;
  }
}

TEST(Cities, EveryScenarioRunsAndKeepsItsChecks) {
  int found = 0;
  for (const std::string& city : cities) {
    for (const auto& file : fs::directory_iterator(folder / city)) {
      if (file.path().extension() != ".yaml") continue;
      SCOPED_TRACE(file.path().string());
      const auto loaded = load_scenario(file.path().string());
      ASSERT_TRUE(loaded) << render(loaded.diagnostics(), Language::english);
      EXPECT_TRUE(loaded.diagnostics().empty()) << render(loaded.diagnostics(), Language::english);
      const Result result = run(file.path());
      EXPECT_TRUE(result.trajectories.failures.empty());
      for (const CheckResult& check : result.trajectories.checks) {
        EXPECT_EQ(check.violations, 0) << result.model().checks[static_cast<std::size_t>(check.check)].name;
      }
      ++found;
    }
  }
  EXPECT_GE(found, 7);
}

TEST(Cities, StartFromTheirFigures) {
  for (const std::string& city : cities) {
    const Result result = run(folder / city / "baseline.yaml");
    const Table counties = table_of(folder / city / "counties.csv");
    for (const auto& row : counties.rows) {
      const auto figure = [&](const char* column) {
        return parse_number(row[static_cast<std::size_t>(counties.column(column))].text).value();
      };
      const std::string& code = row[static_cast<std::size_t>(counties.column("code"))].text;
      SCOPED_TRACE(code);
      EXPECT_NEAR(result.value("gdp", {code}, 2023), figure("gdp"), 1e-3 * figure("gdp")) << "its sectors are rounded";
      EXPECT_NEAR(result.value("own_revenue", {code}, 2023), figure("revenue"), 1e-9);
      EXPECT_NEAR(result.value("income_per_head", {code, "rural"}, 2023), figure("income_rural") / 1e4, 1e-9);
      EXPECT_NEAR(result.value("residents", {code, "urban"}, 2023), figure("residents_urban"), 1e-9);
      EXPECT_NEAR(result.value("away_workers", {code}, 2023), figure("away_workers"), 1e-9);
    }
  }
}

TEST(Cities, OptionsChangeNothingBeforeTheirFirstDecision) {
  for (const char* option : {"enshi/rural-services-first.yaml", "qiandongnan/rural-services-first.yaml",
                             "qiandongnan/industry-first.yaml"}) {
    SCOPED_TRACE(option);
    const Result changed = run(folder / option);
    const Result baseline = run((folder / option).parent_path() / "baseline.yaml");
    const std::size_t times = baseline.trajectories.times.size();
    bool later_differs = false;
    for (std::size_t i = 0; i < baseline.trajectories.values.size(); ++i) {
      const double a = baseline.trajectories.values[i];
      const double b = changed.trajectories.values[i];
      if (baseline.trajectories.times[i % times] < 2025) {
        ASSERT_EQ(a, b);
      }
      later_differs = later_differs || a != b;
    }
    EXPECT_TRUE(later_differs);
  }
}

// What the years before the start were like: the figures that `parameters` name in the baselines.
struct Before {
  const char* city;
  double growth;        // [%/year] of the counties' real GDP
  double residents;     // [%/year]
  double urbanisation;  // [points/year]
  double ratio;         // [1/year] change of the income ratio
};

TEST(Baselines, GoOnAsTheYearsBeforeThem) {
  for (const Before& before :
       {Before{"enshi", 5.0, -0.27, 0.78, -0.055}, Before{"qiandongnan", 3.4, -0.4, 0.93, -0.084}}) {
    SCOPED_TRACE(before.city);
    const Result result = run(folder / before.city / "baseline.yaml");
    const auto yearly = [&](const char* name, double from, double to) {
      return 100 * (std::pow(result.sum(name, to) / result.sum(name, from), 1 / (to - from)) - 1);
    };
    EXPECT_NEAR(yearly("gdp", 2023, 2028), before.growth, 0.1);
    EXPECT_NEAR(yearly("county_residents", 2023, 2028), before.residents, 0.05);
    EXPECT_NEAR(100 * (result.urbanisation(2028) - result.urbanisation(2023)) / 5, before.urbanisation, 0.05);
    EXPECT_NEAR((result.ratio(2028) - result.ratio(2023)) / 5, before.ratio, 0.005);
    // No jump at the start, and none later: growth of one year differs little from that of the year before.
    for (int year = 2024; year < 2035; ++year) {
      EXPECT_NEAR(yearly("gdp", year, year + 1), yearly("gdp", year - 1, year), 0.25) << year;
    }
    // Every county's gaps and shares move slowly, too.
    for (const Element& county :
         result.model().dimensions[static_cast<std::size_t>(result.model().find_dimension("county"))].elements) {
      for (const char* name : {"composite_service_gap", "gdp_share", "revenue_share"}) {
        for (int year = 2023; year < 2035; ++year) {
          EXPECT_NEAR(result.value(name, {county.name}, year + 1), result.value(name, {county.name}, year), 0.025)
              << name << " " << county.name << " " << year;
        }
      }
    }
  }
}

// The lines of a city's page that give numbers: of a year of the baseline (GDP, residents, urbanisation, incomes,
// ratio), and of a scenario in 2035 (GDP, revenue, mean gaps in services and infrastructure, income ratio, labour
// leaving villages).
TEST(Cities, AreToldTrulyByTheirPages) {
  for (const std::string& city : cities) {
    std::map<std::string, Result> results;
    const auto result_of = [&](const std::string& scenario) -> const Result& {
      const auto [result, fresh] = results.try_emplace(scenario);
      if (fresh) result->second = run(folder / city / (scenario + ".yaml"));
      return result->second;
    };
    std::istringstream page(testing::read_text(folder / city / "README.md"));
    int years = 0;
    int scenarios = 0;
    for (std::string line; std::getline(page, line);) {
      if (line.rfind("| 20", 0) == 0 && line.find("| projected |") != std::string::npos) {
        const Result& result = result_of("baseline");
        const double year = std::stod(line.substr(2, 4));
        EXPECT_EQ(line, fmt::format("| {} | projected | {:.1f} | {:.1f} | {:.1f} | {:.0f} | {:.0f} | {:.2f} |", year,
                                    result.sum("gdp", year), result.sum("county_residents", year),
                                    100 * result.urbanisation(year), 1e4 * result.income(year, "urban"),
                                    1e4 * result.income(year, "rural"), result.ratio(year)))
            << city;
        ++years;
      }
      if (line.rfind("| `", 0) == 0 && line.find(".yaml` | 2035 |") != std::string::npos) {
        const std::string scenario = line.substr(3, line.find(".yaml`") - 3);
        const Result& result = result_of(scenario);
        EXPECT_EQ(line, fmt::format("| `{}.yaml` | 2035 | {:.1f} | {:.2f} | {:.2f} | {:.2f} | {:.3f} | {:.3f} |",
                                    scenario, result.sum("gdp", 2035), result.sum("own_revenue", 2035),
                                    100 * result.mean("composite_service_gap", 2035),
                                    100 * result.mean("infrastructure_gap", 2035), result.ratio(2035),
                                    result.sum("labour_flow", 2035)))
            << city;
        ++scenarios;
      }
    }
    EXPECT_GE(years, 5) << city;
    EXPECT_GE(scenarios, 2) << city;
  }
}

}  // namespace
}  // namespace ronghe
