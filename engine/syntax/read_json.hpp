// Reads JSON (RFC 8259) into the tree that YAML gives, with the place of every part.
#pragma once

#include "syntax/tree.hpp"

namespace ronghe {

// Strings are quoted scalars; numbers, `true` and `false` plain ones; `null` is null. The first mistake ends the
// reading: no JSON, no UTF-8, a key twice, more than 64 levels.
Outcome<Node> read_json(SourcePtr source);

}  // namespace ronghe
