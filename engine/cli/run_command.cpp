// Reads scenarios, runs each beside its baseline, writes the files, and tells what came out.
//
// Everything is read before anything runs, and all files of a run are made in memory before the first is written: with
// a mistake anywhere no folder and no file comes into being.
#include "cli/commands.hpp"
#include "cli/reporting.hpp"
#include "cli/results.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

// Where the files of each scenario go: the folder of `-o`, with several scenarios a folder in it for each; without `-o`
// a folder for each below `ronghe-results`.
std::vector<std::string> folders_of(const CommandLine& line, const ScenarioSet& set) {
  std::vector<std::string> folders;
  for (std::size_t s = 0; s < static_cast<std::size_t>(set.asked); ++s) {
    const std::string& id = set.scenarios[s].id;
    if (!line.has("output")) {
      folders.push_back((fs::path("ronghe-results") / id).string());
    } else if (set.asked == 1) {
      folders.push_back(line.value("output"));
    } else {
      folders.push_back((fs::path(line.value("output")) / id).string());
    }
  }
  return folders;
}

std::vector<Diagnostic> check_folders(const ScenarioSet& set, const std::vector<std::string>& folders) {
  Diagnostics diagnostics;
  for (std::size_t s = 0; s < folders.size(); ++s) {
    for (std::size_t before = 0; before < s; ++before) {
      if (folders[before] != folders[s]) continue;
      diagnostics.error(
          "command.same_folder", {},
          {{"first", set.scenarios[before].path}, {"second", set.scenarios[s].path}, {"id", set.scenarios[s].id}});
    }
    check_folder(folders[s], diagnostics);
  }
  return diagnostics.take();
}

ExitCode disassemble(const ScenarioSet& set) {
  for (std::size_t s = 0; s < static_cast<std::size_t>(set.asked); ++s) {
    const Scenario& scenario = set.scenarios[s];
    print(to_text(compile(*scenario.model, compile_options_of({&scenario}))));
  }
  return done;
}

}  // namespace

ExitCode run_command(const CommandLine& line) {
  Circumstances circumstances(line);
  const Language language = line.language;
  const Outcome<ScenarioSet> read = load_scenarios(line.arguments, reading_options(line), line.has("alone"));
  if (!read) {
    report_and_stop(read.diagnostics(), language);
    return input_wrong;
  }
  const ScenarioSet& set = read.value();
  if (line.has("disassemble")) {
    report(read.diagnostics(), language);
    return disassemble(set);
  }
  const std::vector<std::string> folders = folders_of(line, set);
  if (const auto mistakes = check_folders(set, folders); !mistakes.empty()) {
    report_and_stop(mistakes, language);
    return usage_wrong;
  }
  report(read.diagnostics(), language);

  circumstances.warnings = read.diagnostics();

  const bool strict = line.has("strict");
  const bool json = line.has("json");
  const bool told = !json && !line.has("quiet");
  const Style style = style_of_output(language);

  ExitCode code = done;
  std::string summaries;
  for (std::size_t s = 0; s < folders.size(); ++s) {
    const Scenario& scenario = set.scenarios[s];
    const Scenario* baseline =
        set.ancestor[s] < 0 ? nullptr : &set.scenarios[static_cast<std::size_t>(set.ancestor[s])];
    if (told) print((s > 0 ? "\n" : "") + tell_reading(scenario, baseline, Ensemble().seed, style) + "\n");
    const std::vector<Role> roles = roles_of(scenario, baseline);
    const std::optional<FinishedRuns> finished = run_watched(members_of(roles), line, wanted_by(scenario));
    if (!finished) return interrupted;
    Results results = results_of(*finished, line.has("csv-bom"));
    const Summary& summary = results.summary;
    if (told) print(tell_summary(summary, style));
    if (told && on_terminal() && style.columns >= 72 && !line.has("no-plot")) {
      print("\n" + tell_paths(finished->lanes.front(), baseline_of(*finished), style));
    }
    if (json) summaries += (summaries.empty() ? "" : ",\n") + summary_json(summary);
    Diagnostics troubles;
    if (wants_report(scenario)) {
      const auto findings = findings_watched(baseline_first(*finished), 0, line, troubles);
      if (!findings) return interrupted;
      for (OutputFile& file : report_files(roles, *findings)) {
        results.files.push_back(std::move(file));
      }
    }
    troubles.add(run_diagnostics(summary, strict));
    report(troubles.take(), language);
    const bool missed = std::any_of(summary.judgements.begin(), summary.judgements.end(),
                                    [](const Judgement& judgement) { return !judgement.holds(); });
    if (strict && missed && code == done) code = target_missed;
    if (!summary.failures.empty()) code = run_failed;

    circumstances.add_records(roles, results.counts, results.files);
    const auto written = write_files(folders[s], results.files);
    report(written.diagnostics(), language);
    if (!written) return run_failed;
    if (told) print_written(written.value(), language);
  }
  if (json) print(set.asked == 1 ? summaries : "[\n" + summaries + "]\n");
  return code;
}

}  // namespace ronghe
