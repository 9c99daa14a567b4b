// Joins all decisions to one plan, and looks at what they do together.
#include "scenario/decisions.hpp"
#include "scenario/places.hpp"
#include "scenario/schedule.hpp"
#include "scenario/value.hpp"
#include "syntax/number.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace ronghe {
namespace {

class PlanCheck {
 public:
  PlanCheck(const Decisions& decisions, const Model& model, const ReferenceValues& values, Diagnostics& diagnostics)
      : decisions_(decisions), model_(model), values_(values), diagnostics_(diagnostics) {}

  void check(const Schedule& schedule) {
    check_one_to(schedule);
    check_together(schedule);
  }

  // A value that is there already, and a change that is still on its way when the run ends.
  void check_reform(const Reform& reform) {
    const Change& change = reform.change;
    const Variable& input = model_.variables[static_cast<std::size_t>(reform.input)];
    const bool there =
        change.verb == Change::Verb::to && std::all_of(reform.cells.begin(), reform.cells.end(), [&](int cell) {
          return values_.at(reform.input, cell) == change.value &&
                 decisions_.changes.at({reform.input, cell}).size() == 1;
        });
    if (there) {
      diagnostics_.warning("reform.already_there", reform.places.front(),
                           {{"id", reform.id}, {"name", input.name}, {"value", reform.places.front().text()}});
    }
    const int end = change.until < 0 ? model_.time.steps : std::min(change.until, model_.time.steps);
    if (change.path != Change::Path::step && change.from + change.length > end) {
      const double reached = strength_at(change, end, model_.time);
      diagnostics_.warning("reform.unfinished", reform.span,
                           {{"id", reform.id},
                            {"date", date(end)},
                            {"percent", format_number(std::round(reached * 1000) / 10)},
                            {"full", date(change.from + change.length)}});
    }
  }

 private:
  const Variable& variable(const Schedule& schedule) const {
    return model_.variables[static_cast<std::size_t>(schedule.variable)];
  }

  Span place(const std::string& id) const { return decisions_.items.at(id); }

  std::string date(int step) const { return format_number(std::round(model_.time.at(step) * 1e9) / 1e9); }

  // Two `to` that are in force at one time; each pair is told once, at the first of its cells.
  void check_one_to(const Schedule& schedule) {
    for (std::size_t i = 0; i < schedule.changes.size(); ++i) {
      for (std::size_t j = i + 1; j < schedule.changes.size(); ++j) {
        const Change& a = schedule.changes[i];
        const Change& b = schedule.changes[j];
        if (a.verb != Change::Verb::to || b.verb != Change::Verb::to) continue;
        const int both = std::max(a.from, b.from);
        if (!in_force(a, both) || !in_force(b, both)) continue;
        if (!told_.emplace(schedule.variable, std::vector<std::string>{a.id, b.id}).second) continue;
        diagnostics_.error("reform.two_to", place(b.id),
                           {{"first", a.id},
                            {"second", b.id},
                            {"name", model_.cell_name(variable(schedule), schedule.cell)},
                            {"date", date(both)}},
                           place(a.id));
      }
    }
  }

  // What is fine alone may leave the input's range together.
  void check_together(const Schedule& schedule) {
    const Variable& input = variable(schedule);
    const double base = values_.at(schedule.variable, schedule.cell);
    if (!input.range || std::isnan(base) || !within(base, *input.range)) return;
    for (int step = 0; step <= model_.time.steps; ++step) {
      const double value = value_at(schedule, base, step, model_.time);
      if (within(value, *input.range)) continue;
      std::vector<std::string> ids;
      for (const Change& change : schedule.changes) {
        if (in_force(change, step) && (ids.empty() || ids.back() != change.id)) ids.push_back(change.id);
      }
      if (ids.empty() || !told_.emplace(schedule.variable, ids).second) return;
      diagnostics_.error("scenario.out_of_range_together", place(ids.back()),
                         {{"ids", listed(ids)},
                          {"name", model_.cell_name(input, schedule.cell)},
                          {"date", date(step)},
                          {"value", quantity_text(value, input.unit)},
                          {"range", range_text(*input.range, input.unit)}},
                         input.span);
      return;
    }
  }

  const Decisions& decisions_;
  const Model& model_;
  const ReferenceValues& values_;
  Diagnostics& diagnostics_;
  std::set<std::pair<int, std::vector<std::string>>> told_;
};

}  // namespace

Plan make_plan(const std::string& name, Decisions& decisions, const Model& model, const ReferenceValues& values,
               Diagnostics& diagnostics) {
  Plan plan{name, {}};
  PlanCheck check(decisions, model, values, diagnostics);
  for (const std::vector<Reform>* reforms : {&decisions.reforms, &decisions.shocks}) {
    for (const Reform& reform : *reforms) check.check_reform(reform);
  }
  for (auto& [key, changes] : decisions.changes) {
    std::stable_sort(changes.begin(), changes.end(), counts_before);
    plan.schedules.push_back({key.first, key.second, std::move(changes)});
    check.check(plan.schedules.back());
  }
  return plan;
}

}  // namespace ronghe
