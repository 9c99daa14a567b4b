// Tells what two scenarios say differently, and what comes out of it at the end of the run. What is equal is not told.
#include "output/json.hpp"
#include "report/page.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <cmath>

namespace ronghe {
namespace {

constexpr std::size_t most_figures = 24;  // that are shown; --json has all
constexpr int figure_width = 14;

std::string titled_id(const Text& title, const std::string& id, Language language) {
  const std::string& text = title.in(language);
  if (text.empty() || text == id) return "`" + id + "`";
  return "`" + id + "`" + say(words::in_brackets, language, text);
}

// The parts of a scenario file, by their keys. `{}` is the key.
struct SectionRow {
  std::string_view key;
  Said said;
};
constexpr SectionRow sections[] = {
    {"model", words::model_section},
    {"time", words::time_section},
    {"prices", words::prices_section},
    {"data", words::data_section},
    {"data.inputs", words::data_section},
    {"outputs", words::outputs_section},
    {"programmes", words::programmes_section},
    {"reforms", words::reforms_section},
    {"parameters", words::parameters_section},
    {"shocks", words::shocks_section},
    {"targets", words::targets_section},
    {"constraints", words::constraints_section},
    {"checks", words::checks_section},
    {"levers", words::levers_section},
    {"uncertainties", words::uncertainties_section},
    {"correlations", words::correlations_section},
    {"history", words::history_section},
    {"ensemble", words::ensemble_section},
    {"analysis", words::analysis_section},
    {"limits", words::limits_section},
};

std::string section_text(const std::string& key, Language language) {
  for (const SectionRow& row : sections) {
    if (row.key == key) return say(row.said, language, key);
  }
  return "`" + key + "`";
}

std::string difference_text(const Difference& difference, Language language) {
  std::string what = difference.item.empty() ? "" : titled_id(difference.title, difference.item, language);
  if (!difference.key.empty()) what += (what.empty() ? "`" : " `") + difference.key + "`";
  const std::string& told = difference.first.empty() ? difference.second : difference.first;
  const std::string value = told.empty() ? "" : ": " + told;
  switch (difference.kind) {
    case Difference::Kind::only_first:
      return say(words::only_in, language, "A", what.empty() ? told : what + value);
    case Difference::Kind::only_second:
      return say(words::only_in, language, "B", what.empty() ? told : what + value);
    case Difference::Kind::changed:
      if (difference.first.empty() && difference.second.empty()) return say(words::text_differs, language, what);
      return say(words::changed_from_to, language, what + (what.empty() ? "" : " "), "`" + difference.first + "`",
                 "`" + difference.second + "`");
  }
  throw InternalError("a difference of no kind");
}

std::string tell_figures(const std::vector<FigureDifference>& figures, const Style& style) {
  if (figures.empty()) return "";
  const Language language = style.language;
  std::string text = paint(say(words::data_figures, language), Ink::bold, style) + "\n";
  for (std::size_t i = 0; i < std::min(figures.size(), most_figures); ++i) {
    const FigureDifference& figure = figures[i];
    const std::string unit = figure.unit.en == "1" ? "" : " " + figure.unit.in(language);
    text += titled("",
                   say(words::changed_from_to, language, "`" + figure.name + "` ", plain_number(figure.first) + unit,
                       plain_number(figure.second) + unit),
                   2, 0, style);
  }
  if (figures.size() > most_figures) {
    text += "  " + say(words::more_figures, language, figures.size() - most_figures) + "\n";
  }
  return text;
}

bool differs(const SummaryRow& row) {
  if (std::isnan(row.stop) && std::isnan(row.baseline_stop)) return false;
  return row.stop != row.baseline_stop;
}

// One variable: the places where it differs, A beside B.
std::string tell_variable(const SummaryVariable& variable, const Style& style) {
  Magnitude values;
  Magnitude changes;
  for (const SummaryRow& row : variable.rows) {
    if (!differs(row)) continue;
    values.add(row.stop);
    values.add(row.baseline_stop);
    changes.add(row.difference());
  }
  const Figures figures = figures_of(variable, values, changes);
  const std::string unit = unit_shown(variable, figures, style.language);
  std::string heading = label_or_name(variable.label, variable.name, style.language);
  if (!unit.empty()) heading += ", " + unit;
  std::string text = paint(heading, Ink::bold, style) + "\n";
  const int room = std::max(16, style.columns - 4 * figure_width);
  for (const SummaryRow& row : variable.rows) {
    if (!differs(row)) continue;
    std::string line = pad_right(shorten("  " + joined(row.elements, row.labels, style.language), room), room);
    line += pad_left(number(row.baseline_stop * figures.factor, figures.decimals), figure_width);
    line += pad_left(number(row.stop * figures.factor, figures.decimals), figure_width);
    line += pad_left(signed_number(row.difference() * figures.factor, figures.change_decimals), figure_width);
    line += pad_left(relative_text(row.stop, row.baseline_stop, figures, style.language), figure_width);
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string tell_results(const Summary& summary, const Style& style) {
  const Language language = style.language;
  std::string table;
  std::size_t equal = 0;
  for (const SummaryVariable& variable : summary.variables) {
    const auto differing = static_cast<std::size_t>(std::count_if(variable.rows.begin(), variable.rows.end(), differs));
    equal += variable.rows.size() - differing;
    if (differing > 0) table += tell_variable(variable, style);
  }
  if (table.empty()) return say(words::same_results, language, plain_number(summary.stop)) + "\n";
  const int room = std::max(16, style.columns - 4 * figure_width);
  std::string head = pad_right(say(words::results_at, language, plain_number(summary.stop)), room);
  head += pad_left("A", figure_width) + pad_left("B", figure_width);
  head += pad_left(say(words::difference, language), figure_width);
  table = paint(head, Ink::bold, style) + "\n" + table;
  return equal == 0 ? table : table + say(words::equal_figures, language, equal) + "\n";
}

const char* name_of(Difference::Kind kind) {
  switch (kind) {
    case Difference::Kind::only_first:
      return "only_first";
    case Difference::Kind::only_second:
      return "only_second";
    case Difference::Kind::changed:
      return "changed";
  }
  throw InternalError("a difference of no kind");
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

}  // namespace

std::string tell_differences(const ScenarioDifferences& differences, const Summary& second, const Style& style) {
  const Language language = style.language;
  std::string text = "A  " + titled_id(second.baseline_title, second.baseline, language) + "\n";
  text += "B  " + titled_id(second.title, second.scenario, language) + "\n\n";
  std::string section;
  for (const Difference& difference : differences.said) {
    if (difference.section != section)
      text += paint(section_text(difference.section, language), Ink::bold, style) + "\n";
    section = difference.section;
    text += titled("", difference_text(difference, language), 2, 0, style);
  }
  text += tell_figures(differences.figures, style);
  if (differences.said.empty() && differences.figures.empty()) text += say(words::same_said, language) + "\n";
  return text + "\n" + tell_results(second, style);
}

std::string differences_json(const ScenarioDifferences& differences, const Summary& second) {
  Json json;
  json["first"] = {{"id", second.baseline}, {"title", text_json(second.baseline_title)}};
  json["second"] = {{"id", second.scenario}, {"title", text_json(second.title)}};
  json["differences"] = Json::array();
  for (const Difference& difference : differences.said) {
    json["differences"].push_back({{"kind", name_of(difference.kind)},
                                   {"section", difference.section},
                                   {"item", text_or_null(difference.item)},
                                   {"key", text_or_null(difference.key)},
                                   {"first", text_or_null(difference.first)},
                                   {"second", text_or_null(difference.second)}});
  }
  json["figures"] = Json::array();
  for (const FigureDifference& figure : differences.figures) {
    json["figures"].push_back({{"name", figure.name},
                               {"unit", figure.unit.en},
                               {"first", number_or_null(figure.first)},
                               {"second", number_or_null(figure.second)}});
  }
  json["time"] = second.stop;
  json["results"] = Json::array();
  for (const SummaryVariable& variable : second.variables) {
    for (const SummaryRow& row : variable.rows) {
      Json place = Json::object();
      for (std::size_t d = 0; d < row.elements.size(); ++d) place[variable.dimensions[d]] = row.elements[d];
      json["results"].push_back({{"variable", variable.name},
                                 {"place", std::move(place)},
                                 {"unit", variable.unit.en},
                                 {"first", number_or_null(row.baseline_stop)},
                                 {"second", number_or_null(row.stop)},
                                 {"difference", number_or_null(row.difference())}});
    }
  }
  return dump(json);
}

}  // namespace ronghe
