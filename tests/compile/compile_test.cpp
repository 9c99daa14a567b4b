// Models as text, programs as text: what the compiler makes of an equation.
#include "ronghe/compile.hpp"

#include "program/code.hpp"
#include "reference/agreement.hpp"

#include <bit>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using reference::model_from;
using reference::run;
using reference::series;

std::vector<int> inputs_of(const Model& model) {
  std::vector<int> result;
  for (std::size_t i = 0; i < model.variables.size(); ++i) {
    if (model.variables[i].kind == Variable::Kind::input) result.push_back(static_cast<int>(i));
  }
  return result;
}

// The program of a model whose inputs all move, without blanks at the ends of lines, `saved or tested` left out.
std::string compiled(const std::string& text, const std::vector<std::string>& outputs = {}) {
  const Model model = model_from({text});
  CompileOptions options;
  options.moving_inputs = inputs_of(model);
  for (const std::string& output : outputs) options.outputs.push_back(model.find(output));
  std::string program = to_text(compile(model, options));
  const std::size_t saved = program.find("saved or tested\n");
  if (saved == std::string::npos) return program;
  const std::size_t then = program.find("then\n", saved);
  return program.substr(0, saved) + (then == std::string::npos ? "" : program.substr(then));
}

const std::string yearly = "model: m\ntime: {start: 0, stop: 4, step: 1 year}\n";
const std::string heading = "program m: euler, 4 steps of 1 from 0\n";

TEST(Compile, ComputesEachValueNoMoreOftenThanItChanges) {
  EXPECT_EQ(compiled(yearly + R"text(
constants:
  rate: {unit: 1/year, value: 0.1}
stocks:
  level: {unit: 1, initial: 1, inflows: [growth]}
flows:
  growth: {unit: 1/year, equation: level * rate}
auxiliaries:
  known: {unit: 1, equation: 2 * 3 + sqrt(16)}
  from_data: {unit: 1/year, equation: rate * 2}
  from_start: {unit: 1, equation: drawn_at_start * 2}
  from_time: {unit: 1, equation: time * 2 / 1 year}
  from_state: {unit: 1, equation: level * 2}
at_start:
  drawn_at_start: {unit: 1, equation: "random_uniform(1, 3)"}
)text"),
            heading + R"text(data
  %0                rate
  %7                multiply %0 2                            # from_data
once per run
  %1                draw_first                               # drawn_at_start·random_uniform·1
  %2                multiply 2 %1                            # drawn_at_start·random_uniform·1
  %3                add 1 %2                                 # drawn_at_start·random_uniform·1
  %8                multiply %3 2                            # from_start
time only
  %4                time
  %9                multiply %4 2                            # from_time
each step
  %5                level                                    # stock, from 1
  %6                multiply %5 %0                           # growth
  %10               multiply %5 2                            # from_state
then
  %5                moves by dt * %6                         # level
)text");
}

TEST(Compile, KeepsArraysWholeWithTheLongestDimensionInside) {
  EXPECT_EQ(compiled(yearly + R"text(
dimensions:
  county: [a, b, c]
  area: [urban, rural]
constants:
  rate: {over: [area], unit: 1/year, value: {urban: 0.1, rural: 0.2}}
  start_level: {over: [county, area], unit: 1, value: 10}
stocks:
  people: {over: [county, area], unit: 1, initial: start_level, inflows: [births]}
flows:
  births: {over: [county, area], unit: 1/year, equation: people * rate}
auxiliaries:
  residents: {over: [county], unit: 1, equation: sum(people over area)}
  urban_share: {over: [county], unit: 1, equation: "people[urban] / residents"}
)text"),
            heading + R"text(data
  %0[2]             rate
  %1[2 x 3]         start_level
each step
  %2[2 x 3]         people                                   # stock, from %1
  %3[2 x 3]         multiply %2 %0(1, 0)                     # births
  %4[3]             sum %2(1, 3) over [2]                    # residents
  %5[3]             divide %2(1) %4                          # urban_share
then
  %2                moves by dt * %3                         # people
)text");
}

