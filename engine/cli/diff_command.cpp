// Tells what two scenarios say differently and how their results differ.
#include "cli/commands.hpp"
#include "cli/results.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

namespace ronghe {

ExitCode diff_command(const CommandLine& line) {
  const Outcome<ScenarioSet> read = load_scenarios(line.arguments, reading_options(line), true);
  report(read.diagnostics(), line.language);
  if (!read) return input_wrong;
  const Scenario& first = read.value().scenarios[0];
  const Scenario& second = read.value().scenarios[1];
  const FinishedRuns finished = run_scenarios({&second, &first});
  const Summary summary = summarize(finished.lanes[0], finished.lanes[1]);
  const ScenarioDifferences found = differences(first, second);
  print(line.has("json") ? differences_json(found, summary)
                         : tell_differences(found, summary, style_of_output(line.language)));
  report(run_diagnostics(summary, false), line.language);
  return summary.failures.empty() ? done : run_failed;
}

}  // namespace ronghe
