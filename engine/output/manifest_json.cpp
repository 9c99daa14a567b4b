// What a run was made from and what it made. A rerun of the same inputs writes the same bytes, so that two manifests
// can be compared as files; everything that differs from run to run goes into run.json.
#include "output/json.hpp"
#include "ronghe/output.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

Json hashes_json(const std::vector<FileHash>& files) {
  Json json = Json::array();
  for (const FileHash& file : files) json.push_back({{"file", file.name}, {"sha256", file.sha256}});
  return json;
}

std::vector<FileHash> hashes_of(const Json& json) {
  std::vector<FileHash> files;
  for (const Json& file : json) files.push_back({file.at("file"), file.at("sha256")});
  return files;
}

}  // namespace

std::string manifest_json(const Manifest& manifest) {
  Json json;
  json["command"] = manifest.command;
  json["file"] = manifest.file;
  json["with_model"] = manifest.with_model.empty() ? Json(nullptr) : Json(manifest.with_model);
  json["strict"] = manifest.strict;
  json["csv_bom"] = manifest.byte_order_mark;
  json["ronghe"] = {{"version", manifest.version}, {"build", manifest.build}};
  json["model"] = manifest.model;
  json["seed"] = manifest.seed;
  json["set"] = manifest.sets;
  json["scenarios"] = Json::array();
  for (const Manifest::Scenario& scenario : manifest.scenarios) {
    json["scenarios"].push_back(
        {{"id", scenario.id},
         {"role", scenario.role},
         {"file", scenario.file},
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

Outcome<Manifest> read_manifest(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  try {
    const Json json = Json::parse(text.str());
    Manifest manifest;
    manifest.command = json.at("command");
    manifest.file = json.at("file");
    if (!json.at("with_model").is_null()) manifest.with_model = json.at("with_model");
    manifest.strict = json.at("strict");
    manifest.byte_order_mark = json.at("csv_bom");
    manifest.version = json.at("ronghe").at("version");
    manifest.build = json.at("ronghe").at("build");
    manifest.model = json.at("model");
    manifest.seed = json.at("seed");
    manifest.sets = json.at("set");
    for (const Json& scenario : json.at("scenarios")) {
      const Json& resolved = scenario.at("resolved");
      manifest.scenarios.push_back({scenario.at("id"), scenario.at("role"), scenario.at("file"),
                                    resolved.is_null() ? std::string() : resolved.dump()});
    }
    manifest.inputs = hashes_of(json.at("inputs"));
    manifest.outputs = hashes_of(json.at("outputs"));
    return manifest;
  } catch (const Json::exception&) {
    Diagnostics diagnostics;
    diagnostics.error("verify.not_a_manifest", {}, {{"path", path}});
    return diagnostics.take();
  }
}

std::string run_json(const RunRecord& record) {
  return dump({{"started", record.started},
               {"seconds", record.seconds},
               {"host", record.host},
               {"threads", record.threads},
               {"folder", record.folder},
               {"inputs", record.inputs},
               {"command", record.command}});
}

std::optional<std::string> input_folder(const std::string& run_json) {
  const Json json = Json::parse(run_json, nullptr, false);
  if (!json.is_object() || !json.contains("folder") || !json.contains("inputs")) return std::nullopt;
  const Json& folder = json["folder"];
  const Json& inputs = json["inputs"];
  if (!folder.is_string() || !inputs.is_string()) return std::nullopt;
  return (fs::path(folder.get<std::string>()) / inputs.get<std::string>()).string();
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
