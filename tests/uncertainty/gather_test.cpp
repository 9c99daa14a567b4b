// Ensembles held against the plainest way to compute them: one run for each member, all values sorted.
#include "cli/school.hpp"
#include "ronghe/output.hpp"
#include "ronghe/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <gmock/gmock.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;
using testing::School;
using testing::write_text;

const std::string study_text = std::string(testing::school_study) +
                               "ensemble: {design: sobol, members: 40, seed: 7,"
                               " keep: {quantiles: [0, 0.1, 0.5, 1], members: 3}}\n";

class Ensembles : public School {
 protected:
  Ensembles() {
    write_text(city() / "study.yaml", study_text);
    read({"study.yaml", "plan.yaml"});
  }

  void read(const std::vector<std::string>& names) {
    std::vector<std::string> paths;
    for (const std::string& name : names) paths.push_back((city() / name).string());
    set = load_scenarios(paths, {}, true).value();
  }

  std::vector<const Scenario*> scenarios() const {
    std::vector<const Scenario*> found;
    for (const Scenario& scenario : set.scenarios) found.push_back(&scenario);
    return found;
  }

  EnsembleOptions options() const {
    EnsembleOptions wanted;
    wanted.design.members = 40;
    wanted.design.seed = 7;
    wanted.quantiles = {0, 0.1, 0.5, 1};
    wanted.kept = 3;
    return wanted;
  }

  // Everything of the plan, computed in blocks of so many.
  Study computed(const EnsemblePlan& plan, int block) {
    const fs::path where = folder() / ("study" + std::to_string(made_++));
    Study study = Study::open(where, {"of this test", plan.numbers(), plan.draws->members()}).value();
    const EnsembleRunner runner(plan);
    for (const MemberRange& members : study.missing(block)) EXPECT_THAT(study.write(runner(members).block), IsEmpty());
    EXPECT_THAT(study.refresh(), IsEmpty());
    return study;
  }

  // The buildings of a scenario in one member: [cell], at the last time, from a run of its own.
  std::vector<double> buildings(const EnsemblePlan& plan, const Scenario& scenario, int member) const {
    Scenario changed = scenario;
    const std::vector<double> drawn = plan.draws->values(member, 1);
    for (std::size_t key = 0; key < plan.keys.size(); ++key) {
      for (const int cell : plan.keys[key].cells) {
        const auto same = [&](const Setting& setting) {
          return setting.variable == plan.keys[key].variable && setting.cell == cell;
        };
        std::erase_if(changed.settings, same);
        changed.settings.push_back({plan.keys[key].variable, cell, {drawn[key]}});
      }
    }
    const FinishedRuns run = run_scenarios({&changed});
    const Trajectories& found = *run.runs.front();
    const int output = found.output_of(scenario.model->find("building"));
    const int last = static_cast<int>(found.times.size()) - 1;
    return {found.at(output, 0, last), found.at(output, 1, last)};
  }

  ScenarioSet set;

 private:
  int made_ = 0;
};

double quantile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  const double at = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

TEST_F(Ensembles, HaveTheQuantilesOfAllMembersSorted) {
  const EnsemblePlan plan = plan_ensemble(scenarios(), 0, options()).value();
  ASSERT_EQ(plan.keys.size(), 3U);
  const Study study = computed(plan, 16);
  const EnsembleResult result = gather_ensemble(plan, study, 2, 1000).value();  // with little memory
  ASSERT_EQ(result.variables.size(), 1U);
  const EnsembleVariable& building = result.variables.front();

  std::vector<std::vector<std::vector<double>>> values(2, std::vector<std::vector<double>>(2));  // [scenario][cell]
  std::vector<std::vector<double>> totals(2);
  for (int member = 0; member < 40; ++member) {
    for (std::size_t s = 0; s < 2; ++s) {
      const std::vector<double> found = buildings(plan, set.scenarios[s], member);
      for (std::size_t cell = 0; cell < 2; ++cell) values[s][cell].push_back(found[cell]);
      totals[s].push_back(found[0] + found[1]);
    }
  }
  const std::size_t times = result.times.size();
  const std::size_t quantiles = result.quantiles.size();
  const auto at = [&](const std::vector<double>& of, std::size_t s, std::size_t cells, std::size_t cell,
                      std::size_t q) { return of[((s * cells + cell) * quantiles + q) * times + times - 1]; };
  for (std::size_t s = 0; s < 2; ++s) {
    for (std::size_t q = 0; q < quantiles; ++q) {
      const double p = result.quantiles[q];
      for (std::size_t cell = 0; cell < 2; ++cell) {
        EXPECT_EQ(at(building.cells.quantiles, s, 2, cell, q), quantile(values[s][cell], p));
      }
      EXPECT_DOUBLE_EQ(at(building.whole.quantiles, s, 1, 0, q), quantile(totals[s], p));
      std::vector<double> differences;
      for (std::size_t m = 0; m < 40; ++m) differences.push_back(totals[s][m] - totals[0][m]);
      EXPECT_NEAR(at(building.whole.differences, s, 1, 0, q), quantile(differences, p), 1e-12);
    }
  }
  // The plan builds more in every future; the baseline ties with itself.
  EXPECT_EQ(building.whole.better[1 * times + times - 1], 1);
  EXPECT_EQ(building.whole.better[0 * times + times - 1], 0.5);

  // Chances are counted.
  long long met = 0;
  for (std::size_t m = 0; m < 40; ++m) met += values[0][0][m] >= 9 && values[0][1][m] >= 9 ? 1 : 0;
  ASSERT_EQ(result.sentences.size(), 1U);
  const Chance& chance = *result.sentences.front().chances[0];
  EXPECT_EQ(chance.members, 40);
  EXPECT_DOUBLE_EQ(chance.value, static_cast<double>(met) / 40);
  EXPECT_FALSE(result.sentences.front().chances[1]);  // the plan has no such target
  EXPECT_GT(met, 0);
  EXPECT_LT(met, 40);
  // And kept members are whole.
  EXPECT_EQ(building.cells.kept[(0 * 2 + 1) * times * 3 + (times - 1) * 3 + 2], values[0][1][2]);
}

