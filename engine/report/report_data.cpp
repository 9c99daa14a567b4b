// The data that a report's page draws, as one line of JSON. page/src/report_data.ts describes each field; both change
// together. Values are packed: base64 of little-endian float64, so that the page has the very numbers of the results.
#include "analysis/headline.hpp"
#include "output/json.hpp"
#include "output/parts.hpp"
#include "report/facts.hpp"
#include "report/futures_data.hpp"
#include "report/page.hpp"
#include "report/report_page.hpp"
#include "report/scenario_facts.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <filesystem>
#include <map>

namespace ronghe {
namespace {

std::string packed(const std::vector<double>& values) {
  static_assert(std::endian::native == std::endian::little, "values are packed as they lie in memory");
  std::string bytes(values.size() * sizeof(double), '\0');
  if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return base64(bytes);
}

// As people write it: `km²`; nothing for `1`, which says nothing beside a number.
Json unit_json(const Text& unit) {
  const auto raised = [](std::string text) {
    for (const auto& [plain, sign] : {std::pair{"^2", "²"}, std::pair{"^3", "³"}}) {
      for (std::size_t at = text.find(plain); at != std::string::npos; at = text.find(plain)) text.replace(at, 2, sign);
    }
    return text;
  };
  return unit.en == "1" ? text_json(Text()) : text_json({raised(unit.zh), raised(unit.en)});
}

// `恩施市 · 乡村`
Json place_json(const std::vector<std::string>& elements, const std::vector<Text>& labels) {
  return text_json({joined(elements, labels, Language::chinese), joined(elements, labels, Language::english)});
}

Json texts(const Said& said, const auto&... words) {
  return text_json({say(said, Language::chinese, words...), say(said, Language::english, words...)});
}

class DataWriter {
 public:
  DataWriter(const Findings& findings, const std::vector<FileHash>& inputs, const Futures& futures)
      : findings_(findings),
        inputs_(inputs),
        futures_(findings, futures),
        baseline_(*findings.lanes[findings.baseline].scenario),
        model_(*baseline_.model) {}

  Json write() {
    Json json;
    json["format"] = 1;
    json["program"] = {{"version", RONGHE_VERSION}, {"build", RONGHE_BUILD}};
    json["model"] = {{"name", model_.name}, {"title", text_json(model_.title)}, {"notes", text_json(model_.note)}};
    json["prices"] = baseline_.prices ? Json(baseline_.prices->base) : Json(nullptr);
    json["time"] = {{"unit", text_json({model_.time.unit.text_zh(), model_.time.unit.text()})},
                    {"values", findings_.times}};
    json["dimensions"] = dimensions();
    json["places"] = findings_.places;
    json["groups"] = groups();
    json["map"] = map();
    json["baseline"] = findings_.baseline;
    json["scenarios"] = list(findings_.lanes.size(), [&](std::size_t s) { return scenario(s); });
    json["indicators"] =
        list(findings_.indicators.size(), [&](std::size_t i) { return indicator(findings_.indicators[i]); });
    json["flows"] = list(findings_.factors.size(), [&](std::size_t f) { return factor(findings_.factors[f]); });
    json["attributions"] =
        list(findings_.attributions.size(), [&](std::size_t a) { return attribution(findings_.attributions[a]); });
    json["indices"] = indices();
    json["assumptions"] = assumptions();
    json["futures"] = futures_.futures();
    json["hashes"] = list(inputs_.size(), [&](std::size_t i) {
      return Json{{"name", inputs_[i].name}, {"sha256", inputs_[i].sha256}};
    });
    return json;
  }

 private:
  static Json list(std::size_t size, const auto& item) {
    Json json = Json::array();
    for (std::size_t i = 0; i < size; ++i) json.push_back(item(i));
    return json;
  }

  Json dimensions() const {
    return list(model_.dimensions.size(), [&](std::size_t d) {
      const Dimension& dimension = model_.dimensions[d];
      return Json{
          {"name", dimension.name},
          {"label", text_json(dimension.label)},
          {"elements", list(dimension.elements.size(), [&](std::size_t e) {
             return Json{{"name", dimension.elements[e].name}, {"label", text_json(dimension.elements[e].label)}};
           })}};
    });
  }

