// What a study is. Its text is the same wherever and whenever it is written, so the hash of a part of it tells whether
// blocks belong to it.
#include "output/json.hpp"
#include "ronghe/output.hpp"

#include <fstream>
#include <sstream>

namespace ronghe {
namespace {

// What decides the numbers of a member.
Json deciding_json(const StudyManifest& study) {
  Json json;
  json["ronghe"] = study.version;
  json["scenarios"] = Json::array();
  for (const StudyManifest::Scenario& scenario : study.scenarios) {
    json["scenarios"].push_back({{"id", scenario.id}, {"file", scenario.file}});
  }
  json["design"] = {{"kind", name_of(study.design.kind)}, {"seed", study.design.seed}};
  if (study.design.kind == Design::Kind::grid || study.design.kind == Design::Kind::morris) {
    json["design"]["levels"] = study.design.levels;
  }
  json["from_ranges"] = study.from_ranges;
  json["strict"] = study.strict;
  json["keys"] = Json::array();
  for (const auto& [name, dimension] : study.keys) json["keys"].push_back({{"key", name}, {"dimension", dimension}});
  json["numbers"] = study.numbers;
  json["inputs"] = Json::array();
  for (const FileHash& file : study.inputs) json["inputs"].push_back({{"file", file.name}, {"sha256", file.sha256}});
  return json;
}

}  // namespace

std::string fingerprint_of(const StudyManifest& study) {
  Json json = deciding_json(study);
  if (!can_be_extended(study.design.kind)) json["members"] = study.design.members;
  return sha256(json.dump());
}

std::string study_json(const StudyManifest& study) {
  Json json;
  json["study"] = 1;
  json["fingerprint"] = study.fingerprint;
  json["members"] = study.design.members;
  json["base"] = study.design.base;
  json["baseline"] = study.baseline;
  json["quantiles"] = study.design.quantiles;
  json["whole_members"] = study.design.whole_members;
  json.update(deciding_json(study));
  return dump(json);
}

Outcome<StudyManifest> read_study(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  try {
    const Json json = Json::parse(text.str());
    StudyManifest study;
    study.fingerprint = json.at("fingerprint");
    study.version = json.at("ronghe");
    study.design.members = json.at("members");
    study.design.base = json.at("base");
    study.baseline = json.at("baseline");
    study.design.quantiles = json.at("quantiles").get<std::vector<double>>();
    study.design.whole_members = json.at("whole_members");
    for (const Json& scenario : json.at("scenarios"))
      study.scenarios.push_back({scenario.at("id"), scenario.at("file")});
    const std::string kind = json.at("design").at("kind");
    study.design.kind = design_called(kind).value_or(Design::Kind::sobol);
    study.design.seed = json.at("design").at("seed");
    study.design.levels = json.at("design").value("levels", study.design.levels);
    study.from_ranges = json.at("from_ranges");
    study.strict = json.at("strict");
    for (const Json& key : json.at("keys")) study.keys.emplace_back(key.at("key"), key.at("dimension"));
    study.numbers = json.at("numbers");
    for (const Json& input : json.at("inputs")) study.inputs.push_back({input.at("file"), input.at("sha256")});
    return study;
  } catch (const Json::exception&) {
    Diagnostics diagnostics;
    diagnostics.error("study.not_a_study", {}, {{"path", path}});
    return diagnostics.take();
  }
}

}  // namespace ronghe