TEST(Compile, ComputesEqualExpressionsOnce) {
  EXPECT_EQ(compiled(yearly + R"text(
stocks:
  x: {unit: 1, initial: 1}
auxiliaries:
  a: {unit: 1, equation: x * (x + 2)}
  b: {unit: 1, equation: (2 + x) * x + 1}
  c: {unit: 1, equation: b}
)text"),
            heading + R"text(each step
  %0                x                                        # stock, from 1
  %1                add %0 2                                 # a
  %2                multiply %0 %1                           # a
  %3                add %2 1                                 # b
then
  %0                moves by dt * 0                          # x
)text");
}

TEST(Compile, ReadsPartsOfAVariableWhereTheyAre) {
  EXPECT_EQ(compiled(yearly + R"text(
dimensions:
  age: [child, adult, old]
auxiliaries:
  height:
    over: [age]
    unit: 1
    equation:
      child: time / 1 year
      adult: height[child] * 2
      old: height[adult] * 3
  top: {unit: 1, equation: "height[old]"}
  mean_height: {unit: 1, equation: mean(height over age)}
)text"),
            heading + R"text(time only
  %0                time
  %1                multiply %0 2                            # height
  %2                multiply %1 3                            # height
  %3+0              copy %0                                  # mean_height
  %3+1              copy %1                                  # mean_height
  %3+2              copy %2                                  # mean_height
  %4                sum %3 over [3]                          # mean_height
  %5                divide %4 3                              # mean_height
)text");
}

TEST(Compile, GathersOnlyWhatNoStrideCanReach) {
  EXPECT_EQ(compiled(yearly + R"text(
dimensions:
  county: [a, b, c, d]
  region: [north, south]
mappings:
  region_of: {from: county, to: region, with: {a: south, b: north, c: north, d: south}}
  turned: {from: region, to: region, with: {north: south, south: north}}
inputs:
  tax: {over: [region], unit: 1, default: 1}
auxiliaries:
  of_county: {over: [county], unit: 1, equation: "tax[region=region_of]"}
  of_other: {over: [region], unit: 1, equation: "tax[region=turned] + tax"}
)text"),
            heading + R"text(data
  %0[2]             tax
time only
  %1[2]             tax                                      # input, from %0
  %2[4]             gather %1 at (1, 0, 0, 1)                # of_county
  %3[2]             add %1+1(-1) %1                          # of_other
)text");
}

