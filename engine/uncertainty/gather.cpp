// Quantiles, differences and chances over all members of a study, some rows at a time.
//
// A member that failed in a scenario counts in none of that scenario's statistics, nor in its differences.
#include "analysis/judge.hpp"
#include "simulate/threads.hpp"
#include "uncertainty/headings.hpp"
#include "uncertainty/rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ronghe {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// The values of one figure at one time, in every scenario.
class Gatherer {
 public:
  Gatherer(const EnsemblePlan& plan, const AllNotes& notes, EnsembleResult& result)
      : plan_(plan), rows_(*plan.rows), notes_(notes), result_(result), scenarios_(rows_.scenarios) {
    for (const EnsembleRows::Item& item : rows_.items) {
      result_.variables.push_back(headed(*plan.scenarios.front(), item));
      EnsembleVariable& variable = result_.variables.back();
      make_room(variable.cells, item.cells.size());
      make_room(variable.whole, item.whole.size());
      if (direction_of(variable) != 0) variable.robustness.resize(whole_cells(item) * scenarios_);
      for (std::size_t f = 0; f < item.figures(); ++f) {
        owners_.push_back({result_.variables.size() - 1, f});
      }
    }
  }

  // `values` are those of all scenarios: [scenario × member].
  void take_figure(std::size_t figure, std::size_t time, const double* values) const {
    const Owner& owner = owners_[figure];
    EnsembleVariable& variable = result_.variables[owner.variable];
    const EnsembleRows::Item& item = rows_.items[owner.variable];
    const bool of_cells = owner.figure < item.cells.size();
    EnsembleFigures& figures = of_cells ? variable.cells : variable.whole;
    const std::size_t cells = of_cells ? item.cells.size() : item.whole.size();
    const std::size_t cell = of_cells ? owner.figure : owner.figure - item.cells.size();
    const int direction = direction_of(variable);
    for (std::size_t s = 0; s < scenarios_; ++s) {
      const Place place{s, cell, cells, time};
      tell_values(place, values, figures);
      tell_differences(place, values, direction, figures);
    }
    const bool is_whole = item.whole.empty() ? of_cells : !of_cells;
    if (direction != 0 && is_whole && time + 1 == rows_.times.size()) {
      const std::vector<Robustness> robust = robustness_of(sound(values), scenarios_, direction > 0, none);
      std::copy(robust.begin(), robust.end(),
                variable.robustness.begin() + static_cast<std::ptrdiff_t>(cell * scenarios_));
    }
  }

  // Variables without places show their cells as the whole.
  void finish() const {
    for (std::size_t v = 0; v < rows_.items.size(); ++v) {
      EnsembleVariable& variable = result_.variables[v];
      if (rows_.items[v].whole.empty()) variable.whole = variable.cells;
      for (std::size_t s = 0; s < scenarios_ && !variable.robustness.empty(); ++s) {
        const double share = satisficing(rows_.items[v], s);
        for (std::size_t at = s; at < variable.robustness.size(); at += scenarios_) {
          variable.robustness[at].satisficing = share;
        }
      }
    }
  }

 private:
  struct Owner {
    std::size_t variable;
    std::size_t figure;  // of the variable
  };
  struct Place {
    std::size_t scenario, cell, cells, time;
  };

  std::size_t members() const { return static_cast<std::size_t>(result_.members); }
  static std::size_t whole_cells(const EnsembleRows::Item& item) {
    return item.whole.empty() ? item.cells.size() : item.whole.size();
  }

  void make_room(EnsembleFigures& figures, std::size_t cells) const {
    const std::size_t at_times = scenarios_ * cells * rows_.times.size();
    figures.quantiles.assign(at_times * result_.quantiles.size(), none);
    figures.differences.assign(at_times * result_.quantiles.size(), none);
    figures.means.assign(at_times, none);
    figures.better.assign(at_times, none);
    figures.kept.assign(at_times * static_cast<std::size_t>(result_.kept), none);
  }

