// Runs scenarios as lanes of one ensemble and sets them beside each other: as a text, as files, and with `--html` as
// the page that `report` writes.
#include "cli/commands.hpp"
#include "cli/comparing.hpp"
#include "cli/reporting.hpp"
#include "cli/results.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <algorithm>

namespace ronghe {
namespace {

Detail detail_of(const CommandLine& line) {
  return line.has("full") ? Detail::full : line.has("brief") ? Detail::brief : Detail::usual;
}

Counts counts_of(const FinishedRuns& finished, const Comparison& comparison, const ComparisonFiles& made) {
  long long failed = 0;
  for (const Summary& scenario : comparison.scenarios) failed += static_cast<long long>(scenario.failures.size());
  return {{"lanes", static_cast<long long>(finished.lanes.size())},
          {"runs", static_cast<long long>(finished.runs.size())},
          {"failed_lanes", failed},
          {"steps", finished.lanes.front().scenario->model->time.steps},
          {"rows", made.rows}};
}

}  // namespace

ExitCode compare_command(const CommandLine& line) {
  Circumstances circumstances(line);
  const Language language = line.language;
  const std::string folder = line.has("output") ? line.value("output") : "ronghe-results/compare";
  const auto opened = open_compared(line, folder, circumstances);
  if (const ExitCode* code = std::get_if<ExitCode>(&opened)) return *code;
  const ScenariosCompared& compared = std::get<ScenariosCompared>(opened);
  const std::vector<Role> roles = roles_of(compared);
  const std::optional<FinishedRuns> finished =
      run_watched(members_of(roles), line, line.has("html") ? Wanted::report : Wanted::outputs);
  if (!finished) return interrupted;
  const Comparison comparison = compare_lanes(finished->lanes, compared.baseline);
  const bool told = !line.has("json") && !line.has("quiet");
  Diagnostics troubles;
  std::optional<Findings> findings;
  if (line.has("html")) {
    findings = findings_watched(finished->lanes, compared.baseline, line, troubles);
    if (!findings) return interrupted;
  }
  if (told) print(tell_comparison(comparison, detail_of(line), style_of_output(language)));
  if (line.has("json")) print(comparison_json(comparison));
  bool failed = false;
  bool missed = false;
  for (const Summary& scenario : comparison.scenarios) {
    troubles.add(run_diagnostics(scenario, line.has("strict")));
    failed = failed || !scenario.failures.empty();
    missed = missed || std::any_of(scenario.judgements.begin(), scenario.judgements.end(),
                                   [](const Judgement& judgement) { return !judgement.holds(); });
  }
  report(troubles.take(), language);

  ComparisonFiles made = comparison_files(*finished, comparison, line.has("csv-bom"));
  if (findings) made.files.push_back({"report.html", report_html(*findings, input_hashes(roles))});
  circumstances.add_records(roles, counts_of(*finished, comparison, made), made.files);
  const auto written = write_files(folder, made.files);
  report(written.diagnostics(), language);
  if (!written) return run_failed;
  if (told) print_written(written.value(), language);
  if (failed) return run_failed;
  return missed && line.has("strict") ? target_missed : done;
}

}  // namespace ronghe
