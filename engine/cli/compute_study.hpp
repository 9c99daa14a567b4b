// Computes what is missing of a study.
#pragma once

#include "cli/open_study.hpp"

#include <variant>

namespace ronghe {

// The study of a command, with all members computed as far as this process and those beside it can; its blocks.
// Otherwise the code to end with: what is wrong, an interrupt, a shard that is done, another rank's work.
struct ComputedStudy {
  OpenStudy open;
  Study study;
};
std::variant<ComputedStudy, ExitCode> compute_study(const CommandLine& line, const StudyWish& wish);

}  // namespace ronghe
