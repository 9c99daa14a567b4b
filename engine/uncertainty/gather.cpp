// Quantiles, differences and chances over all members of a study, some rows and members at a time.
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

// The statistics of one figure at one time, in every scenario. All members come in each pass, some at a time.
class FigureStatistics {
 public:
  struct Wanted {
    std::size_t scenarios = 0;
    std::size_t baseline = 0;
    std::vector<double> quantiles;
    std::size_t members = 0;
    std::size_t kept = 0;  // so many members may be held
  };
  struct OfScenario {
    ExactQuantiles values;
    ExactQuantiles differences;
    double sum = 0;
    double better = 0;  // members in which it is better than the baseline
  };

  // `direction`: 1, more is better; -1, less is; 0, neither. `robust`: whether the scenarios are ranked, too.
  FigureStatistics(const Wanted& wanted, int direction, bool robust)
      : baseline_(wanted.baseline), direction_(direction) {
    const ExactQuantiles quantiles(wanted.quantiles, wanted.members, wanted.kept);
    scenarios_.assign(wanted.scenarios, {quantiles, quantiles});
    if (robust) robustness_.emplace(wanted.scenarios, direction > 0, none, wanted.members, wanted.kept);
  }

  // `values` is [scenario × member], NaN where a member does not count; `last`: of this pass.
  void take(const double* values, std::size_t members, bool last) {
    if (done_) return;
    const double* const base = values + baseline_ * members;
    std::vector<double> differences(members);
    bool again = false;
    for (std::size_t s = 0; s < scenarios_.size(); ++s) {
      OfScenario& scenario = scenarios_[s];
      const double* const own = values + s * members;
      for (std::size_t m = 0; m < members; ++m) differences[m] = own[m] - base[m];
      if (counts_) count(own, differences, scenario);
      scenario.values.take(own, members);
      scenario.differences.take(differences.data(), members);
      if (!last) continue;
      again |= scenario.values.end_pass();
      again |= scenario.differences.end_pass();
    }
    if (robustness_) {
      robustness_->take(values, members);
      if (last) again |= robustness_->end_pass();
    }
    if (!last) return;
    counts_ = false;
    done_ = !again;
  }

  bool done() const { return done_; }
  const std::vector<OfScenario>& scenarios() const { return scenarios_; }
  const std::optional<RobustnessOverMembers>& robustness() const { return robustness_; }

  // That one holds between two passes, when members are not kept.
  static std::size_t bytes(const Wanted& wanted) {
    return wanted.scenarios *
           (2 * ExactQuantiles::bytes_to_count(wanted.quantiles.size()) + ExactQuantiles::bytes_to_count(1));
  }

 private:
  void count(const double* own, const std::vector<double>& differences, OfScenario& scenario) const {
    for (std::size_t m = 0; m < differences.size(); ++m) {
      if (!std::isnan(own[m])) scenario.sum += own[m];
      if (std::isnan(differences[m])) continue;
      scenario.better += differences[m] == 0 ? 0.5 : (differences[m] > 0) == (direction_ > 0) ? 1 : 0;
    }
  }

  const std::size_t baseline_;
  const int direction_;
  bool counts_ = true;  // in the first pass
  bool done_ = false;
  std::vector<OfScenario> scenarios_;
  std::optional<RobustnessOverMembers> robustness_;
};

// What is held at a time.
struct Portion {
  std::size_t figures = 1;  // each at one time, in every scenario
  std::size_t members = 0;
};

// All members where they fit, with what the threads hold of them; else so many that what is counted fits beside them.
Portion portion_of(const FigureStatistics::Wanted& wanted, std::size_t threads, std::size_t memory) {
  const std::size_t figure = wanted.scenarios * sizeof(double);  // of one member
  const std::size_t of_threads = threads * (wanted.scenarios + 4) * sizeof(double) * wanted.members;
  const std::size_t whole = figure * wanted.members;
  if (of_threads + whole <= memory) return {(memory - of_threads) / whole, wanted.members};
  const std::size_t figures = std::max<std::size_t>(1, memory / 2 / FigureStatistics::bytes(wanted));
  const std::size_t members = memory / 2 / ((figures + threads) * figure);
  return {figures, std::clamp<std::size_t>(members, 1, wanted.members)};
}

