#include "model/model_text.hpp"

#include <string>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::codes;
using testing::read;

Outcome<Model> small(const std::string& sections) {
  return read("model: small\ntime: {start: 0, stop: 10, step: 1/2 year}\n" + sections);
}

std::string step_order(const std::string& sections) {
  const auto model = small(sections);
  return model ? testing::to_text(model.value(), model.value().step_order)
               : render(model.diagnostics(), Language::english);
}

TEST(Order, IsThatOfTheTextAmongEquals) {
  EXPECT_EQ(
      step_order(
          "auxiliaries:\n  c: {unit: 1, equation: 1}\n  a: {unit: 1, equation: 2}\n  b: {unit: 1, equation: 3}\n"),
      "c a b");
}

TEST(Order, PutsWhatIsNeededFirst) {
  EXPECT_EQ(
      step_order(
          "auxiliaries:\n  a: {unit: 1, equation: c + b}\n  b: {unit: 1, equation: 1}\n  c: {unit: 1, equation: b}\n"),
      "b c a");
}

TEST(Order, StocksCutCircles) {
  EXPECT_EQ(step_order(
                "stocks:\n  s: {unit: 1, initial: 0, inflows: [f]}\nflows:\n  f: {unit: 1/year, equation: a / 1 year}\n"
                "auxiliaries:\n  a: {unit: 1, equation: s}\n"),
            "a f");
}

TEST(Order, PreviousAndDelaysCutCircles) {
  for (const std::string equation : {"previous(a, 0) + 1", "delay_fixed(a, 1 year, 0) + 1", "smooth1(a, 2 year, 0) + 1",
                                     "delay3(a, 2 year, 0) + 1"}) {
    SCOPED_TRACE(equation);
    EXPECT_TRUE(small("auxiliaries:\n  a: {unit: 1, equation: \"" + equation + "\"}\n"));
  }
}

TEST(Order, RandomDrawsComeAfterTheirParametersAndCutNothing) {
  EXPECT_EQ(
      step_order("auxiliaries:\n  a: {unit: 1, equation: \"random_uniform(0, b)\"}\n  b: {unit: 1, equation: 2}\n"),
      "b a·random_uniform·1 a");
  EXPECT_EQ(codes(small("auxiliaries:\n  a: {unit: 1, equation: \"random_uniform(0, a)\"}\n").diagnostics()),
            "model.circle");
}

TEST(Order, ReportsACircleWholeAndOnce) {
  const auto model = small(
      "auxiliaries:\n  a: {unit: 1, equation: b}\n  b: {unit: 1, equation: c}\n  c: {unit: 1, equation: a}\n"
      "  d: {unit: 1, equation: d + a}\n");
  EXPECT_EQ(codes(model.diagnostics()), "model.circle model.circle");
  const std::string text = render(model.diagnostics(), Language::english);
  EXPECT_NE(text.find("a → b → c → a"), std::string::npos) << text;
  EXPECT_NE(text.find("d → d"), std::string::npos) << text;
  EXPECT_NE(text.find("on the circle, with model.yaml:6"), std::string::npos) << text;
}

TEST(Order, NamesTheElementsOfACircle) {
  const auto model = small(
      "dimensions:\n  d: [p, q, r]\nauxiliaries:\n  a:\n    over: [d]\n    unit: 1\n    equation:\n      p: a[q]\n"
      "      q: a[p]\n      r: a[p]\n");
  EXPECT_EQ(codes(model.diagnostics()), "model.circle");
  EXPECT_NE(render(model.diagnostics(), Language::english).find("a[p] → a[q] → a[p]"), std::string::npos);
}

TEST(Order, TellsACircleThroughALibraryModelInTheUsersNames) {
  const auto model = small("auxiliaries:\n  gap: {unit: 1, equation: \"1 - smooth1(gap, 2 year)\"}\n");
  EXPECT_EQ(codes(model.diagnostics()), "model.circle_at_start");
  EXPECT_NE(render(model.diagnostics(), Language::english).find("gap → gap"), std::string::npos);
}

