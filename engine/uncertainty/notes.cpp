#include "uncertainty/notes.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

namespace ronghe {
namespace {

using Json = nlohmann::ordered_json;

// JSON has no word for what is no finite number.
Json number_json(double value) {
  if (std::isfinite(value)) return value;
  return std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
}

double number_in(const Json& value) {
  if (value.is_number()) return value.get<double>();
  const auto& text = value.get_ref<const std::string&>();
  if (text == "nan") return std::numeric_limits<double>::quiet_NaN();
  return text == "inf" ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
}

}  // namespace

std::string notes_text(const BlockNotes& notes) {
  Json json = {{"failures", Json::array()}, {"checks", Json::array()}};
  for (const auto& [scenario, failure] : notes.failures) {
    json["failures"].push_back({scenario, failure.member, failure.step, failure.time, failure.variable, failure.cell,
                                number_json(failure.value), failure.code});
  }
  for (const auto& [scenario, check] : notes.checks) {
    json["checks"].push_back({scenario, check.check, check.violations, number_json(check.largest), check.member,
                              check.step, check.cell, check.time});
  }
  return json.dump();
}

BlockNotes read_notes(const std::string& text, const Model& model) {
  BlockNotes notes;
  const Json json = Json::parse(text);
  for (const Json& row : json.at("failures")) {
    EnsembleFailure& read = notes.failures.emplace_back();
    read.scenario = row[0];
    read.failure = {row[1], row[2], row[3], row[4], row[5], number_in(row[6]), row[7].get<std::string>(), {}};
    if (read.failure.variable >= 0) {
      const Variable& variable = model.variables.at(static_cast<std::size_t>(read.failure.variable));
      read.failure.span = variable.span;
    }
  }
  for (const Json& row : json.at("checks")) {
    EnsembleCheck& read = notes.checks.emplace_back();
    read.scenario = row[0];
    read.result = {row[1], row[2], number_in(row[3]), row[4], row[5], row[6], row[7]};
  }
  return notes;
}

}  // namespace ronghe
