// What programmes, reforms and parameters come to.
#include "scenario/schedule.hpp"
#include "scenario/toy.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace ronghe {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pointwise;

class Decisions : public testing::Toy {
 protected:
  // The scenario, kept until the next one.
  const Scenario& read(const std::string& rest) {
    auto outcome = load_plan(rest);
    EXPECT_TRUE(outcome) << render(outcome.diagnostics(), Language::english);
    scenario_ = std::move(outcome).value();
    return scenario_;
  }

  // The value of `people_at_start[恩施市, urban]` and so on, by the cell's name in names of elements.
  double value(const std::string& variable, const std::vector<int>& indices, double date) const {
    const Model& model = *scenario_.model;
    const int index = model.find(variable);
    const Variable& declared = model.variables[static_cast<std::size_t>(index)];
    int cell = 0;
    while (model.indices(declared, cell) != indices) ++cell;
    double base = declared.values[static_cast<std::size_t>(cell)];
    for (const Setting& setting : scenario_.settings) {
      if (setting.variable == index && setting.cell == cell) base = setting.values[0];
    }
    for (const Schedule& schedule : scenario_.plan.schedules) {
      if (schedule.variable == index && schedule.cell == cell) {
        return value_at(schedule, base, *model.time.step_of(date), model.time);
      }
    }
    return base;
  }

  Scenario scenario_;
};

std::string programme(const std::string& rest) {
  return "programmes:\n  - {id: p, title: {zh: 项目, en: Programme}, " + rest + "}\n";
}

std::string reform(const std::string& rest) {
  return "reforms:\n  - {id: r, title: {zh: 改革, en: Reform}, " + rest + "}\n";
}

TEST_F(Decisions, PayALinearProfileBetweenItsDates) {
  read(
      programme("into: road_investment, where: {county: 恩施市},"
                " each: {unit: 亿元/year, between: linear, profile: {2025: 0, 2027: 2, 2029: 2, 2030: 0}}"));
  EXPECT_EQ(value("road_investment", {0}, 2024.9375), 0);
  EXPECT_EQ(value("road_investment", {0}, 2026), 1);
  EXPECT_EQ(value("road_investment", {0}, 2028), 2);
  EXPECT_EQ(value("road_investment", {0}, 2029.5), 1);
  EXPECT_EQ(value("road_investment", {0}, 2031), 0);
  EXPECT_EQ(value("road_investment", {1}, 2028), 0);
}

TEST_F(Decisions, PayAStepProfileUntilTheNextDateAndHoldItWhenSaid) {
  read(
      programme("into: road_investment, where: all,"
                " each: {unit: 亿元/year, between: step, profile: {2025: 1, 2027: 3}, then: hold}"));
  EXPECT_EQ(value("road_investment", {0}, 2024), 0);
  EXPECT_EQ(value("road_investment", {1}, 2026.9375), 1);
  EXPECT_EQ(value("road_investment", {2}, 2027), 3);
  EXPECT_EQ(value("road_investment", {2}, 2035), 3);
}

TEST_F(Decisions, SumUpAsTheStepsPay) {
  const Scenario& scenario =
      read(programme("into: service_investment, where: {county: [利川市, 恩施市], area: rural, service: all},"
                     " each: {unit: 万元/year, between: step, profile: {2025: 1000, 2027: 0}}"));
  ASSERT_EQ(scenario.programmes.size(), 1U);
  const Programme& p = scenario.programmes[0];
  EXPECT_EQ(p.unit.text(), "亿元");
  EXPECT_THAT(p.sums, Pointwise(DoubleNear(1e-12), std::vector<double>{0.2, 0.2, 0.2, 0.2}));
  EXPECT_THAT(p.by_place, Pointwise(DoubleNear(1e-12), std::vector<double>{0.4, 0.4, 0.0}));
  EXPECT_EQ(scenario.model->dimensions[static_cast<std::size_t>(p.place)].name, "county");
  EXPECT_NEAR(p.sum, 0.8, 1e-12);
}

// The last step of a run pays nothing: money of year Y is paid from Y.0 to Y+1.0.
TEST_F(Decisions, PayNothingFromTheEndOfTheRunOn) {
  const auto outcome =
      load_plan(programme("into: relief, each: {between: step, profile: {2035: 1 亿元/year}, then: hold}"));
  EXPECT_THAT(told(outcome.diagnostics()), ElementsAre("plan.yaml:6 programme.pays_nothing p"));
  EXPECT_TRUE(outcome);
  EXPECT_EQ(read(programme("into: relief, each: {between: step, profile: {2034: 1 亿元/year}, then: hold}"))
                .programmes[0]
                .sum,
            1);
}

