// Runs again what a manifest describes, and compares: first every input, then every output. run.json, which tells of
// one run alone, is not compared.
//
// A manifest tells nothing of the machine, so the scenario is looked for: in the folder that is named, else beside the
// manifest (a frozen folder), where the run was started (run.json beside the manifest), and in the folder of work.
#include "cli/commands.hpp"
#include "cli/comparing.hpp"
#include "cli/open_study.hpp"
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

fs::path manifest_at(const fs::path& argument) {
  std::error_code error;
  if (!fs::is_directory(argument, error)) return argument;
  const fs::path frozen = argument / "frozen.json";
  return fs::exists(frozen, error) ? frozen : argument / "manifest.json";
}

// Folders in which the scenario may lie.
std::vector<fs::path> candidates(const CommandLine& line, const fs::path& manifest) {
  if (line.arguments.size() > 1) return {line.arguments[1]};
  std::vector<fs::path> folders = {manifest.parent_path()};
  if (const auto run = text_of(manifest.parent_path() / "run.json")) {
    if (const auto folder = input_folder(*run)) folders.emplace_back(*folder);
  }
  if (std::find(folders.begin(), folders.end(), "") == folders.end()) folders.emplace_back("");
  return folders;
}

// Where the manifest's scenario lies. A model that ships lies nowhere.
std::optional<fs::path> find_scenario(const Manifest& manifest, const std::vector<fs::path>& folders) {
  for (const fs::path& folder : folders) {
    std::error_code error;
    if (fs::exists(folder / manifest.file, error)) return folder / manifest.file;
  }
  const std::vector<ShippedModel> shipped = shipped_models();
  const bool ships = std::any_of(shipped.begin(), shipped.end(),
                                 [&](const ShippedModel& model) { return model.name == manifest.file; });
  return ships ? std::optional<fs::path>(manifest.file) : std::nullopt;
}

std::string hash_of(const std::vector<FileHash>& files, const std::string& name) {
  for (const FileHash& file : files) {
    if (file.name == name) return file.sha256;
  }
  return "";
}

// Reports each file of `expected` whose hash `found` does not have.
void compare(const std::vector<FileHash>& expected, const std::vector<FileHash>& found, std::string_view code,
             const Manifest& manifest, Diagnostics& diagnostics) {
  for (const FileHash& file : expected) {
    if (hash_of(found, file.name) == file.sha256) continue;
    diagnostics.error(code, {}, {{"file", file.name}, {"version", manifest.version}, {"build", manifest.build}});
  }
}

// The files that the run wrote, as far as they still lie beside the manifest.
void compare_written(const fs::path& folder, const Manifest& manifest, Diagnostics& diagnostics) {
  for (const FileHash& output : manifest.outputs) {
    const auto text = text_of(folder / output.name);
    if (text && sha256(*text) != output.sha256) {
      diagnostics.error("verify.output_changed", {}, {{"file", (folder / output.name).string()}});
    }
  }
}

ScenarioOptions options_of(const Manifest& manifest, const fs::path& folder) {
  ScenarioOptions options;
  options.sets = manifest.sets;
  if (!manifest.with_model.empty()) {
    const fs::path beside = folder / manifest.with_model;
    std::error_code error;
    options.model = fs::exists(beside, error) ? beside.string() : manifest.with_model;
  }
  return options;
}

// The scenarios of a manifest, read again, and what each is for.
struct Again {
  ScenarioSet set;
  std::vector<Role> roles;
};

// A scenario with its ancestor, as a run takes them.
Outcome<Again> load_run(const fs::path& scenario, const Manifest& manifest) {
  const bool alone = manifest.scenarios.size() < 2;
  Outcome<ScenarioSet> read = load_scenarios({scenario.string()}, options_of(manifest, scenario.parent_path()), alone);
  if (!read) return read.diagnostics();
  Again again{std::move(read.value()), {}};
  const int ancestor = again.set.ancestor.front();
  again.roles = roles_of(again.set.scenarios.front(),
                         ancestor < 0 ? nullptr : &again.set.scenarios[static_cast<std::size_t>(ancestor)]);
  return Outcome<Again>(std::move(again));
}

// Every scenario that was compared, each from its own file.
Outcome<Again> load_compared(const fs::path& first, const Manifest& manifest) {
  const fs::path folder = first.parent_path();
  std::vector<std::string> files;
  for (const Manifest::Scenario& scenario : manifest.scenarios) {
    const fs::path path = folder / scenario.file;
    std::error_code error;
    files.push_back(fs::exists(path, error) ? path.lexically_normal().string() : scenario.file);
  }
  Outcome<ScenarioSet> read = load_scenarios(files, options_of(manifest, folder), true);
  if (!read) return read.diagnostics();
  Again again{std::move(read.value()), {}};
  for (std::size_t s = 0; s < again.set.scenarios.size(); ++s) {
    again.roles.push_back({&again.set.scenarios[s], manifest.scenarios[s].role});
  }
  return Outcome<Again>(std::move(again));
}

