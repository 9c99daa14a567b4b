// Faulty scenarios: what is told, at which line, of which text. The first line of a case is line 5 of the plan.
#include "scenario/toy.hpp"

namespace ronghe {
namespace {

using ::testing::ElementsAreArray;

struct Case {
  std::string text;
  std::vector<std::string> told;
};

class ScenarioMistakes : public testing::Toy {
 protected:
  void expect(const std::vector<Case>& cases, const std::string& before = "", const std::string& after = "") {
    for (const auto& [text, expected] : cases) {
      SCOPED_TRACE(text);
      const auto outcome = load_plan(fmt::format("{}{}{}", before, text, after));
      EXPECT_FALSE(outcome);
      EXPECT_THAT(told(outcome.diagnostics()), ElementsAreArray(expected));
    }
  }
};

TEST_F(ScenarioMistakes, OfTheHead) {
  const std::vector<Case> cases = {
      {"scenario: 2\nid: a\ntitle: {zh: 甲, en: A}\nextends: baseline.yaml\n", {"plan.yaml:1 scenario.bad_version 2"}},
      {"scenario: 1\nid: 方案\ntitle: {zh: 甲, en: A}\nextends: baseline.yaml\n", {"plan.yaml:2 scenario.bad_id 方案"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲}\nextends: baseline.yaml\n", {"plan.yaml:3 scenario.key_missing title"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲, en: ''}\nextends: baseline.yaml\n", {"plan.yaml:3 scenario.empty en"}},
      {"scenario: 1\nid: a\nextends: baseline.yaml\n", {"plan.yaml:1 keys.missing scenario: 1"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲, en: A}\n", {"plan.yaml:2 scenario.key_missing a"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲, en: A}\nextends: /a.yaml\n", {"plan.yaml:4 path.absolute /a.yaml"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲, en: A}\nextends: ../a.yaml\n", {"plan.yaml:4 path.leaves ../a.yaml"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲, en: A}\nextends: base.yaml\n", {"plan.yaml:4 file.missing base.yaml"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲, en: A}\nextends: plan.yaml\n", {"plan.yaml:4 extends.circle plan.yaml"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲, en: A}\nextends: baseline.yaml\nmodel: m.yaml\n",
       {"plan.yaml:5 model.not_found m.yaml"}},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    write("plan.yaml", text);
    const auto outcome = load("plan.yaml");
    EXPECT_FALSE(outcome);
    EXPECT_THAT(told(outcome.diagnostics()), ElementsAreArray(expected));
  }
}

TEST_F(ScenarioMistakes, OfKeys) {
  expect({
      {"programs: [a]\n", {"plan.yaml:5 keys.unknown programs"}},
      {"reforms: 3\n", {"plan.yaml:5 keys.kind 3"}},
      {"shocks: [a]\n", {"plan.yaml:5 keys.not_a_mapping a"}},
      {"outputs: {write: [csv, pdf]}\n", {"plan.yaml:5 scenario.bad_word pdf"}},
      {"parameters: {}\n", {"plan.yaml:5 scenario.empty parameters"}},
      {"programmes: []\n", {"plan.yaml:5 scenario.empty programmes"}},
      {"remove: [{a: 1}]\n", {"plan.yaml:5 scenario.not_a_name {a: 1}"}},
      {"remove: [stat]\n", {"plan.yaml:5 scenario.remove_unknown stat"}},
      {"data:\n  inputs:\n    - {id: start, active: maybe}\n", {"plan.yaml:7 scenario.bad_word maybe"}},
      {"data:\n  inputs:\n    - {id: start, active: true}\n    - {id: start, active: true}\n",
       {"plan.yaml:8 scenario.id_twice start"}},
  });
}

// Whatever is left empty or turned into a list says nothing to the readers, and must not be passed over.
TEST_F(ScenarioMistakes, OfValuesThatAreLeftOut) {
  const std::string whole =
      "programmes:\n  - {id: p, title: {zh: 项目, en: P}, into: road_investment, where: {county: [恩施市, 利川市]},"
      " total: {unit: 亿元/year, between: linear, profile: {2025: 1, 2030: 0}},"
      " split: {恩施市: 30 %, 利川市: 70 %}, funding: {own_budget: 40 %, special_transfer: 60 %}}\n"
      "reforms:\n  - {id: r, title: {zh: 改革, en: R}, set: reform_target, where: {county: 恩施市}, to: 0.5, from: "
      "2025}\n"
      "parameters:\n  birth_rate: {to: {urban: 0.01 1/year, rural: 0.02 1/year}, where: {area: all}}\n"
      "uncertainties:\n  - {id: u, set: reform_target, dist: uniform, min: 0.1, max: 0.2, across: {county: shared}}\n";
  ASSERT_TRUE(load_plan(whole));
  for (const char* value : {"1", "0}", "30 %", "70 %", "40 %", "60 %", "0.5", "2025", "0.01 1/year", "0.02 1/year",
                            "all", "shared", "0.1", "[恩施市, 利川市]", "road_investment", "亿元/year"}) {
    for (const char* nothing : {"", "~", "null", "{}", "[[]]"}) {
      const std::string written = std::string(": ") + value;
      std::string text = whole;
      const std::size_t at = text.find(written);
      ASSERT_NE(at, std::string::npos) << value;
      const std::size_t size = written.size() - (written.back() == '}' ? 1 : 0);
      text.replace(at, size, std::string(": ") + nothing);
      SCOPED_TRACE(text);
      EXPECT_FALSE(load_plan(text));
    }
  }
  const std::string p = "plan.yaml:6 ";
  expect(
      {
          {"{2025: 1, 2027: , 2030: 0}}", {p + "scenario.no_value 2027"}},
          {"{2025: 1, 2027: ~, 2030: 0}}, funding: {own_budget: null}",
           {p + "scenario.no_value 2027", p + "scenario.no_value own_budget"}},
          {"{2025: 1, 2030: 0}}, funding: {own_budget: [100 %]}", {p + "keys.kind [100 %]"}},
      },
      "programmes:\n  - {id: p, title: {zh: 项目, en: P}, into: relief, each: {unit: 亿元/year, between: step, "
      "profile: ",
      "}\n");
}

TEST_F(ScenarioMistakes, OfAnIdThatAParentHas) {
  write("plan.yaml", "scenario: 1\nid: baseline\ntitle: {zh: 方案, en: Plan}\nextends: [baseline.yaml]\n");
  EXPECT_THAT(told(load("plan.yaml").diagnostics()), ElementsAreArray({"plan.yaml:2 extends.same_id baseline"}));
}

TEST_F(ScenarioMistakes, OfCodesThatASpreadsheetMadeNumbers) {
  write("floats.csv", "code,name\n422801.0,a\n4.2E5,b\n0422,c\n422801A,d\n合计,e\n");
  write("plan.yaml",
        "scenario: 1\nid: a\ntitle: {zh: 甲, en: A}\nmodel: model.yaml\ndata: {counties: {file: floats.csv, id: "
        "code}}\n");
  EXPECT_THAT(told(load("plan.yaml").diagnostics()),
              ElementsAreArray({"floats.csv:2 data.code_as_number 422801.0", "floats.csv:3 data.code_as_number 4.2E5",
                                "floats.csv:6 data.total_row 合计"}));
}

// What is read without a mistake and hardly meant.
TEST_F(ScenarioMistakes, OfWhichOneIsOnlyWarned) {
  const std::string reform = "reforms:\n  - {id: r, title: {zh: 改革, en: R}, set: reform_target, where: all, ";
  const std::vector<Case> cases = {
      {"time: {start: 2024}\n", {"plan.yaml:5 time.start_changed 2024"}},
      {"time: {start: 2023}\n", {}},
      {reform + "to: 10 %, from: 2025}\n", {"plan.yaml:6 reform.already_there 10 %"}},
      {reform +
           "to: 10 %, from: 2025}\n  - {id: s, title: {zh: 改革, en: S}, set: reform_target, where: all, multiply: 2,"
           " from: 2025}\n",
       {}},
      {reform + "to: 20 %, from: 2033, path: ramp 4 years}\n", {"plan.yaml:6 reform.unfinished r"}},
      {reform + "to: 20 %, from: 2031, path: ramp 4 years}\n", {}},
      {reform + "to: 20 %, from: 2025, until: 2027, then: hold, path: s-curve 4 years}\n",
       {"plan.yaml:6 reform.unfinished r"}},
  };
  EXPECT_THAT(told(load_plan("time: {start: 2024}\n").diagnostics()),
              ElementsAreArray({"plan.yaml:5 time.start_changed 2024"}))
      << "the parent starts when the model does";
  write("baseline.yaml", std::string(testing::toy_baseline) + "time: {start: 2023}\n");
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    const auto outcome = load_plan(text);
    EXPECT_TRUE(outcome);
    EXPECT_THAT(told(outcome.diagnostics()), ElementsAreArray(expected));
  }
}

TEST_F(ScenarioMistakes, OfConditionsThatAreHardlyMeant) {
  std::string model(testing::toy_model);
  model.insert(
      model.find("money:\n"),
      "  gap: {over: [county], unit: 1, equation: 1 - reform_target, indicator: {better: lower, format: percent}}\n");
  write("model.yaml", model);
  const std::vector<Case> cases = {
      {"gap <= 25", {"plan.yaml:6 condition.percent 25"}},
      {"-25 <= gap and gap <= 0.5", {"plan.yaml:6 condition.percent -25 "}},
      {"gap <= 25 %", {}},
      {"gap <= 0.25", {}},
      {"gap = 25 %", {"plan.yaml:6 condition.equality gap = 25 %"}},
      {"gap = 0", {}},
      {"residents >= 25 万人", {}},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    const auto outcome = load_plan("targets:\n  - {id: t, want: " + text + ", where: all, by: 2030}\n");
    ASSERT_TRUE(outcome);
    EXPECT_THAT(told(outcome.diagnostics()), ElementsAreArray(expected));
    EXPECT_EQ(outcome.value().targets.at(0).condition.percent, text.find("and") == std::string::npos && text[0] == 'g');
  }
}

TEST_F(ScenarioMistakes, OfReforms) {
  const std::string r = "plan.yaml:6 ";
  expect(
      {
          {"set: reform_targt, where: all, to: 0.5, from: 2025", {r + "scenario.unknown_input reform_targt"}},
          {"set: residents, where: all, to: 0.5, from: 2025", {r + "scenario.computed residents"}},
          {"set: wage, to: 6 万元/人/year, from: 2025", {r + "reform.constant wage"}},
          {"set: reform_target, to: 0.5, from: 2025", {r + "place.missing r"}},
          {"set: reform_target, where: {area: rural}, to: 0.5, from: 2025", {r + "place.no_such_dimension area"}},
          {"set: reform_target, where: {county: 恩市}, to: 0.5, from: 2025", {r + "place.unknown 恩市"}},
          {"set: reform_target, where: {county: [恩施市, 422801]}, to: 0.5, from: 2025", {r + "place.twice 422801"}},
          {"set: reform_target, where: {county: {group: 平原}}, to: 0.5, from: 2025", {r + "place.unknown_group 平原"}},
          {"set: reform_target, where: {county: {name: a}}, to: 0.5, from: 2025", {r + "place.malformed {name: a}"}},
          {"set: reform_target, where: 恩施市, to: 0.5, from: 2025", {r + "place.not_a_map 恩施市"}},
          {"set: people_at_start, where: {county: all}, to: 1 万人, from: 2025", {r + "place.unsaid {county: all}"}},
          {"set: reform_target, where: all, to: 0.5, add: 1, from: 2025", {r + "scenario.only_one add"}},
          {"set: reform_target, where: all, from: 2025", {r + "scenario.one_needed r"}},
          {"set: reform_target, where: all, to: 0.5", {r + "scenario.key_missing r"}},
          {"set: reform_target, where: all, to: 1.5, from: 2025", {r + "scenario.out_of_range 1.5"}},
          {"set: reform_target, where: all, add: 0.95, from: 2025", {r + "scenario.out_of_range_together r"}},
          {"set: reform_target, where: all, to: half, from: 2025", {r + "quantity.malformed half"}},
          {"set: reform_target, where: all, to: 0.5 year, from: 2025", {r + "quantity.unit_mismatch 0.5 year"}},
          {"set: reform_target, where: all, to: 50 pct, from: 2025", {r + "units.unknown 50 pct"}},
          {"set: growth, to: 0.05, from: 2025", {r + "quantity.unit_needed 0.05"}},
          {"set: reform_target, where: all, to: 0.5, from: 2022", {r + "date.outside 2022"}},
          {"set: reform_target, where: all, to: 0.5, from: 2036", {r + "date.outside 2036"}},
          {"set: reform_target, where: all, to: 0.5, from: 2025.1", {r + "date.off_grid 2025.1"}},
          {"set: reform_target, where: all, to: 0.5, from: 2025-02", {r + "date.off_grid 2025-02"}},
          {"set: reform_target, where: all, to: 0.5, from: soon", {r + "date.malformed soon"}},
          {"set: reform_target, where: all, to: 0.5, from: 2025, until: 2030", {r + "reform.then_missing until"}},
          {"set: reform_target, where: all, to: 0.5, from: 2025, then: hold", {r + "reform.then_alone then"}},
          {"set: reform_target, where: all, to: 0.5, from: 2025, until: 2030, then: holds",
           {r + "scenario.bad_word holds"}},
          {"set: reform_target, where: all, to: 0.5, from: 2025, until: 2025, then: hold",
           {r + "reform.ends_before 2025"}},
          {"set: reform_target, where: all, to: 0.5, from: 2025, path: ram 4 years",
           {r + "reform.bad_path ram 4 years"}},
          {"set: reform_target, where: all, to: 0.5, from: 2025, path: ramp 4", {r + "quantity.unit_needed ramp 4"}},
          {"set: reform_target, where: all, to: 0.5, from: 2025, path: ramp -4 years",
           {r + "duration.malformed ramp -4 years"}},
          {"set: reform_target, where: all, to: 0.5, from: 2025, path: ramp 1 month",
           {r + "duration.off_grid ramp 1 month"}},
          {"set: reform_target, where: all, to: 0.5, from: 2025, path: ramp 4 人",
           {r + "quantity.unit_mismatch ramp 4 人"}},
      },
      "reforms:\n  - {id: r, title: {zh: 改革, en: Reform}, ", "}\n");
}

TEST_F(ScenarioMistakes, OfReformsThatMeet) {
  const std::string first =
      "reforms:\n  - {id: b, title: {zh: 乙, en: B}, set: reform_target, where: all, to: 0.5, from: 2025";
  const std::string second = "}\n  - {id: a, title: {zh: 甲, en: A}, set: reform_target, where: {county: 利川市}, ";
  expect({
      {first + second + "to: 0.2, from: 2030}\n", {"plan.yaml:6 reform.two_to b"}},
      {first + ", until: 2030, then: hold" + second + "to: 0.2, from: 2031}\n", {"plan.yaml:6 reform.two_to b"}},
  });
  EXPECT_TRUE(load_plan(first + ", until: 2030, then: baseline" + second + "to: 0.2, from: 2030}\n"));
  EXPECT_TRUE(load_plan(first + second + "to: 0.2, from: 2030, active: false}\n"));
  EXPECT_TRUE(load_plan(first + second + "multiply: 0.5, from: 2030}\n"));
}

TEST_F(ScenarioMistakes, OfProgrammes) {
  const std::string p = "plan.yaml:6 ";
  const std::string roads = "into: road_investment, where: all, ";
  const std::string each = "each: {unit: 亿元/year, between: linear, profile: {2025: 1, 2030: 0}}";
  const std::string total = "total: {unit: 亿元/year, between: linear, profile: {2025: 1, 2030: 0}}";
  const std::string services = "into: service_investment, " + total + ", ";
  expect(
      {
          {"into: road_investmnt, where: all, " + each, {p + "programme.not_money road_investmnt"}},
          {"into: growth, " + each, {p + "programme.not_money growth"}},
          {roads + "source: none", {p + "scenario.one_needed p"}},
          {roads + each + ", " + total, {p + "scenario.only_one total"}},
          {roads + "each: {unit: 亿元/year, profile: {2025: 1, 2026: 0}}", {p + "scenario.key_missing each"}},
          {roads + "each: {unit: 亿元, between: step, profile: {2025: 0}}", {p + "quantity.unit_mismatch 亿元"}},
          {roads + "each: {between: step, profile: {2025: 1, 2026: 0}}", {p + "quantity.unit_needed 1"}},
          {roads + "each: {between: step, profile: {2025: 1 亿元/year, 2030: 2 亿元/year}}",
           {p + "programme.open_end 2 亿元/year"}},
          {roads + "each: {between: step, profile: {2025: 1 亿元/year, 2025.0: 0}}",
           {p + "programme.date_twice 2025.0"}},
          {roads + "each: {between: step, profile: {2020: 1 亿元/year, 2040: 0}}",
           {p + "date.outside 2020", p + "date.outside 2040"}},
          {roads + "each: {between: step, profile: {2025: -1 亿元/year, 2040: 0}}",
           {p + "programme.negative -1 亿元/year", p + "date.outside 2040"}},
          {roads + "each: {between: lines, profile: {2025: 1 亿元/year, 2030: 0}}", {p + "scenario.bad_word lines"}},
          {"into: service_investment, where: all, each: {between: step, profile: {2025: 60 亿元/year, 2030: 0}}",
           {p + "scenario.out_of_range 60 亿元/year"}},
          {roads + total, {p + "split.needed total"}},
          {roads + each + ", split: equal", {p + "split.with_each split"}},
          {roads + total + ", split: alike", {p + "split.malformed alike"}},
          {roads + total + ", split: {恩施市: 50 %}", {p + "split.missing {恩施市: 50 %}"}},
          {roads + total + ", split: {恩施市: 50 %, 利川市: 40 %, 建始县: 20 %}",
           {p + "split.sum {恩施市: 50 %, 利川市: 40 %, 建始县: 20 %}"}},
          {roads + total + ", split: {恩施市: 100 %, others: equal}", {p + "split.nothing_left others"}},
          {roads + total + ", split: {恩施市: 10 %, others: 90 %}", {p + "split.others 90 %"}},
          {roads + total + ", split: {恩施市: 10 %, 422801: 10 %, others: equal}", {p + "place.twice 422801"}},
          {roads + total + ", split: {恩施市: -10 %, others: equal}", {p + "share.negative -10 %"}},
          {"into: road_investment, where: {county: [恩施市, 利川市]}, " + total +
               ", split: {建始县: 10 %, others: equal}",
           {p + "place.not_addressed 建始县"}},
          {services + "where: {county: all, area: all, service: health}, split: {恩施市: 10 %, others: equal}",
           {p + "split.dimensions split"}},
          {services + "where: {county: all, area: all, service: health}, split: {county: equal}",
           {p + "split.dimension_missing {county: equal}"}},
          {roads + each + ", funding: {own_budget: 60 %, special_transfer: 50 %}", {p + "funding.sum funding"}},
          {roads + each + ", funding: {own_budgt: 100 %}", {p + "funding.unknown_source own_budgt"}},
          {"into: relief, " + each + ", funding: {special_transfer: 100 %}", {p + "funding.no_place special_transfer"}},
          {roads + each + ", prices: current", {p + "prices.no_deflator current"}},
      },
      "programmes:\n  - {id: p, title: {zh: 项目, en: Programme}, ", "}\n");
}

TEST_F(ScenarioMistakes, OfParameters) {
  const std::string p = "plan.yaml:6 ";
  expect(
      {
          {"wag: {to: 6 万元/人/year}", {p + "scenario.unknown_input wag"}},
          {"births: {to: 6 万人/year}", {p + "scenario.computed births"}},
          {"wage: {to: 6}", {p + "quantity.unit_needed 6"}},
          {"wage: {source: none}", {p + "scenario.one_needed wage"}},
          {"wage: {to: {urban: 6 万元/人/year}}", {p + "parameter.no_dimension {urban: 6 万元/人/year}"}},
          {"wage: 6", {p + "keys.kind 6"}},
          {"birth_rate: {to: 20 %/year}", {p + "scenario.out_of_range 20 %/year"}},
          {"birth_rate: {to: {urbn: 0.01 1/year, rural: 0.01 1/year}}", {p + "place.unknown urbn"}},
          {"birth_rate: {to: {urban: 0.01 1/year, 城镇: 0.01 1/year}}", {p + "place.twice 城镇"}},
          {"birth_rate: {to: {urban: 0.01 1/year}, where: {area: rural}}", {p + "place.not_addressed urban"}},
          {"birth_rate: {to: {urban: 0.01 1/year, rural: 0 1/year, others: 0}}", {p + "parameter.no_others others"}},
          {"service_investment: {to: {others: 1 亿元/year}}", {p + "parameter.which_dimension {others: 1 亿元/year}"}},
      },
      "parameters:\n  ", "\n");
}

TEST_F(ScenarioMistakes, OfOutputs) {
  expect({
      {"outputs: {variables: [residnts]}\n", {"plan.yaml:5 outputs.unknown_variable residnts"}},
      {"outputs: {variables: [people, people]}\n", {"plan.yaml:5 outputs.twice people"}},
      {"outputs: {every: 1/2 year}\n", {"plan.yaml:5 outputs.not_saved 1/2 year"}},
      {"outputs: {compare_with: basline}\n", {"plan.yaml:5 outputs.unknown_ancestor basline"}},
  });
}

TEST_F(ScenarioMistakes, OfTheElements) {
  const std::string head = "scenario: 1\nid: plan\ntitle: {zh: 甲, en: A}\nmodel: model.yaml\ndata:\n  ";
  const std::vector<Case> cases = {
      {"counties: {file: counties.csv, id: cod}\n", {"plan.yaml:6 data.unknown_column cod"}},
      {"counties: {file: county.csv, id: code}\n", {"plan.yaml:6 file.missing county.csv"}},
      {"counties: {file: double.csv, id: code}\n", {"double.csv:3 data.id_twice 422801"}},
      {"counties: {file: double.csv, id: name}\n", {"double.csv:2 data.no_id ", "double.csv:3 data.bad_id 恩\u200b施"}},
      {"counties: {file: double.csv, id: row, groups: [a, b]}\n", {"double.csv:2 data.group_twice x"}},
      {"counties: {id: code}\n", {"plan.yaml:6 scenario.key_missing counties"}},
  };
  write("double.csv", "code,name,row,a,b\n422801,,1,x,x\n422801,恩\u200b施,2,y,z\n");
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    write("plan.yaml", head + text);
    const auto outcome = load("plan.yaml");
    EXPECT_FALSE(outcome);
    EXPECT_THAT(told(outcome.diagnostics()), ElementsAreArray(expected));
  }
}

