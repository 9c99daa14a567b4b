// The format stands once, in the table of keys: reader, schema and reference page agree with it, and an independent
// validator takes the schema at its word.
#include "ronghe/report.hpp"
#include "ronghe/scenario.hpp"
#include "running/run_program.hpp"
#include "scenario/keys.hpp"
#include "syntax/number.hpp"
#include "syntax/read_yaml.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace ronghe {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Below = ScenarioKey::Below;
using ::testing::HasSubstr;
using testing::read_text;

const fs::path root = RONGHE_SOURCE_DIR;

// --- the table and the schema
// -----------------------------------------------------------------------------------------

// The part of a schema that describes a mapping: itself, the items of a list, or one of several forms.
const Json& object_in(const Json& schema) {
  if (schema.contains("properties")) return schema;
  if (schema.contains("items")) return object_in(schema["items"]);
  if (!schema.contains("anyOf")) return schema;
  for (const Json& form : schema["anyOf"]) {
    if (form.contains("properties")) return object_in(form);
  }
  return schema;
}

void expect_same_keys(const KeyTable& table, const Json& schema, const std::string& place) {
  SCOPED_TRACE(place);
  std::set<std::string> in_table;
  for (const ScenarioKey& key : table.keys) in_table.emplace(key.name);
  std::set<std::string> in_schema;
  for (const auto& property : schema["properties"].items()) in_schema.insert(property.key());
  EXPECT_EQ(in_table, in_schema);
  for (const ScenarioKey& key : table.keys) {
    const std::string name(key.name);
    if (!schema["properties"].contains(name)) continue;
    const Json& below = schema["properties"][name];
    EXPECT_THAT(below.value("description", ""), HasSubstr(std::string(key.help.en)));
    EXPECT_THAT(below.value("description", ""), HasSubstr(std::string(key.help.zh)));
    if (key.table == nullptr) continue;
    const Json* part = &below;
    if (part->contains("anyOf")) part = &(*part)["anyOf"].back();
    expect_same_keys(*key.table, object_in(*part), fmt::format("{}.{}", place, name));
  }
  if (table.others != nullptr) {
    expect_same_keys(*table.others, schema["additionalProperties"], place + ".…");
  } else {
    EXPECT_EQ(schema["additionalProperties"], false);
  }
}

TEST(Schema, HasTheKeysOfTheTableAndNoOthers) {
  expect_same_keys(scenario_keys(), Json::parse(scenario_schema(nullptr)), "");
}

// --- the table and the reader
// -----------------------------------------------------------------------------------------

// A mapping with every key of a table, and `extra` in each that has no names of the user's. Values are of no matter.
std::string every_key(const KeyTable& table, const std::string& extra, int& mappings) {
  std::string text = "{";
  for (const ScenarioKey& key : table.keys) {
    std::string value = "1";
    if (key.below != Below::nothing) value = every_key(*key.table, extra, mappings);
    const bool list = key.below == Below::items || key.kind == Key::Kind::sequence;
    if (list) value = fmt::format("[{}]", value);
    if (key.kind == Key::Kind::mapping && key.below == Below::nothing) value = "{a: 1}";
    text += fmt::format("{}{}: {}", text.size() > 1 ? ", " : "", key.name, value);
  }
  if (table.others != nullptr) {
    text += (text.size() > 1 ? ", " : "") + std::string("any: ") + every_key(*table.others, extra, mappings);
  } else {
    ++mappings;
    text += extra;
  }
  return text + "}";
}

int unknown_keys(const std::string& text) {
  const Outcome<Node> tree = read_yaml(std::make_shared<const Source>("every.yaml", text + "\n"));
  Diagnostics diagnostics;
  check_keys_of_file(tree.value(), diagnostics);
  const auto& items = diagnostics.items();
  return static_cast<int>(
      std::count_if(items.begin(), items.end(), [](const Diagnostic& item) { return item.code == "keys.unknown"; }));
}

TEST(Reader, TakesTheKeysOfTheTableAndNoOthers) {
  int mappings = 0;
  EXPECT_EQ(unknown_keys(every_key(scenario_keys(), "", mappings)), 0);
  mappings = 0;
  const std::string text = every_key(scenario_keys(), ", zzz: 1", mappings);
  EXPECT_GT(mappings, 20);
  EXPECT_EQ(unknown_keys(text), mappings);
}

