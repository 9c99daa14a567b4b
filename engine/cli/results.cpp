#include "cli/results.hpp"

#include "cli/terminal.hpp"

#include <algorithm>
#include <csignal>
#include <filesystem>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

std::atomic<bool> interrupted_by_user = false;

extern "C" void take_interrupt(int) {
  interrupted_by_user = true;
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

}  // namespace

ScenarioOptions reading_options(const CommandLine& line) {
  ScenarioOptions options;
  options.model = line.value("model");
  if (const auto sets = line.options.find("set"); sets != line.options.end()) options.sets = sets->second;
  return options;
}

const std::atomic<bool>& interrupt() {
  std::signal(SIGINT, take_interrupt);
  std::signal(SIGTERM, take_interrupt);
  return interrupted_by_user;
}

ExitCode tell_interrupted(Language language) {
  print_error(std::string(wording::interrupted.in(language)) + "\n");
  return interrupted;
}

std::optional<std::string> obstacle(const std::string& folder) {
  for (fs::path at = folder; !at.empty(); at = at.parent_path()) {
    std::error_code error;
    const fs::file_status status = fs::status(at, error);
    if (fs::exists(status)) return fs::is_directory(status) ? std::nullopt : std::optional(at.string());
    if (at == at.parent_path()) break;
  }
  return std::nullopt;
}

void check_folder(const std::string& folder, Diagnostics& diagnostics) {
  if (const auto path = obstacle(folder)) {
    diagnostics.error("command.not_a_folder", {}, {{"folder", folder}, {"path", *path}});
  }
}

std::optional<FinishedRuns> run_watched(const std::vector<const Scenario*>& scenarios, const CommandLine& line,
                                        Wanted wanted) {
  SimulateOptions options;
  options.threads = line.has("threads") ? std::stoi(line.value("threads")) : 1;
  options.strict = line.has("strict");
  options.cancel = &interrupt();
  FinishedRuns finished;
  {
    Progress progress(line.language, watched() && !line.has("quiet"));
    options.progress = [&](int done, int members) { progress.tell(done, members); };
    finished = run_scenarios(scenarios, options, wanted);
  }
  if (!*options.cancel) return finished;
  tell_interrupted(line.language);
  return std::nullopt;
}

std::optional<Lane> baseline_of(const FinishedRuns& finished) {
  return finished.lanes.size() > 1 ? std::optional(finished.lanes.back()) : std::nullopt;
}

Results results_of(const FinishedRuns& finished, bool byte_order_mark) {
  const Lane& lane = finished.lanes.front();
  const Scenario& scenario = *lane.scenario;
  const std::optional<Lane> baseline = baseline_of(finished);
  const ResultTable table = tidy_table(finished.lanes);
  Results results{summarize(lane, baseline), {}, {}};
  const auto wanted = [&](FileKind kind) {
    return std::find(scenario.write.begin(), scenario.write.end(), kind) != scenario.write.end();
  };
  if (wanted(FileKind::csv)) {
    results.files.push_back({"results.csv", to_csv(table, {.byte_order_mark = byte_order_mark})});
  }
  if (wanted(FileKind::json)) results.files.push_back({"summary.json", summary_json(results.summary)});
  results.counts = {{"lanes", static_cast<long long>(finished.lanes.size())},
                    {"failed_lanes", static_cast<long long>(results.summary.failures.size())},
                    {"steps", scenario.model->time.steps},
                    {"variables", static_cast<long long>(scenario.model->variables.size())},
                    {"outputs", static_cast<long long>(lane.trajectories->variables.size())},
                    {"rows", static_cast<long long>(table.rows)}};
  return results;
}

}  // namespace ronghe
