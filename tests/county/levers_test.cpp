// What the levers do. `levers.csv` holds the effects that the model's evidence reports: Enshi from 2010, a lever in
// force in one county (建始县) from 2020 on, differences from the baseline in 2035. Its figures for the start are not
// published in full, so sign and rough size are asked for, not digits.
//
// Two columns of revenue are left out: the evidence reports gains of revenue for the tax incentive and the regulatory
// reform, but the equations give up revenue for both.
#include "county/city.hpp"
#include "running/run_program.hpp"
#include "syntax/number.hpp"
#include "syntax/read_csv.hpp"

#include <cmath>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

namespace ronghe::county {
namespace {

const std::vector<std::string> measured = {
    "gdp", "gdp_share", "income_ratio", "composite_service_gap", "infrastructure_gap", "own_revenue", "ecology_index"};

// `input[element, …] = value; …`, in 建始县 or, behind `everywhere`, in all counties.
Plan read_decisions(const Model& model, const std::string& text, int county, int from) {
  Plan plan;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ';');) {
    const std::size_t equals = part.find('=');
    std::string target = part.substr(part.find_first_not_of(' '), equals);
    const bool everywhere = target.rfind("everywhere ", 0) == 0;
    if (everywhere) target = target.substr(11);
    target = target.substr(0, target.find_last_not_of(" =") + 1);
    std::vector<std::string> elements;
    if (const std::size_t bracket = target.find('['); bracket != std::string::npos) {
      std::istringstream names(target.substr(bracket + 1, target.size() - bracket - 2));
      for (std::string name; names >> name;) elements.push_back(name);
      target = target.substr(0, bracket);
    }
    const int input = model.find(target);
    if (input < 0) throw std::runtime_error("no input " + target);
    const double value = parse_number(part.substr(part.find_first_not_of(' ', equals + 1))).value();
    for (int cell = 0; cell < variable(model, input).cells; ++cell) {
      const std::vector<int> indices = model.indices(variable(model, input), cell);
      bool meant = true;
      std::size_t named = 0;
      for (std::size_t d = 0; d < indices.size(); ++d) {
        const Dimension& dimension = model.dimensions[static_cast<std::size_t>(variable(model, input).dimensions[d])];
        if (dimension.name == "county") {
          meant = meant && (everywhere || indices[d] == county);
          continue;
        }
        bool spoken_of = false;
        bool hit = false;
        for (const std::string& element : elements) {
          if (dimension.element(element) < 0) continue;
          spoken_of = true;
          hit = hit || dimension.element(element) == indices[d];
        }
        named += spoken_of ? 1 : 0;
        meant = meant && (!spoken_of || hit);
      }
      if (named < elements.size()) throw std::runtime_error("no such element of " + target);
      if (meant) plan.schedules.push_back(decision(input, {cell}, value, from).schedules.front());
    }
  }
  return plan;
}

TEST(Levers, DoWhatTheEvidenceReports) {
  const Scenario scenario = enshi_of_2010();
  const Model& model = *scenario.model;
  const std::string path = folder + "levers.csv";
  const Table table = read_csv(std::make_shared<const Source>(path, testing::read_text(path))).value();
  const int county = model.dimensions[static_cast<std::size_t>(model.find_dimension("county"))].element("422822");
  ASSERT_GE(county, 0);
  Members members(scenario);
  members.add({});
  const auto from = *model.time.step_of(2020);
  for (const auto& row : table.rows) members.add(read_decisions(model, row[1].text, county, from));
  const Trajectories result = members.run(measured);
  ASSERT_TRUE(result.failures.empty());
  const int last = static_cast<int>(result.times.size()) - 1;
  ASSERT_EQ(result.times.back(), 2035);

  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    SCOPED_TRACE(table.rows[r][0].text);
    for (std::size_t m = 0; m < measured.size(); ++m) {
      const std::string& told = table.rows[r][2 + m].text;
      if (told.empty()) continue;
      SCOPED_TRACE(measured[m]);
      const double wanted = parse_number(told).value();
      const double value = result.at(static_cast<int>(m), county, last, static_cast<int>(r) + 1);
      const double base = result.at(static_cast<int>(m), county, last, 0);
      const bool relative = measured[m] == "gdp" || measured[m] == "own_revenue";
      const bool ratio = measured[m] == "income_ratio";
      const double found = relative ? 100 * (value / base - 1) : (ratio ? 1 : 100) * (value - base);
      // Within half of it; what the evidence rounds to a digit or less counts as near zero.
      const double unit = ratio || measured[m] == "gdp_share" ? 0.01 : 0.1;
      EXPECT_NEAR(found, wanted, 0.5 * std::abs(wanted) + 3 * unit);
      if (std::abs(wanted) > 4 * unit) {
        EXPECT_GT(found * wanted, 0) << found << " against " << wanted;
      }
    }
  }
}

