// The planner's workbook: what the report tells, as sheets of numbers that can be filtered, drawn and reckoned with.
//
// Every sheet but the first is one table with a heading in its first row, so that a program can read it, too. What
// people read in percent is kept as a share and shown in percent; a difference of such figures is in percentage points.
#include "analysis/headline.hpp"
#include "output/ensemble_figures.hpp"
#include "output/parts.hpp"
#include "report/facts.hpp"
#include "report/page.hpp"
#include "report/scenario_facts.hpp"
#include "report/spreadsheet.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace ronghe {
namespace {

namespace book = words::workbook;

constexpr std::size_t most_charts = 12;  // of each kind
constexpr int chart_rows = 19;           // of a sheet that a chart covers
constexpr int second_chart_column = 10;
constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr NumberLook plain{NumberLook::Kind::plain, 0, false};
constexpr NumberLook share_look{NumberLook::Kind::percent, 1, false};

// `恩施市 · Enshi City`, or once what is the same in both.
std::string both(const Text& text) {
  const std::string& zh = text.in(Language::chinese);
  const std::string& en = text.in(Language::english);
  if (zh == en || en.empty()) return zh;
  return zh.empty() ? en : zh + " · " + en;
}

Text text_of(const Said& said, const auto&... values) {
  return {say(said, Language::chinese, values...), say(said, Language::english, values...)};
}
std::string both(const Said& said, const auto&... values) { return both(text_of(said, values...)); }

std::string both_or_name(const Text& text, const std::string& name) { return text.empty() ? name : both(text); }

// `1` says nothing beside a number.
std::string unit_beside(const Text& unit) { return unit.en == "1" ? "" : both(unit); }

// How the figures of one indicator are kept and shown.
struct Shown {
  double factor = 1;  // from the unit of the variable
  NumberLook look;
  std::string unit;
  double change_factor = 1;
  NumberLook change_look;
  std::string change_unit;
  bool points = false;  // differences are percentage points, and a share of them says nothing
};

Shown shown_of(const Heading& heading, const Magnitude& values, const Magnitude& changes) {
  const Figures figures = figures_of(heading, values, changes);
  Shown shown;
  shown.points = figures.points;
  shown.look = {NumberLook::Kind::number, figures.decimals, false};
  shown.change_look = {NumberLook::Kind::change, figures.change_decimals, false};
  shown.unit = shown.change_unit = unit_beside(heading.unit);
  if (!figures.points) return shown;
  shown.factor = shown.change_factor = figures.factor;
  shown.unit = shown.change_unit = both(words::percentage_points);
  if (heading.indicator->format == Indicator::Format::percentage_points) return shown;
  shown.factor = figures.factor / 100;
  shown.look = {NumberLook::Kind::percent, std::max(1, figures.decimals - 1), false};
  shown.unit = "%";
  return shown;
}

// What rounding leaves of two equal figures is no difference.
double difference_of(double value, double baseline) {
  const double difference = value - baseline;
  return std::abs(difference) <= 1e-12 * std::max(std::abs(value), std::abs(baseline)) ? 0 : difference;
}

// A cell of an indicator, or of the whole of it.
struct CellName {
  std::string code;   // of the place; empty: all of them
  std::string place;  // its label in both languages
  std::string other;  // the elements on the dimensions beside the places
};

std::string better_text(const Heading& heading) {
  if (!heading.indicator) return "";
  switch (heading.indicator->better) {
    case Indicator::Better::higher:
      return both(words::higher);
    case Indicator::Better::lower:
      return both(words::lower);
    case Indicator::Better::neither:
      return "";
  }
  throw InternalError("an indicator that is better neither way");
}

class WorkbookWriter {
 public:
  WorkbookWriter(const Findings& findings, const std::vector<FileHash>& inputs, const EnsembleResult* ensemble)
      : findings_(findings),
        inputs_(inputs),
        ensemble_(ensemble),
        baseline_(*findings.lanes[findings.baseline].scenario),
        model_(*baseline_.model),
        options_(findings.lanes.size()),
        times_(findings.times.size()),
        book_(both_or_name(model_.title, model_.name), "Ronghe 融合") {
    for (const Lane& lane : findings.lanes) names_.push_back(both_or_name(lane.scenario->title, lane.scenario->id));
  }

  std::string write() {
    Sheet& summary = book_.add_sheet("总览 Summary");
    Sheet& charts = book_.add_sheet("图表 Charts");
    Sheet& indicators = book_.add_sheet("指标 Indicators");
    write_summary(summary);
    write_indicators(indicators);
    write_charts(charts, summary, indicators);
    write_differences(book_.add_sheet("差异 Differences"));
    if (ensemble_ != nullptr) {
      write_futures(book_.add_sheet("未来 Futures"));
      write_chances(book_.add_sheet("概率 Chances"));
    }
    write_budget(book_.add_sheet("资金 Budget"));
    write_attribution(book_.add_sheet("归因 Attribution"));
    write_programmes(book_.add_sheet("方案 Programmes"));
    if (any_levers()) write_levers(book_.add_sheet("杠杆 Levers"));
    write_assumptions(book_.add_sheet("假设 Assumptions"));
    write_about(book_.add_sheet("说明 About"));
    return book_.bytes();
  }

