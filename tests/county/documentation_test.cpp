// docs/county-model.md speaks of the model by name: its feedback loops must be in the dependency graph, and what it
// says stands for a goal of policy must be there.
#include "county/city.hpp"
#include "running/run_program.hpp"

#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

namespace ronghe::county {
namespace {

using Row = std::vector<std::string>;

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

// The cells of the first table below a heading.
std::vector<Row> table_below(const std::string& heading) {
  const std::string page = testing::read_text(std::string(RONGHE_SOURCE_DIR) + "/docs/county-model.md");
  const std::size_t begin = page.find("\n" + heading + "\n");
  if (begin == std::string::npos) throw std::runtime_error("no heading " + heading);
  std::istringstream lines(page.substr(begin + heading.size() + 2));
  std::vector<Row> rows;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("## ")) break;
    if (!line.starts_with('|')) {
      if (!rows.empty()) break;
      continue;
    }
    Row row;
    std::istringstream cells(line.substr(1, line.rfind('|') - 1));
    for (std::string cell; std::getline(cells, cell, '|');) row.push_back(trimmed(cell));
    rows.push_back(row);
  }
  if (rows.size() > 2) rows.erase(rows.begin(), rows.begin() + 2);  // its head
  return rows;
}

// The words between backquotes.
std::vector<std::string> names_in(const std::string& text) {
  std::vector<std::string> names;
  for (std::size_t begin = text.find('`'); begin != std::string::npos;) {
    const std::size_t end = text.find('`', begin + 1);
    names.push_back(text.substr(begin + 1, end - begin - 1));
    begin = text.find('`', end + 1);
  }
  return names;
}

void collect(const Term& term, std::set<int>& read) {
  if (term.variable >= 0) read.insert(term.variable);
  for (const Term& operand : term.operands) collect(operand, read);
}

// What each variable reads in a step; a stock reads what its flows read.
std::map<int, std::set<int>> dependencies(const Model& model) {
  std::map<int, std::set<int>> reads;
  for (int v = 0; v < static_cast<int>(model.variables.size()); ++v) {
    const Variable& each = variable(model, v);
    if (each.kind == Variable::Kind::stock) continue;
    for (const Equation& equation : each.equations) collect(equation.term, reads[v]);
  }
  for (int v = 0; v < static_cast<int>(model.variables.size()); ++v) {
    for (const auto* flows : {&variable(model, v).inflows, &variable(model, v).outflows}) {
      for (const Term& flow : *flows) {
        reads[v].insert(flow.variable);
        reads[v].insert(reads[flow.variable].begin(), reads[flow.variable].end());
      }
    }
  }
  return reads;
}

TEST(CountyModelPage, EveryLoopIsInTheDependencyGraph) {
  const Scenario scenario = three_counties();
  const Model& model = *scenario.model;
  const auto reads = dependencies(model);
  const std::vector<Row> loops = table_below("## Feedback loops");
  ASSERT_EQ(loops.size(), 24u);
  for (const Row& row : loops) {
    SCOPED_TRACE(row[0] + " " + row[2]);
    const std::vector<std::string> path = names_in(row[3]);
    ASSERT_GE(path.size(), 3u);
    EXPECT_EQ(path.front(), path.back());
    bool stock = false;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      const int from = model.find(path[i]);
      const int to = model.find(path[i + 1]);
      ASSERT_GE(from, 0) << path[i];
      ASSERT_GE(to, 0) << path[i + 1];
      EXPECT_TRUE(reads.at(to).contains(from)) << path[i + 1] << " does not depend on " << path[i];
      stock = stock || variable(model, to).kind == Variable::Kind::stock;
    }
    EXPECT_TRUE(stock) << "a loop without a stock would be a circle";
    // The arrows carry the sign of each step; their product is the sign of the loop.
    int negative = 0;
    for (std::size_t at = row[3].find("→−"); at != std::string::npos; at = row[3].find("→−", at + 1)) ++negative;
    EXPECT_EQ(negative % 2 == 1 ? "−" : "+", row[1]);
  }
}

TEST(CountyModelPage, EveryGoalOfPolicyHasItsVariables) {
  const Scenario scenario = three_counties();
  const std::vector<Row> goals = table_below("## What the policy asks for, and where it is");
  ASSERT_EQ(goals.size(), 46u);
  for (const Row& row : goals) {
    SCOPED_TRACE(row[1]);
    const std::vector<std::string> names = names_in(row[3]);
    EXPECT_FALSE(names.empty());
    for (const std::string& name : names) {
      EXPECT_GE(scenario.model->find(name), 0) << name;
      EXPECT_FALSE(variable(*scenario.model, std::max(0, scenario.model->find(name))).label.zh.empty()) << name;
    }
  }
}

}  // namespace
}  // namespace ronghe::county
