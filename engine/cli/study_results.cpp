#include "cli/study_results.hpp"

#include "cli/study_size.hpp"
#include "cli/terminal.hpp"

#include <algorithm>

namespace ronghe {
namespace {

std::vector<OutputFile> files_of(const EnsembleResult& result, const CsvOptions& csv) {
  std::vector<OutputFile> files = {{"ensemble.json", ensemble_json(result)},
                                   {"quantiles.csv", to_csv(ensemble_table(result), csv)}};
  if (result.kept > 0) {
    files.push_back({"members.csv", to_csv(members_table(result), csv)});
    files.push_back({"draws.csv", to_csv(draws_table(result), csv)});
  }
  return files;
}

std::vector<OutputFile> files_of(const SensitivityResult& result, const CsvOptions& csv) {
  return {{"sensitivity.json", sensitivity_json(result)}, {"sensitivity.csv", to_csv(sensitivity_table(result), csv)}};
}

std::string tell(const EnsembleResult& result, const Style& style) { return tell_ensemble(result, style); }
std::string tell(const SensitivityResult& result, const Style& style) { return tell_sensitivity(result, style); }

// Whether some scenario came through in no member: it has no result.
bool nobody_came_through(const EnsembleResult& result) {
  return std::any_of(result.satisficing.begin(), result.satisficing.end(),
                     [](const Chance& chance) { return chance.members == 0; });
}
bool nobody_came_through(const SensitivityResult& result) { return result.failed == result.members; }

template <class Result>
Outcome<StudyResult> as_result(Outcome<Result> gathered) {
  if (!gathered) return gathered.diagnostics();
  return StudyResult(std::move(gathered.value()));
}

}  // namespace

Outcome<StudyResult> gather_results(const OpenStudy& open, const Study& study, int threads) {
  if (gives_indices(open.plan.options.design.kind)) return as_result(gather_sensitivity(open.plan, study, threads));
  return as_result(gather_ensemble(open.plan, study, threads));
}

std::vector<OutputFile> result_files(const StudyResult& result, bool byte_order_mark) {
  return std::visit([&](const auto& of) { return files_of(of, {.byte_order_mark = byte_order_mark}); }, result);
}

ExitCode write_results(const ComputedStudy& computed, const CommandLine& line) {
  const std::string& folder = computed.open.folder;
  const Outcome<StudyResult> gathered = gather_results(computed.open, computed.study, threads_of(line));
  if (!gathered) {
    report(gathered.diagnostics(), line.language);
    return run_failed;
  }
  const StudyResult& result = gathered.value();
  const bool told = !line.has("quiet") && !line.has("json");
  const Style style = style_of_output(line.language);
  if (told) print(std::visit([&](const auto& of) { return tell(of, style); }, result));
  const std::vector<OutputFile> files = result_files(result, line.has("csv-bom"));
  if (line.has("json")) print(files.front().text);
  const auto* const ensemble = std::get_if<EnsembleResult>(&result);
  if (ensemble != nullptr) report(ensemble_diagnostics(*ensemble), line.language);
  const auto written = write_files(folder, files);
  report(written.diagnostics(), line.language);
  if (!written) return run_failed;
  std::vector<std::string> paths = written.value();
  bool whole = true;
  if (ensemble != nullptr) {
    const Outcome<std::string> array = write_netcdf(*ensemble, folder + "/results.nc");
    report(array.diagnostics(), line.language);
    whole = bool(array);
    if (array) paths.push_back(array.value());
  }
  if (told) print_written(paths, line.language);
  const bool nobody = std::visit([](const auto& of) { return nobody_came_through(of); }, result);
  return whole && !nobody ? done : run_failed;
}

}  // namespace ronghe