 private:
  // What the charts draw of one headline figure.
  struct Drawn {
    const FoundIndicator* indicator = nullptr;
    std::size_t figure = 0;  // of the whole
    std::string title;
    int summary_row = 0;    // its differences, one column for each option
    int indicator_row = 0;  // its path, one row for each option and time
  };

  const Scenario& option(std::size_t s) const { return *findings_.lanes[s].scenario; }
  std::string last_time() const { return plain_number(findings_.times.back()); }

  // Layout of `FoundIndicator`

  std::size_t cells_of(const FoundIndicator& found) const {
    return static_cast<std::size_t>(variable_at(model_, found.variable).cells);
  }
  double value(const FoundIndicator& found, std::size_t s, std::size_t cell, std::size_t t) const {
    return found.values[(s * cells_of(found) + cell) * times_ + t];
  }
  double whole(const FoundIndicator& found, std::size_t s, std::size_t figure, std::size_t t) const {
    return found.whole[(s * found.ranks.size() + figure) * times_ + t];
  }

  // Of a figure of the whole at the last time, to the baseline.
  double change(const FoundIndicator& found, std::size_t s, std::size_t figure) const {
    return difference_of(whole(found, s, figure, times_ - 1), whole(found, findings_.baseline, figure, times_ - 1));
  }

  bool by_place(const FoundIndicator& found) const { return found.joined != Joined::not_at_all; }

  // Names of all cells, in order.
  std::vector<CellName> cell_names(const FoundIndicator& found) const {
    const Variable& variable = variable_at(model_, found.variable);
    std::vector<CellName> names;
    for (int cell = 0; cell < variable.cells; ++cell) names.push_back(cell_name(variable, cell));
    return names;
  }

  // Names of the figures of the whole: one for each cell of the first place.
  std::vector<CellName> whole_names(const FoundIndicator& found) const {
    std::vector<CellName> names = cell_names(found);
    if (!by_place(found)) return names;
    const std::string first = names.front().code;
    std::erase_if(names, [&](const CellName& name) { return name.code != first; });
    for (CellName& name : names) {
      name.code.clear();
      name.place = both(found.joined == Joined::total ? book::total : book::mean);
    }
    return names;
  }

  CellName cell_name(const Variable& variable, int cell) const {
    const std::vector<int> indices = model_.indices(variable, cell);
    CellName name;
    std::vector<std::string> elements;
    std::vector<Text> labels;
    for (std::size_t d = 0; d < indices.size(); ++d) {
      const int dimension = variable.dimensions[d];
      const Element& element = dimension_at(model_, dimension).elements[static_cast<std::size_t>(indices[d])];
      if (dimension == findings_.places) {
        name.code = element.name;
        name.place = both_or_name(element.label, element.name);
      } else {
        elements.push_back(element.name);
        labels.push_back(element.label);
      }
    }
    name.other = place_text(elements, labels);
    return name;
  }

  static std::string place_text(const std::vector<std::string>& elements, const std::vector<Text>& labels) {
    return both(Text(joined(elements, labels, Language::chinese), joined(elements, labels, Language::english)));
  }

  Shown shown_of_indicator(const FoundIndicator& found) const {
    Magnitude values;
    Magnitude changes;
    for (const double each : found.whole) values.add(each);
    for (std::size_t s = 0; s < options_; ++s) {
      for (std::size_t f = 0; f < found.ranks.size(); ++f) {
        changes.add(change(found, s, f));
      }
    }
    return shown_of(found, values, changes);
  }

  static int head(Sheet& sheet, std::initializer_list<Said> headings) {
    for (const Said& heading : headings) sheet.heading(heading);
    sheet.next_row();
    return static_cast<int>(headings.size());
  }

  // A sheet that is one table: its heading stays in sight, and its rows can be filtered.
  static void close_table(Sheet& sheet, int columns, int frozen_columns) {
    sheet.freeze(1, frozen_columns);
    sheet.filter(0, columns);
    sheet.fit_columns();
  }

  static void indicator_cells(Sheet& sheet, const Heading& heading) {
    sheet.text(label_or_name(heading.label, heading.name, Language::chinese));
    sheet.text(label_or_name(heading.label, heading.name, Language::english));
    sheet.text(heading.name);
  }

  static void place_cells(Sheet& sheet, const CellName& cell) {
    sheet.text(cell.code);
    sheet.text(cell.place);
    sheet.text(cell.other);
  }

  void option_cells(Sheet& sheet, std::size_t s) const {
    sheet.text(option(s).id);
    sheet.text(names_[s]);
  }

  // Summary

