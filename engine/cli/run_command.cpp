// Reads scenarios, runs each beside its baseline, writes the files, and tells what came out.
//
// Everything is read before anything runs, and all files of a run are made in memory before the first is written: with
// a mistake anywhere no folder and no file comes into being.
#include "cli/commands.hpp"
#include "cli/results.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

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

std::vector<OutputFile> files_of(const FinishedRuns& finished, const Summary& summary,
                                 const Circumstances& circumstances) {
  const Scenario& scenario = *finished.lanes.front().scenario;
  const ResultTable table = tidy_table(finished.lanes);
  std::vector<OutputFile> files;
  const auto wanted = [&](FileKind kind) {
    return std::find(scenario.write.begin(), scenario.write.end(), kind) != scenario.write.end();
  };
  if (wanted(FileKind::csv)) {
    files.push_back({"results.csv", to_csv(table, {.byte_order_mark = circumstances.line().has("csv-bom")})});
  }
  if (wanted(FileKind::json)) files.push_back({"summary.json", summary_json(summary)});
  std::vector<std::pair<const Scenario*, std::string>> scenarios = {{&scenario, "scenario"}};
  if (finished.lanes.size() > 1) scenarios.emplace_back(finished.lanes.back().scenario, "baseline");
  circumstances.add_records(scenarios,
                            {{"lanes", static_cast<long long>(finished.lanes.size())},
                             {"failed_lanes", static_cast<long long>(summary.failures.size())},
                             {"steps", scenario.model->time.steps},
                             {"variables", static_cast<long long>(scenario.model->variables.size())},
                             {"outputs", static_cast<long long>(finished.runs.front()->variables.size())},
                             {"rows", static_cast<long long>(table.rows)}},
                            files);
  return files;
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
    std::vector<const Scenario*> members = {&scenario};
    if (baseline != nullptr) members.push_back(baseline);
    const std::optional<FinishedRuns> finished = run_watched(members, line);
    if (!finished) return interrupted;
    std::optional<Lane> baseline_lane;
    if (baseline != nullptr) baseline_lane = finished->lanes.back();
    const Summary summary = summarize(finished->lanes.front(), baseline_lane);
    if (told) print(tell_summary(summary, style));
    if (json) summaries += (summaries.empty() ? "" : ",\n") + summary_json(summary);
    report(run_diagnostics(summary, line.has("strict")), language);
    const bool missed = std::any_of(summary.judgements.begin(), summary.judgements.end(),
                                    [](const Judgement& judgement) { return !judgement.holds(); });
    if (line.has("strict") && missed && code == done) code = target_missed;
    if (!summary.failures.empty()) code = run_failed;

    const auto written = write_files(folders[s], files_of(*finished, summary, circumstances));
    report(written.diagnostics(), language);
    if (!written) return run_failed;
    if (told) print(tell_written(written.value(), language));
  }
  if (json) print(set.asked == 1 ? summaries : "[\n" + summaries + "]\n");
  return code;
}

}  // namespace ronghe