TEST_F(ScenarioMistakes, OfTables) {
  write("table.csv",
        "county,area,year,people,output,money\n"
        "422801,urban,1,10,1,1\n恩施市,rural,1,-20,1,1\n利川市,urban,1,,1,1\n422802,rural,1,\"1,000\",1,1\n"
        "422822,Towns,1,十,1,1\n422822,乡村,1,1,1,1\n");
  write("few.csv", "code,output\n422801,1\n");
  write("more.csv", "code,output\n422801,1\n422802,1\n422822,1\n422823,1\n422801,2\n");
  const std::string people = "file: table.csv, by: [county, area], columns: ";
  const std::string t = "plan.yaml:7 ";
  expect(
      {
          {people + "{people: {into: people_at_start, unit: 万人}}", {"table.csv:2 data.value_twice 10"}},
          {people + "{peple: {into: people_at_start, unit: 万人}}", {t + "data.unknown_column peple"}},
          {people + "{people: {into: people, unit: 万人}}", {t + "scenario.computed people"}},
          {people + "{people: {into: \"people_at_start[urban]\", unit: 万人}}", {t + "target.no_such_element urban"}},
          {people + "{money: {into: output_at_start, unit: 亿元/year}}",
           {t + "data.no_such_dimension output_at_start"}},
          {people + "{money: {into: service_investment, unit: 亿元/year}}",
           {t + "data.element_needed service_investment"}},
          {people + "{money: {into: \"service_investment[health, education]\", unit: 亿元/year}}",
           {t + "place.twice education"}},
          {people + "{money: {into: \"service_investment[health]\"}}", {t + "data.unit_missing money"}},
          {people + "{money: {into: \"service_investment[health]\", unit: 亿元}}", {t + "quantity.unit_mismatch 亿元"}},
          {people + "{money: {into: \"1 + 1\", unit: 亿元/year}}", {t + "target.malformed \"1 + 1\""}},
          {"file: table.csv, by: [county, aera], columns: {money: {into: growth}}",
           {t + "data.unknown_dimension aera"}},
          {"file: table.csv, by: [county, county], columns: {money: {into: growth}}", {t + "data.by_twice county"}},
          {"file: table.csv, by: service, columns: {money: {into: growth}}", {t + "data.no_place_column service"}},
          {"file: few.csv, by: county, columns: {output: {into: road_investment, unit: 亿元/year}}",
           {"few.csv:1 data.missing_row code"}},
          {"file: more.csv, by: county, columns: {output: {into: road_investment, unit: 亿元/year}}",
           {"more.csv:5 place.unknown 422823", "more.csv:6 data.row_twice 422801"}},
          {"file: counties.csv, by: county, prices: current, columns: {gdp: {into: road_investment, unit: 亿元/year}}",
           {t + "data.year_needed current"}},
          {"file: counties.csv, by: county, year: 2020, columns: {gdp: {into: road_investment, unit: 亿元/year}}",
           {t + "data.year_unused 2020"}},
          {"file: counties.csv, by: county, prices: current, year: 2020, columns: {gdp: {into: road_investment, unit: "
           "亿元/year}}",
           {t + "prices.no_deflator current"}},
      },
      "data:\n  inputs:\n    - {id: table, ", "}\n");
}