// Two figures at most, and few members at a time; the model's failures are in it, too.
TEST_F(Ensembles, AreTheSameWhenMembersDoNotFitIntoMemory) {
  std::string model(testing::school_model);
  const std::string flow = "equation: building * wear";
  model.replace(model.find(flow), flow.size(), "equation: building * wear + 0 亿元/year * ln(0.2 1/year / wear - 1)");
  write_text(city() / "model.yaml", model);
  read({"study.yaml", "plan.yaml"});
  const EnsemblePlan plan = plan_ensemble(scenarios(), 0, options()).value();
  const EnsembleResult whole = gather_ensemble(plan, computed(plan, 16)).value();
  for (const std::size_t memory : {std::size_t{1}, std::size_t{1000}, std::size_t{20'000'000}}) {
    SCOPED_TRACE(memory);
    const EnsembleResult counted = gather_ensemble(plan, computed(plan, 7), 2, memory).value();
    EXPECT_EQ(ensemble_json(counted), ensemble_json(whole));
    EXPECT_EQ(to_csv(ensemble_table(counted)), to_csv(ensemble_table(whole)));
    EXPECT_EQ(to_csv(members_table(counted)), to_csv(members_table(whole)));
  }
}

TEST_F(Ensembles, DoNotDependOnHowBlocksAreCut) {
  const EnsemblePlan plan = plan_ensemble(scenarios(), 0, options()).value();
  const EnsembleResult one = gather_ensemble(plan, computed(plan, 40)).value();
  for (const int block : {1, 7, 16}) {
    const EnsembleResult other = gather_ensemble(plan, computed(plan, block)).value();
    EXPECT_EQ(one.variables.front().cells.quantiles, other.variables.front().cells.quantiles);
    EXPECT_EQ(one.variables.front().whole.differences, other.variables.front().whole.differences);
    EXPECT_EQ(one.draws, other.draws);
  }
}

TEST_F(Ensembles, CountFailedMembersInNoStatistic) {
  std::string model(testing::school_model);
  const std::string flow = "equation: building * wear";
  model.replace(model.find(flow), flow.size(), "equation: building * wear + 0 亿元/year * ln(0.2 1/year / wear - 1)");
  write_text(city() / "model.yaml", model);
  read({"study.yaml", "plan.yaml"});
  const EnsemblePlan plan = plan_ensemble(scenarios(), 0, options()).value();
  const EnsembleResult result = gather_ensemble(plan, computed(plan, 16)).value();
  const std::vector<double> wear = plan.draws->values(0, 40);
  int failing = 0;
  for (std::size_t key = 0; key < plan.keys.size(); ++key) {
    if (plan.keys[key].name != "u-wear") continue;
    for (std::size_t m = 0; m < 40; ++m) failing += wear[key * 40 + m] >= 0.2 ? 1 : 0;
  }
  ASSERT_GT(failing, 0);
  EXPECT_EQ(result.failures.size(), 2U * static_cast<std::size_t>(failing));
  EXPECT_EQ(result.failed_in(0), failing);
  EXPECT_EQ(result.failed_in(1), failing);
  EXPECT_EQ(result.sentences.front().chances[0]->members, 40 - failing);
  for (const double value : result.variables.front().whole.quantiles) EXPECT_TRUE(std::isfinite(value));
  std::vector<std::string> told;
  for (const Diagnostic& diagnostic : ensemble_diagnostics(result)) told.push_back(diagnostic.code);
  // Once for each scenario; where wear is large the model's own check breaks, too.
  EXPECT_EQ(std::count(told.begin(), told.end(), "ensemble.failed"), 2);
}

