// The page that a run ends with: what was read, how the indicators came out beside the baseline, what the programmes
// ask for, and whether the model's own checks held.
//
// One grid serves all variables, so that figures stand under figures. Each variable has as many decimals as its largest
// value needs for four digits, and its changes up to two more, because a plan is often judged by small differences.
#include "report/facts.hpp"
#include "report/page.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace ronghe {
namespace {

constexpr int figure_width = 12;

Figures figures_of(const SummaryVariable& variable, bool with_baseline) {
  Magnitude values;
  Magnitude changes;
  for (const SummaryRow& row : variable.rows) {
    values.add(row.start);
    values.add(row.stop);
    values.add(row.baseline_stop);
    changes.add(with_baseline ? row.difference() : row.stop - row.start);
  }
  return figures_of(variable, values, changes);
}

// The columns of the table, from left to right: start, stop, [baseline,] change, and beside a baseline the same in
// percent of it, or `pp` behind a change of a percentage.
class Grid {
 public:
  Grid(const Summary& summary, const Style& style)
      : summary_(summary), style_(style), with_baseline_(!summary.baseline.empty()) {
    const int figures = with_baseline_ ? 5 : 3;
    label_width_ = std::max(20, style.columns - figures * figure_width);
  }

  std::string head() const {
    const Language language = style_.language;
    const std::string stop = time_text(summary_.stop, summary_.time_unit, language);
    std::string line = std::string(static_cast<std::size_t>(label_width_), ' ');
    line += pad_left(time_text(summary_.start, summary_.time_unit, language), figure_width);
    line += pad_left(stop, figure_width);
    if (with_baseline_) line += pad_left(" " + say(words::baseline_at, language, stop), figure_width);
    line += pad_left(std::string(words::change.in(language)), figure_width);
    return paint(line, Ink::bold, style_) + "\n";
  }

  std::string block(const SummaryVariable& variable) const {
    const Language language = style_.language;
    const Figures figures = figures_of(variable, with_baseline_);
    const std::string told = heading_text(variable, figures, style_);
    if (variable.dimensions.empty() && variable.rows.size() == 1) {
      const int width = display_width(heading_text(variable, figures, {.language = language}));
      const SummaryRow& row = variable.rows.front();
      if (width < label_width_) {
        return told + std::string(static_cast<std::size_t>(label_width_ - width), ' ') + cells(variable, row, figures);
      }
      return told + "\n" + pad_right("", label_width_) + cells(variable, row, figures);
    }
    std::string text = told + "\n";
    const bool all = variable.rows.size() <= most_rows + 1;  // a line that says "one more" is no shorter than that one
    for (std::size_t r = 0; r < (all ? variable.rows.size() : most_rows); ++r) {
      const SummaryRow& row = variable.rows[r];
      const std::string label = "  " + joined(row.elements, row.labels, language);
      text += pad_right(shorten(label, label_width_), label_width_) + cells(variable, row, figures);
    }
    if (!all) {
      text +=
          "  " + paint(say(words::more_rows, language, variable.rows.size() - most_rows), Ink::faint, style_) + "\n";
    }
    return text;
  }

 private:
  std::string cells(const SummaryVariable& variable, const SummaryRow& row, const Figures& figures) const {
    const double difference = with_baseline_ ? row.difference() : row.stop - row.start;
    std::string line = pad_left(number(row.start * figures.factor, figures.decimals), figure_width);
    line += pad_left(number(row.stop * figures.factor, figures.decimals), figure_width);
    if (with_baseline_) line += pad_left(number(row.baseline_stop * figures.factor, figures.decimals), figure_width);
    const std::string change = signed_number(difference * figures.factor, figures.change_decimals);
    const Ink ink = with_baseline_ ? ink_of(variable, difference) : Ink::plain;
    line += paint(pad_left(change, figure_width), ink, style_);
    if (!with_baseline_) return line + "\n";
    line += pad_left(relative_text(row.stop, row.baseline_stop, figures, style_.language), figure_width);
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
  }

