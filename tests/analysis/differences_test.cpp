// What two scenarios say differently, as text: `kind section item key: first -> second`.
#include "ronghe/analysis.hpp"
#include "scenario/toy.hpp"

#include <cmath>

namespace ronghe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Differences : public testing::Toy {
 protected:
  std::vector<std::string> of(const std::string& first, const std::string& second) {
    write("first.yaml", testing::plan(first));
    write("second.yaml", testing::plan(second));
    found_ = differences(load("first.yaml").value(), load("second.yaml").value());
    std::vector<std::string> lines;
    for (const Difference& difference : found_.said) {
      static const char* const kinds[] = {"- ", "+ ", "~ "};
      std::string line = kinds[static_cast<int>(difference.kind)] + difference.section;
      for (const std::string& part : {difference.item, difference.key}) {
        if (!part.empty()) line += " " + part;
      }
      lines.push_back(line + ": " + difference.first + " -> " + difference.second);
    }
    return lines;
  }

  static std::string reform(const std::string& id, const std::string& rest) {
    return "  - {id: " + id + ", title: {zh: 改革, en: Reform}, set: reform_target, where: all, " + rest + "}\n";
  }

  ScenarioDifferences found_;
};

TEST_F(Differences, AreNoneBetweenEqualScenarios) {
  const std::string a = reform("a", "to: 0.5, from: 2025");
  const std::string b = reform("b", "add: 0.10, from: 2025");
  EXPECT_THAT(of("reforms:\n" + a + b, "notes: 另一说明\nreforms:\n" + b + a), IsEmpty()) << "the order says nothing";
  EXPECT_THAT(found_.figures, IsEmpty());
}

TEST_F(Differences, NameItemsThatOnlyOneHasAndKeysThatChanged) {
  EXPECT_THAT(of("reforms:\n" + reform("a", "add: 0.1, from: 2025") + reform("b", "to: 0.5, from: 2030, path: step"),
                 "parameters:\n  wage: {to: 6 万元/人/year}\nreforms:\n" +
                     reform("b",
                            "to: 0.6, from: 2030, until: 2031, "
                            "then: hold") +
                     reform("c", "add: 0.1, from: 2025")),
              ElementsAre("- reforms a: {add: 0.1, from: 2025, set: reform_target, where: all} -> ",
                          "- reforms b path: step -> ", "~ reforms b to: 0.5 -> 0.6", "+ reforms b then:  -> hold",
                          "+ reforms b until:  -> 2031",
                          "+ reforms c:  -> {add: 0.1, from: 2025, set: reform_target, where: all}",
                          "+ parameters wage:  -> {to: 6 万元/人/year}"));
}

TEST_F(Differences, TellWhatAListHasAndTheOtherLacks) {
  EXPECT_THAT(of("outputs: {variables: [people, births]}\n", "outputs: {variables: [births, residents]}\n"),
              ElementsAre("- outputs variables: [people] -> ", "+ outputs variables:  -> [residents]"));
}

TEST_F(Differences, CompareTheFiguresOfTheTables) {
  write("other.csv", "code,urban,rural,gdp\n422801,51,30,400\n422802,30,40,200\n422822,20,20,100\n");
  EXPECT_THAT(of("", "data: {inputs: [{id: start, file: other.csv}]}\n"),
              ElementsAre("~ data.inputs start file: counties.csv -> other.csv"));
  ASSERT_EQ(found_.figures.size(), 1U);
  EXPECT_EQ(found_.figures[0].name, "people_at_start[422801, urban]");
  EXPECT_EQ(found_.figures[0].first, 50);
  EXPECT_EQ(found_.figures[0].second, 51);
}

TEST_F(Differences, NamePartsOfAModelWhoseTextsDiffer) {
  write("changed/model.yaml", std::string(testing::toy_model) + "# a remark\n");
  write("first.yaml", testing::plan(""));
  const ScenarioDifferences found =
      differences(load("first.yaml").value(), load("first.yaml", {.model = path("changed"), .sets = {}}).value());
  ASSERT_EQ(found.said.size(), 1U);
  EXPECT_EQ(found.said[0].section, "model");
  EXPECT_EQ(found.said[0].item, "model.yaml");
}

}  // namespace
}  // namespace ronghe