TEST_F(Ensembles, KeepTheFirstThousandOfAlikeFailures) {
  std::string model(testing::school_model);
  const std::string flow = "equation: building * wear";
  model.replace(model.find(flow), flow.size(), "equation: building * wear + 0 亿元/year * ln(0.01 1/year / wear - 1)");
  write_text(city() / "model.yaml", model);
  read({"study.yaml"});
  EnsembleOptions wanted = options();
  wanted.design.members = 1100;
  const EnsemblePlan plan = plan_ensemble(scenarios(), 0, wanted).value();
  const EnsembleResult result = gather_ensemble(plan, computed(plan, 512)).value();
  EXPECT_EQ(result.failed_in(0), 1100);
  ASSERT_EQ(result.failures.size(), 1000U);
  EXPECT_EQ(result.failures.back().failure.member, 999);
}

TEST_F(Ensembles, DrawEveryConstantWithARangeWhenAsked) {
  std::string model(testing::school_model);
  const std::string constant = "wear: {unit: 1/year, value: 0.1}";
  model.replace(model.find(constant), constant.size(), "wear: {unit: 1/year, value: 0.1, range: [0, 0.5]}");
  write_text(city() / "model.yaml", model);
  read({"baseline.yaml", "plan.yaml"});
  EnsembleOptions wanted = options();
  wanted.from_ranges = true;
  const Outcome<EnsemblePlan> plan = plan_ensemble(scenarios(), 0, wanted);
  ASSERT_TRUE(plan);
  ASSERT_EQ(plan.value().keys.size(), 1U);
  EXPECT_EQ(plan.value().keys.front().name, "wear");
  EXPECT_EQ(plan.value().notes.front().code, "ensemble.from_ranges");
  const std::vector<double> drawn = plan.value().draws->values(0, 40);
  EXPECT_NEAR(*std::min_element(drawn.begin(), drawn.end()), 0, 0.05);
  EXPECT_NEAR(*std::max_element(drawn.begin(), drawn.end()), 0.5, 0.05);
}

TEST_F(Ensembles, FindWhatMovesALinearModel) {
  // The building at the end falls with wear; the grants of the two counties move it each for itself.
  EnsembleOptions wanted = options();
  wanted.design.kind = Design::Kind::saltelli;
  wanted.design.base = 256;
  const EnsemblePlan plan = plan_ensemble({&set.scenarios[0]}, 0, wanted).value();
  const SensitivityResult result = gather_sensitivity(plan, computed(plan, 512), 2).value();
  EXPECT_EQ(result.members, 256 * 5);
  const SensitivityFigure& total = result.figures.front();
  EXPECT_TRUE(total.joined);
  std::map<std::string, double> shares;
  for (std::size_t key = 0; key < plan.keys.size(); ++key) shares[plan.keys[key].name] = total.shares[key].total;
  EXPECT_NEAR(shares["u-grant[east]"], shares["u-grant[west]"], 0.05);
  EXPECT_GT(shares["u-wear"], 0.1);
  // In one county the grant of the other does nothing.
  const SensitivityFigure& east = result.figures[1];
  EXPECT_FALSE(east.joined);
  for (std::size_t key = 0; key < plan.keys.size(); ++key) {
    if (plan.keys[key].name == "u-grant[west]") {
      EXPECT_NEAR(east.shares[key].total, 0, 1e-12);
    }
    if (plan.keys[key].name == "u-wear") {
      EXPECT_LT(east.high[key], east.low[key]);
    }
  }
}

