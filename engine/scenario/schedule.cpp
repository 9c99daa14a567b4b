#include "scenario/schedule.hpp"

#include <tuple>

namespace ronghe {
namespace {

bool is_profile(const Change& change) {
  return change.path == Change::Path::linear_profile || change.path == Change::Path::flat_profile;
}

double profile_at(const Change& change, int step, const Time& time) {
  const std::vector<Change::Point>& points = change.points;
  if (points.empty() || step < points.front().step) return 0;
  std::size_t p = points.size() - 1;
  while (points[p].step > step) --p;
  if (p + 1 == points.size() || change.path == Change::Path::flat_profile) return points[p].value;
  const double share =
      (time.at(step) - time.at(points[p].step)) / (time.at(points[p + 1].step) - time.at(points[p].step));
  return points[p].value + (points[p + 1].value - points[p].value) * share;
}

}  // namespace

bool in_force(const Change& change, int step) {
  return step >= change.from && (change.until < 0 || change.hold || step < change.until);
}

double strength_at(const Change& change, int step, const Time& time) {
  if (change.until >= 0 && change.hold && step > change.until) step = change.until;
  if (is_profile(change)) return profile_at(change, step, time);
  if (change.path == Change::Path::step || step >= change.from + change.length) return 1;
  const double u =
      (time.at(step) - time.at(change.from)) / (time.at(change.from + change.length) - time.at(change.from));
  return change.path == Change::Path::ramp ? u : u * u * (3 - 2 * u);
}

double value_at(const Schedule& schedule, double base, int step, const Time& time) {
  double value = base;
  for (const Change& change : schedule.changes) {
    if (!in_force(change, step)) continue;
    const double u = strength_at(change, step, time);
    if (is_profile(change)) {
      value += u;
      continue;
    }
    switch (change.verb) {
      case Change::Verb::to:
        value = u == 1 ? change.value : base + (change.value - base) * u;
        break;
      case Change::Verb::multiply:
        value *= u == 1 ? change.value : 1 + (change.value - 1) * u;
        break;
      case Change::Verb::add:
        value += change.value * u;
        break;
    }
  }
  return value;
}

bool counts_before(const Change& a, const Change& b) {
  return std::tie(a.programme, a.verb, a.id) < std::tie(b.programme, b.verb, b.id);
}

}  // namespace ronghe
