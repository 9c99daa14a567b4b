// A map is drawn as it stands: nothing is simplified, projected or mended. So it must be small, in degrees, and name
// one place with each feature.
#include "scenario/maps.hpp"

#include "diagnostics/catalogue.hpp"
#include "scenario/places.hpp"
#include "scenario/table_rows.hpp"
#include "syntax/number.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace ronghe {
namespace {

// [bytes] A report carries its map, so that mails and browsers bear it.
constexpr std::size_t largest_map = std::size_t{1} << 20;

constexpr Phrase no_collection = {"it begins with `{\"type\": \"FeatureCollection\", \"features\": [`",
                                  "应以 `{\"type\": \"FeatureCollection\", \"features\": [` 开头"};
constexpr Phrase no_feature = {"a feature has `\"type\": \"Feature\"`, `properties` and a `geometry`",
                               "要素须有 `\"type\": \"Feature\"`、`properties` 和 `geometry`"};
constexpr Phrase no_polygon = {"a place is a `Polygon` or a `MultiPolygon` with its `coordinates`",
                               "地点须为 `Polygon` 或 `MultiPolygon`，并有 `coordinates`"};
constexpr Phrase no_polygon_list = {"a polygon is a list of rings, its outline first", "多边形须为环的列表，外环在前"};
constexpr Phrase no_ring = {"a ring has at least four points, the last one equal to the first",
                            "环至少有四个点，且首尾相同"};
constexpr Phrase no_point = {"a point is `[longitude, latitude]`", "点须写作 `[经度, 纬度]`"};

bool says(const Node& node, std::string_view key, std::string_view word) {
  const Node* value = node.find(key);
  return value != nullptr && value->is_scalar() && value->text == word;
}

// Reads the file of one dimension. What is wrong with a feature is told once and leaves the feature out.
class MapReader {
 public:
  MapReader(const Dimension& dimension, const Node& id, Diagnostics& diagnostics)
      : dimension_(dimension), id_(id), diagnostics_(diagnostics) {}

  std::vector<PlaceMap::Shape> read(const Node& root) {
    const Node* features = root.find("features");
    if (!says(root, "type", "FeatureCollection") || features == nullptr || !features->is_sequence()) {
      malformed(no_collection, start_of(root));
      return {};
    }
    std::vector<PlaceMap::Shape> shapes;
    for (const Node& feature : features->items) {
      const std::optional<int> element = read_element_of(feature);
      std::optional<std::vector<PlaceMap::Polygon>> polygons = read_geometry(feature);
      if (element && polygons) shapes.push_back({*element, std::move(*polygons)});
    }
    return shapes;
  }

  // Elements that no feature names.
  std::vector<std::string> missing() const {
    std::vector<std::string> names;
    for (int e = 0; e < dimension_.size(); ++e) {
      const bool there = std::any_of(named_.begin(), named_.end(), [&](const auto& named) { return named.first == e; });
      if (!there) names.push_back(shown(dimension_.elements[static_cast<std::size_t>(e)]));
    }
    return names;
  }

 private:
  // A file is told by its beginning, not by all of its lines.
  static Span start_of(const Node& node) { return {node.span.source, node.span.begin, node.span.begin + 1}; }

  void malformed(const Phrase& expected, const Span& span) {
    diagnostics_.error("map.malformed", span, {{"expected", Text(std::string(expected.zh), std::string(expected.en))}});
  }

  std::optional<int> read_element_of(const Node& feature) {
    const Node* properties = feature.find("properties");
    if (!says(feature, "type", "Feature") || properties == nullptr || !properties->is_mapping()) {
      malformed(no_feature, start_of(feature));
      return std::nullopt;
    }
    const Node* name = properties->find(id_.text);
    if (name == nullptr || !name->is_scalar()) {
      std::vector<std::string> names;
      for (const Entry& entry : properties->entries) names.push_back(entry.key.text);
      Words words = {{"name", id_.text}};
      if (const auto nearest = nearest_name(id_.text, names)) words.emplace_back("nearest", *nearest);
      if (!names.empty()) words.emplace_back("properties", listed(names));
      // Of features without it the first is enough: they come from one program.
      if (!told_no_id_) diagnostics_.error("map.no_id", start_of(*properties), std::move(words), id_.span);
      told_no_id_ = true;
      return std::nullopt;
    }
    const std::optional<int> element = read_element(dimension_, name->text, name->span, diagnostics_);
    if (!element) return std::nullopt;
    for (const auto& [before, span] : named_) {
      if (before != *element) continue;
      const Element& twice = dimension_.elements[static_cast<std::size_t>(*element)];
      diagnostics_.error("map.twice", name->span, {{"name", shown(twice)}}, span);
      return std::nullopt;
    }
    named_.emplace_back(*element, name->span);
    return element;
  }

