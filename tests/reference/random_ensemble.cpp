#include "reference/random_model.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

namespace ronghe::reference {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// The order in which a schedule takes its changes: to, multiply, add, programmes.
int rank(const Change& change) { return change.programme ? 3 : static_cast<int>(change.verb); }

class EnsembleMaker {
 public:
  EnsembleMaker(const Model& model, std::uint64_t seed) : model_(model), random_(seed ^ 0x5eed) {}

  Ensemble make() {
    Ensemble ensemble;
    ensemble.members = random_.chance(30) ? 1 : random_.between(2, 20);
    ensemble.seed = random_.next();
    const int plans = random_.between(0, 3);
    for (int p = 0; p < plans; ++p) ensemble.plans.push_back(plan(fmt::format("plan{}", p)));
    const bool own_plans = plans > 0 && random_.chance(75);
    for (int m = 0; own_plans && m < ensemble.members; ++m) {
      ensemble.plan_of_member.push_back(random_.between(0, plans - 1));
    }
    for (int v = 0; v < static_cast<int>(model_.variables.size()); ++v) add_settings(ensemble, v);
    return ensemble;
  }

 private:
  double number() { return random_.between(-900, 900) / 100.0; }

  void add_settings(Ensemble& ensemble, int v) {
    const Variable& variable = model_.variables[at(v)];
    const bool settable = variable.kind == Variable::Kind::input || variable.kind == Variable::Kind::constant;
    if (!settable || variable.hidden()) return;
    for (int cell = 0; cell < variable.cells; ++cell) {
      if (!random_.chance(20)) continue;
      Setting setting;
      setting.variable = v;
      setting.cell = cell;
      for (int i = random_.chance(30) ? 1 : ensemble.members; i-- > 0;) {
        setting.values.push_back(variable.values[at(cell)] * (random_.between(50, 150) / 100.0));
      }
      ensemble.settings.push_back(setting);
    }
  }

  Plan plan(const std::string& name) {
    Plan result;
    result.name = name;
    for (int v = 0; v < static_cast<int>(model_.variables.size()); ++v) {
      if (model_.variables[at(v)].kind != Variable::Kind::input) continue;
      for (int cell = 0; cell < model_.variables[at(v)].cells; ++cell) {
        if (random_.chance(50)) result.schedules.push_back(schedule(v, cell));
      }
    }
    return result;
  }

  Schedule schedule(int variable, int cell) {
    Schedule result;
    result.variable = variable;
    result.cell = cell;
    bool sets = false;
    for (int i = random_.between(1, 5); i-- > 0;) {
      Change made = random_.chance(30) ? profile() : change();
      made.id = fmt::format("item{}", i);
      // At most one `to` may be in force.
      if (made.verb == Change::Verb::to && std::exchange(sets, true)) made.verb = Change::Verb::multiply;
      result.changes.push_back(made);
    }
    std::stable_sort(result.changes.begin(), result.changes.end(), [](const Change& a, const Change& b) {
      return std::pair(rank(a), a.id) < std::pair(rank(b), b.id);
    });
    return result;
  }

  Change change() {
    Change result;
    result.verb = random_.pick(verbs_);
    result.path = random_.pick(paths_);
    result.value = number();
    take_window(result);
    if (result.path != Change::Path::step) result.length = random_.between(1, model_.time.steps);
    return result;
  }

  Change profile() {
    Change result;
    result.verb = Change::Verb::add;
    result.path = random_.chance(60) ? Change::Path::linear_profile : Change::Path::flat_profile;
    result.programme = random_.chance(60);
    take_window(result);
    int step = result.from;
    for (int points = random_.between(1, 5); points-- > 0;) {
      result.points.push_back({step, number()});
      step += random_.between(1, 4);
    }
    result.points.push_back({step, random_.chance(70) ? 0 : number()});
    return result;
  }

  void take_window(Change& change) {
    change.from = random_.between(0, model_.time.steps - 1);
    if (random_.chance(50)) return;
    change.until = random_.between(change.from + 1, model_.time.steps);
    change.hold = random_.chance(50);
  }

  const std::vector<Change::Verb> verbs_ = {Change::Verb::to, Change::Verb::multiply, Change::Verb::add};
  const std::vector<Change::Path> paths_ = {Change::Path::step, Change::Path::ramp, Change::Path::s_curve};

  const Model& model_;
  Random random_;
};

}  // namespace

Ensemble random_ensemble(const Model& model, std::uint64_t seed) { return EnsembleMaker(model, seed).make(); }

}  // namespace ronghe::reference
