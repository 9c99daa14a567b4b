// Reads scenarios, runs each beside its baseline, writes the files, and tells what came out.
//
// Everything is read before anything runs, and all files of a run are made in memory before the first is written: with
// a mistake anywhere no folder and no file comes into being.
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <optional>
#include <set>

#include <unistd.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

// Set by an interrupt. The run sees it between two blocks and stops; a second interrupt ends the program at once.
std::atomic<bool> cancelled = false;

extern "C" void cancel(int) {
  cancelled = true;
  std::signal(SIGINT, SIG_DFL);
}

// The part of `folder` that is there and is no folder, or nothing.
std::optional<std::string> obstacle(const fs::path& folder) {
  for (fs::path at = folder; !at.empty(); at = at.parent_path()) {
    std::error_code error;
    const fs::file_status status = fs::status(at, error);
    if (fs::exists(status)) return fs::is_directory(status) ? std::nullopt : std::optional(at.string());
    if (at == at.parent_path()) break;
  }
  return std::nullopt;
}

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

// One scenario that has run, beside its baseline when there is one.
struct Finished {
  std::vector<Trajectories> runs;  // one with both as members, or one each

  Lane lane(const Scenario& scenario) const { return {&scenario, &runs.front(), 0}; }
  Lane baseline_lane(const Scenario& baseline) const { return {&baseline, &runs.back(), runs.size() == 1 ? 1 : 0}; }
};

Finished run_scenario(const Scenario& scenario, const Scenario* baseline, const SimulateOptions& options) {
  Finished finished;
  const auto run = [&](const std::vector<const Scenario*>& members) {
    const Program program = compile(*members.front()->model, compile_options_of(members));
    finished.runs.push_back(simulate(program, ensemble_of(members), options));
  };
  if (baseline == nullptr) {
    run({&scenario});
  } else if (can_run_together({&scenario, baseline})) {
    run({&scenario, baseline});
  } else {
    run({&scenario});
    run({baseline});
  }
  return finished;
}

std::vector<Manifest::Warning> manifest_warnings(const std::vector<Diagnostic>& diagnostics,
                                                 const std::string& folder) {
  std::vector<Manifest::Warning> warnings;
  for (const Diagnostic& diagnostic : diagnostics) {
    Manifest::Warning warning;
    warning.code = diagnostic.code;
    if (diagnostic.span) {
      const auto [line, column] = diagnostic.span.source->position(diagnostic.span.begin);
      warning.file = portable_name(diagnostic.span.source->name(), folder);
      warning.line = line;
      warning.column = column;
    }
    // The first line of what was told, without the place and the code.
    const std::string told = render(diagnostic, Language::english);
    const std::string head = "[" + diagnostic.code + "]: ";
    const std::size_t begin = told.find(head) + head.size();
    warning.text = told.substr(begin, told.find('\n', begin) - begin);
    warnings.push_back(std::move(warning));
  }
  return warnings;
}

