// Checked models as text, so that many of them can be compared in a table.
#pragma once

#include "ronghe/model.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ronghe::testing {

// `(+ people[0] births[county area])`: operators in prefix form; on each axis a number is a fixed element, a name the
// loop that runs there (with `'` when it was bound by a reduction), `name→map` a loop whose elements are mapped.
std::string to_text(const Model& model, const Equation& equation, const Term& term);

// The equations of a variable, one a line, with the cells that each computes unless that is all of them.
std::string equations_of(const Model& model, std::string_view variable);

// An order as the names of what is computed, with the cells of a part: `a b[c1] c b[c2]`.
std::string to_text(const Model& model, const std::vector<Evaluation>& order);

// A model from one text.
Outcome<Model> read(std::string text, const ModelOptions& options = {});

// Codes of diagnostics in order of their place, joined by blanks.
std::string codes(const std::vector<Diagnostic>& diagnostics);

}  // namespace ronghe::testing