TEST_F(Decisions, SplitATotal) {
  const std::string total = "total: {unit: 亿元/year, between: step, profile: {2025: 10, 2026: 0}}, ";
  struct Case {
    std::string text;
    std::vector<double> by_place;
  };
  const Case cases[] = {
      {"into: road_investment, where: all, " + total + "split: equal", {10 / 3.0, 10 / 3.0, 10 / 3.0}},
      {"into: road_investment, where: all, " + total + "split: {利川市: 30 %, others: equal}", {3.5, 3, 3.5}},
      {"into: road_investment, where: all, " + total + "split: {利川市: 30 %, 422801: 70 %, Jianshi: 0}", {7, 3, 0}},
      {"into: road_investment, where: {county: {group: 山区县}}, " + total + "split: {利川市: 0.25, others: equal}",
       {0, 2.5, 7.5}},
      {"into: service_investment, where: {county: [恩施市, 利川市], area: rural, service: all}, " + total +
           "split: {county: {恩施市: 20 %, 利川市: 80 %}, service: {education: 60 %, others: equal}}",
       {2, 8, 0}},
  };
  for (const auto& [text, by_place] : cases) {
    SCOPED_TRACE(text);
    EXPECT_THAT(read(programme(text)).programmes[0].by_place, Pointwise(DoubleNear(1e-12), by_place));
  }
  EXPECT_NEAR(value("service_investment", {1, 1, 0}, 2025), 4.8, 1e-12);
  EXPECT_NEAR(value("service_investment", {1, 1, 1}, 2025), 3.2, 1e-12);
  EXPECT_EQ(value("service_investment", {1, 0, 1}, 2025), 0);
}

TEST_F(Decisions, AddASourcesShareToItsInput) {
  const Scenario& scenario =
      read(programme("into: service_investment, where: {county: [恩施市, 建始县], area: all, service: education},"
                     " each: {unit: 亿元/year, between: linear, profile: {2025: 1, 2030: 2, 2031: 0}},"
                     " funding: {special_transfer: 60 %, own_budget: 40 %}"));
  EXPECT_NEAR(value("special_transfer", {0}, 2025), 1.2, 1e-12);
  EXPECT_NEAR(value("special_transfer", {2}, 2030), 2.4, 1e-12);
  EXPECT_EQ(value("special_transfer", {1}, 2030), 0);
  ASSERT_EQ(scenario.programmes[0].funding.size(), 2U);
  EXPECT_EQ(scenario.programmes[0].funding[0].source, "own_budget");
  EXPECT_EQ(scenario.programmes[0].funding[0].share, 0.4);
}

TEST_F(Decisions, TellMoneyOfOtherYearsInPricesOfTheBaseYear) {
  write("prices.csv", "year,index\n2020,80\n2023,100\n2024,110\n2025,125\n2026,100\n");
  read("prices: {deflator: {file: prices.csv, column: index}}\n" +
       programme("into: relief, prices: current,"
                 " each: {unit: 亿元/year, between: step, profile: {2024: 1.1, 2026: 0}}"));
  EXPECT_NEAR(value("relief", {}, 2024.5), 1, 1e-12);
  EXPECT_NEAR(value("relief", {}, 2025), 0.88, 1e-12);
  EXPECT_NEAR(value("relief", {}, 2025.9375), 0.88, 1e-12);
  EXPECT_EQ(value("relief", {}, 2026), 0);
  // The level of prices is that of the year, also where the money moves on.
  read("prices: {deflator: {file: prices.csv, column: index}}\n" +
       programme("into: relief, prices: current,"
                 " each: {unit: 亿元/year, between: linear, profile: {2024: 1.1, 2025: 1.1, 2025.5: 0}}"));
  EXPECT_NEAR(value("relief", {}, 2024.9375), 1, 1e-12);
  EXPECT_NEAR(value("relief", {}, 2025), 0.88, 1e-12);
  EXPECT_NEAR(value("relief", {}, 2025.25), 0.44, 1e-12);
  EXPECT_EQ(value("relief", {}, 2025.5), 0);

  read(
      "prices: {deflator: {file: prices.csv, column: index}}\n"
      "data:\n  inputs:\n    - {id: start, prices: current, year: 2020}\n");
  EXPECT_NEAR(value("output_at_start", {0}, 2023), 500, 1e-9);
  EXPECT_EQ(value("people_at_start", {0, 0}, 2023), 50);
}

