#include "cli/rerun.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

namespace ronghe {
namespace {

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

}  // namespace

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

Results results_of(const Finished& finished, const Scenario& scenario, const Scenario* baseline, bool byte_order_mark) {
  std::vector<Lane> lanes = {finished.lane(scenario)};
  std::optional<Lane> baseline_lane;
  if (baseline != nullptr) baseline_lane = finished.baseline_lane(*baseline);
  if (baseline_lane) lanes.push_back(*baseline_lane);
  const ResultTable table = tidy_table(lanes);
  Results results{summarize(lanes.front(), baseline_lane), {}, table.rows};
  const auto wanted = [&](FileKind kind) {
    return std::find(scenario.write.begin(), scenario.write.end(), kind) != scenario.write.end();
  };
  if (wanted(FileKind::csv)) {
    results.files.push_back({"results.csv", to_csv(table, {.byte_order_mark = byte_order_mark})});
  }
  if (wanted(FileKind::json)) results.files.push_back({"summary.json", summary_json(results.summary)});
  return results;
}

std::vector<FileHash> hashes_of(const std::vector<OutputFile>& files) {
  std::vector<FileHash> hashes;
  for (const OutputFile& file : files) hashes.push_back({file.name, sha256(file.text)});
  return hashes;
}

std::vector<FileHash> input_hashes(const Scenario& scenario, const Scenario* baseline) {
  const std::string folder = folder_of(scenario.path);
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

Manifest manifest_of(const Results& results, const Finished& finished, const Scenario& scenario,
                     const Scenario* baseline, const std::vector<Diagnostic>& warnings) {
  const std::string folder = folder_of(scenario.path);
  const Model& model = *scenario.model;
  Manifest manifest;
  manifest.file = portable_name(scenario.path, folder);
  manifest.version = RONGHE_VERSION;
  manifest.build = RONGHE_BUILD;
  manifest.model = model.name;
  manifest.seed = Ensemble().seed;
  manifest.scenarios.push_back({scenario.id, "scenario", scenario.resolved});
  if (baseline != nullptr) manifest.scenarios.push_back({baseline->id, "baseline", baseline->resolved});
  manifest.inputs = input_hashes(scenario, baseline);
  manifest.warnings = manifest_warnings(warnings, folder);
  manifest.counts = {{"lanes", baseline == nullptr ? 1 : 2},
                     {"failed_lanes", static_cast<long long>(results.summary.failures.size())},
                     {"steps", model.time.steps},
                     {"variables", static_cast<long long>(model.variables.size())},
                     {"outputs", static_cast<long long>(finished.runs.front().variables.size())},
                     {"rows", static_cast<long long>(results.rows)}};
  manifest.outputs = hashes_of(results.files);
  return manifest;
}

std::optional<std::string> obstacle(const std::string& folder) {
  for (std::filesystem::path at = folder; !at.empty(); at = at.parent_path()) {
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(at, error);
    if (std::filesystem::exists(status))
      return std::filesystem::is_directory(status) ? std::nullopt : std::optional(at.string());
    if (at == at.parent_path()) break;
  }
  return std::nullopt;
}

std::string folder_of(const std::string& path) { return std::filesystem::path(path).parent_path().string(); }

}  // namespace ronghe