bool made_by(const Manifest& manifest, Command command) { return manifest.command == name_of(command); }

// What the command writes now.
std::vector<OutputFile> files_of(const Again& again, const Manifest& manifest, const std::vector<FileHash>& inputs) {
  SimulateOptions options;
  options.strict = manifest.strict;
  Diagnostics told_by_the_run;
  const auto run = [&](Wanted wanted) { return run_scenarios(members_of(again.roles), options, wanted); };
  const auto findings = [&](const std::vector<Lane>& lanes, std::size_t baseline) {
    return findings_of(lanes, baseline, {}, told_by_the_run).value();
  };
  if (made_by(manifest, Command::run) || made_by(manifest, Command::freeze)) {
    const Scenario& scenario = *again.roles.front().scenario;
    const bool with_report = made_by(manifest, Command::run) && wants_report(scenario);
    const FinishedRuns finished = run(with_report ? Wanted::report : Wanted::outputs);
    std::vector<OutputFile> files = results_of(finished, manifest.byte_order_mark).files;
    if (!with_report) return files;
    for (OutputFile& file : report_files(again.roles, findings(baseline_first(finished), 0))) {
      files.push_back(std::move(file));
    }
    return files;
  }
  const auto baseline =
      std::find_if(again.roles.begin(), again.roles.end(), [](const Role& role) { return role.name == "baseline"; });
  const std::size_t at = baseline == again.roles.end() ? 0 : static_cast<std::size_t>(baseline - again.roles.begin());
  const bool page = !hash_of(manifest.outputs, "report.html").empty();
  const FinishedRuns finished = run(page ? Wanted::report : Wanted::outputs);
  std::vector<OutputFile> files;
  if (made_by(manifest, Command::compare)) {
    files = comparison_files(finished, compare_lanes(finished.lanes, at), manifest.byte_order_mark).files;
  }
  if (!page) return files;
  const Findings found = findings(finished.lanes, at);
  files.push_back({"report.html", report_html(found, inputs)});
  if (made_by(manifest, Command::report)) files.push_back({"report.xlsx", report_workbook(found, inputs)});
  return files;
}

}  // namespace

ExitCode verify_command(const CommandLine& line) {
  const Language language = line.language;
  const auto stop = [&](const std::vector<Diagnostic>& found) {
    report(found, language);
    return input_wrong;
  };
  if (is_study(line.arguments.front()) && manifest_in(line.arguments.front())) return verify_study(line);
  const fs::path path = manifest_at(line.arguments.front());
  const Outcome<Manifest> read = read_manifest(path.string());
  if (!read) return stop(read.diagnostics());
  const Manifest& manifest = read.value();
  Diagnostics diagnostics;
  const bool compared = made_by(manifest, Command::compare) || made_by(manifest, Command::report);
  if (!compared && !made_by(manifest, Command::run) && !made_by(manifest, Command::freeze)) {
    diagnostics.error("verify.other_command", {}, {{"manifest", path.string()}, {"command", manifest.command}});
    return stop(diagnostics.items());
  }
  if (compared && manifest.scenarios.empty()) {
    diagnostics.error("verify.not_a_manifest", {}, {{"path", path.string()}});
    return stop(diagnostics.items());
  }
  const std::vector<fs::path> folders = candidates(line, path);
  const std::optional<fs::path> file = find_scenario(manifest, folders);
  if (!file) {
    std::string looked_in;
    for (const fs::path& folder : folders) {
      looked_in += (looked_in.empty() ? "`" : ", `") + (folder.empty() ? "." : folder.string()) + "`";
    }
    diagnostics.error("verify.no_scenario", {},
                      {{"file", manifest.file}, {"folders", looked_in}, {"manifest", line.arguments.front()}});
    return stop(diagnostics.items());
  }
  const Outcome<Again> loaded = compared ? load_compared(*file, manifest) : load_run(*file, manifest);
  if (!loaded) return stop(loaded.diagnostics());
  const Again& again = loaded.value();
  const std::vector<FileHash> inputs = input_hashes(again.roles);
  compare(manifest.inputs, inputs, "verify.input_changed", manifest, diagnostics);
  for (const FileHash& input : inputs) {  // read now, and not then
    if (hash_of(manifest.inputs, input.name).empty())
      compare({input}, {}, "verify.input_changed", manifest, diagnostics);
  }
  if (diagnostics.has_errors()) return stop(diagnostics.items());

  compare(manifest.outputs, hashes_of(files_of(again, manifest, inputs)), "verify.output_differs", manifest,
          diagnostics);
  compare_written(path.parent_path(), manifest, diagnostics);
  if (diagnostics.has_errors()) return stop(diagnostics.items());
  std::string text = std::string(wording::verified.in(language)) + "\n";
  for (const FileHash& output : manifest.outputs) text += "  " + output.name + "  " + output.sha256 + "\n";
  print(text);
  return done;
}

}  // namespace ronghe
