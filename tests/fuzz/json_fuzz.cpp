// Any bytes are read or refused with a place, and never crash. What is read has its parts in their places: inside the
// whole, one after the other.
#include "syntax/read_json.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

namespace {

void check_places(const ronghe::Node& node) {
  std::uint32_t at = node.span.begin;
  const auto follow = [&](const ronghe::Node& part) {
    if (part.span.begin < at || part.span.end > node.span.end) std::abort();
    at = part.span.end;
    check_places(part);
  };
  for (const ronghe::Node& item : node.items) follow(item);
  for (const ronghe::Entry& entry : node.entries) {
    follow(entry.key);
    follow(entry.value);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto source =
      std::make_shared<const ronghe::Source>("f.json", std::string(reinterpret_cast<const char*>(data), size));
  const auto outcome = ronghe::read_json(source);
  if (outcome) {
    if (outcome.value().span.end > size) std::abort();
    check_places(outcome.value());
    return 0;
  }
  if (outcome.diagnostics().empty()) std::abort();
  static_cast<void>(render(outcome.diagnostics(), ronghe::Language::english));
  return 0;
}
