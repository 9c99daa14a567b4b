#include "simulate/inputs.hpp"

#include "ronghe/diagnostics.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

namespace ronghe {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

bool is_profile(const Change& change) {
  return change.path == Change::Path::linear_profile || change.path == Change::Path::flat_profile;
}

// The strength of a change at time t of step n.
double strength(const Clock& clock, const Change& change, int n, double t) {
  if (change.path == Change::Path::step || n >= change.from + change.length) return 1;
  const double begin = clock.at(change.from);
  const double u = (t - begin) / (clock.at(change.from + change.length) - begin);
  return change.path == Change::Path::s_curve ? u * u * (3 - 2 * u) : u;
}

// The value of a profile at time t of step n, not before its first point.
double profile(const Clock& clock, const Change& change, int n, double t) {
  const std::vector<Change::Point>& points = change.points;
  const auto after =
      std::upper_bound(points.begin(), points.end(), n, [](int step, const auto& point) { return step < point.step; });
  const Change::Point& p = *(after - 1);
  if (after == points.end() || change.path == Change::Path::flat_profile) return p.value;
  const Change::Point& q = *after;
  return p.value + (q.value - p.value) * ((t - clock.at(p.step)) / (clock.at(q.step) - clock.at(p.step)));
}

// Adds the steps at which `change` begins, ends or turns to `jumps`, and those within which it moves to `moves`.
void find_steps(const Change& change, int steps, std::vector<int>& jumps, std::vector<int>& moves) {
  const int end = change.until >= 0 ? std::min(change.until, steps + 1) : steps + 1;
  const auto moves_between = [&](int first, int last) {
    for (int n = std::max(first, 0); n < std::min(last, end); ++n) moves.push_back(n);
  };
  jumps.push_back(change.from);
  if (change.until >= 0) jumps.push_back(change.until);
  if (is_profile(change)) {
    for (const Change::Point& point : change.points) jumps.push_back(point.step);
    if (change.path == Change::Path::linear_profile && !change.points.empty()) {
      moves_between(change.points.front().step, change.points.back().step);
    }
    return;
  }
  if (change.path == Change::Path::step) return;
  jumps.push_back(change.from + change.length);
  moves_between(change.from, change.from + change.length);
}

}  // namespace

Inputs::Inputs(const Code& code, const Ensemble& ensemble)
    : changing_(at(code.clock.steps) + 1), moving_(at(code.clock.steps) + 1) {
  std::map<int, int> input_of;
  for (std::size_t i = 0; i < code.inputs.size(); ++i) input_of[code.inputs[i].variable] = static_cast<int>(i);
  std::map<std::pair<int, int>, MovedCell> found;
  for (std::size_t plan = 0; plan < ensemble.plans.size(); ++plan) {
    for (const Schedule& schedule : ensemble.plans[plan].schedules) {
      const auto input = input_of.find(schedule.variable);
      const VariableCode& variable = code.variables[at(schedule.variable)];
      if (input == input_of.end()) {
        if (variable.moves || variable.array < 0 || schedule.changes.empty()) continue;  // nothing reads it
        throw InternalError("a plan moves `" + variable.name + "`, which was compiled as unmoving");
      }
      MovedCell& cell = found[{schedule.variable, schedule.cell}];
      cell.input = input->second;
      cell.place = variable.places[at(schedule.cell)];
      cell.schedules.resize(ensemble.plans.size(), nullptr);
      cell.schedules[plan] = &schedule;
    }
  }

  const int steps = code.clock.steps;
  for (auto& [key, cell] : found) {
    std::vector<int> jumps = {0};
    std::vector<int> moves;
    for (const Schedule* schedule : cell.schedules) {
      if (!schedule) continue;
      for (const Change& change : schedule->changes) find_steps(change, steps, jumps, moves);
    }
    std::sort(moves.begin(), moves.end());
    moves.erase(std::unique(moves.begin(), moves.end()), moves.end());
    const int index = static_cast<int>(cells_.size());
    for (const int n : moves) {
      moving_[at(n)].push_back(index);
      jumps.push_back(n);
      jumps.push_back(n + 1);  // the last stage of a step may have left it at the step's end
    }
    std::sort(jumps.begin(), jumps.end());
    jumps.erase(std::unique(jumps.begin(), jumps.end()), jumps.end());
    for (const int n : jumps) {
      if (n >= 0 && n <= steps) changing_[at(n)].push_back(index);
    }
    cells_.push_back(std::move(cell));
  }
}

void Moves::prepare(const Clock& clock, const Schedule* schedule, int step, double time) {
  moves_.clear();
  if (!schedule) return;
  for (const Change& change : schedule->changes) {
    int n = step;
    double t = time;
    const bool over = change.until >= 0 && step >= change.until;
    if (step < change.from || (over && !change.hold)) continue;
    if (over) {
      n = change.until;
      t = clock.at(change.until);
    }
    if (is_profile(change)) {
      if (change.points.empty() || n < change.points.front().step) continue;
      moves_.push_back({Move::Kind::add, profile(clock, change, n, t), 1});
      continue;
    }
    const double u = strength(clock, change, n, t);
    switch (change.verb) {
      case Change::Verb::to:
        moves_.push_back({u == 1 ? Move::Kind::set : Move::Kind::approach, change.value, u});
        break;
      case Change::Verb::multiply:
        moves_.push_back({Move::Kind::multiply, u == 1 ? change.value : 1 + (change.value - 1) * u, u});
        break;
      case Change::Verb::add:
        moves_.push_back({Move::Kind::add, change.value * u, u});
        break;
    }
  }
}

double Moves::value(double base) const {
  double result = base;
  for (const Move& move : moves_) {
    switch (move.kind) {
      case Move::Kind::set:
        result = move.value;
        break;
      case Move::Kind::approach:
        result = base + (move.value - base) * move.strength;
        break;
      case Move::Kind::multiply:
        result = result * move.value;
        break;
      case Move::Kind::add:
        result = result + move.value;
        break;
    }
  }
  return result;
}

}  // namespace ronghe
