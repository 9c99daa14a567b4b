// Scenarios side by side: a column for each, the baseline first. Under a row of values stands what each differs by.
//
// When the columns are more than the terminal is wide, they are told in groups, the baseline in each of them. What room
// the columns of a group leave goes to the labels; those that are longer still are wrapped.
#include "report/page.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"

#include <map>
#include <numeric>

namespace ronghe {
namespace {

constexpr int least_label_width = 20;
constexpr int column_width = 16;

// What sums differ by in their last bits is no difference.
double difference(double value, double base) {
  const double by = value - base;
  return std::abs(by) <= 1e-12 * std::max(std::abs(value), std::abs(base)) ? 0 : by;
}

std::string place_label(const ComparedRow& row, Language language) {
  return joined(row.elements, row.labels, language);
}

// How the places are joined, and the elements beside them.
std::string whole_label(const ComparedVariable& variable, const ComparedRow& row, Language language) {
  std::vector<std::string> elements;
  std::vector<Text> labels;
  for (std::size_t d = 0; d < row.elements.size(); ++d) {
    if (row.elements[d].empty()) continue;
    elements.push_back(row.elements[d]);
    labels.push_back(row.labels[d]);
  }
  const std::string beside = joined(elements, labels, language);
  std::string how;
  switch (variable.joined) {
    case Joined::not_at_all:
      return std::string(words::value.in(language));
    case Joined::total:
      how = words::total.in(language);
      break;
    case Joined::mean:
      how = words::mean.in(language);
      break;
  }
  return beside.empty() ? how : how + " · " + beside;
}

// How many of a variable's places are told.
std::size_t places_told(const ComparedVariable& variable, Detail detail) {
  if (detail == Detail::brief) return 0;
  const bool all = variable.cells.size() <= most_rows + 1;  // a line that says "one more" is no shorter than that one
  return all ? variable.cells.size() : most_rows;
}

// The widest label that is told.
int widest_label(const Comparison& comparison, Detail detail, Language language) {
  int widest = 0;
  const auto add = [&](const std::string& label) { widest = std::max(widest, display_width(label)); };
  for (const ComparedVariable& variable : comparison.variables) {
    for (const ComparedRow& row : variable.whole) add(whole_label(variable, row, language));
    for (std::size_t r = 0; r < places_told(variable, detail); ++r) add(place_label(variable.cells[r], language));
  }
  for (const ComparedProgramme& programme : comparison.programmes) {
    for (const auto& sum : programme.sums) {
      if (detail != Detail::full || !sum) continue;
      for (const ProgrammeSum::Share& share : sum->by_place) add(label_or_name(share.label, share.place, language));
    }
  }
  return widest;
}

// Some of the scenarios as columns.
class ComparisonGrid {
 public:
  ComparisonGrid(const Comparison& comparison, std::vector<std::size_t> shown, int label_width, Detail detail,
                 const Style& style)
      : comparison_(comparison), shown_(std::move(shown)), label_width_(label_width), detail_(detail), style_(style) {}

  std::string head() const {
    std::string line = pad_right("", label_width_);
    for (const std::size_t s : shown_) {
      line += pad_left(" " + shorten(comparison_.scenarios[s].scenario, column_width - 1), column_width);
    }
    return paint(line, Ink::bold, style_) + "\n";
  }

  std::string block(const ComparedVariable& variable) const {
    const Figures figures = figures_for(variable, variable.whole);
    std::string text = heading_text(variable, figures, style_) + paint(direction(variable), Ink::faint, style_) + "\n";
    for (const ComparedRow& row : variable.whole) {
      text += told(variable, row, whole_label(variable, row, style_.language), figures) + ranks(row);
    }
    if (detail_ == Detail::brief) return text;
    const Figures of_cells = figures_for(variable, variable.cells);
    const std::size_t rows = places_told(variable, detail_);
    for (std::size_t r = 0; r < rows; ++r) {
      const ComparedRow& row = variable.cells[r];
      text += told(variable, row, place_label(row, style_.language), of_cells);
    }
    if (rows < variable.cells.size()) {
      const std::string more = say(words::more_compared, style_.language, variable.cells.size() - rows);
      text += "  " + paint(more, Ink::faint, style_) + "\n";
    }
    return text;
  }

