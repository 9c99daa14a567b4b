#include "report/typeset.hpp"
#include "ronghe/ronghe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ronghe {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
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
            "  needed by     mass\n"
            "  declared in   pond.yaml:21\n");
}

TEST(DescribeVariable, FollowsDependenceThroughTheLibrary) {
  EXPECT_THAT(describe_variable(pond(), pond().find("felt"), {}), HasSubstr("needs         total\n"));
  EXPECT_THAT(describe_variable(pond(), pond().find("total"), {}), HasSubstr("needed by     gain, felt\n"));
}

TEST(DescribeVariable, TellsValuesThatVaryAlongOneDimensionOnce) {
  const Model model = read_model({std::make_shared<const Source>("m.yaml", R"yaml(
model: m
time: {start: 0, stop: 1, step: 1 year}
dimensions:
  place: [here, there, elsewhere]
  kind: [carp, pike]
constants:
  growth: {over: [place, kind], unit: 1, value: {carp: 2, pike: 3}}
  same: {over: [place, kind], unit: 1, value: 4}
  each: {over: [place, kind], unit: 1, value: {"here, carp": 1, others: 2}}
)yaml")})
                          .value();
  EXPECT_THAT(describe_variable(model, model.find("growth"), {}),
              HasSubstr("value         carp: 2\n                pike: 3\n  declared"));
  EXPECT_THAT(describe_variable(model, model.find("same"), {}), HasSubstr("value         4\n  declared"));
  EXPECT_THAT(
      describe_variable(model, model.find("each"), {}),
      HasSubstr("value         here, carp: 1\n                here, pike: 2\n                there, carp: 2\n"));
}

const Model& farm() {
  static const Model model = read_model({std::make_shared<const Source>("farm/farm.yaml", R"yaml(
model: farm
title: {zh: 农场, en: A farm}
time: {start: 0, stop: 10, step: 1/4 year, save: 1 year, method: euler}
constants:
  area: {unit: hectare, value: 100}
)yaml"),
                                         std::make_shared<const Source>("farm/herd.yaml", R"yaml(
part: {zh: 畜群, en: The herd}
stocks:
  cows: {unit: 个, initial: 20 个, outflows: [sales]}
flows:
  sales: {unit: 个/year, equation: cows / 4 year}
auxiliaries:
  density: {unit: 个/hectare, equation: cows / area, indicator: {better: lower}}
checks:
  some: {must: cows > 0}
)yaml")})
                                 .value();
  return model;
}

TEST(DescribeModel, ListsItsPartsFirstWhenItHasSeveral) {
  EXPECT_THAT(describe_model(farm(), {}), HasSubstr("Euler\n"
                                                    "\nParts\n"
                                                    "  farm   1 variable\n"
                                                    "  herd  3 variables  The herd\n"
                                                    "`ronghe describe MODEL PART` tells more of a part.\n"
                                                    "\nConstants\n"));
  EXPECT_THAT(describe_model(pond(), {}), Not(HasSubstr("Parts")));
}

TEST(DescribePart, TellsWhatItDeclaresAndNothingElse) {
  EXPECT_EQ(describe_part(farm(), farm().find_part("herd"), {}),
            "herd  The herd\n"
            "  model         farm  A farm\n"
            "  declared in   farm/herd.yaml\n"
            "\nStocks\n"
            "  cows     个\n"
            "\nFlows\n"
            "  sales    个/year\n"
            "\nAuxiliaries\n"
            " *density  个/hectare\n"
            "\nChecks\n"
            "  some\n"
            "\n* indicator\n");
  EXPECT_THAT(describe_part(farm(), farm().find_part("herd"), {.language = Language::chinese}),
              StartsWith("herd  畜群\n  模型          farm  农场\n  声明于        farm/herd.yaml\n\n存量\n"));
}

TEST(DescribeVariable, TellsItsPartAndWhereItIsDeclared) {
  EXPECT_THAT(describe_variable(farm(), farm().find("density"), {}), HasSubstr("needs         area, cows\n"
                                                                               "  part          herd  The herd\n"
                                                                               "  declared in   farm/herd.yaml:8\n"));
  EXPECT_THAT(describe_variable(farm(), farm().find("area"), {}),
              HasSubstr("part          farm\n  declared in   farm/farm.yaml:6\n"));
}

TEST(DescribeJson, TellsPartAndPlaceAndBothDirectionsOfDependence) {
  const Json herd = Json::parse(describe_part_json(farm(), farm().find_part("herd")));
  ASSERT_EQ(herd.size(), 3U);
  EXPECT_EQ(herd[0]["name"], "cows");
  EXPECT_EQ(herd[0]["part"], "herd");
  EXPECT_EQ(herd[0]["file"], "farm/herd.yaml");
  EXPECT_EQ(herd[0]["line"], 4);
  EXPECT_EQ(herd[0]["needs"], Json::parse(R"(["sales"])"));
  EXPECT_EQ(herd[0]["needed_by"], Json::parse(R"(["sales", "density"])"));
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
            "  来源          假设\n"
            "  被依赖        gain\n"
            "  声明于        pond.yaml:10\n");
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
  EXPECT_EQ(total["indicator"], Json::parse(R"({"better": "higher", "format": "number", "classes": []})"));
  const Json gain = Json::parse(describe_variable_json(pond(), pond().find("gain")));
  EXPECT_EQ(gain["equation"]["pike"], "mass * growth");
  const Json growth = Json::parse(describe_variable_json(pond(), pond().find("growth")));
  EXPECT_EQ(growth["value"], Json::parse("[0.3, 0.1]"));
  EXPECT_EQ(growth["range"], Json::parse("[0.0, 1.0]"));
  EXPECT_EQ(growth["source"], Json::parse(R"({"zh": "假设", "en": "assumed"})"));
}

TEST(TellModels, NamesEachWithItsTitle) {
  EXPECT_EQ(tell_models({{"a", {"甲", "First"}}, {"long-name", {"乙", "Second"}}}, {}),
            "Models that ship with Ronghe\n  a          First\n  long-name  Second\n\n"
            "`ronghe describe MODEL` tells more of one.\n");
}

}  // namespace
}  // namespace ronghe
