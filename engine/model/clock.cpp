// Start, stop, step and save are fractions, never decimals in disguise: 0.1 is 1/10, a month is a twelfth of a year. So
// that "a whole number of steps" is a question of whole numbers, and step 70 of 0.1 is 7.
//
// A length of time in another unit than the model's is converted where the ratio is a fraction of small numbers. A day
// in a model of years is not: 1/365.2425.
#include "model/clock.hpp"

#include "syntax/keys.hpp"
#include "syntax/number.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace ronghe {
namespace {

constexpr std::int64_t most_steps = 10'000'000;
constexpr std::int64_t largest_denominator = 1000;  // of a ratio of units of time
constexpr std::int64_t exact_in_a_double = std::int64_t{1} << 52;

using Kind = Key::Kind;

constexpr std::array keys = {
    Key{"start", Kind::scalar, true, {"the first moment, a year such as 2020", "起始时刻，例如 2020"}},
    Key{"stop", Kind::scalar, true, {"the last moment", "结束时刻"}},
    Key{"step", Kind::scalar, true, {"the length of a step, such as 1/16 year", "步长，例如 1/16 year"}},
    Key{"save", Kind::scalar, false, {"the time between saved values; every step without it", "保存间隔；缺省为每步"}},
    Key{"method", Kind::scalar, false, {"euler, rk2 or rk4; euler without it", "euler、rk2 或 rk4；缺省为 euler"}},
    Key{"unit", Kind::scalar, false, {"the unit of time; the step's without it", "时间单位；缺省取步长的单位"}},
};

// One value of `time` as written in the model, or in its place by a scenario.
struct Written {
  std::string text;
  Span span;
};

std::optional<Written> written(const Node* node, std::string_view key, const std::string& given, const Span& span) {
  if (!given.empty()) return Written{given, span};
  const Node* value = node == nullptr ? nullptr : node->find(key);
  if (value == nullptr || !value->is_scalar()) return std::nullopt;
  return Written{value->text, value->span};
}

// The number and the unit of `1/16 year`; the unit is empty in `0.25`.
std::pair<std::string_view, std::string_view> parts(std::string_view text) {
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return {text, {}};
  const std::size_t unit = text.find_first_not_of(' ', blank);
  return {text.substr(0, blank), unit == std::string_view::npos ? std::string_view{} : text.substr(unit)};
}

// How many of `to` one of `from` is, when that is a fraction of small numbers.
std::optional<Fraction> ratio(const Unit& from, const Unit& to) {
  const double factor = from.factor_to(to);
  for (std::int64_t denominator = 1; denominator <= largest_denominator; ++denominator) {
    const double numerator = factor * static_cast<double>(denominator);
    const double whole = std::round(numerator);
    if (whole >= 1 && whole < 1e15 && std::abs(numerator - whole) <= 1e-12 * whole) {
      return divide(Fraction{static_cast<std::int64_t>(whole), 1}, Fraction{denominator, 1});
    }
  }
  return std::nullopt;
}

class Clock {
 public:
  Clock(Draft& draft, const Node* node, const Span& place) : draft_(draft), node_(node), place_(place) {}

  void read() {
    const TimeText& given = draft_.options.time;
    if (node_ == nullptr) {
      draft_.diagnostics.error("time.missing", place_);
      return;
    }
    if (!check_keys(*node_, keys, {"模型时间", "the model's time"}, draft_.diagnostics)) return;
    const auto start = written(node_, "start", given.start, given.start_span);
    const auto stop = written(node_, "stop", given.stop, given.stop_span);
    const auto step = written(node_, "step", given.step, given.step_span);
    const auto save = written(node_, "save", given.save, given.save_span);
    read_method(written(node_, "method", given.method, given.method_span));
    // A scenario may give another step; the unit of time stays the model's.
    const auto own_step = written(node_, "step", {}, {});
    if (!start || !stop || !step || !own_step || !read_unit(*own_step)) return;

    const auto from = date(*start);
    const auto to = date(*stop);
    const auto dt = length(*step);
    const auto interval = save ? length(*save) : dt;
    if (!from || !to || !dt || !interval) return;
    if (!less(*from, *to)) {
      draft_.diagnostics.error("time.stop_before_start", stop->span, {{"start", start->text}, {"stop", stop->text}},
                               start->span);
      return;
    }
    place(*from, *to, *dt, *interval, *stop, *step, save ? *save : *step);
  }

 private:
  bool read_unit(const Written& step) {
    const Node* own = node_->find("unit");
    std::string_view text = own != nullptr ? std::string_view(own->text) : parts(step.text).second;
    const Span& span = own != nullptr ? own->span : step.span;
    if (text.empty()) {
      draft_.diagnostics.error("time.unit_missing", step.span, {{"step", step.text}});
      return false;
    }
    const auto unit = draft_.unit(text, span);
    if (!unit) return false;
    if (!unit->same_dimension(*Unit::parse("year"))) {
      draft_.diagnostics.error("time.unit", span, {{"found", text}});
      return false;
    }
    draft_.model.time.unit = *unit;
    return true;
  }