// The scenario of the mutation test, whose every key is changed there, has them all.
TEST(Reader, IsTriedWithEveryKey) {
  std::map<const KeyTable*, std::set<std::string>> seen;
  const std::function<void(const Node&, const KeyTable&)> look = [&](const Node& node, const KeyTable& table) {
    for (const Node& item : node.items) look(item, table);
    for (const Entry& entry : node.entries) {
      const ScenarioKey* key = find_key(table, entry.key.text);
      if (key != nullptr) seen[&table].insert(entry.key.text);
      if (key != nullptr && key->table != nullptr) look(entry.value, *key->table);
      if (key == nullptr && table.others != nullptr) look(entry.value, *table.others);
    }
  };
  for (const char* file : {"baseline.yaml", "side.yaml", "whole.yaml", "morris.yaml", "saltelli.yaml", "drawn.yaml"}) {
    const fs::path path = root / "tests/mutation/whole" / file;
    look(read_yaml(std::make_shared<const Source>(file, read_text(path))).value(), scenario_keys());
  }
  const std::function<void(const KeyTable&)> expect = [&](const KeyTable& table) {
    for (const ScenarioKey& key : table.keys) {
      EXPECT_TRUE(seen[&table].contains(std::string(key.name))) << table.what.en << ": " << key.name;
      if (key.table != nullptr) expect(*key.table);
    }
    if (table.others != nullptr) expect(*table.others);
  };
  expect(scenario_keys());
}

// --- the table and the page
// -------------------------------------------------------------------------------------------

TEST(ReferencePage, IsWhatTheTableSays) {
  const fs::path file = root / "docs/scenario-format.md";
  const std::string heading = "## Every key\n\n";
  std::string page = read_text(file);
  const std::size_t begin = page.find(heading);
  ASSERT_NE(begin, std::string::npos);
  const std::string head = page.substr(0, begin + heading.size());
  if (std::getenv("RONGHE_UPDATE_GOLDEN") != nullptr) testing::write_text(file, head + scenario_key_reference());
  page = read_text(file);
  EXPECT_EQ(page.substr(head.size()), scenario_key_reference()) << "RONGHE_UPDATE_GOLDEN=1 writes it anew";
  const std::function<void(const KeyTable&)> expect = [&](const KeyTable& table) {
    for (const ScenarioKey& key : table.keys) {
      EXPECT_THAT(page, HasSubstr("| `" + std::string(key.name) + "` |"));
      EXPECT_THAT(page, HasSubstr(std::string(key.help.zh)));
      if (key.table != nullptr) expect(*key.table);
    }
    if (table.others != nullptr) expect(*table.others);
  };
  expect(scenario_keys());
}

// --- scenarios under the schema
// ---------------------------------------------------------------------------------------

// What a YAML editor sees: plain scalars that look like numbers are numbers.
Json to_json(const Node& node) {
  Json json;
  switch (node.kind) {
    case Node::Kind::null:
      return nullptr;
    case Node::Kind::sequence:
      json = Json::array();
      for (const Node& item : node.items) json.push_back(to_json(item));
      return json;
    case Node::Kind::mapping:
      json = Json::object();
      for (const Entry& entry : node.entries) json[entry.key.text] = to_json(entry.value);
      return json;
    case Node::Kind::scalar:
      if (!node.quoted && parse_number(node.text)) return Json::parse(node.text);
      if (!node.quoted && (node.text == "true" || node.text == "false")) return node.text == "true";
      return node.text;
  }
  throw InternalError("unknown kind of node");
}

class Validator {
 public:
  explicit Validator(const std::string& schema) {
    const Json text = Json::parse(schema);
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(text), schema_);
  }

  // The first mistakes, or nothing.
  std::string mistakes(const std::string& yaml) const {
    const Json instance = to_json(read_yaml(std::make_shared<const Source>("scenario.yaml", yaml)).value());
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(schema_, valijson::adapters::NlohmannJsonAdapter(instance), &results)) return "";
    std::string text;
    for (valijson::ValidationResults::Error error; results.popError(error) && text.size() < 1000;) {
      for (const std::string& part : error.context) text += part;
      text += ": " + error.description + "\n";
    }
    return text;
  }

 private:
  valijson::Schema schema_;
};

