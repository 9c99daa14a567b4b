// Any text is read or refused, never crashes, and what is read prints as something that reads back the same.
#include "syntax/expression.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto outcome = ronghe::parse_expression(text);
  if (!outcome) return outcome.diagnostics().empty() ? std::abort(), 0 : 0;
  const std::string printed = to_text(outcome.value());
  const auto again = ronghe::parse_expression(printed);
  if (!again || to_prefix(again.value()) != to_prefix(outcome.value())) std::abort();
  return 0;
}
