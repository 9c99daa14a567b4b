#include "scenario/outputs.hpp"

#include "scenario/item.hpp"
#include "scenario/places.hpp"
#include "scenario/target.hpp"
#include "scenario/value.hpp"
#include "syntax/number.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace ronghe {
namespace {

constexpr std::string_view sum_of = "sum of ";

// The whole years of the run, each from its first step to the first step of the next.
std::vector<SumOverTime::Between> whole_years(const Node& name, const Time& time, Diagnostics& diagnostics) {
  std::vector<SumOverTime::Between> years;
  static const Unit year = Unit::parse("year").value();
  if (time.unit == year) {
    const auto date = [&](double at) {
      Node node = name;
      node.text = format_number(at);
      return read_date(node, time, diagnostics);
    };
    for (double first = std::ceil(time.start() - 1e-9); first + 1 <= time.stop() + 1e-9; ++first) {
      const std::optional<int> begin = date(first);
      const std::optional<int> end = date(first + 1);
      if (!begin || !end) return {};
      years.push_back({*begin, *end});
    }
  }
  if (years.empty()) diagnostics.error("outputs.no_whole_year", name.span, {{"found", name.text}});
  return years;
}

// `2025 to 2035`
std::vector<SumOverTime::Between> read_span(std::string_view dates, const Node& name, const Time& time,
                                            Diagnostics& diagnostics) {
  static constexpr std::string_view to = " to ";
  const std::size_t at = dates.find(to);
  const auto date = [&](std::string_view text) {
    Node node = name;
    node.text = text;
    return read_date(node, time, diagnostics);
  };
  if (at == std::string_view::npos) {
    diagnostics.error("outputs.sum_malformed", name.span, {{"found", name.text}});
    return {};
  }
  const std::optional<int> begin = date(dates.substr(0, at));
  const std::optional<int> end = date(dates.substr(at + to.size()));
  if (!begin || !end) return {};
  if (*begin < *end) return {{*begin, *end}};
  diagnostics.error("outputs.sum_backwards", name.span, {{"found", name.text}});
  return {};
}

void add_sum(const Node& name, const Model& model, Scenario& scenario, Diagnostics& diagnostics) {
  static constexpr std::string_view by_year = " by year";
  static constexpr std::string_view from = " from ";
  const std::string_view text = std::string_view(name.text).substr(sum_of.size());
  const std::size_t dates = text.rfind(from);
  const bool yearly = text.ends_with(by_year);
  if (!yearly && dates == std::string_view::npos) {
    diagnostics.error("outputs.sum_malformed", name.span, {{"found", name.text}});
    return;
  }
  const std::string_view of = text.substr(0, yearly ? text.size() - by_year.size() : dates);
  SumOverTime sum;
  sum.name = name.text;
  sum.spans = yearly ? whole_years(name, model.time, diagnostics)
                     : read_span(text.substr(dates + from.size()), name, model.time, diagnostics);
  const std::optional<int> variable = find_variable(of, name.span, model, diagnostics);
  if (!variable || sum.spans.empty()) return;
  sum.variable = *variable;
  sum.unit = model.variables[static_cast<std::size_t>(*variable)].unit * model.time.unit;
  const bool twice = std::any_of(scenario.sums.begin(), scenario.sums.end(),
                                 [&](const SumOverTime& other) { return other.name == sum.name; });
  if (twice) diagnostics.error("outputs.twice", name.span, {{"name", name.text}});
  if (!twice) scenario.sums.push_back(std::move(sum));
}

void add_variable(const Node& name, const Model& model, Scenario& scenario, Diagnostics& diagnostics) {
  if (!name.is_scalar()) return;
  if (name.text.starts_with(sum_of)) {
    add_sum(name, model, scenario, diagnostics);
    return;
  }
  const std::optional<int> found = find_variable(name.text, name.span, model, diagnostics);
  if (!found) return;
  if (std::find(scenario.outputs.begin(), scenario.outputs.end(), *found) != scenario.outputs.end()) {
    diagnostics.error("outputs.twice", name.span, {{"name", name.text}});
    return;
  }
  scenario.outputs.push_back(*found);
}

void read_variables(const Node* list, const Model& model, Scenario& scenario, Diagnostics& diagnostics) {
  if (list != nullptr) {
    for (const Node& name : list->items) add_variable(name, model, scenario, diagnostics);
    // No variables would mean all of them.
    for (std::size_t i = 0; i < scenario.sums.size() && list->items.size() == scenario.sums.size(); ++i) {
      const int summed = scenario.sums[i].variable;
      const auto end = scenario.outputs.end();
      if (std::find(scenario.outputs.begin(), end, summed) == end) scenario.outputs.push_back(summed);
    }
    return;
  }
  for (std::size_t i = 0; i < model.variables.size(); ++i) {
    const Variable& variable = model.variables[i];
    if (variable.indicator && !variable.hidden()) scenario.outputs.push_back(static_cast<int>(i));
  }
}

void read_write(const Node& list, Scenario& scenario, Diagnostics& diagnostics) {
  struct Row {
    std::string_view word;
    FileKind kind;
    bool written;  // by `run`
  };
  static constexpr Row rows[] = {{"csv", FileKind::csv, true},
                                 {"json", FileKind::json, true},
                                 {"netcdf", FileKind::netcdf, false},
                                 {"xlsx", FileKind::xlsx, true},
                                 {"html", FileKind::html, true}};
  scenario.write.clear();
  for (const Node& item : list.items) {
    const auto row = std::find_if(std::begin(rows), std::end(rows), [&](const Row& r) { return r.word == item.text; });
    if (row == std::end(rows)) continue;  // reported as a wrong word
    if (std::find(scenario.write.begin(), scenario.write.end(), row->kind) != scenario.write.end()) {
      diagnostics.error("outputs.twice", item.span, {{"name", item.text}});
      continue;
    }
    if (!row->written) diagnostics.warning("outputs.not_written", item.span, {{"kind", item.text}});
    scenario.write.push_back(row->kind);
  }
}

int read_every(const Node& every, const Time& time, Diagnostics& diagnostics) {
  if (!every.is_scalar()) return time.save_every;
  const std::optional<int> steps = read_duration(every.text, every.span, time, diagnostics);
  if (!steps) return time.save_every;
  if (*steps % time.save_every != 0) {
    diagnostics.error("outputs.not_saved", every.span,
                      {{"found", every.text}, {"save", length_of_time(time.save_every * time.step(), time.unit)}});
  }
  return *steps;
}

}  // namespace