TEST_F(ScenarioMistakes, OfFiguresAreToldInTheTable) {
  write("table.csv",
        "county,area,people\n"
        "422801,urban,10\n恩施市,rural,-20\n利川市,urban,\n422802,rural,\"1,000\"\n422822,Towns,十\n422822,乡村,1\n");
  expect(
      {{"remove: [start]\ndata:\n  inputs:\n    - {id: p, file: table.csv, by: [county, area],"
        " columns: {people: {into: people_at_start, unit: 万人}}}\n",
        {"table.csv:3 scenario.out_of_range -20", "table.csv:4 data.missing_number ",
         "table.csv:5 data.not_a_number \"1,000\"", "table.csv:6 data.not_a_number 十"}}});
}

TEST_F(ScenarioMistakes, OfFiguresThatNobodyGivesAreToldOncePerInput) {
  expect({
      {"remove: [start]\n", {"baseline.yaml:6 data.missing data", "baseline.yaml:6 data.missing data"}},
      {"remove: [start]\nparameters:\n  people_at_start: {to: 1 万人}\n", {"baseline.yaml:6 data.missing data"}},
  });
}

TEST_F(ScenarioMistakes, OfPrices) {
  write("prices.csv", "year,index,bad\n2023,100,1\n2024,102,-1\n");
  const std::string current =
      "programmes:\n  - {id: p, title: {zh: 项目, en: P}, into: relief, prices: current,"
      " each: {unit: 亿元/year, between: step, profile: {2024: 1, 2026: 0}}}\n";
  expect({
      {"prices: {base: last}\n", {"plan.yaml:5 prices.bad_year last"}},
      {"prices: {money: current}\n", {"plan.yaml:5 scenario.bad_word current"}},
      {"prices: {deflator: {file: prices.csv, column: indx}}\n", {"plan.yaml:5 data.unknown_column indx"}},
      {"prices: {deflator: {file: counties.csv, column: gdp}}\n", {"plan.yaml:5 data.unknown_column counties.csv"}},
      {"prices: {deflator: {file: prices.csv, column: bad}}\n", {"prices.csv:3 prices.bad_level -1"}},
      {"prices: {deflator: {file: prices.csv, column: index}}\n" + current,
       {"plan.yaml:7 prices.year_missing current"}},
      {"prices: {base: 2020, deflator: {file: prices.csv, column: index}}\n" + current,
       {"plan.yaml:5 prices.base_changed 2020", "plan.yaml:7 prices.year_missing current"}},
      {"prices: {base: 2020}\n", {"plan.yaml:5 prices.base_changed 2020"}},
  });
  write("prices.csv", "year,index\n2023,100\n2023,102\n2023.5,103\n");
  expect({{"prices: {deflator: {file: prices.csv, column: index}}\n",
           {"prices.csv:3 prices.year_twice 2023", "prices.csv:4 prices.bad_year 2023.5"}}});
}