  void write_summary(Sheet& sheet) {
    const Summary& baseline = findings_.comparison.scenarios[findings_.baseline];
    sheet.text(both_or_name(model_.title, model_.name), TextLook::title);
    sheet.next_row();
    const auto told = [&](Language language) {
      return say(book::period, language, time_text(findings_.times.front(), baseline.time_unit, language),
                 time_text(findings_.times.back(), baseline.time_unit, language), prices_text().in(language));
    };
    sheet.text(both(Text(told(Language::chinese), told(Language::english))), TextLook::note);
    sheet.next_row();
    sheet.next_row();
    write_options(sheet);
    write_headline(sheet);
    write_judgements(sheet);
    write_money(sheet);
    sheet.freeze(2, 1);
    sheet.fit_columns();
  }

  Text prices_text() const {
    if (!baseline_.prices) return text_of(book::without_prices);
    return text_of(book::prices_of, baseline_.prices->base);
  }

  static void section(Sheet& sheet, const Said& said) {
    sheet.text(both(said), TextLook::title);
    sheet.next_row();
  }

  void write_options(Sheet& sheet) const {
    section(sheet, book::options);
    head(sheet,
         {book::title_zh, book::title_en, book::option, book::role, book::targets_met, book::targets,
          book::constraints_kept, book::constraints, book::checks_held, book::checks, book::failures, book::notes});
    for (std::size_t s = 0; s < options_; ++s) {
      const Summary& summary = findings_.comparison.scenarios[s];
      sheet.text(label_or_name(option(s).title, option(s).id, Language::chinese));
      sheet.text(label_or_name(option(s).title, option(s).id, Language::english));
      sheet.text(option(s).id);
      sheet.text(s == findings_.baseline ? both(book::is_baseline) : "");
      for (const Judgement::Kind kind :
           {Judgement::Kind::target, Judgement::Kind::constraint, Judgement::Kind::check}) {
        int held = 0;
        int asked = 0;
        for (const Judgement& judgement : summary.judgements) {
          if (judgement.kind != kind) continue;
          ++asked;
          held += judgement.holds() ? 1 : 0;
        }
        sheet.number(held, plain);
        sheet.number(asked, plain);
      }
      sheet.number(static_cast<double>(summary.failures.size()), plain);
      sheet.text(both(option(s).notes), TextLook::note);
      sheet.next_row();
    }
    sheet.next_row();
  }

  // One row for each headline figure of the whole; values, differences and ranks side by side, one column for each
  // option.
  void write_headline(Sheet& sheet) {
    section(sheet, book::headline);
    const int columns = static_cast<int>(options_);
    sheet.heading("", 7);
    sheet.heading(both(book::values_at, last_time()), columns);
    first_difference_column_ = sheet.column();
    sheet.heading(both(book::differences_at, last_time()), columns);
    sheet.heading(both(book::ranks), columns);
    sheet.next_row();
    for (const Said& said :
         {book::indicator_zh, book::indicator_en, book::variable, book::place, book::other, book::unit, book::better}) {
      sheet.heading(said);
    }
    option_row_ = sheet.row();
    for (int group = 0; group < 3; ++group) {
      for (std::size_t s = 0; s < options_; ++s) {
        sheet.text(label_or_name(option(s).title, option(s).id, Language::chinese), TextLook::heading);
      }
    }
    sheet.next_row();
    for (const FoundIndicator& found : findings_.indicators) {
      if (found.headline) write_headline_rows(sheet, found);
    }
    sheet.next_row();
  }

  void write_headline_rows(Sheet& sheet, const FoundIndicator& found) {
    const Shown shown = shown_of_indicator(found);
    const std::vector<CellName> names = whole_names(found);
    for (std::size_t f = 0; f < names.size(); ++f) {
      if (drawn_.size() < most_charts && changes(found, f)) {
        const std::string other = names[f].other.empty() ? "" : "（" + names[f].other + "）";
        drawn_.push_back({&found, f, both_or_name(found.label, found.name) + other, sheet.row(), 0});
      }
      indicator_cells(sheet, found);
      sheet.text(names[f].place);
      sheet.text(names[f].other);
      sheet.text(shown.unit);
      sheet.text(better_text(found));
      const std::vector<int>& ranks = found.ranks[f];
      const bool differ = std::any_of(ranks.begin(), ranks.end(), [](int rank) { return rank > 1; });
      for (std::size_t s = 0; s < options_; ++s) {
        NumberLook look = shown.look;
        look.best = differ && ranks[s] == 1;
        sheet.number(shown.factor * whole(found, s, f, times_ - 1), look);
      }
      for (std::size_t s = 0; s < options_; ++s) {
        sheet.number(s == findings_.baseline ? none : shown.change_factor * change(found, s, f), shown.change_look);
      }
      for (std::size_t s = 0; s < options_; ++s) sheet.number(ranks[s] > 0 ? ranks[s] : none, plain);
      sheet.next_row();
    }
  }

  // Whether some option moves this figure of the whole.
  bool changes(const FoundIndicator& found, std::size_t figure) const {
    for (std::size_t s = 0; s < options_; ++s) {
      if (std::abs(change(found, s, figure)) > 0) return true;
    }
    return false;
  }

