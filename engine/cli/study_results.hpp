// The results of a study, as its design gives them: of an ensemble, or of a sensitivity analysis. The commands that
// compute and the one that verifies share it, so that one study gives one set of bytes.
#pragma once

#include "cli/commands.hpp"
#include "cli/compute_study.hpp"
#include "ronghe/ronghe.hpp"

#include <variant>
#include <vector>

namespace ronghe {

using StudyResult = std::variant<EnsembleResult, SensitivityResult>;

// Joins the blocks, of which none may be missing.
Outcome<StudyResult> gather_results(const OpenStudy& open, const Study& study, int threads);
// All files but the array, results.nc.
std::vector<OutputFile> result_files(const StudyResult& result, bool byte_order_mark);
// Joins the blocks, tells the results and writes them into the study's folder.
ExitCode write_results(const ComputedStudy& computed, const CommandLine& line);

}  // namespace ronghe
