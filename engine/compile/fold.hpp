#pragma once

#include "program/code.hpp"

#include <vector>

namespace ronghe {

// The values of an instruction, all of whose operands are constants.
std::vector<double> fold(const Code& code, const Instruction& instruction);

}  // namespace ronghe
