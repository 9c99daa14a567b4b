// Reads YAML text into a located tree, strictly.
//
// Refused, each with its own code and hint: duplicate keys, anchors, aliases, merge keys, tags, second documents,
// unclosed quotes, bad UTF-8, `.inf` and `.nan`, keys that are not scalars, depth over 64, more than 200,000 nodes,
// texts over 4 MiB, full-width punctuation, unquoted equations cut by flow style. An empty text is an error too.
#pragma once

#include "syntax/tree.hpp"

namespace ronghe {

Outcome<Node> read_yaml(SourcePtr source);

// Reads a file whole into a Source whose name is `shown_as`. Missing, unreadable and too large (over `max_bytes`) files
// are errors at `asked_at` (the place that named the file; may be empty).
Outcome<SourcePtr> read_file(const std::string& path, const std::string& shown_as, std::size_t max_bytes,
                             const Span& asked_at = {});

}  // namespace ronghe
