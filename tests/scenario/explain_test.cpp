// Which line of which file gives an input its value, and what would be there without it.
#include "scenario/toy.hpp"

#include <cmath>
#include <sstream>

namespace ronghe {
namespace {

using ::testing::ElementsAre;

class ScenarioExplain : public testing::Toy {
 protected:
  // Groups as text, the layer that counts first: `cells: values @ kind file:line (file:line); …`.
  static std::vector<std::string> explained(const Scenario& scenario, const std::string& name) {
    std::vector<std::string> lines;
    const Explanation explanation = explain(scenario, {scenario.model->find(name)}).front();
    for (const Explanation::Group& group : explanation.groups) {
      std::ostringstream line;
      for (const int cell : group.cells) line << cell << " ";
      for (auto layer = group.layers.rbegin(); layer != group.layers.rend(); ++layer) {
        line << "|";
        for (const DatedValue& value : layer->values) {
          line << " " << value.date << ":" << value.value << (value.moving ? "~" : "");
        }
        for (const Span& place : layer->places) line << " " << file_and_line(place);
        for (const Span& replaced : layer->replaced)
          line << " for " << replaced.text() << " " << file_and_line(replaced);
      }
      lines.push_back(line.str());
    }
    return lines;
  }

  static std::string file_and_line(const Span& span) {
    return std::filesystem::path(span.source->name()).filename().string() + ":" +
           std::to_string(span.source->position(span.begin).line);
  }
  static int model_line(std::string_view key) {
    const std::size_t at = testing::toy_model.find("\n  " + std::string(key) + ":") + 1;
    return static_cast<int>(
        1 + std::count(testing::toy_model.begin(), testing::toy_model.begin() + static_cast<long>(at), '\n'));
  }
  static std::string in_model(std::string_view key) { return "model.yaml:" + std::to_string(model_line(key)); }
};

TEST_F(ScenarioExplain, TellsTheLineOfEachLayerAndTheValueBelowIt) {
  const Scenario scenario =
      load_plan("parameters:\n  wage: {to: 6 万元/人/year}\n", {.model = "", .sets = {"wage=7 万元/人/year"}}).value();
  EXPECT_THAT(explained(scenario, "wage"),
              ElementsAre("0 | 2023:7 --set:1| 2023:6 plan.yaml:6| 2023:5 " + in_model("wage")));
}

TEST_F(ScenarioExplain, NamesTheCellOfTheTable) {
  const std::string nothing = "| 2023:nan " + in_model("output_at_start");
  EXPECT_THAT(explained(load("baseline.yaml").value(), "output_at_start"),
              ElementsAre("0 | 2023:400 counties.csv:2" + nothing, "1 | 2023:200 counties.csv:3" + nothing,
                          "2 | 2023:100 counties.csv:4" + nothing));
}

TEST_F(ScenarioExplain, TellsWhatAParentSaysInItsPlace) {
  write("one.yaml",
        "scenario: 1\nid: one\ntitle: {zh: 一, en: One}\nextends: baseline.yaml\nparameters:\n"
        "  wage: {to: 6 万元/人/year}\n");
  write("two.yaml",
        "scenario: 1\nid: two\ntitle: {zh: 二, en: Two}\nextends: one.yaml\nparameters:\n\n"
        "  wage: {to: 8 万元/人/year}\n");
  EXPECT_THAT(explained(load("two.yaml").value(), "wage"),
              ElementsAre("0 | 2023:8 two.yaml:7 for 6 万元/人/year one.yaml:6| 2023:5 " + in_model("wage")));
}

TEST_F(ScenarioExplain, FollowsADecisionOverTimeAndThroughItsFiles) {
  write("one.yaml",
        "scenario: 1\nid: one\ntitle: {zh: 一, en: One}\nextends: baseline.yaml\nreforms:\n"
        "  - id: r\n    title: {zh: 改革, en: Reform}\n    set: reform_target\n    where: {county: 恩施市}\n"
        "    to: 0.5\n    from: 2025\n    path: ramp 2 years\n");
  write("two.yaml",
        "scenario: 1\nid: two\ntitle: {zh: 二, en: Two}\nextends: one.yaml\nreforms:\n"
        "  - id: r\n    until: 2028\n    then: baseline\n");
  const std::vector<std::string> groups = explained(load("two.yaml").value(), "reform_target");
  ASSERT_EQ(groups.size(), 2U);
  const std::string base = "| 2023:0.1 " + in_model("reform_target");
  EXPECT_EQ(groups[0], "0 | 2023:0.1 2025:0.1~ 2027:0.5 2028:0.1 one.yaml:10 two.yaml:7" + base);
  EXPECT_EQ(groups[1], "1 2 " + base);
}

TEST_F(ScenarioExplain, TellsHowFarAPathCameThatIsCutOff) {
  const Scenario scenario =
      load_plan(
          "reforms:\n  - {id: r, title: {zh: 改革, en: Reform}, set: reform_target, where: all, to: 0.5,\n"
          "     from: 2025, path: ramp 4 years, until: 2027, then: baseline}\n")
          .value();
  const Explanation explanation = explain(scenario, {scenario.model->find("reform_target")}).front();
  const std::vector<DatedValue>& values = explanation.groups.front().layers.back().values;
  ASSERT_EQ(values.size(), 4U);
  EXPECT_TRUE(values[1].moving);
  EXPECT_EQ(values[2].date, scenario.model->time.at(*scenario.model->time.step_of(2027) - 1));
  EXPECT_GT(values[2].value, 0.29);
  EXPECT_EQ(values[3].value, 0.1);
}

TEST_F(ScenarioExplain, TellsShocksToo) {
  const Scenario scenario =
      load_plan("shocks:\n  - {id: s, set: growth, add: -0.01 1/year, from: 2030, until: 2032, then: baseline}\n")
          .value();
  EXPECT_THAT(explained(scenario, "growth"),
              ElementsAre("0 | 2023:0.02 2030:0.01 2032:0.02 plan.yaml:6| 2023:0.02 " + in_model("growth")));
}

TEST_F(ScenarioExplain, NamesTheFundingThatReachesAnInput) {
  const Scenario scenario =
      load_plan(
          "programmes:\n  - id: p\n    title: {zh: 项目, en: Programme}\n    into: road_investment\n"
          "    where: {county: 恩施市}\n"
          "    each: {unit: 亿元/year, profile: {2025: 1, 2027: 0}, between: step}\n"
          "    funding: {special_transfer: 60 %, own_budget: 40 %}\n")
          .value();
  EXPECT_EQ(explained(scenario, "road_investment").front(),
            "0 | 2023:0 2025:1 2027:0 plan.yaml:10| 2023:0 " + in_model("road_investment"));
  EXPECT_EQ(explained(scenario, "special_transfer").front(),
            "0 | 2023:0 2025:0.6 2027:0 plan.yaml:11 plan.yaml:10| 2023:0 " + in_model("special_transfer"));
}

}  // namespace
}  // namespace ronghe
