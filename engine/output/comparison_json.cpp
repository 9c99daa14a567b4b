#include "output/parts.hpp"
#include "ronghe/output.hpp"

namespace ronghe {
namespace {

Json row_json(const Comparison& comparison, const ComparedVariable& variable, const ComparedRow& row) {
  std::vector<std::string> elements;
  std::vector<std::string> dimensions;
  for (std::size_t d = 0; d < row.elements.size(); ++d) {
    if (row.elements[d].empty()) continue;
    elements.push_back(row.elements[d]);
    dimensions.push_back(variable.dimensions[d]);
  }
  Json values = Json::object();
  const double base = row.values[comparison.baseline];
  for (std::size_t s = 0; s < row.values.size(); ++s) {
    const double difference = row.values[s] - base;
    values[comparison.scenarios[s].scenario] = {{"value", number_or_null(row.values[s])},
                                                {"difference", number_or_null(difference)},
                                                {"relative_difference", number_or_null(relative_to(difference, base))},
                                                {"rank", row.ranks[s] == 0 ? Json(nullptr) : Json(row.ranks[s])}};
  }
  return {{"place", place_json(dimensions, elements)}, {"scenarios", std::move(values)}};
}

Json variable_json(const Comparison& comparison, const ComparedVariable& variable) {
  Json json = heading_json(variable);
  json["whole"] = {{"by", name_of(variable.joined)}, {"of", variable.places}, {"rows", Json::array()}};
  for (const ComparedRow& row : variable.whole) json["whole"]["rows"].push_back(row_json(comparison, variable, row));
  json["places"] = Json::array();
  for (const ComparedRow& row : variable.cells) json["places"].push_back(row_json(comparison, variable, row));
  return json;
}

}  // namespace

std::string comparison_json(const Comparison& comparison) {
  const Summary& baseline = comparison.scenarios[comparison.baseline];
  Json json;
  json["baseline"] = baseline.scenario;
  json["time"] = {{"at", comparison.time}, {"start", baseline.start}, {"unit", baseline.time_unit.en}};
  json["together"] = comparison.together;
  json["scenarios"] = Json::array();
  for (const Summary& summary : comparison.scenarios) {
    Json scenario = {{"id", summary.scenario},
                     {"title", text_json(summary.title)},
                     {"model", summary.model},
                     {"prices", summary.prices ? Json{{"base", summary.prices->base}} : Json(nullptr)}};
    scenario["programmes"] = Json::array();
    for (const ProgrammeSum& programme : summary.programmes) {
      scenario["programmes"].push_back(programme_json(programme));
    }
    scenario["judgements"] = Json::array();
    for (const Judgement& judgement : summary.judgements) scenario["judgements"].push_back(judgement_json(judgement));
    scenario["broken_checks"] = broken_checks_json(summary);
    scenario["failures"] = failures_json(summary);
    json["scenarios"].push_back(std::move(scenario));
  }
  json["variables"] = Json::array();
  for (const ComparedVariable& variable : comparison.variables) {
    json["variables"].push_back(variable_json(comparison, variable));
  }
  return dump(json);
}

}  // namespace ronghe
