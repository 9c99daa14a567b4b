// Puts a scenario and all that it needs into one folder. The scenario is run once, so that `ronghe verify` can tell
// whether the folder gives the same bytes elsewhere. A report is not among these bytes: it names the files that it was
// made from, and a frozen folder calls them otherwise.
#include "cli/commands.hpp"
#include "cli/results.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <filesystem>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

// Why nothing can be written to `folder`.
std::vector<Diagnostic> obstacles(const std::string& folder) {
  Diagnostics diagnostics;
  std::error_code error;
  if (fs::is_directory(folder, error) && !fs::is_empty(folder, error)) {
    diagnostics.error("command.not_empty", {}, {{"folder", folder}});
  } else {
    check_folder(folder, diagnostics);
  }
  return diagnostics.take();
}

}  // namespace

ExitCode freeze_command(const CommandLine& line) {
  const Outcome<Scenario> read = load_scenario(line.arguments.front(), reading_options(line));
  report(read.diagnostics(), line.language);
  if (!read) return input_wrong;
  const Scenario& scenario = read.value();
  if (scenario.resolved.empty()) {
    Diagnostics diagnostics;
    diagnostics.error("freeze.model", {}, {{"name", line.arguments.front()}});
    report(diagnostics.take(), line.language);
    return input_wrong;
  }
  const std::string folder =
      line.has("output") ? line.value("output") : (fs::path("ronghe-frozen") / scenario.id).string();
  if (const auto found = obstacles(folder); !found.empty()) {
    report(found, line.language);
    return usage_wrong;
  }

  const Results results = results_of(run_scenarios({&scenario}), false);
  std::vector<OutputFile> files = frozen_files(scenario);
  Manifest manifest = manifest_of(roles_of(scenario, nullptr), results.counts, read.diagnostics(), results.files);
  manifest.command = name_of(line.command);
  manifest.file = files.front().name;
  manifest.inputs = hashes_of(files);
  files.push_back({"frozen.json", manifest_json(manifest)});
  const auto written = write_files(folder, files);
  report(written.diagnostics(), line.language);
  if (!written) return run_failed;
  if (!line.has("quiet")) print_written(written.value(), line.language);
  return done;
}

}  // namespace ronghe
