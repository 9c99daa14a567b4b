#include "report/futures_data.hpp"

#include "output/ensemble_figures.hpp"
#include "output/parts.hpp"
#include "report/page.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <numeric>

#include <fmt/format.h>

namespace ronghe {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
// A page has to stay small enough to be mailed: 300 KB of ranges of single places, the first indicators before others.
constexpr std::size_t most_numbers = 55'000;
constexpr std::size_t most_keys = 10;
constexpr std::size_t most_failures = 5;

Json list(std::size_t size, const auto& item) {
  Json json = Json::array();
  for (std::size_t i = 0; i < size; ++i) json.push_back(item(i));
  return json;
}

Json texts(const auto& text_in) { return text_json({text_in(Language::chinese), text_in(Language::english)}); }

// All of them, or the outermost and those nearest to the quarters.
std::vector<std::size_t> chosen_quantiles(const std::vector<double>& quantiles) {
  std::vector<std::size_t> chosen(quantiles.size());
  std::iota(chosen.begin(), chosen.end(), std::size_t{0});
  if (quantiles.size() <= 5) return chosen;
  chosen.clear();
  for (const double wanted : {quantiles.front(), 0.25, 0.5, 0.75, quantiles.back()}) {
    const auto nearest = std::min_element(quantiles.begin(), quantiles.end(), [&](double a, double b) {
      return std::abs(a - wanted) < std::abs(b - wanted);
    });
    const auto at = static_cast<std::size_t>(nearest - quantiles.begin());
    if (chosen.empty() || chosen.back() != at) chosen.push_back(at);
  }
  return chosen;
}

// An estimate, which six figures tell more than well enough.
Json estimate(double value) {
  return number_or_null(std::isfinite(value) ? std::stod(fmt::format("{:.6g}", value)) : value);
}

// Without the words that make it an error or a warning of a command.
std::string note_text(const Diagnostic& note, Language language) {
  std::string text = render(note, language);
  const std::size_t head = text.find("]: ");
  if (head != std::string::npos) text.erase(0, head + 3);
  std::replace(text.begin(), text.end(), '\n', ' ');
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace

FuturesData::FuturesData(const Findings& findings, const Futures& futures)
    : findings_(findings), futures_(futures), room_(most_numbers) {
  if (futures.ensemble == nullptr) return;
  const EnsembleResult& ensemble = *futures.ensemble;
  for (const Lane& lane : findings.lanes) {
    const auto found = std::find_if(ensemble.scenarios.begin(), ensemble.scenarios.end(),
                                    [&](const Scenario* each) { return each->id == lane.scenario->id; });
    scenarios_.push_back(static_cast<std::size_t>(found - ensemble.scenarios.begin()));
  }
  for (const double time : findings.times) {
    const auto found = std::find(ensemble.times.begin(), ensemble.times.end(), time);
    times_.push_back(static_cast<std::size_t>(found - ensemble.times.begin()));
  }
  quantiles_ = chosen_quantiles(ensemble.quantiles);
}

const EnsembleVariable* FuturesData::variable_called(const std::string& name) const {
  if (futures_.ensemble == nullptr) return nullptr;
  for (const EnsembleVariable& variable : futures_.ensemble->variables) {
    if (variable.name == name) return &variable;
  }
  return nullptr;
}

std::size_t FuturesData::scenario_called(const std::string& id) const {
  std::size_t s = 0;
  while (s < findings_.lanes.size() && findings_.lanes[s].scenario->id != id) ++s;
  return s;
}

// [scenario][cell][quantile][time] as base64 of little-endian float32: a range is drawn, not reckoned with.
std::string FuturesData::packed(const EnsembleFigures& figures, const std::vector<std::size_t>& quantiles,
                                bool differences) const {
  static_assert(std::endian::native == std::endian::little, "values are packed as they lie in memory");
  const EnsembleResult& ensemble = *futures_.ensemble;
  const FigureReader reader(ensemble, figures);
  std::vector<float> values;
  for (const std::size_t s : scenarios_) {
    for (std::size_t c = 0; c < reader.cells(); ++c) {
      for (const std::size_t q : quantiles) {
        for (const std::size_t t : times_) {
          const bool there = s < ensemble.scenarios.size() && t < ensemble.times.size();
          const double value = !there        ? missing
                               : differences ? reader.difference(s, c, q, t)
                                             : reader.quantile(s, c, q, t);
          values.push_back(static_cast<float>(value));
        }
      }
    }
  }
  std::string bytes(values.size() * sizeof(float), '\0');
  if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return base64(bytes);
}

Json FuturesData::bands(const FoundIndicator& indicator) {
  const EnsembleVariable* variable = indicator.headline ? variable_called(indicator.name) : nullptr;
  if (variable == nullptr || quantiles_.empty()) return nullptr;
  const std::vector<std::size_t> ends = {quantiles_.front(), quantiles_.back()};
  const std::size_t numbers = scenarios_.size() * variable->cells.labels.size() * ends.size() * times_.size();
  const bool places = indicator.joined != Joined::not_at_all && numbers <= room_;
  if (places) room_ -= numbers;
  const std::vector<double>& all = futures_.ensemble->quantiles;
  return {{"quantiles", list(quantiles_.size(), [&](std::size_t q) { return Json(all[quantiles_[q]]); })},
          {"values", places ? packed(variable->cells, ends, false) : ""},
          {"whole", packed(variable->whole, quantiles_, false)}};
}

Json FuturesData::paired(const FoundIndicator& indicator) const {
  const EnsembleVariable* variable = indicator.headline ? variable_called(indicator.name) : nullptr;
  if (variable == nullptr || quantiles_.empty()) return nullptr;
  const EnsembleResult& ensemble = *futures_.ensemble;
  const FigureReader reader(ensemble, variable->whole);
  return {
      {"quantiles", list(quantiles_.size(), [&](std::size_t q) { return Json(ensemble.quantiles[quantiles_[q]]); })},
      {"whole", packed(variable->whole, quantiles_, true)},
      {"better", list(reader.cells(), [&](std::size_t c) {
         return list(scenarios_.size(), [&](std::size_t s) {
           const bool there = scenarios_[s] < ensemble.scenarios.size() && s != findings_.baseline;
           return number_or_null(there ? reader.better(scenarios_[s], c, ensemble.times.size() - 1) : missing);
         });
       })}};
}

Json FuturesData::chance(const std::string& scenario, const Judgement& judgement) const {
  if (futures_.ensemble == nullptr) return nullptr;
  const EnsembleResult& ensemble = *futures_.ensemble;
  for (std::size_t s = 0; s < ensemble.scenarios.size(); ++s) {
    if (ensemble.scenarios[s]->id != scenario) continue;
    for (const EnsembleSentence& sentence : ensemble.sentences) {
      const std::optional<Chance>& chance = sentence.chances[s];
      if (sentence.kind != judgement.kind || sentence.id != judgement.id || !chance) continue;
      return {{"value", number_or_null(chance->value)},
              {"standard_error", number_or_null(chance->standard_error)},
              {"members", chance->members}};
    }
  }
  return nullptr;
}

Json FuturesData::robustness() const {
  const EnsembleResult& ensemble = *futures_.ensemble;
  Json rows = Json::array();
  for (std::size_t i = 0; i < findings_.indicators.size(); ++i) {
    const FoundIndicator& indicator = findings_.indicators[i];
    const EnsembleVariable* variable = indicator.headline ? variable_called(indicator.name) : nullptr;
    if (variable == nullptr || variable->robustness.empty()) continue;
    for (std::size_t c = 0; c < variable->whole.labels.size(); ++c) {
      const auto all = [&](double Robustness::*of) {
        return list(scenarios_.size(), [&](std::size_t s) {
          const bool there = scenarios_[s] < ensemble.scenarios.size();
          return number_or_null(there ? robustness_at(ensemble, *variable, c, scenarios_[s])->*of : missing);
        });
      };
      rows.push_back({{"indicator", i},
                      {"cell", c},
                      {"regret_90", all(&Robustness::regret_90)},
                      {"regret_max", all(&Robustness::regret_max)},
                      {"satisficing", all(&Robustness::satisficing)},
                      {"worst", all(&Robustness::worst)}});
    }
  }
  return rows;
}

Json FuturesData::sensitivity(const SensitivityResult& sensitivity) const {
  const bool shares = sensitivity.method == Sensitivity::Method::sobol;
  const auto size = [&](const SensitivityFigure& figure, std::size_t k) {
    return shares ? figure.shares[k].total : figure.effects[k].mean_absolute;
  };
  std::vector<std::size_t> told;  // keys that some figure names, in order
  const auto index_of = [&](std::size_t key) {
    const auto at = static_cast<std::size_t>(std::find(told.begin(), told.end(), key) - told.begin());
    if (at == told.size()) told.push_back(key);
    return at;
  };
  Json figures = Json::array();
  for (const SensitivityFigure& figure : sensitivity.figures) {
    if (!figure.joined) continue;  // single places stand in the tables
    const EnsembleVariable& variable = sensitivity.variables[figure.variable];
    const auto cell = static_cast<std::size_t>(figure.cell);
    const Text beside = cell < variable.whole.labels.size() ? variable.whole.labels[cell] : Text();
    std::vector<std::size_t> order(sensitivity.keys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return size(figure, a) > size(figure, b); });
    order.resize(std::min(order.size(), most_keys));
    const double least = order.empty() ? 0 : 0.01 * size(figure, order.front());  // what moves less is not worth a line
    while (!order.empty() && size(figure, order.back()) < least) order.pop_back();
    figures.push_back(
        {{"name", variable.name},
         {"label", texts([&](Language language) {
            const std::string& place = beside.in(language);
            return label_or_name(variable.label, variable.name, language) + (place.empty() ? "" : " · " + place);
          })},
         {"unit", text_json(variable.unit.en == "1" ? Text() : variable.unit)},
         {"percent", variable.percent ? Json(*variable.percent) : Json(nullptr)},
         {"format", name_of(variable.indicator ? variable.indicator->format : Indicator::Format::number)},
         {"better", name_of(variable.indicator ? variable.indicator->better : Indicator::Better::neither)},
         {"time", figure.time},
         {"mean", number_or_null(figure.mean)},
         {"deviation", number_or_null(figure.deviation)},
         {"keys", list(order.size(), [&](std::size_t o) {
            const std::size_t k = order[o];
            const double low = shares ? figure.shares[k].total_low : figure.effects[k].low;
            const double high = shares ? figure.shares[k].total_high : figure.effects[k].high;
            return Json{{"key", index_of(k)},
                        {"size", estimate(size(figure, k))},
                        {"size_low", estimate(low)},
                        {"size_high", estimate(high)},
                        {"other", estimate(shares ? figure.shares[k].first : figure.effects[k].deviation)},
                        {"at_low", estimate(figure.low[k])},
                        {"at_high", estimate(figure.high[k])}};
          })}});
  }
  return {{"scenario", scenario_called(sensitivity.scenario->id)},
          {"method", shares ? "sobol" : "morris"},
          {"members", sensitivity.members},
          {"failed", sensitivity.failed},
          {"keys", list(told.size(),
                        [&](std::size_t t) {
                          const EnsembleKey& key = sensitivity.keys[told[t]];
                          return Json{{"name", key.name}, {"label", text_json(key.label)}};
                        })},
          {"figures", std::move(figures)}};
}

Json FuturesData::discovery(const DiscoveryResult& discovery) const {
  const auto side = [](const std::optional<double>& value) { return value ? number_or_null(*value) : Json(nullptr); };
  return {{"scenario", scenario_called(discovery.scenario->id)},
          {"kind", name_of(discovery.sentence.kind)},
          {"id", discovery.sentence.id},
          {"label", text_json(discovery.sentence.label)},
          {"members", discovery.members},
          {"missed", discovery.missed},
          {"boxes", list(discovery.boxes.size(), [&](std::size_t b) {
             const DiscoveredBox& found = discovery.boxes[b];
             return Json{{"limits", list(found.limits.size(),
                                         [&](std::size_t l) {
                                           const DiscoveredBox::Limit& limit = found.limits[l];
                                           const EnsembleKey& key = discovery.keys[limit.key];
                                           return Json{{"name", key.name},
                                                       {"label", text_json(key.label)},
                                                       {"unit", text_json(key.unit.en == "1" ? Text() : key.unit)},
                                                       {"source", text_json(key.source)},
                                                       {"above", side(limit.above)},
                                                       {"below", side(limit.below)}};
                                         })},
                         {"members", found.box.members},
                         {"missed", found.box.cases},
                         {"coverage", number_or_null(found.box.coverage)},
                         {"density", number_or_null(found.box.density)}};
           })}};
}

Json FuturesData::futures() const {
  if (futures_.ensemble == nullptr && futures_.sensitivities.empty() && futures_.discoveries.empty()) return nullptr;
  Json json;
  json["ensemble"] = nullptr;
  if (futures_.ensemble != nullptr) {
    const EnsembleResult& ensemble = *futures_.ensemble;
    std::vector<long long> failed(findings_.lanes.size());
    for (std::size_t of = 0; of < ensemble.scenarios.size(); ++of) {
      const std::size_t s = scenario_called(ensemble.scenarios[of]->id);
      if (s < failed.size()) failed[s] = ensemble.failed_in(of);
    }
    std::vector<std::size_t> told(failed.size());
    Json failures = Json::array();
    for (const EnsembleFailure& failure : ensemble.failures) {
      const Scenario& scenario = *ensemble.scenarios[failure.scenario];
      const std::size_t s = scenario_called(scenario.id);
      if (s == told.size() || ++told[s] > most_failures) continue;
      failures.push_back({{"scenario", s}, {"text", texts([&](Language language) {
                                              return future_failure_text(scenario, failure.failure, language);
                                            })}});
    }
    json["ensemble"] = {
        {"members", ensemble.members},
        {"design", name_of(ensemble.design.kind)},
        {"seed", std::to_string(ensemble.design.seed)},
        {"keys", ensemble.keys.size()},
        {"failed", failed},
        {"failures", std::move(failures)},
        {"notes", list(ensemble.notes.size(),
                       [&](std::size_t n) {
                         return texts([&](Language language) { return note_text(ensemble.notes[n], language); });
                       })},
        {"robustness", robustness()},
    };
  }
  // Of scenarios that the report does not have nothing is told.
  json["sensitivities"] = Json::array();
  for (const SensitivityResult* each : futures_.sensitivities) {
    if (scenario_called(each->scenario->id) < findings_.lanes.size())
      json["sensitivities"].push_back(sensitivity(*each));
  }
  json["discoveries"] = Json::array();
  for (const DiscoveryResult* each : futures_.discoveries) {
    if (scenario_called(each->scenario->id) < findings_.lanes.size()) json["discoveries"].push_back(discovery(*each));
  }
  return json;
}

}  // namespace ronghe