TEST_F(Decisions, MoveAReformAlongItsPath) {
  read(reform("set: reform_target, where: all, to: 0.7, from: 2025, path: ramp 4 years"));
  EXPECT_EQ(value("reform_target", {0}, 2025), 0.1);
  EXPECT_NEAR(value("reform_target", {0}, 2027), 0.4, 1e-12);
  EXPECT_EQ(value("reform_target", {0}, 2029), 0.7);
  read(reform("set: reform_target, where: all, multiply: 3, from: 2025, path: s-curve 24 month"));
  EXPECT_NEAR(value("reform_target", {0}, 2026), 0.2, 1e-12);
  EXPECT_NEAR(value("reform_target", {0}, 2025.5), 0.1 * (1 + 2 * 0.15625), 1e-12);
  EXPECT_NEAR(value("reform_target", {0}, 2027), 0.3, 1e-12);
  read(reform("set: growth, add: -1 %/year, from: 2025, until: 2026, then: baseline"));
  EXPECT_EQ(value("growth", {}, 2024.9375), 0.02);
  EXPECT_NEAR(value("growth", {}, 2025), 0.01, 1e-15);
  EXPECT_EQ(value("growth", {}, 2026), 0.02);
  read(reform("set: reform_target, where: all, to: 0.5, from: 2025, path: ramp 4 years, until: 2027, then: hold"));
  EXPECT_NEAR(value("reform_target", {0}, 2034), 0.3, 1e-12);
}

TEST_F(Decisions, CombineAsRuleFourSays) {
  read(
      "parameters: {service_investment: {to: 1 亿元/year}}\n"
      "reforms:\n"
      "  - {id: z, title: {zh: 改, en: R}, set: service_investment, where: all, to: 2 亿元/year, from: 2025}\n"
      "  - {id: a, title: {zh: 改, en: R}, set: service_investment, where: all, add: 0.5 亿元/year, from: 2025}\n"
      "  - {id: m, title: {zh: 改, en: R}, set: service_investment, where: all, multiply: 3, from: 2024}\n"
      "programmes:\n"
      "  - {id: b, title: {zh: 项, en: P}, into: service_investment, where: all,"
      " each: {between: step, profile: {2024: 0.25 亿元/year}, then: hold}}\n");
  EXPECT_EQ(value("service_investment", {0, 0, 0}, 2023), 1);
  EXPECT_EQ(value("service_investment", {0, 0, 0}, 2024), 3.25);
  EXPECT_EQ(value("service_investment", {0, 0, 0}, 2025), 2 * 3 + 0.5 + 0.25);
}

TEST_F(Decisions, ReadDatesInEveryForm) {
  for (const char* date : {"2025.5", "2025-07", "2025.50"}) {
    SCOPED_TRACE(date);
    EXPECT_EQ(read(reform("set: growth, to: 0, from: " + std::string(date))).reforms[0].change.from, 40);
  }
  EXPECT_EQ(read(reform("set: growth, to: 0, from: 2023")).reforms[0].change.from, 0);
}

TEST_F(Decisions, ThatAreSwitchedOffAreCheckedAndDoNothing) {
  EXPECT_THAT(read(reform("set: growth, to: 0, from: 2025, active: false")).plan.schedules, IsEmpty());
  EXPECT_THAT(scenario_.reforms, IsEmpty());
  EXPECT_FALSE(load_plan(reform("set: growt, to: 0, from: 2025, active: false")));
}

