// Which texts are scenarios, which are models, and what is read with them.
#include "scenario/toy.hpp"

namespace ronghe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Loading : public testing::Toy {};

constexpr std::string_view cup = R"(model: cup
title: {zh: 杯, en: Cup}
time: {start: 0, stop: 10, step: 1 minute, unit: minute}
constants:
  rate: {unit: 1/minute, value: 0.1, range: [0, 1]}
stocks:
  warmth: {unit: degC, initial: 80 degC, outflows: [loss]}
flows:
  loss: {unit: degC/minute, equation: warmth * rate}
)";

TEST_F(Loading, TakesAModelForAScenarioWithoutDecisions) {
  write("cup.yaml", cup);
  const auto outcome = load("cup.yaml", {.sets = {"rate=0.2 1/minute"}});
  ASSERT_TRUE(outcome) << render(outcome.diagnostics(), Language::english);
  const Scenario& scenario = outcome.value();
  EXPECT_EQ(scenario.id, "cup");
  EXPECT_EQ(scenario.title.zh, "杯");
  EXPECT_THAT(scenario.outputs, IsEmpty());
  EXPECT_THAT(scenario.plan.schedules, IsEmpty());
  EXPECT_EQ(scenario.ancestor, "");
  EXPECT_EQ(scenario.resolved, "");
  ASSERT_THAT(scenario.settings, SizeIs(1));
  EXPECT_THAT(scenario.settings[0].values, ElementsAre(0.2));
}

TEST_F(Loading, TakesAFolderOfPartsForAModel) {
  write("cup/model.yaml", cup);
  EXPECT_EQ(load("cup").value().id, "cup");
}

TEST_F(Loading, ReadsAScenarioWithAnotherModelWhenAsked) {
  std::string other(testing::toy_model);
  other.replace(other.find("model: toy"), 10, "model: mine");
  write("elsewhere/mine.yaml", other);
  EXPECT_EQ(load("baseline.yaml", {.model = path("elsewhere/mine.yaml")}).value().model->name, "mine");
}

TEST_F(Loading, FindsTheModelBesideTheFileThatNamesIt) {
  std::filesystem::create_directories(path("toys"));
  std::filesystem::rename(path("model.yaml"), path("toys/model.yaml"));
  std::string text(testing::toy_baseline);
  text.replace(text.find("model.yaml"), 10, "toys");
  write("baseline.yaml", text);
  EXPECT_EQ(load("baseline.yaml").value().model->name, "toy");
}

TEST_F(Loading, PutsTheScenariosTimeInPlaceOfTheModels) {
  const auto outcome = load_plan("time: {stop: 2030, step: 1/4 year, method: rk4}\n");
  ASSERT_TRUE(outcome) << render(outcome.diagnostics(), Language::english);
  const Time& time = outcome.value().model->time;
  EXPECT_EQ(time.stop(), 2030);
  EXPECT_EQ(time.steps, 28);
  EXPECT_EQ(time.method, Method::rk4);
  EXPECT_EQ(outcome.value().every, 4);
}

TEST_F(Loading, NamesEveryFileItRead) {
  std::vector<std::string> names;
  const Scenario scenario = load_plan("").value();
  for (const SourcePtr& source : scenario.sources) {
    names.push_back(std::filesystem::path(source->name()).filename().string());
  }
  EXPECT_THAT(names, ElementsAre("plan.yaml", "baseline.yaml", "counties.csv"));
  EXPECT_THAT(scenario.model->sources, SizeIs(1));
}

TEST_F(Loading, TellsAFileThatIsNotThere) {
  EXPECT_THAT(told(load("nothing.yaml").diagnostics()), ElementsAre("file.missing"));
}

TEST_F(Loading, TakesGroupsFromTheColumnsOfTheTable) {
  const Scenario scenario = load("baseline.yaml").value();
  const Dimension& county =
      scenario.model->dimensions[static_cast<std::size_t>(scenario.model->find_dimension("county"))];
  EXPECT_THAT(county.groups.at("山区县"), ElementsAre(1, 2));
  EXPECT_THAT(county.groups.at("州府"), ElementsAre(0));
  EXPECT_EQ(county.elements[1].label.en, "Lichuan City");
}

}  // namespace
}  // namespace ronghe
