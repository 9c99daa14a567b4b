// Computes members: every scenario on the same draws, and of what comes out the numbers that are kept.
#include "analysis/judge.hpp"
#include "ronghe/uncertainty.hpp"
#include "uncertainty/notes.hpp"
#include "uncertainty/rows.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace ronghe {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// The scenario's reference values, and over them what each member draws.
std::vector<Setting> settings_of(const Scenario& scenario, const std::vector<EnsembleKey>& keys,
                                 const std::vector<double>& drawn, int members) {
  std::map<std::pair<int, int>, std::vector<double>> values;
  for (const Setting& setting : scenario.settings) values[{setting.variable, setting.cell}] = setting.values;
  for (std::size_t k = 0; k < keys.size(); ++k) {
    const auto of_key = drawn.begin() + static_cast<std::ptrdiff_t>(k) * members;
    for (const int cell : keys[k].cells) values[{keys[k].variable, cell}] = {of_key, of_key + members};
  }
  std::vector<Setting> settings;
  settings.reserve(values.size());
  for (auto& [place, of_cell] : values) settings.push_back({place.first, place.second, std::move(of_cell)});
  return settings;
}

// Writes the numbers of one scenario into the rows of a block.
class Keeper {
 public:
  Keeper(const EnsembleRows& rows, const Trajectories& run, std::size_t scenario, std::vector<double>& values)
      : rows_(rows), run_(run), scenario_(scenario), values_(values), members_(at(run.members)) {
    failed_.resize(members_);
    for (const LaneFailure& failure : run.failures) failed_[at(failure.member)] = 1;
  }

  void keep_figures() {
    for (const EnsembleRows::Item& item : rows_.items) {
      const int output = run_.output_of(item.variable);
      std::size_t figure = item.first;
      for (const auto* figures : {&item.cells, &item.whole}) {
        for (const Figure& kept : *figures) keep_figure(kept, figure++, output);
      }
    }
  }

  void keep_sentences(const Scenario& scenario) {
    for (std::size_t q = 0; q < rows_.asked.size(); ++q) {
      const Sentence* const sentence = rows_.asked[q].sentences[scenario_];
      double* const row = values_.data() + (rows_.sentence_row(q) + scenario_) * members_;
      std::fill_n(row, members_, std::numeric_limits<double>::quiet_NaN());
      if (sentence == nullptr) continue;
      for (std::size_t member = 0; member < members_; ++member) {
        if (failed_[member]) continue;
        row[member] = broken_places({&scenario, &run_, static_cast<int>(member)}, *sentence);
      }
    }
  }

 private:
  void keep_figure(const Figure& kept, std::size_t figure, int output) {
    for (std::size_t time = 0; time < rows_.times.size(); ++time) {
      double* const row = values_.data() + (rows_.row(figure, time) + scenario_) * members_;
      for (std::size_t member = 0; member < members_; ++member) {
        row[member] = kept.at(run_, output, rows_.saved[time], static_cast<int>(member));
      }
    }
  }

  const EnsembleRows& rows_;
  const Trajectories& run_;
  const std::size_t scenario_;
  std::vector<double>& values_;
  const std::size_t members_;
  std::vector<char> failed_;
};

}  // namespace

EnsembleRunner::EnsembleRunner(const EnsemblePlan& plan) : plan_(&plan) {
  CompileOptions options = compile_options_of(plan.scenarios);
  // What the machine saves: the figures that are kept, and what sentences read. Nothing is followed step by step.
  std::vector<int> outputs;
  for (const Scenario* scenario : plan.scenarios) {
    const std::vector<int> judged = judged_variables(*scenario);
    outputs.insert(outputs.end(), judged.begin(), judged.end());
  }
  for (const EnsembleRows::Item& item : plan.rows->items) outputs.push_back(item.variable);
  std::sort(outputs.begin(), outputs.end());
  outputs.erase(std::unique(outputs.begin(), outputs.end()), outputs.end());
  options.outputs = std::move(outputs);
  options.followed.clear();
  program_ = std::make_shared<const Program>(compile(*plan.scenarios.front()->model, options));
}

Computed EnsembleRunner::operator()(const MemberRange& members) const {
  const EnsemblePlan& plan = *plan_;
  Computed computed;
  computed.block.members = members;
  computed.block.values.resize(plan.numbers() * at(members.count));
  const std::vector<double> drawn = plan.draws->values(members.first, members.count);
  BlockNotes notes;
  std::vector<char> failed(at(members.count));
  for (std::size_t s = 0; s < plan.scenarios.size(); ++s) {
    const Scenario& scenario = *plan.scenarios[s];
    Ensemble ensemble;
    ensemble.members = members.count;
    ensemble.first_member = members.first;
    ensemble.seed = plan.options.design.seed;
    ensemble.plans = {scenario.plan};
    ensemble.settings = settings_of(scenario, plan.keys, drawn, members.count);
    const Trajectories run = simulate(*program_, ensemble, {.strict = plan.options.strict});
    Keeper keeper(*plan.rows, run, s, computed.block.values);
    keeper.keep_figures();
    keeper.keep_sentences(scenario);
    for (LaneFailure failure : run.failures) {
      failed[at(failure.member)] = 1;
      failure.member += members.first;
      notes.failures.push_back({s, std::move(failure)});
    }
    for (CheckResult check : run.checks) {
      if (check.violations == 0) continue;
      check.member += members.first;
      notes.checks.push_back({s, check});
    }
  }
  computed.failed = static_cast<int>(std::count(failed.begin(), failed.end(), 1));
  computed.block.notes = notes_text(notes);
  return computed;
}

}  // namespace ronghe