  // What the programmes of each scenario ask for, and of what is cut also what is paid.
  std::string programmes() const {
    if (comparison_.programmes.empty()) return "";
    const Summary& baseline = comparison_.scenarios[comparison_.baseline];
    std::string text =
        paint(say(words::programmes, style_.language, plain_number(baseline.start), plain_number(comparison_.time)),
              Ink::bold, style_) +
        "\n";
    if (detail_ == Detail::full) {
      for (const ComparedProgramme& programme : comparison_.programmes) text += money_of(programme);
    }
    text += money_in_all();
    if (detail_ == Detail::usual) {
      text += "  " + paint(std::string(words::money_in_full.in(style_.language)), Ink::faint, style_) + "\n";
    }
    return text;
  }

  // Whether each scenario keeps its targets and constraints, and by how much at the worst place and time.
  std::string sentences() const {
    if (comparison_.sentences.empty()) return "";
    const Language language = style_.language;
    std::string text = paint(std::string(words::judgements.in(language)), Ink::bold, style_) + "\n";
    for (const ComparedSentence& sentence : comparison_.sentences) {
      std::string verdicts;
      std::string margins;
      Text unit;
      Magnitude largest;
      for (const auto& judgement : sentence.judgements) {
        if (!judgement) continue;
        unit = judgement->percent
                   ? Text(std::string(words::percentage_points.zh), std::string(words::percentage_points.en))
                   : judgement->unit;
        largest.add(shown_margin(*judgement));
      }
      for (const std::size_t s : shown_) {
        const auto& judgement = sentence.judgements[s];
        std::string told = judgement ? verdict(*judgement, language) : "–";
        if (judgement && judgement->broken > 0 && judgement->asked > 1) {
          told = say(words::broken_at, language, told, judgement->broken, judgement->asked);
        }
        const Ink ink = judgement ? ink_of(*judgement) : Ink::plain;
        verdicts += paint(pad_left(told, column_width), ink, style_);
        const bool measured = judgement && std::isfinite(judgement->margin);
        const std::string margin =
            measured ? signed_number(shown_margin(*judgement), decimals_for(largest.largest)) : "";
        margins += pad_left(margin, column_width);
      }
      const std::string& of = unit.in(language);
      const std::string in_unit = of.empty() || of == "1" ? "" : " (" + of + ")";
      const std::string asked = title_and_id(sentence.label, sentence.id, language) + ": " + sentence.condition;
      text += shorten(asked, style_.columns - display_width(in_unit)) + paint(in_unit, Ink::faint, style_) + "\n" +
              labelled("", verdicts);
      if (largest.largest > 0) text += labelled("  " + std::string(words::margin.in(language)), margins);
    }
    return text;
  }

 private:
  // In percentage points where people read percent.
  static double shown_margin(const Judgement& judgement) { return (judgement.percent ? 100 : 1) * judgement.margin; }

  Figures figures_for(const Heading& variable, const std::vector<ComparedRow>& rows) const {
    Magnitude values;
    Magnitude changes;
    for (const ComparedRow& row : rows) {
      for (const double value : row.values) {
        values.add(value);
        changes.add(difference(value, row.values[comparison_.baseline]));
      }
    }
    return figures_of(variable, values, changes);
  }

  std::string direction(const Heading& variable) const {
    if (!variable.indicator) return "";
    const Said comma{", ", "，"};
    switch (variable.indicator->better) {
      case Indicator::Better::higher:
        return std::string(comma.in(style_.language)) + std::string(words::higher.in(style_.language));
      case Indicator::Better::lower:
        return std::string(comma.in(style_.language)) + std::string(words::lower.in(style_.language));
      case Indicator::Better::neither:
        return "";
    }
    throw InternalError("an indicator that is better neither way");
  }

  // A label that is too long goes on below its cells.
  std::string labelled(const std::string& label, const std::string& cells) const {
    const std::string margin(label.find_first_not_of(' ') == std::string::npos ? 0 : label.find_first_not_of(' '), ' ');
    std::vector<std::string> lines = wrap(label.substr(margin.size()), label_width_ - 3 - display_width(margin));
    if (lines.empty()) lines.emplace_back();
    std::string text = pad_right("  " + margin + shorten(lines.front(), label_width_ - 3), label_width_) + cells;
    text.erase(text.find_last_not_of(' ') + 1);
    text += "\n";
    for (std::size_t i = 1; i < lines.size(); ++i) text += "    " + margin + lines[i] + "\n";
    return text;
  }

