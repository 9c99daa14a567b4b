// Labels and lists of names, as they stand in a declaration.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "syntax/tree.hpp"

#include <string>
#include <vector>

namespace ronghe {

// Whether `node` is a text for people: `{zh: …, en: …}`, or one scalar for both languages. Null and nothing are no
// text; what is none otherwise is reported. `what` is what it is, in the user's words: "a label".
bool check_text(Diagnostics& diagnostics, const Node* node, const Text& what);

// The label that `node` says; as it was when it says none.
void read_label(Diagnostics& diagnostics, const Node* node, Text& label);

// Reports a list or mapping, or nothing at all, where one name or number is wanted.
bool check_scalar(Diagnostics& diagnostics, const Node& node);

std::vector<std::string> element_names(const Dimension& dimension);

// `a`, `b` and 3 more.
Word list_of_names(const std::vector<std::string>& names);
// The elements of one dimension, with their labels; of several, each behind its name: `county`: `恩施市` …; `area`: ….
Word list_of_elements(const std::vector<const Dimension*>& dimensions);

}  // namespace ronghe
