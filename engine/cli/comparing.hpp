// The scenarios that `compare` and `report` set side by side.
#pragma once

#include "cli/command_line.hpp"
#include "cli/records.hpp"
#include "ronghe/ronghe.hpp"

#include <vector>

namespace ronghe {

struct ScenariosCompared {
  std::vector<Scenario> scenarios;
  std::size_t baseline = 0;  // index into them
};

// Reads the files of the command line. The baseline is the one that `--baseline` names, which goes before all others
// when it is not among them; else the first. A file that stands alone is compared with its own baseline.
Outcome<ScenariosCompared> load_compared(const CommandLine& line);

// Two scenarios of one id could not be told apart in any result.
void check_ids(const std::vector<Scenario>& scenarios, Diagnostics& diagnostics);

std::vector<const Scenario*> members_of(const ScenariosCompared& compared);
std::vector<Role> roles_of(const ScenariosCompared& compared);

}  // namespace ronghe