  const Summary& summary_;
  const Style& style_;
  bool with_baseline_;
  int label_width_;
};

// Each sum over time: by place, and by year where there are several; summary.json has all rows.
std::string tell_sums(const Summary& summary, const Style& style) {
  const Language language = style.language;
  std::string text;
  for (const Summed& sum : summary.sums) {
    std::string detail = sum.label.empty() ? "" : sum.label.in(language) + ", ";
    detail += sum.unit.in(language);
    text += paint(sum.name, Ink::bold, style) + paint(" (" + detail + ")", Ink::faint, style) + "\n";
    double largest = 0;
    for (const SummedRow& row : sum.rows) {
      for (const double value : row.values)
        largest = std::isfinite(value) ? std::max(largest, std::abs(value)) : largest;
    }
    const int decimals = decimals_for(largest);
    if (sum.begins.size() == 1) {
      std::vector<std::string> places;
      for (const SummedRow& row : sum.rows) {
        const std::string place = joined(row.elements, row.labels, language);
        places.push_back(place + (place.empty() ? "" : " ") + number(row.values.front(), decimals));
      }
      text += listed(places, " · ", 2, style);
      continue;
    }
    for (std::size_t r = 0; r < std::min(sum.rows.size(), most_rows); ++r) {
      const SummedRow& row = sum.rows[r];
      std::vector<std::string> values;
      for (std::size_t s = 0; s < row.values.size(); ++s) {
        const bool year = sum.ends[s] - sum.begins[s] == 1;
        const std::string when =
            year ? plain_number(sum.begins[s])
                 : say(words::sum_from_to, language, plain_number(sum.begins[s]), plain_number(sum.ends[s]));
        values.push_back(when + ": " + number(row.values[s], decimals));
      }
      if (!row.elements.empty()) text += "  " + joined(row.elements, row.labels, language) + "\n";
      text += listed(values, " · ", row.elements.empty() ? 2 : 4, style);
    }
    if (sum.rows.size() > most_rows) {
      text += "  " + paint(say(words::more_rows, language, sum.rows.size() - most_rows), Ink::faint, style) + "\n";
    }
  }
  return text;
}

// `t-gap  Gap in education  missed  3 of 8; worst: 2035, 鹤峰县, by 0.031`
std::string tell_judgement(const Judgement& judgement, const Summary& summary, const Style& style) {
  const Language language = style.language;
  std::string line = label_or_name(judgement.label, judgement.id, language);
  if (!judgement.label.empty()) line += " (" + judgement.id + ")";
  line += ": " + judgement.condition;
  std::string place = joined(judgement.elements, judgement.labels, language);
  if (!place.empty()) place = (language == Language::chinese ? "，" : ", ") + place;
  const std::string time = time_text(judgement.time, summary.time_unit, language);
  const double by = std::abs(judgement.margin) * (judgement.percent ? 100 : 1);
  const std::string unit = judgement.percent ? say(words::margin_in_points, language) : judgement.unit.in(language);
  const std::string margin = number(by, decimals_for(by)) + (unit.empty() || unit == "1" ? "" : " " + unit);
  std::string detail;
  if (judgement.is_unknown()) {
    detail = std::string(words::run_failed_before.in(language));
  } else if (judgement.holds()) {
    if (std::isfinite(judgement.margin)) detail = say(words::tightest, language, time, place, margin);
  } else if (std::isfinite(judgement.margin)) {
    detail = say(words::worst, language, judgement.broken, judgement.asked, time, place, margin);
  } else {
    detail = say(words::worst_alone, language, judgement.broken, judgement.asked, time, place);
  }
  std::string text = "  " + paint(pad_right(verdict(judgement, language), 8), ink_of(judgement), style) + line + "\n";
  if (!detail.empty()) text += std::string(10, ' ') + paint(detail, Ink::faint, style) + "\n";
  return text;
}

std::string tell_judgements(const Summary& summary, const Style& style) {
  if (summary.judgements.empty()) return "";
  std::string text = paint(std::string(words::judgements.in(style.language)), Ink::bold, style) + "\n";
  for (const Judgement& judgement : summary.judgements) text += tell_judgement(judgement, summary, style);
  return text;
}

}  // namespace