// The schema of each model is made once, with the names of the first scenario's city.
std::vector<fs::path> scenarios_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".yaml") continue;
    const std::string text = read_text(entry.path());
    if (text.starts_with("scenario:") || text.find("\nscenario:") != std::string::npos) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(Schema, HoldsForEveryScenarioThatShips) {
  int count = 0;
  for (const char* folder : {"scenarios/enshi", "scenarios/qiandongnan", "tests/mutation/whole"}) {
    std::map<std::string, Validator> by_model;
    for (const fs::path& file : scenarios_in(root / folder)) {
      SCOPED_TRACE(file.string());
      const Outcome<Scenario> scenario = load_scenario(file.string());
      ASSERT_TRUE(scenario) << render(scenario.diagnostics(), Language::english);
      const Model& model = *scenario.value().model;
      const auto& validator = by_model.try_emplace(model.name, scenario_schema(&model)).first->second;
      EXPECT_EQ(validator.mistakes(read_text(file)), "");
      ++count;
    }
  }
  EXPECT_GT(count, 8);
}

TEST(Schema, RefusesMistakes) {
  const fs::path folder = root / "tests/mutation/whole";
  const Outcome<Scenario> scenario = load_scenario((folder / "whole.yaml").string());
  ASSERT_TRUE(scenario);
  const Validator validator(scenario_schema(scenario.value().model.get()));
  const std::string whole = read_text(folder / "whole.yaml");
  const struct {
    const char* right;
    const char* wrong;
  } cases[] = {
      {"programmes:", "programs:"},                                // an unknown key
      {"id: village-roads", "id: village roads"},                  // an id with a blank
      {"into: roads", "into: roas"},                               // an unknown input
      {"area: rural}", "area: rurla}"},                            // an unknown element
      {"county: [恩施市, 422802]", "county: [恩施市, 422899]"},    // a county that is not in the city
      {"group: 山区县", "group: 高原县"},                          // an unknown group
      {"own: 40 %", "owner: 40 %"},                                // an unknown source of money
      {"between: linear", "between: curve"},                       // a wrong word
      {"path: s-curve 18 month", "path: curve 18 month"},          // a path that is none
      {"set: response", "set: respons"},                           // an unknown constant
      {"across: {area: independent}", "across: {area: alone}"},    // a wrong word behind a dimension
      {"members: 512", "members: many"},                           // no number
      {"seed: 20260101", "seed: 1.5"},                             // no whole number
      {"\"gdp@2028\", \"residents", "\"gdp 2028\", \"residents"},  // no date
      {"write: [csv, json]", "write: csv"},                        // no list
      {"memory: 4 GiB", "memory: 4 gigabytes"},                    // no amount of memory
      {"always: true", "always: sometimes"},                       // no truth
      {"title: {zh: 全部键, en: Every key}\n", ""},                // what every file must have
  };
  EXPECT_EQ(validator.mistakes(whole), "");
  for (const auto& [right, wrong] : cases) {
    SCOPED_TRACE(wrong);
    std::string text = whole;
    const std::size_t at = text.find(right);
    ASSERT_NE(at, std::string::npos) << right;
    text.replace(at, std::string(right).size(), wrong);
    EXPECT_NE(validator.mistakes(text), "");
  }
}

TEST(Schema, TellsNamesWithLabelUnitAndRange) {
  const Outcome<Scenario> scenario = load_scenario((root / "tests/mutation/whole/whole.yaml").string());
  ASSERT_TRUE(scenario);
  const std::string schema = scenario_schema(scenario.value().model.get());
  for (const char* part :
       {R"("const": "openness")", "开放度 / Openness", R"(1, 0–1 [county], default / 默认 0.1)", R"("const": 422801)",
        R"("const": "422801")", "恩施市 / Enshi City", R"("const": "山区县")", R"("title": "自有财力 / Own budget")"}) {
    EXPECT_THAT(schema, HasSubstr(part));
  }
}

}  // namespace
}  // namespace ronghe
