// Any bytes are read as a table whose rows are as long as its header, or refused.
#include "syntax/read_csv.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto source =
      std::make_shared<const ronghe::Source>("f.csv", std::string(reinterpret_cast<const char*>(data), size));
  const auto outcome = ronghe::read_csv(source);
  if (!outcome) {
    if (outcome.diagnostics().empty()) std::abort();
    static_cast<void>(render(outcome.diagnostics(), ronghe::Language::english));
    return 0;
  }
  for (const auto& row : outcome.value().rows) {
    if (row.size() != outcome.value().header.size()) std::abort();
  }
  return 0;
}
