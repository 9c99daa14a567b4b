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
#include <cstdlib>
#include <filesystem>
#include <map>
#include <numeric>
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
  ASSERT_GT(expected.rows.size(), 6000U);
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
  EXPECT_EQ(found, 19);
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

// The options of a city: all its scenarios on the county model but the baseline, by itself and as that of a study.
std::vector<std::string> options_of(const std::string& city) {
  std::vector<std::string> names;
  for (const auto& file : fs::directory_iterator(folder / city)) {
    const std::string name = file.path().stem().string();
    if (file.path().extension() != ".yaml" || name == "baseline" || name == "study" || name.rfind("teaching", 0) == 0) {
      continue;
    }
    names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

TEST(Cities, OptionsChangeNothingBeforeTheirFirstDecision) {
  for (const std::string& city : cities) {
    const Result baseline = run(folder / city / "baseline.yaml");
    for (const std::string& option : options_of(city)) {
      SCOPED_TRACE(option);
      const Result changed = run(folder / city / (option + ".yaml"));
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
}

// An honest comparison needs one budget: what each option asks for from 2025 to 2034, and what of it comes from above.
TEST(Cities, OptionsSpendTheSame) {
  for (const std::string& city : cities) {
    int compared = 0;
    for (const std::string& option : options_of(city)) {
      if (option == "roads-without-money") continue;  // deliberately without funds
      SCOPED_TRACE(fmt::format("{} {}", city, option));
      double asked = 0;
      double from_above = 0;
      const Scenario scenario = load_scenario((folder / city / (option + ".yaml")).string()).value();
      for (const Programme& programme : scenario.programmes) {
        asked += programme.sum;
        for (const Funding& funding : programme.funding) {
          if (funding.source == "special_transfer") from_above += funding.share * programme.sum;
        }
        EXPECT_FALSE(programme.title.zh.empty());
        EXPECT_FALSE(programme.title.en.empty());
        EXPECT_FALSE(programme.source.empty()) << "no reason for " << programme.id;
      }
      EXPECT_NEAR(asked, 60, 1e-9);
      EXPECT_NEAR(from_above, 36, 1e-9);
      ++compared;
    }
    EXPECT_EQ(compared, 6);
  }
}

TEST(Cities, WhatMakesEachOptionDifferentAddsUp) {
  for (const std::string& city : cities) {
    std::vector<std::string> files = {(folder / city / "baseline.yaml").string()};
    for (const std::string& option : options_of(city)) files.push_back((folder / city / (option + ".yaml")).string());
    const ScenarioSet set = load_scenarios(files, {}, true).value();
    for (std::size_t s = 1; s < set.scenarios.size(); ++s) {
      SCOPED_TRACE(city + " " + set.scenarios[s].id);
      AttributionOptions wanted;
      wanted.simulate.threads = 2;
      const AttributionResult split = attribute(set.scenarios[0], set.scenarios[s], wanted).value();
      EXPECT_EQ(split.orders, 0) << "exact";
      ASSERT_FALSE(split.figures.empty());
      for (const AttributedFigure& figure : split.figures) {
        const double parts = std::accumulate(figure.parts.begin(), figure.parts.end(), 0.0);
        const double size = std::max(std::abs(figure.from), std::abs(figure.to));
        EXPECT_NEAR(parts, figure.to - figure.from, 1e-9 * size) << figure.name;
      }
    }
  }
}

TEST(Cities, TheUnfundedProgrammeIsCutAndCrowdsOut) {
  for (const std::string& city : cities) {
    SCOPED_TRACE(city);
    Scenario scenario = load_scenario((folder / city / "roads-without-money.yaml").string()).value();
    const Program program = compile(*scenario.model, compile_options_of({&scenario}));
    const Trajectories trajectories = simulate(program, ensemble_of({&scenario}));
    const ProgrammeSum sum = programme_sums(scenario, Lane{&scenario, &trajectories, 0}).at(0);
    EXPECT_TRUE(sum.cut());
    EXPECT_LT(sum.paid, 0.97 * sum.asked);
    EXPECT_EQ(sum.years, (std::vector<double>{2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034}));
    double paid = 0;
    for (const ProgrammeSum::Share& share : sum.by_place) {
      for (std::size_t y = 0; y < sum.years.size(); ++y) {
        EXPECT_LE(share.paid_in[y], share.asked_in[y] * (1 + 1e-12)) << share.place << " " << sum.years[y];
        paid += share.paid_in[y];
      }
    }
    EXPECT_NEAR(paid, sum.paid, 1e-9 * sum.paid) << "years and counties add up";
    const Result without = run(folder / city / "baseline.yaml");
    const Result with = run(folder / city / "roads-without-money.yaml");
    EXPECT_LT(with.sum("gdp", 2035), without.sum("gdp", 2035)) << "what the roads take is missing elsewhere";
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

// --- the pages: what stands between `<!-- NAME: from the results -->` and `<!-- end -->` is written from the results
//
// RONGHE_UPDATE_PAGES=1 with the tests (or `./dev stories`) writes it anew: read the difference before it is committed.

std::string projection(const Result& baseline) {
  std::string text;
  for (const double year : {2024, 2026, 2028, 2030, 2035}) {
    text += fmt::format("| {} | projected | {:.1f} | {:.1f} | {:.1f} | {:.0f} | {:.0f} | {:.2f} |\n", year,
                        baseline.sum("gdp", year), baseline.sum("county_residents", year),
                        100 * baseline.urbanisation(year), 1e4 * baseline.income(year, "urban"),
                        1e4 * baseline.income(year, "rural"), baseline.ratio(year));
  }
  return text;
}

// One column of the comparison.
struct Measure {
  const char* head;
  const char* best;  // how the best option is told
  int decimals;
  bool more;  // is better
  double (*of)(const Result&);
};
const Measure measures[] = {
    {"GDP, 亿元", "the largest GDP", 1, true, [](const Result& r) { return r.sum("gdp", 2035); }},
    {"own revenue, 亿元", "the largest own revenue", 2, true,
     [](const Result& r) { return r.sum("own_revenue", 2035); }},
    {"service gap, %", "the narrowest gap in services", 2, false,
     [](const Result& r) { return 100 * r.mean("composite_service_gap", 2035); }},
    {"infrastructure gap, %", "the narrowest gap in infrastructure", 2, false,
     [](const Result& r) { return 100 * r.mean("infrastructure_gap", 2035); }},
    {"income ratio", "the lowest income ratio", 3, false, [](const Result& r) { return r.ratio(2035); }},
    {"labour leaving, 万人/year", "the fewest workers leaving villages", 3, false,
     [](const Result& r) { return r.sum("labour_flow", 2035); }},
    {"integration index", "the highest integration index", 4, true,
     [](const Result& r) { return r.mean("integration_index", 2035); }},
};

std::string title_of(const Result& result) { return result.scenario.title.zh + " " + result.scenario.title.en; }

std::string comparison(const std::string& city, const Result& baseline) {
  std::vector<Result> options;
  for (const std::string& option : options_of(city)) options.push_back(run(folder / city / (option + ".yaml")));
  std::string text = "| Scenario (2035) |";
  for (const Measure& measure : measures) text += fmt::format(" {} |", measure.head);
  text += "\n|---|" + [] {
    std::string rules;
    for (std::size_t i = 0; i < std::size(measures); ++i) rules += "---:|";
    return rules;
  }() + "\n";
  const auto row = [&](const Result& result) {
    text += "| [" + title_of(result) + "](" + fs::path(result.scenario.path).filename().string() + ") |";
    for (const Measure& measure : measures) text += fmt::format(" {:.{}f} |", measure.of(result), measure.decimals);
    text += "\n";
  };
  row(baseline);
  for (const Result& option : options) row(option);

  text += "\nOf the six options with one budget, ";
  std::string parts;
  for (const Measure& measure : measures) {
    const Result* best = nullptr;
    for (const Result& option : options) {
      if (option.scenario.id == "roads-without-money") continue;
      const double gain = measure.of(option) - (best == nullptr ? 0 : measure.of(*best));
      if (best == nullptr || (measure.more ? gain > 0 : gain < 0)) best = &option;
    }
    const double from = measure.of(baseline);
    const double to = measure.of(*best);
    parts += fmt::format("{}- **{}** gives {}: {:.{}f} against {:.{}f} in the baseline ({:+.2f} %)",
                         parts.empty() ? "" : "\n", title_of(*best), measure.best, to, measure.decimals, from,
                         measure.decimals, 100 * (to / from - 1));
  }
  text += "these come first:\n\n" + parts + "\n";

  Scenario unfunded = load_scenario((folder / city / "roads-without-money.yaml").string()).value();
  const Trajectories run =
      simulate(compile(*unfunded.model, compile_options_of({&unfunded})), ensemble_of({&unfunded}));
  const ProgrammeSum roads = programme_sums(unfunded, Lane{&unfunded, &run, 0}).at(0);
  const auto gdp = [](const Result& result) { return result.sum("gdp", 2035); };
  const auto other = std::find_if(options.begin(), options.end(),
                                  [](const Result& option) { return option.scenario.id == "roads-without-money"; });
  text += fmt::format(
      "\n**Roads without money** asks {:.0f} 亿元 of the counties' own budgets. {:.0f} 亿元 ({:.0f} %) can be paid, "
      "and what they "
      "take is missing elsewhere: GDP of 2035 ends {:.2f} % below the baseline, the service gap at {:.1f} % instead of "
      "{:.1f} %.\n",
      roads.asked, roads.paid, 100 * roads.paid / roads.asked, 100 * (1 - gdp(*other) / gdp(baseline)),
      100 * other->mean("composite_service_gap", 2035), 100 * baseline.mean("composite_service_gap", 2035));
  return text;
}

TEST(Cities, AreToldTrulyByTheirPages) {
  for (const std::string& city : cities) {
    const fs::path path = folder / city / "README.md";
    const std::string page = testing::read_text(path);
    const Result baseline = run(folder / city / "baseline.yaml");
    std::string written = page;
    for (const auto& [name, text] : {std::pair<std::string, std::string>{"projection", projection(baseline)},
                                     {"comparison", comparison(city, baseline)}}) {
      const std::string head = "<!-- " + name + ": from the results -->\n";
      const std::size_t begin = written.find(head);
      ASSERT_NE(begin, std::string::npos) << path << " has no place for the " << name;
      const std::size_t end = written.find("<!-- end -->", begin);
      ASSERT_NE(end, std::string::npos);
      written.replace(begin + head.size(), end - begin - head.size(), text);
    }
    if (std::getenv("RONGHE_UPDATE_PAGES") != nullptr)
      testing::write_text(path, written);                                               // NOLINT(concurrency-mt-unsafe)
    EXPECT_EQ(std::getenv("RONGHE_UPDATE_PAGES") == nullptr ? page : written, written)  // NOLINT(concurrency-mt-unsafe)
        << path << ": `./dev stories` writes the numbers anew";
  }
}

}  // namespace
}  // namespace ronghe