  void write_judgements(Sheet& sheet) const {
    section(sheet, book::judgements);
    head(sheet, {book::option_title, book::option, book::kind, book::id, book::sentence, book::condition, book::verdict,
                 book::broken, book::asked_at, book::margin, book::unit, book::year, book::place});
    for (std::size_t s = 0; s < options_; ++s) {
      for (const Judgement& judgement : findings_.comparison.scenarios[s].judgements) {
        sheet.text(names_[s]);
        sheet.text(option(s).id);
        sheet.text(kind_text(judgement.kind));
        sheet.text(judgement.id);
        sheet.text(both(judgement.label));
        sheet.text(judgement.condition);
        sheet.text(both(Text(verdict(judgement, Language::chinese), verdict(judgement, Language::english))));
        sheet.number(judgement.broken, plain);
        sheet.number(judgement.asked, plain);
        const double margin = (judgement.percent ? 100 : 1) * judgement.margin;
        sheet.number(margin, {NumberLook::Kind::change, decimals_for(std::abs(margin)), false});
        sheet.text(judgement.percent ? both(words::percentage_points) : unit_beside(judgement.unit));
        sheet.number(judgement.time, plain);
        sheet.text(place_text(judgement.elements, judgement.labels));
        sheet.next_row();
      }
    }
    sheet.next_row();
  }

  static std::string kind_text(Judgement::Kind kind) {
    switch (kind) {
      case Judgement::Kind::target:
        return both(book::targets);
      case Judgement::Kind::constraint:
        return both(book::constraints);
      case Judgement::Kind::check:
        return both(book::checks);
    }
    throw InternalError("a judgement of no kind");
  }

  // All programmes whose money can be added, in the unit of the first.
  void write_money(Sheet& sheet) const {
    struct Sum {
      Unit unit;
      std::string shown;
      int programmes = 0;
      double asked = 0;
      double paid = 0;
    };
    section(sheet, book::money);
    head(sheet,
         {book::option_title, book::option, book::programmes, book::asked, book::paid, book::share_paid, book::unit});
    for (std::size_t s = 0; s < options_; ++s) {
      const Summary& summary = findings_.comparison.scenarios[s];
      std::vector<Sum> sums;
      for (std::size_t p = 0; p < summary.programmes.size(); ++p) {
        const Unit& unit = option(s).programmes[p].unit;
        auto sum =
            std::find_if(sums.begin(), sums.end(), [&](const Sum& other) { return unit.same_dimension(other.unit); });
        if (sum == sums.end()) sum = sums.insert(sum, {unit, unit_beside(summary.programmes[p].unit)});
        ++sum->programmes;
        sum->asked += summary.programmes[p].asked * unit.factor_to(sum->unit);
        sum->paid += summary.programmes[p].paid * unit.factor_to(sum->unit);
      }
      for (const Sum& sum : sums) {
        const NumberLook look{NumberLook::Kind::number, decimals_for(sum.asked), false};
        sheet.text(names_[s]);
        sheet.text(option(s).id);
        sheet.number(sum.programmes, plain);
        sheet.number(sum.asked, look);
        sheet.number(sum.paid, look);
        sheet.number(sum.paid / sum.asked, share_look);
        sheet.text(sum.shown);
        sheet.next_row();
      }
    }
  }

  // Indicators

  void write_indicators(Sheet& sheet) {
    const int columns =
        head(sheet, {book::indicator_zh, book::indicator_en, book::variable, book::place_code, book::place, book::other,
                     book::option, book::option_title, book::year, book::value, book::unit});
    std::size_t drawn = 0;
    for (const FoundIndicator& found : findings_.indicators) {
      const Shown shown = shown_of_indicator(found);
      const std::vector<CellName> wholes = whole_names(found);
      for (std::size_t f = 0; f < wholes.size(); ++f) {
        if (drawn < drawn_.size() && drawn_[drawn].indicator == &found && drawn_[drawn].figure == f) {
          drawn_[drawn++].indicator_row = sheet.row();
        }
        write_paths(sheet, found, shown, wholes[f],
                    [&](std::size_t s, std::size_t t) { return whole(found, s, f, t); });
      }
      if (!by_place(found)) continue;
      const std::vector<CellName> cells = cell_names(found);
      for (std::size_t c = 0; c < cells.size(); ++c) {
        write_paths(sheet, found, shown, cells[c], [&](std::size_t s, std::size_t t) { return value(found, s, c, t); });
      }
    }
    close_table(sheet, columns, 1);
  }

  void write_paths(Sheet& sheet, const FoundIndicator& found, const Shown& shown, const CellName& name,
                   const auto& value_of) const {
    for (std::size_t s = 0; s < options_; ++s) {
      for (std::size_t t = 0; t < times_; ++t) {
        if (!found.headline && t > 0 && t + 1 < times_) continue;
        indicator_cells(sheet, found);
        place_cells(sheet, name);
        option_cells(sheet, s);
        sheet.number(findings_.times[t], plain);
        sheet.number(shown.factor * value_of(s, t), shown.look);
        sheet.text(shown.unit);
        sheet.next_row();
      }
    }
  }

