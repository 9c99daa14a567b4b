#include "diagnostics/catalogue.hpp"

#include "ronghe/diagnostics.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace ronghe {
namespace {

std::vector<std::span<const Message>> families() {
  return {file_messages(),     expression_messages(), units_messages(), model_messages(),
          scenario_messages(), run_messages(),        study_messages(), command_messages()};
}

}  // namespace

const Message* find_message(std::string_view code) {
  static const auto rows = [] {
    std::unordered_map<std::string_view, const Message*> result;
    for (const auto& family : families()) {
      for (const Message& message : family) result.emplace(message.code, &message);
    }
    return result;
  }();
  const auto row = rows.find(code);
  return row == rows.end() ? nullptr : row->second;
}

std::vector<std::string> diagnostic_codes() {
  std::vector<std::string> result;
  for (const auto& family : families()) {
    for (const Message& message : family) result.emplace_back(message.code);
  }
  return result;
}

}  // namespace ronghe