TEST(Compile, RepeatsInLaterStagesOnlyWhatMovesTheStocks) {
  EXPECT_EQ(compiled("model: m\ntime: {start: 0, stop: 4, step: 1 year, method: rk4}\n" + std::string(R"text(
constants:
  rate: {unit: 1/year, value: 0.1}
stocks:
  s: {unit: 1, initial: 1, inflows: [f], outflows: [g]}
flows:
  f: {unit: 1/year, equation: if time > 1 year then s * rate else 0}
  g: {unit: 1/year, equation: before * rate}
auxiliaries:
  shown: {unit: 1, equation: s * 2}
  before: {unit: 1, equation: "previous(s, 5)"}
)text")),
            "program m: rk4, 4 steps of 1 from 0\n" + std::string(R"text(data
  %0                rate
time only
  %1                time
  %4                less 1 %1                                # f
  %5                hold %4                                  # f
each step
  %2                s                                        # stock, from 1
  %3                before·previous·1                        # memory, from 5
  %6                multiply %2 %0, each stage               # f
  %7                select %5 %6 0, each stage               # f
  %8                multiply %3 %0                           # g
  %9                multiply %2 2                            # shown
  %10               subtract %7 %8, each stage               # s
then
  %3                becomes %2, one step later
  %2                moves by dt * %10                        # s
)text"));
}

TEST(Compile, LeavesOutWhatNobodyAsksFor) {
  const std::string model = yearly + R"text(
stocks:
  x: {unit: 1, initial: 1}
auxiliaries:
  a: {unit: 1, equation: exp(x)}
  b: {unit: 1, equation: sqrt(x)}
)text";
  EXPECT_NE(compiled(model).find("exponential"), std::string::npos);
  EXPECT_EQ(compiled(model, {"b"}).find("exponential"), std::string::npos);
}

TEST(Compile, TakesAnInputThatNoPlanMovesAsData) {
  const Model model = model_from({yearly + R"text(
inputs:
  aid: {unit: 1, default: 3}
auxiliaries:
  doubled: {unit: 1, equation: aid * 2}
)text"});
  const auto rate = [&](const std::vector<int>& moving) {
    const Program program = compile(model, {.outputs = {}, .moving_inputs = moving});
    const Code& code = program.code();
    return code.arrays[static_cast<std::size_t>(code.instructions.at(0).out.array)].rate;
  };
  EXPECT_EQ(rate({}), Rate::data);
  EXPECT_EQ(rate({0}), Rate::time);
}

TEST(Compile, FoldingChangesNoBit) {
  const char* const expressions[] = {
      "exp(X) + ln(Y) * log10(Y)",
      "sin(X) - cos(Y) * tan(X) / 3",
      "arcsin(X / 9) + arccos(X / 9) * arctan(Y)",
      "sinh(X) - cosh(X) / tanh(Y)",
      "X ^ Y + Y ^ 3 - Y ^ -2 + X ^ 0.5",
      "mod(-Y, X) + round(Y) - int(-Y)",
      "min(X, Y) - max(X, -Y)",
      "if X > Y then X / Y else Y / X - abs(-X)",
      "divide(X, Y - Y, 7) + X - 0 * Y",
  };
  for (const std::string expression : expressions) {
    SCOPED_TRACE(expression);
    const auto with = [&](const std::string& x, const std::string& y) {
      std::string text = yearly + R"text(
constants:
  x: {unit: 1, value: 0.7}
  y: {unit: 1, value: 2.3}
auxiliaries:
  result:
    unit: 1
    equation: )text";
      for (const char c : expression) text += c == 'X' ? x : c == 'Y' ? y : std::string(1, c);
      text += "\n";
      const Model model = model_from({text});
      return std::pair(series(model, run(model), "result").at(0), compile(model).code().instructions.size());
    };
    const auto [folded, none] = with("0.7", "2.3");
    const auto [computed, some] = with("x", "y");
    EXPECT_EQ(none, 0u);
    EXPECT_GT(some, 0u);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(folded), std::bit_cast<std::uint64_t>(computed));
  }
}

TEST(Compile, KeepsTheSignOfZero) {
  const Model model = model_from({yearly + R"text(
constants:
  x: {unit: 1, value: -1}
  zero: {unit: 1, value: 0}
auxiliaries:
  negative: {unit: 1, equation: x * zero}
  less_nothing: {unit: 1, equation: negative - 0}
  plus_nothing: {unit: 1, equation: negative + 0}
)text"});
  const Trajectories result = run(model);
  EXPECT_TRUE(std::signbit(series(model, result, "less_nothing").at(0)));
  EXPECT_FALSE(std::signbit(series(model, result, "plus_nothing").at(0)));
}

TEST(Compile, PointsEveryInstructionToItsEquation) {
  const Model model = model_from({yearly + R"text(
stocks:
  x: {unit: 1, initial: 1}
auxiliaries:
  a: {unit: 1, equation: exp(x) * 2}
)text"});
  const Program program = compile(model);
  const Code& code = program.code();
  ASSERT_FALSE(code.instructions.empty());
  for (const Instruction& instruction : code.instructions) {
    const EquationPlace& place = code.equations.at(static_cast<std::size_t>(instruction.equation));
    EXPECT_EQ(place.name, "a");
    EXPECT_EQ(place.span.text(), "exp(x) * 2");
  }
}

}  // namespace
}  // namespace ronghe