class Gatherer {
 public:
  Gatherer(const EnsemblePlan& plan, const Study& study, const AllNotes& notes, EnsembleResult& result)
      : plan_(plan),
        study_(study),
        rows_(*plan.rows),
        notes_(notes),
        result_(result),
        members_(static_cast<std::size_t>(result.members)),
        scenarios_(rows_.scenarios) {}

  std::vector<Diagnostic> gather(int threads, std::size_t memory) {
    for (const EnsembleRows::Item& item : rows_.items) add_variable(item);
    if (std::vector<Diagnostic> lost = gather_figures(threads, memory); !lost.empty()) return lost;
    if (std::vector<Diagnostic> lost = gather_sentences(memory); !lost.empty()) return lost;
    finish();
    return {};
  }

 private:
  struct Owner {
    std::size_t variable;
    std::size_t figure;  // of the variable
  };
  // Where a figure at a time stands in the result.
  struct Place {
    EnsembleVariable& variable;
    EnsembleFigures& figures;
    std::size_t cell, cells, time;
    bool ranked;  // whether the scenarios are
  };

  static std::size_t whole_cells(const EnsembleRows::Item& item) {
    return item.whole.empty() ? item.cells.size() : item.whole.size();
  }

  void add_variable(const EnsembleRows::Item& item) {
    result_.variables.push_back(headed(*plan_.scenarios.front(), item));
    EnsembleVariable& variable = result_.variables.back();
    make_room(variable.cells, item.cells.size());
    make_room(variable.whole, item.whole.size());
    if (direction_of(variable) != 0) variable.robustness.resize(whole_cells(item) * scenarios_);
    for (std::size_t f = 0; f < item.figures(); ++f) owners_.push_back({result_.variables.size() - 1, f});
  }

  void make_room(EnsembleFigures& figures, std::size_t cells) const {
    const std::size_t at_times = scenarios_ * cells * rows_.times.size();
    figures.quantiles.assign(at_times * result_.quantiles.size(), none);
    figures.differences.assign(at_times * result_.quantiles.size(), none);
    figures.means.assign(at_times, none);
    figures.better.assign(at_times, none);
    figures.kept.assign(at_times * static_cast<std::size_t>(result_.kept), none);
  }

  // `index`: of the figure and time, as their rows follow one another.
  Place place(std::size_t index) const {
    const Owner& owner = owners_[index / rows_.times.size()];
    const std::size_t time = index % rows_.times.size();
    EnsembleVariable& variable = result_.variables[owner.variable];
    const EnsembleRows::Item& item = rows_.items[owner.variable];
    const bool of_cells = owner.figure < item.cells.size();
    const bool of_whole = item.whole.empty() || !of_cells;
    const bool ranked = direction_of(variable) != 0 && of_whole && time + 1 == rows_.times.size();
    if (of_cells) return {variable, variable.cells, owner.figure, item.cells.size(), time, ranked};
    return {variable, variable.whole, owner.figure - item.cells.size(), item.whole.size(), time, ranked};
  }

  // Index of a number that each scenario, cell and time has.
  std::size_t index(const Place& place, std::size_t scenario) const {
    return (scenario * place.cells + place.cell) * rows_.times.size() + place.time;
  }
  std::size_t index(const Place& place, std::size_t scenario, std::size_t quantile) const {
    return ((scenario * place.cells + place.cell) * result_.quantiles.size() + quantile) * rows_.times.size() +
           place.time;
  }

