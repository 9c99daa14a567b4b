// Scenarios over many futures: ranges instead of values, chances instead of verdicts.
//
// A row for each scenario, so that any number of them fits the page. All draw the same futures, so what stands under a
// row, the difference to the baseline, is narrower than the ranges let one think.
#include "analysis/headline.hpp"
#include "output/ensemble_figures.hpp"
#include "report/page.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"

#include <set>

namespace ronghe {
namespace {

constexpr int value_width = 11;
constexpr int range_width = 22;
constexpr int share_width = 7;
constexpr int widest_label = 30;
constexpr int measure_width = 9;  // and two more for a mark
constexpr std::size_t most_failures = 5;

class EnsemblePage {
 public:
  EnsemblePage(const EnsembleResult& ensemble, const Style& style)
      : ensemble_(ensemble),
        style_(style),
        last_(ensemble.times.size() - 1),
        middle_(index_of(0.5)),
        low_(index_of(0.05).value_or(0)),
        high_(index_of(0.95).value_or(ensemble.quantiles.empty() ? 0 : ensemble.quantiles.size() - 1)) {}

  std::string tell() const {
    const Scenario& baseline = scenario(ensemble_.baseline);
    const Text unit(baseline.model->time.unit.text_zh(), baseline.model->time.unit.text());
    std::string text =
        headline(say(words::over_futures, style_.language, ensemble_.members, name_of(ensemble_.design.kind),
                     ensemble_.design.seed, time_text(ensemble_.times[last_], unit, style_.language),
                     title_and_id(baseline.title, baseline.id, style_.language)),
                 style_);
    for (const Scenario* each : ensemble_.scenarios) {
      text += "  " + title_and_id(each->title, each->id, style_.language) + "\n";
    }
    text += "\n" + figures();
    for (const std::string& part : {chances(), robustness(), failures()}) {
      if (!part.empty()) text += "\n" + part;
    }
    return text;
  }

 private:
  const Scenario& scenario(std::size_t s) const { return *ensemble_.scenarios[s]; }

  std::optional<std::size_t> index_of(double quantile) const {
    const auto found = std::find(ensemble_.quantiles.begin(), ensemble_.quantiles.end(), quantile);
    if (found == ensemble_.quantiles.end()) return std::nullopt;
    return static_cast<std::size_t>(found - ensemble_.quantiles.begin());
  }

  // Of a label beside the columns: what these leave, up to what ids need.
  int label_width() const { return std::min(widest_label, style_.columns - value_width - range_width - share_width); }
  int robustness_label_width() const { return std::min(widest_label, style_.columns - 4 * (measure_width + 2)); }

  std::string word(const Said& said) const { return std::string(said.in(style_.language)); }
  std::string bold(const Said& said) const { return headline(word(said), style_); }

  static std::string row(const std::string& label, const std::string& cells, int width) {
    std::string line = pad_right(shorten(label, width - 1), width) + cells;
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
  }
  std::string scenario_row(std::size_t s, const std::string& cells, int width) const {
    return row("    " + scenario(s).id, cells, width);
  }

  // The indicators that some scenario asks for, or else everything.
  std::vector<const EnsembleVariable*> headlines() const {
    std::set<int> wanted;
    for (const Scenario* each : ensemble_.scenarios) {
      const std::vector<int> indicators = headline_indicators(*each);
      wanted.insert(indicators.begin(), indicators.end());
    }
    std::vector<const EnsembleVariable*> found;
    std::vector<const EnsembleVariable*> all;
    for (const EnsembleVariable& variable : ensemble_.variables) {
      all.push_back(&variable);
      if (wanted.contains(variable.variable)) found.push_back(&variable);
    }
    return found.empty() ? all : found;
  }

  static bool directed(const Heading& variable) {
    return variable.indicator && variable.indicator->better != Indicator::Better::neither;
  }

  std::string heading(const EnsembleVariable& variable, const Figures& figures) const {
    std::string text = heading_text(variable, figures, style_);
    if (directed(variable)) {
      const Said comma{", ", "，"};
      const bool higher = variable.indicator->better == Indicator::Better::higher;
      text += paint(word(comma) + word(higher ? words::higher : words::lower), Ink::faint, style_);
    }
    return text + "\n";
  }

  std::string cell_label(const EnsembleVariable& variable, std::size_t cell) const {
    const std::string& beside = variable.whole.labels[cell].in(style_.language);
    std::string how;
    switch (variable.joined) {
      case Joined::not_at_all:
        return beside.empty() ? "" : "  " + beside + "\n";
      case Joined::total:
        how = word(words::total);
        break;
      case Joined::mean:
        how = word(words::mean);
        break;
    }
    return "  " + how + (beside.empty() ? "" : " · " + beside) + "\n";
  }

