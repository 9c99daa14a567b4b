// What a model says about its variables, as texts and lists from which every description of it is made.
//
// Variables that the engine made out of a library function (the stocks of a delay) are not told: they belong to the
// equation that the author wrote. Dependence is followed through them, so that a use of `smooth3` needs its input.
#pragma once

#include "report/words.hpp"
#include "ronghe/report.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ronghe {

// The kinds that an author declares, in the order in which they are told.
struct KindRow {
  Variable::Kind kind;
  Said one;
  Said many;
  const char* name;  // in JSON, and in the anchors of a page
};
inline constexpr KindRow declared_kinds[] = {
    {Variable::Kind::input, words::input, words::inputs, "input"},
    {Variable::Kind::constant, words::constant, words::constants, "constant"},
    {Variable::Kind::stock, words::stock, words::stocks, "stock"},
    {Variable::Kind::flow, words::flow, words::flows, "flow"},
    {Variable::Kind::auxiliary, words::auxiliary, words::auxiliaries, "auxiliary"},
    {Variable::Kind::at_start, words::computed_at_start, words::at_start, "at_start"},
};

// As the author declared it: a constant with a rule is one of the constants.
const KindRow& row_of(const Variable& variable);

const Variable& variable_at(const Model& model, int index);
const Dimension& dimension_at(const Model& model, int index);

constexpr int whole_model = -1;

// The variables that the author declared in a part, or in the whole model, in the order of the text.
std::vector<int> declared_variables(const Model& model, int part = whole_model);
// Those of one kind.
std::vector<int> of_kind(const Model& model, const std::vector<int>& variables, const KindRow& kind);

// Whether something that is declared at `span` belongs to the part.
bool belongs_to(const Model& model, const Span& span, int part);

// What the equations of a variable name.
struct Mentions {
  std::set<int> variables;
  std::set<int> lookups;
};

// Who needs whom, both ways, of all variables at once. Hidden variables have nothing here.
struct Dependence {
  std::vector<Mentions> needs;                 // by variable
  std::vector<std::vector<int>> needed_by;     // by variable, in order of the model
  std::vector<std::vector<int>> lookup_users;  // by lookup, in order of the model
};
Dependence dependence_of(const Model& model);

// Names of variables, then of lookups.
std::vector<std::string> names_of(const Model& model, const Mentions& names);
std::vector<std::string> names_of(const Model& model, const std::vector<int>& variables);
std::vector<std::string> dimension_names(const Model& model, const Variable& variable);
std::string joined(const std::vector<std::string>& items, std::string_view separator);

// The elements that an equation stands for, where it does not stand for all: `rural`, or `rural, urban · old`.
std::string cells_text(const Model& model, const Variable& variable, const Equation& equation);

// The flows of a stock as they are written there: `births`, `moves[urban]`.
std::vector<std::string> flow_texts(const Model& model, const std::vector<Term>& flows);

std::string unit_text(const Unit& unit, Language language);
std::string time_text(const Time& time, Language language);
std::string indicator_text(const Indicator& indicator, Language language);

// How many variables, in words.
std::string count_text(std::size_t variables, Language language);

// The values of a constant or an input, one for each group of elements that have one of their own, without the unit.
// Dimensions along which nothing varies are left out, so that equal values are told once, as a row without elements.
struct ValueRow {
  std::string elements;  // `rural, education`
  double value;          // NaN: the data give it
};
std::vector<ValueRow> value_rows(const Model& model, const Variable& variable);
// That many rows are told; of the others only that they are there.
constexpr std::size_t most_values = 24;

}  // namespace ronghe
