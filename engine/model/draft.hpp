// A model while it is being made, and what every step of making it needs.
//
// The steps, each in a file of its own:
//
//   declarations   what is declared, in which part, with which keys
//   sets           dimensions, copies, sub-ranges, mappings
//   clock          the model's time
//   translate      each equation: names to references (references), operators to terms, units on the way (agreement)
//   library        delays, smooths and trends, unfolded into hidden variables
//   jumps          dates on the grid; what must be held within a step
//   order          what is computed after what
//
// A step that meets a mistake reports it and leaves a hole (a variable that is not `sound`, an equation that is
// missing); later steps step over holes without a word, so that one mistake gives one message.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/units.hpp"
#include "syntax/tree.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace ronghe {

// What a name stands for. Variables, lookups, dimensions and mappings share one name space.
struct Named {
  enum class Kind { variable, lookup, dimension, mapping };
  Kind kind;
  int index;  // into the model's list of that kind
  Span span;
};

class Names {
 public:
  // Reports a name that no one may have, or that another one has already.
  bool add(const std::string& name, const Named& named, Diagnostics& diagnostics);
  const Named* find(std::string_view name) const;
  std::vector<std::string> of_kind(Named::Kind kind) const;
  std::vector<std::string> all() const;

 private:
  std::unordered_map<std::string, Named> named_;
};

// What the text says about a variable, beside what its `Variable` holds. Nodes lie in the parts' trees.
struct Declared {
  const Node* equation = nullptr;  // flow, auxiliary, at_start; of a stock its initial value, of a constant its rule
  bool rule = false;               // a constant with a rule, which is an at_start variable to everyone else
  const Node* value = nullptr;     // constant: value, input: default
  const Node* inflows = nullptr;
  const Node* outflows = nullptr;
  const Node* range = nullptr;
  Span unit_span;
  bool sound = true;  // `over` and `unit` were understood
};

struct DeclaredCheck {
  const Node* must = nullptr;
};

class Library;

// What should hold as far as it is known before the run, else there is a warning: a delay that lasts two steps.
struct Doubt {
  Equation equation;
  std::vector<int> dimensions;
  std::string code;
  Span span;
  Words words;
};

struct Draft {
  explicit Draft(const ModelOptions& given);
  ~Draft();
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  // The unit `text` stands for; reports one that is none, each once.
  std::optional<Unit> unit(std::string_view text, const Span& span, std::string_view number = {});
  // Reports a name that stands for nothing, each once.
  void unknown_name(const std::string& name, const Span& span, const std::vector<std::string>& candidates);

  Variable& variable(int index) { return model.variables[static_cast<std::size_t>(index)]; }
  const Dimension& dimension(int index) const { return model.dimensions[static_cast<std::size_t>(index)]; }
  std::size_t errors() const { return diagnostics.items().size(); }

  const ModelOptions& options;
  Model model;
  Diagnostics diagnostics;
  Names names;
  std::vector<Declared> declared;  // beside model.variables; hidden ones have none of these nodes
  std::vector<DeclaredCheck> declared_checks;
  std::unordered_map<std::string, int> dimension_of_element;  // the first that has it, for messages
  std::unordered_set<int> broken_dimensions;                  // those that were not understood
  bool time_known = false;                                    // `time` was understood
  std::unique_ptr<Library> library;
  std::vector<Doubt> doubts;

 private:
  std::unordered_map<std::string, std::optional<Unit>> units_;
  std::unordered_set<std::string> reported_;
};

}  // namespace ronghe
