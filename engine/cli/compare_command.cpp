// Runs scenarios as lanes of one ensemble and sets them beside each other.
#include "cli/commands.hpp"
#include "cli/comparing.hpp"
#include "cli/results.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <algorithm>

namespace ronghe {
namespace {

std::vector<OutputFile> files_of(const FinishedRuns& finished, const std::vector<Role>& roles,
                                 const Comparison& comparison, const Circumstances& circumstances) {
  const ResultTable table = tidy_table(finished.lanes, finished.lanes[comparison.baseline]);
  std::vector<OutputFile> files;
  files.push_back({"compare.csv", to_csv(table, {.byte_order_mark = circumstances.line().has("csv-bom")})});
  files.push_back({"compare.json", comparison_json(comparison)});
  long long failed = 0;
  for (const Summary& scenario : comparison.scenarios) failed += static_cast<long long>(scenario.failures.size());
  circumstances.add_records(roles,
                            {{"lanes", static_cast<long long>(finished.lanes.size())},
                             {"runs", static_cast<long long>(finished.runs.size())},
                             {"failed_lanes", failed},
                             {"steps", finished.lanes.front().scenario->model->time.steps},
                             {"rows", static_cast<long long>(table.rows)}},
                            files);
  return files;
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
  const std::optional<FinishedRuns> finished = run_watched(members_of(roles), line);
  if (!finished) return interrupted;
  const Comparison comparison = compare_lanes(finished->lanes, compared.baseline);
  const bool told = !line.has("json") && !line.has("quiet");
  if (told) print(tell_comparison(comparison, line.has("brief"), style_of_output(language)));
  if (line.has("json")) print(comparison_json(comparison));
  Diagnostics troubles;
  bool failed = false;
  bool missed = false;
  for (const Summary& scenario : comparison.scenarios) {
    troubles.add(run_diagnostics(scenario, line.has("strict")));
    failed = failed || !scenario.failures.empty();
    missed = missed || std::any_of(scenario.judgements.begin(), scenario.judgements.end(),
                                   [](const Judgement& judgement) { return !judgement.holds(); });
  }
  report(troubles.take(), language);

  const auto written = write_files(folder, files_of(*finished, roles, comparison, circumstances));
  report(written.diagnostics(), language);
  if (!written) return run_failed;
  if (told) print_written(written.value(), language);
  if (failed) return run_failed;
  return missed && line.has("strict") ? target_missed : done;
}

}  // namespace ronghe