  // For each headline figure that the options move: the differences as bars, which begin at zero, so that their length
  // means something, and the paths as lines.
  void write_charts(Sheet& sheet, const Sheet& summary, const Sheet& indicators) const {
    constexpr int year_column = 8;
    constexpr int value_column = 9;
    int row = 0;
    for (const Drawn& drawn : drawn_) {
      const Shown shown = shown_of_indicator(*drawn.indicator);
      const auto in_summary = [&](int at) {
        return CellRange{&summary.name(), at, first_difference_column_, at,
                         first_difference_column_ + static_cast<int>(options_) - 1};
      };
      Chart bars{Chart::Kind::bars,
                 drawn.title + " · " + both(book::differences_at, last_time()),
                 shown.change_unit,
                 shown.change_look,
                 {}};
      bars.series.push_back({drawn.title, in_summary(option_row_), in_summary(drawn.summary_row)});
      sheet.add_chart(row, 0, bars);
      Chart lines{Chart::Kind::lines, drawn.title, shown.unit, shown.look, {}};
      for (std::size_t s = 0; s < options_; ++s) {
        const int first = drawn.indicator_row + static_cast<int>(s * times_);
        const int last = first + static_cast<int>(times_) - 1;
        lines.series.push_back({label_or_name(option(s).title, option(s).id, Language::chinese),
                                {&indicators.name(), first, year_column, last, year_column},
                                {&indicators.name(), first, value_column, last, value_column}});
      }
      sheet.add_chart(row, second_chart_column, lines);
      row += chart_rows;
    }
  }

  // Differences

  void write_differences(Sheet& sheet) const {
    const int columns =
        head(sheet, {book::indicator_zh, book::indicator_en, book::variable, book::place_code, book::place, book::other,
                     book::option, book::option_title, book::year, book::baseline_value, book::value, book::unit,
                     book::difference, book::difference_unit, book::relative});
    for (const FoundIndicator& found : findings_.indicators) {
      if (!found.headline) continue;
      const Shown shown = shown_of_indicator(found);
      const std::vector<CellName> wholes = whole_names(found);
      for (std::size_t f = 0; f < wholes.size(); ++f) {
        write_difference_rows(sheet, found, shown, wholes[f],
                              [&](std::size_t s) { return whole(found, s, f, times_ - 1); });
      }
      if (!by_place(found)) continue;
      const std::vector<CellName> cells = cell_names(found);
      for (std::size_t c = 0; c < cells.size(); ++c) {
        write_difference_rows(sheet, found, shown, cells[c],
                              [&](std::size_t s) { return value(found, s, c, times_ - 1); });
      }
    }
    close_table(sheet, columns, 1);
  }

  void write_difference_rows(Sheet& sheet, const FoundIndicator& found, const Shown& shown, const CellName& name,
                             const auto& value_of) const {
    const double baseline = value_of(findings_.baseline);
    for (std::size_t s = 0; s < options_; ++s) {
      if (s == findings_.baseline) continue;
      const double difference = difference_of(value_of(s), baseline);
      indicator_cells(sheet, found);
      place_cells(sheet, name);
      option_cells(sheet, s);
      sheet.number(findings_.times.back(), plain);
      sheet.number(shown.factor * baseline, shown.look);
      sheet.number(shown.factor * value_of(s), shown.look);
      sheet.text(shown.unit);
      sheet.number(shown.change_factor * difference, shown.change_look);
      sheet.text(shown.change_unit);
      sheet.number(shown.points ? none : relative_to(difference, baseline),
                   {NumberLook::Kind::percent_change, 2, false});
      sheet.next_row();
    }
  }

  // Futures

  // Where the option stands in the ensemble; beyond its end: nowhere.
  std::size_t in_ensemble(std::size_t s) const {
    const auto found = std::find_if(ensemble_->scenarios.begin(), ensemble_->scenarios.end(),
                                    [&](const Scenario* each) { return each->id == option(s).id; });
    return static_cast<std::size_t>(found - ensemble_->scenarios.begin());
  }

  // Of the whole all times, of each place the last.
  void write_futures(Sheet& sheet) const {
    const int columns =
        head(sheet, {book::indicator_zh, book::indicator_en, book::variable, book::place_code, book::place, book::other,
                     book::option, book::option_title, book::year, book::quantile, book::value, book::unit,
                     book::difference, book::difference_unit, book::mean_of_futures, book::chance_better});
    for (const FoundIndicator& found : findings_.indicators) {
      const auto variable =
          std::find_if(ensemble_->variables.begin(), ensemble_->variables.end(),
                       [&](const EnsembleVariable& each) { return found.headline && each.name == found.name; });
      if (variable == ensemble_->variables.end()) continue;
      write_future_rows(sheet, found, variable->whole, whole_names(found), 0);
      if (by_place(found)) {
        write_future_rows(sheet, found, variable->cells, cell_names(found), ensemble_->times.size() - 1);
      }
    }
    close_table(sheet, columns, 1);
  }