TEST_F(ScenarioMistakes, OfAModelWithMoneyAndNoPrices) {
  write("plan.yaml", std::string(toy_baseline_without("prices")));
  const auto outcome = load("plan.yaml");
  EXPECT_THAT(told(outcome.diagnostics()), ElementsAreArray({"plan.yaml:2 prices.missing baseline"}));
}

TEST_F(ScenarioMistakes, OfTheCommandLineQuoteTheArgument) {
  const std::vector<Case> cases = {
      {"wage", {"--set:1 set.malformed wage"}},
      {"wag=6 万元/人/year", {"--set:1 scenario.unknown_input wag"}},
      {"wage=6", {"--set:1 quantity.unit_needed 6"}},
      {"birth_rate[urban]=20 %/year", {"--set:1 scenario.out_of_range 20 %/year"}},
      {"people=1 万人", {"--set:1 scenario.computed people"}},
      {"birth_rate[urbn]=1 %/year", {"--set:1 place.unknown urbn"}},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    const auto outcome = load("baseline.yaml", {.sets = {text}});
    EXPECT_FALSE(outcome);
    EXPECT_THAT(told(outcome.diagnostics()), ElementsAreArray(expected));
  }
}

TEST_F(ScenarioMistakes, AreAllToldAtOnce) {
  expect(
      {{"parameters: {wag: {to: 1}}\n"
        "reforms:\n"
        "  - {id: r, title: {zh: 改, en: R}, set: growth, to: 0.05, from: 2040}\n"
        "outputs: {variables: [nothing]}\n",
        {"plan.yaml:5 scenario.unknown_input wag", "plan.yaml:7 date.outside 2040",
         "plan.yaml:7 quantity.unit_needed 0.05", "plan.yaml:8 outputs.unknown_variable nothing"}}});
}

}  // namespace
}  // namespace ronghe