  // The values, and under them the differences, when there are any.
  std::string told(const ComparedVariable& variable, const ComparedRow& row, const std::string& label,
                   const Figures& figures) const {
    const double base = row.values[comparison_.baseline];
    std::string values;
    std::string differences;
    bool differ = false;
    for (const std::size_t s : shown_) {
      const double value = row.values[s];
      values += pad_left(number(value * figures.factor, figures.decimals), column_width);
      const double by = difference(value, base);
      std::string change;
      if (s != comparison_.baseline && std::isfinite(by)) {
        differ = differ || by != 0;
        change = signed_number(by * figures.factor, figures.change_decimals);
        const std::string relative = relative_text(value, base, figures, style_.language);
        if (by != 0 && !relative.empty()) change += " " + relative;
      }
      differences += paint(pad_left(" " + change, column_width), ink_of(variable, by), style_);
    }
    return labelled(label, values) + (differ ? labelled("", differences) : "");
  }

  std::string ranks(const ComparedRow& row) const {
    if (std::all_of(row.ranks.begin(), row.ranks.end(), [](int rank) { return rank <= 1; })) return "";
    std::string cells;
    for (const std::size_t s : shown_) {
      std::string rank = row.ranks[s] == 0 ? "–" : std::to_string(row.ranks[s]);
      if (row.ranks[s] > 0 && std::count(row.ranks.begin(), row.ranks.end(), row.ranks[s]) > 1) rank += " =";
      cells += pad_left(rank, column_width);
    }
    return labelled("  " + std::string(words::rank.in(style_.language)), cells);
  }

  std::string money_of(const ComparedProgramme& programme) const {
    Magnitude largest;
    Text unit;
    for (const auto& sum : programme.sums) {
      if (sum) largest.add(sum->asked);
      if (sum && unit.empty()) unit = sum->unit;
    }
    std::string text = paint(title_and_id(programme.title, programme.id, style_.language), Ink::plain, style_) +
                       paint(" (" + unit.in(style_.language) + ")", Ink::faint, style_) + "\n";
    using Share = ProgrammeSum::Share;
    std::vector<std::optional<Share>> in_all;
    std::vector<std::string> places;  // in order of the first scenario that names them
    std::map<std::string, Text> labels;
    for (const auto& sum : programme.sums) {
      in_all.push_back(sum ? std::optional(Share{"", {}, sum->asked, sum->paid, {}, {}}) : std::nullopt);
      if (!sum) continue;
      for (const Share& share : sum->by_place) {
        if (labels.emplace(share.place, share.label).second) places.push_back(share.place);
      }
    }
    const int decimals = decimals_for(largest.largest);
    text += money_row(std::string(words::in_all.in(style_.language)), in_all, decimals);
    for (const std::string& place : places) {
      std::vector<std::optional<Share>> shares(programme.sums.size());
      for (std::size_t s = 0; s < programme.sums.size(); ++s) {
        if (!programme.sums[s]) continue;
        for (const Share& share : programme.sums[s]->by_place) {
          if (share.place == place) shares[s] = share;
        }
      }
      text += money_row(label_or_name(labels[place], place, style_.language), shares, decimals);
    }
    return text;
  }

  // Of all programmes together, as far as their money can be added: once for each unit.
  std::string money_in_all() const {
    std::vector<Text> units;
    for (const Summary& scenario : comparison_.scenarios) {
      for (const ProgrammeSum& programme : scenario.programmes) {
        const bool known =
            std::any_of(units.begin(), units.end(), [&](const Text& unit) { return unit.en == programme.unit.en; });
        if (!known) units.push_back(programme.unit);
      }
    }
    std::string text;
    for (const Text& unit : units) text += money_in_all(unit);
    return text;
  }