TEST_F(Decisions, CorrectParametersByElementAndBySet) {
  read(
      "parameters:\n"
      "  wage: {multiply: 1.1, source: survey}\n"
      "  birth_rate: {to: {urban: 2 %/year}}\n"
      "  people_at_start: {add: {利川市: 1 万人, others: 2 万人}, where: {county: all, area: rural}}\n");
  EXPECT_NEAR(value("wage", {}, 2023), 5.5, 1e-12);
  EXPECT_EQ(value("birth_rate", {0}, 2023), 0.02);
  EXPECT_EQ(value("birth_rate", {1}, 2023), 0.012);
  EXPECT_EQ(value("people_at_start", {0, 1}, 2023), 32);
  EXPECT_EQ(value("people_at_start", {1, 1}, 2023), 41);
  EXPECT_EQ(value("people_at_start", {1, 0}, 2023), 30);

  read(
      "parameters:\n"
      "  people_at_start: {to: {利川市: {urban: 7 万人, rural: 8 万人}, others: {rural: 9 万人}}}\n");
  EXPECT_EQ(value("people_at_start", {1, 0}, 2023), 7);
  EXPECT_EQ(value("people_at_start", {1, 1}, 2023), 8);
  EXPECT_EQ(value("people_at_start", {2, 1}, 2023), 9);
  EXPECT_EQ(value("people_at_start", {2, 0}, 2023), 20);

  write("plan.yaml", testing::plan("parameters: {wage: {to: 6 万元/人/year}}\n"));
  scenario_ =
      load("plan.yaml",
           {.sets = {"wage=7 万元/人/year", "birth_rate[rural]=1 %/year", "people_at_start[county=利川市]=9 万人"}})
          .value();
  EXPECT_EQ(value("wage", {}, 2023), 7);
  EXPECT_EQ(value("birth_rate", {1}, 2023), 0.01);
  EXPECT_EQ(value("people_at_start", {1, 0}, 2023), 9);
  EXPECT_EQ(value("people_at_start", {1, 1}, 2023), 9);
  EXPECT_EQ(value("people_at_start", {0, 0}, 2023), 50);
}

// The reference value: the model's default, then the city's data, then the scenario's parameters.
TEST_F(Decisions, CorrectDataWhichCorrectTheModel) {
  write("targets.csv", "code,target\n422801,20\n422802,30\n422822,40\n");
  const std::string data =
      "data:\n  inputs:\n    - {id: targets, by: county, file: targets.csv,"
      " columns: {target: {into: reform_target, unit: \"%\"}}}\n";
  read("");
  EXPECT_EQ(value("reform_target", {1}, 2023), 0.1);
  read(data);
  EXPECT_EQ(value("reform_target", {1}, 2023), 0.3);
  read(data + "parameters: {reform_target: {multiply: 2}}\n");
  EXPECT_EQ(value("reform_target", {1}, 2023), 0.6);

  write("births.csv", "area,births\nurban,1\nrural,3\n");
  read(
      "data:\n  inputs:\n    - {id: births, by: area, file: births.csv,"
      " columns: {births: {into: birth_rate, unit: \"%/year\"}}}\n");
  EXPECT_EQ(value("birth_rate", {0}, 2023), 0.01);
  EXPECT_EQ(value("birth_rate", {1}, 2023), 0.03);
}

TEST_F(Decisions, LeaveTheReferenceValuesAsTheyAre) {
  const std::vector<Setting> before = read("").settings;
  const std::vector<Setting> after =
      read(reform("set: reform_target, where: all, to: 0.5, from: 2023") +
           programme("into: relief, each: {between: step, profile: {2023: 1 亿元/year}, then: hold}"))
          .settings;
  EXPECT_EQ(value("reform_target", {1}, 2023), 0.5);
  EXPECT_EQ(value("relief", {}, 2023), 1);
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(after[i].variable, before[i].variable);
    EXPECT_EQ(after[i].cell, before[i].cell);
    EXPECT_EQ(after[i].values, before[i].values);
  }
}

TEST_F(Decisions, ReadTablesInTheirOwnUnitsByCodeNameOrLabel) {
  write("table.csv",
        "county,area,people\n422801,urban,100000\n恩施市,rural,200000\n"
        "Lichuan City,Towns,300000\n422802,乡村,400000\n建始县,urban,500000\n建始县,rural,600000\n");
  read(
      "data:\n  inputs:\n    - {id: start, by: [county, area], file: table.csv,"
      " columns: {people: {into: people_at_start, unit: 人}}}\n"
      "remove: [start]\nparameters: {output_at_start: {to: 1 亿元/year}}\n");
  EXPECT_EQ(value("people_at_start", {0, 1}, 2023), 20);
  EXPECT_EQ(value("people_at_start", {1, 0}, 2023), 30);
  EXPECT_EQ(value("people_at_start", {2, 1}, 2023), 60);
}

