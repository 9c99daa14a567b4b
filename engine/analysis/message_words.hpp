// Words of the messages that tell of results.
#pragma once

#include "analysis/headline.hpp"

#include <string>

namespace ronghe {

// The shortest text that reads back to the same number.
std::string number_text(double value);
// The number, or what it is instead.
Word value_word(double value);
// `恩施市, rural`, by label in each language; what is joined is left out.
Text place_text(const Place& place);

}  // namespace ronghe