  std::vector<Diagnostic> gather_figures(int threads, std::size_t memory) {
    FigureStatistics::Wanted wanted{scenarios_, plan_.baseline, result_.quantiles, members_, 0};
    const Portion portion = portion_of(wanted, static_cast<std::size_t>(threads), memory);
    if (portion.members == members_) wanted.kept = members_;
    const std::size_t all = rows_.figures * rows_.times.size();
    for (std::size_t first = 0; first < all; first += portion.figures) {
      const std::size_t count = std::min(portion.figures, all - first);
      std::vector<FigureStatistics> statistics;
      statistics.reserve(count);
      for (std::size_t i = 0; i < count; ++i) {
        const Place of = place(first + i);
        statistics.emplace_back(wanted, direction_of(of.variable), of.ranked);
      }
      const auto done = [](const FigureStatistics& of) { return of.done(); };
      while (!std::all_of(statistics.begin(), statistics.end(), done)) {
        const auto take = [&](const MemberRange& members, std::vector<double>& values) {
          const auto wide = static_cast<std::size_t>(members.count);
          for_each_index(threads, count, [&](std::size_t i) {
            double* const own = values.data() + i * scenarios_ * wide;
            keep(place(first + i), members, own);
            leave_out_failed(members, own);
            statistics[i].take(own, wide, members.end() == result_.members);
          });
        };
        if (auto lost = read(first * scenarios_, count * scenarios_, portion.members, take); !lost.empty()) return lost;
      }
      for (std::size_t i = 0; i < count; ++i) tell(place(first + i), statistics[i]);
    }
    return {};
  }

  template <class Take>
  std::vector<Diagnostic> read(std::size_t first, std::size_t count, std::size_t members, const Take& take) const {
    std::vector<double> values;
    for (std::size_t done = 0; done < members_; done += members) {
      const MemberRange range{static_cast<int>(done), static_cast<int>(std::min(members, members_ - done))};
      if (std::vector<Diagnostic> lost = study_.read(first, count, range, values); !lost.empty()) return lost;
      take(range, values);
    }
    return {};
  }

  void keep(const Place& place, const MemberRange& members, const double* values) const {
    const auto wide = static_cast<std::size_t>(members.count);
    const int end = std::min(result_.kept, members.end());
    for (std::size_t s = 0; s < scenarios_; ++s) {
      double* const kept = place.figures.kept.data() + index(place, s) * static_cast<std::size_t>(result_.kept);
      for (int m = members.first; m < end; ++m) {
        kept[m] = values[s * wide + static_cast<std::size_t>(m - members.first)];
      }
    }
  }

  void leave_out_failed(const MemberRange& members, double* values) const {
    const auto wide = static_cast<std::size_t>(members.count);
    for (std::size_t s = 0; s < scenarios_; ++s) {
      for (std::size_t m = 0; m < wide; ++m) {
        if (notes_.failed[s][static_cast<std::size_t>(members.first) + m]) values[s * wide + m] = none;
      }
    }
  }

  void tell(const Place& place, const FigureStatistics& statistics) const {
    for (std::size_t s = 0; s < scenarios_; ++s) {
      const FigureStatistics::OfScenario& of = statistics.scenarios()[s];
      for (std::size_t q = 0; q < result_.quantiles.size(); ++q) {
        place.figures.quantiles[index(place, s, q)] = of.values.quantiles()[q];
        place.figures.differences[index(place, s, q)] = of.differences.quantiles()[q];
      }
      if (of.values.count() > 0) {
        place.figures.means[index(place, s)] = of.sum / static_cast<double>(of.values.count());
      }
      if (of.differences.count() > 0 && direction_of(place.variable) != 0) {
        place.figures.better[index(place, s)] = of.better / static_cast<double>(of.differences.count());
      }
    }
    if (!place.ranked) return;
    const std::vector<Robustness> robust = statistics.robustness()->result();
    std::copy(robust.begin(), robust.end(),
              place.variable.robustness.begin() + static_cast<std::ptrdiff_t>(place.cell * scenarios_));
  }

