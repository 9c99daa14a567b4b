// Runs scenarios, splits the difference of each to the baseline over what makes it, and writes the planner's report: a
// page and, beside it, a workbook with the same numbers.
#include "cli/commands.hpp"
#include "cli/comparing.hpp"
#include "cli/futures.hpp"
#include "cli/reporting.hpp"
#include "cli/results.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <filesystem>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

// Where the report goes: `-o FILE.html` names its page, any other `-o` a folder for it and its records.
struct Place {
  std::string folder = "ronghe-results/report";
  fs::path page = "report.html";
  bool records = true;

  std::string workbook() const { return fs::path(page).replace_extension(".xlsx").string(); }
};

Place place_of(const CommandLine& line) {
  if (!line.has("output")) return {};
  const fs::path output = line.value("output");
  if (output.extension() != ".html") return {output.string(), "report.html", true};
  const fs::path folder = output.parent_path();
  return {folder.empty() ? "." : folder.string(), output.filename(), false};
}

}  // namespace

ExitCode report_command(const CommandLine& typed) {
  CommandLine line = typed;
  const std::vector<std::string> studies = take_out_studies(line);
  Circumstances circumstances(line);
  const Language language = line.language;
  const Place place = place_of(line);
  const auto opened = open_compared(line, place.folder, circumstances);
  if (const ExitCode* code = std::get_if<ExitCode>(&opened)) return *code;
  const ScenariosCompared& compared = std::get<ScenariosCompared>(opened);
  const std::vector<Role> roles = roles_of(compared);
  const auto futures = tell_studies(studies, line);
  if (const ExitCode* code = std::get_if<ExitCode>(&futures)) return *code;
  const Futures view = std::get<StudiesTold>(futures).view();
  const std::optional<FinishedRuns> finished = run_watched(members_of(roles), line, Wanted::report);
  if (!finished) return interrupted;
  Diagnostics troubles;
  const std::optional<Findings> findings = findings_watched(finished->lanes, compared.baseline, line, troubles);
  if (!findings) return interrupted;
  bool failed = false;
  for (const Summary& scenario : findings->comparison.scenarios) {
    troubles.add(run_diagnostics(scenario, false));
    failed = failed || !scenario.failures.empty();
  }
  report(troubles.take(), language);

  const std::vector<FileHash> inputs = input_hashes(roles);
  std::vector<OutputFile> files = {{place.page.string(), report_html(*findings, inputs, view)},
                                   {place.workbook(), report_workbook(*findings, inputs, view)}};
  if (place.records && studies.empty()) {  // a study has its own
    circumstances.add_records(roles,
                              {{"lanes", static_cast<long long>(findings->lanes.size())},
                               {"attributions", static_cast<long long>(findings->attributions.size())},
                               {"indicators", static_cast<long long>(findings->indicators.size())}},
                              files);
  }
  const auto written = write_files(place.folder, files);
  report(written.diagnostics(), language);
  if (!written) return run_failed;
  if (!line.has("quiet")) print_written(written.value(), language);
  return failed ? run_failed : done;
}

}  // namespace ronghe
