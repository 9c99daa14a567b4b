#include "analysis/headline.hpp"
#include "output/ensemble_figures.hpp"
#include "output/ensemble_parts.hpp"
#include "ronghe/output.hpp"

#include <algorithm>

namespace ronghe {
namespace {

Json robustness_json(const Robustness* robustness) {
  if (robustness == nullptr) return nullptr;
  return {{"regret_90", number_or_null(robustness->regret_90)},
          {"regret_max", number_or_null(robustness->regret_max)},
          {"satisficing", number_or_null(robustness->satisficing)},
          {"worst", number_or_null(robustness->worst)},
          {"first", number_or_null(robustness->first)}};
}

// Figures at the last time.
class FiguresJson {
 public:
  FiguresJson(const EnsembleResult& ensemble, const EnsembleVariable& variable)
      : ensemble_(ensemble), variable_(variable), last_(ensemble.times.size() - 1) {}

  Json rows(const EnsembleFigures& figures, bool whole) const {
    Json rows = Json::array();
    const FigureReader reader(ensemble_, figures);
    for (std::size_t c = 0; c < reader.cells(); ++c) {
      Json scenarios = Json::object();
      for (std::size_t s = 0; s < ensemble_.scenarios.size(); ++s) {
        Json quantiles = Json::array();
        Json differences = Json::array();
        for (std::size_t q = 0; q < ensemble_.quantiles.size(); ++q) {
          quantiles.push_back(number_or_null(reader.quantile(s, c, q, last_)));
          differences.push_back(number_or_null(reader.difference(s, c, q, last_)));
        }
        Json& scenario = scenarios[ensemble_.scenarios[s]->id];
        scenario = {{"mean", number_or_null(reader.mean(s, c, last_))},
                    {"quantiles", std::move(quantiles)},
                    {"difference", std::move(differences)},
                    {"better", number_or_null(reader.better(s, c, last_))}};
        if (whole) scenario["robustness"] = robustness_json(robustness_at(ensemble_, variable_, c, s));
      }
      rows.push_back(
          {{"place", figure_place_json(variable_, figures.elements[c])}, {"scenarios", std::move(scenarios)}});
    }
    return rows;
  }

