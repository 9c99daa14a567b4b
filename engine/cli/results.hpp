// What the commands that run scenarios share: how they read and run them, where the files may go, and the files of one
// run.
#pragma once

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/records.hpp"
#include "ronghe/ronghe.hpp"

#include <atomic>
#include <optional>
#include <string>
#include <vector>

namespace ronghe {

// How the command line wants scenarios read: `--model`, `--set`.
ScenarioOptions reading_options(const CommandLine& line);

// Becomes true at an interrupt, which a run sees between two blocks; a second interrupt ends the program at once.
const std::atomic<bool>& interrupt();

// Says that nothing was written.
ExitCode tell_interrupted(Language language);

// The part of `folder` that is there and is no folder, or nothing.
std::optional<std::string> obstacle(const std::string& folder);
// Reports a folder whose path leads through something that is no folder.
void check_folder(const std::string& folder, Diagnostics& diagnostics);

// Runs the scenarios as `line` wants it, with a progress line. Nothing when it was interrupted, which has been told.
std::optional<FinishedRuns> run_watched(const std::vector<const Scenario*>& scenarios, const CommandLine& line,
                                        Wanted wanted = Wanted::outputs);

// One scenario beside its baseline, for people and as files. Running, freezing and verifying share it, so that one
// scenario gives one set of bytes.
struct Results {
  Summary summary;
  std::vector<OutputFile> files;  // results.csv and summary.json, as far as the scenario wants them; what it wants of a
                                  // report comes from `report_files`
  Counts counts;
};
// Of a scenario that ran with its baseline behind it, if it has one.
Results results_of(const FinishedRuns& finished, bool byte_order_mark);
std::optional<Lane> baseline_of(const FinishedRuns& finished);

}  // namespace ronghe
