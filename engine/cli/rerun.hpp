// A scenario that has run beside its baseline, the files that hold its results, and the manifest of what they were made
// from. Running, freezing and verifying share it, so that one scenario gives one set of bytes.
#pragma once

#include "ronghe/ronghe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ronghe {

struct Finished {
  std::vector<Trajectories> runs;  // one with both as members, or one each

  Lane lane(const Scenario& scenario) const { return {&scenario, &runs.front(), 0}; }
  Lane baseline_lane(const Scenario& baseline) const { return {&baseline, &runs.back(), runs.size() == 1 ? 1 : 0}; }
};

// `baseline` may be null.
Finished run_scenario(const Scenario& scenario, const Scenario* baseline, const SimulateOptions& options);

struct Results {
  Summary summary;
  std::vector<OutputFile> files;  // results.csv and summary.json
  std::size_t rows = 0;           // of results.csv
};

Results results_of(const Finished& finished, const Scenario& scenario, const Scenario* baseline, bool byte_order_mark);

std::vector<FileHash> hashes_of(const std::vector<OutputFile>& files);
// Every text that the scenarios and their models were made from, by its name from the scenario's folder.
std::vector<FileHash> input_hashes(const Scenario& scenario, const Scenario* baseline);

// Everything but the options of the run.
Manifest manifest_of(const Results& results, const Finished& finished, const Scenario& scenario,
                     const Scenario* baseline, const std::vector<Diagnostic>& warnings);

// The part of `folder` that is there and is no folder, or nothing.
std::optional<std::string> obstacle(const std::string& folder);

// `scenarios/enshi` of `scenarios/enshi/plan.yaml`.
std::string folder_of(const std::string& path);

}  // namespace ronghe
