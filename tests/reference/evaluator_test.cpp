// Who judges the judge: its rules one by one against numbers worked out by hand, and small models built without the
// reader, so that it stands on its own.
#include "reference/evaluator.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe::reference {
namespace {

using Op = Term::Op;

constexpr double infinity = std::numeric_limits<double>::infinity();
const double nan = std::numeric_limits<double>::quiet_NaN();

void expect_same(double found, double expected) {
  if (std::isnan(expected)) {
    EXPECT_TRUE(std::isnan(found)) << found;
  } else {
    EXPECT_EQ(found, expected);
    EXPECT_EQ(std::signbit(found), std::signbit(expected));
  }
}

TEST(Judge, KnowsTheOperators) {
  struct Case {
    Op op;
    std::vector<double> operands;
    double expected;
  };
  const Case cases[] = {
      {Op::power, {0, 2.5}, 0},
      {Op::power, {0, 0}, 1},
      {Op::power, {0, -1.5}, infinity},
      {Op::power, {-8, 1.0 / 3}, nan},
      {Op::power, {-2, 2}, nan},
      {Op::power, {1, 1e300}, 1},
      {Op::minimum, {1, nan}, nan},
      {Op::minimum, {nan, 1}, nan},
      {Op::maximum, {1, nan}, nan},
      {Op::minimum, {0.0, -0.0}, 0.0},
      {Op::minimum, {-0.0, 0.0}, -0.0},
      {Op::maximum, {-0.0, 0.0}, -0.0},
      {Op::round, {2.5}, 3},
      {Op::round, {-2.5}, -3},
      {Op::round, {0.49999999999999994}, 0},
      {Op::truncate, {-2.9}, -2},
      {Op::mod, {7, 3}, 1},
      {Op::mod, {-7, 3}, 2},
      {Op::mod, {7, -3}, -2},
      {Op::divide_or, {1, 0, 5}, 5},
      {Op::divide_or, {1, -0.0, 5}, 5},
      {Op::divide_or, {1, 4, 5}, 0.25},
      {Op::divide, {1, 0}, infinity},
      {Op::less, {nan, 1}, 0},
      {Op::greater_equal, {nan, nan}, 0},
      {Op::equal, {nan, nan}, 0},
      {Op::not_equal, {nan, nan}, 1},
      {Op::logical_and, {1, 0}, 0},
      {Op::logical_or, {1, 0}, 1},
      {Op::logical_not, {0}, 1},
      {Op::exp, {0}, 1},
      {Op::ln, {1}, 0},
      {Op::ln, {0}, -infinity},
      {Op::log10, {1000}, 3},
      {Op::square_root, {2}, 1.4142135623730951},
      {Op::sin, {0}, 0},
      {Op::cos, {0}, 1},
      {Op::tanh, {1000}, 1},
      {Op::arctan, {0}, 0},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(static_cast<int>(c.op));
    expect_same(operator_value(c.op, c.operands), c.expected);
  }
}

// SLEEF promises one unit in the last place; the C library is as good.
TEST(Judge, HasTheElementaryFunctionsOfMathematics) {
  struct Case {
    Op op;
    double (*function)(double);
  };
  const Case cases[] = {
      {Op::exp, std::exp},     {Op::ln, std::log},    {Op::log10, std::log10}, {Op::sin, std::sin},
      {Op::cos, std::cos},     {Op::tan, std::tan},   {Op::arcsin, std::asin}, {Op::arccos, std::acos},
      {Op::arctan, std::atan}, {Op::sinh, std::sinh}, {Op::cosh, std::cosh},   {Op::tanh, std::tanh},
  };
  for (const Case& c : cases) {
    for (const double x : {0.001, 0.1, 0.5, 0.9, 0.999}) {
      const double expected = c.function(x);
      EXPECT_NEAR(operator_value(c.op, {x}), expected, 4e-16 * std::abs(expected))
          << static_cast<int>(c.op) << " of " << x;
    }
  }
}

TEST(Judge, RaisesToAWholePowerBySquaringFromTheHighBit) {
  const double x = 1.1;
  EXPECT_EQ(power_whole(x, 0), 1);
  EXPECT_EQ(power_whole(x, 1), x);
  EXPECT_EQ(power_whole(x, 2), x * x);
  EXPECT_EQ(power_whole(x, 3), x * x * x);
  EXPECT_EQ(power_whole(x, 5), (x * x) * (x * x) * x);
  const double x3 = x * x * x;
  EXPECT_EQ(power_whole(x, 13), (x3 * x3) * (x3 * x3) * x);
  EXPECT_EQ(power_whole(x, -3), 1 / x3);
  EXPECT_EQ(power_whole(nan, 0), 1);
}

TEST(Judge, AddsUpToSevenTermsLeftToRightAndMoreInEightPartialSums) {
  const std::vector<double> seven = {1e16, 1, 1, -1e16, 3, 0.1, 0.2};
  double left_to_right = seven[0];
  for (std::size_t i = 1; i < seven.size(); ++i) left_to_right += seven[i];
  EXPECT_EQ(reduce(Op::sum, seven), left_to_right);

  const std::vector<double> ten = {1e16, 1, 0.1, -1e16, 3, 0.7, 1e8, 0.3, 5, -1e8};
  const double p[8] = {1e16 + 5, 1 + -1e8, 0.1, -1e16, 3, 0.7, 1e8, 0.3};
  const double joined = ((p[0] + p[4]) + (p[2] + p[6])) + ((p[1] + p[5]) + (p[3] + p[7]));
  EXPECT_EQ(reduce(Op::sum, ten), joined);
  EXPECT_EQ(reduce(Op::mean, ten), joined / 10);
  double plain = ten[0];
  for (std::size_t i = 1; i < ten.size(); ++i) plain += ten[i];
  EXPECT_NE(joined, plain) << "these terms do not tell the two orders apart";

  EXPECT_EQ(reduce(Op::product, {2, 3, 4}), 24);
  EXPECT_EQ(reduce(Op::smallest, {3, 1, 2}), 1);
  EXPECT_EQ(reduce(Op::largest, {3, 1, 2}), 3);
  expect_same(reduce(Op::smallest, {3, nan, 2}), nan);
  expect_same(reduce(Op::largest, {0.0, -0.0}), 0.0);
}

TEST(Judge, ReadsLookups) {
  Lookup lookup;
  lookup.x = {0, 1, 3};
  lookup.y = {10, 20, 0};
  struct Case {
    Lookup::Between between;
    Lookup::Outside outside;
    double x;
    double y;
  };
  using Between = Lookup::Between;
  using Outside = Lookup::Outside;
  const Case cases[] = {
      {Between::linear, Outside::hold, 0, 10},    {Between::linear, Outside::hold, 0.5, 15},
      {Between::linear, Outside::hold, 1, 20},    {Between::linear, Outside::hold, 2, 10},
      {Between::linear, Outside::hold, 3, 0},     {Between::linear, Outside::hold, -1, 10},
      {Between::linear, Outside::hold, 9, 0},     {Between::linear, Outside::extend, -1, 0},
      {Between::linear, Outside::extend, 4, -10}, {Between::step, Outside::hold, 0.99, 10},
      {Between::step, Outside::hold, 1, 20},      {Between::step, Outside::hold, 3, 0},
      {Between::linear, Outside::hold, nan, nan}, {Between::linear, Outside::hold, infinity, 0},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.x);
    lookup.between = c.between;
    lookup.outside = c.outside;
    expect_same(evaluate(lookup, c.x), c.y);
  }
}

