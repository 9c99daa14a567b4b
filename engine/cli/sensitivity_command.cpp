// Which uncertain numbers matter: a study of its own design, and indices of every figure.
#include "cli/commands.hpp"
#include "cli/compute_study.hpp"
#include "cli/study_results.hpp"
#include "ronghe/ronghe.hpp"

namespace ronghe {

ExitCode sensitivity_command(const CommandLine& line) {
  const auto computed = compute_study(line, {.sensitivity = true});
  if (const ExitCode* code = std::get_if<ExitCode>(&computed)) return *code;
  const OpenStudy& open = std::get<ComputedStudy>(computed).open;
  const Design::Kind kind = open.plan.options.design.kind;
  if (!gives_indices(kind)) {
    Diagnostics diagnostics;
    diagnostics.error("sensitivity.design", {}, {{"folder", open.folder}, {"design", name_of(kind)}});
    report(diagnostics.take(), line.language);
    return input_wrong;
  }
  return write_results(std::get<ComputedStudy>(computed), line);
}

}  // namespace ronghe
