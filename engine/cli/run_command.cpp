// Reads scenarios, runs each beside its baseline, writes the files, and tells what came out.
//
// Everything is read before anything runs, and all files of a run are made in memory before the first is written: with
// a mistake anywhere no folder and no file comes into being.
#include "cli/commands.hpp"
#include "cli/rerun.hpp"
#include "cli/results.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <optional>

#include <unistd.h>

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
    if (const auto path = obstacle(folders[s])) {
      diagnostics.error("command.not_a_folder", {}, {{"folder", folders[s]}, {"path", *path}});
    }
  }
  return diagnostics.take();
}

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

// What led to a run that is not in its scenarios.
struct RunCircumstances {
  const CommandLine& line;
  const std::vector<Diagnostic>& warnings;
  int threads = 1;
  std::string started;
  std::chrono::steady_clock::time_point clock;
};

std::vector<OutputFile> files_of(const Results& results, const Finished& finished, const Scenario& scenario,
                                 const Scenario* baseline, const RunCircumstances& circumstances) {
  const CommandLine& line = circumstances.line;
  const std::string folder = folder_of(scenario.path);
  Manifest manifest = manifest_of(results, finished, scenario, baseline, circumstances.warnings);
  if (line.has("model")) manifest.with_model = portable_name(line.value("model"), folder);
  manifest.strict = line.has("strict");
  manifest.byte_order_mark = line.has("csv-bom");
  manifest.sets = reading_options(line).sets;
  std::vector<OutputFile> files = results.files;
  files.push_back({"manifest.json", manifest_json(manifest)});

  RunRecord record;
  record.started = circumstances.started;
  record.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - circumstances.clock).count();
  record.host = host_name();
  record.threads = circumstances.threads;
  std::error_code ignored;
  record.folder = fs::current_path(ignored).string();
  record.inputs = folder;
  record.command = line.words;
  files.push_back({"run.json", run_json(record)});
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
  const std::string started = utc_now();
  const auto clock = std::chrono::steady_clock::now();
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

  SimulateOptions options;
  options.threads = line.has("threads") ? std::stoi(line.value("threads")) : 1;
  options.strict = line.has("strict");
  options.cancel = &interrupt();
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
    Finished finished;
    {
      Progress progress(language, watched() && !line.has("quiet"));
      options.progress = [&](int members_done, int members) { progress.tell(members_done, members); };
      finished = run_scenario(scenario, baseline, options);
    }
    if (interrupt()) return tell_interrupted(language);
    const Results results = results_of(finished, scenario, baseline, line.has("csv-bom"));
    const Summary& summary = results.summary;
    if (told) print(tell_summary(summary, style));
    if (json) summaries += (summaries.empty() ? "" : ",\n") + summary_json(summary);
    const std::vector<Diagnostic> troubles = run_diagnostics(summary, options.strict);
    report(troubles, language);
    const bool missed = std::any_of(summary.judgements.begin(), summary.judgements.end(),
                                    [](const Judgement& judgement) { return !judgement.holds(); });
    if (options.strict && missed && code == done) code = target_missed;
    if (!summary.failures.empty()) code = run_failed;

    const RunCircumstances circumstances{line, read.diagnostics(), options.threads, started, clock};
    const auto written = write_files(folders[s], files_of(results, finished, scenario, baseline, circumstances));
    report(written.diagnostics(), language);
    if (!written) return run_failed;
    if (told) print_written(written.value(), language);
  }
  if (json) print(set.asked == 1 ? summaries : "[\n" + summaries + "]\n");
  return code;
}

}  // namespace ronghe
