// What studies say, for a report.
#pragma once

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/open_study.hpp"
#include "ronghe/ronghe.hpp"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ronghe {

// The results of studies; their scenarios stay with them.
struct StudiesTold {
  std::vector<OpenStudy> studies;
  std::unique_ptr<const EnsembleResult> ensemble;  // of the first
  std::vector<std::unique_ptr<const SensitivityResult>> sensitivities;
  std::vector<std::unique_ptr<const DiscoveryResult>> discoveries;  // targets that are missed in some futures of it

  Futures view() const;
};

// The command line with the scenarios of a study in the place of its folder; the folders are given back.
std::vector<std::string> take_out_studies(CommandLine& line);

// Reads them. What is wrong has been told.
std::variant<StudiesTold, ExitCode> tell_studies(const std::vector<std::string>& folders, const CommandLine& line);

}  // namespace ronghe
