// Two counties that build schools: a model, a baseline and a plan, as files that a user would have.
#pragma once

#include "running/run_program.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ronghe::testing {

inline constexpr std::string_view school_model = R"(model: school
title: {zh: 学校, en: A school}
time: {start: 2020, stop: 2024, step: 1/4 year, save: 1 year}
dimensions:
  county: [east, west]
inputs:
  grant: {over: [county], unit: 亿元/year, default: 0}
constants:
  wear: {unit: 1/year, value: 0.1}
stocks:
  building:
    over: [county]
    unit: 亿元
    initial: 10 亿元
    inflows: [built]
    outflows: [worn]
    label: {zh: 校舍, en: Buildings}
    indicator: {better: higher, format: number}
flows:
  built: {over: [county], unit: 亿元/year, equation: grant}
  worn: {over: [county], unit: 亿元/year, equation: building * wear}
money:
  inputs: [grant]
  sources: {own_budget: {}}
checks:
  something_is_left: {must: "building >= 7 亿元", always: true}
)";

inline constexpr std::string_view school_baseline = R"(scenario: 1
id: baseline
title: {zh: 基准情景, en: Baseline}
model: model.yaml
prices: {base: 2020, money: constant}
)";

inline constexpr std::string_view school_plan = R"(scenario: 1
id: plan
title: {zh: 方案, en: Plan}
extends: [baseline.yaml]
programmes:
  - id: new-rooms
    title: {zh: 新教室, en: New rooms}
    into: grant
    where: {county: west}
    each: {unit: 亿元/year, profile: {2021: 2, 2023: 0}, between: step}
    funding: {own_budget: 100 %}
)";

// The baseline in many futures; `ensemble` follows.
inline constexpr std::string_view school_study = R"(scenario: 1
id: study
title: {zh: 基准, en: Baseline}
extends: [baseline.yaml]
uncertainties:
  - {id: u-wear, set: wear, dist: triangular, min: 0.05 1/year, mode: 0.1 1/year, max: 0.3 1/year}
  - {id: u-grant, set: grant, dist: uniform, min: 0 亿元/year, max: 2 亿元/year, across: {county: independent}}
targets:
  - {id: enough, want: "building >= 9 亿元", where: {county: all}, by: 2024}
)";

// A folder with the city in it.
class School : public ::testing::Test {
 protected:
  School() {
    write_text(city() / "model.yaml", school_model);
    write_text(city() / "baseline.yaml", school_baseline);
    write_text(city() / "plan.yaml", school_plan);
  }

  const std::filesystem::path& folder() const { return folder_.path(); }
  std::filesystem::path city() const { return folder() / "city"; }
  nlohmann::ordered_json json(const std::filesystem::path& path) const {
    return nlohmann::ordered_json::parse(read_text(folder() / path));
  }

  // Everything in the folder but the city.
  std::vector<std::string> made() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder())) {
      const std::string name = std::filesystem::relative(entry.path(), folder()).string();
      if (!name.starts_with("city")) names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace ronghe::testing
