#include "analysis/evaluate.hpp"

#include "program/arithmetic.hpp"

#include <cmath>

namespace ronghe {
namespace {

namespace rules = arithmetic;
using Op = Term::Op;

class Evaluator {
 public:
  Evaluator(const Equation& equation, const SavedMoment& moment)
      : equation_(equation), moment_(moment), model_(*moment.model) {}

  double value(const Term& term, std::vector<int>& loops) const {
    const auto x = [&](std::size_t i) { return value(term.operands[i], loops); };
    switch (term.op) {
      case Op::literal:
        return term.value;
      case Op::reference:
        return moment_.value(term.variable, cell_of(term, loops));
      case Op::lookup: {
        const Lookup& lookup = model_.lookups[static_cast<std::size_t>(term.lookup)];
        const bool steps = lookup.between == Lookup::Between::step;
        const bool extends = lookup.outside == Lookup::Outside::extend;
        return rules::lookup(rules::Curve(lookup.x, lookup.y, steps, extends), x(0));
      }
      case Op::time:
        return moment_.time;
      case Op::dt:
        return model_.time.step();
      case Op::start_time:
        return model_.time.start();
      case Op::stop_time:
        return model_.time.stop();
      case Op::negate:
        return -x(0);
      case Op::add:
        return x(0) + x(1);
      case Op::subtract:
        return x(0) - x(1);
      case Op::multiply:
        return x(0) * x(1);
      case Op::divide:
        return x(0) / x(1);
      case Op::power_whole:
        return rules::power_whole(x(0), term.exponent);
      case Op::square_root:
        return std::sqrt(x(0));
      case Op::power:
        return rules::power(x(0), x(1));
      case Op::abs:
        return std::fabs(x(0));
      case Op::exp:
        return rules::exponential(x(0));
      case Op::ln:
        return rules::logarithm(x(0));
      case Op::log10:
        return rules::logarithm10(x(0));
      case Op::sin:
        return rules::sine(x(0));
      case Op::cos:
        return rules::cosine(x(0));
      case Op::tan:
        return rules::tangent(x(0));
      case Op::arcsin:
        return rules::arcsine(x(0));
      case Op::arccos:
        return rules::arccosine(x(0));
      case Op::arctan:
        return rules::arctangent(x(0));
      case Op::sinh:
        return rules::hyperbolic_sine(x(0));
      case Op::cosh:
        return rules::hyperbolic_cosine(x(0));
      case Op::tanh:
        return rules::hyperbolic_tangent(x(0));
      case Op::minimum:
        return rules::minimum(x(0), x(1));
      case Op::maximum:
        return rules::maximum(x(0), x(1));
      case Op::round:
        return std::round(x(0));
      case Op::truncate:
        return std::trunc(x(0));
      case Op::mod:
        return rules::modulo(x(0), x(1));
      case Op::divide_or:
        return rules::divide_or(x(0), x(1), x(2));
      case Op::conditional:
        return x(0) != 0 ? x(1) : x(2);
      case Op::equal:
        return rules::truth(x(0) == x(1));
      case Op::not_equal:
        return rules::truth(x(0) != x(1));
      case Op::less:
        return rules::truth(x(0) < x(1));
      case Op::less_equal:
        return rules::truth(x(0) <= x(1));
      case Op::greater:
        return rules::truth(x(0) > x(1));
      case Op::greater_equal:
        return rules::truth(x(0) >= x(1));
      case Op::logical_and:
        return rules::truth(x(0) != 0 && x(1) != 0);
      case Op::logical_or:
        return rules::truth(x(0) != 0 || x(1) != 0);
      case Op::logical_not:
        return rules::truth(x(0) == 0);
      case Op::sum:
      case Op::mean:
      case Op::product:
      case Op::smallest:
      case Op::largest:
        return reduction(term, loops);
      case Op::step:
        return steps_since(x(1)) >= 0 ? x(0) : 0;
      case Op::ramp: {
        if (steps_since(x(1)) < 0) return 0;
        return x(0) * ((steps_since(x(2)) < 0 ? moment_.time : x(2)) - x(1));
      }
      case Op::pulse: {
        double since = steps_since(x(1));
        if (since < 0) return 0;
        if (term.operands.size() == 4) since = rules::remainder(since, std::round(x(3) / model_.time.step()));
        return since < std::round(x(2) / model_.time.step()) ? x(0) : 0;
      }
    }
    throw InternalError("a term of no kind");
  }

 private:
  // Whole steps from a date on the grid to the moment.
  double steps_since(double date) const { return std::round((moment_.time - date) / model_.time.step()); }

  int cell_of(const Term& term, const std::vector<int>& loops) const {
    const Variable& variable = model_.variables[static_cast<std::size_t>(term.variable)];
    int cell = 0;
    for (std::size_t d = 0; d < term.axes.size(); ++d) {
      const Axis& axis = term.axes[d];
      int element = axis.element >= 0 ? axis.element : loops[static_cast<std::size_t>(axis.loop)];
      if (axis.element < 0 && !axis.map.empty()) element = axis.map[static_cast<std::size_t>(element)];
      cell = cell * model_.dimensions[static_cast<std::size_t>(variable.dimensions[d])].size() + element;
    }
    return cell;
  }

  double reduction(const Term& term, std::vector<int>& loops) const {
    std::vector<double> terms;
    collect(term, loops, 0, terms);
    const auto joined = [&](auto&& combine) { return rules::reduced(terms, combine); };
    switch (term.op) {
      case Op::product:
        return rules::reduced_in_eight(terms, [](double a, double b) { return a * b; });
      case Op::smallest:
        return joined(rules::minimum);
      case Op::largest:
        return joined(rules::maximum);
      default: {
        const double sum = rules::reduced_in_eight(terms, [](double a, double b) { return a + b; });
        return term.op == Op::mean ? sum / static_cast<double>(terms.size()) : sum;
      }
    }
  }

  // The terms of a reduction row by row, its first loop outermost.
  void collect(const Term& term, std::vector<int>& loops, std::size_t depth, std::vector<double>& terms) const {
    if (depth == term.loops.size()) {
      terms.push_back(value(term.operands[0], loops));
      return;
    }
    const auto loop = static_cast<std::size_t>(term.loops[depth]);
    const int size = model_.dimensions[static_cast<std::size_t>(equation_.loops[loop])].size();
    for (int element = 0; element < size; ++element) {
      loops[loop] = element;
      collect(term, loops, depth + 1, terms);
    }
  }

  const Equation& equation_;
  const SavedMoment& moment_;
  const Model& model_;
};

}  // namespace

double evaluate(const Equation& equation, const Term& term, const std::vector<int>& loops, const SavedMoment& moment) {
  std::vector<int> all = loops;
  all.resize(equation.loops.size(), 0);
  return Evaluator(equation, moment).value(term, all);
}

double evaluate(const Equation& equation, const std::vector<int>& loops, const SavedMoment& moment) {
  return evaluate(equation, equation.term, loops, moment);
}

}  // namespace ronghe