constexpr const char* places =
    "dimensions:\n  place: [p, q, r]\n  area: [urban, rural]\nmappings:\n  before: {from: place, to: place, shift: "
    "-1}\n";

TEST(Order, KeepsEquationsWholeWherePartsSuffice) {
  EXPECT_EQ(step_order(std::string(places) + "auxiliaries:\n  a:\n    over: [place, area]\n    unit: 1\n    "
                                             "equation:\n      urban: a[rural]\n      rural: 1\n"),
            "a[p q r, rural] a[p q r, urban]");
}

TEST(Order, CutsAlongTheOneDimensionOfAChain) {
  EXPECT_EQ(step_order(std::string(places) +
                       "auxiliaries:\n  a:\n    over: [area, place]\n    unit: 1\n    equation:\n      p: 1\n"
                       "      others: a[place=before] + 1\n"),
            "a[urban rural, p] a[urban rural, q] a[urban rural, r]");
}

TEST(Order, CutsACircleOfTwoVariablesAlongTheirChain) {
  EXPECT_EQ(step_order(std::string(places) + "auxiliaries:\n  in:\n    over: [place]\n    unit: 1\n    equation:\n     "
                                             " p: 1\n      others: out[place=before]\n"
                                             "  out: {over: [place], unit: 1, equation: in * 2}\n"),
            "in[p] out[p] in[q] out[q] in[r] out[r]");
}

TEST(Order, GoesDownToCellsWhereItMust) {
  EXPECT_EQ(
      step_order(
          "dimensions:\n  d: [p, q]\n  e: [u, v]\nauxiliaries:\n  a:\n    over: [d, e]\n    unit: 1\n    equation:\n"
          "      p, u: a[q, v]\n      q, v: 1\n      p, v: a[p, u]\n      q, u: a[p, v]\n"),
      "a[q, v] a[p, u] a[p, v] a[q, u]");
  EXPECT_EQ(
      step_order(
          "dimensions:\n  d: [p, q]\n  e: [u, v]\nmappings:\n  d_before: {from: d, to: d, shift: -1}\n"
          "  e_before: {from: e, to: e, shift: -1}\nauxiliaries:\n  a:\n    over: [d, e]\n    unit: 1\n    equation:\n"
          "      p, u: 1\n      p, v: a[e=e_before] + 1\n      q, u: a[d=d_before] + 1\n"
          "      q, v: a[d=d_before] + a[e=e_before]\n"),
      "a[p, u] a[p, v] a[q, u] a[q, v]");
}

TEST(Order, SeesThatATransposedArrayOrADiagonalIsNoCircle) {
  const std::string two =
      "dimensions:\n  d: [p, q]\n  e: {copy_of: d}\nauxiliaries:\n  a:\n    over: [d, e]\n    unit: 1\n    equation:\n";
  EXPECT_EQ(step_order(two + "      p, q: a[d=e, e=d] + 1\n      q, p: 1\n      p, p: 0\n      q, q: 0\n"),
            "a[q, p] a[p, q] a[p, p] a[q, q]");
  EXPECT_EQ(step_order(two + "      p, q: \"sum(a[d=d, e=d] over d)\"\n      q, p: 1\n      p, p: 0\n      q, q: 0\n"),
            "a[q, p] a[p, p] a[q, q] a[p, q]");
}

TEST(Order, OfALongChainIsFoundWithoutDeepRecursion) {
  std::string text = "dimensions:\n  d: [e0";
  for (int i = 1; i < 3000; ++i) text += ", e" + std::to_string(i);
  text +=
      "]\nmappings:\n  before: {from: d, to: d, shift: -1}\nauxiliaries:\n  a:\n    over: [d]\n    unit: 1\n    "
      "equation:\n"
      "      e0: 1\n      others: a[d=before] + 1\n";
  const auto model = small(text);
  ASSERT_TRUE(model) << render(model.diagnostics(), Language::english);
  ASSERT_EQ(model.value().step_order.size(), 3000U);
  EXPECT_EQ(model.value().step_order[2999].cells, (std::vector<std::vector<int>>{{2999}}));
}

}  // namespace
}  // namespace ronghe