  Json groups() const {
    if (!findings_.grouped) return Json::array();
    const Dimension& dimension = dimension_at(model_, findings_.places);
    std::vector<std::string> of(dimension.elements.size());
    for (const auto& [name, members] : dimension.groups) {
      for (const int member : members) of[static_cast<std::size_t>(member)] = name;
    }
    return Json::array({{{"name", "type"}, {"label", texts(words::kind_of_place)}, {"of", of}}});
  }

  // GeoJSON in which each feature names its place.
  Json map() const {
    const auto found = std::find_if(baseline_.maps.begin(), baseline_.maps.end(),
                                    [&](const PlaceMap& each) { return each.dimension == findings_.places; });
    if (found == baseline_.maps.end()) return nullptr;
    const Dimension& dimension = dimension_at(model_, found->dimension);
    return {{"type", "FeatureCollection"},
            {"features", list(found->shapes.size(), [&](std::size_t s) {
               const PlaceMap::Shape& shape = found->shapes[s];
               const Element& place = dimension.elements[static_cast<std::size_t>(shape.element)];
               return Json{{"type", "Feature"},
                           {"properties", {{"place", place.name}}},
                           {"geometry", {{"type", "MultiPolygon"}, {"coordinates", polygons_json(shape.polygons)}}}};
             })}};
  }

  static Json polygons_json(const std::vector<PlaceMap::Polygon>& polygons) {
    Json json = Json::array();
    for (const PlaceMap::Polygon& polygon : polygons) {
      Json rings = Json::array();
      for (const PlaceMap::Ring& ring : polygon) {
        Json points = Json::array();
        for (const PlaceMap::Point& point : ring) points.push_back(Json::array({point.x, point.y}));
        rings.push_back(std::move(points));
      }
      json.push_back(std::move(rings));
    }
    return json;
  }

  Json scenario(std::size_t s) const {
    const Scenario& scenario = *findings_.lanes[s].scenario;
    const Summary& summary = findings_.comparison.scenarios[s];
    Json json = {{"id", scenario.id},
                 {"title", text_json(scenario.title)},
                 {"notes", text_json(scenario.notes)},
                 {"file", std::filesystem::path(scenario.path).filename().string()}};
    json["programmes"] = list(summary.programmes.size(), [&](std::size_t p) {
      return programme(scenario, scenario.programmes[p], summary.programmes[p]);
    });
    json["reforms"] = Json::array();
    for (const Reform& reform : scenario.reforms) json["reforms"].push_back(change(scenario, reform, false));
    for (const Reform& shock : scenario.shocks) json["reforms"].push_back(change(scenario, shock, true));
    json["judgements"] =
        list(summary.judgements.size(), [&](std::size_t j) { return judgement(scenario.id, summary.judgements[j]); });
    json["failures"] = list(summary.failures.size(), [&](std::size_t f) {
      const FailedLane& failure = summary.failures[f];
      return texts(words::failed_at, failure.variable.empty() ? failure.check : failure.variable,
                   plain_number(failure.time));
    });
    json["broken_checks"] = list(summary.broken_checks.size(), [&](std::size_t b) {
      const BrokenCheck& check = summary.broken_checks[b];
      return text_json(check.label.empty() ? Text(check.name, check.name) : check.label);
    });
    return json;
  }

  // Money is told in the unit of the report's first programme of its kind, so that it can be added.
  Unit unit_of_money(const Programme& programme) const {
    for (const Lane& lane : findings_.lanes) {
      for (const Programme& other : lane.scenario->programmes) {
        if (other.unit.same_dimension(programme.unit)) return other.unit;
      }
    }
    return programme.unit;
  }

  Json programme(const Scenario& scenario, const Programme& programme, const ProgrammeSum& sum) const {
    const Unit unit = unit_of_money(programme);
    const double factor = programme.unit.factor_to(unit);
    const auto money = [&](double amount) { return number_or_null(amount * factor); };
    const std::vector<PayerShare> payers = payers_of(programme, *scenario.model);
    return {
        {"id", sum.id},
        {"title", text_json(sum.title)},
        {"source", text_json(programme.source)},
        {"unit", unit_json(unit_texts(unit, scenario.prices))},
        {"asked", money(sum.asked)},
        {"paid", money(sum.paid)},
        {"by_place",
         list(sum.by_place.size(),
              [&](std::size_t p) {
                const ProgrammeSum::Share& share = sum.by_place[p];
                return Json{{"place", share.place}, {"asked", money(share.asked)}, {"paid", money(share.paid)}};
              })},
        {"by_year",
         list(sum.years.size(),
              [&](std::size_t y) {
                return Json{{"year", sum.years[y]}, {"asked", money(sum.asked_in[y])}, {"paid", money(sum.paid_in[y])}};
              })},
        {"funding", list(payers.size(), [&](std::size_t f) {
           const PayerShare& payer = payers[f];
           return Json{{"source", payer.source}, {"label", text_json(payer.label)}, {"share", payer.share}};
         })}};
  }