  void write_future_rows(Sheet& sheet, const FoundIndicator& found, const EnsembleFigures& figures,
                         const std::vector<CellName>& names, std::size_t first_time) const {
    const FigureReader reader(*ensemble_, figures);
    const Shown shown = shown_of_indicator(found);
    for (std::size_t c = 0; c < std::min(names.size(), reader.cells()); ++c) {
      for (std::size_t s = 0; s < options_; ++s) {
        const std::size_t e = in_ensemble(s);
        if (e == ensemble_->scenarios.size()) continue;
        for (std::size_t t = first_time; t < ensemble_->times.size(); ++t) {
          for (std::size_t q = 0; q < ensemble_->quantiles.size(); ++q) {
            indicator_cells(sheet, found);
            place_cells(sheet, names[c]);
            option_cells(sheet, s);
            sheet.number(ensemble_->times[t], plain);
            sheet.number(ensemble_->quantiles[q], plain);
            sheet.number(shown.factor * reader.quantile(e, c, q, t), shown.look);
            sheet.text(shown.unit);
            const bool baseline = s == findings_.baseline;
            sheet.number(baseline ? none : shown.change_factor * reader.difference(e, c, q, t), shown.change_look);
            sheet.text(baseline ? "" : shown.change_unit);
            sheet.number(shown.factor * reader.mean(e, c, t), shown.look);
            sheet.number(baseline ? none : reader.better(e, c, t), {NumberLook::Kind::percent, 1, false});
            sheet.next_row();
          }
        }
      }
    }
  }

  void write_chances(Sheet& sheet) const {
    const int columns = head(sheet, {book::option, book::option_title, book::kind, book::id, book::sentence,
                                     book::condition, book::chance, book::standard_error, book::members});
    for (std::size_t s = 0; s < options_; ++s) {
      const std::size_t e = in_ensemble(s);
      for (const EnsembleSentence& sentence : ensemble_->sentences) {
        if (e == ensemble_->scenarios.size() || !sentence.chances[e]) continue;
        option_cells(sheet, s);
        sheet.text(kind_text(sentence.kind));
        sheet.text(sentence.id);
        sheet.text(both(sentence.label));
        sheet.text(sentence.condition);
        sheet.number(sentence.chances[e]->value, {NumberLook::Kind::percent, 1, false});
        sheet.number(sentence.chances[e]->standard_error, {NumberLook::Kind::percent, 2, false});
        sheet.number(static_cast<double>(sentence.chances[e]->members), plain);
        sheet.next_row();
      }
    }
    close_table(sheet, columns, 1);
  }

  // Budget

  void write_budget(Sheet& sheet) const {
    const int columns =
        head(sheet, {book::option, book::option_title, book::programme, book::programme_title, book::source_of_money,
                     book::source_label, book::year, book::asked, book::paid, book::unit});
    for (std::size_t s = 0; s < options_; ++s) {
      const Summary& summary = findings_.comparison.scenarios[s];
      for (std::size_t p = 0; p < summary.programmes.size(); ++p) {
        const ProgrammeSum& sum = summary.programmes[p];
        const NumberLook look{NumberLook::Kind::number, decimals_for(sum.asked), false};
        for (const PayerShare& payer : payers_of(option(s).programmes[p], *option(s).model)) {
          const std::string label = payer.source.empty() ? "" : both_or_name(payer.label, payer.source);
          for (std::size_t y = 0; y < sum.years.size(); ++y) {
            option_cells(sheet, s);
            sheet.text(sum.id);
            sheet.text(both_or_name(sum.title, sum.id));
            sheet.text(payer.source);
            sheet.text(payer.said ? label : label + (label.empty() ? "" : " – ") + both(words::unsaid));
            sheet.number(sum.years[y], plain);
            sheet.number(payer.share * sum.asked_in[y], look);
            sheet.number(payer.share * sum.paid_in[y], look);
            sheet.text(unit_beside(sum.unit));
            sheet.next_row();
          }
        }
      }
    }
    close_table(sheet, columns, 1);
  }

  // Attribution

  void write_attribution(Sheet& sheet) const {
    const int columns =
        head(sheet, {book::option, book::option_title, book::indicator_zh, book::indicator_en, book::variable,
                     book::place, book::year, book::difference, book::item, book::item_title, book::kind, book::part,
                     book::share, book::standard_error, book::unit});
    for (const AttributionResult& result : findings_.attributions) {
      for (const AttributedFigure& figure : result.figures) write_figure(sheet, result, figure);
    }
    close_table(sheet, columns, 1);
  }

