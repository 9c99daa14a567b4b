// The judge: a slow, plain evaluator of one member, against which the machine is compared bit for bit.
//
// It walks the trees of a checked `Model`, one cell at a time, and computes what it meets on the way. What is computed
// is remembered until the stage is over, so recursion finds an order by itself: neither the model's orders nor anything
// of the compiler or the machine is used. Nothing is folded, shared or hoisted, and every rule of the language stands
// here once, as it would be written down in a book.
//
// Only what both sides need to agree in bits comes from a library: SLEEF's deterministic functions (here the plain C
// ones of a single value, there those of SIMD registers) and Random123's Philox.
#pragma once

#include "ronghe/model.hpp"
#include "ronghe/program.hpp"

#include <vector>

namespace ronghe::reference {

// What one check found in this member.
struct CheckCount {
  long long violations = 0;  // cells × steps where it did not hold
  double largest = 0;        // largest violation, as in CheckResult
};

// What happened to one member.
struct Verdict {
  std::vector<int> steps;  // the steps that are saved
  // [variable][cell][saved step]; of every variable of the model, hidden ones too. NaN from the failure on.
  std::vector<std::vector<std::vector<double>>> values;
  int failed_at = -1;              // step, or -1
  std::vector<CheckCount> checks;  // of the steps before the failure
};

// Runs member `member` of `ensemble`. `outputs` are the saved variables, which the failure test looks at; empty: every
// variable that is not hidden.
//
// Throws std::logic_error where the model is not what a `Model` promises: a circle, a cell without an equation or with
// two.
Verdict evaluate(const Model& model, const Ensemble& ensemble, int member, const std::vector<int>& outputs = {});

// One operator of the language on numbers: everything but references, lookups, time, reductions and the functions that
// jump. Lets a test look at the rules one by one.
double operator_value(Term::Op op, const std::vector<double>& operands);
double power_whole(double base, int exponent);
double evaluate(const Lookup& lookup, double x);
// Terms in the one order of the language: up to 7 left to right, from 8 on eight partial sums.
double reduce(Term::Op op, const std::vector<double>& terms);
// The value of a cell of an input whose reference value is `base`, in the step `step` at the stage's time `time`.
double input_value(const Time& clock, const Schedule& schedule, double base, int step, double time);

}  // namespace ronghe::reference
