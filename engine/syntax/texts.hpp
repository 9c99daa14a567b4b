// Texts for people, as model and scenario files write them.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "syntax/tree.hpp"

namespace ronghe {

// `{zh: …, en: …}`, or one scalar for both languages. Empty when `node` is null or nothing.
Text read_text(const Node* node);

// The same, of where a value comes from; `assumed` alone is a word of the language.
Text read_source(const Node* node);

}  // namespace ronghe