  static void write_figure(Sheet& sheet, const AttributionResult& result, const AttributedFigure& figure) {
    Magnitude values;
    Magnitude changes;
    values.add(figure.from);
    values.add(figure.to);
    for (const double part : figure.parts) changes.add(part);
    const Shown shown = shown_of(figure, values, changes);
    const double difference = figure.to - figure.from;
    for (std::size_t i = 0; i < result.items.size(); ++i) {
      const AttributedItem& item = result.items[i];
      sheet.text(result.to);
      sheet.text(both_or_name(result.to_title, result.to));
      indicator_cells(sheet, figure);
      sheet.text(figure_place(figure));
      sheet.number(figure.time, plain);
      sheet.number(shown.change_factor * difference, shown.change_look);
      sheet.text(item.id);
      sheet.text(both_or_name(item.title, item.id));
      sheet.text(name_of(item.kind));
      sheet.number(shown.change_factor * figure.parts[i], shown.change_look);
      sheet.number(difference == 0 ? none : figure.parts[i] / difference, {NumberLook::Kind::percent_change, 1, false});
      if (result.method != SplitMethod::exact) {
        sheet.number(shown.change_factor * figure.standard_errors[i],
                     {NumberLook::Kind::number, shown.change_look.decimals, false});
      } else {
        sheet.skip();
      }
      sheet.text(shown.change_unit);
      sheet.next_row();
    }
  }

  // An empty element says that all places are joined.
  static std::string figure_place(const AttributedFigure& figure) {
    std::vector<std::string> elements = figure.elements;
    std::vector<Text> labels = figure.labels;
    for (std::size_t e = 0; e < elements.size() && e < labels.size(); ++e) {
      if (!elements[e].empty()) continue;
      const Said& said = figure.joined == Joined::total ? book::total : book::mean;
      labels[e] = {std::string(said.zh), std::string(said.en)};
    }
    return place_text(elements, labels);
  }

  // Programmes, reforms and shocks, one row for each cell and date: enough to write the scenario anew.

  void write_programmes(Sheet& sheet) const {
    const int columns = head(sheet, {book::option, book::kind, book::item, book::title_zh, book::title_en, book::input,
                                     book::place_code, book::place, book::verb, book::path, book::date, book::value,
                                     book::unit, book::length, book::until, book::then, book::funding, book::source_zh, book::source_en});
    for (std::size_t s = 0; s < options_; ++s) {
      const Scenario& scenario = option(s);
      std::map<std::pair<int, int>, const Schedule*> schedules;
      for (const Schedule& schedule : scenario.plan.schedules) {
        schedules[{schedule.variable, schedule.cell}] = &schedule;
      }
      for (const Programme& programme : scenario.programmes) {
        for (const int cell : programme.cells) {
          const auto schedule = schedules.find({programme.input, cell});
          if (schedule == schedules.end()) continue;
          const std::vector<Change>& changes = schedule->second->changes;
          const auto change = std::find_if(changes.begin(), changes.end(), [&](const Change& each) {
            return each.programme && each.id == programme.id;
          });
          if (change == changes.end()) continue;
          write_change(sheet, scenario, "programme", programme, cell, *change, funding_text(programme));
        }
      }
      for (const auto& [kind, reforms] : {std::pair{"reform", &scenario.reforms}, {"shock", &scenario.shocks}}) {
        for (const Reform& reform : *reforms) {
          for (const int cell : reform.cells) write_change(sheet, scenario, kind, reform, cell, reform.change, "");
        }
      }
    }
    close_table(sheet, columns, 3);
  }

  static void write_change(Sheet& sheet, const Scenario& scenario, const char* kind, const auto& item, int cell,
                           const Change& change, const std::string& funding) {
    const Model& model = *scenario.model;
    const Variable& input = variable_at(model, item.input);
    const auto [elements, labels] = place_of(model, input.dimensions, model.indices(input, cell));
    std::vector<DatedFigure> points = points_of(change, model);
    if (change.points.empty()) points.front().date = model.time.at(change.from);
    Magnitude values;
    for (const DatedFigure& point : points) values.add(point.value);
    const bool factor = change.verb == Change::Verb::multiply;
    for (const DatedFigure& point : points) {
      sheet.text(scenario.id);
      sheet.text(kind);
      sheet.text(item.id);
      sheet.text(item.title);
      sheet.text(input.name);
      sheet.text(joined(elements, ", "));
      sheet.text(place_text(elements, labels));
      sheet.text(name_of(change.verb));
      sheet.text(name_of(change.path));
      sheet.number(point.date, plain);
      sheet.number(point.value, {NumberLook::Kind::number, decimals_for(values.largest), false});
      sheet.text(factor ? "" : unit_beside(unit_texts(input.unit, scenario.prices)));
      sheet.number(change.length > 0 ? model.time.at(change.from + change.length) - model.time.at(change.from) : none,
                   plain);
      sheet.number(change.until >= 0 ? model.time.at(change.until) : none, plain);
      sheet.text(change.hold ? "hold" : "");
      sheet.text(funding);
      sheet.text(item.source);
      sheet.next_row();
    }
  }

  bool any_levers() const {
    for (std::size_t s = 0; s < options_; ++s) {
      if (!option(s).levers.empty()) return true;
    }
    return false;
  }

