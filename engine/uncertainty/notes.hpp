// What a block tells beside its numbers: members that failed and checks that were broken.
#pragma once

#include "ronghe/uncertainty.hpp"

#include <string>
#include <vector>

namespace ronghe {

struct BlockNotes {
  std::vector<EnsembleFailure> failures;
  std::vector<EnsembleCheck> checks;
};

std::string notes_text(const BlockNotes& notes);
BlockNotes read_notes(const std::string& text, const Model& model);

}  // namespace ronghe
