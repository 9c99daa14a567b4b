// Runs blocks of members through all their steps, one block after the other.
//
// A machine belongs to one thread. Its memory is taken when it is made (and, for the rings of `delay_fixed`, when a
// block begins); a step takes none. What it finds goes straight into the trajectories: each block writes its own
// members' places.
//
// A lane (member) whose numbers went wrong stops: it is named, its values from that step on stay missing, and what its
// slots hold from then on is never read. The others do not notice. The lanes behind the last member of a run repeat it
// and count for nothing.
#pragma once

#include "program/code.hpp"
#include "ronghe/simulate.hpp"
#include "simulate/inputs.hpp"
#include "simulate/layout.hpp"

#include <cstdint>
#include <vector>

namespace ronghe {

// What a block found beside its values.
struct BlockResult {
  std::vector<LaneFailure> failures;
  std::vector<CheckResult> checks;  // one for each check of the program
};

class Machine {
 public:
  // Everything given outlives the machine.
  Machine(const Code& code, const Ensemble& ensemble, const Layout& layout, const Inputs& inputs, bool strict,
          Trajectories& trajectories);

  // Runs members [first, first + count), at most as many as the layout is wide.
  BlockResult run(int first, int count);

 private:
  enum class Lane : char {
    stopped,  // or never was a member of its own
    live,
    broken,  // a check did not hold in a strict run: stops when this step is over
    failed,  // the same, and nothing of this step counts
  };
  // Rows of values of a memory, one for each step, written in a circle.
  struct Ring {
    std::vector<double> rows;
    int length = 1;           // [steps]
    std::vector<int> delays;  // [steps] of each number of the memory's state
    bool equal_delays = true;
  };
  // Values beside the slots that only the later stages need.
  struct StageBuffer {
    std::vector<double> start;  // the stock at the beginning of the step
    std::vector<double> sum;    // of net flows, with their weights
  };

  double* slot(int array) { return slots_ + layout_.place(array); }
  std::size_t numbers(int array) const;
  void copy_cells(int to, int from);

  void begin_block(int first, int count);
  void fill_data();
  void begin_memories();
  void recall(const MemoryCode& memory, Ring& ring);
  void remember(const MemoryCode& memory, Ring& ring);
  void set_inputs(const std::vector<int>& cells, double time);
  void first_stage();
  void advance();
  void later_stage(double time);
  template <class Combine>
  void for_each_stock_number(Combine combine);

  void observe(const BoundObservation& bound);
  void find_not_finite(const Window& window, int variable, int equation, const char* reason);
  void save(const Window& window, Series& series, std::size_t first_cell, int time);
  void test_requirements();
  void test_checks();
  bool asked(const CheckCode& check) const;
  void count_check(const CheckCode& check, CheckResult& result);
  // Names what stopped a lane, unless something else did before.
  void fail(int lane, Lane how, const Window& window, std::size_t cell, double value, int variable, int equation,
            const std::string& reason);
  void stop_lanes();

  const Code& code_;
  const Ensemble& ensemble_;
  const Layout& layout_;
  const Inputs& inputs_;
  const bool strict_;
  Trajectories& trajectories_;

  std::vector<double> memory_;
  double* slots_ = nullptr;  // in memory_, at the beginning of a cache line
  std::vector<Ring> rings_;
  std::vector<StageBuffer> stages_;
  std::vector<std::size_t> first_of_saved_, first_of_followed_;  // cells before each variable of the two series
  std::vector<Moves> moves_;                                     // by plan
  Moment moment_;
  std::vector<std::uint64_t> members_;  // by lane
  std::vector<int> plans_;              // by lane

  // Of the block that runs.
  int first_ = 0;
  int count_ = 0;
  int step_ = 0;
  int save_ = -1;  // index of the saved time, or -1 when this step is not saved
  std::vector<Lane> lanes_;
  int alive_ = 0;
  BlockResult result_;
};

}  // namespace ronghe