void read_outputs(const Node* outputs, const Model& model, Scenario& scenario, Diagnostics& diagnostics) {
  const auto find = [&](const char* key) { return outputs == nullptr ? nullptr : outputs->find(key); };
  scenario.every = model.time.save_every;
  read_variables(find("variables"), model, scenario, diagnostics);
  if (const Node* every = find("every")) scenario.every = read_every(*every, model.time, diagnostics);
  if (const Node* write = find("write")) read_write(*write, scenario, diagnostics);
  scenario.language = scalar_text(find("language"));
}

std::optional<std::size_t> read_compare_with(const Node* outputs, const std::string& own_id, const Document& document,
                                             Diagnostics& diagnostics) {
  const Node* named = outputs == nullptr ? nullptr : outputs->find("compare_with");
  if (named == nullptr || !named->is_scalar() || named->text == own_id) return std::nullopt;
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < document.ancestors.size(); ++i) {
    if (document.ancestors[i].id == named->text) return i;
    ids.push_back(document.ancestors[i].id);
  }
  Words words = {{"name", named->text}};
  if (const auto nearest = nearest_name(named->text, ids)) words.emplace_back("nearest", *nearest);
  if (!ids.empty()) words.emplace_back("ids", listed(ids));
  diagnostics.error("outputs.unknown_ancestor", named->span, std::move(words));
  return std::nullopt;
}

}  // namespace ronghe