  // As often as the option meets the target that asks for every cell of that variable alone; unknown when no target
  // does, or several do.
  double satisficing(const EnsembleRows::Item& item, std::size_t scenario) const {
    const std::optional<Chance>* found = nullptr;
    for (std::size_t q = 0; q < rows_.asked.size(); ++q) {
      const Sentence* const sentence = rows_.asked[q].sentences[scenario];
      if (rows_.asked[q].kind != Judgement::Kind::target || sentence == nullptr) continue;
      if (variables_of(*sentence) != std::vector{item.variable}) continue;
      if (found != nullptr || sentence->cells.size() != item.cells.size()) return none;
      found = &result_.sentences[q].chances[scenario];
    }
    return found == nullptr ? none : (*found)->value;
  }

  // Index of a number that each scenario, cell and time has.
  std::size_t index(const Place& place) const {
    return (place.scenario * place.cells + place.cell) * rows_.times.size() + place.time;
  }
  std::size_t index(const Place& place, std::size_t quantile) const {
    return ((place.scenario * place.cells + place.cell) * result_.quantiles.size() + quantile) * rows_.times.size() +
           place.time;
  }

  // A copy without the values of failed members.
  std::vector<double> sound(const double* of) const {
    std::vector<double> values(of, of + scenarios_ * members());
    for (std::size_t s = 0; s < scenarios_; ++s) {
      for (std::size_t m = 0; m < members(); ++m) {
        if (notes_.failed[s][m]) values[s * members() + m] = none;
      }
    }
    return values;
  }

  void tell_values(const Place& place, const double* values, EnsembleFigures& figures) const {
    const double* const own = values + place.scenario * members();
    const std::vector<char>& failed = notes_.failed[place.scenario];
    std::vector<double> counted;
    counted.reserve(members());
    double sum = 0;
    for (std::size_t m = 0; m < members(); ++m) {
      if (failed[m] || std::isnan(own[m])) continue;
      counted.push_back(own[m]);
      sum += own[m];
    }
    const auto kept = static_cast<std::size_t>(result_.kept);
    for (std::size_t m = 0; m < kept; ++m) figures.kept[index(place) * kept + m] = own[m];
    if (counted.empty()) return;
    figures.means[index(place)] = sum / static_cast<double>(counted.size());
    tell_quantiles(place, counted, figures.quantiles);
  }

  void tell_differences(const Place& place, const double* values, int direction, EnsembleFigures& figures) const {
    const double* const own = values + place.scenario * members();
    const double* const base = values + plan_.baseline * members();
    std::vector<double> differences;
    differences.reserve(members());
    double better = 0;
    for (std::size_t m = 0; m < members(); ++m) {
      if (notes_.failed[place.scenario][m] || notes_.failed[plan_.baseline][m]) continue;
      const double difference = own[m] - base[m];
      if (std::isnan(difference)) continue;
      differences.push_back(difference);
      better += difference == 0 ? 0.5 : (difference > 0) == (direction > 0) ? 1 : 0;
    }
    if (differences.empty()) return;
    if (direction != 0) figures.better[index(place)] = better / static_cast<double>(differences.size());
    tell_quantiles(place, differences, figures.differences);
  }

  void tell_quantiles(const Place& place, std::vector<double>& values, std::vector<double>& quantiles) const {
    std::sort(values.begin(), values.end());
    for (std::size_t q = 0; q < result_.quantiles.size(); ++q) {
      quantiles[index(place, q)] = quantile_of_sorted(values.data(), values.size(), result_.quantiles[q]);
    }
  }

  const EnsemblePlan& plan_;
  const EnsembleRows& rows_;
  const AllNotes& notes_;
  EnsembleResult& result_;
  const std::size_t scenarios_;
  std::vector<Owner> owners_;  // of each figure
};

// How often sentences hold.
class Chances {
 public:
  Chances(const EnsembleRows& rows, const AllNotes& notes, std::size_t members)
      : rows_(rows),
        notes_(notes),
        members_(members),
        satisfied_(rows.scenarios, std::vector<char>(members, 1)),
        asked_(rows.scenarios) {}

