// A made-up city's borders, read beside the table of its counties.
#include "scenario/toy.hpp"

namespace ronghe {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::Toy;

// Three triangles beside each other, named by code and by label.
constexpr std::string_view toy_map = R"({"type": "FeatureCollection", "name": "made up", "features": [
  {"type": "Feature", "properties": {"place": "422801", "level": 3},
   "geometry": {"type": "Polygon", "coordinates": [[[109, 30], [110, 30], [110, 31, 420.5], [109, 30]]]}},
  {"type": "Feature", "properties": {"place": "建始县"},
   "geometry": {"type": "MultiPolygon", "coordinates": [[[[111, 30], [112, 30], [112, 31], [111, 30]]],
     [[[113, 30], [114, 30], [114, 31], [113, 30]], [[113.5, 30.2], [113.6, 30.2], [113.6, 30.3], [113.5, 30.2]]]]}},
  {"type": "Feature", "properties": {"place": "利川市"},
   "geometry": {"type": "Polygon", "coordinates": [[[110, 30], [111, 30], [111, 31], [110, 30]]]}}
]})";

class Maps : public Toy {
 protected:
  Maps() {
    std::string text(testing::toy_baseline);
    const std::string groups = "groups: [type]";
    text.replace(text.find(groups), groups.size(), groups + ", map: {file: borders/counties.geojson, id: place}");
    write("baseline.yaml", text);
    write("borders/counties.geojson", toy_map);
    write("plan.yaml", testing::plan(""));
  }

  // The map with one part of its text replaced.
  Outcome<Scenario> load_with(const std::string& part, const std::string& by) const {
    std::string text(toy_map);
    text.replace(text.find(part), part.size(), by);
    testing::write_text(path("borders/counties.geojson"), text);
    return load("plan.yaml");
  }
};

TEST_F(Maps, HoldTheBordersOfEachPlace) {
  const Outcome<Scenario> outcome = load("plan.yaml");
  ASSERT_TRUE(outcome) << render(outcome.diagnostics(), Language::english);
  EXPECT_THAT(outcome.diagnostics(), IsEmpty());
  const Scenario& scenario = outcome.value();
  ASSERT_THAT(scenario.maps, SizeIs(1));
  const PlaceMap& map = scenario.maps.front();
  EXPECT_EQ(map.dimension, scenario.model->find_dimension("county"));
  ASSERT_THAT(map.shapes, SizeIs(3));
  EXPECT_EQ(map.shapes[0].element, 0);
  EXPECT_EQ(map.shapes[1].element, 2);
  EXPECT_EQ(map.shapes[2].element, 1);
  EXPECT_EQ(map.shapes[0].polygons[0][0][2].y, 31);
  ASSERT_THAT(map.shapes[1].polygons, SizeIs(2));
  EXPECT_THAT(map.shapes[1].polygons[1], SizeIs(2)) << "a hole";
}

TEST_F(Maps, AreFilesOfTheScenario) {
  const Scenario scenario = load("plan.yaml").value();
  std::vector<std::string> names;
  for (const NamedText& table : scenario.tables) names.push_back(table.path);
  EXPECT_THAT(names, ElementsAre("counties.csv", "borders/counties.geojson"));
  EXPECT_THAT(scenario.resolved, HasSubstr("\"map\":{\"file\":\"borders/counties.geojson\",\"id\":\"place\"}"));
}

TEST_F(Maps, AreReadStrictly) {
  struct Case {
    std::string part, by, code;
  };
  const Case cases[] = {
      {"\"利川市\"", "\"利州市\"", "place.unknown"},
      {"\"利川市\"", "\"恩施市\"", "map.twice"},
      {"\"place\": \"利川市\"", "\"name\": \"利川市\"", "map.no_id"},
      {"FeatureCollection", "GeometryCollection", "map.malformed"},
      {"\"Polygon\"", "\"LineString\"", "map.malformed"},
      {"[109, 30]]", "[109, 29]]", "map.malformed"},
      {"[110, 31, 420.5]", "[110]", "map.malformed"},
      {"[110, 31, 420.5]", "[110, \"31\"]", "map.malformed"},
      {"[110, 31, 420.5]", "[110, 3100]", "map.not_degrees"},
      {"\"level\": 3", "\"level\" 3", "json.syntax"},
  };
  for (const auto& [part, by, code] : cases) {
    SCOPED_TRACE(by);
    const Outcome<Scenario> outcome = load_with(part, by);
    EXPECT_FALSE(outcome);
    ASSERT_THAT(outcome.diagnostics(), SizeIs(1));
    EXPECT_EQ(outcome.diagnostics().front().code, code);
    EXPECT_THAT(outcome.diagnostics().front().span.source->name(), HasSubstr("counties.geojson"));
  }
}

TEST_F(Maps, MayLackAPlaceAndSaySo) {
  std::string text(toy_map);
  text.erase(text.rfind(",\n  {"), text.rfind("]]]}}") + 5 - text.rfind(",\n  {"));
  testing::write_text(path("borders/counties.geojson"), text);
  const Outcome<Scenario> outcome = load("plan.yaml");
  ASSERT_TRUE(outcome) << render(outcome.diagnostics(), Language::english);
  EXPECT_THAT(render(outcome.diagnostics(), Language::english), HasSubstr("no feature for 利川市 (422802)"));
  EXPECT_THAT(outcome.value().maps.front().shapes, SizeIs(2));
}

TEST_F(Maps, MustBeSmallBecauseReportsCarryThem) {
  testing::write_text(path("borders/counties.geojson"), std::string(toy_map) + std::string(1U << 20U, ' '));
  EXPECT_THAT(render(load("plan.yaml").diagnostics(), Language::english), HasSubstr("error[map.too_large]"));
}

}  // namespace
}  // namespace ronghe
