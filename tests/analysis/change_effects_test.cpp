#include "ronghe/ronghe.hpp"
#include "running/run_program.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

constexpr std::string_view model = R"(model: town
time: {start: 2020, stop: 2030, step: 1 year}
dimensions:
  county: [east, west]
inputs:
  grant: {over: [county], unit: 亿元/year, default: 0}
  transfer: {over: [county], unit: 亿元/year, default: 0}
  share: {over: [county], unit: 1, default: 0.5}
  needed: {unit: 1}
constants:
  cost: {unit: 1, value: 2}
  unused: {unit: 1, value: 1}
  by_rule: {unit: 1, rule: 2 * needed}
auxiliaries:
  schools: {over: [county], unit: 亿元/year, equation: (10 亿元/year + grant) * share / cost * by_rule}
money:
  inputs: [grant]
  sources: {own_budget: {}, from_above: {adds_to: transfer}}
)";

constexpr std::string_view plan = R"(scenario: 1
id: plan
title: {zh: 方案, en: Plan}
model: model.yaml
prices: {base: 2020, money: constant}
parameters:
  needed: {to: 1}
  cost: {to: 4}
  unused: {to: 3}
  by_rule: {to: 4}
programmes:
  - id: build
    title: {zh: 建, en: Build}
    into: grant
    where: {county: east}
    each: {unit: 亿元/year, profile: {2022: 10, 2025: 0}, between: step}
    funding: {from_above: 100 %}
  - id: repair
    title: {zh: 修, en: Repair}
    into: grant
    where: {county: all}
    each: {unit: 亿元/year, profile: {2024: 2, 2028: 0}, between: step}
    funding: {from_above: 100 %}
reforms:
  - {id: posts, title: {zh: 编制, en: Posts}, set: share, where: {county: west}, multiply: 2, from: 2026}
outputs:
  variables: [schools]
)";

Scenario read(const ScenarioOptions& options = {}) {
  const testing::TemporaryFolder folder;
  testing::write_text(folder.path() / "model.yaml", model);
  testing::write_text(folder.path() / "plan.yaml", plan);
  return load_scenario((folder.path() / "plan.yaml").string(), options).value();
}

const ChangeEffect* effect_of(const std::vector<ChangeEffect>& effects, const std::string& id) {
  for (const ChangeEffect& effect : effects) {
    if (effect.id == id) return &effect;
  }
  return nullptr;
}

TEST(ChangeEffects, TellTheLargestRelativeDifferenceAndWhereItIs) {
  const auto effects = change_effects(read());
  const ChangeEffect* build = effect_of(effects, "build");
  ASSERT_NE(build, nullptr);
  EXPECT_EQ(build->variable, "schools");
  EXPECT_EQ(build->elements, (std::vector<std::string>{"east"}));
  EXPECT_EQ(build->time, 2022);
  // In 2022 it doubles 10 to 20; the largest value in the east is 22 in 2024.
  EXPECT_NEAR(build->largest, 10.0 / 22, 1e-12);
  const ChangeEffect* posts = effect_of(effects, "posts");
  EXPECT_EQ(posts->kind, ChangeEffect::Kind::reform);
  EXPECT_EQ(posts->elements, (std::vector<std::string>{"west"}));
  EXPECT_NEAR(posts->largest, 0.5, 1e-12);
}

TEST(ChangeEffects, TellWhatAParameterChangesFromItsDefaultOrItsRule) {
  const auto effects = change_effects(read());
  EXPECT_NEAR(effect_of(effects, "cost")->largest, 0.5, 1e-12) << "twice as much without it";
  EXPECT_NEAR(effect_of(effects, "by_rule")->largest, 0.5, 1e-12) << "the rule gives 2 in place of 4";
  EXPECT_EQ(effect_of(effects, "needed"), nullptr) << "the scenario cannot be run without it";
}

TEST(ChangeEffects, WarnOfEachChangeThatDoesNothing) {
  const auto effects = change_effects(read());
  EXPECT_EQ(effect_of(effects, "unused")->largest, 0);
  const auto warnings = effect_diagnostics(effects);
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].code, "check.no_effect");
  EXPECT_EQ(warnings[0].severity, Severity::warning);
}

TEST(ChangeEffects, FindNoneInAParameterThatTheCommandLineOverrides) {
  ScenarioOptions options;
  options.sets = {"cost=5"};
  EXPECT_EQ(effect_of(change_effects(read(options)), "cost")->largest, 0);
}

TEST(Overlaps, AreChangesOfOneCellAtOneTime) {
  const auto found = overlaps(read());
  ASSERT_EQ(found.size(), 1U) << "shares of one source of money do not count";
  EXPECT_EQ(found[0].first, "build");
  EXPECT_EQ(found[0].second, "repair");
  EXPECT_EQ(found[0].input, "grant");
  EXPECT_EQ(found[0].cells, 1);
  EXPECT_EQ(found[0].begin, 2024);
  EXPECT_EQ(found[0].end, 2024) << "the last step before the first of them pays nothing";
}

}  // namespace
}  // namespace ronghe
