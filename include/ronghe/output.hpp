// In which file formats: results as CSV, summaries and manifests as JSON, and how files reach the disk.
//
// All texts are the same bytes for the same values: keys and rows have a fixed order, numbers are the shortest text
// that reads back to the same double, and nothing tells of the time, the machine or its folders, except `run_json`.
#pragma once

#include "ronghe/analysis.hpp"
#include "ronghe/diagnostics.hpp"
#include "ronghe/sampling.hpp"
#include "ronghe/scenario.hpp"
#include "ronghe/uncertainty.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ronghe {

struct CsvOptions {
  bool byte_order_mark = false;  // at the start, so that Excel takes the file for UTF-8
};

std::string to_csv(const ResultTable& table, const CsvOptions& options = {});

// For programs: variables with every row, programmes, broken checks, failed lanes.
std::string summary_json(const Summary& summary);

// For programs: every figure of every scenario with its difference to the baseline and its rank, money, troubles.
std::string comparison_json(const Comparison& comparison);

// For programs: every figure's difference, its parts and interactions.
std::string attribution_json(const AttributionResult& attribution);

// For programs: every figure of every scenario at the last time, with its quantiles, its difference to the baseline in
// the same members and the chance of being better; robustness, chances, failed members. The tables and the netCDF file
// have all times.
std::string ensemble_json(const EnsembleResult& ensemble);

// Quantiles, one a row: scenario, variable, one column for each declared dimension (empty where the variable lacks it
// and where places are joined), how they are joined (empty: a single cell), time, quantile, value, difference to the
// baseline in the same members, mean and chance of being better (the same on the rows of all quantiles), unit.
ResultTable ensemble_table(const EnsembleResult& ensemble);
// The values of the members that are kept whole, one a row. Members count from 0.
ResultTable members_table(const EnsembleResult& ensemble);
// What these members drew, one number a row: member, key, value, unit.
ResultTable draws_table(const EnsembleResult& ensemble);

// For programs: of every figure what each key does to it. The table has one key of one figure a row.
std::string sensitivity_json(const SensitivityResult& sensitivity);
ResultTable sensitivity_table(const SensitivityResult& sensitivity);

// For programs: the boxes of futures in which a target is missed. The table has one limit of one box a row.
std::string discovery_json(const DiscoveryResult& discovery);
ResultTable discovery_table(const DiscoveryResult& discovery);

// A file by the name it has in a manifest, and its SHA-256 in hexadecimal.
struct FileHash {
  std::string name;
  std::string sha256;
};

std::string sha256(std::string_view bytes);
// The digest as browsers want it in a policy: `sha256-` and base64.
std::string sha256_source(std::string_view bytes);
std::string base64(std::string_view bytes);

// From what a run was made and what it made: enough to make it again and to compare.
struct Manifest {
  struct Scenario {
    std::string id;
    std::string role;      // "scenario" or "baseline"
    std::string file;      // from the folder of the first one; the name of a model that ships
    std::string resolved;  // JSON; empty for a bare model
  };

  struct Warning {
    std::string code;
    std::string file;  // empty, as line 0, when it has no place
    int line = 0;
    int column = 0;
    std::string text;  // in English
  };

  std::string command;     // `run`, `compare` …
  std::string file;        // of the (first) scenario, from its folder; the name of a model that ships
  std::string with_model;  // `--model`: seen from the same folder, or a name; may be empty
  bool strict = false;     // a check that does not hold stops the run
  bool byte_order_mark = false;
  std::string version;  // of Ronghe
  std::string build;    // compiler and kind of build
  std::string model;
  std::uint64_t seed = 1;
  std::vector<std::string> sets;  // NAME=VALUE of the command line
  std::vector<Scenario> scenarios;
  std::vector<FileHash> inputs;  // every text that was read
  std::vector<Warning> warnings;
  std::vector<std::pair<std::string, long long>> counts;  // steps, lanes, variables …
  std::vector<FileHash> outputs;                          // every file beside the manifest but run.json
};

std::string manifest_json(const Manifest& manifest);

// What a run is made from and what it made, as `manifest_json` wrote it: without warnings and counts.
Outcome<Manifest> read_manifest(const std::string& path);

// What differs from run to run, and is hashed by nobody.
struct RunRecord {
  std::string started;  // UTC, ISO 8601
  double seconds = 0;   // of wall time
  std::string host;
  int threads = 1;
  std::string folder;  // where it was started
  std::string inputs;  // the folder of the scenario, seen from there
  std::vector<std::string> command;
};

std::string run_json(const RunRecord& record);

// The folder of the scenario, as a text that `run_json` made tells it; nothing when it is none.
std::optional<std::string> input_folder(const std::string& run_json);

// A file's name as a manifest may tell it: seen from `folder`, never from the root of this machine.
std::string portable_name(const std::string& file, const std::string& folder);

struct OutputFile {
  std::string name;  // from its folder, with `/`
  std::string text;
};

// A scenario with everything that it needs, as the files of one folder: one YAML file with all parents resolved, its
// tables, and the parts of its model in a folder `model`. Not for a bare model.
std::vector<OutputFile> frozen_files(const Scenario& scenario);

// What a study is, beside its blocks: all that decides its numbers, and how to go on with it. The scenarios lie frozen
// in the study's own folder.
struct StudyManifest {
  struct Scenario {
    std::string id;
    std::string file;  // from the study's folder
  };

  std::string version;  // of Ronghe
  std::vector<Scenario> scenarios;
  std::size_t baseline = 0;
  EnsembleDesign design;  // without its table, which lies in a file of the inputs
  bool from_ranges = false;
  bool strict = false;
  std::vector<std::pair<std::string, int>> keys;  // and their Sobol dimensions
  std::size_t numbers = 0;                        // that each member leaves
  std::vector<FileHash> inputs;                   // the frozen scenarios
  std::string fingerprint;                        // of all of it but what only chooses from the numbers, and how many
                                                  // members a design that can be extended has
};

std::string fingerprint_of(const StudyManifest& study);
std::string study_json(const StudyManifest& study);
Outcome<StudyManifest> read_study(const std::string& path);

// Writes the files into `folder`, which is made when it is missing. All of them are written whole before the first
// takes its name; when one cannot be written, none is. Gives back their paths.
Outcome<std::vector<std::string>> write_files(const std::string& folder, const std::vector<OutputFile>& files);

struct NetcdfOptions {
  std::string module = {};  // the file of the module that writes; empty: found beside the program or the library
};

// An ensemble as a netCDF-4 file with CF-style attributes: quantiles, means, differences, chances and kept members of
// all variables over scenario, dimensions, time; draws; chances of targets; failed members. Written whole or not at
// all, and the same bytes for the same values. Gives back the path. netCDF is loaded when the first file is written.
Outcome<std::string> write_netcdf(const EnsembleResult& ensemble, const std::string& path,
                                  const NetcdfOptions& options = {});
// What keeps `write_netcdf` from writing any file at all, to be told before hours are spent; empty: nothing.
std::vector<Diagnostic> netcdf_troubles(const std::string& path, const NetcdfOptions& options = {});

}  // namespace ronghe
