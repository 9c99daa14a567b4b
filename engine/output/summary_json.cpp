#include "output/parts.hpp"
#include "ronghe/output.hpp"

namespace ronghe {
namespace {

Json variable_json(const SummaryVariable& variable, bool with_baseline) {
  Json json = heading_json(variable);
  Json rows = Json::array();
  for (const SummaryRow& row : variable.rows) {
    Json at = {{"place", place_json(variable.dimensions, row.elements)},
               {"start", number_or_null(row.start)},
               {"stop", number_or_null(row.stop)}};
    if (with_baseline) {
      at["baseline_start"] = number_or_null(row.baseline_start);
      at["baseline_stop"] = number_or_null(row.baseline_stop);
      at["difference"] = number_or_null(row.difference());
    }
    rows.push_back(std::move(at));
  }
  json["values"] = std::move(rows);
  return json;
}

// What the elements that stand in the rows are called.
Json labels_json(const Summary& summary) {
  Json labels = Json::object();
  for (const SummaryVariable& variable : summary.variables) {
    for (const SummaryRow& row : variable.rows) {
      for (std::size_t d = 0; d < row.elements.size() && d < row.labels.size(); ++d) {
        if (!row.labels[d].empty()) labels[variable.dimensions[d]][row.elements[d]] = text_json(row.labels[d]);
      }
    }
  }
  return labels;
}

Json sum_json(const Summed& sum) {
  Json rows = Json::array();
  for (const SummedRow& row : sum.rows) {
    Json values = Json::array();
    for (const double value : row.values) values.push_back(number_or_null(value));
    rows.push_back({{"place", place_json(sum.dimensions, row.elements)}, {"values", std::move(values)}});
  }
  return {{"sum", sum.name}, {"label", text_json(sum.label)}, {"unit", sum.unit.en},      {"from", sum.begins},
          {"to", sum.ends},  {"dimensions", sum.dimensions},  {"values", std::move(rows)}};
}

Json scenario_json(const std::string& id, const Text& title) {
  if (id.empty()) return nullptr;
  return {{"id", id}, {"title", text_json(title)}};
}

}  // namespace

std::string summary_json(const Summary& summary) {
  Json json;
  json["scenario"] = scenario_json(summary.scenario, summary.title);
  json["baseline"] = scenario_json(summary.baseline, summary.baseline_title);
  json["model"] = {{"name", summary.model}, {"title", text_json(summary.model_title)}};
  json["time"] = {{"start", summary.start}, {"stop", summary.stop}, {"unit", summary.time_unit.en}};
  json["prices"] = summary.prices ? Json{{"base", summary.prices->base}} : Json(nullptr);
  json["variables"] = Json::array();
  for (const SummaryVariable& variable : summary.variables) {
    json["variables"].push_back(variable_json(variable, !summary.baseline.empty()));
  }
  json["labels"] = labels_json(summary);
  json["programmes"] = Json::array();
  for (const ProgrammeSum& programme : summary.programmes) json["programmes"].push_back(programme_json(programme));

  json["sums"] = Json::array();
  for (const Summed& sum : summary.sums) json["sums"].push_back(sum_json(sum));
  json["judgements"] = Json::array();
  for (const Judgement& judgement : summary.judgements) json["judgements"].push_back(judgement_json(judgement));

  json["checks"] = {{"all", summary.checks}, {"broken", broken_checks_json(summary)}};

  json["failures"] = failures_json(summary);
  return dump(json);
}

}  // namespace ronghe