Time clock_of(int steps, Method method = Method::euler) {
  Time time;
  time.start_numerator = 2020;
  time.step_denominator = 2;
  time.steps = steps;
  time.method = method;
  return time;
}

TEST(Judge, MovesInputsAlongTheirPaths) {
  const Time clock = clock_of(20);
  Change ramp;
  ramp.verb = Change::Verb::add;
  ramp.path = Change::Path::ramp;
  ramp.value = 8;
  ramp.from = 4;  // 2022
  ramp.length = 4;
  Change curve = ramp;
  curve.path = Change::Path::s_curve;
  Change held = ramp;
  held.until = 6;
  held.hold = true;
  Change gone = ramp;
  gone.until = 6;
  Change to = ramp;
  to.verb = Change::Verb::to;
  Change multiply = ramp;
  multiply.verb = Change::Verb::multiply;
  Change profile;
  profile.path = Change::Path::linear_profile;
  profile.points = {{4, 10}, {6, 20}, {10, 0}};
  profile.from = 4;
  Change flat = profile;
  flat.path = Change::Path::flat_profile;
  struct Case {
    const char* name;
    const Change* change;
    int step;
    double time;
    double value;  // of an input of 100
  };
  const Case cases[] = {
      {"before", &ramp, 3, 2021.5, 100},
      {"before, at the end of its stage", &ramp, 3, 2022, 100},
      {"begins at 0", &ramp, 4, 2022, 100},
      {"a quarter", &ramp, 4, 2022.5, 102},
      {"half", &ramp, 6, 2023, 104},
      {"whole", &ramp, 8, 2024, 108},
      {"after", &ramp, 15, 2027.5, 108},
      {"s-curve, a quarter", &curve, 5, 2022.5, 100 + 8 * (0.25 * 0.25 * 2.5)},
      {"held", &held, 12, 2026, 104},
      {"held in a later stage", &held, 6, 2023.5, 104},
      {"gone", &gone, 6, 2023, 100},
      {"not yet gone in a later stage", &gone, 5, 2023, 104},
      {"to", &to, 6, 2023, 54},
      {"to, reached", &to, 8, 2024, 8},
      {"multiply", &multiply, 6, 2023, 450},
      {"profile before", &profile, 3, 2022, 100},
      {"profile", &profile, 4, 2022.5, 115},
      {"profile, next line", &profile, 8, 2024, 110},
      {"profile, left limit of a point", &profile, 5, 2023, 120},
      {"profile, last value", &profile, 19, 2029.5, 100},
      {"flat profile", &flat, 5, 2023, 110},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Schedule schedule;
    schedule.changes = {*c.change};
    EXPECT_EQ(input_value(clock, schedule, 100, c.step, c.time), c.value);
  }
}

