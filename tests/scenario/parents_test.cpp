// How a scenario and its parents become one.
#include "scenario/toy.hpp"

namespace ronghe {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ScenarioParents : public testing::Toy {
 protected:
  // A file of this id, its title and what follows.
  void write_scenario(const std::string& id, const std::string& rest) {
    write(id + ".yaml", "scenario: 1\nid: " + id + "\ntitle: {zh: 情景, en: Scenario}\n" + rest);
  }

  std::vector<std::string> told_of(const std::string& name) { return told(load(name).diagnostics()); }

  static std::string reform(const std::string& id, const std::string& rest) {
    return "  - {id: " + id + ", title: {zh: 改革, en: Reform}, set: reform_target, where: all, " + rest + "}\n";
  }
};

TEST_F(ScenarioParents, HandDownEverythingButWhatSpeaksOfThemselves) {
  write("baseline.yaml", std::string(testing::toy_baseline) + "notes: {zh: 说明, en: Notes}\n");
  const Scenario scenario = load_plan("").value();
  EXPECT_EQ(scenario.id, "plan");
  EXPECT_EQ(scenario.title.en, "Plan");
  EXPECT_TRUE(scenario.notes.empty());
  EXPECT_EQ(scenario.settings.size(), 9U);
  EXPECT_EQ(scenario.prices->base, 2023);
  EXPECT_EQ(scenario.ancestor, path("baseline.yaml"));
}

TEST_F(ScenarioParents, AreJoinedKeyByKeyAndItemByItem) {
  write_scenario("one", "extends: baseline.yaml\nreforms:\n" + reform("r", "to: 0.5, from: 2025") +
                            reform("q", "multiply: 2, from: 2025, until: 2026, then: hold"));
  write_scenario("two", "extends: one.yaml\nreforms:\n  - {id: r, from: 2026}\n  - {id: q, active: false}\n");
  const Scenario scenario = load("two.yaml").value();
  ASSERT_EQ(scenario.reforms.size(), 1U);
  EXPECT_EQ(scenario.reforms[0].id, "r");
  EXPECT_EQ(scenario.reforms[0].change.from, 48);
  EXPECT_EQ(scenario.reforms[0].change.value, 0.5);
}

TEST_F(ScenarioParents, LoseScalarsAndPlainListsToTheFileThatReplacesThem) {
  write_scenario("one", "extends: baseline.yaml\noutputs: {variables: [people, births]}\nreforms:\n" +
                            reform("r", "to: 0.5, from: 2025"));
  write_scenario("two",
                 "extends: one.yaml\noutputs: {variables: [residents]}\n"
                 "reforms:\n  - {id: r, where: {county: [利川市]}}\n");
  const Scenario scenario = load("two.yaml").value();
  ASSERT_EQ(scenario.outputs.size(), 1U);
  EXPECT_EQ(scenario.model->variables[static_cast<std::size_t>(scenario.outputs[0])].name, "residents");
  EXPECT_THAT(scenario.reforms[0].cells, ElementsAre(1));
}

// A source is one statement: what a file says of it in one language does not go with the other language of a parent.
TEST_F(ScenarioParents, LoseTheWholeSourceThatIsSaidAnew) {
  write_scenario("one",
                 "extends: baseline.yaml\nreforms:\n" + reform("r", "to: 0.5, from: 2025, source: {zh: 甲, en: A}"));
  write_scenario("two", "extends: one.yaml\nreforms:\n  - {id: r, source: B}\n");
  write_scenario("three", "extends: one.yaml\nreforms:\n  - {id: r, source: {zh: 丙}}\n");
  EXPECT_EQ(load("one.yaml").value().reforms[0].source, Text("甲", "A"));
  EXPECT_EQ(load("two.yaml").value().reforms[0].source, Text("B", "B"));
  EXPECT_THAT(told_of("three.yaml"), ElementsAre("three.yaml:6 scenario.key_missing source"));
}

TEST_F(ScenarioParents, LoseTheVerbAndTheSourceOfAParameterThatIsSetAnew) {
  write_scenario("one",
                 "extends: baseline.yaml\nparameters:\n"
                 "  birth_rate: {to: {urban: 0.02 1/year, others: 0.01 1/year}, source: a census}\n");
  write_scenario("two", "extends: one.yaml\nparameters: {birth_rate: {multiply: 2}}\n");
  const Scenario scenario = load("two.yaml").value();
  const int birth_rate = scenario.model->find("birth_rate");
  for (const Origin& origin : scenario.origins) {
    if (origin.variable == birth_rate) {
      EXPECT_TRUE(origin.source.empty());
    }
  }
  for (const Setting& setting : scenario.settings) {
    if (setting.variable == birth_rate) {
      EXPECT_EQ(setting.values.front(), setting.cell == 0 ? 0.02 : 0.024);
    }
  }
}

TEST_F(ScenarioParents, NeedNotAgreeWhereTheFileSaysMore) {
  write_scenario("one", "extends: baseline.yaml\nparameters: {birth_rate: {to: 0.01 1/year}}\n");
  write_scenario("two", "extends: baseline.yaml\nparameters: {birth_rate: {to: 0.02 1/year}}\n");
  write_scenario("both",
                 "extends: [one.yaml, two.yaml]\n"
                 "parameters: {birth_rate: {to: {urban: 0.03 1/year, rural: 0.04 1/year}}}\n");
  EXPECT_THAT(told_of("both.yaml"), IsEmpty());
}

TEST_F(ScenarioParents, ShareOneNameSpaceWithTheirFile) {
  write_scenario("one", "extends: baseline.yaml\nreforms:\n" + reform("r", "to: 0.5, from: 2025"));
  write_scenario("two", "extends: one.yaml\nshocks: [{id: r, set: growth, add: 0.01 1/year, from: 2030}]\n");
  EXPECT_THAT(told_of("two.yaml"), ElementsAre("two.yaml:5 scenario.id_twice r"));
}

TEST_F(ScenarioParents, LoseItemsThatAreRemoved) {
  write_scenario("one", "extends: baseline.yaml\nreforms:\n" + reform("r", "to: 0.5, from: 2025"));
  write_scenario("two", "extends: one.yaml\nremove: [r]\n");
  write_scenario("anew", "extends: one.yaml\nremove: [r]\nreforms:\n" + reform("r", "add: 0.1, from: 2030"));
  EXPECT_THAT(load("two.yaml").value().reforms, IsEmpty());
  EXPECT_EQ(load("anew.yaml").value().reforms[0].change.verb, Change::Verb::add);
  write_scenario("three", "extends: two.yaml\nremove: [r]\n");
  EXPECT_THAT(told_of("three.yaml"), ElementsAre("three.yaml:5 scenario.remove_unknown r"));
}

TEST_F(ScenarioParents, ThatDisagreeAreToldWithBothPlaces) {
  write_scenario("one", "extends: baseline.yaml\nparameters: {wage: {to: 6 万元/人/year}}\n");
  write_scenario("two", "extends: baseline.yaml\nparameters: {wage: {to: 7 万元/人/year}}\n");
  write_scenario("both", "extends: [one.yaml, two.yaml]\n");
  const auto outcome = load("both.yaml");
  EXPECT_THAT(told(outcome.diagnostics()), ElementsAre("two.yaml:5 extends.conflict 7 万元/人/year"));
  EXPECT_EQ(outcome.diagnostics()[0].related.text(), "6 万元/人/year");
  EXPECT_THAT(render(outcome.diagnostics()[0], Language::english), HasSubstr("`parameters.wage.to`"));
}

TEST_F(ScenarioParents, MayDisagreeWhereTheScenarioDecides) {
  write_scenario("one", "extends: baseline.yaml\nparameters: {wage: {to: 6 万元/人/year}}\n");
  write_scenario("two", "extends: baseline.yaml\nparameters: {wage: {to: 7 万元/人/year}}\n");
  write_scenario("both", "extends: [one.yaml, two.yaml]\nparameters: {wage: {to: 8 万元/人/year}}\n");
  EXPECT_TRUE(load("both.yaml"));
  write_scenario("two", "extends: baseline.yaml\nparameters: {wage: {to: 6 万元/人/year}}\n");
  write_scenario("both", "extends: [one.yaml, two.yaml]\n");
  EXPECT_TRUE(load("both.yaml"));
}

// one changes what both inherit; two only inherits it.
TEST_F(ScenarioParents, ThatInheritDoNotStandAgainstOneThatChanged) {
  write_scenario("root", "extends: baseline.yaml\nreforms:\n" + reform("r", "to: 0.5, from: 2025") +
                             reform("s", "add: 0.1, from: 2025"));
  write_scenario("one", "extends: root.yaml\nremove: [s]\nreforms:\n  - {id: r, to: 0.7}\n");
  write_scenario("two", "extends: root.yaml\n");
  for (const char* order : {"[one.yaml, two.yaml]", "[two.yaml, one.yaml]"}) {
    SCOPED_TRACE(order);
    write_scenario("both", std::string("extends: ") + order + "\n");
    const Scenario scenario = load("both.yaml").value();
    ASSERT_EQ(scenario.reforms.size(), 1U);
    EXPECT_EQ(scenario.reforms[0].change.value, 0.7);
  }
}

TEST_F(ScenarioParents, ThatRemoveAndChangeOneItemDisagree) {
  write_scenario("root", "extends: baseline.yaml\nreforms:\n" + reform("r", "to: 0.5, from: 2025"));
  write_scenario("one", "extends: root.yaml\nremove: [r]\n");
  write_scenario("two", "extends: root.yaml\nreforms:\n  - {id: r, to: 0.7}\n");
  for (const char* order : {"[one.yaml, two.yaml]", "[two.yaml, one.yaml]"}) {
    SCOPED_TRACE(order);
    write_scenario("both", std::string("extends: ") + order + "\n");
    EXPECT_THAT(told_of("both.yaml"), ElementsAre("two.yaml:6 extends.conflict_removed {id: r, to: 0.7}"));
    write_scenario("both", std::string("extends: ") + order + "\nremove: [r]\n");
    EXPECT_TRUE(load("both.yaml"));
  }
}

TEST_F(ScenarioParents, InACircleAreToldWhole) {
  write_scenario("one", "extends: two.yaml\n");
  write_scenario("two", "extends: three.yaml\n");
  write_scenario("three", "extends: two.yaml\n");
  const auto outcome = load("one.yaml");
  EXPECT_THAT(told(outcome.diagnostics()), ElementsAre("three.yaml:4 extends.circle two.yaml"));
  EXPECT_THAT(render(outcome.diagnostics()[0], Language::english), HasSubstr("three.yaml → "));
  EXPECT_THAT(render(outcome.diagnostics()[0], Language::english), Not(HasSubstr("one.yaml → ")));
}

TEST_F(ScenarioParents, AreLimitedInNumberAndDepth) {
  std::string names;
  for (int i = 0; i < 17; ++i) {
    write_scenario("p" + std::to_string(i), "");
    names += (i == 0 ? "p" : ", p") + std::to_string(i) + ".yaml";
  }
  write_scenario("many", "extends: [" + names + "]\n");
  EXPECT_THAT(told_of("many.yaml"), ElementsAre("many.yaml:4 extends.too_many [" + names + "]"));
  write_scenario("l0", "extends: baseline.yaml\n");
  for (int i = 1; i < 9; ++i) write_scenario("l" + std::to_string(i), "extends: l" + std::to_string(i - 1) + ".yaml\n");
  EXPECT_TRUE(load("l7.yaml"));
  EXPECT_THAT(told_of("l8.yaml"), ElementsAre("l0.yaml:4 extends.too_deep baseline.yaml"));
}

TEST_F(ScenarioParents, MayLieBelowTheFolderAndNameFilesFromTheirOwn) {
  write("city/data/counties.csv", testing::toy_counties);
  std::string text(testing::toy_baseline);
  text.replace(text.find("model.yaml"), 10, "../model.yaml");
  for (std::size_t at = 0; (at = text.find("counties.csv", at)) != std::string::npos; at += 17) {
    text.replace(at, 12, "data/counties.csv");
  }
  write("city/baseline.yaml", text);
  write("plan.yaml", "scenario: 1\nid: plan\ntitle: {zh: 方案, en: Plan}\nextends: city/baseline.yaml\n");
  const Scenario scenario = load("plan.yaml").value();
  EXPECT_THAT(scenario.resolved, HasSubstr("\"file\":\"city/data/counties.csv\""));
  EXPECT_EQ(scenario.sources.size(), 3U);
  // Asked for itself, its folder is the border.
  EXPECT_THAT(told_of("city/baseline.yaml"), ElementsAre("baseline.yaml:4 path.leaves ../model.yaml"));
}

TEST_F(ScenarioParents, CannotBeReachedThroughALinkOutOfTheFolder) {
  write("inside/plan.yaml", "scenario: 1\nid: plan\ntitle: {zh: 方案, en: Plan}\nextends: link.yaml\n");
  std::filesystem::create_symlink("../baseline.yaml", path("inside/link.yaml"));
  EXPECT_THAT(told_of("inside/plan.yaml"), ElementsAre("plan.yaml:4 path.leaves link.yaml"));
}

TEST_F(ScenarioParents, AreWrittenOutWholeInTheResolvedScenario) {
  write_scenario("one", "extends: baseline.yaml\nreforms:\n" + reform("r", "to: 0.50, from: 2025") +
                            reform("q", "add: 1 %, from: 2025"));
  EXPECT_THAT(load("one.yaml").value().resolved,
              HasSubstr(R"("reforms":[{"add":"1 %","from":2025,"id":"q","set":"reform_target","title":{"en":"Reform",)"
                        R"("zh":"改革"},"where":"all"},{"from":2025,"id":"r",)"));
  EXPECT_THAT(load("one.yaml").value().resolved, HasSubstr(R"("to":0.5,)"));
}

TEST_F(ScenarioParents, FirstAncestorIsTheEndOfTheChainOfFirstParents) {
  write_scenario("middle", "extends: baseline.yaml\n");
  write_scenario("other", "outputs: {variables: [people]}\n");
  write_scenario("plan", "extends: [middle.yaml, other.yaml]\n");
  EXPECT_EQ(load("plan.yaml").value().ancestor, path("baseline.yaml"));
  write_scenario("plan", "extends: [middle.yaml, other.yaml]\noutputs: {compare_with: middle}\n");
  EXPECT_EQ(load("plan.yaml").value().ancestor, path("middle.yaml"));
  EXPECT_EQ(load("baseline.yaml").value().ancestor, "");
}

TEST_F(ScenarioParents, AreShownBesideAndShareTheModel) {
  write_scenario("one", "extends: baseline.yaml\n");
  write_scenario("two", "extends: baseline.yaml\ntime: {stop: 2030}\n");
  const ScenarioSet set = load_scenarios({path("one.yaml"), path("two.yaml")}).value();
  ASSERT_EQ(set.scenarios.size(), 3U);
  EXPECT_EQ(set.asked, 2);
  EXPECT_THAT(set.ancestor, ElementsAre(2, 2, -1));
  EXPECT_EQ(set.scenarios[2].id, "baseline");
  EXPECT_EQ(set.scenarios[0].model, set.scenarios[2].model);
  EXPECT_NE(set.scenarios[1].model, set.scenarios[2].model);
  EXPECT_EQ(set.scenarios[1].model->time.stop(), 2030);

  const ScenarioSet asked = load_scenarios({path("one.yaml"), path("baseline.yaml")}).value();
  EXPECT_EQ(asked.scenarios.size(), 2U);
  EXPECT_THAT(asked.ancestor, ElementsAre(1, -1));
  EXPECT_EQ(load_scenarios({path("one.yaml")}, {}, true).value().scenarios.size(), 1U);
}

// The size of one design says nothing about another.
TEST_F(ScenarioParents, LoseTheSizeOfADesignThatAFileReplaces) {
  write_scenario("one",
                 "extends: baseline.yaml\n"
                 "uncertainties: [{id: u, set: growth, dist: uniform, unit: 1/year, min: 0, max: 0.1}]\n"
                 "targets: [{id: t, want: growth > 0, by: 2030}]\n"
                 "ensemble: {design: sobol, members: 64, seed: 5}\n"
                 "analysis: {sensitivity: {method: sobol, of: \"residents@2035\", points: 8}}\n");
  write_scenario("two",
                 "extends: one.yaml\nensemble: {design: grid, levels: 3}\n"
                 "analysis: {sensitivity: {method: morris}}\n");
  const Scenario scenario = load("two.yaml").value();
  EXPECT_EQ(scenario.ensemble->kind, Design::Kind::grid);
  EXPECT_EQ(scenario.ensemble->members, 3);
  EXPECT_EQ(scenario.ensemble->seed, 5U);
  EXPECT_EQ(scenario.sensitivity->base, 0);
  // The same design keeps it.
  write_scenario("three", "extends: one.yaml\nensemble: {design: sobol, seed: 6}\n");
  EXPECT_EQ(load("three.yaml").value().ensemble->members, 64);
}

TEST_F(ScenarioParents, MistakesAreToldOnceForAllThatInheritThem) {
  write("baseline.yaml", std::string(testing::toy_baseline) + "outputs: {variables: [nothing]}\n");
  write_scenario("one", "extends: baseline.yaml\n");
  write_scenario("two", "extends: baseline.yaml\n");
  const auto outcome = load_scenarios({path("one.yaml"), path("two.yaml"), path("baseline.yaml")});
  EXPECT_FALSE(outcome);
  EXPECT_THAT(told(outcome.diagnostics()), ElementsAre("baseline.yaml:16 outputs.unknown_variable nothing"));
}

}  // namespace
}  // namespace ronghe
