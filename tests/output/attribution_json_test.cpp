#include "ronghe/output.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ronghe {
namespace {

using Json = nlohmann::ordered_json;

TEST(AttributionJson, HasItemsPartsAndInteractions) {
  AttributionResult split;
  split.from = "a";
  split.to = "b";
  split.items = {{"schools", {"学校", "Schools"}, AttributedItem::Kind::added},
                 {"cost", {}, AttributedItem::Kind::parameter}};
  split.lanes = 4;
  AttributedFigure figure;
  figure.name = "gap";
  figure.dimensions = {"county", "service"};
  figure.elements = {"", "health"};
  figure.joined = Joined::mean;
  figure.time = 2035;
  figure.from = 3;
  figure.to = 1;
  figure.parts = {-1.5, -0.5};
  figure.standard_errors = {0, 0};
  figure.interactions = {{0, 1, 0.25}};
  split.figures = {figure};
  const Json json = Json::parse(attribution_json(split));
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"from", "to", "method", "items", "figures"}));
  EXPECT_EQ(json["items"][1]["kind"], "parameter");
  EXPECT_EQ(json["figures"][0]["joined"], "mean");
  EXPECT_EQ(json["figures"][0]["place"], Json::parse(R"({"service": "health"})"));
  EXPECT_EQ(json["figures"][0]["difference"], -2.0);
  EXPECT_EQ(json["figures"][0]["parts"]["cost"], Json::parse(R"({"part": -0.5, "standard_error": 0.0})"));
  EXPECT_EQ(json["figures"][0]["interactions"][0], Json::parse(R"({"items": ["schools", "cost"], "value": 0.25})"));
}

}  // namespace
}  // namespace ronghe