  void take(std::size_t sentence, const double* values, EnsembleSentence& told) {
    told.chances.resize(rows_.scenarios);
    for (std::size_t s = 0; s < rows_.scenarios; ++s) {
      if (rows_.asked[sentence].sentences[s] == nullptr) continue;
      const auto holds = [&](std::size_t member) { return values[s * members_ + member] == 0; };
      told.chances[s] = chance(s, holds);
      if (told.kind == Judgement::Kind::check) continue;
      asked_[s] = 1;
      for (std::size_t m = 0; m < members_; ++m) satisfied_[s][m] = satisfied_[s][m] && holds(m);
    }
  }

  // Unknown of a scenario of which nothing is asked.
  Chance satisficing(std::size_t scenario) const {
    const Chance all = chance(scenario, [&](std::size_t member) { return satisfied_[scenario][member] != 0; });
    return asked_[scenario] != 0 ? all : Chance{none, none, all.members};
  }

 private:
  // Of the members that came through.
  template <class Holds>
  Chance chance(std::size_t scenario, const Holds& holds) const {
    long long held = 0;
    long long counted = 0;
    for (std::size_t m = 0; m < members_; ++m) {
      if (notes_.failed[scenario][m]) continue;
      ++counted;
      if (holds(m)) ++held;
    }
    return chance_of(held, counted);
  }

  const EnsembleRows& rows_;
  const AllNotes& notes_;
  const std::size_t members_;
  std::vector<std::vector<char>> satisfied_;  // [scenario][member]
  std::vector<char> asked_;                   // of each scenario: whether it has a target or constraint
};

}  // namespace

Outcome<EnsembleResult> gather_ensemble(const EnsemblePlan& plan, const Study& study, int threads, std::size_t memory) {
  if (std::vector<Diagnostic> mistakes = unfit(plan); !mistakes.empty()) return mistakes;
  if (std::vector<Diagnostic> missing = whole(study); !missing.empty()) return missing;
  const EnsembleRows& rows = *plan.rows;
  const AllNotes notes = notes_of(plan, study);
  EnsembleResult result;
  result.scenarios = plan.scenarios;
  result.baseline = plan.baseline;
  result.design = plan.options.design;
  result.members = study.shape().members;
  result.kept = std::min(plan.options.kept, result.members);
  result.keys = plan.keys;
  result.draws = plan.draws->values(0, result.kept);
  result.quantiles = plan.options.quantiles;
  result.times = rows.times;
  result.failure_counts = notes.failure_counts;
  result.failures = notes.failures;
  result.checks = notes.checks;
  result.notes = plan.notes;

  Gatherer gatherer(plan, notes, result);
  for (const EnsembleRows::Asked& asked : rows.asked) result.sentences.push_back(headed(asked));
  const auto members = static_cast<std::size_t>(result.members);
  Chances chances(rows, notes, members);
  const std::size_t figure_rows = rows.figures * rows.times.size();  // of one scenario
  const auto take = [&](std::size_t first, std::size_t count, const std::vector<double>& values) {
    const std::size_t begin = first / rows.scenarios;
    const std::size_t end = (first + count) / rows.scenarios;
    const auto of = [&](std::size_t i) { return values.data() + (i - begin) * rows.scenarios * members; };
    const std::size_t last = std::min(std::max(begin, figure_rows), end);  // figures stand before sentences
    for_each_index(threads, last - begin, [&](std::size_t index) {
      const std::size_t i = begin + index;
      gatherer.take_figure(i / rows.times.size(), i % rows.times.size(), of(i));
    });
    for (std::size_t i = last; i < end; ++i) {
      chances.take(i - figure_rows, of(i), result.sentences[i - figure_rows]);
    }
  };
  if (std::vector<Diagnostic> lost = study.read_rows(memory, rows.scenarios, take); !lost.empty()) return lost;
  gatherer.finish();
  for (std::size_t s = 0; s < rows.scenarios; ++s) result.satisficing.push_back(chances.satisficing(s));
  return result;
}

}  // namespace ronghe
