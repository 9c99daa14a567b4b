// Sentences asked of one lane, without what a person is told of it.
#pragma once

#include "ronghe/analysis.hpp"

#include <vector>

namespace ronghe {

// The variables that the sentence reads, in order of the text, each once.
std::vector<int> variables_of(const Sentence& sentence);

// In how many of the places and times at which it is asked the sentence does not hold.
int broken_places(const Lane& lane, const Sentence& sentence);

}  // namespace ronghe
