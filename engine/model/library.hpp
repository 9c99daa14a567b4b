// Delays, smooths and trends: models in our own language, unfolded where an equation calls them.
//
// A library model (engine/model/library/*.yaml) declares parameters, stocks, flows, auxiliaries and what holds for
// them. Each call becomes an instance of its own: hidden variables over the dimensions that occur in the arguments, and
// over the stages that the model itself declares.
#pragma once

#include "model/translate.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ronghe {

struct LibraryModel;

class Library {
 public:
  Library();
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  // Read when it is first asked for; null for a name that is none.
  const LibraryModel* find(std::string_view name);
  static std::vector<std::string> names();

  // The stages of a model by their number: its dimension, and its mappings by name, shared by all instances.
  struct Sets {
    int dimension = -1;
    std::vector<std::pair<std::string, int>> mappings;
  };
  std::map<std::pair<std::string, int>, Sets> sets;

 private:
  std::map<std::string, std::unique_ptr<LibraryModel>, std::less<>> models_;
};

// One call in an equation. `arguments` are read in the loops of that equation, one for each argument written.
struct LibraryCall {
  const LibraryModel* model = nullptr;
  const Expression* expression = nullptr;
  const Site* place = nullptr;
  const std::vector<ElementLoop>* loops = nullptr;
  std::vector<Value> arguments;
};

// The call's value: a reference to the instance's result. Unknown when an argument was wrong, which is reported.
Value unfold(Draft& draft, LibraryCall call);

}  // namespace ronghe