  static Json change(const Scenario& scenario, const Reform& reform, bool shock) {
    const Model& model = *scenario.model;
    const Variable& input = variable_at(model, reform.input);
    const Change& change = reform.change;
    Json dates = Json::array();
    for (const DatedFigure& point : points_of(change, model)) dates.push_back({point.date, point.value});
    Text label = input.label.empty() ? Text(input.name, input.name) : input.label;
    const bool factor = change.verb == Change::Verb::multiply;
    if (factor) label = {label.zh + " ×", label.en + " ×"};
    if (change.verb == Change::Verb::add) label = {label.zh + " +", label.en + " +"};
    return {{"id", reform.id},
            {"title", text_json(reform.title)},
            {"label", text_json(label)},
            {"unit", unit_json(factor ? Text() : unit_texts(input.unit, scenario.prices))},
            {"source", text_json(reform.source)},
            {"dates", std::move(dates)},
            {"shock", shock}};
  }

  Json judgement(const std::string& scenario, const Judgement& judgement) const {
    Json json = {{"kind", name_of(judgement.kind)},
                 {"id", judgement.id},
                 {"label", text_json(judgement.label)},
                 {"condition", judgement.condition},
                 {"asked", judgement.asked},
                 {"broken", judgement.broken},
                 {"unknown", judgement.unknown},
                 {"margin", number_or_null((judgement.percent ? 100 : 1) * judgement.margin)},
                 {"unit", judgement.percent ? texts(words::percentage_points) : unit_json(judgement.unit)},
                 {"time", judgement.time},
                 {"place", place_json(judgement.elements, judgement.labels)}};
    if (Json chance = futures_.chance(scenario, judgement); !chance.is_null()) json["chance"] = std::move(chance);
    return json;
  }

  Json indicator(const FoundIndicator& found) {
    const Variable& variable = variable_at(model_, found.variable);
    Json json = {{"name", found.name},
                 {"label", text_json(found.label)},
                 {"unit", unit_json(found.unit)},
                 {"percent", found.percent ? Json(*found.percent) : Json(nullptr)},
                 {"format", name_of(found.indicator ? found.indicator->format : Indicator::Format::number)},
                 {"better", name_of(found.indicator ? found.indicator->better : Indicator::Better::neither)},
                 {"headline", found.headline},
                 {"part", text_json(found.part)},
                 {"joined", found.joined == Joined::not_at_all ? "none" : name_of(found.joined)},
                 {"dimensions", variable.dimensions},
                 {"values", packed(found.values)},
                 {"whole", packed(found.whole)},
                 {"ranks", found.ranks}};
    if (Json bands = futures_.bands(found); !bands.is_null()) json["bands"] = std::move(bands);
    if (Json paired = futures_.paired(found); !paired.is_null()) json["paired"] = std::move(paired);
    json["history"] = Json::array();
    for (const ObservedSeries& series : baseline_.history) {
      if (series.variable != found.variable) continue;
      json["history"].push_back(
          {{"source", text_json(series.source)}, {"values", list(series.values.size(), [&](std::size_t v) {
                                                    const ObservedSeries::Value& value = series.values[v];
                                                    return Json{value.cell, value.year, value.value};
                                                  })}});
    }
    return json;
  }

  Json factor(const FoundFactor& factor) const {
    const Text& unit = findings_.indicators[factor.links.front().indicator].unit;
    return {{"label", text_json(factor.what)},
            {"unit", unit_json(unit)},
            {"links", list(factor.links.size(), [&](std::size_t l) {
               const FoundFactor::Link& link = factor.links[l];
               return Json{{"indicator", link.indicator}, {"from", text_json(link.from)}, {"to", text_json(link.to)}};
             })}};
  }

