#include "report/typeset.hpp"
#include "ronghe/ronghe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ronghe {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::ordered_json;

const Model& pond() {
  static const Model model = read_model({std::make_shared<const Source>("pond.yaml", R"yaml(
model: pond
title: {zh: 鱼塘, en: A pond}
time: {start: 0, stop: 10, step: 1/4 year, save: 1 year, method: rk4}
dimensions:
  kind: [carp, pike]
inputs:
  feed: {over: [kind], unit: kg/year, default: 2, label: {zh: 投喂, en: Feed}}
constants:
  growth:
    over: [kind]
    unit: 1/year
    value: {carp: 0.3, pike: 0.1}
    range: [0, 1]
    source: assumed
lookups:
  crowding: {x: [0, 1, 2], y: [1, 0.8, 0.3], between: linear, outside: hold}
stocks:
  mass: {over: [kind], unit: kg, initial: 5 kg, inflows: [gain], label: {zh: 鱼重, en: Mass of fish}}
flows:
  gain:
    over: [kind]
    unit: kg/year
    equation:
      carp: mass * growth * crowding(total / 10 kg) + feed
      pike: mass * growth
auxiliaries:
  total: {unit: kg, equation: sum(mass over kind), id: T1, indicator: {better: higher, format: number}}
  felt: {unit: kg, equation: "smooth3(total, 2 year)", note: what the keeper remembers}
checks:
  not_empty: {must: "total > 0 kg", always: true, label: {zh: 有鱼, en: There are fish}}
)yaml")})
                                 .value();
  return model;
}

TEST(DescribeModel, ListsVariablesByKind) {
  EXPECT_EQ(describe_model(pond(), {.columns = 80}),
            "pond  A pond\n"
            "  time          0 to 10, 40 steps of 1/4 year, Runge-Kutta (RK4)\n"
            "  dimensions    kind: carp, pike\n"
            "\nInputs\n"
            "  feed    kg/year  kind  Feed\n"
            "\nConstants\n"
            "  growth  1/year  kind\n"
            "\nStocks\n"
            "  mass    kg  kind  Mass of fish\n"
            "\nFlows\n"
            "  gain    kg/year  kind\n"
            "\nAuxiliaries\n"
            " *total   kg\n"
            "  felt    kg\n"
            "\nLookups\n"
            "  crowding\n"
            "\nChecks\n"
            "  not_empty  There are fish\n"
            "\n* indicator\n");
}

TEST(DescribeModel, LeavesOutWhatTheLibraryAdds) {
  std::size_t hidden = 0;
  for (const Variable& variable : pond().variables) hidden += variable.hidden() ? 1U : 0U;
  ASSERT_GT(hidden, 0U) << "smooth3 has stocks of its own";
  EXPECT_EQ(Json::parse(describe_model_json(pond())).size(), pond().variables.size() - hidden);
}

TEST(DescribeVariable, GivesEachEquationWithItsElementsAndBothDirectionsOfDependence) {
  EXPECT_EQ(describe_variable(pond(), pond().find("gain"), {}),
            "gain\n"
            "  kind          flow\n"
            "  unit          kg/year\n"
            "  over          kind\n"
            "  equation      carp: mass * growth * crowding(total / 10 kg) + feed\n"
            "                pike: mass * growth\n"
            "  needs         feed, growth, mass, total, crowding\n"
            "  needed by     mass\n");
}

TEST(DescribeVariable, FollowsDependenceThroughTheLibrary) {
  EXPECT_THAT(describe_variable(pond(), pond().find("felt"), {}), HasSubstr("needs         total\n"));
  EXPECT_THAT(describe_variable(pond(), pond().find("total"), {}), HasSubstr("needed by     gain, felt\n"));
}

TEST(DescribeVariable, SpeaksChinese) {
  EXPECT_EQ(describe_variable(pond(), pond().find("growth"), {.language = Language::chinese}),
            "growth\n"
            "  类型          常数\n"
            "  单位          1/年\n"
            "  维度          kind\n"
            "  数值          carp: 0.3 1/年\n"
            "                pike: 0.1 1/年\n"
            "  范围          0 至 1\n"
            "  来源          assumed\n"
            "  被依赖        gain\n");
}

TEST(DescribeVariable, TellsAConstantWithARuleAsAConstant) {
  const Model model = read_model({std::make_shared<const Source>("land.yaml", R"yaml(
model: land
time: {start: 0, stop: 1, step: 1 year}
constants:
  area: {unit: km^2, value: 100}
  fields: {unit: km^2, rule: 0.16 * area}
)yaml")})
                          .value();
  const std::string told = describe_variable(model, model.find("fields"), {.columns = 80});
  EXPECT_THAT(told, HasSubstr("kind          constant"));
  EXPECT_THAT(told, HasSubstr("rule          0.16 * area"));
  EXPECT_THAT(told, HasSubstr("needs         area\n"));
  EXPECT_EQ(Json::parse(describe_variable_json(model, model.find("fields")))["kind"], "constant");
}

TEST(DescribeJson, HasTheSameKeysForEveryVariable) {
  for (const Json& variable : Json::parse(describe_model_json(pond()))) {
    for (const char* key :
         {"name", "id", "kind", "unit", "dimensions", "equation", "labels", "source", "range", "indicator"}) {
      EXPECT_TRUE(variable.contains(key)) << variable["name"] << " lacks " << key;
    }
  }
}

TEST(DescribeJson, HoldsWhatTheModelSays) {
  const Json total = Json::parse(describe_variable_json(pond(), pond().find("total")));
  EXPECT_EQ(total["id"], "T1");
  EXPECT_EQ(total["kind"], "auxiliary");
  EXPECT_EQ(total["equation"], "sum(mass over kind)");
  EXPECT_EQ(total["indicator"], Json::parse(R"({"better": "higher", "format": "number"})"));
  const Json gain = Json::parse(describe_variable_json(pond(), pond().find("gain")));
  EXPECT_EQ(gain["equation"]["pike"], "mass * growth");
  const Json growth = Json::parse(describe_variable_json(pond(), pond().find("growth")));
  EXPECT_EQ(growth["value"], Json::parse("[0.3, 0.1]"));
  EXPECT_EQ(growth["range"], Json::parse("[0.0, 1.0]"));
  EXPECT_EQ(growth["source"], "assumed");
}

TEST(TellModels, NamesEachWithItsTitle) {
  EXPECT_EQ(tell_models({{"a", {"甲", "First"}}, {"long-name", {"乙", "Second"}}}, {}),
            "Models that ship with Ronghe\n  a          First\n  long-name  Second\n\n"
            "`ronghe describe MODEL` tells more of one.\n");
}

}  // namespace
}  // namespace ronghe
