// What every reader of trees owes: any bytes are read or refused with a place, and never crash; so are their messages.
// What is read has its parts in their places: inside the whole, one after the other.
#pragma once

#include "syntax/tree.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

namespace ronghe::fuzz {

inline void check_places(const Node& node) {
  std::uint32_t at = node.span.begin;
  const auto follow = [&](const Node& part) {
    if (part.span.begin < at || part.span.end > node.span.end) std::abort();
    at = part.span.end;
    check_places(part);
  };
  for (const Node& item : node.items) follow(item);
  for (const Entry& entry : node.entries) {
    follow(entry.key);
    follow(entry.value);
  }
}

inline void read_tree(Outcome<Node> (*read)(SourcePtr), const char* name, const std::uint8_t* data, std::size_t size) {
  const Outcome<Node> outcome =
      read(std::make_shared<const Source>(name, std::string(reinterpret_cast<const char*>(data), size)));
  if (outcome) {
    if (outcome.value().span.end > size) std::abort();
    check_places(outcome.value());
    return;
  }
  if (outcome.diagnostics().empty()) std::abort();
  for (const Language language : {Language::english, Language::chinese}) {
    static_cast<void>(render(outcome.diagnostics(), language));
  }
}

}  // namespace ronghe::fuzz
