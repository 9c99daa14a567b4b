#include "analysis/example.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::example;
using testing::Example;

TEST(Ensemble, GivesEachScenarioItsOwnPlanAndSettings) {
  Example made = example();
  made.plan.plan.name = "more-schools";
  made.plan.settings = {{testing::grant, 0, {3}}, {testing::grant, 1, {5}}};
  made.baseline.settings = {{testing::grant, 1, {5}}};
  const Ensemble ensemble = ensemble_of({&made.plan, &made.baseline});
  EXPECT_EQ(ensemble.members, 2);
  EXPECT_EQ(ensemble.plans[0].name, "more-schools");
  EXPECT_EQ(ensemble.plan_of_member, (std::vector<int>{0, 1}));
  ASSERT_EQ(ensemble.settings.size(), 2U);
  EXPECT_EQ(ensemble.settings[0].values, (std::vector<double>{3, 0})) << "the other has the model's value";
  EXPECT_EQ(ensemble.settings[1].values, (std::vector<double>{5})) << "one value serves both";
}

TEST(Ensemble, IsRefusedWhenTheModelsDiffer) {
  Example made = example();
  EXPECT_TRUE(can_run_together({&made.plan, &made.baseline}));
  made.baseline.model = std::make_shared<const Model>(*made.model);
  EXPECT_FALSE(can_run_together({&made.plan, &made.baseline}));
}

TEST(Ensemble, IsRefusedForModelsThatDrawRandomNumbers) {
  Example made = example();
  Model model = *made.model;
  model.variables[testing::hidden_stock].memory = Variable::Memory::random_normal;
  made.plan.model = made.baseline.model = std::make_shared<const Model>(model);
  EXPECT_FALSE(can_run_together({&made.plan, &made.baseline}));
}

TEST(CompileOptions, AskForTheOutputsOfAllAndTheInputsThatMove) {
  Example made = example();
  made.plan.outputs = {testing::share, testing::gdp};
  made.baseline.outputs = {testing::gdp, testing::people};
  made.plan.plan.schedules = {{testing::grant, 0, {}}, {testing::grant, 1, {}}};
  const CompileOptions options = compile_options_of({&made.plan, &made.baseline});
  EXPECT_EQ(options.outputs, (std::vector<int>{testing::people, testing::gdp, testing::share}));
  EXPECT_EQ(options.moving_inputs, (std::vector<int>{testing::grant}));
}

TEST(CompileOptions, AskForEverythingWhenOneScenarioDoes) {
  Example made = example();
  made.baseline.outputs.clear();
  EXPECT_TRUE(compile_options_of({&made.plan, &made.baseline}).outputs.empty());
}

}  // namespace
}  // namespace ronghe