  // How often each target, constraint and check holds, and how often all targets and constraints do at once; of the
  // members that came through.
  std::vector<Diagnostic> gather_sentences(std::size_t memory) {
    const std::size_t sentences = rows_.asked.size();
    std::vector<long long> held(sentences * scenarios_);
    std::vector<long long> satisfied(scenarios_);
    std::vector<long long> counted(scenarios_);
    const auto take = [&](const MemberRange& members, const std::vector<double>& values) {
      const auto wide = static_cast<std::size_t>(members.count);
      for (std::size_t s = 0; s < scenarios_; ++s) {
        for (std::size_t m = 0; m < wide; ++m) {
          if (notes_.failed[s][static_cast<std::size_t>(members.first) + m]) continue;
          ++counted[s];
          bool satisfies = true;
          for (std::size_t q = 0; q < sentences; ++q) {
            if (rows_.asked[q].sentences[s] == nullptr) continue;
            const bool holds = values[(q * scenarios_ + s) * wide + m] == 0;
            if (holds) ++held[q * scenarios_ + s];
            if (rows_.asked[q].kind != Judgement::Kind::check) satisfies = satisfies && holds;
          }
          if (satisfies) ++satisfied[s];
        }
      }
    };
    const std::size_t of_member = std::max<std::size_t>(1, sentences * scenarios_) * sizeof(double);
    const std::size_t at_once = std::clamp<std::size_t>(memory / of_member, 1, members_);
    auto lost = read(rows_.sentence_row(0), sentences * scenarios_, at_once, take);
    if (!lost.empty()) return lost;

    for (std::size_t s = 0; s < scenarios_; ++s) {
      const auto asked = [&](const EnsembleRows::Asked& of) {
        return of.kind != Judgement::Kind::check && of.sentences[s] != nullptr;
      };
      const bool any = std::any_of(rows_.asked.begin(), rows_.asked.end(), asked);
      result_.satisficing.push_back(any ? chance_of(satisfied[s], counted[s]) : Chance{none, none, counted[s]});
    }
    for (std::size_t q = 0; q < sentences; ++q) {
      EnsembleSentence told = headed(rows_.asked[q]);
      told.chances.resize(scenarios_);
      for (std::size_t s = 0; s < scenarios_; ++s) {
        if (rows_.asked[q].sentences[s] == nullptr) continue;
        told.chances[s] = chance_of(held[q * scenarios_ + s], counted[s]);
      }
      result_.sentences.push_back(std::move(told));
    }
    return {};
  }

  // Variables without places show their cells as the whole.
  void finish() {
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

  const EnsemblePlan& plan_;
  const Study& study_;
  const EnsembleRows& rows_;
  const AllNotes& notes_;
  EnsembleResult& result_;
  const std::size_t members_;
  const std::size_t scenarios_;
  std::vector<Owner> owners_;  // of each figure
};

}  // namespace

Outcome<EnsembleResult> gather_ensemble(const EnsemblePlan& plan, const Study& study, int threads, std::size_t memory) {
  if (std::vector<Diagnostic> mistakes = unfit(plan); !mistakes.empty()) return mistakes;
  if (std::vector<Diagnostic> missing = whole(study); !missing.empty()) return missing;
  const Outcome<AllNotes> noted = notes_of(plan, study);
  if (!noted) return noted.diagnostics();
  const AllNotes& notes = noted.value();
  EnsembleResult result;
  result.scenarios = plan.scenarios;
  result.baseline = plan.baseline;
  result.design = plan.options.design;
  result.members = study.shape().members;
  result.kept = std::min(plan.options.kept, result.members);
  result.keys = plan.keys;
  result.draws = plan.draws->values(0, result.kept);
  result.quantiles = plan.options.quantiles;
  result.times = plan.rows->times;
  result.failure_counts = notes.failure_counts;
  result.failures = notes.failures;
  result.checks = notes.checks;
  result.notes = plan.notes;

  if (auto lost = Gatherer(plan, study, notes, result).gather(threads, memory); !lost.empty()) return lost;
  return result;
}

}  // namespace ronghe
