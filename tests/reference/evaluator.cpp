#include "reference/evaluator.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <list>
#include <stdexcept>
#include <string>
#include <utility>

#include <Random123/philox.h>
#include <sleef.h>

namespace ronghe::reference {
namespace {

const double nan = std::numeric_limits<double>::quiet_NaN();

double exponential(double x) { return Sleef_cinz_expd1_u10purec(x); }
double logarithm(double x) { return Sleef_cinz_logd1_u10purec(x); }

double truth(bool condition) { return condition ? 1 : 0; }

std::size_t at(int index) { return static_cast<std::size_t>(index); }

double power(double a, double b) {
  if (a < 0) return nan;
  if (a == 0 && b > 0) return 0;
  if (a == 0 && b == 0) return 1;
  return exponential(b * logarithm(a));
}

double minimum(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return nan;
  return b < a ? b : a;
}

double maximum(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return nan;
  return b > a ? b : a;
}

double join(Term::Op op, double a, double b) { return op == Term::Op::product ? a * b : a + b; }

double partial_sums(Term::Op op, const std::vector<double>& terms) {
  if (terms.size() < 8) {
    double result = terms.front();
    for (std::size_t i = 1; i < terms.size(); ++i) result = join(op, result, terms[i]);
    return result;
  }
  double p[8];
  for (std::size_t i = 0; i < 8; ++i) p[i] = terms[i];
  for (std::size_t i = 8; i < terms.size(); ++i) p[i % 8] = join(op, p[i % 8], terms[i]);
  return join(op, join(op, join(op, p[0], p[4]), join(op, p[2], p[6])),
              join(op, join(op, p[1], p[5]), join(op, p[3], p[7])));
}

using Table = std::vector<std::vector<double>>;  // [variable][cell]

// s + h · k, cell by cell.
Table moved(Table s, double h, const Table& k) {
  for (std::size_t v = 0; v < s.size(); ++v) {
    for (std::size_t c = 0; c < s[v].size(); ++c) s[v][c] = s[v][c] + h * k[v][c];
  }
  return s;
}

Table sum(Table a, const Table& b) { return moved(std::move(a), 1, b); }

Table twice(Table a) {
  for (auto& row : a) {
    for (double& x : row) x = 2 * x;
  }
  return a;
}

std::uint64_t fnv1a64(const std::string& text) {
  std::uint64_t hash = 14695981039346656037u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

// The strength of a change (not of a profile) at time t of step n.
double strength(const Time& clock, const Change& change, int n, double t) {
  if (change.path == Change::Path::step || n >= change.from + change.length) return 1;
  const double begin = clock.at(change.from);
  const double u = (t - begin) / (clock.at(change.from + change.length) - begin);
  return change.path == Change::Path::s_curve ? u * u * (3 - 2 * u) : u;
}

double profile(const Time& clock, const Change& change, int n, double t) {
  const auto& points = change.points;
  if (points.empty() || n < points.front().step) return 0;
  std::size_t last = 0;
  while (last + 1 < points.size() && points[last + 1].step <= n) ++last;
  const Change::Point& p = points[last];
  if (last + 1 == points.size() || change.path == Change::Path::flat_profile) return p.value;
  const Change::Point& q = points[last + 1];
  return p.value + (q.value - p.value) * ((t - clock.at(p.step)) / (clock.at(q.step) - clock.at(p.step)));
}

// For each cell the equation that computes it.
std::vector<const Equation*> cover(const Model& model, const Variable& variable,
                                   const std::vector<Equation>& equations) {
  std::vector<const Equation*> result(at(variable.cells), nullptr);
  for (const Equation& equation : equations) {
    for (int cell = 0; cell < variable.cells; ++cell) {
      bool covered = true;
      int rest = cell;
      for (std::size_t d = variable.dimensions.size(); d-- > 0;) {
        const int size = model.dimensions[at(variable.dimensions[d])].size();
        bool listed = false;
        for (const int element : equation.cells[d]) listed = listed || element == rest % size;
        covered = covered && listed;
        rest /= size;
      }
      if (!covered) continue;
      if (result[at(cell)]) throw std::logic_error("two equations for one cell of " + variable.name);
      result[at(cell)] = &equation;
    }
  }
  return result;
}

// One state of the world that is looked at: the start, or a stage of a step. Values are computed when asked for.
struct Stage {
  int step = 0;
  double time = 0;
  bool start = false;      // the start phase: before anything acts
  Stage* first = nullptr;  // of a later stage of a step: its first; else null
  Table stocks;            // [variable][cell], empty for other kinds; not at the start

  enum class State : char { unknown, busy, known };
  std::vector<std::vector<State>> state;  // [variable][cell]
  Table values;                           // [variable][cell]
};

class Member {
 public:
  Member(const Model& model, const Ensemble& ensemble, int member)
      : model_(model), ensemble_(ensemble), member_(member) {
    for (const Variable& variable : model.variables) {
      reference_.push_back(variable.values);
      equations_.push_back(cover(model, variable, variable.equations));
      initial_.push_back(cover(model, variable, variable.initial));
      delay_.push_back(cover(model, variable, variable.delay));
    }
    for (const Setting& setting : ensemble.settings) {
      const bool one_for_all = setting.values.size() == 1;
      reference_[at(setting.variable)][at(setting.cell)] = setting.values[one_for_all ? 0 : at(member)];
    }
  }

  Verdict run(const std::vector<int>& outputs) {
    const Time& clock = model_.time;
    Verdict result;
    result.steps = clock.saved_steps();
    result.checks.resize(model_.checks.size());
    for (const Variable& variable : model_.variables) {
      result.values.emplace_back(at(variable.cells), std::vector<double>(result.steps.size(), nan));
    }

    start_ = &add_stage(0, clock.start(), {});
    start_->start = true;
    Table stocks(model_.variables.size());
    for_each_cell([&](int variable, int cell) {
      if (kind(variable) != Variable::Kind::stock) return;
      stocks[at(variable)].resize(at(model_.variables[at(variable)].cells));
      stocks[at(variable)][at(cell)] = value(*start_, variable, cell);
    });

    std::size_t save = 0;
    for (int n = 0; n <= clock.steps; ++n) {
      Stage& stage = add_stage(n, clock.at(n), std::move(stocks));
      firsts_.push_back(&stage);
      for_each_cell([&](int variable, int cell) { value(stage, variable, cell); });
      if (fails(stage, outputs)) {
        result.failed_at = n;
        break;
      }
      count_checks(stage, result.checks);
      if (save < result.steps.size() && result.steps[save] == n) {
        for_each_cell([&](int variable, int cell) {
          result.values[at(variable)][at(cell)][save] = value(stage, variable, cell);
        });
        ++save;
      }
      stocks = n < clock.steps ? advance(stage) : Table();
    }
    return result;
  }

 private:
  Variable::Kind kind(int variable) const { return model_.variables[at(variable)].kind; }

  template <class Function>
  void for_each_cell(Function function) const {
    for (int variable = 0; variable < static_cast<int>(model_.variables.size()); ++variable) {
      for (int cell = 0; cell < model_.variables[at(variable)].cells; ++cell) {
        function(variable, cell);
      }
    }
  }

  Stage& add_stage(int step, double time, Table stocks) {
    Stage& stage = stages_.emplace_back();
    stage.step = step;
    stage.time = time;
    stage.stocks = std::move(stocks);
    for (const Variable& variable : model_.variables) {
      stage.state.emplace_back(at(variable.cells), Stage::State::unknown);
      stage.values.emplace_back(at(variable.cells), nan);
    }
    return stage;
  }

  // The value of a cell at a stage, computed now if it has not been.
  double value(Stage& stage, int variable, int cell) {
    Stage::State& state = stage.state[at(variable)][at(cell)];
    double& remembered = stage.values[at(variable)][at(cell)];
    if (state == Stage::State::busy) {
      throw std::logic_error("a circle through " + model_.variables[at(variable)].name);
    }
    if (state == Stage::State::unknown) {
      state = Stage::State::busy;
      remembered = compute(stage, variable, cell);
      state = Stage::State::known;
    }
    return remembered;
  }

  double compute(Stage& stage, int variable, int cell) {
    switch (kind(variable)) {
      case Variable::Kind::input:
        return input(stage, variable, cell);
      case Variable::Kind::constant:
        return reference_[at(variable)][at(cell)];
      case Variable::Kind::stock:
        if (!stage.start) return stage.stocks[at(variable)][at(cell)];
        return equation_value(equations_, stage, variable, cell);
      case Variable::Kind::flow:
      case Variable::Kind::auxiliary:
        return equation_value(equations_, stage, variable, cell);
      case Variable::Kind::at_start:
        if (!stage.start) return value(*start_, variable, cell);
        return equation_value(equations_, stage, variable, cell);
      case Variable::Kind::memory:
        if (stage.first) return value(*stage.first, variable, cell);
        return memory(stage, variable, cell);
    }
    throw std::logic_error("a variable of no kind");
  }

  double input(const Stage& stage, int variable, int cell) const {
    const double base = reference_[at(variable)][at(cell)];
    if (stage.start || ensemble_.plans.empty()) return base;
    const int plan = ensemble_.plan_of_member.empty() ? 0 : ensemble_.plan_of_member[at(member_)];
    for (const Schedule& schedule : ensemble_.plans[at(plan)].schedules) {
      if (schedule.variable == variable && schedule.cell == cell) {
        return input_value(model_.time, schedule, base, stage.step, stage.time);
      }
    }
    return base;
  }

  // What is taken once per step, in its first stage.
  double memory(Stage& stage, int variable, int cell) {
    switch (model_.variables[at(variable)].memory) {
      case Variable::Memory::previous:
        if (stage.start) return equation_value(initial_, stage, variable, cell);
        if (stage.step == 0) return value(*start_, variable, cell);
        return equation_value(equations_, *firsts_[at(stage.step - 1)], variable, cell);
      case Variable::Memory::delay_fixed: {
        if (stage.start) return equation_value(initial_, stage, variable, cell);
        const double asked = equation_value(delay_, *start_, variable, cell) / model_.time.step();
        double places = std::round(asked);
        if (!(places >= 1)) places = 1;
        if (stage.step < places) return value(*start_, variable, cell);
        const int then = stage.step - static_cast<int>(places);
        return equation_value(equations_, *firsts_[at(then)], variable, cell);
      }
      case Variable::Memory::random_uniform: {
        const double low = equation_value(equations_, stage, variable, cell);
        const double high = equation_value(initial_, stage, variable, cell);
        return low + (high - low) * draw(stage, variable, cell).first;
      }
      case Variable::Memory::random_normal: {
        const double mean = equation_value(equations_, stage, variable, cell);
        const double deviation = equation_value(initial_, stage, variable, cell);
        const auto [u0, u1] = draw(stage, variable, cell);
        const double radius = std::sqrt(-2 * logarithm(1 - u0));  // u0 can be 0, never 1
        const double angle = 6.283185307179586 * u1;
        return mean + deviation * (radius * Sleef_cinz_cosd1_u10purec(angle));
      }
      case Variable::Memory::none:
        break;
    }
    throw std::logic_error("a memory of no kind");
  }

  // Two numbers in [0, 1) that belong to this seed, member, step and cell.
  std::pair<double, double> draw(const Stage& stage, int variable, int cell) const {
    const r123::Philox4x64::ctr_type counter{{static_cast<std::uint64_t>(member_),
                                              static_cast<std::uint64_t>(stage.step), static_cast<std::uint64_t>(cell),
                                              fnv1a64(model_.variables[at(variable)].name)}};
    const r123::Philox4x64::key_type key{{ensemble_.seed, 0}};
    const auto words = r123::Philox4x64()(counter, key);
    return {static_cast<double>(words[0] >> 11) * 0x1p-53, static_cast<double>(words[1] >> 11) * 0x1p-53};
  }

  using Coverage = std::vector<std::vector<const Equation*>>;  // [variable][cell]

  double equation_value(const Coverage& coverage, Stage& stage, int variable, int cell) {
    const Equation* equation = coverage[at(variable)][at(cell)];
    if (!equation) {
      throw std::logic_error("no equation for a cell of " + model_.variables[at(variable)].name);
    }
    return equation_value(*equation, stage, model_.variables[at(variable)].dimensions, cell);
  }

  double equation_value(const Equation& equation, Stage& stage, const std::vector<int>& dimensions, int cell) {
    return term_value(equation.term, equation, stage, loops_of(equation, dimensions, cell));
  }

  // The elements of the equation's loops in a cell. Reductions set theirs themselves.
  std::vector<int> loops_of(const Equation& equation, const std::vector<int>& dimensions, int cell) const {
    std::vector<int> result(equation.loops.size(), 0);
    for (std::size_t d = dimensions.size(); d-- > 0;) {
      const int size = model_.dimensions[at(dimensions[d])].size();
      result[d] = cell % size;
      cell /= size;
    }
    return result;
  }

  double term_value(const Term& term, const Equation& equation, Stage& given, std::vector<int> loops) {
    // What jumps in time alone was decided in the step's first stage.
    Stage& stage = term.held && given.first ? *given.first : given;
    const Time& clock = model_.time;
    const auto operand = [&](std::size_t i) { return term_value(term.operands[i], equation, stage, loops); };
    const auto step_of = [&](double date) { return std::round((date - clock.start()) / clock.step()); };

    switch (term.op) {
      case Term::Op::literal:
        return term.value;
      case Term::Op::reference:
        return value(stage, term.variable, referenced_cell(term, loops));
      case Term::Op::lookup:
        return evaluate(model_.lookups[at(term.lookup)], operand(0));
      case Term::Op::time:
        return stage.time;
      case Term::Op::dt:
        return clock.step();
      case Term::Op::start_time:
        return clock.start();
      case Term::Op::stop_time:
        return clock.stop();
      case Term::Op::power_whole:
        return power_whole(operand(0), term.exponent);
      case Term::Op::conditional:
        return operand(0) != 0 ? operand(1) : operand(2);
      case Term::Op::sum:
      case Term::Op::mean:
      case Term::Op::product:
      case Term::Op::smallest:
      case Term::Op::largest: {
        std::vector<double> terms;
        std::vector<int> inner = loops;
        collect(term, equation, stage, inner, 0, terms);
        return reduce(term.op, terms);
      }
      case Term::Op::step:
        return stage.step >= step_of(operand(1)) ? operand(0) : 0;
      case Term::Op::ramp: {
        const double begin = operand(1);
        const double end = operand(2);
        if (stage.step < step_of(begin)) return 0;
        return operand(0) * ((stage.step < step_of(end) ? stage.time : end) - begin);
      }
      case Term::Op::pulse: {
        const double begin = step_of(operand(1));
        const double length = std::round(operand(2) / clock.step());
        if (stage.step < begin) return 0;
        double since = stage.step - begin;
        if (term.operands.size() == 4) {
          since = std::fmod(since, std::round(operand(3) / clock.step()));
        }
        return since < length ? operand(0) : 0;
      }
      case Term::Op::negate:
      case Term::Op::add:
      case Term::Op::subtract:
      case Term::Op::multiply:
      case Term::Op::divide:
      case Term::Op::square_root:
      case Term::Op::power:
      case Term::Op::abs:
      case Term::Op::exp:
      case Term::Op::ln:
      case Term::Op::log10:
      case Term::Op::sin:
      case Term::Op::cos:
      case Term::Op::tan:
      case Term::Op::arcsin:
      case Term::Op::arccos:
      case Term::Op::arctan:
      case Term::Op::sinh:
      case Term::Op::cosh:
      case Term::Op::tanh:
      case Term::Op::minimum:
      case Term::Op::maximum:
      case Term::Op::round:
      case Term::Op::truncate:
      case Term::Op::mod:
      case Term::Op::divide_or:
      case Term::Op::equal:
      case Term::Op::not_equal:
      case Term::Op::less:
      case Term::Op::less_equal:
      case Term::Op::greater:
      case Term::Op::greater_equal:
      case Term::Op::logical_and:
      case Term::Op::logical_or:
      case Term::Op::logical_not: {
        std::vector<double> operands;
        for (std::size_t i = 0; i < term.operands.size(); ++i) operands.push_back(operand(i));
        return operator_value(term.op, operands);
      }
    }
    throw std::logic_error("a term of no kind");
  }

  int referenced_cell(const Term& term, const std::vector<int>& loops) const {
    const Variable& variable = model_.variables[at(term.variable)];
    int cell = 0;
    for (std::size_t d = 0; d < variable.dimensions.size(); ++d) {
      const Axis& axis = term.axes[d];
      int element = axis.element;
      if (element < 0) {
        element = loops[at(axis.loop)];
        if (!axis.map.empty()) element = axis.map[at(element)];
      }
      cell = cell * model_.dimensions[at(variable.dimensions[d])].size() + element;
    }
    return cell;
  }

  // The terms of a reduction row by row, its first loop outermost.
  void collect(const Term& term, const Equation& equation, Stage& stage, std::vector<int>& loops, std::size_t depth,
               std::vector<double>& terms) {
    if (depth == term.loops.size()) {
      terms.push_back(term_value(term.operands[0], equation, stage, loops));
      return;
    }
    const std::size_t loop = at(term.loops[depth]);
    const int size = model_.dimensions[at(equation.loops[loop])].size();
    for (int element = 0; element < size; ++element) {
      loops[loop] = element;
      collect(term, equation, stage, loops, depth + 1, terms);
    }
  }

  // The stocks one step later.
  Table advance(Stage& first) {
    const Time& clock = model_.time;
    const double dt = clock.step();
    const Table& s = first.stocks;
    const auto rates_at = [&](double time, Table stocks) {
      Stage& stage = add_stage(first.step, time, std::move(stocks));
      stage.first = &first;
      Table result = rates(stage);
      stages_.pop_back();
      return result;
    };
    const double middle = clock.between(first.step);
    const double end = clock.at(first.step + 1);
    const Table k1 = rates(first);
    switch (clock.method) {
      case Method::euler:
        return moved(s, dt, k1);
      case Method::rk2: {
        const Table k2 = rates_at(end, moved(s, dt, k1));
        return moved(s, dt / 2, sum(k1, k2));
      }
      case Method::rk4: {
        const Table k2 = rates_at(middle, moved(s, dt / 2, k1));
        const Table k3 = rates_at(middle, moved(s, dt / 2, k2));
        const Table k4 = rates_at(end, moved(s, dt, k3));
        return moved(s, dt / 6, sum(sum(sum(k1, twice(k2)), twice(k3)), k4));
      }
    }
    throw std::logic_error("no such method");
  }

  // Inflows minus outflows of every stock.
  Table rates(Stage& stage) {
    Table result(model_.variables.size());
    for_each_cell([&](int v, int cell) {
      const Variable& variable = model_.variables[at(v)];
      if (variable.kind != Variable::Kind::stock) return;
      Equation loops;
      loops.loops = variable.dimensions;
      const auto total = [&](const std::vector<Term>& flows) {
        double result_of_flows = 0;
        for (std::size_t i = 0; i < flows.size(); ++i) {
          const double flow = term_value(flows[i], loops, stage, loops_of(loops, variable.dimensions, cell));
          result_of_flows = i == 0 ? flow : result_of_flows + flow;
        }
        return result_of_flows;
      };
      result[at(v)].push_back(total(variable.inflows) - total(variable.outflows));
    });
    return result;
  }

  bool fails(Stage& stage, const std::vector<int>& outputs) {
    bool finite = true;
    for_each_cell([&](int variable, int cell) {
      bool looked_at = kind(variable) == Variable::Kind::stock;
      if (outputs.empty()) looked_at = looked_at || !model_.variables[at(variable)].hidden();
      for (const int output : outputs) looked_at = looked_at || output == variable;
      if (looked_at) finite = finite && std::isfinite(value(stage, variable, cell));
    });
    for (const Check& check : model_.checks) {
      if (!asked(check, stage)) continue;
      for_each_cell_of(check.dimensions,
                       [&](int cell) { finite = finite && std::isfinite(violation(check, stage, cell)); });
    }
    bool holds = true;
    for (const Requirement& requirement : model_.requirements) {
      for_each_cell_of(requirement.dimensions, [&](int cell) {
        const double met = equation_value(requirement.equation, stage, requirement.dimensions, cell);
        holds = holds && met != 0;
      });
    }
    return !finite || !holds;
  }

  void count_checks(Stage& stage, std::vector<CheckCount>& counts) {
    for (std::size_t i = 0; i < model_.checks.size(); ++i) {
      const Check& check = model_.checks[i];
      if (!asked(check, stage)) continue;
      for_each_cell_of(check.dimensions, [&](int cell) {
        if (equation_value(check.equation, stage, check.dimensions, cell) != 0) return;
        ++counts[i].violations;
        counts[i].largest = std::max(counts[i].largest, violation(check, stage, cell));
      });
    }
  }

  bool asked(const Check& check, const Stage& stage) const {
    switch (check.when) {
      case Check::When::always:
        return true;
      case Check::When::at_start:
        return stage.step == 0;
      case Check::When::at_stop:
        return stage.step == model_.time.steps;
    }
    throw std::logic_error("a check at no time");
  }

  // By how much a condition does not hold; only its sign tells when it does.
  double violation(const Check& check, Stage& stage, int cell) {
    const Term& term = check.equation.term;
    const auto side = [&](std::size_t i) {
      return term_value(term.operands[i], check.equation, stage, loops_of(check.equation, check.dimensions, cell));
    };
    if (term.op == Term::Op::less || term.op == Term::Op::less_equal) return side(0) - side(1);
    if (term.op == Term::Op::greater || term.op == Term::Op::greater_equal) {
      return side(1) - side(0);
    }
    if (term.op == Term::Op::equal) return std::abs(side(0) - side(1));
    return 1;
  }

  template <class Function>
  void for_each_cell_of(const std::vector<int>& dimensions, Function function) const {
    int cells = 1;
    for (const int dimension : dimensions) cells *= model_.dimensions[at(dimension)].size();
    for (int cell = 0; cell < cells; ++cell) function(cell);
  }

  const Model& model_;
  const Ensemble& ensemble_;
  const int member_;
  Table reference_;  // inputs and constants, after the settings
  Coverage equations_, initial_, delay_;
  std::list<Stage> stages_;
  Stage* start_ = nullptr;
  std::vector<Stage*> firsts_;  // the first stage of every step so far
};

}  // namespace

Verdict evaluate(const Model& model, const Ensemble& ensemble, int member, const std::vector<int>& outputs) {
  return Member(model, ensemble, member).run(outputs);
}

double operator_value(Term::Op op, const std::vector<double>& x) {
  switch (op) {
    case Term::Op::negate:
      return -x[0];
    case Term::Op::add:
      return x[0] + x[1];
    case Term::Op::subtract:
      return x[0] - x[1];
    case Term::Op::multiply:
      return x[0] * x[1];
    case Term::Op::divide:
      return x[0] / x[1];
    case Term::Op::square_root:
      return std::sqrt(x[0]);
    case Term::Op::power:
      return power(x[0], x[1]);
    case Term::Op::abs:
      return std::fabs(x[0]);
    case Term::Op::exp:
      return exponential(x[0]);
    case Term::Op::ln:
      return logarithm(x[0]);
    case Term::Op::log10:
      return Sleef_cinz_log10d1_u10purec(x[0]);
    case Term::Op::sin:
      return Sleef_cinz_sind1_u10purec(x[0]);
    case Term::Op::cos:
      return Sleef_cinz_cosd1_u10purec(x[0]);
    case Term::Op::tan:
      return Sleef_cinz_tand1_u10purec(x[0]);
    case Term::Op::arcsin:
      return Sleef_cinz_asind1_u10purec(x[0]);
    case Term::Op::arccos:
      return Sleef_cinz_acosd1_u10purec(x[0]);
    case Term::Op::arctan:
      return Sleef_cinz_atand1_u10purec(x[0]);
    case Term::Op::sinh:
      return Sleef_cinz_sinhd1_u10purec(x[0]);
    case Term::Op::cosh:
      return Sleef_cinz_coshd1_u10purec(x[0]);
    case Term::Op::tanh:
      return Sleef_cinz_tanhd1_u10purec(x[0]);
    case Term::Op::minimum:
      return minimum(x[0], x[1]);
    case Term::Op::maximum:
      return maximum(x[0], x[1]);
    case Term::Op::round:
      return std::round(x[0]);
    case Term::Op::truncate:
      return std::trunc(x[0]);
    case Term::Op::mod:
      return x[0] - x[1] * std::floor(x[0] / x[1]);
    case Term::Op::divide_or:
      return x[1] == 0 ? x[2] : x[0] / x[1];
    case Term::Op::equal:
      return truth(x[0] == x[1]);
    case Term::Op::not_equal:
      return truth(x[0] != x[1]);
    case Term::Op::less:
      return truth(x[0] < x[1]);
    case Term::Op::less_equal:
      return truth(x[0] <= x[1]);
    case Term::Op::greater:
      return truth(x[0] > x[1]);
    case Term::Op::greater_equal:
      return truth(x[0] >= x[1]);
    case Term::Op::logical_and:
      return truth(x[0] != 0 && x[1] != 0);
    case Term::Op::logical_or:
      return truth(x[0] != 0 || x[1] != 0);
    case Term::Op::logical_not:
      return truth(x[0] == 0);
    case Term::Op::literal:
    case Term::Op::reference:
    case Term::Op::lookup:
    case Term::Op::time:
    case Term::Op::dt:
    case Term::Op::start_time:
    case Term::Op::stop_time:
    case Term::Op::power_whole:
    case Term::Op::conditional:
    case Term::Op::sum:
    case Term::Op::mean:
    case Term::Op::product:
    case Term::Op::smallest:
    case Term::Op::largest:
    case Term::Op::step:
    case Term::Op::ramp:
    case Term::Op::pulse:
      break;
  }
  throw std::logic_error("not an operator on numbers alone");
}

double power_whole(double base, int exponent) {
  if (exponent == 0) return 1;
  const long long magnitude = std::abs(static_cast<long long>(exponent));
  int bit = 0;
  while (magnitude >> (bit + 1) != 0) ++bit;
  double result = base;
  while (bit-- > 0) {
    result = result * result;
    if ((magnitude >> bit) % 2 == 1) result = result * base;
  }
  return exponent < 0 ? 1 / result : result;
}

double evaluate(const Lookup& lookup, double x) {
  const std::vector<double>& xs = lookup.x;
  const std::vector<double>& ys = lookup.y;
  if (std::isnan(x)) return nan;
  for (std::size_t i = 0; i < xs.size(); ++i) {
    if (x == xs[i]) return ys[i];
  }
  const bool left = x < xs.front();
  const bool right = x > xs.back();
  if ((left || right) && lookup.outside == Lookup::Outside::hold) {
    return left ? ys.front() : ys.back();
  }
  std::size_t i = 0;  // the line from point i to the next
  while (i + 2 < xs.size() && x > xs[i + 1]) ++i;
  if (lookup.between == Lookup::Between::step) return left ? ys.front() : right ? ys.back() : ys[i];
  return ys[i] + (ys[i + 1] - ys[i]) * ((x - xs[i]) / (xs[i + 1] - xs[i]));
}

double reduce(Term::Op op, const std::vector<double>& terms) {
  switch (op) {
    case Term::Op::sum:
    case Term::Op::product:
      return partial_sums(op, terms);
    case Term::Op::mean:
      return partial_sums(op, terms) / static_cast<double>(terms.size());
    case Term::Op::smallest:
    case Term::Op::largest: {
      double result = terms.front();
      for (std::size_t i = 1; i < terms.size(); ++i) {
        result = op == Term::Op::smallest ? minimum(result, terms[i]) : maximum(result, terms[i]);
      }
      return result;
    }
    default:
      throw std::logic_error("not a reduction");
  }
}

double input_value(const Time& clock, const Schedule& schedule, double base, int step, double time) {
  double value = base;
  for (const Change& change : schedule.changes) {
    int n = step;
    double t = time;
    const bool over = change.until >= 0 && step >= change.until;
    if (step < change.from || (over && !change.hold)) continue;
    if (over) {
      n = change.until;
      t = clock.at(change.until);
    }
    if (change.path == Change::Path::linear_profile || change.path == Change::Path::flat_profile) {
      if (n >= change.points.front().step) value = value + profile(clock, change, n, t);
      continue;
    }
    const double u = strength(clock, change, n, t);
    switch (change.verb) {
      case Change::Verb::to:
        value = u == 1 ? change.value : base + (change.value - base) * u;
        break;
      case Change::Verb::multiply:
        value = value * (u == 1 ? change.value : 1 + (change.value - 1) * u);
        break;
      case Change::Verb::add:
        value = value + change.value * u;
        break;
    }
  }
  return value;
}

}  // namespace ronghe::reference
