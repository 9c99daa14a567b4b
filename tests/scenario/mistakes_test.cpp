// Faulty scenarios: what is told, and at which line. Lines count from the head that `plan` writes: the first line of a
// case is line 5.
#include "scenario/toy.hpp"

namespace ronghe {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

class ScenarioMistakes : public testing::Toy {};

struct Case {
  const char* text;
  std::vector<std::string> told;
};

TEST_F(ScenarioMistakes, OfItsKeysAreToldAtTheirLine) {
  const Case cases[] = {
      {"programs: []\n", {"plan.yaml:5 keys.unknown"}},
      {"reforms:\n  - {id: r, titel: x}\n",
       {"plan.yaml:6 keys.unknown", "plan.yaml:6 scenario.key_missing", "plan.yaml:6 scenario.key_missing",
        "plan.yaml:6 scenario.key_missing", "plan.yaml:6 scenario.one_needed"}},
      {"shocks: []\n", {"plan.yaml:5 scenario.key_later"}},
      {"outputs: {write: [csv]}\n", {"plan.yaml:5 scenario.key_later"}},
      {"outputs:\n  variables: [sum of births by year]\n", {"plan.yaml:6 scenario.key_later"}},
      {"parameters: {}\n", {"plan.yaml:5 scenario.empty"}},
      {"programmes: []\n", {"plan.yaml:5 scenario.empty"}},
      {"remove: [{a: 1}]\n", {"plan.yaml:5 scenario.not_a_name"}},
      {"remove: [start, stat]\n", {"plan.yaml:5 scenario.remove_unknown"}},
      {"reforms: 3\n", {"plan.yaml:5 keys.kind"}},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    auto outcome = load_plan(text);
    EXPECT_FALSE(outcome);
    EXPECT_THAT(told(outcome.diagnostics()), ElementsAreArray(expected));
  }
}

TEST_F(ScenarioMistakes, OfTheHeadAreToldAtTheirLine) {
  const Case cases[] = {
      {"scenario: 2\nid: a\ntitle: {zh: 甲, en: A}\nextends: baseline.yaml\n", {"plan.yaml:1 scenario.bad_version"}},
      {"scenario: 1\nid: 方案\ntitle: {zh: 甲, en: A}\nextends: baseline.yaml\n", {"plan.yaml:2 scenario.bad_id"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲}\nextends: baseline.yaml\n", {"plan.yaml:3 scenario.key_missing"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲, en: ''}\nextends: baseline.yaml\n", {"plan.yaml:3 scenario.empty"}},
      {"scenario: 1\nid: a\nextends: baseline.yaml\n", {"plan.yaml:1 keys.missing"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲, en: A}\n", {"plan.yaml:2 scenario.key_missing"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲, en: A}\nextends: /etc/passwd\n", {"plan.yaml:4 path.absolute"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲, en: A}\nextends: ../a.yaml\n", {"plan.yaml:4 path.leaves"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲, en: A}\nextends: basline.yaml\n", {"plan.yaml:4 file.missing"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲, en: A}\nextends: plan.yaml\n", {"plan.yaml:4 extends.circle"}},
      {"scenario: 1\nid: a\ntitle: {zh: 甲, en: A}\nextends: baseline.yaml\nmodel: no-such-model.yaml\n",
       {"plan.yaml:5 file.missing"}},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    write("plan.yaml", text);
    auto outcome = load("plan.yaml");
    EXPECT_FALSE(outcome);
    EXPECT_THAT(told(outcome.diagnostics()), ElementsAreArray(expected));
  }
}

TEST_F(ScenarioMistakes, OfReformsAreToldAtTheirLine) {
  const std::string head = "reforms:\n  - id: r\n    title: {zh: 改革, en: Reform}\n";
  const Case cases[] = {
      {"    {set: reform_targt, where: all, to: 0.5, from: 2025}", {"plan.yaml:8 scenario.unknown_input"}},
      {"    {set: residents, where: all, to: 0.5, from: 2025}", {"plan.yaml:8 scenario.computed"}},
      {"    {set: wage, to: 6 万元/人/year, from: 2025}", {"plan.yaml:8 reform.constant"}},
      {"    {set: reform_target, to: 0.5, from: 2025}", {"plan.yaml:6 place.missing"}},
      {"    {set: reform_target, where: {}, to: 0.5, from: 2025}", {"plan.yaml:8 scenario.empty", "plan.yaml:8 place.unsaid"}},
      {"    {set: reform_target, where: {area: rural}, to: 0.5, from: 2025}", {"plan.yaml:8 place.no_such_dimension"}},
      {"    {set: reform_target, where: {county: 恩市}, to: 0.5, from: 2025}", {"plan.yaml:8 place.unknown"}},
      {"    {set: reform_target, where: {county: [恩施市, 422801]}, to: 0.5, from: 2025}", {"plan.yaml:8 place.twice"}},
      {"    {set: reform_target, where: {county: {group: 平原}}, to: 0.5, from: 2025}", {"plan.yaml:8 place.unknown_group"}},
      {"    {set: reform_target, where: {county: {name: a}}, to: 0.5, from: 2025}", {"plan.yaml:8 place.malformed"}},
      {"    {set: reform_target, where: 恩施市, to: 0.5, from: 2025}", {"plan.yaml:8 place.not_a_map"}},
      {"    {set: reform_target, where: all, to: 0.5, add: 1, from: 2025}", {"plan.yaml:8 scenario.only_one"}},
      {"    {set: reform_target, where: all, from: 2025}", {"plan.yaml:6 scenario.one_needed"}},
      {"    {set: reform_target, where: all, to: 0.5}", {"plan.yaml:6 scenario.key_missing"}},
      {"    {set: reform_target, where: all, to: 1.5, from: 2025}", {"plan.yaml:8 scenario.out_of_range"}},
      {"    {set: reform_target, where: all, add: 0.95, from: 2025}", {"plan.yaml:6 scenario.out_of_range_together"}},
      {"    {set: reform_target, where: all, to: half, from: 2025}", {"plan.yaml:8 quantity.malformed"}},
      {"    {set: reform_target, where: all, to: 0.5 year, from: 2025}", {"plan.yaml:8 quantity.unit_mismatch"}},
      {"    {set: reform_target, where: all, to: 50 pct, from: 2025}", {"plan.yaml:8 units.unknown"}},
      {"    {set: growth, to: 0.05, from: 2025}", {"plan.yaml:8 quantity.unit_needed"}},
      {"    {set: growth, where: {county: all}, to: 0.05 1/year, from: 2025}", {"plan.yaml:8 place.no_such_dimension"}},
      {"    {set: reform_target, where: all, to: 0.5, from: 2022}", {"plan.yaml:8 date.outside"}},
      {"    {set: reform_target, where: all, to: 0.5, from: 2036}", {"plan.yaml:8 date.outside"}},
      {"    {set: reform_target, where: all, to: 0.5, from: 2025.1}", {"plan.yaml:8 date.off_grid"}},
      {"    {set: reform_target, where: all, to: 0.5, from: 2025-02}", {"plan.yaml:8 date.off_grid"}},
      {"    {set: reform_target, where: all, to: 0.5, from: soon}", {"plan.yaml:8 date.malformed"}},
      {"    {set: reform_target, where: all, to: 0.5, from: 2025, until: 2030}", {"plan.yaml:8 reform.then_missing"}},
      {"    {set: reform_target, where: all, to: 0.5, from: 2025, then: hold}", {"plan.yaml:8 reform.then_alone"}},
      {"    {set: reform_target, where: all, to: 0.5, from: 2025, until: 2030, then: holds}", {"plan.yaml:8 scenario.bad_word"}},
      {"    {set: reform_target, where: all, to: 0.5, from: 2025, until: 2025, then: hold}", {"plan.yaml:8 reform.ends_before"}},
      {"    {set: reform_target, where: all, to: 0.5, from: 2025, path: ram 4 years}", {"plan.yaml:8 reform.bad_path"}},
      {"    {set: reform_target, where: all, to: 0.5, from: 2025, path: ramp 4}", {"plan.yaml:8 quantity.unit_needed"}},
      {"    {set: reform_target, where: all, to: 0.5, from: 2025, path: ramp -4 years}", {"plan.yaml:8 duration.malformed"}},
      {"    {set: reform_target, where: all, to: 0.5, from: 2025, path: ramp 1 month}", {"plan.yaml:8 duration.off_grid"}},
      {"    {set: reform_target, where: all, to: 0.5, from: 2025, path: ramp 4 人}", {"plan.yaml:8 quantity.unit_mismatch"}},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    // The braces are written on one line to keep the case short; YAML joins them as keys of the item.
    std::string keys(text);
    keys = "    " + keys.substr(5, keys.size() - 6);
    std::string block;
    int depth = 0;
    for (const char c : keys) {
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      block += c;
      if (c == ',' && depth == 0) block.back() = '\n', block += "   ";
    }
    auto outcome = load_plan(head + block + "\n");
    EXPECT_FALSE(outcome);
    std::vector<std::string> codes;
    std::vector<std::string> wanted;
    for (const std::string& line : told(outcome.diagnostics())) codes.push_back(line.substr(line.find(' ') + 1));
    for (const std::string& line : expected) wanted.push_back(line.substr(line.find(' ') + 1));
    EXPECT_THAT(codes, ElementsAreArray(wanted));
  }
}

}  // namespace
}  // namespace ronghe