std::vector<int> levers_of(const Model& model) {
  std::vector<int> levers;
  for (int v = 0; v < static_cast<int>(model.variables.size()); ++v) {
    const Variable& input = variable(model, v);
    if (input.kind == Variable::Kind::input && !std::isnan(input.values.front())) levers.push_back(v);
  }
  return levers;
}

TEST(Levers, EachMoveAnIndicator) {
  const Scenario scenario = enshi_of_2010();
  const Model& model = *scenario.model;
  std::vector<std::string> indicators;
  for (const Variable& each : model.variables) {
    if (each.indicator && !each.hidden()) indicators.push_back(each.name);
  }
  ASSERT_GT(indicators.size(), 40u);
  const std::vector<int> levers = levers_of(model);
  ASSERT_GE(levers.size(), 36u);
  // Some levers say how others work: the threshold of a pool, the part of the budget that a programme may take.
  const std::string others = "everywhere city_pool_rate = 0.3; everywhere infrastructure_investment[rural road] = 3";
  const auto with_others = [&](const Plan& plan) {
    Plan all = plan;
    for (Schedule& schedule : read_decisions(model, others, 0, 32).schedules) {
      const bool taken = std::any_of(all.schedules.begin(), all.schedules.end(), [&](const Schedule& other) {
        return other.variable == schedule.variable && other.cell == schedule.cell;
      });
      if (!taken) all.schedules.push_back(std::move(schedule));
    }
    return all;
  };
  Members members(scenario);
  members.add(with_others({}));
  for (const int lever : levers) {
    std::vector<int> cells;
    for (int cell = 0; cell < variable(model, lever).cells; ++cell) cells.push_back(cell);
    const Range range = variable(model, lever).range.value();
    members.add(with_others(decision(lever, cells, range.low, 32)));
    members.add(with_others(decision(lever, cells, range.high, 32)));
  }
  const Trajectories result = members.run(indicators);
  const int last = static_cast<int>(result.times.size()) - 1;
  for (std::size_t i = 0; i < levers.size(); ++i) {
    double largest = 0;
    for (int output = 0; output < static_cast<int>(indicators.size()); ++output) {
      for (int cell = 0; cell < result.cells[static_cast<std::size_t>(output)]; ++cell) {
        const double base = result.at(output, cell, last, 0);
        for (const int member : {static_cast<int>(2 * i) + 1, static_cast<int>(2 * i) + 2}) {
          const double change = std::abs(result.at(output, cell, last, member) - base);
          largest = std::max(largest, change / std::max(std::abs(base), 1e-3));
        }
      }
    }
    EXPECT_GT(largest, 1e-5) << variable(model, levers[i]).name << " moves nothing";
  }
}

TEST(Levers, EachSayWhatTheyCost) {
  const Scenario scenario = enshi_of_2010();
  for (const int lever : levers_of(*scenario.model)) {
    const Variable& input = variable(*scenario.model, lever);
    EXPECT_FALSE(input.note.empty()) << input.name << " does not say who pays for it or what is lost";
    EXPECT_FALSE(input.source.empty()) << input.name;
  }
}

}  // namespace
}  // namespace ronghe::county