std::string tell_reading(const Scenario& scenario, const Scenario* baseline, std::uint64_t seed, const Style& style) {
  const Language language = style.language;
  const Model& model = *scenario.model;
  std::string text;
  const auto line = [&](const Said& title, const std::string& what) {
    text += titled(title.in(language), what, 0, 10, style);
  };
  if (scenario.path.empty() || !scenario.resolved.empty()) {
    line(words::scenario, title_and_id(scenario.title, scenario.id, language));
  }
  if (baseline != nullptr) line(words::baseline, title_and_id(baseline->title, baseline->id, language));

  std::string sizes;
  for (const int d : declared_dimensions(model)) {
    const Dimension& dimension = model.dimensions[static_cast<std::size_t>(d)];
    if (dimension.parent >= 0) continue;
    sizes += say(words::of_dimension, language, dimension.name, dimension.size());
  }
  const auto variables = std::count_if(model.variables.begin(), model.variables.end(),
                                       [](const Variable& variable) { return !variable.hidden(); });
  line(words::model,
       say(words::model_size, language, title_and_id(model.title, model.name, language), variables, sizes));

  std::string files;
  std::set<std::string> seen;
  const auto add_files = [&](const std::vector<SourcePtr>& sources) {
    for (const SourcePtr& source : sources) {
      if (!seen.insert(source->name()).second) continue;
      files += (files.empty() ? "" : ", ") + source->name();
    }
  };
  add_files(scenario.sources);
  if (baseline != nullptr) add_files(baseline->sources);
  if (model.sources.size() > 2) {
    files += (files.empty() ? "" : ", ") + say(words::model_files, language, model.name, model.sources.size());
  } else {
    add_files(model.sources);
  }
  line(words::files, files);

  line(words::time, time_text(model.time, language));
  if (scenario.prices) line(words::prices, say(words::prices_of, language, scenario.prices->base));
  const bool draws = std::any_of(model.variables.begin(), model.variables.end(), [](const Variable& variable) {
    return variable.memory == Variable::Memory::random_uniform || variable.memory == Variable::Memory::random_normal;
  });
  if (draws) line(words::seed, std::to_string(seed));
  return text;
}

// `, paid 3.1 (83 %)`
std::string paid_text(double paid, double asked, int decimals, Language language) {
  const Said comma{", ", "，"};
  return std::string(comma.in(language)) +
         say(words::paid, language, number(paid, decimals), number(100 * paid / asked, 1));
}

// Of a programme that is cut, the percentage paid in each year: a line for each place, in groups of as many years as
// the page is wide.
std::string tell_shares_paid(const ProgrammeSum& programme, const Style& style) {
  constexpr std::size_t label_width = 24, column_width = 7;
  const Language language = style.language;
  const auto line = [&](const std::string& label, const std::vector<std::string>& cells) {
    std::string text = "    " + pad_right(shorten(label, label_width - 5), label_width - 4);
    for (const std::string& cell : cells) text += pad_left(cell, column_width);
    return text + "\n";
  };
  std::string text;
  const std::size_t room =
      std::max<std::size_t>(1, (static_cast<std::size_t>(style.columns) - label_width) / column_width);
  for (std::size_t begin = 0; begin < programme.years.size(); begin += room) {
    const std::size_t end = std::min(begin + room, programme.years.size());
    std::vector<std::string> head;
    for (std::size_t y = begin; y < end; ++y) head.push_back(plain_number(programme.years[y]));
    text += line(std::string(words::percent_paid_in.in(language)), head);
    const auto row = [&](const std::string& label, const std::vector<double>& asked, const std::vector<double>& paid) {
      std::vector<std::string> cells;
      for (std::size_t y = begin; y < end; ++y)
        cells.push_back(asked[y] == 0 ? "–" : number(100 * paid[y] / asked[y], 1));
      text += line(label, cells);
    };
    row(std::string(words::in_all.in(language)), programme.asked_in, programme.paid_in);
    for (const auto& share : programme.by_place) {
      row(label_or_name(share.label, share.place, language), share.asked_in, share.paid_in);
    }
  }
  return text;
}