  // What sums differ by in their last bits is no difference.
  double cleaned(const EnsembleVariable& variable, double difference) const {
    Magnitude values;
    for (const double value : variable.whole.quantiles) values.add(value);
    return std::abs(difference) <= 1e-12 * values.largest ? 0 : difference;
  }

  Figures figures_for(const EnsembleVariable& variable) const {
    const FigureReader reader(ensemble_, variable.whole);
    Magnitude values, changes;
    for (std::size_t s = 0; s < ensemble_.scenarios.size(); ++s) {
      for (std::size_t c = 0; c < reader.cells(); ++c) {
        for (std::size_t q = 0; q < ensemble_.quantiles.size(); ++q) {
          values.add(reader.quantile(s, c, q, last_));
          changes.add(reader.difference(s, c, q, last_));
        }
      }
    }
    return figures_of(variable, values, changes);
  }

  std::string figures() const {
    const auto percent = [&](std::size_t quantile) {
      return ensemble_.quantiles.empty() ? "–" : plain_number(std::round(1e6 * ensemble_.quantiles[quantile]) / 1e4);
    };
    std::string head = pad_left(word(middle_ ? words::median : words::mean_of_futures), value_width);
    head += pad_left(say(words::quantile_range, style_.language, percent(low_), percent(high_)), range_width);
    head += pad_left(word(words::better_in), share_width);
    std::string text = paint(pad_right("", label_width()) + head, Ink::bold, style_) + "\n";
    for (const EnsembleVariable* variable : headlines()) {
      const Figures figures = figures_for(*variable);
      text += heading(*variable, figures);
      for (std::size_t c = 0; c < variable->whole.labels.size(); ++c) {
        text += cell_label(*variable, c);
        for (std::size_t s = 0; s < ensemble_.scenarios.size(); ++s) text += figure(*variable, figures, s, c);
      }
    }
    return text + "\n" + titled("", word(words::how_futures), 0, 0, style_);
  }

  std::string range(const std::string& low, const std::string& high) const {
    return pad_left(say(words::range_of, style_.language, low, high), range_width);
  }

  std::string figure(const EnsembleVariable& variable, const Figures& figures, std::size_t s, std::size_t c) const {
    const FigureReader reader(ensemble_, variable.whole);
    const auto value = [&](double x) { return number(x * figures.factor, figures.decimals); };
    const auto change = [&](double x) {
      return signed_number(cleaned(variable, x) * figures.factor, figures.change_decimals);
    };
    const bool ranged = !ensemble_.quantiles.empty();
    const double centre = middle_ ? reader.quantile(s, c, *middle_, last_) : reader.mean(s, c, last_);
    std::string text = pad_left(value(centre), value_width);
    if (ranged) {
      text += range(value(reader.quantile(s, c, low_, last_)), value(reader.quantile(s, c, high_, last_)));
    }
    text = scenario_row(s, text, label_width());
    if (s == ensemble_.baseline || !ranged) return text;
    const double by = middle_ ? cleaned(variable, reader.difference(s, c, *middle_, last_)) : Distribution::none;
    const double better = reader.better(s, c, last_);
    std::string under = pad_left(middle_ ? change(by) : "", value_width);
    under += range(change(reader.difference(s, c, low_, last_)), change(reader.difference(s, c, high_, last_)));
    if (std::isfinite(better)) under += pad_left(number(100 * better, 0) + " %", share_width);
    return text + row("", paint(under, ink_of(variable, by), style_), label_width());
  }

  std::string chances() const {
    if (ensemble_.sentences.empty()) return "";
    std::string text = bold(words::chances);
    for (const EnsembleSentence& sentence : ensemble_.sentences) {
      text += title_and_id(sentence.label, sentence.id, style_.language) + "\n";
      for (std::size_t s = 0; s < ensemble_.scenarios.size(); ++s) {
        if (sentence.chances[s]) text += scenario_row(s, chance_cells(*sentence.chances[s]), label_width());
      }
    }
    std::string all;
    for (std::size_t s = 0; s < ensemble_.satisficing.size(); ++s) {
      const Chance& chance = ensemble_.satisficing[s];
      if (std::isfinite(chance.value)) all += scenario_row(s, chance_cells(chance), label_width());
    }
    return all.empty() ? text : text + word(words::all_of_them) + "\n" + all;
  }

  std::string chance_cells(const Chance& chance) const {
    const std::string told = say(words::chance_and_error, style_.language, number(100 * chance.value, 1),
                                 number(100 * chance.standard_error, 1));
    std::string cells = pad_left(told, value_width + 5);
    if (chance.members != ensemble_.members) {
      cells += "  " + paint(say(words::of_futures, style_.language, chance.members), Ink::faint, style_);
    }
    return cells;
  }

