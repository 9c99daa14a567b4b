// Sentences asked of one lane, without what a person is told of it.
#pragma once

#include "ronghe/analysis.hpp"

namespace ronghe {

// In how many of the places and times at which it is asked the sentence does not hold.
int broken_places(const Lane& lane, const Sentence& sentence);

}  // namespace ronghe
