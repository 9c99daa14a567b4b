// Runs scenarios over many futures: computes what is missing of a study, then joins its blocks into results.
#include "cli/commands.hpp"
#include "cli/study_results.hpp"
#include "cli/studying.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <algorithm>

namespace ronghe {
namespace {

// Joins the blocks and writes the results into the study's folder.
ExitCode write_results(const ComputedStudy& computed, const CommandLine& line) {
  const OpenStudy& open = computed.open;
  const Outcome<EnsembleResult> gathered = gather_ensemble(open.plan, computed.study, threads_of(line));
  if (!gathered) {
    report(gathered.diagnostics(), line.language);
    return run_failed;
  }
  const EnsembleResult& result = gathered.value();
  const bool told = !line.has("quiet") && !line.has("json");
  if (told) print(tell_ensemble(result, style_of_output(line.language)));
  const std::vector<OutputFile> files = ensemble_files(result, line.has("csv-bom"));
  if (line.has("json")) print(files.front().text);
  report(ensemble_diagnostics(result), line.language);
  const auto written = write_files(open.folder, files);
  report(written.diagnostics(), line.language);
  if (!written) return run_failed;
  std::vector<std::string> paths = written.value();
  const Outcome<std::string> array = write_netcdf(result, open.folder + "/results.nc");
  report(array.diagnostics(), line.language);
  if (array) paths.push_back(array.value());
  if (told) print_written(paths, line.language);
  // A study in which nobody came through has no result.
  const auto none = [](const Chance& chance) { return chance.members == 0; };
  return std::any_of(result.satisficing.begin(), result.satisficing.end(), none) ? run_failed : done;
}

}  // namespace

ExitCode ensemble_command(const CommandLine& line) {
  const auto computed = compute_study(line, {});
  if (const ExitCode* code = std::get_if<ExitCode>(&computed)) return *code;
  return write_results(std::get<ComputedStudy>(computed), line);
}

ExitCode merge_command(const CommandLine& line) {
  auto opened = open_study_in(line.arguments.front(), line.language);
  if (const ExitCode* code = std::get_if<ExitCode>(&opened)) return *code;
  OpenStudy& open = std::get<OpenStudy>(opened);
  Outcome<Study> blocks = blocks_of(open);
  report(blocks.diagnostics(), line.language);
  if (!blocks) return run_failed;
  if (line.has("if-complete") && blocks.value().done() < open.plan.draws->members()) return input_wrong;
  return write_results({std::move(open), std::move(blocks.value())}, line);
}

}  // namespace ronghe
