// Runs scenarios over many futures: computes what is missing of a study, then joins its blocks into results.
#include "cli/commands.hpp"
#include "cli/compute_study.hpp"
#include "cli/study_results.hpp"
#include "ronghe/ronghe.hpp"

namespace ronghe {

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
