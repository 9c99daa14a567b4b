// Runs again what a manifest describes, and compares: first every input, then every output. run.json, which tells of
// one run alone, is not compared.
//
// A manifest tells nothing of the machine, so the scenario is looked for: in the folder that is named, else beside the
// manifest (a frozen folder), where the run was started (run.json beside the manifest), and in the folder of work.
#include "cli/commands.hpp"
#include "cli/results.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

fs::path manifest_in(const fs::path& argument) {
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

Outcome<ScenarioSet> load_again(const fs::path& scenario, const Manifest& manifest) {
  ScenarioOptions options;
  options.sets = manifest.sets;
  if (!manifest.with_model.empty()) {
    const fs::path beside = scenario.parent_path() / manifest.with_model;
    std::error_code error;
    options.model = fs::exists(beside, error) ? beside.string() : manifest.with_model;
  }
  const bool alone = manifest.scenarios.size() < 2;
  return load_scenarios({scenario.string()}, options, alone);
}

}  // namespace

ExitCode verify_command(const CommandLine& line) {
  const Language language = line.language;
  const auto stop = [&](const std::vector<Diagnostic>& found) {
    report(found, language);
    return input_wrong;
  };
  const fs::path path = manifest_in(line.arguments.front());
  const Outcome<Manifest> read = read_manifest(path.string());
  if (!read) return stop(read.diagnostics());
  const Manifest& manifest = read.value();
  Diagnostics diagnostics;
  if (manifest.command != name_of(Command::run) && manifest.command != name_of(Command::freeze)) {
    diagnostics.error("verify.other_command", {}, {{"manifest", path.string()}, {"command", manifest.command}});
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
  const Outcome<ScenarioSet> loaded = load_again(*file, manifest);
  if (!loaded) return stop(loaded.diagnostics());
  const ScenarioSet& set = loaded.value();
  const Scenario& scenario = set.scenarios.front();
  const Scenario* baseline =
      set.ancestor.front() < 0 ? nullptr : &set.scenarios[static_cast<std::size_t>(set.ancestor.front())];
  const std::vector<Role> roles = roles_of(scenario, baseline);
  const std::vector<FileHash> inputs = input_hashes(roles);
  compare(manifest.inputs, inputs, "verify.input_changed", manifest, diagnostics);
  for (const FileHash& input : inputs) {  // read now, and not then
    if (hash_of(manifest.inputs, input.name).empty())
      compare({input}, {}, "verify.input_changed", manifest, diagnostics);
  }
  if (diagnostics.has_errors()) return stop(diagnostics.items());

  SimulateOptions options;
  options.strict = manifest.strict;
  const Results results = results_of(run_scenarios(members_of(roles), options), manifest.byte_order_mark);
  compare(manifest.outputs, hashes_of(results.files), "verify.output_differs", manifest, diagnostics);
  compare_written(path.parent_path(), manifest, diagnostics);
  if (diagnostics.has_errors()) return stop(diagnostics.items());
  std::string text = std::string(wording::verified.in(language)) + "\n";
  for (const FileHash& output : manifest.outputs) text += "  " + output.name + "  " + output.sha256 + "\n";
  print(text);
  return done;
}

}  // namespace ronghe