TEST_F(Decisions, GoBeforeARuleWhereTheyGiveANumber) {
  std::string model(testing::toy_model);
  model.insert(model.find("constants:\n") + 11,
               "  fields: {over: [county], unit: km^2, rule: 10 km^2 * reform_target}\n");
  write("model.yaml", model);
  write("land.csv", "code,fields\n422801,7\n422802,\n422822,9\n");
  const Outcome<Scenario> loaded = load_plan(R"(data:
  inputs:
    - {id: land, file: land.csv, by: county, columns: {fields: {into: fields, unit: km^2}}}
parameters:
  fields: {to: 5 km^2, where: {county: 建始县}, source: survey}
)");
  ASSERT_TRUE(loaded) << ::testing::PrintToString(told(loaded.diagnostics()));
  const Model& toy = *loaded.value().model;
  const int given = toy.variables[static_cast<std::size_t>(toy.find("fields"))].given;
  std::vector<std::pair<int, double>> numbers;
  for (const Setting& setting : loaded.value().settings) {
    if (setting.variable == given) numbers.emplace_back(setting.cell, setting.values.front());
  }
  EXPECT_EQ(numbers, (std::vector<std::pair<int, double>>{{0, 7}, {2, 5}}));
}

TEST_F(Decisions, KeepADuplicateLabelApartByItsCode) {
  write("counties.csv", "code,name_zh,name_en,type,urban,rural,gdp\n1,同名县,A,x,1,1,1\n2,同名县,B,x,1,1,1\n");
  const auto outcome = load_plan(reform("set: reform_target, where: {county: 同名县}, to: 0.5, from: 2025"));
  EXPECT_THAT(told(outcome.diagnostics()), ElementsAre("plan.yaml:6 place.ambiguous 同名县"));
  EXPECT_THAT(read(reform("set: reform_target, where: {county: 2}, to: 0.5, from: 2025")).reforms[0].cells,
              ElementsAre(1));
}

TEST_F(Decisions, WantTheIndicatorsUnlessToldOtherwise) {
  read("");
  EXPECT_EQ(scenario_.outputs, std::vector<int>{scenario_.model->find("residents")});
  EXPECT_EQ(scenario_.every, 16);
  EXPECT_EQ(read("outputs: {variables: [births, people], every: 2 years}\n").every, 32);
  EXPECT_EQ(scenario_.outputs, (std::vector<int>{scenario_.model->find("births"), scenario_.model->find("people")}));
}

std::string text_of(const Plan& plan) {
  std::string text;
  for (const Schedule& schedule : plan.schedules) {
    text += std::to_string(schedule.variable) + "." + std::to_string(schedule.cell) + ":";
    for (const Change& change : schedule.changes) {
      text += " " + change.id + std::to_string(static_cast<int>(change.verb)) + std::to_string(change.value);
      for (const Change::Point& point : change.points)
        text += "," + std::to_string(point.step) + "/" + std::to_string(point.value);
    }
    text += "\n";
  }
  return text;
}

TEST_F(Decisions, DoNotDependOnTheOrderInTheFile) {
  const std::vector<std::string> reforms = {
      "  - {id: c, title: {zh: 改, en: R}, set: reform_target, where: all, add: 0.01, from: 2025}\n",
      "  - {id: a, title: {zh: 改, en: R}, set: reform_target, where: all, multiply: 1.1, from: 2026}\n",
      "  - {id: b, title: {zh: 改, en: R}, set: reform_target, where: {county: 422802}, to: 0.3, from: 2027}\n"};
  const std::vector<std::string> programmes = {
      "  - {id: y, title: {zh: 项, en: P}, into: service_investment, where: {area: rural, county: all, service: "
      "health},"
      " each: {between: linear, profile: {2025: 0.1 亿元/year, 2030: 0}}, funding: {special_transfer: 50 %, "
      "own_budget: 50 %}}\n",
      "  - {id: x, title: {zh: 项, en: P}, into: service_investment, where: {area: rural, county: all, service: "
      "health},"
      " each: {profile: {2030: 0, 2025: 0.7 亿元/year}, between: step}, funding: {own_budget: 90 %, special_transfer: "
      "10 %}}\n"};
  std::vector<int> order = {0, 1, 2};
  std::string first;
  std::string first_resolved;
  do {
    std::string text = "programmes:\n" + programmes[static_cast<std::size_t>(order[0] % 2)] +
                       programmes[static_cast<std::size_t>(1 - order[0] % 2)] + "reforms:\n";
    for (const int i : order) text += reforms[static_cast<std::size_t>(i)];
    const Scenario& scenario = read(text);
    if (first.empty()) {
      first = text_of(scenario.plan);
      first_resolved = scenario.resolved;
    }
    EXPECT_EQ(text_of(scenario.plan), first);
    EXPECT_EQ(scenario.resolved, first_resolved);
  } while (std::next_permutation(order.begin(), order.end()));
}

}  // namespace
}  // namespace ronghe
