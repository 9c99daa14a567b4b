// Any text is a model or is refused with a reason, never crashes; and what a model promises holds: every cell of a flow
// or auxiliary is computed exactly once.
#include "ronghe/model.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace {

// Marks the cells of a box, and counts those marked before.
void mark(const ronghe::Model& model, const ronghe::Variable& variable, const std::vector<std::vector<int>>& box,
          std::size_t dimension, std::size_t cell, std::vector<int>& marks) {
  if (dimension == box.size()) {
    ++marks[cell];
    return;
  }
  const auto size =
      static_cast<std::size_t>(model.dimensions[static_cast<std::size_t>(variable.dimensions[dimension])].size());
  for (const int element : box[dimension]) {
    mark(model, variable, box, dimension + 1, cell * size + static_cast<std::size_t>(element), marks);
  }
}

void check_step_order(const ronghe::Model& model) {
  std::vector<std::vector<int>> marks;
  for (const ronghe::Variable& variable : model.variables)
    marks.emplace_back(static_cast<std::size_t>(variable.cells), 0);
  for (const ronghe::Evaluation& evaluation : model.step_order) {
    const auto index = static_cast<std::size_t>(evaluation.variable);
    mark(model, model.variables[index], evaluation.cells, 0, 0, marks[index]);
  }
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const auto kind = model.variables[i].kind;
    const bool computed = kind == ronghe::Variable::Kind::flow || kind == ronghe::Variable::Kind::auxiliary;
    for (const int count : marks[i]) {
      if (computed ? count != 1 : count > 1) std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto source =
      std::make_shared<const ronghe::Source>("model.yaml", std::string(reinterpret_cast<const char*>(data), size));
  ronghe::ModelOptions options;
  options.placeholders = true;
  const auto model = ronghe::read_model({source}, options);
  render(model.diagnostics(), ronghe::Language::chinese);
  if (model) {
    check_step_order(model.value());
  } else if (model.diagnostics().empty()) {
    std::abort();
  }
  return 0;
}
