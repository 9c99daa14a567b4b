// The planner's report, for the commands that write it and the one that verifies it.
#pragma once

#include "cli/command_line.hpp"
#include "cli/records.hpp"
#include "ronghe/ronghe.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace ronghe {

// Whether the run of this scenario leaves a report: its `outputs: write` has `html` or `xlsx`.
bool wants_report(const Scenario& scenario);
// What a run of it has to save.
Wanted wanted_by(const Scenario& scenario);

// The lanes of one scenario's run in the order of a report: its baseline first, when it ran with one behind it.
std::vector<Lane> baseline_first(const FinishedRuns& finished);

// What came out of scenarios that were run as `Wanted::report`. The difference of each to the baseline, as far as they
// have one model, is split over what makes it: exactly for few items, else from pairs, since a report is wanted at once
// and `ronghe attribute` takes its time. Nothing when it was cancelled.
std::optional<Findings> findings_of(const std::vector<Lane>& lanes, std::size_t baseline, SimulateOptions options,
                                    Diagnostics& troubles);
// The same as the command line wants it, with a progress line. An interrupt has been told.
std::optional<Findings> findings_watched(const std::vector<Lane>& lanes, std::size_t baseline, const CommandLine& line,
                                         Diagnostics& troubles);

// report.html and report.xlsx of a run with these roles, the scenario first, as far as it asks for them: what `ronghe
// report` writes of it.
std::vector<OutputFile> report_files(const std::vector<Role>& roles, const Findings& findings);

}  // namespace ronghe
