// What happens: runs a program on an ensemble.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/program.hpp"

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ronghe {

// A lane whose numbers went wrong. It stopped at `step`; later saves are missing.
struct LaneFailure {
  int member = 0;
  int step = 0;
  double time = 0;
  int variable = -1;  // index in the model; the first in evaluation order
  int cell = 0;
  double value = 0;  // NaN or infinite; for a requirement the value that broke it
  std::string code;  // "run.not_finite" or the requirement's code
  Span span;         // the equation
};

// What a check found, over all members and steps.
struct CheckResult {
  int check = -1;                         // index in the model
  long long violations = 0;               // cells × steps × members where it did not hold
  double largest = 0;                     // largest violation: for `a <= b` (and `<`) a - b, for `=` |a - b|, else 1
  int member = -1, step = -1, cell = -1;  // where
  double time = 0;
};

// Values of some variables at some times.
struct Series {
  std::vector<int> variables;  // indices in the model
  std::vector<int> cells;      // of each of them
  std::vector<double> times;
  int members = 0;
  std::vector<double> values;  // [output][cell][time][member]; NaN after a lane failed

  // `output` is an index into `variables`.
  double at(int output, int cell, int time, int member = 0) const;
  // Index into `variables` of the model's variable, or -1.
  int output_of(int variable) const;
};

// What a run gives: the asked variables at the saved times, and what was found on the way.
struct Trajectories : Series {
  Series each_step;                   // the variables to be followed, at every step: for sums over time
  std::vector<LaneFailure> failures;  // at most one a member, by member
  std::vector<CheckResult> checks;    // one for each check of the model
};

struct SimulateOptions {
  int threads = 1;      // >= 1
  int width = 0;        // members in a block: a multiple of 8, or 0: chosen from the size of the program
  bool strict = false;  // a broken check stops the lane
  std::function<void(int done, int members)> progress = {};  // may be empty; called from any thread
  const std::atomic<bool>* cancel = nullptr;                 // when set to true the run stops between blocks
};

// Runs every member of `ensemble`. Bits of a member depend on the program, its own inputs, the seed and its number: not
// on the width, the threads or the other members. Members that a cancelled run did not reach have no values.
Trajectories simulate(const Program& program, const Ensemble& ensemble, const SimulateOptions& options = {});

// What exp, ln and the trigonometric functions are computed with. It changes the time and no bit: the widest that the
// processor has is used, unless `use` chose another before anything was simulated.
enum class InstructionSet { baseline, avx, avx512 };
std::vector<InstructionSet> instruction_sets();  // of this processor, the widest last
std::string_view name_of(InstructionSet set);
void use(InstructionSet set);  // one of `instruction_sets()`

}  // namespace ronghe
