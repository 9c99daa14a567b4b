// What the machine is told: a `Program`, and an `Ensemble` of members to run it on.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ronghe {

// How one decision moves one cell of an input over time. Steps count from the start of the run.
//
// With t the time of the stage (in a later stage of a Runge-Kutta step the stage's own), n the step it belongs to, and
// at(k) the time of step k, the change is in force for n >= from, and, when until >= 0, for n < until. From `until` on
// it is gone, or with `hold` it keeps what it had reached: then t is at(until). Its strength u is
//   step     1
//   ramp     1 when n >= from + length, else (t - at(from)) / (at(from + length) - at(from))
//   s_curve  1 when n >= from + length, else with u as for ramp, u * u * (3 - 2 * u)
// and it turns  to: base into base + (value - base) * u (value itself when u = 1), multiply: 1 + (value - 1) * u
// (value itself when u = 1), add: value * u.
// A profile (verb add only) gives between points p and q, at(p.step) <= t < at(q.step) judged by n,
//   linear   p.value + (q.value - p.value) * ((t - at(p.step)) / (at(q.step) - at(p.step)))
//   flat     p.value
// nothing before the first point, and from the last point on its value (0 unless `hold` is meant).
// Under `hold`, n is taken as `until` as well as t as at(until), so ramps and profiles freeze.
struct Change {
  enum class Verb { to, multiply, add };
  enum class Path { step, ramp, s_curve, linear_profile, flat_profile };
  struct Point {
    int step;
    double value;
    bool operator==(const Point&) const = default;
  };

  std::string id;  // of the policy item: sums and products run in order of id
  Verb verb = Verb::add;
  Path path = Path::step;
  bool programme = false;  // programme money is added after all other `add`
  double value = 0;        // [unit of the input]; not of a profile
  int from = 0;
  int length = 0;  // ramp, s_curve: in steps, >= 1
  int until = -1;
  bool hold = false;
  std::vector<Point> points;  // profile, steps rising

  bool operator==(const Change&) const = default;
};

// What happens to one cell of an input. Its value is
// ((base, or the one `to` in force) * every multiply in order) + every add in order + every programme in order.
struct Schedule {
  int variable = -1;
  int cell = 0;
  std::vector<Change> changes;  // sorted by (verb: to, multiply, add, programme; id)
};

// All decisions of one scenario: no two schedules for one cell.
struct Plan {
  std::string name;
  std::vector<Schedule> schedules;
};

// The reference value of one cell of an input or constant: one for all members, or one for each.
struct Setting {
  int variable = -1;
  int cell = 0;
  std::vector<double> values;  // size 1 or members
};

// Inputs × lanes.
struct Ensemble {
  int members = 1;
  int first_member = 0;  // the number of the first: what a member's own random draws depend on, beside the seed
  std::uint64_t seed = 1;
  std::vector<Plan> plans;          // empty: no decisions at all
  std::vector<int> plan_of_member;  // empty: every member follows plan 0
  std::vector<Setting> settings;    // over the model's own values
};

struct Code;  // instructions over arrays: engine/program/code.hpp

// A model made ready to be computed: made by `compile`, run by `simulate`, complete and unchanging. Cheap to copy.
class Program {
 public:
  explicit Program(std::shared_ptr<const Code> code) : code_(std::move(code)) {}

  const Code& code() const { return *code_; }
  // Variables of the model whose values a run gives, in order.
  const std::vector<int>& outputs() const;
  // For measures of speed: steps of a run, and instructions in all.
  int steps() const;
  int instructions() const;
  // Cells of all arrays that are computed in each step.
  long long cells_per_step() const;

 private:
  std::shared_ptr<const Code> code_;
};

// The program in words, one instruction a line, grouped by how often they are computed: constant, data, once per run,
// time only, each step.
std::string to_text(const Program& program);

}  // namespace ronghe
