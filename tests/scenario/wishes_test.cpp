// Shocks, targets and constraints, sums over time, history, and what ensembles need: what is read, and what comes out.
#include "ronghe/analysis.hpp"
#include "scenario/toy.hpp"

#include <algorithm>
#include <cmath>

namespace ronghe {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Wishes : public testing::Toy {
 protected:
  const Scenario& read(const std::string& rest) {
    auto outcome = load_plan(rest);
    EXPECT_TRUE(outcome) << render(outcome.diagnostics(), Language::english);
    scenario_ = std::move(outcome).value();
    return scenario_;
  }

  const Trajectories& run(const std::string& rest) {
    const Scenario& scenario = read(rest);
    run_ = simulate(compile(*scenario.model, compile_options_of({&scenario})), ensemble_of({&scenario}));
    return run_;
  }

  Lane lane() const { return {&scenario_, &run_, 0}; }

  double at(const std::string& variable, int cell, double date) const {
    const int output = run_.output_of(scenario_.model->find(variable));
    const auto time = std::find(run_.times.begin(), run_.times.end(), date) - run_.times.begin();
    return run_.at(output, cell, static_cast<int>(time));
  }

  Scenario scenario_;
  Trajectories run_;
};

constexpr const char* growth_outputs = "outputs: {variables: [growth, residents]}\n";

TEST_F(Wishes, LetShocksActBesideReforms) {
  run(std::string(growth_outputs) +
      "reforms:\n  - {id: a, title: {zh: 甲, en: A}, set: growth, to: 0.03 1/year, from: 2025}\n"
      "shocks:\n"
      "  - {id: b, set: growth, multiply: 2, from: 2027, until: 2030, then: baseline}\n"
      "  - {id: c, set: growth, add: -0.01 1/year, from: 2028, title: {zh: 丙, en: C}}\n"
      "  - {id: d, set: growth, to: 0.1 1/year, from: 2025, active: false}\n");
  EXPECT_DOUBLE_EQ(at("growth", 0, 2024), 0.02);
  EXPECT_DOUBLE_EQ(at("growth", 0, 2026), 0.03);
  EXPECT_DOUBLE_EQ(at("growth", 0, 2027), 0.06);
  EXPECT_DOUBLE_EQ(at("growth", 0, 2029), 0.06 - 0.01);
  EXPECT_DOUBLE_EQ(at("growth", 0, 2031), 0.03 - 0.01);
  EXPECT_THAT(scenario_.shocks, SizeIs(2));
  EXPECT_THAT(scenario_.reforms, SizeIs(1));
}

TEST_F(Wishes, RefuseTwoValuesFromAReformAndAShock) {
  const auto outcome = load_plan(
      "reforms:\n  - {id: a, title: {zh: 甲, en: A}, set: growth, to: 0.03 1/year, from: 2025}\n"
      "shocks:\n  - {id: b, set: growth, to: 0.01 1/year, from: 2027}\n");
  EXPECT_THAT(told(outcome.diagnostics()), ElementsAre("plan.yaml:8 reform.two_to b"));
}

TEST_F(Wishes, SwitchOffAndRemoveItemsOfEveryList) {
  const std::string lists =
      "shocks:\n  - {id: s, set: growth, add: 0.01 1/year, from: 2025}\n"
      "uncertainties:\n  - {id: u, set: growth, dist: uniform, min: 0, max: 0.1 1/year}\n"
      "levers:\n  - {id: l, set: growth, min: 0, max: 0.1 1/year, step: 0.01 1/year, default: 0}\n"
      "targets:\n  - {id: t, want: growth > 0, by: 2030}\n"
      "constraints:\n  - {id: c, must: growth > 0, always: true}\n"
      "checks:\n  - {id: k, must: growth > 0}\n";
  write("lists.yaml", testing::plan(lists));
  const auto counts = [](const Scenario& s) {
    return std::vector<std::size_t>{s.shocks.size(),  s.uncertainties.size(), s.levers.size(),
                                    s.targets.size(), s.constraints.size(),   s.checks.size()};
  };
  const auto heir = [&](const std::string& rest) {
    write("heir.yaml", "scenario: 1\nid: heir\ntitle: {zh: 子, en: Heir}\nextends: lists.yaml\n" + rest);
    return load("heir.yaml").value();
  };
  EXPECT_THAT(counts(heir("")), ElementsAre(1U, 1U, 1U, 1U, 1U, 1U));
  EXPECT_THAT(counts(heir("remove: [s, u, l, t, c, k]\n")), ElementsAre(0U, 0U, 0U, 0U, 0U, 0U));
  EXPECT_THAT(counts(heir("shocks: [{id: s, active: false}]\nuncertainties: [{id: u, active: false}]\n"
                          "levers: [{id: l, active: false}]\ntargets: [{id: t, active: false}]\n"
                          "constraints: [{id: c, active: false}]\nchecks: [{id: k, active: false}]\n")),
              ElementsAre(0U, 0U, 0U, 0U, 0U, 0U));
}

TEST_F(Wishes, RefuseParentsThatWantDifferentThings) {
  write("one.yaml",
        "scenario: 1\nid: one\ntitle: {zh: 一, en: One}\nextends: baseline.yaml\n"
        "targets:\n  - {id: t, want: growth > 0, by: 2030}\n");
  write("two.yaml",
        "scenario: 1\nid: two\ntitle: {zh: 二, en: Two}\nextends: baseline.yaml\n"
        "targets:\n  - {id: t, want: growth > 0, by: 2031}\n");
  const std::string both = "scenario: 1\nid: both\ntitle: {zh: 双, en: Both}\nextends: [one.yaml, two.yaml]\n";
  write("both.yaml", both);
  EXPECT_THAT(told(load("both.yaml").diagnostics()), ElementsAre("two.yaml:6 extends.conflict 2031"));
  write("both.yaml", both + "targets: [{id: t, by: 2032}]\n");
  EXPECT_EQ(load("both.yaml").value().targets.at(0).steps, std::vector<int>{9 * 16});
}

TEST_F(Wishes, JudgeTargetsAtTheirDateAndPlaces) {
  run(std::string(growth_outputs) +
      "reforms:\n  - {id: a, title: {zh: 甲, en: A}, set: reform_target, where: {county: 恩施市}, to: 0.5, from: "
      "2030}\n"
      "targets:\n"
      "  - {id: all, want: reform_target >= 0.3, where: {county: all}, by: 2031}\n"
      "  - {id: before, want: \"reform_target[恩施市] >= 0.3\", by: 2029}\n"
      "  - {id: city, want: \"reform_target[恩施市] >= 0.3\", by: 2031}\n"
      "  - {id: group, want: reform_target < 0.3, where: {county: {group: 山区县}}, always: true}\n"
      "  - {id: any, want: \"max(reform_target over all) > 0.4 or growth < 0\", always: true}\n");
  const std::vector<Judgement> judgements = judge(lane());
  const auto find = [&](const std::string& id) {
    return *std::find_if(judgements.begin(), judgements.end(), [&](const Judgement& j) { return j.id == id; });
  };
  EXPECT_EQ(find("all").broken, 2);
  EXPECT_EQ(find("all").asked, 3);
  EXPECT_NEAR(find("all").margin, -0.2, 1e-15);
  EXPECT_THAT(find("all").elements, ElementsAre("422802"));
  EXPECT_EQ(find("all").time, 2031);
  EXPECT_FALSE(find("before").holds());
  EXPECT_TRUE(find("city").holds());
  EXPECT_NEAR(find("city").margin, 0.2, 1e-15);
  EXPECT_TRUE(find("group").holds());
  EXPECT_EQ(find("group").asked, 2 * 13);
  EXPECT_EQ(find("any").broken, 7);
  EXPECT_TRUE(std::isnan(find("any").margin));
  EXPECT_EQ(find("any").time, 2023);
}

TEST_F(Wishes, JudgeWhatIsNoNumberAsBroken) {
  scenario_ = Scenario();
  run("targets:\n  - {id: t, want: growth >= 0, by: 2030}\n");
  std::fill(run_.values.begin(), run_.values.end(), std::nan(""));
  EXPECT_FALSE(judge(lane()).at(0).holds());
}

TEST_F(Wishes, DoNotJudgeWhatComesAfterTheRunFailed) {
  scenario_ = Scenario();
  run("targets:\n  - {id: late, want: \"not (growth > 1 1/year)\", by: 2030}\n"
      "  - {id: throughout, want: growth >= 0, always: true}\n"
      "  - {id: soon, want: growth >= 0, by: 2024}\n");
  LaneFailure failure;
  failure.step = 5 * 16;
  run_.failures = {failure};
  const std::vector<Judgement> judgements = judge(lane());
  EXPECT_TRUE(judgements.at(0).is_unknown());
  EXPECT_FALSE(judgements.at(0).holds());
  EXPECT_TRUE(judgements.at(1).holds()) << "soon";
  EXPECT_TRUE(judgements.at(2).is_unknown()) << "throughout";
  EXPECT_EQ(judgements.at(2).unknown, 8);
}

TEST_F(Wishes, SumMoneyOverYearsAsProgrammesDo) {
  run("programmes:\n  - id: p\n    title: {zh: 项, en: P}\n    into: road_investment\n    where: {county: all}\n"
      "    each: {unit: 亿元/year, profile: {2024.5: 1, 2027: 3, 2029: 0}, between: linear}\n"
      "outputs: {variables: [sum of road_investment by year, sum of road_investment from 2023 to 2035]}\n");
  EXPECT_THAT(scenario_.outputs, ElementsAre(scenario_.model->find("road_investment")));
  const std::vector<Summed> sums = sums_over_time(lane());
  ASSERT_THAT(sums, SizeIs(2));
  EXPECT_EQ(sums[0].unit.en, "亿元, 2023 prices");
  EXPECT_THAT(sums[0].begins, SizeIs(12));
  for (std::size_t county = 0; county < 3; ++county) {
    double all = 0;
    for (const double year : sums[0].rows[county].values) all += year;
    EXPECT_NEAR(all, scenario_.programmes[0].by_place[county], 1e-12);
    EXPECT_NEAR(sums[1].rows[county].values.at(0), all, 1e-12);
  }
  const ResultTable table = tidy_table({lane()});
  EXPECT_EQ(table.rows, 3U * 13 + 3U * 12 + 3U);
}

TEST_F(Wishes, ReadHistoryInPricesOfTheBaseYear) {
  write("prices.csv", "year,index\n2020,80\n2021,90\n2023,100\n");
  write("history.csv", "code,year,gdp,urban\n422801,2020,40,\n恩施市,2021,45,51\n422802,2020,20,30\n");
  const Scenario& scenario = read(
      "prices: {deflator: {file: prices.csv, column: index}}\n"
      "history:\n  - id: h\n    file: history.csv\n    by: [year, county]\n    prices: current\n"
      "    columns: {gdp: {of: spending, unit: 亿元/year}, urban: {of: \"people[城镇]\", unit: 万人}}\n");
  ASSERT_THAT(scenario.history, SizeIs(2));
  const auto values = [](const ObservedSeries& series) {
    std::vector<double> result;
    for (const auto& value : series.values) result.push_back(value.value);
    return result;
  };
  EXPECT_THAT(values(scenario.history[0]), ElementsAre(50, 50, 25));
  EXPECT_THAT(values(scenario.history[1]), ElementsAre(51, 30));
  EXPECT_EQ(scenario.history[1].values[1].cell, 2);
  EXPECT_EQ(scenario.history[1].values[1].year, 2020);
}

TEST_F(Wishes, ReadWhatEnsemblesNeed) {
  const Scenario& scenario = read(
      "uncertainties:\n"
      "  - {id: u, set: growth, dist: normal, unit: 1/year, mean: 0.01, sd: 0.006, truncate: [-0.02, 0.02]}\n"
      "  - {id: v, set: reform_target, where: {county: [利川市, 恩施市]}, dist: beta, alpha: 2, beta: 5, min: 0, max: "
      "0.5,"
      " across: {county: independent}}\n"
      "correlations: [{between: [v, u], spearman: 0.5}]\n"
      "ensemble: {design: lhs, members: 64, seed: 9007199254740991, keep: {quantiles: [0, 0.5, 1], members: 2}}\n"
      "analysis: {sensitivity: {method: morris, of: \"residents[利川市]@2030\"}}\n"
      "limits: {wall_time: 0.5 hour, memory: 2 GiB}\n");
  ASSERT_THAT(scenario.uncertainties, SizeIs(2));
  EXPECT_NEAR(scenario.uncertainties[0].distribution.mean, 0.01, 1e-15);
  EXPECT_THAT(scenario.uncertainties[0].independent, IsEmpty());
  EXPECT_THAT(scenario.uncertainties[1].cells, ElementsAre(0, 1));
  EXPECT_THAT(scenario.uncertainties[1].independent, ElementsAre(scenario.model->find_dimension("county")));
  EXPECT_EQ(scenario.correlations.at(0).first, "u");
  EXPECT_EQ(scenario.ensemble->seed, 9007199254740991U);
  EXPECT_THAT(scenario.ensemble->quantiles, ElementsAre(0, 0.5, 1));
  EXPECT_THAT(scenario.sensitivity->of.at(0).cells, ElementsAre(1));
  EXPECT_EQ(scenario.sensitivity->of.at(0).step, 7 * 16);
  EXPECT_NEAR(*scenario.limits.wall_time, 1800, 1e-6);
  EXPECT_EQ(*scenario.limits.memory, 2147483648.0);
}

TEST_F(Wishes, ReadEveryDistribution) {
  write("observed.csv", "year,rate %\n2020,3\n2021,1\n2022,2\n");
  const Scenario& scenario = read(
      "uncertainties:\n"
      "  - {id: a, set: growth, dist: empirical, file: observed.csv, column: rate %, unit: \"%/year\"}\n"
      "  - {id: b, set: \"people_at_start\", dist: gamma, unit: 万人, shape: 2, scale: 10, truncate: [10, 90],"
      " across: {county: independent, area: independent}}\n"
      "  - {id: c, set: wage, dist: choice, unit: 万元/人/year, values: [6, 4], weights: [1, 3]}\n"
      "  - {id: d, set: reform_target, dist: pert, min: 0.1, mode: 0.2, max: 0.5, across: {county: shared}}\n"
      "  - {id: e, set: relief, dist: loguniform, unit: 亿元/year, min: 1, max: 100}\n"
      "  - {id: f, set: birth_rate, dist: empirical, unit: 1/year, values: [0.02, 0.01], across: {area: shared}}\n");
  ASSERT_THAT(scenario.uncertainties, SizeIs(6));
  const auto distribution = [&](std::size_t i) { return scenario.uncertainties[i].distribution; };
  EXPECT_THAT(distribution(0).values,
              ElementsAre(DoubleNear(0.01, 1e-15), DoubleNear(0.02, 1e-15), DoubleNear(0.03, 1e-15)));
  EXPECT_EQ(distribution(1).kind, Distribution::Kind::gamma);
  EXPECT_NEAR(distribution(1).scale, 10, 1e-12);
  EXPECT_NEAR(distribution(1).highest, 90, 1e-12);
  EXPECT_THAT(distribution(2).values, ElementsAre(6, 4));
  EXPECT_THAT(distribution(2).weights, ElementsAre(1, 3));
  EXPECT_EQ(distribution(3).kind, Distribution::Kind::pert);
  EXPECT_EQ(distribution(4).kind, Distribution::Kind::loguniform);
  EXPECT_THAT(distribution(5).values, ElementsAre(0.01, 0.02));

  const std::vector<SharedDraw> draws = shared_draws(scenario.uncertainties, *scenario.model);
  ASSERT_THAT(draws, SizeIs(1 + 6 + 4));
  EXPECT_EQ(draws[0].name, "a");
  EXPECT_EQ(draws[2].name, "b[422801, rural]");
  EXPECT_THAT(draws[2].cells, ElementsAre(1));
  EXPECT_EQ(draws[8].name, "d");
  EXPECT_THAT(draws[8].cells, ElementsAre(0, 1, 2));
}

TEST_F(Wishes, ReadEveryDesign) {
  const std::string uncertain =
      "uncertainties:\n"
      "  - {id: u, set: growth, dist: uniform, unit: 1/year, min: 0, max: 0.1}\n"
      "  - {id: v, set: reform_target, dist: uniform, min: 0, max: 1, across: {county: independent}}\n";
  const auto design = [&](const std::string& text) {
    return *read(uncertain + "ensemble: {seed: 1, " + text + "}\n").ensemble;
  };
  EXPECT_EQ(design("design: grid, levels: 3").members, 81);
  const EnsembleDesign morris = design("design: morris, levels: 4, trajectories: 10, keep: {members: 50}");
  EXPECT_EQ(morris.kind, Design::Kind::morris);
  EXPECT_EQ(morris.members, 50);
  EXPECT_EQ(morris.whole_members, 50);
  EXPECT_EQ(morris.base, 10);
  EXPECT_EQ(design("design: saltelli, points: 8").members, 48);
  EXPECT_EQ(design("design: random, members: 7").kind, Design::Kind::random);

  // Columns in any order, elements by name or label; the order of the draws is kept.
  write("draws.csv", "v[建始县],u,v[422801],v[Lichuan City]\n0.3,0.01,0.1,0.2\n0.6,0.02,0.4,0.5\n");
  const EnsembleDesign table = design("design: file, file: draws.csv");
  EXPECT_EQ(table.kind, Design::Kind::table);
  EXPECT_EQ(table.members, 2);
  EXPECT_THAT(table.table.keys, ElementsAre("u", "v[422801]", "v[422802]", "v[422822]"));
  EXPECT_THAT(table.table.values, ElementsAre(0.01, 0.1, 0.2, 0.3, 0.02, 0.4, 0.5, 0.6));

  write("other.yaml", testing::plan(""));
  const EnsembleDesign options = design("design: lhs, members: 5, options: [other.yaml, baseline.yaml]");
  EXPECT_THAT(options.options, ElementsAre(path("other.yaml"), path("baseline.yaml")));
}

TEST_F(Wishes, ReadWhatAnalysesAreAbout) {
  const Scenario& scenario = read(
      "targets:\n  - {id: t, want: growth > 0, by: 2030}\n"
      "analysis: {sensitivity: {method: sobol, of: residents@2035, points: 64}, discover: {method: prim, target: "
      "t}}\n");
  EXPECT_EQ(scenario.sensitivity->base, 64);
  EXPECT_EQ(scenario.discovery->target, "t");
}

TEST_F(Wishes, TellTheirMistakesWhereTheyStand) {
  const struct {
    const char* text;
    std::vector<std::string> told;
  } cases[] = {
      {"targets:\n  - {id: t, want: gorwth > 0, by: 2030}\n", {"plan.yaml:6 name.unknown gorwth"}},
      {"targets:\n  - {id: t, want: growth > 0 亿元, by: 2030}\n", {"plan.yaml:6 units.mismatch 0 亿元"}},
      {"targets:\n  - {id: t, want: growth > 0, by: 2036}\n", {"plan.yaml:6 date.outside 2036"}},
      {"targets:\n  - {id: t, want: growth > 0}\n", {"plan.yaml:6 scenario.one_needed t"}},
      {"targets:\n  - {id: t, want: growth > 0, by: 2030, always: true}\n", {"plan.yaml:6 scenario.only_one always"}},
      {"targets:\n  - {id: t, want: residents > 0, where: {county: 422899}, by: 2030}\n",
       {"plan.yaml:6 place.unknown 422899"}},
      {"targets:\n  - {id: t, want: \"smooth3(growth, 2 year) > 0\", by: 2030}\n",
       {"plan.yaml:6 function.in_check smooth3(growth, 2 year)"}},
      {"constraints:\n  - {id: c, must: growth, always: true}\n", {"plan.yaml:6 type.number growth"}},
      {"shocks:\n  - {id: s, set: wage, multiply: 2, from: 2030}\n", {"plan.yaml:6 reform.constant wage"}},
      {"shocks:\n  - {id: s, set: growth, multiply: 2, from: 2030}\n  - {id: s, set: growth, add: 0.01 1/year, from: "
       "2030}\n",
       {"plan.yaml:7 scenario.id_twice s"}},
      {"uncertainties:\n  - {id: u, set: growth, dist: gaussian, mean: 0, sd: 1}\n",
       {"plan.yaml:6 scenario.bad_word gaussian"}},
      {"uncertainties:\n  - {id: u, set: growth, dist: uniform, min: 0, max: 0.1}\n",
       {"plan.yaml:6 quantity.unit_needed 0.1"}},
      {"uncertainties:\n  - {id: u, set: growth, dist: uniform, min: 0, max: 1 1/year}\n",
       {"plan.yaml:6 scenario.out_of_range 1 1/year"}},
      {"correlations: [{between: [u, v], spearman: 0.2}]\n", {"plan.yaml:5 correlation.unknown u"}},
      {"ensemble: {design: sobol, members: 10}\n", {"plan.yaml:5 scenario.key_missing ensemble"}},
      {"ensemble: {design: sobol, seed: 1}\n", {"plan.yaml:5 ensemble.key_missing sobol"}},
      {"ensemble: {design: grid, levels: 1, seed: 1}\n", {"plan.yaml:5 scenario.count 1"}},
      {"ensemble: {design: sobol, members: 1, seed: 1, options: [none.yaml]}\n",
       {"plan.yaml:5 file.missing none.yaml"}},
      {"ensemble: {design: sobol, members: 1, seed: 1, options: [../a.yaml]}\n", {"plan.yaml:5 path.leaves ../a.yaml"}},
      // A mistake in what is drawn is not told again by the design.
      {"uncertainties:\n  - {id: u, set: gorwth, dist: uniform, min: 0, max: 0.1}\n"
       "ensemble: {design: file, file: counties.csv, seed: 1}\n",
       {"plan.yaml:6 scenario.unknown_input gorwth"}},
      {"uncertainties:\n  - {id: u, set: relief, dist: loguniform, unit: 亿元/year, min: 0, max: 1}\n",
       {"plan.yaml:6 uncertainty.parameter_value 0"}},
      {"uncertainties:\n  - {id: u, set: reform_target, dist: choice, values: [0.5, 2], across: {county: shared}}\n",
       {"plan.yaml:6 scenario.out_of_range 2"}},
      {"uncertainties:\n  - {id: u, set: growth, dist: empirical}\n", {"plan.yaml:6 scenario.one_needed u"}},
      {"uncertainties:\n  - {id: u, set: growth, dist: empirical, file: counties.csv, column: gdp}\n",
       {"plan.yaml:6 data.unit_missing gdp"}},
      {"analysis: {discover: {method: prim}}\n", {"plan.yaml:5 scenario.key_missing discover"}},
      {"analysis: {sensitivity: {method: sobol, of: \"residents@2030.1\"}}\n",
       {"plan.yaml:5 date.off_grid \"residents@2030.1\""}},
      {"outputs: {variables: [sum of residents from 2020 to 2030]}\n",
       {"plan.yaml:5 date.outside sum of residents from 2020 to 2030"}},
      {"outputs: {variables: [sum of resident by year]}\n",
       {"plan.yaml:5 outputs.unknown_variable sum of resident by year"}},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    EXPECT_THAT(told(load_plan(text).diagnostics()), ElementsAreArray(expected));
  }
}

}  // namespace
}  // namespace ronghe
