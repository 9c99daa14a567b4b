// What a run was made from and what it made. A rerun of the same inputs writes the same bytes, so that two manifests
// can be compared as files; everything that differs from run to run goes into run.json.
#include "output/json.hpp"
#include "ronghe/output.hpp"

#include <filesystem>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

Json hashes_json(const std::vector<FileHash>& files) {
  Json json = Json::array();
  for (const FileHash& file : files) json.push_back({{"file", file.name}, {"sha256", file.sha256}});
  return json;
}

}  // namespace

std::string manifest_json(const Manifest& manifest) {
  Json json;
  json["ronghe"] = {{"version", manifest.version}, {"build", manifest.build}};
  json["model"] = manifest.model;
  json["seed"] = manifest.seed;
  json["set"] = manifest.sets;
  json["scenarios"] = Json::array();
  for (const Manifest::Scenario& scenario : manifest.scenarios) {
    json["scenarios"].push_back(
        {{"id", scenario.id},
         {"role", scenario.role},
         {"resolved", scenario.resolved.empty() ? Json(nullptr) : Json::parse(scenario.resolved)}});
  }
  json["inputs"] = hashes_json(manifest.inputs);
  json["warnings"] = Json::array();
  for (const Manifest::Warning& warning : manifest.warnings) {
    json["warnings"].push_back({{"code", warning.code},
                                {"file", warning.file},
                                {"line", warning.line},
                                {"column", warning.column},
                                {"text", warning.text}});
  }
  json["counts"] = Json::object();
  for (const auto& [name, count] : manifest.counts) json["counts"][name] = count;
  json["outputs"] = hashes_json(manifest.outputs);
  return dump(json);
}

std::string run_json(const RunRecord& record) {
  return dump({{"started", record.started},
               {"seconds", record.seconds},
               {"host", record.host},
               {"threads", record.threads},
               {"folder", record.folder},
               {"command", record.command}});
}

std::string portable_name(const std::string& file, const std::string& folder) {
  std::error_code error;
  const fs::path whole = fs::absolute(file, error).lexically_normal();
  const fs::path from = fs::absolute(folder.empty() ? "." : folder, error).lexically_normal();
  if (error || !fs::exists(whole, error)) return file;  // a model that ships has a name and no file
  const fs::path seen = whole.lexically_relative(from);
  // From far away only the last names are told: the way there leads through folders of this machine.
  int up = 0;
  for (const fs::path& part : seen) up += part == ".." ? 1 : 0;
  if (seen.empty() || up > 2) return whole.filename().string();
  return seen.generic_string();
}

}  // namespace ronghe
