#pragma once

#include <vector>

#include "program/code.hpp"

namespace ronghe {

// The values of an instruction, all of whose operands are constants.
std::vector<double> fold(const Code& code, const Instruction& instruction);

}  // namespace ronghe