  std::optional<std::vector<PlaceMap::Polygon>> read_geometry(const Node& feature) {
    const Node* geometry = feature.find("geometry");
    const Node* coordinates = geometry == nullptr ? nullptr : geometry->find("coordinates");
    if (!feature.is_mapping()) return std::nullopt;  // told with its properties
    const bool one = geometry != nullptr && says(*geometry, "type", "Polygon");
    const bool several = geometry != nullptr && says(*geometry, "type", "MultiPolygon");
    if ((!one && !several) || coordinates == nullptr || !coordinates->is_sequence()) {
      malformed(no_polygon, start_of(geometry == nullptr ? feature : *geometry));
      return std::nullopt;
    }
    std::vector<PlaceMap::Polygon> polygons;
    const auto add = [&](const Node& polygon) {
      std::optional<PlaceMap::Polygon> read = read_polygon(polygon);
      if (read) polygons.push_back(std::move(*read));
      return read.has_value();
    };
    bool good = true;
    if (one) good = add(*coordinates);
    if (several) good = std::all_of(coordinates->items.begin(), coordinates->items.end(), add);
    return good ? std::optional(std::move(polygons)) : std::nullopt;
  }

  std::optional<PlaceMap::Polygon> read_polygon(const Node& node) {
    if (!node.is_sequence() || node.items.empty()) {
      malformed(no_polygon_list, start_of(node));
      return std::nullopt;
    }
    PlaceMap::Polygon polygon;
    for (const Node& item : node.items) {
      PlaceMap::Ring ring;
      for (const Node& at : item.items) {
        const std::optional<PlaceMap::Point> point = read_point(at);
        if (!point) return std::nullopt;
        ring.push_back(*point);
      }
      if (ring.size() < 4 || ring.front().x != ring.back().x || ring.front().y != ring.back().y) {
        malformed(no_ring, start_of(item));
        return std::nullopt;
      }
      polygon.push_back(std::move(ring));
    }
    return polygon;
  }

  // A height above the sea may follow; it is not drawn.
  std::optional<PlaceMap::Point> read_point(const Node& node) {
    const auto number = [&](std::size_t i) {
      const bool there = i < node.items.size() && node.items[i].is_scalar() && !node.items[i].quoted;
      return there ? parse_number(node.items[i].text) : std::nullopt;
    };
    const std::optional<double> x = number(0);
    const std::optional<double> y = number(1);
    if (!x || !y) {
      malformed(no_point, start_of(node));
      return std::nullopt;
    }
    if (std::abs(*x) > 180 || std::abs(*y) > 90) {
      if (!told_no_degrees_) diagnostics_.error("map.not_degrees", node.span);
      told_no_degrees_ = true;
      return std::nullopt;
    }
    return PlaceMap::Point{*x, *y};
  }

  const Dimension& dimension_;
  const Node& id_;  // the property that names an element
  Diagnostics& diagnostics_;
  std::vector<std::pair<int, Span>> named_;  // elements, and where
  bool told_no_id_ = false;
  bool told_no_degrees_ = false;
};

// The dimension that `key` of `data` gives elements to, or -1.
int dimension_of(const std::string& key, const Model& model) {
  for (const std::string& name : dimensions_called(key)) {
    for (std::size_t d = 0; d < model.dimensions.size(); ++d) {
      const Dimension& dimension = model.dimensions[d];
      if (dimension.name == name && dimension.from_data && dimension.parent < 0) return static_cast<int>(d);
    }
  }
  return -1;
}

std::optional<PlaceMap> read_map(const Entry& entry, const Node& map, const Model& model, Files& files,
                                 Diagnostics& diagnostics) {
  const int dimension = dimension_of(entry.key.text, model);
  const Node* file = map.find("file");
  const Node* id = map.find("id");
  if (dimension < 0 || file == nullptr || id == nullptr || !id->is_scalar()) return std::nullopt;  // reported before
  const Node* root = files.json(*file, diagnostics);
  if (root == nullptr) return std::nullopt;
  if (root->span.source->text().size() > largest_map) {
    diagnostics.error("map.too_large", file->span, {{"file", file->text}, {"limit", "1 MiB"}});
    return std::nullopt;
  }
  MapReader reader(model.dimensions[static_cast<std::size_t>(dimension)], *id, diagnostics);
  const std::size_t before = diagnostics.items().size();
  PlaceMap read{dimension, reader.read(*root)};
  // A misspelt name leaves its own place without a feature: that is one mistake.
  const std::vector<std::string> missing = reader.missing();
  if (diagnostics.items().size() == before && !missing.empty()) {
    diagnostics.warning("map.incomplete", file->span, {{"places", listed(missing)}});
  }
  return read;
}

}  // namespace

std::vector<PlaceMap> read_maps(const Node* data, const Model& model, Files& files, Diagnostics& diagnostics) {
  std::vector<PlaceMap> maps;
  if (data == nullptr) return maps;
  for (const Entry& entry : data->entries) {
    const Node* map = entry.value.find("map");
    if (map == nullptr || entry.key.text == "inputs" || !map->is_mapping()) continue;
    if (auto read = read_map(entry, *map, model, files, diagnostics)) maps.push_back(std::move(*read));
  }
  return maps;
}

}  // namespace ronghe
