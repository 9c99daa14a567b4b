// Runs scenarios as lanes of one ensemble and sets them beside each other.
#include "cli/commands.hpp"
#include "cli/results.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <algorithm>
#include <filesystem>

namespace ronghe {
namespace {

// The files to compare, with the baseline's place among them: the first, or that of `--baseline`, which goes before all
// others when it is not among them.
struct Asked {
  std::vector<std::string> files;
  std::size_t baseline = 0;
};

Asked asked_for(const CommandLine& line) {
  Asked asked{line.arguments, 0};
  if (!line.has("baseline")) return asked;
  const std::string wanted = line.value("baseline");
  const auto same = [&](const std::string& file) {
    std::error_code missing;
    return file == wanted || std::filesystem::equivalent(file, wanted, missing);
  };
  const auto found = std::find_if(asked.files.begin(), asked.files.end(), same);
  if (found == asked.files.end()) {
    asked.files.insert(asked.files.begin(), wanted);
  } else {
    asked.baseline = static_cast<std::size_t>(found - asked.files.begin());
  }
  return asked;
}

std::vector<Diagnostic> check_ids(const std::vector<Scenario>& scenarios) {
  Diagnostics diagnostics;
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    for (std::size_t before = 0; before < s; ++before) {
      if (scenarios[before].id != scenarios[s].id) continue;
      diagnostics.error("command.same_id", {},
                        {{"first", scenarios[before].path}, {"second", scenarios[s].path}, {"id", scenarios[s].id}});
    }
  }
  return diagnostics.take();
}

std::vector<OutputFile> files_of(const FinishedRuns& finished, const Comparison& comparison,
                                 const Circumstances& circumstances) {
  const ResultTable table = tidy_table(finished.lanes, finished.lanes[comparison.baseline]);
  std::vector<OutputFile> files;
  files.push_back({"compare.csv", to_csv(table, {.byte_order_mark = circumstances.line().has("csv-bom")})});
  files.push_back({"compare.json", comparison_json(comparison)});
  std::vector<Role> roles;
  long long failed = 0;
  for (std::size_t s = 0; s < finished.lanes.size(); ++s) {
    roles.push_back({finished.lanes[s].scenario, s == comparison.baseline ? "baseline" : "scenario"});
    failed += static_cast<long long>(comparison.scenarios[s].failures.size());
  }
  circumstances.add_records(roles,
                            {{"lanes", static_cast<long long>(finished.lanes.size())},
                             {"runs", static_cast<long long>(finished.runs.size())},
                             {"failed_lanes", failed},
                             {"steps", finished.lanes.front().scenario->model->time.steps},
                             {"rows", static_cast<long long>(table.rows)}},
                            files);
  return files;
}

}  // namespace

ExitCode compare_command(const CommandLine& line) {
  Circumstances circumstances(line);
  const Language language = line.language;
  const Asked asked = asked_for(line);
  const Outcome<ScenarioSet> read = load_scenarios(asked.files, reading_options(line), true);
  if (!read) {
    report_and_stop(read.diagnostics(), language);
    return input_wrong;
  }
  const std::vector<Scenario>& scenarios = read.value().scenarios;
  const std::string folder = line.has("output") ? line.value("output") : "ronghe-results/compare";
  Diagnostics mistakes;
  mistakes.add(check_ids(scenarios));
  check_folder(folder, mistakes);
  if (mistakes.has_errors()) {
    report_and_stop(mistakes.take(), language);
    return usage_wrong;
  }
  report(read.diagnostics(), language);
  circumstances.warnings = read.diagnostics();

  std::vector<const Scenario*> members;
  for (const Scenario& scenario : scenarios) members.push_back(&scenario);
  const std::optional<FinishedRuns> finished = run_watched(members, line);
  if (!finished) return interrupted;
  const Comparison comparison = compare_lanes(finished->lanes, asked.baseline);
  const bool told = !line.has("json") && !line.has("quiet");
  if (told) print(tell_comparison(comparison, line.has("brief"), style_of_output(language)));
  if (line.has("json")) print(comparison_json(comparison));
  Diagnostics troubles;
  bool failed = false;
  bool missed = false;
  for (const Summary& scenario : comparison.scenarios) {
    troubles.add(run_diagnostics(scenario, line.has("strict")));
    failed = failed || !scenario.failures.empty();
    missed = missed || std::any_of(scenario.judgements.begin(), scenario.judgements.end(),
                                   [](const Judgement& judgement) { return !judgement.holds(); });
  }
  report(troubles.take(), language);

  const auto written = write_files(folder, files_of(*finished, comparison, circumstances));
  report(written.diagnostics(), language);
  if (!written) return run_failed;
  if (told) print_written(written.value(), language);
  if (failed) return run_failed;
  return missed && line.has("strict") ? target_missed : done;
}

}  // namespace ronghe
