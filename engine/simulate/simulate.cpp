// Deals the members out to blocks and the blocks to threads.
//
// Blocks are taken in any order by any thread; each writes its own places, and what else they found is joined in the
// order of the blocks. So nothing depends on who computed what.
#include "ronghe/simulate.hpp"

#include "program/code.hpp"
#include "simulate/inputs.hpp"
#include "simulate/layout.hpp"
#include "simulate/machine.hpp"
#include "simulate/threads.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <iterator>
#include <limits>
#include <utility>
#include <vector>

namespace ronghe {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// A series without values yet.
void begin_series(Series& series, const Code& code, const std::vector<int>& variables, std::vector<double> times,
                  int members) {
  series.variables = variables;
  series.times = std::move(times);
  series.members = members;
  std::size_t cells = 0;
  for (const int variable : variables) {
    series.cells.push_back(code.variables[at(variable)].cells);
    cells += at(series.cells.back());
  }
  series.values.assign(cells * series.times.size() * at(members), std::numeric_limits<double>::quiet_NaN());
}

Trajectories empty_trajectories(const Code& code, int members) {
  std::vector<double> saved;
  for (const int step : code.clock.saved_steps()) saved.push_back(code.clock.at(step));
  std::vector<double> steps;
  for (int step = 0; step <= code.clock.steps && !code.followed.empty(); ++step) steps.push_back(code.clock.at(step));
  Trajectories result;
  begin_series(result, code, code.outputs, std::move(saved), members);
  begin_series(result.each_step, code, code.followed, std::move(steps), members);
  for (std::size_t i = 0; i < code.checks.size(); ++i) result.checks.emplace_back().check = static_cast<int>(i);
  return result;
}

// The largest violation stays; of equals that of the first member, then of the first step, then of the first cell.
void join(CheckResult& all, const CheckResult& part) {
  if (part.violations == 0) return;
  const bool larger = all.violations == 0 || part.largest > all.largest;
  const long long violations = all.violations + part.violations;
  if (larger) all = part;
  all.violations = violations;
}

}  // namespace

double Series::at(int output, int cell, int time, int member) const {
  std::size_t row = 0;
  for (int i = 0; i < output; ++i) row += static_cast<std::size_t>(cells[static_cast<std::size_t>(i)]);
  row += static_cast<std::size_t>(cell);
  return values[(row * times.size() + static_cast<std::size_t>(time)) * static_cast<std::size_t>(members) +
                static_cast<std::size_t>(member)];
}

int Series::output_of(int variable) const {
  const auto found = std::find(variables.begin(), variables.end(), variable);
  return found == variables.end() ? -1 : static_cast<int>(found - variables.begin());
}

Trajectories simulate(const Program& program, const Ensemble& ensemble, const SimulateOptions& options) {
  const Code& code = program.code();
  Trajectories result = empty_trajectories(code, ensemble.members);
  const int width = choose_width(code, ensemble, options.width, options.threads);
  const Layout layout(code, ensemble, width);
  const Inputs inputs(code, ensemble);
  const int blocks = (ensemble.members + width - 1) / width;
  std::vector<BlockResult> found(at(blocks));
  std::atomic<int> next{0};
  std::atomic<int> done{0};

  // Each thread has one machine and takes blocks until there are none.
  const auto work = [&] {
    Machine machine(code, ensemble, layout, inputs, options.strict, result);
    for (int block = next++; block < blocks; block = next++) {
      if (options.cancel && *options.cancel) return;
      const int first = block * width;
      const int count = std::min(width, ensemble.members - first);
      found[at(block)] = machine.run(first, count);
      const int finished = done += count;
      if (options.progress) options.progress(finished, ensemble.members);
    }
  };
  run_in_threads(std::min(options.threads, blocks), work);

  for (BlockResult& block : found) {
    std::move(block.failures.begin(), block.failures.end(), std::back_inserter(result.failures));
    for (std::size_t i = 0; i < block.checks.size(); ++i) join(result.checks[i], block.checks[i]);
  }
  std::sort(result.failures.begin(), result.failures.end(),
            [](const LaneFailure& a, const LaneFailure& b) { return a.member < b.member; });
  return result;
}

}  // namespace ronghe
