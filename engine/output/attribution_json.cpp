#include "output/parts.hpp"
#include "ronghe/output.hpp"

namespace ronghe {
namespace {

Json figure_json(const AttributionResult& attribution, const AttributedFigure& figure) {
  std::vector<std::string> dimensions;
  std::vector<std::string> elements;
  for (std::size_t d = 0; d < figure.elements.size(); ++d) {
    if (figure.elements[d].empty()) continue;
    dimensions.push_back(figure.dimensions[d]);
    elements.push_back(figure.elements[d]);
  }
  Json json = heading_json(figure);
  json["joined"] = elements.size() == figure.elements.size() ? "value" : name_of(figure.joined);
  json["place"] = place_json(dimensions, elements);
  json["time"] = figure.time;
  json["from"] = figure.from;
  json["to"] = figure.to;
  json["difference"] = figure.to - figure.from;
  json["parts"] = Json::object();
  for (std::size_t i = 0; i < attribution.items.size(); ++i) {
    json["parts"][attribution.items[i].id] = {{"part", figure.parts[i]}, {"standard_error", figure.standard_errors[i]}};
  }
  json["interactions"] = Json::array();
  for (const Interaction& interaction : figure.interactions) {
    json["interactions"].push_back(
        {{"items", {attribution.items[interaction.first].id, attribution.items[interaction.second].id}},
         {"value", interaction.value}});
  }
  return json;
}

const char* method_of(const AttributionResult& attribution) {
  switch (attribution.method) {
    case SplitMethod::exact:
      return "Shapley value, exact";
    case SplitMethod::orders:
      return "Shapley value, sampled orders";
    case SplitMethod::pairs:
      return "Shapley value, single items and pairs";
  }
  throw InternalError("parts that were found in no way");
}

}  // namespace

std::string attribution_json(const AttributionResult& attribution) {
  Json json;
  json["from"] = {{"id", attribution.from}, {"title", text_json(attribution.from_title)}};
  json["to"] = {{"id", attribution.to}, {"title", text_json(attribution.to_title)}};
  json["method"] = {{"parts", method_of(attribution)},
                    {"orders", attribution.orders},
                    {"interactions", "v(ij) - v(i) - v(j) + v(none)"},
                    {"lanes", attribution.lanes}};
  json["items"] = Json::array();
  for (const AttributedItem& item : attribution.items) {
    json["items"].push_back({{"id", item.id}, {"title", text_json(item.title)}, {"kind", name_of(item.kind)}});
  }
  json["figures"] = Json::array();
  for (const AttributedFigure& figure : attribution.figures) {
    json["figures"].push_back(figure_json(attribution, figure));
  }
  return dump(json);
}

}  // namespace ronghe