 private:
  const EnsembleResult& ensemble_;
  const EnsembleVariable& variable_;
  std::size_t last_;
};

Json sentence_in(const EnsembleResult& ensemble, const EnsembleSentence& sentence) {
  Json json = sentence_json(sentence);
  json["scenarios"] = Json::object();
  for (std::size_t s = 0; s < ensemble.scenarios.size(); ++s) {
    const std::optional<Chance>& chance = sentence.chances[s];
    json["scenarios"][ensemble.scenarios[s]->id] = chance ? chance_json(*chance) : Json(nullptr);
  }
  return json;
}

Json variable_json(const Model& model, int variable) {
  return variable < 0 ? Json(nullptr) : Json(model.variables[static_cast<std::size_t>(variable)].name);
}

Json failure_json(const EnsembleResult& ensemble, const EnsembleFailure& found) {
  const Scenario& scenario = *ensemble.scenarios[found.scenario];
  const Model& model = *scenario.model;
  const LaneFailure& failure = found.failure;
  Json json = {{"scenario", scenario.id}, {"member", failure.member}, {"code", failure.code},
               {"variable", nullptr},     {"place", Json::array()},   {"time", failure.time}};
  if (failure.variable >= 0) {
    const Variable& variable = model.variables[static_cast<std::size_t>(failure.variable)];
    json["variable"] = variable.name;
    json["place"] = place_of(model, variable.dimensions, model.indices(variable, failure.cell)).elements;
  }
  return json;
}

}  // namespace

Json figure_place_json(const Heading& variable, const std::vector<std::string>& elements) {
  std::vector<std::string> dimensions;
  std::vector<std::string> named;
  for (std::size_t d = 0; d < elements.size(); ++d) {
    if (elements[d].empty()) continue;
    dimensions.push_back(variable.dimensions[d]);
    named.push_back(elements[d]);
  }
  return place_json(dimensions, named);
}

Json keys_json(const std::vector<EnsembleKey>& keys, const Model& model) {
  Json json = Json::array();
  for (const EnsembleKey& key : keys) {
    const bool known = key.variable >= 0;
    json.push_back(
        {{"key", key.name},
         {"label", text_json(key.label)},
         {"unit", key.unit.en},
         {"source", text_json(key.source)},
         {"variable", known ? Json(model.variables[static_cast<std::size_t>(key.variable)].name) : Json(nullptr)}});
  }
  return json;
}

Json sentence_json(const EnsembleSentence& sentence) {
  return {{"kind", name_of(sentence.kind)},
          {"id", sentence.id},
          {"label", text_json(sentence.label)},
          {"condition", sentence.condition}};
}

Json chance_json(const Chance& chance) {
  return {{"chance", number_or_null(chance.value)},
          {"standard_error", number_or_null(chance.standard_error)},
          {"members", chance.members}};
}

namespace {

// That the scenario meets all its targets and keeps all its constraints.
Json satisfied_json(const EnsembleResult& ensemble, std::size_t scenario) {
  return ensemble.satisficing.empty() ? Json(nullptr) : chance_json(ensemble.satisficing[scenario]);
}

}  // namespace

std::string ensemble_json(const EnsembleResult& ensemble) {
  const Scenario& baseline = *ensemble.scenarios[ensemble.baseline];
  Json json;
  json["baseline"] = baseline.id;
  json["time"] = {
      {"at", ensemble.times.back()}, {"start", ensemble.times.front()}, {"unit", baseline.model->time.unit.text()}};
  json["design"] = {{"kind", name_of(ensemble.design.kind)},
                    {"members", ensemble.members},
                    {"seed", ensemble.design.seed},
                    {"kept", ensemble.kept}};
  json["quantiles"] = ensemble.quantiles;
  json["scenarios"] = Json::array();
  for (std::size_t s = 0; s < ensemble.scenarios.size(); ++s) {
    const Scenario& scenario = *ensemble.scenarios[s];
    json["scenarios"].push_back({{"id", scenario.id},
                                 {"title", text_json(scenario.title)},
                                 {"prices", scenario.prices ? Json{{"base", scenario.prices->base}} : Json(nullptr)},
                                 {"failed", ensemble.failed_in(s)},
                                 {"satisfied", satisfied_json(ensemble, s)}});
  }
  json["keys"] = keys_json(ensemble.keys, *baseline.model);
  json["variables"] = Json::array();
  for (const EnsembleVariable& variable : ensemble.variables) {
    const FiguresJson figures(ensemble, variable);
    Json one = heading_json(variable);
    one["whole"] = {{"by", name_of(variable.joined)}, {"rows", figures.rows(variable.whole, true)}};
    one["places"] = variable.joined == Joined::not_at_all ? Json::array() : figures.rows(variable.cells, false);
    json["variables"].push_back(std::move(one));
  }
  json["sentences"] = Json::array();
  for (const EnsembleSentence& sentence : ensemble.sentences) {
    json["sentences"].push_back(sentence_in(ensemble, sentence));
  }
  json["failure_counts"] = Json::array();
  for (const EnsembleFailureCount& count : ensemble.failure_counts) {
    const Scenario& scenario = *ensemble.scenarios[count.scenario];
    json["failure_counts"].push_back({{"scenario", scenario.id},
                                      {"code", count.code},
                                      {"variable", variable_json(*scenario.model, count.variable)},
                                      {"members", count.members}});
  }
  json["failures"] = Json::array();
  for (const EnsembleFailure& failure : ensemble.failures) json["failures"].push_back(failure_json(ensemble, failure));
  json["notes"] = Json::array();
  for (const Diagnostic& note : ensemble.notes) {
    json["notes"].push_back(
        {{"code", note.code}, {"text", text_json({render(note, Language::chinese), render(note, Language::english)})}});
  }
  return dump(json);
}

}  // namespace ronghe
