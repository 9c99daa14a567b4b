// The commands, each with the exit code that it ends with.
#pragma once

#include "cli/command_line.hpp"
#include "ronghe/diagnostics.hpp"
#include "ronghe/scenario.hpp"

#include <vector>

namespace ronghe {

enum ExitCode : int {
  done = 0,
  input_wrong = 1,
  usage_wrong = 2,
  run_failed = 3,
  target_missed = 4,
  interrupted = 130
};

ExitCode run_command(const CommandLine& line);
ExitCode check_command(const CommandLine& line);
ExitCode schema_command(const CommandLine& line);
ExitCode compare_command(const CommandLine& line);
ExitCode report_command(const CommandLine& line);
ExitCode ensemble_command(const CommandLine& line);
ExitCode merge_command(const CommandLine& line);
ExitCode slurm_command(const CommandLine& line);
ExitCode sensitivity_command(const CommandLine& line);
ExitCode discover_command(const CommandLine& line);
ExitCode attribute_command(const CommandLine& line);
ExitCode explain_command(const CommandLine& line);
ExitCode diff_command(const CommandLine& line);
ExitCode freeze_command(const CommandLine& line);
ExitCode verify_command(const CommandLine& line);
ExitCode verify_study(const CommandLine& line);  // its part for studies
ExitCode new_command(const CommandLine& line);
ExitCode models_command(const CommandLine& line);
ExitCode describe_command(const CommandLine& line);

// Tells the diagnostics on standard error, if there are any.
void report(const std::vector<Diagnostic>& diagnostics, Language language);
// The same behind which nothing was run.
void report_and_stop(const std::vector<Diagnostic>& diagnostics, Language language);

}  // namespace ronghe