  std::size_t scenario_called(const std::string& id) const {
    for (std::size_t s = 0; s < findings_.lanes.size(); ++s) {
      if (findings_.lanes[s].scenario->id == id) return s;
    }
    throw InternalError("an attribution to a scenario that is not there");
  }

  Json attribution(const AttributionResult& result) const {
    Json json = {{"from", scenario_called(result.from)}, {"to", scenario_called(result.to)}};
    json["items"] = list(result.items.size(), [&](std::size_t i) {
      const AttributedItem& item = result.items[i];
      return Json{{"id", item.id}, {"title", text_json(item.title)}, {"kind", name_of(item.kind)}};
    });
    json["method"] = result.method == SplitMethod::exact   ? "exact"
                     : result.method == SplitMethod::pairs ? "pairs"
                                                           : "orders";
    json["orders"] = result.orders;
    json["figures"] = Json::array();
    std::map<std::string, int> cells;  // figures of one indicator follow each other, cell by cell of the whole
    for (const AttributedFigure& figure : result.figures) {
      const auto found = std::find_if(findings_.indicators.begin(), findings_.indicators.end(),
                                      [&](const FoundIndicator& each) { return each.name == figure.name; });
      const int cell = cells[figure.name]++;
      if (found == findings_.indicators.end()) continue;
      json["figures"].push_back({{"indicator", found - findings_.indicators.begin()},
                                 {"cell", cell},
                                 {"from", number_or_null(figure.from)},
                                 {"to", number_or_null(figure.to)},
                                 {"parts", figure.parts},
                                 {"standard_errors", figure.standard_errors}});
    }
    return json;
  }

  Json indices() const {
    Json json;
    json["dispersion"] = list(findings_.dispersions.size(), [&](std::size_t d) {
      const Dispersion& dispersion = findings_.dispersions[d];
      Json parts = nullptr;
      if (findings_.grouped) {
        parts = {{"group", "type"},
                 {"within", packed(dispersion.within)},
                 {"between", packed(dispersion.between)},
                 {"overlap", packed(dispersion.overlap)}};
      }
      return Json{{"indicator", dispersion.indicator},   {"theil", packed(dispersion.theil)},
                  {"gini", packed(dispersion.gini)},     {"variation", packed(dispersion.variation)},
                  {"spread", packed(dispersion.spread)}, {"decomposition", std::move(parts)}};
    });
    json["topsis"] = nullptr;
    if (!findings_.ranking.scores.empty()) {
      json["topsis"] = {{"indicators", findings_.ranking.indicators},
                        {"weights", findings_.ranking.weights},
                        {"scores", packed(findings_.ranking.scores)}};
    }
    json["coupling"] = nullptr;
    for (std::size_t i = 0; i < findings_.indicators.size() && json["coupling"].is_null(); ++i) {
      const std::optional<Indicator>& indicator = findings_.indicators[i].indicator;
      if (!indicator || indicator->classes.empty()) continue;
      json["coupling"] = {
          {"indicator", i},
          {"classes", list(indicator->classes.size(), [&](std::size_t c) {
             return Json{{"from", indicator->classes[c].from}, {"label", text_json(indicator->classes[c].label)}};
           })}};
    }
    return json;
  }

  Json assumptions() const {
    Json json = Json::array();
    for (const Assumption& assumption : assumptions_of(baseline_)) {
      Json range = nullptr;
      if (assumption.range) range = {assumption.range->low, assumption.range->high};
      json.push_back({{"name", assumption.name},
                      {"label", text_json(assumption.label)},
                      {"unit", unit_json(assumption.unit)},
                      {"part", text_json(assumption.part)},
                      {"value", assumption.value()},
                      {"source", text_json(assumption.source)},
                      {"assumed", assumption.assumed},
                      {"range", std::move(range)},
                      {"set_by", assumption.set ? baseline_.id : ""}});
    }
    return json;
  }

  const Findings& findings_;
  const std::vector<FileHash>& inputs_;
  FuturesData futures_;
  const Scenario& baseline_;
  const Model& model_;
};

}  // namespace

std::string report_data(const Findings& findings, const std::vector<FileHash>& inputs, const Futures& futures) {
  return DataWriter(findings, inputs, futures).write().dump(-1, ' ', false, nlohmann::detail::error_handler_t::replace);
}

}  // namespace ronghe
