#include "model/functions.hpp"

#include <algorithm>
#include <array>

namespace ronghe {
namespace {

using Op = Term::Op;
using Memory = Variable::Memory;
using Rule = UnitRule;

constexpr std::size_t any = 64;

constexpr std::array functions = {
    Function{"time", 0, 0, Rule::clock, Op::time, Memory::none, "time"},
    Function{"dt", 0, 0, Rule::clock, Op::dt, Memory::none, "dt"},
    Function{"start_time", 0, 0, Rule::clock, Op::start_time, Memory::none, "start_time"},
    Function{"stop_time", 0, 0, Rule::clock, Op::stop_time, Memory::none, "stop_time"},
    Function{"abs", 1, 1, Rule::keep, Op::abs, Memory::none, "abs(x)"},
    Function{"exp", 1, 1, Rule::dimensionless, Op::exp, Memory::none, "exp(x)"},
    Function{"ln", 1, 1, Rule::dimensionless, Op::ln, Memory::none, "ln(x)"},
    Function{"log10", 1, 1, Rule::dimensionless, Op::log10, Memory::none, "log10(x)"},
    Function{"sqrt", 1, 1, Rule::root, Op::square_root, Memory::none, "sqrt(x)"},
    Function{"sin", 1, 1, Rule::dimensionless, Op::sin, Memory::none, "sin(x)"},
    Function{"cos", 1, 1, Rule::dimensionless, Op::cos, Memory::none, "cos(x)"},
    Function{"tan", 1, 1, Rule::dimensionless, Op::tan, Memory::none, "tan(x)"},
    Function{"arcsin", 1, 1, Rule::dimensionless, Op::arcsin, Memory::none, "arcsin(x)"},
    Function{"arccos", 1, 1, Rule::dimensionless, Op::arccos, Memory::none, "arccos(x)"},
    Function{"arctan", 1, 1, Rule::dimensionless, Op::arctan, Memory::none, "arctan(x)"},
    Function{"sinh", 1, 1, Rule::dimensionless, Op::sinh, Memory::none, "sinh(x)"},
    Function{"cosh", 1, 1, Rule::dimensionless, Op::cosh, Memory::none, "cosh(x)"},
    Function{"tanh", 1, 1, Rule::dimensionless, Op::tanh, Memory::none, "tanh(x)"},
    Function{"min", 2, any, Rule::common, Op::minimum, Memory::none, "min(a, b, …)"},
    Function{"max", 2, any, Rule::common, Op::maximum, Memory::none, "max(a, b, …)"},
    Function{"mod", 2, 2, Rule::common, Op::mod, Memory::none, "mod(a, b)"},
    Function{"round", 1, 1, Rule::keep, Op::round, Memory::none, "round(x)"},
    Function{"int", 1, 1, Rule::keep, Op::truncate, Memory::none, "int(x)"},
    Function{"divide", 3, 3, Rule::quotient, Op::divide_or, Memory::none, "divide(a, b, otherwise)"},
    Function{"step", 2, 2, Rule::step, Op::step, Memory::none, "step(height, date)"},
    Function{"ramp", 3, 3, Rule::ramp, Op::ramp, Memory::none, "ramp(slope, from, to)"},
    Function{"pulse", 3, 4, Rule::pulse, Op::pulse, Memory::none, "pulse(height, date, duration, interval)"},
    Function{"previous", 2, 2, Rule::previous, Op::literal, Memory::previous, "previous(x, x0)"},
    Function{"delay_fixed", 3, 3, Rule::delay_fixed, Op::literal, Memory::delay_fixed, "delay_fixed(x, T, x0)"},
    Function{"random_uniform", 2, 2, Rule::random, Op::literal, Memory::random_uniform, "random_uniform(low, high)"},
    Function{"random_normal", 2, 2, Rule::random, Op::literal, Memory::random_normal,
             "random_normal(mean, standard_deviation)"},
};

}  // namespace

const Function* find_function(std::string_view name) {
  const auto at = std::find_if(functions.begin(), functions.end(), [&](const Function& f) { return f.name == name; });
  return at == functions.end() ? nullptr : &*at;
}

std::vector<std::string> function_names() {
  std::vector<std::string> result;
  for (const Function& function : functions) result.emplace_back(function.name);
  return result;
}

}  // namespace ronghe