// `  All programmes  in all 60 亿元`, and the same money by source.
std::string tell_funding(const FundingSum& funding, const Style& style) {
  const Language language = style.language;
  const int decimals = decimals_for(std::abs(funding.asked));
  std::string text;
  if (funding.programmes > 1) {
    const std::string total =
        say(words::in_all, language) + " " + number(funding.asked, decimals) + " " + funding.unit.in(language);
    const int room = style.columns - 4 - display_width(total);
    text += "  " + pad_right(say(words::all_programmes, language), room) + "  " + total + "\n";
  }
  std::vector<std::string> parts;
  for (const FundingSum::Part& part : funding.parts) {
    std::string name = label_or_name(part.label, part.source, language);
    if (!part.said) name = name.empty() ? say(words::unsaid, language) : say(words::payer_unsaid, language, name);
    parts.push_back(name + " " + number(part.asked, decimals));
  }
  if (!parts.empty()) parts.front() = say(words::paid_by, language) + parts.front();
  return text + listed(parts, " · ", 4, style);
}

std::string tell_programmes(const std::vector<ProgrammeSum>& programmes, const std::vector<FundingSum>& funding,
                            double start, double stop, const Style& style) {
  if (programmes.empty()) return "";
  const Language language = style.language;
  std::string text =
      paint(say(words::programmes, language, plain_number(start), plain_number(stop)), Ink::bold, style) + "\n";
  for (const ProgrammeSum& programme : programmes) {
    const std::string total = say(words::in_all, language) + " " +
                              number(programme.asked, decimals_for(std::abs(programme.asked))) + " " +
                              programme.unit.in(language);
    const std::string title = title_and_id(programme.title, programme.id, language);
    const int room = style.columns - 4 - display_width(total);
    text += "  " + pad_right(shorten(title, room), room) + "  " + total + "\n";
    double largest = 0;
    for (const auto& share : programme.by_place) largest = std::max(largest, std::abs(share.asked));
    const int decimals = decimals_for(largest);
    std::vector<std::string> places;
    for (const auto& share : programme.by_place) {
      std::string place = label_or_name(share.label, share.place, language) + " " + number(share.asked, decimals);
      if (programme.cut()) place += paid_text(share.paid, share.asked, decimals, language);
      places.push_back(std::move(place));
    }
    if (places.empty() && programme.cut()) {
      places.push_back(paid_text(programme.paid, programme.asked, decimals_for(programme.asked), language));
    }
    text += listed(places, " · ", 4, style);
    if (programme.cut()) text += tell_shares_paid(programme, style);
  }
  for (const FundingSum& sum : funding) text += tell_funding(sum, style);
  return text;
}

std::string tell_summary(const Summary& summary, const Style& style) {
  const Grid grid(summary, style);
  std::string text = grid.head();
  for (const SummaryVariable& variable : summary.variables) text += grid.block(variable);
  for (const std::string& part :
       {tell_programmes(summary.programmes, summary.funding, summary.start, summary.stop, style),
        tell_sums(summary, style), tell_judgements(summary, style), tell_checks(summary, style),
        tell_failures(summary, style)}) {
    if (!part.empty()) text += "\n" + part;
  }
  return text;
}

}  // namespace ronghe