std::vector<FileHash> input_hashes(const Scenario& scenario, const Scenario* baseline, const std::string& folder) {
  std::vector<FileHash> hashes;
  std::set<std::string> seen;
  const auto add = [&](const std::vector<SourcePtr>& sources) {
    for (const SourcePtr& source : sources) {
      if (seen.insert(source->name()).second) {
        hashes.push_back({portable_name(source->name(), folder), sha256(source->text())});
      }
    }
  };
  add(scenario.sources);
  if (baseline != nullptr) add(baseline->sources);
  add(scenario.model->sources);
  if (baseline != nullptr) add(baseline->model->sources);
  return hashes;
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
struct Circumstances {
  const CommandLine& line;
  const std::vector<Diagnostic>& warnings;
  int threads = 1;
  std::string started;
  std::chrono::steady_clock::time_point clock;
};

std::vector<OutputFile> files_of(const Scenario& scenario, const Scenario* baseline, const Finished& finished,
                                 const Summary& summary, const Circumstances& circumstances) {
  std::vector<Lane> lanes = {finished.lane(scenario)};
  if (baseline != nullptr) lanes.push_back(finished.baseline_lane(*baseline));
  const ResultTable table = tidy_table(lanes);
  std::vector<OutputFile> files;
  const auto wanted = [&](FileKind kind) {
    return std::find(scenario.write.begin(), scenario.write.end(), kind) != scenario.write.end();
  };
  if (wanted(FileKind::csv)) {
    files.push_back({"results.csv", to_csv(table, {.byte_order_mark = circumstances.line.has("csv-bom")})});
  }
  if (wanted(FileKind::json)) files.push_back({"summary.json", summary_json(summary)});

  const std::string folder = fs::path(scenario.path).parent_path().string();
  const Model& model = *scenario.model;
  Manifest manifest;
  manifest.version = RONGHE_VERSION;
  manifest.build = RONGHE_BUILD;
  manifest.model = model.name;
  manifest.seed = Ensemble().seed;
  if (const auto sets = circumstances.line.options.find("set"); sets != circumstances.line.options.end()) {
    manifest.sets = sets->second;
  }
  manifest.scenarios.push_back({scenario.id, "scenario", scenario.resolved});
  if (baseline != nullptr) manifest.scenarios.push_back({baseline->id, "baseline", baseline->resolved});
  manifest.inputs = input_hashes(scenario, baseline, folder);
  manifest.warnings = manifest_warnings(circumstances.warnings, folder);
  manifest.counts = {{"lanes", static_cast<long long>(lanes.size())},
                     {"failed_lanes", static_cast<long long>(summary.failures.size())},
                     {"steps", model.time.steps},
                     {"variables", static_cast<long long>(model.variables.size())},
                     {"outputs", static_cast<long long>(finished.runs.front().variables.size())},
                     {"rows", static_cast<long long>(table.rows)}};
  for (const OutputFile& file : files) manifest.outputs.push_back({file.name, sha256(file.text)});
  files.push_back({"manifest.json", manifest_json(manifest)});

  RunRecord record;
  record.started = circumstances.started;
  record.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - circumstances.clock).count();
  record.host = host_name();
  record.threads = circumstances.threads;
  std::error_code ignored;
  record.folder = fs::current_path(ignored).string();
  record.command = circumstances.line.words;
  files.push_back({"run.json", run_json(record)});
  return files;
}

std::string tell_written(const std::vector<std::string>& paths, Language language) {
  std::string text = "\n" + std::string(wording::written.in(language)) + "\n";
  for (const std::string& path : paths) text += "  " + path + "\n";
  return text;
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
  ScenarioOptions reading;
  reading.model = line.value("model");
  if (const auto sets = line.options.find("set"); sets != line.options.end()) reading.sets = sets->second;
  const Outcome<ScenarioSet> read = load_scenarios(line.arguments, reading, line.has("alone"));
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
  options.cancel = &cancelled;
  std::signal(SIGINT, cancel);
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
    if (cancelled) {
      print_error(std::string(wording::interrupted.in(language)) + "\n");
      return interrupted;
    }
    std::optional<Lane> baseline_lane;
    if (baseline != nullptr) baseline_lane = finished.baseline_lane(*baseline);
    const Summary summary = summarize(finished.lane(scenario), baseline_lane);
    if (told) print(tell_summary(summary, style));
    if (json) summaries += (summaries.empty() ? "" : ",\n") + summary_json(summary);
    const std::vector<Diagnostic> troubles = run_diagnostics(summary, options.strict);
    report(troubles, language);
    const bool missed = std::any_of(summary.judgements.begin(), summary.judgements.end(),
                                    [](const Judgement& judgement) { return !judgement.holds(); });
    if (options.strict && missed && code == done) code = target_missed;
    if (!summary.failures.empty()) code = run_failed;

    const Circumstances circumstances{line, read.diagnostics(), options.threads, started, clock};
    const auto written = write_files(folders[s], files_of(scenario, baseline, finished, summary, circumstances));
    report(written.diagnostics(), language);
    if (!written) return run_failed;
    if (told) print(tell_written(written.value(), language));
  }
  if (json) print(set.asked == 1 ? summaries : "[\n" + summaries + "]\n");
  return code;
}

}  // namespace ronghe
