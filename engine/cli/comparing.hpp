// The scenarios that `compare` and `report` set side by side, and the files of a comparison.
#pragma once

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/records.hpp"
#include "ronghe/ronghe.hpp"

#include <string>
#include <variant>
#include <vector>

namespace ronghe {

struct ScenariosCompared {
  std::vector<Scenario> scenarios;
  std::size_t baseline = 0;  // index into them
};

// Reads the files of the command line, and makes sure that results can go to `folder`. What is wrong has been told when
// an exit code comes back; warnings are told and stand in the circumstances.
//
// The baseline is the scenario that `--baseline` names, which goes before all others when it is not among them; else
// the first. A file that stands alone is compared with its own baseline.
std::variant<ScenariosCompared, ExitCode> open_compared(const CommandLine& line, const std::string& folder,
                                                        Circumstances& circumstances);

// Two scenarios of one id could not be told apart in any result.
void check_ids(const std::vector<Scenario>& scenarios, Diagnostics& diagnostics);

std::vector<Role> roles_of(const ScenariosCompared& compared);

// compare.csv and compare.json. Comparing and verifying share it, so that the same scenarios give the same bytes.
struct ComparisonFiles {
  std::vector<OutputFile> files;
  long long rows = 0;  // of the table
};
ComparisonFiles comparison_files(const FinishedRuns& finished, const Comparison& comparison, bool byte_order_mark);

}  // namespace ronghe