TEST_F(Ensembles, FindTheFuturesInWhichATargetIsMissed) {
  EnsembleOptions wanted = options();
  wanted.design.members = 1024;
  const EnsemblePlan plan = plan_ensemble({&set.scenarios[0]}, 0, wanted).value();
  const DiscoveryResult result = gather_discovery(plan, computed(plan, 512), 0, "enough").value();
  EXPECT_EQ(result.members, 1024);
  EXPECT_GT(result.missed, 0);
  ASSERT_FALSE(result.boxes.empty());
  // Buildings wear fast, or grants are small: limits point that way.
  for (const DiscoveredBox::Limit& limit : result.boxes.front().limits) {
    const bool wear = result.keys[limit.key].name == "u-wear";
    EXPECT_EQ(limit.above.has_value(), wear);
    EXPECT_EQ(limit.below.has_value(), !wear);
  }
  EXPECT_GT(result.boxes.front().box.density, 0.7);
  EXPECT_EQ(gather_discovery(plan, computed(plan, 512), 0, "enuogh").diagnostics().front().code,
            "discover.unknown_target");
}

TEST_F(Ensembles, SayNothingOfWhatIsNotAsked) {
  const EnsemblePlan plan = plan_ensemble(scenarios(), 0, options()).value();
  const EnsembleResult result = gather_ensemble(plan, computed(plan, 16)).value();
  ASSERT_EQ(result.satisficing.size(), 2U);
  EXPECT_TRUE(std::isfinite(result.satisficing[0].value));
  EXPECT_TRUE(std::isnan(result.satisficing[1].value)) << "the plan has no targets";
  EXPECT_EQ(result.satisficing[1].members, 40);
}

TEST_F(Ensembles, SufficeInAVariableByTheOneTargetOfAllItsPlaces) {
  const auto satisficing = [&](const std::string& targets) {
    std::string text(study_text);
    const std::size_t at = text.find("targets:");
    text.replace(at, text.find("ensemble:") - at, "targets:\n" + targets);
    write_text(city() / "study.yaml", text);
    read({"study.yaml", "plan.yaml"});
    const EnsemblePlan plan = plan_ensemble(scenarios(), 0, options()).value();
    const EnsembleResult result = gather_ensemble(plan, computed(plan, 16)).value();
    EXPECT_TRUE(std::isnan(result.variables.front().robustness.at(1).satisficing)) << "nothing is asked of the plan";
    return result.variables.front().robustness.at(0).satisficing;
  };
  const std::string everywhere = "  - {id: enough, want: \"building >= 9 亿元\", where: {county: all}, by: 2024}\n";
  EXPECT_GT(satisficing(everywhere), 0);
  EXPECT_TRUE(std::isnan(satisficing(everywhere + "  - {id: fewer, want: \"building >= 8 亿元\", where: {county: all},"
                                                  " by: 2024}\n")));
  EXPECT_TRUE(
      std::isnan(satisficing("  - {id: east, want: \"building >= 9 亿元\", where: {county: east}, by: 2024}\n")));
}

TEST_F(Ensembles, CountBrokenChecksOfOverlappingBlocksOnce) {
  const EnsemblePlan plan = plan_ensemble(scenarios(), 0, options()).value();
  const EnsembleResult one = gather_ensemble(plan, computed(plan, 40)).value();
  Study overlapping = computed(plan, 16);
  EXPECT_THAT(overlapping.write(EnsembleRunner(plan)({10, 20}).block), IsEmpty());
  EXPECT_THAT(overlapping.refresh(), IsEmpty());
  const EnsembleResult other = gather_ensemble(plan, overlapping).value();
  ASSERT_FALSE(one.checks.empty());
  ASSERT_EQ(other.checks.size(), one.checks.size());
  for (std::size_t i = 0; i < one.checks.size(); ++i) {
    EXPECT_EQ(other.checks[i].result.violations, one.checks[i].result.violations);
    EXPECT_EQ(other.checks[i].result.member, one.checks[i].result.member);
  }
}

TEST_F(Ensembles, OfDependentMembersHaveNoChances) {
  EnsembleOptions wanted = options();
  wanted.design.kind = Design::Kind::morris;
  wanted.design.base = 4;
  const EnsemblePlan plan = plan_ensemble({&set.scenarios[0]}, 0, wanted).value();
  const Study study = computed(plan, 16);
  EXPECT_EQ(gather_ensemble(plan, study).diagnostics().front().code, "study.dependent_members");
  EXPECT_EQ(gather_discovery(plan, study, 0, "enough").diagnostics().front().code, "study.dependent_members");
}

// Missed where the wear is 0.2 or more: limits separate values that are drawn.
void expect_wear_limit(const DiscoveryResult& result, double above) {
  ASSERT_EQ(result.boxes.size(), 1U);
  ASSERT_EQ(result.boxes.front().limits.size(), 1U);
  const DiscoveredBox::Limit& limit = result.boxes.front().limits.front();
  EXPECT_EQ(result.keys[limit.key].name, "u-wear");
  ASSERT_TRUE(limit.above);
  EXPECT_FALSE(limit.below);
  EXPECT_NEAR(*limit.above, above, 1e-12);
  EXPECT_EQ(result.boxes.front().box.coverage, 1);
}

