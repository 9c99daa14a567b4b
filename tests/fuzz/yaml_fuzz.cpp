// Any bytes are read or refused with a place, and never crash; so are their messages.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "syntax/read_yaml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto source = std::make_shared<const ronghe::Source>("f.yaml", std::string(reinterpret_cast<const char*>(data), size));
  const auto outcome = ronghe::read_yaml(source);
  if (!outcome && outcome.diagnostics().empty()) std::abort();
  for (const auto language : {ronghe::Language::english, ronghe::Language::chinese}) {
    if (!outcome) static_cast<void>(render(outcome.diagnostics(), language));
  }
  return 0;
}
