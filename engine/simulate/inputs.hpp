// The present value of every input that a plan moves.
//
// Most decisions jump once and then stay, so a cell is computed anew only in the steps where something begins, ends or
// moves. These steps are found once for a run.
#pragma once

#include "program/code.hpp"
#include "ronghe/program.hpp"

#include <vector>

namespace ronghe {

// A cell that some plan moves.
struct MovedCell {
  int input = -1;                          // index into the program's inputs
  int place = 0;                           // in its arrays
  std::vector<const Schedule*> schedules;  // by plan; null where a plan leaves it alone
};

class Inputs {
 public:
  // `ensemble` outlives it. Every schedule's variable must be one of the program's moving inputs, or be read by
  // nothing.
  Inputs(const Code& code, const Ensemble& ensemble);

  const std::vector<MovedCell>& cells() const { return cells_; }
  // Indices into `cells` of those that may differ in the first stage of step n from the stage before.
  const std::vector<int>& changing(int n) const { return changing_[static_cast<std::size_t>(n)]; }
  // Of those that move within step n.
  const std::vector<int>& moving(int n) const { return moving_[static_cast<std::size_t>(n)]; }

 private:
  std::vector<MovedCell> cells_;
  std::vector<std::vector<int>> changing_;
  std::vector<std::vector<int>> moving_;
};

// What a schedule does at one moment: the same for every member that follows it.
class Moves {
 public:
  void prepare(const Clock& clock, const Schedule* schedule, int step, double time);
  // The value over a reference value.
  double value(double base) const;

 private:
  struct Move {
    enum class Kind { set, approach, multiply, add } kind;
    double value;
    double strength;
  };
  std::vector<Move> moves_;
};

}  // namespace ronghe