  std::string money_in_all(const Text& unit) const {
    std::vector<std::optional<ProgrammeSum::Share>> sums;
    Magnitude largest;
    for (const Summary& scenario : comparison_.scenarios) {
      sums.emplace_back();
      for (const ProgrammeSum& programme : scenario.programmes) {
        if (programme.unit.en != unit.en) continue;
        if (!sums.back()) sums.back().emplace();
        sums.back()->asked += programme.asked;
        sums.back()->paid += programme.paid;
      }
      if (sums.back()) largest.add(sums.back()->asked);
    }
    return paint(std::string(words::all_programmes.in(style_.language)), Ink::bold, style_) +
           paint(" (" + unit.in(style_.language) + ")", Ink::faint, style_) + "\n" +
           money_row(std::string(words::in_all.in(style_.language)), sums, decimals_for(largest.largest));
  }

  std::string money_row(const std::string& label, const std::vector<std::optional<ProgrammeSum::Share>>& shares,
                        int decimals) const {
    std::string asked;
    std::string paid;
    bool cut = false;
    for (const std::size_t s : shown_) {
      const auto& share = shares[s];
      asked += pad_left(share ? number(share->asked, decimals) : "–", column_width);
      const bool less = share && share->paid < share->asked * (1 - 1e-9);
      cut = cut || less;
      const std::string percent = less ? number(100 * share->paid / share->asked, 1) + " %" : "";
      paid += paint(pad_left(" " + (less ? number(share->paid, decimals) + " " + percent : ""), column_width), Ink::red,
                    style_);
    }
    const std::string of_it = "  " + std::string(words::of_it_paid.in(style_.language));
    return labelled(label, asked) + (cut ? labelled(of_it, paid) : "");
  }

  const Comparison& comparison_;
  std::vector<std::size_t> shown_;
  int label_width_;
  Detail detail_;
  const Style& style_;
};

}  // namespace

std::string tell_comparison(const Comparison& comparison, Detail detail, const Style& style) {
  const Language language = style.language;
  const Summary& baseline = comparison.scenarios[comparison.baseline];
  std::string text;
  for (const Summary& scenario : comparison.scenarios) {
    text += "  " + title_and_id(scenario.title, scenario.scenario, language) + "\n";
  }
  text = paint(say(words::compared_at, language, time_text(comparison.time, baseline.time_unit, language),
                   title_and_id(baseline.title, baseline.scenario, language)),
               Ink::bold, style) +
         "\n" + text;
  if (!comparison.together) text += titled("", words::ran_apart.in(language), 0, 0, style);

  std::vector<std::size_t> others;
  for (std::size_t s = 0; s < comparison.scenarios.size(); ++s) {
    if (s != comparison.baseline) others.push_back(s);
  }
  const std::size_t room =
      static_cast<std::size_t>(std::max(1, (style.columns - least_label_width) / column_width - 1));
  const int columns = 1 + static_cast<int>(std::min(room, others.size()));
  const int most_label_width = std::max(least_label_width, style.columns - columns * column_width);
  const int label_width =
      std::clamp(widest_label(comparison, detail, language) + 3, least_label_width, most_label_width);
  for (std::size_t begin = 0; begin < others.size(); begin += room) {
    std::vector<std::size_t> shown = {comparison.baseline};
    const std::size_t end = std::min(begin + room, others.size());
    shown.insert(shown.end(), others.begin() + static_cast<std::ptrdiff_t>(begin),
                 others.begin() + static_cast<std::ptrdiff_t>(end));
    const ComparisonGrid grid(comparison, std::move(shown), label_width, detail, style);
    text += "\n" + grid.head();
    for (const ComparedVariable& variable : comparison.variables) text += grid.block(variable);
    for (const std::string& part : {grid.sentences(), grid.programmes()}) {
      if (!part.empty()) text += "\n" + grid.head() + part;
    }
  }
  text += "\n" + titled("", words::how_compared.in(language), 0, 0, style);

  Summary troubles;
  troubles.checks = baseline.checks;
  troubles.time_unit = baseline.time_unit;
  for (const Summary& scenario : comparison.scenarios) {
    for (const BrokenCheck& check : scenario.broken_checks) troubles.broken_checks.push_back(check);
    for (const FailedLane& failure : scenario.failures) troubles.failures.push_back(failure);
  }
  for (const std::string& part : {tell_checks(troubles, style), tell_failures(troubles, style)}) {
    if (!part.empty()) text += "\n" + part;
  }
  return text;
}

}  // namespace ronghe
