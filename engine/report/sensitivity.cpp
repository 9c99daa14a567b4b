// What moves each figure: the keys in order of their weight.
#include "report/page.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"

#include <numeric>

namespace ronghe {
namespace {

constexpr int first_width = 10;
constexpr int second_width = 10;
constexpr int fifths_width = 22;
constexpr int bar_width = 14;
constexpr std::size_t most_keys = 10;

class SensitivityTable {
 public:
  SensitivityTable(const SensitivityResult& sensitivity, const SensitivityFigure& figure, const Style& style)
      : sensitivity_(sensitivity),
        figure_(figure),
        variable_(sensitivity.variables[figure.variable]),
        style_(style),
        barred_(style.columns >= 80) {
    Magnitude values, changes;
    values.add(figure.mean);
    for (const auto* side : {&figure.low, &figure.high}) {
      for (const double value : *side) values.add(value);
    }
    changes.add(figure.deviation);
    for (const ElementaryEffect& effect : figure.effects) changes.add(effect.mean_absolute);
    figures_ = figures_of(variable_, values, changes);
    label_width_ = style.columns - first_width - second_width - fifths_width - (barred_ ? bar_width : 0);
  }

  std::string tell() const {
    const std::vector<std::size_t> order = ranked();
    std::string text = heading_text(variable_, figures_, style_) + where() + "\n  " +
                       say(words::figure_spread, style_.language, value(figure_.mean), change(figure_.deviation)) +
                       "\n";
    if (order.empty() || weight(order.front()) <= 0) return text + "  " + word(words::nothing_moves) + "\n";
    text += head();
    const double largest = weight(order.front());
    std::size_t shown = 0;
    // What explains less than a hundredth of what the first one does is not worth a line.
    while (shown < std::min(order.size(), most_keys) && weight(order[shown]) >= 0.01 * largest) {
      text += key(order[shown++], largest);
    }
    if (shown < order.size()) {
      text += "  " + paint(say(words::more_keys, style_.language, order.size() - shown), Ink::faint, style_) + "\n";
    }
    return text;
  }

 private:
  std::string word(const Said& said) const { return std::string(said.in(style_.language)); }
  std::string value(double x) const { return number(x * figures_.factor, figures_.decimals); }
  std::string change(double x) const { return number(x * std::abs(figures_.factor), figures_.change_decimals); }

  // How much a key matters: of all methods what the ranking goes by.
  double weight(std::size_t key) const {
    switch (sensitivity_.method) {
      case Sensitivity::Method::sobol:
        return figure_.shares[key].total;
      case Sensitivity::Method::morris:
        return figure_.effects[key].mean_absolute;
    }
    throw InternalError("a sensitivity without a method");
  }

  std::vector<std::size_t> ranked() const {
    std::vector<std::size_t> order(sensitivity_.keys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
    return order;
  }

  // `, total, 2035`
  std::string where() const {
    const Said comma{", ", "，"};
    std::string text;
    const auto add = [&](const std::string& what) {
      if (!what.empty()) text += word(comma) + what;
    };
    const auto cell = static_cast<std::size_t>(figure_.cell);
    const std::vector<Text>& labels = sensitivity_.places_of(figure_).labels;
    if (cell < labels.size()) add(labels[cell].in(style_.language));
    if (figure_.joined && variable_.joined != Joined::not_at_all) {
      add(word(variable_.joined == Joined::total ? words::total : words::mean));
    }
    const Unit& unit = sensitivity_.scenario->model->time.unit;
    add(time_text(figure_.time, {unit.text_zh(), unit.text()}, style_.language));
    return text;
  }

  std::string head() const {
    const bool shares = sensitivity_.method == Sensitivity::Method::sobol;
    std::string line = pad_right("", label_width_);
    line += pad_left(word(shares ? words::share_in_all : words::effect_size), first_width);
    line += pad_left(word(shares ? words::share_alone : words::effect_spread), second_width);
    line += pad_left(word(words::fifths), fifths_width);
    return paint(line, Ink::bold, style_) + "\n";
  }

  std::string key(std::size_t k, double largest) const {
    const EnsembleKey& key = sensitivity_.keys[k];
    const std::string label = "  " + label_or_name(key.label, key.name, style_.language);
    std::string line = pad_right(shorten(label, label_width_ - 1), label_width_);
    switch (sensitivity_.method) {
      case Sensitivity::Method::sobol: {
        const VarianceShare& share = figure_.shares[k];
        const double half = (share.total_high - share.total_low) / 2;
        line += pad_left(number(100 * share.total, 0) + " ±" + number(100 * half, 0) + " %", first_width);
        line += pad_left(number(100 * share.first, 0) + " %", second_width);
        break;
      }
      case Sensitivity::Method::morris:
        line += pad_left(change(figure_.effects[k].mean_absolute), first_width);
        line += pad_left(change(figure_.effects[k].deviation), second_width);
        break;
    }
    line += pad_left(value(figure_.low[k]) + " → " + value(figure_.high[k]), fifths_width);
    if (barred_) {
      const auto length = std::lround((bar_width - 2) * std::clamp(weight(k) / largest, 0.0, 1.0));
      const std::string bar(static_cast<std::size_t>(length), '+');
      line += "  " + paint(bar, ink_of(variable_, figure_.high[k] - figure_.low[k]), style_);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
  }

  const SensitivityResult& sensitivity_;
  const SensitivityFigure& figure_;
  const EnsembleVariable& variable_;
  const Style& style_;
  bool barred_;
  Figures figures_;
  int label_width_ = 0;
};

}  // namespace

std::string tell_sensitivity(const SensitivityResult& sensitivity, const Style& style) {
  const Scenario& scenario = *sensitivity.scenario;
  std::string title = say(words::moved_by, style.language, title_and_id(scenario.title, scenario.id, style.language),
                          sensitivity.members);
  if (sensitivity.failed > 0) title += say(words::runs_failed, style.language, sensitivity.failed);
  std::string text = headline(title, style);
  for (const SensitivityFigure& figure : sensitivity.figures) {
    if (!figure.joined) continue;  // single places stand in the files
    text += "\n" + SensitivityTable(sensitivity, figure, style).tell();
  }
  const bool shares = sensitivity.method == Sensitivity::Method::sobol;
  const Said& how = shares ? words::how_shares : words::how_effects;
  return text + "\n" + titled("", how.in(style.language), 0, 0, style);
}

}  // namespace ronghe
