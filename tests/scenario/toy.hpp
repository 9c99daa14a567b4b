// A city of three counties with a small model, in a folder of its own, for the tests of scenarios.
#pragma once

#include "ronghe/scenario.hpp"
#include "running/run_program.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe::testing {

inline constexpr std::string_view toy_model = R"(model: toy
title: {zh: 玩具, en: Toy}
time: {start: 2023, stop: 2035, step: 1/16 year, save: 1 year}
dimensions:
  county: {from: data}
  area: {elements: {urban: {zh: 城镇, en: Towns}, rural: {zh: 乡村, en: Villages}}}
  service: [education, health]
inputs:
  people_at_start: {over: [county, area], unit: 万人, range: [0, 1000]}
  output_at_start: {over: [county], unit: 亿元/year, range: [0, 10000]}
  service_investment: {over: [county, area, service], unit: 亿元/year, default: 0, range: [0, 50]}
  road_investment: {over: [county], unit: 亿元/year, default: 0}
  relief: {unit: 亿元/year, default: 0}
  special_transfer: {over: [county], unit: 亿元/year, default: 0, range: [0, 50]}
  reform_target: {over: [county], unit: 1, default: 0.1, range: [0, 1]}
  growth: {unit: 1/year, default: 0.02, range: [-0.2, 0.2]}
constants:
  birth_rate: {over: [area], unit: 1/year, value: {urban: 0.01, rural: 0.012}, range: [0, 0.1]}
  wage: {unit: 万元/人/year, value: 5}
stocks:
  people:
    over: [county, area]
    unit: 万人
    initial: people_at_start
    inflows: [births]
flows:
  births:
    over: [county, area]
    unit: 万人/year
    equation: people * (birth_rate + growth)
auxiliaries:
  residents:
    over: [county]
    unit: 万人
    equation: sum(people over area) * reform_target
    indicator: {better: higher, format: number}
  spending:
    over: [county]
    unit: 亿元/year
    equation: sum(service_investment over area, service) + road_investment + relief + special_transfer + output_at_start
money:
  inputs: [service_investment, road_investment, relief]
  sources:
    own_budget: {}
    special_transfer: {adds_to: special_transfer}
)";

inline constexpr std::string_view toy_counties = R"(code,name_zh,name_en,type,urban,rural,gdp
422801,恩施市,Enshi City,州府,50,30,400
422802,利川市,Lichuan City,山区县,30,40,200
422822,建始县,Jianshi,山区县,20,20,100
)";

inline constexpr std::string_view toy_baseline = R"(scenario: 1
id: baseline
title: {zh: 基准, en: Baseline}
model: model.yaml
prices: {base: 2023, money: constant}
data:
  counties: {file: counties.csv, id: code, label_zh: name_zh, label_en: name_en, groups: [type]}
  inputs:
    - id: start
      file: counties.csv
      by: county
      columns:
        urban: {into: "people_at_start[urban]", unit: 万人}
        rural: {into: "people_at_start[rural]", unit: 万人}
        gdp: {into: output_at_start, unit: 亿元/year}
)";

// The head of a scenario that differs from the baseline by what follows.
inline std::string plan(const std::string& rest) {
  return "scenario: 1\nid: plan\ntitle: {zh: 方案, en: Plan}\nextends: [baseline.yaml]\n" + rest;
}

class Toy : public ::testing::Test {
 protected:
  Toy() {
    write("model.yaml", toy_model);
    write("counties.csv", toy_counties);
    write("baseline.yaml", toy_baseline);
  }

  // The baseline without the line of one key.
  static std::string toy_baseline_without(std::string_view key) {
    std::string text(toy_baseline);
    const std::size_t begin = text.find("\n" + std::string(key) + ":") + 1;
    return text.erase(begin, text.find('\n', begin) + 1 - begin);
  }

  void write(const std::string& name, std::string_view text) { write_text(folder_.path() / name, text); }
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  Outcome<Scenario> load(const std::string& name, const ScenarioOptions& options = {}) const {
    return load_scenario(path(name), options);
  }
  Outcome<Scenario> load_plan(const std::string& rest, const ScenarioOptions& options = {}) {
    write("plan.yaml", plan(rest));
    return load("plan.yaml", options);
  }

  // What is told, and of which text: "plan.yaml:5 reform.constant wage".
  static std::vector<std::string> told(const std::vector<Diagnostic>& diagnostics) {
    std::vector<std::string> lines;
    for (const Diagnostic& diagnostic : diagnostics) {
      std::string line = diagnostic.code;
      if (diagnostic.span) {
        const Source& source = *diagnostic.span.source;
        const std::string_view text = diagnostic.span.text();
        line =
            fmt::format("{}:{} {} {}", std::filesystem::path(source.name()).filename().string(),
                        source.position(diagnostic.span.begin).line, diagnostic.code, text.substr(0, text.find('\n')));
      }
      lines.push_back(line);
      expect_complete(diagnostic);
    }
    return lines;
  }

  // Every message has words in both languages and leaves no place unfilled.
  static void expect_complete(const Diagnostic& diagnostic) {
    for (const Language language : {Language::english, Language::chinese}) {
      const std::string message = render(diagnostic, language);
      const std::string first = message.substr(0, message.find('\n'));
      EXPECT_NE(first.substr(first.size() - 2), ": ") << message;
      EXPECT_EQ(first.find('{'), std::string::npos) << message;
    }
  }

  const TemporaryFolder folder_;
};

}  // namespace ronghe::testing