  std::string robustness() const {
    if (ensemble_.scenarios.size() < 2) return "";
    std::string text;
    for (const EnsembleVariable* variable : headlines()) {
      if (variable->robustness.empty()) continue;
      const Figures figures = figures_for(*variable);
      text += heading(*variable, figures);
      for (std::size_t c = 0; c < variable->whole.labels.size(); ++c) {
        text += cell_label(*variable, c) + robustness_of_cell(*variable, figures, c);
      }
    }
    if (text.empty()) return "";
    std::string head = pad_right("", robustness_label_width());
    for (const Said* said : {&words::regret_90, &words::regret_max, &words::satisficing, &words::worst_future}) {
      head += pad_left(word(*said), measure_width) + "  ";
    }
    head.erase(head.find_last_not_of(' ') + 1);
    return bold(words::robust) + paint(head, Ink::bold, style_) + "\n" + text + "\n" +
           titled("", word(words::how_robust), 0, 0, style_);
  }

  // A column for each measure, its best value marked, unless all are alike.
  std::string robustness_of_cell(const EnsembleVariable& variable, const Figures& figures, std::size_t c) const {
    const bool higher = variable.indicator->better == Indicator::Better::higher;
    struct Measure {
      double Robustness::*of;
      bool higher;
      bool share;
      int decimals;
    };
    const Measure measures[] = {{&Robustness::regret_90, false, false, figures.change_decimals},
                                {&Robustness::regret_max, false, false, figures.change_decimals},
                                {&Robustness::satisficing, true, true, 0},
                                {&Robustness::worst, higher, false, figures.decimals}};
    std::vector<std::string> rows(ensemble_.scenarios.size());
    for (const Measure& measure : measures) {
      std::vector<double> values;
      for (std::size_t s = 0; s < ensemble_.scenarios.size(); ++s) {
        values.push_back(robustness_at(ensemble_, variable, c, s)->*measure.of);
      }
      const auto [least, most] = std::minmax_element(values.begin(), values.end());
      const double best = measure.higher ? *most : *least;
      for (std::size_t s = 0; s < values.size(); ++s) {
        std::string told = measure.share ? number(100 * values[s], measure.decimals)
                                         : number(values[s] * std::abs(figures.factor), measure.decimals);
        if (measure.share && std::isfinite(values[s])) told += " %";
        const bool marked = *least < *most && values[s] == best;
        rows[s] += pad_left(told, measure_width) + (marked ? " *" : "  ");
      }
    }
    std::string text;
    for (std::size_t s = 0; s < rows.size(); ++s) text += scenario_row(s, rows[s], robustness_label_width());
    return text;
  }

  std::string failures() const {
    std::string text;
    for (std::size_t s = 0; s < ensemble_.scenarios.size(); ++s) {
      std::vector<const LaneFailure*> failed;
      for (const EnsembleFailure& failure : ensemble_.failures) {
        if (failure.scenario == s) failed.push_back(&failure.failure);
      }
      if (failed.empty()) continue;
      const std::string title =
          say(words::futures_failed, style_.language, ensemble_.failed_in(s), ensemble_.members, scenario(s).id);
      for (std::string& line : wrap(title, style_.columns)) text += paint(std::move(line), Ink::red, style_) + "\n";
      for (std::size_t i = 0; i < std::min(failed.size(), most_failures); ++i) {
        text += titled("", future_failure_text(scenario(s), *failed[i], style_.language), 2, 0, style_);
      }
      const long long more = ensemble_.failed_in(s) - static_cast<long long>(most_failures);
      if (more > 0) {
        text += "  " + say(words::more_failed, style_.language, more) + "\n";
      }
    }
    return text;
  }

  const EnsembleResult& ensemble_;
  const Style& style_;
  std::size_t last_;                   // time
  std::optional<std::size_t> middle_;  // quantile: the median, where it is kept
  std::size_t low_, high_;             // quantiles: 5 % and 95 %, else the outermost
};

}  // namespace

std::string future_failure_text(const Scenario& scenario, const LaneFailure& failure, Language language) {
  const Model& model = *scenario.model;
  const std::string time = time_text(failure.time, {model.time.unit.text_zh(), model.time.unit.text()}, language);
  if (failure.variable < 0) return say(words::future_stopped, language, failure.member, time);
  const Variable& variable = model.variables[static_cast<std::size_t>(failure.variable)];
  const Place place = place_of(model, variable.dimensions, model.indices(variable, failure.cell));
  std::string name = "`" + variable.name + "`";
  if (!place.elements.empty())
    name += say(words::in_brackets, language, joined(place.elements, place.labels, language));
  const std::string value = std::isnan(failure.value)   ? say(words::not_a_number, language)
                            : std::isinf(failure.value) ? say(words::infinite, language)
                                                        : plain_number(failure.value);
  return say(words::future_failed, language, failure.member, time, name, value);
}

std::string tell_ensemble(const EnsembleResult& ensemble, const Style& style) {
  return EnsemblePage(ensemble, style).tell();
}

}  // namespace ronghe