TEST(Judge, TakesToFirstThenMultipliesThenAddsThenPays) {
  const Time clock = clock_of(4);
  Schedule schedule;
  Change change;
  change.verb = Change::Verb::to;
  change.value = 10;
  schedule.changes.push_back(change);
  change.verb = Change::Verb::multiply;
  change.value = 3;
  schedule.changes.push_back(change);
  change.verb = Change::Verb::add;
  change.value = 0.5;
  schedule.changes.push_back(change);
  change.programme = true;
  change.path = Change::Path::flat_profile;
  change.points = {{0, 7}};
  schedule.changes.push_back(change);
  EXPECT_EQ(input_value(clock, schedule, 100, 0, 2020), 10.0 * 3 + 0.5 + 7);
}

// --- small models, built by hand ---

Term literal(double value) {
  Term term;
  term.value = value;
  return term;
}

Term reference(int variable) {
  Term term;
  term.op = Op::reference;
  term.variable = variable;
  return term;
}

Term apply(Op op, std::vector<Term> operands) {
  Term term;
  term.op = op;
  term.operands = std::move(operands);
  return term;
}

Variable variable(const char* name, Variable::Kind kind, Term term) {
  Variable result;
  result.name = name;
  result.kind = kind;
  Equation equation;
  equation.term = std::move(term);
  result.equations = {equation};
  return result;
}

// A stock of 100 that loses half of itself a year.
Model decay(Method method, int steps) {
  Model model;
  model.time = clock_of(steps, method);
  model.variables = {variable("stock", Variable::Kind::stock, literal(100)),
                     variable("loss", Variable::Kind::flow, apply(Op::divide, {reference(0), literal(2)}))};
  model.variables[0].outflows = {reference(1)};
  return model;
}

TEST(Judge, TakesTheStepsOfItsMethods) {
  // One step of half a year with z = -dt/2 = -1/4: 1 + z, 1 + z + z²/2, 1 + z + z²/2 + z³/6 + z⁴/24.
  const auto after_one_step = [](Method method) { return evaluate(decay(method, 1), {}, 0).values[0][0][1]; };
  EXPECT_EQ(after_one_step(Method::euler), 75);
  EXPECT_EQ(after_one_step(Method::rk2), 78.125);
  EXPECT_NEAR(after_one_step(Method::rk4), 100 * (1 - 1.0 / 4 + 1.0 / 32 - 1.0 / 384 + 1.0 / 6144), 1e-13);
}

TEST(Judge, FailsAtTheStepWhereANumberIsNoLongerFinite) {
  Model model = decay(Method::euler, 6);
  // The loss is infinite from 2021.5 on, step 3.
  model.variables[1].equations[0].term =
      apply(Op::divide, {literal(1), apply(Op::less, {apply(Op::time, {}), literal(2021.5)})});
  const Verdict run = evaluate(model, {}, 0);
  EXPECT_EQ(run.failed_at, 3);
  EXPECT_EQ(run.values[0][0][2], 99);
  EXPECT_TRUE(std::isnan(run.values[0][0][3]));
  // Nobody looks at a flow that is not saved; the stock it spoils is seen a step later.
  EXPECT_EQ(evaluate(model, {}, 0, {0}).failed_at, 4);
}

TEST(Judge, FailsWhereARequirementDoesNotHold) {
  Model model = decay(Method::euler, 6);
  Requirement requirement;
  requirement.equation.term = apply(Op::greater, {reference(0), literal(60)});
  model.requirements = {requirement};
  EXPECT_EQ(evaluate(model, {}, 0).failed_at, 2);  // 100, 75, 56.25
}

TEST(Judge, CountsChecksThatDoNotHold) {
  Model model = decay(Method::euler, 3);
  Check check;
  check.equation.term = apply(Op::greater_equal, {reference(0), literal(60)});
  model.checks = {check};
  const Verdict run = evaluate(model, {}, 0);
  EXPECT_EQ(run.failed_at, -1);
  EXPECT_EQ(run.checks[0].violations, 2);  // 56.25, 42.1875
  EXPECT_EQ(run.checks[0].largest, 60 - 42.1875);
}

TEST(Judge, RefusesCirclesAndCellsWithoutOneEquation) {
  Model circle = decay(Method::euler, 1);
  circle.variables[1].equations[0].term = reference(1);
  EXPECT_THROW(evaluate(circle, {}, 0), std::logic_error);
  Model two = decay(Method::euler, 1);
  two.variables[1].equations.push_back(two.variables[1].equations[0]);
  EXPECT_THROW(evaluate(two, {}, 0), std::logic_error);
  Model none = decay(Method::euler, 1);
  none.variables[1].equations.clear();
  EXPECT_THROW(evaluate(none, {}, 0), std::logic_error);
}

}  // namespace
}  // namespace ronghe::reference