  void read_method(const std::optional<Written>& method) {
    Method& result = draft_.model.time.method;
    if (!method || method->text == "euler") {
      result = Method::euler;
    } else if (method->text == "rk2") {
      result = Method::rk2;
    } else if (method->text == "rk4") {
      result = Method::rk4;
    } else {
      draft_.diagnostics.error("time.method", method->span, {{"found", method->text}});
    }
  }

  std::optional<Fraction> date(const Written& value) {
    const bool years = draft_.model.time.unit == *Unit::parse("year");
    auto result = parse_fraction(value.text);
    if (!result && years) result = parse_date(value.text);
    if (!result) draft_.diagnostics.error("time.date", value.span, {{"found", value.text}});
    return result;
  }

  std::optional<Fraction> length(const Written& value) {
    const auto [number, unit_text] = parts(value.text);
    const auto fraction = parse_fraction(number);
    if (!fraction || fraction->numerator <= 0) {
      draft_.diagnostics.error("time.length", value.span, {{"found", value.text}});
      return std::nullopt;
    }
    if (unit_text.empty()) return fraction;
    const auto unit = draft_.unit(unit_text, value.span);
    if (!unit) return std::nullopt;
    const Unit& wanted = draft_.model.time.unit;
    if (!unit->same_dimension(wanted)) {
      draft_.diagnostics.error("time.unit", value.span, {{"found", unit_text}});
      return std::nullopt;
    }
    const auto factor = ratio(*unit, wanted);
    const auto result = factor ? multiply(*fraction, *factor) : std::nullopt;
    if (!result) {
      draft_.diagnostics.error("time.inexact_unit", value.span, {{"found", unit_text}, {"wanted", wanted.text()}});
    }
    return result;
  }

  // How many times `part` fits into `whole`, when it is a whole number of times.
  static std::optional<std::int64_t> times(const Fraction& whole, const Fraction& part) {
    const auto result = divide(whole, part);
    if (!result || result->denominator != 1) return std::nullopt;
    return result->numerator;
  }

  void place(const Fraction& start, const Fraction& stop, const Fraction& step, const Fraction& save,
             const Written& stop_text, const Written& step_text, const Written& save_text) {
    const auto horizon = subtract(stop, start);
    const auto steps = horizon ? times(*horizon, step) : std::nullopt;
    if (!steps) {
      // Of a model's step and a scenario's stop the scenario's is the one that was written last.
      const TimeText& given = draft_.options.time;
      const bool stop_is_newer = given.step.empty() && !given.stop.empty();
      Words words = {{"step", to_text(step)}, {"horizon", horizon ? to_text(*horizon) : stop_text.text}};
      words.emplace_back("other",
                         stop_is_newer ? Text("步长", "the step") : Text("从起始到此处", "from start to here"));
      draft_.diagnostics.error("time.step_does_not_divide", stop_is_newer ? stop_text.span : step_text.span,
                               std::move(words), stop_is_newer ? step_text.span : stop_text.span);
      return;
    }
    if (*steps > most_steps) {
      draft_.diagnostics.error("time.too_many_steps", step_text.span,
                               {{"steps", std::to_string(*steps)}, {"most", std::to_string(most_steps)}});
      return;
    }
    const auto every = times(save, step);
    if (!every || *every < 1) {
      draft_.diagnostics.error("time.save_off_grid", save_text.span, {{"save", to_text(save)}, {"step", to_text(step)}},
                               step_text.span);
      return;
    }
    // Every moment has to be a fraction of numbers that a double holds exactly: see model.cpp.
    const double common = 2.0 * static_cast<double>(start.denominator) * static_cast<double>(step.denominator);
    const double largest = std::max(std::abs(start.value()), std::abs(stop.value())) + 1;
    if (common * largest > static_cast<double>(exact_in_a_double)) {
      draft_.diagnostics.error("time.too_fine", step_text.span, {{"step", to_text(step)}});
      return;
    }
    Time& time = draft_.model.time;
    time.start_numerator = start.numerator;
    time.start_denominator = start.denominator;
    time.step_numerator = step.numerator;
    time.step_denominator = step.denominator;
    time.steps = static_cast<int>(*steps);
    time.save_every = static_cast<int>(std::min(*every, *steps));
    draft_.time_known = true;
  }

  Draft& draft_;
  const Node* node_;
  Span place_;
};

}  // namespace

void read_time(Draft& draft, const Node* node, const Span& model_span) {
  draft.model.time.steps = 1;
  Clock(draft, node, model_span).read();
}

GridDates grid_dates(const Time& time, double date) {
  const double n = std::floor((date - time.start()) / time.step());
  if (std::abs(n) > 1e9) return {format_number(time.start()), format_number(time.stop())};
  const int before = static_cast<int>(n);
  return {format_number(time.at(before)), format_number(time.at(before + 1))};
}

}  // namespace ronghe
