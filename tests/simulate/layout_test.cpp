// What the machine decides when it sees the ensemble: which values differ between members, and where everything lies.
#include "simulate/layout.hpp"

#include "reference/agreement.hpp"
#include "ronghe/compile.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using reference::model_from;

const char* const model_text = R"text(
model: m
time: {start: 0, stop: 2, step: 1 year}
constants:
  free: {unit: 1/year, value: 0.1}
  fixed: {unit: 1/year, value: 0.1}
stocks:
  a: {unit: 1, initial: 1, inflows: [into_a]}
  b: {unit: 1, initial: 1, inflows: [into_b]}
  c: {unit: 1, initial: 1, inflows: [into_c]}
flows:
  into_a: {unit: 1/year, equation: a * fixed}
  into_b: {unit: 1/year, equation: a * free}
  into_c: {unit: 1/year, equation: b * fixed}
auxiliaries:
  noise: {unit: 1, equation: "random_uniform(0, 1)"}
)text";

Ensemble with_free(const Model& model, std::vector<double> values) {
  Ensemble ensemble;
  ensemble.members = static_cast<int>(values.size());
  Setting setting;
  setting.variable = model.find("free");
  setting.values = std::move(values);
  ensemble.settings = {setting};
  return ensemble;
}

// Numbers side by side for each cell of a stock.
int lanes_of(const Layout& layout, const Code& code, const Model& model, const std::string& name) {
  for (const StockCode& stock : code.stocks) {
    if (stock.variable == model.find(name)) return layout.lanes(stock.state);
  }
  return -1;
}

TEST(Layout, KeepsWhatNoMemberTouchesOnceForAll) {
  const Model model = model_from({model_text});
  const Program program = compile(model);
  const Layout layout(program.code(), with_free(model, {1, 2, 3, 4, 5, 6, 7, 8}), 8);
  EXPECT_EQ(lanes_of(layout, program.code(), model, "a"), 1);
  EXPECT_EQ(lanes_of(layout, program.code(), model, "b"), 8);
  EXPECT_EQ(lanes_of(layout, program.code(), model, "c"), 8);
}

TEST(Layout, SeesThatEqualSettingsDoNotDiffer) {
  const Model model = model_from({model_text});
  const Program program = compile(model);
  const Layout layout(program.code(), with_free(model, std::vector<double>(8, 5.0)), 8);
  EXPECT_EQ(lanes_of(layout, program.code(), model, "b"), 1);
}

TEST(Layout, GivesEveryMemberItsOwnDraws) {
  const Model model = model_from({model_text});
  const Program program = compile(model, {.outputs = {model.find("noise")}, .moving_inputs = {}});
  Ensemble ensemble;
  ensemble.members = 8;
  const Layout layout(program.code(), ensemble, 8);
  EXPECT_EQ(layout.lanes(program.code().observations.back().window.array), 8);
}

TEST(Layout, LetsDyingValuesMakeRoom) {
  // A long chain in which each value is needed once.
  std::string chain =
      "model: m\ntime: {start: 0, stop: 2, step: 1 year}\nstocks:\n  x: {unit: 1, initial: 1, inflows: [f]}\n"
      "flows:\n  f: {unit: 1/year, equation: v100 / 1 year}\nauxiliaries:\n  v0: {unit: 1, equation: x * 2}\n";
  for (int i = 1; i <= 100; ++i) {
    chain += "  v" + std::to_string(i) + ": {unit: 1, equation: sin(v" + std::to_string(i - 1) + ") + 2}\n";
  }
  const Model model = model_from({chain});
  const Program program = compile(model, {.outputs = {model.find("x")}, .moving_inputs = {}});
  EXPECT_GT(program.code().step.size(), 200u);
  EXPECT_LE(Layout(program.code(), {}, 1).size(), 10u * 8u);
}

TEST(Layout, KeepsWhatLaterStagesReadFromTheFirst) {
  // `kept` moves with the step only; everything between it and its use must leave it alone.
  std::string text =
      "model: m\ntime: {start: 0, stop: 2, step: 1 year, method: rk4}\nstocks:\n"
      "  x: {unit: 1, initial: 1, inflows: [f]}\nauxiliaries:\n  kept: {unit: 1, equation: \"previous(x, 3) * 2\"}\n";
  for (int i = 0; i < 20; ++i) {
    text += "  v" + std::to_string(i) + ": {unit: 1, equation: x * " + std::to_string(i + 2) + "}\n";
  }
  text += "flows:\n  f: {unit: 1/year, equation: \"max(x, kept) / 1 year\"}\n";
  const Model model = model_from({text});
  const Ensemble one;
  EXPECT_EQ(reference::disagreement(model, reference::run(model), reference::evaluate_all(model, one)), "");
}

TEST(ChooseWidth, IsOneForFewMembersAndNeverWiderThanNeeded) {
  const Model model = model_from({model_text});
  const Program program = compile(model);
  const auto width = [&](int members, int threads) {
    Ensemble ensemble;
    ensemble.members = members;
    return choose_width(program.code(), ensemble, 0, threads);
  };
  EXPECT_EQ(width(1, 1), 1);
  EXPECT_EQ(width(7, 1), 1);
  EXPECT_EQ(width(8, 1), 8);
  EXPECT_EQ(width(20, 1), 24);
  EXPECT_EQ(width(1000, 1), 64);
  EXPECT_EQ(width(64, 4), 16);
}

}  // namespace
}  // namespace ronghe
