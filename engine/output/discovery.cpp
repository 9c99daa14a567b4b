// In which futures a target is missed, as JSON and as a table.
#include "analysis/columns.hpp"
#include "output/ensemble_parts.hpp"
#include "ronghe/output.hpp"

namespace ronghe {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

Json side(const std::optional<double>& value) { return value ? number_or_null(*value) : Json(nullptr); }

}  // namespace

std::string discovery_json(const DiscoveryResult& discovery) {
  Json json;
  json["scenario"] = discovery.scenario->id;
  json["sentence"] = sentence_json(discovery.sentence);
  json["members"] = discovery.members;
  json["missed"] = discovery.missed;
  json["keys"] = keys_json(discovery.keys, *discovery.scenario->model);
  json["boxes"] = Json::array();
  for (const DiscoveredBox& found : discovery.boxes) {
    Json limits = Json::array();
    for (const DiscoveredBox::Limit& limit : found.limits) {
      limits.push_back({{"key", discovery.keys[limit.key].name},
                        {"above", side(limit.above)},
                        {"below", side(limit.below)},
                        {"quasi_p", number_or_null(limit.quasi_p)}});
    }
    json["boxes"].push_back({{"limits", std::move(limits)},
                             {"members", found.box.members},
                             {"missed", found.box.cases},
                             {"coverage", number_or_null(found.box.coverage)},
                             {"density", number_or_null(found.box.density)}});
  }
  return dump(json);
}

ResultTable discovery_table(const DiscoveryResult& discovery) {
  ResultTable table;
  WordColumn scenario("scenario", 0);
  WordColumn sentence("sentence", 0);
  ResultColumn box = number_column("box", 0);
  WordColumn key("key", 0);
  ResultColumn above = number_column("above", 0);
  ResultColumn below = number_column("below", 0);
  WordColumn unit("unit", 0);
  ResultColumn quasi_p = number_column("quasi_p", 0);
  ResultColumn members = number_column("box_members", 0);
  ResultColumn missed = number_column("box_missed", 0);
  ResultColumn coverage = number_column("coverage", 0);
  ResultColumn density = number_column("density", 0);
  for (std::size_t b = 0; b < discovery.boxes.size(); ++b) {
    const DiscoveredBox& found = discovery.boxes[b];
    for (const DiscoveredBox::Limit& limit : found.limits) {
      scenario.add(scenario.code(discovery.scenario->id), 1);
      sentence.add(sentence.code(discovery.sentence.id), 1);
      box.numbers.push_back(static_cast<double>(b + 1));
      key.add(key.code(discovery.keys[limit.key].name), 1);
      above.numbers.push_back(limit.above.value_or(missing));
      below.numbers.push_back(limit.below.value_or(missing));
      unit.add(unit.code(discovery.keys[limit.key].unit.en), 1);
      quasi_p.numbers.push_back(limit.quasi_p);
      members.numbers.push_back(static_cast<double>(found.box.members));
      missed.numbers.push_back(static_cast<double>(found.box.cases));
      coverage.numbers.push_back(found.box.coverage);
      density.numbers.push_back(found.box.density);
      ++table.rows;
    }
  }
  table.columns = {scenario.take(),    sentence.take(),   std::move(box),      key.take(),
                   std::move(above),   std::move(below),  unit.take(),         std::move(quasi_p),
                   std::move(members), std::move(missed), std::move(coverage), std::move(density)};
  return table;
}

}  // namespace ronghe