TEST_F(Ensembles, LimitChoicesBetweenTheirValues) {
  std::string text(study_text);
  const std::string uncertainty = "dist: triangular, min: 0.05 1/year, mode: 0.1 1/year, max: 0.3 1/year";
  text.replace(text.find(uncertainty), uncertainty.size(),
               "dist: choice, values: [0.3 1/year, 0.01 1/year, 0.02 1/year]");
  write_text(city() / "study.yaml", text);
  read({"study.yaml"});
  EnsembleOptions wanted = options();
  wanted.design.members = 256;
  const EnsemblePlan plan = plan_ensemble(scenarios(), 0, wanted).value();
  expect_wear_limit(gather_discovery(plan, computed(plan, 256), 0, "enough").value(), 0.16);
  // Of a sensitivity analysis the lowest fifth is the lowest value, wherever the file has it.
  wanted.design.kind = Design::Kind::morris;
  wanted.design.base = 40;
  const EnsemblePlan screening = plan_ensemble(scenarios(), 0, wanted).value();
  const SensitivityResult result = gather_sensitivity(screening, computed(screening, 64)).value();
  for (std::size_t key = 0; key < result.keys.size(); ++key) {
    if (result.keys[key].name == "u-wear") {
      EXPECT_GT(result.figures.front().low[key], result.figures.front().high[key] + 1);
    }
  }
}

TEST_F(Ensembles, FindLimitsInATable) {
  std::string text(study_text);
  text.replace(text.find("ensemble:"), std::string::npos, "ensemble: {design: file, file: draws.csv, seed: 7}\n");
  write_text(city() / "study.yaml", text);
  std::string table = "u-wear,u-grant[east],u-grant[west]\n";
  for (int member = 0; member < 100; ++member) {
    table += member % 2 == 0 ? "0.01" : member % 4 == 1 ? "0.02" : "0.3";
    table += ",0." + std::to_string(10 + member * 7 % 90) + ",0." + std::to_string(10 + member * 11 % 90) + "\n";
  }
  write_text(city() / "draws.csv", table);
  read({"study.yaml"});
  EnsembleOptions wanted = options();
  wanted.design.kind = Design::Kind::table;
  wanted.table = set.scenarios.front().ensemble->table;
  const EnsemblePlan plan = plan_ensemble(scenarios(), 0, wanted).value();
  expect_wear_limit(gather_discovery(plan, computed(plan, 100), 0, "enough").value(), 0.16);
}

TEST_F(Ensembles, ExplainMeasuresThatOverlap) {
  write_text(
      city() / "study.yaml",
      study_text + "analysis: {sensitivity: {method: morris, of: [\"building@2024\", \"building[east]@2024\"]}}\n");
  read({"study.yaml"});
  EnsembleOptions wanted = options();
  wanted.design.kind = Design::Kind::morris;
  wanted.design.base = 4;
  const EnsemblePlan plan = plan_ensemble(scenarios(), 0, wanted).value();
  const SensitivityResult result = gather_sensitivity(plan, computed(plan, 16), 2).value();
  ASSERT_EQ(result.figures.size(), 4U);  // the whole, east, west, and east again
  for (const SensitivityFigure& figure : result.figures) {
    EXPECT_EQ(figure.effects.size(), 3U);
    EXPECT_EQ(figure.low.size(), 3U);
    EXPECT_TRUE(std::isfinite(figure.mean));
  }
}

TEST_F(Ensembles, PairScenariosOnTheSameRandomNumbers) {
  std::string model(testing::school_model);
  const std::string flow = "worn: {over: [county], unit: 亿元/year, equation: building * wear}";
  ASSERT_NE(model.find(flow), std::string::npos);
  model.replace(model.find(flow), flow.size(),
                "worn: {over: [county], unit: 亿元/year, equation: \"building * wear * random_uniform(0.5, 1.5)\"}");
  write_text(city() / "model.yaml", model);
  // A plan that does what the baseline does.
  write_text(city() / "same.yaml", "scenario: 1\nid: same\ntitle: {zh: 同, en: Same}\nextends: [baseline.yaml]\n");
  read({"study.yaml", "same.yaml"});
  const EnsemblePlan plan = plan_ensemble(scenarios(), 0, options()).value();
  const EnsembleResult result = gather_ensemble(plan, computed(plan, 16)).value();
  for (const double difference : result.variables.front().whole.differences) EXPECT_EQ(difference, 0);
}

}  // namespace
}  // namespace ronghe
