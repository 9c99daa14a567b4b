#include "cli/reporting.hpp"

#include "cli/results.hpp"
#include "cli/terminal.hpp"

#include <algorithm>
#include <thread>

namespace ronghe {
namespace {

bool writes(const Scenario& scenario, FileKind kind) {
  return std::find(scenario.write.begin(), scenario.write.end(), kind) != scenario.write.end();
}

}  // namespace

bool wants_report(const Scenario& scenario) {
  return writes(scenario, FileKind::html) || writes(scenario, FileKind::xlsx);
}

Wanted wanted_by(const Scenario& scenario) { return wants_report(scenario) ? Wanted::report : Wanted::outputs; }

std::vector<Lane> baseline_first(const FinishedRuns& finished) {
  return {finished.lanes.rbegin(), finished.lanes.rend()};
}

std::optional<Findings> findings_of(const std::vector<Lane>& lanes, std::size_t baseline, SimulateOptions options,
                                    Diagnostics& troubles) {
  const Scenario& from = *lanes[baseline].scenario;
  const AttributionOptions wanted{.exact_up_to = 5, .above = SplitMethod::pairs, .simulate = std::move(options)};
  std::vector<AttributionResult> attributions;
  for (std::size_t s = 0; s < lanes.size(); ++s) {
    const Scenario& scenario = *lanes[s].scenario;
    if (s == baseline || scenario.model != from.model) continue;
    Outcome<AttributionResult> split = attribute(from, scenario, wanted);
    if (wanted.simulate.cancel != nullptr && *wanted.simulate.cancel) return std::nullopt;
    troubles.add(split.diagnostics());
    if (split) attributions.push_back(std::move(split.value()));
  }
  return gather_findings(lanes, baseline, std::move(attributions));
}

std::optional<Findings> findings_watched(const std::vector<Lane>& lanes, std::size_t baseline, const CommandLine& line,
                                         Diagnostics& troubles) {
  const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  SimulateOptions options;
  options.threads = line.has("threads")               ? std::stoi(line.value("threads"))
                    : line.command == Command::report ? cores
                                                      : 1;
  options.cancel = &interrupt();
  std::optional<Findings> findings;
  {
    Progress progress(line.language, watched() && !line.has("quiet"));
    options.progress = [&](int done, int members) { progress.tell(done, members); };
    findings = findings_of(lanes, baseline, options, troubles);
  }
  if (!findings) tell_interrupted(line.language);
  return findings;
}

std::vector<OutputFile> report_files(const std::vector<Role>& roles, const Findings& findings) {
  const Scenario& scenario = *roles.front().scenario;
  const std::vector<FileHash> inputs = input_hashes({roles.rbegin(), roles.rend()});
  std::vector<OutputFile> files;
  if (writes(scenario, FileKind::html)) files.push_back({"report.html", report_html(findings, inputs)});
  if (writes(scenario, FileKind::xlsx)) files.push_back({"report.xlsx", report_workbook(findings, inputs)});
  return files;
}

}  // namespace ronghe
