// Which uncertain numbers matter: a study of its own design, and indices of every figure.
#include "cli/commands.hpp"
#include "cli/study_results.hpp"
#include "cli/studying.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <string>

namespace ronghe {
namespace {

// Points of a Saltelli design are best a power of two.
constexpr int default_points = 256;
constexpr int default_trajectories = 20;

StudyWish wish_of(const CommandLine& line) {
  StudyWish wish;
  const bool morris = line.value("method") == "morris";
  wish.design = morris ? Design::Kind::morris : Design::Kind::saltelli;
  wish.base = line.has("points") ? std::stoi(line.value("points")) : morris ? default_trajectories : default_points;
  wish.alone = true;
  wish.folder = morris ? "ronghe-study/morris" : "ronghe-study/sobol";
  return wish;
}

}  // namespace

ExitCode sensitivity_command(const CommandLine& line) {
  const auto computed = compute_study(line, wish_of(line));
  if (const ExitCode* code = std::get_if<ExitCode>(&computed)) return *code;
  const auto& [open, study] = std::get<ComputedStudy>(computed);
  const Design::Kind kind = open.plan.options.design.kind;
  if (!gives_indices(kind)) {
    Diagnostics diagnostics;
    diagnostics.error("sensitivity.design", {}, {{"folder", open.folder}, {"design", name_of(kind)}});
    report(diagnostics.take(), line.language);
    return input_wrong;
  }
  const Outcome<SensitivityResult> gathered = gather_sensitivity(open.plan, study, threads_of(line));
  report(gathered.diagnostics(), line.language);
  if (!gathered) return run_failed;
  const SensitivityResult& result = gathered.value();
  const bool told = !line.has("quiet") && !line.has("json");
  if (told) print(tell_sensitivity(result, style_of_output(line.language)));
  const std::vector<OutputFile> files = sensitivity_files(result, line.has("csv-bom"));
  if (line.has("json")) print(files.front().text);
  const auto written = write_files(open.folder, files);
  report(written.diagnostics(), line.language);
  if (!written) return run_failed;
  if (told) print_written(written.value(), line.language);
  return done;
}

}  // namespace ronghe