  // Levers, one row for each cell that one sets; a lever of a programme multiplies its money.
  void write_levers(Sheet& sheet) const {
    const int columns =
        head(sheet, {book::option, book::item, book::title_zh, book::title_en, book::programme, book::input,
                     book::place_code, book::place, book::low, book::high, book::step, book::initial, book::unit});
    for (std::size_t s = 0; s < options_; ++s) {
      for (const Lever& lever : option(s).levers) {
        if (lever.input < 0) write_lever(sheet, option(s), lever, {}, {});
        for (const int cell : lever.cells) {
          const Variable& input = variable_at(*option(s).model, lever.input);
          const auto [elements, labels] =
              place_of(*option(s).model, input.dimensions, option(s).model->indices(input, cell));
          write_lever(sheet, option(s), lever, elements, labels);
        }
      }
    }
    close_table(sheet, columns, 2);
  }

  static void write_lever(Sheet& sheet, const Scenario& scenario, const Lever& lever,
                          const std::vector<std::string>& elements, const std::vector<Text>& labels) {
    sheet.text(scenario.id);
    sheet.text(lever.id);
    sheet.text(lever.label);
    sheet.text(lever.programme);
    sheet.text(lever.input < 0 ? "" : variable_at(*scenario.model, lever.input).name);
    sheet.text(joined(elements, ", "));
    sheet.text(place_text(elements, labels));
    for (const double value : {lever.low, lever.high, lever.step, lever.initial}) sheet.number(value, plain);
    sheet.text(unit_beside(unit_texts(lever.unit, scenario.prices)));
    sheet.next_row();
  }

  // As scenario files write it: `special_transfer: 60 %, own_budget: 40 %`.
  static std::string funding_text(const Programme& programme) {
    std::string text;
    for (const Funding& funding : programme.funding) {
      if (!text.empty()) text += ", ";
      text += funding.source + ": " + plain_number(std::round(funding.share * 1e10) / 1e8) + " %";
    }
    return text;
  }

  // Assumptions

  void write_assumptions(Sheet& sheet) const {
    const int columns = head(sheet, {book::variable, book::title_zh, book::title_en, book::low, book::high, book::unit,
                                     book::range_low, book::range_high, book::assumed, book::source_zh, book::source_en, book::module});
    for (const Assumption& assumption : assumptions_of(baseline_)) {
      const bool known = assumption.low <= assumption.high;
      const NumberLook look{NumberLook::Kind::number, decimals_for(std::abs(assumption.high)), false};
      sheet.text(assumption.name);
      sheet.text(assumption.label);
      sheet.number(known ? assumption.low : none, look);
      sheet.number(known ? assumption.high : none, look);
      sheet.text(unit_beside(assumption.unit));
      sheet.number(assumption.range ? assumption.range->low : none, plain);
      sheet.number(assumption.range ? assumption.range->high : none, plain);
      sheet.text(both(assumption.assumed ? book::yes : book::no));
      sheet.text(assumption.source, TextLook::wrapped);
      sheet.text(both(assumption.part));
      sheet.next_row();
    }
    close_table(sheet, columns, 1);
  }

  // About

  void write_about(Sheet& sheet) const {
    const auto tell = [&](const Said& said, const std::string& text) {
      sheet.heading(said);
      sheet.text(text, TextLook::wrapped);
      sheet.next_row();
    };
    sheet.text(both(book::about), TextLook::title);
    sheet.next_row();
    tell(book::version, std::string("Ronghe ") + RONGHE_VERSION + ", " + RONGHE_BUILD);
    tell(book::model, both_or_name(model_.title, model_.name));
    tell(book::variable, model_.name);
    tell(book::notes, both(model_.note));
    tell(book::is_baseline, both_or_name(baseline_.title, baseline_.id));
    tell(book::time, both(Text(time_text(model_.time, Language::chinese), time_text(model_.time, Language::english))));
    tell(book::prices, both(prices_text()));
    for (const Said& said : {book::of_indicators, book::of_whole, book::of_differences, book::of_parts}) {
      tell(book::reading, both(said));
    }
    sheet.next_row();
    sheet.heading(book::file);
    sheet.text("SHA-256", TextLook::heading);
    sheet.next_row();
    for (const FileHash& input : inputs_) {
      sheet.text(input.name);
      sheet.text(input.sha256);
      sheet.next_row();
    }
    sheet.freeze(1, 0);
    sheet.fit_columns();
  }

  const Findings& findings_;
  const std::vector<FileHash>& inputs_;
  const EnsembleResult* ensemble_;  // may be null
  const Scenario& baseline_;
  const Model& model_;
  std::size_t options_;
  std::vector<std::string> names_;  // of the options
  std::size_t times_;
  Spreadsheet book_;
  std::vector<Drawn> drawn_;
  int first_difference_column_ = 0;
  int option_row_ = 0;
};

}  // namespace

std::string report_workbook(const Findings& findings, const std::vector<FileHash>& inputs, const Futures& futures) {
  return WorkbookWriter(findings, inputs, futures.ensemble).write();
}

}  // namespace ronghe
