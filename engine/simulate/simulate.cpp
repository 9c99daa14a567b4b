// Deals the members out to blocks and the blocks to threads.
//
// Blocks are taken in any order by any thread; each writes its own places, and what else they found is joined in the
// order of the blocks. So nothing depends on who computed what.
#include "ronghe/simulate.hpp"

#include "program/code.hpp"
#include "simulate/inputs.hpp"
#include "simulate/layout.hpp"
#include "simulate/machine.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <iterator>
#include <limits>
#include <utility>
#include <vector>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

namespace ronghe {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

Trajectories empty_trajectories(const Code& code, int members) {
  Trajectories result;
  result.variables = code.outputs;
  std::size_t cells = 0;
  for (const int variable : code.outputs) {
    result.cells.push_back(code.variables[at(variable)].cells);
    cells += at(result.cells.back());
  }
  for (const int step : code.clock.saved_steps()) result.times.push_back(code.clock.at(step));
  result.members = members;
  result.values.assign(cells * result.times.size() * at(members), std::numeric_limits<double>::quiet_NaN());
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

double Trajectories::at(int output, int cell, int time, int member) const {
  std::size_t row = 0;
  for (int i = 0; i < output; ++i) row += static_cast<std::size_t>(cells[static_cast<std::size_t>(i)]);
  row += static_cast<std::size_t>(cell);
  return values[(row * times.size() + static_cast<std::size_t>(time)) * static_cast<std::size_t>(members) +
                static_cast<std::size_t>(member)];
}

int Trajectories::output_of(int variable) const {
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

  // Counts the hands that what was written has gone through: the next may read it. oneTBB sees to that too, but the
  // thread sanitizer cannot look into a library that was not built with it.
  std::atomic<int> handed_over{0};

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
  const int threads = std::min(options.threads, blocks);
  if (threads <= 1) {
    work();
  } else {
    // oneTBB prints a warning when an arena asks for more than it allows.
    const tbb::global_control allow(tbb::global_control::max_allowed_parallelism, at(threads));
    tbb::task_arena arena(threads);
    const auto take_part = [&](int) {
      handed_over.load();
      work();
      ++handed_over;
    };
    ++handed_over;
    arena.execute([&] { tbb::parallel_for(0, threads, take_part, tbb::simple_partitioner()); });
    handed_over.load();
  }

  for (BlockResult& block : found) {
    std::move(block.failures.begin(), block.failures.end(), std::back_inserter(result.failures));
    for (std::size_t i = 0; i < block.checks.size(); ++i) join(result.checks[i], block.checks[i]);
  }
  std::sort(result.failures.begin(), result.failures.end(),
            [](const LaneFailure& a, const LaneFailure& b) { return a.member < b.member; });
  return result;
}

}  // namespace ronghe
