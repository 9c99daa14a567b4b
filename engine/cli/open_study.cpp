#include "cli/open_study.hpp"

#include "cli/comparing.hpp"
#include "cli/results.hpp"
#include "cli/study_size.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <limits>
#include <map>

#include <fmt/format.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

using Scenarios = std::vector<Scenario>;

constexpr const char* manifest_name = "manifest.json";
constexpr const char* inputs_folder = "inputs";

std::string manifest_of(const std::string& folder) { return (fs::path(folder) / manifest_name).string(); }

// Whether nothing is in the folder but what a study has before its manifest: it was killed, or another process is
// making it.
bool may_become_study(const std::string& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) return true;  // `check_folder` tells what is wrong with it
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name != inputs_folder && !is_unfinished(name)) return false;
  }
  return !error;
}

// The scenarios of the command line, the first with its options behind it.
Outcome<Scenarios> load_all(const CommandLine& line, bool alone) {
  std::vector<std::string> files = line.arguments;
  Outcome<Scenario> leader = load_scenario(files.front(), reading_options(line));
  if (!leader) return leader.diagnostics();
  if (leader.value().ensemble && !alone) {
    const std::vector<std::string>& options = leader.value().ensemble->options;
    files.insert(files.end(), options.begin(), options.end());
  }
  if (files.size() == 1) {
    Scenarios only;
    only.push_back(std::move(leader.value()));
    return {std::move(only), leader.diagnostics()};
  }
  Outcome<ScenarioSet> read = load_scenarios(files, reading_options(line), true);
  if (!read) return read.diagnostics();
  return {std::move(read.value().scenarios), read.diagnostics()};
}

// The sensitivity analysis that the command line asks for, else the scenario.
Sensitivity sensitivity_of(const Scenario& leader, const CommandLine& line) {
  // Points are best a power of two.
  constexpr int default_points = 256;
  constexpr int default_trajectories = 20;
  Sensitivity wanted;
  if (leader.sensitivity) wanted.method = leader.sensitivity->method;
  using Method = Sensitivity::Method;
  if (line.has("method")) wanted.method = line.value("method") == "morris" ? Method::morris : Method::sobol;
  if (leader.sensitivity && leader.sensitivity->method == wanted.method) wanted.base = leader.sensitivity->base;
  if (line.has("points")) wanted.base = std::stoi(line.value("points"));
  if (wanted.base == 0) wanted.base = wanted.method == Method::morris ? default_trajectories : default_points;
  return wanted;
}

// Keys of a scenario from which the members of a design follow, or null.
const char* members_follow_from(Design::Kind kind) {
  switch (kind) {
    case Design::Kind::sobol:
    case Design::Kind::lhs:
    case Design::Kind::random:
      return nullptr;
    case Design::Kind::grid:
      return "`levels`";
    case Design::Kind::morris:
      return "`trajectories`";
    case Design::Kind::saltelli:
      return "`points`";
    case Design::Kind::table:
      return "`file`";
  }
  throw InternalError("a design of no kind");
}

// Without `-o`.
std::string folder_of(const Scenario& leader, const EnsembleDesign& design, const StudyWish& wish) {
  fs::path folder = "ronghe-study";
  if (wish.sensitivity) folder /= design.kind == Design::Kind::morris ? "morris" : "sobol";
  return (folder / leader.id).string();
}

// The design of the scenario, with what the command and its options put in its place.
Outcome<EnsembleDesign> design_of(const Scenario& leader, const CommandLine& line, const StudyWish& wish) {
  EnsembleDesign design = leader.ensemble.value_or(EnsembleDesign());
  Diagnostics diagnostics;
  if (line.has("members")) design.members = std::stoi(line.value("members"));
  if (line.has("seed")) {
    const std::string text = line.value("seed");
    std::from_chars(text.data(), text.data() + text.size(), design.seed);
  }
  if (line.has("design")) design.kind = *design_called(line.value("design"));
  if (wish.sensitivity) {
    const Sensitivity wanted = sensitivity_of(leader, line);
    design.kind = wanted.method == Sensitivity::Method::morris ? Design::Kind::morris : Design::Kind::saltelli;
    design.base = wanted.base;
    design.whole_members = 0;
  }
  if (!leader.ensemble && !line.has("seed")) {
    diagnostics.error("ensemble.no_seed", {}, {{"scenario", leader.id}});
  }
  if (!leader.ensemble && !line.has("members") && !wish.sensitivity) {
    diagnostics.error("ensemble.no_members", {}, {{"scenario", leader.id}});
  }
  if (const char* needed = members_follow_from(design.kind); needed != nullptr && line.has("members")) {
    diagnostics.error("ensemble.key_unused", {},
                      {{"design", name_of(design.kind)}, {"key", "--members"}, {"needed", needed}});
  }
  if (diagnostics.has_errors()) return diagnostics.take();
  if (design.quantiles.empty()) design.quantiles = {0.05, 0.25, 0.5, 0.75, 0.95};
  return design;
}

EnsembleOptions options_of(const EnsembleDesign& design, const StudyManifest& known) {
  EnsembleOptions options;
  options.design.kind = design.kind;
  options.design.members = design.members;
  options.design.seed = design.seed;
  options.design.levels = design.levels;
  options.design.base = design.base;
  options.table = design.table;
  options.quantiles = design.quantiles;
  options.kept = design.whole_members;
  options.from_ranges = known.from_ranges;
  options.strict = known.strict;
  options.dimensions = {known.keys.begin(), known.keys.end()};
  return options;
}

std::vector<const Scenario*> pointers(const Scenarios& scenarios) {
  std::vector<const Scenario*> result;
  for (const Scenario& scenario : scenarios) result.push_back(&scenario);
  return result;
}

// What an extension has made of the design stays, unless the command line says otherwise.
void keep_extension(const StudyManifest& there, const CommandLine& line, EnsembleDesign& design) {
  if (there.design.kind != design.kind || !can_be_extended(design.kind)) return;
  if (!gives_indices(design.kind)) {
    if (!line.has("members")) design.members = std::max(design.members, there.design.members);
  } else if (!line.has("points")) {
    design.base = std::max(design.base, there.design.base);
  }
}

// Whether keys of an earlier study's dimensions draw what they drew there.
bool keeps_draws(const EnsembleDesign& earlier, const EnsembleDesign& design) {
  if (earlier.kind != design.kind || earlier.seed != design.seed) return false;
  if (design.kind == Design::Kind::lhs) return earlier.members == design.members;
  return design.kind == Design::Kind::sobol || design.kind == Design::Kind::random;
}

// Fills in what follows from the plan.
void describe(const EnsemblePlan& plan, StudyManifest& manifest) {
  manifest.keys.clear();
  for (const DrawKey& key : plan.draws->keys()) manifest.keys.emplace_back(key.name, key.dimension);
  manifest.design.members = plan.draws->members();
  manifest.numbers = plan.numbers();
  manifest.fingerprint = fingerprint_of(manifest);
}

// All scenarios in one folder, around the model that they share.
Outcome<std::vector<OutputFile>> frozen_inputs(const Scenarios& scenarios, StudyManifest& manifest) {
  std::vector<OutputFile> files;
  std::map<std::string, std::pair<std::size_t, std::string>> known;  // by name: index, and whose it is
  Diagnostics diagnostics;
  for (const Scenario& scenario : scenarios) {
    bool first = true;
    for (OutputFile& file : frozen_files(scenario)) {
      file.name = std::string(inputs_folder) + "/" + file.name;
      if (first) manifest.scenarios.push_back({scenario.id, file.name});
      first = false;
      const auto [place, added] = known.emplace(file.name, std::pair(files.size(), scenario.id));
      if (added) {
        files.push_back(std::move(file));
      } else if (files[place->second.first].text != file.text) {
        diagnostics.error("ensemble.tables_differ", {},
                          {{"name", fs::path(file.name).filename().string()},
                           {"first", place->second.second},
                           {"second", scenario.id}});
      }
    }
  }
  if (diagnostics.has_errors()) return diagnostics.take();
  for (const OutputFile& file : files) manifest.inputs.push_back({file.name, sha256(file.text)});
  return files;
}

// What a study that is there says otherwise than the one that was asked for.
std::vector<Diagnostic> changes(const std::string& folder, const StudyManifest& there, const StudyManifest& asked,
                                const Scenarios& scenarios) {
  std::string what;
  const auto tell = [&](const std::string& text) { what += "\n  " + text; };
  const auto compare = [&](const char* name, const auto& old_value, const auto& new_value) {
    if (old_value != new_value) tell(fmt::format("{}: {} → {}", name, old_value, new_value));
  };
  compare("ronghe", there.version, asked.version);
  compare("design", std::string(name_of(there.design.kind)), std::string(name_of(asked.design.kind)));
  compare("seed", there.design.seed, asked.design.seed);
  compare("points", there.design.base, asked.design.base);
  compare("members", there.design.members, asked.design.members);
  compare("from_ranges", there.from_ranges, asked.from_ranges);
  compare("strict", there.strict, asked.strict);
  std::map<std::string, std::string> old_files;
  for (const StudyManifest::Scenario& scenario : there.scenarios) old_files[scenario.id] = scenario.file;
  for (const Scenario& scenario : scenarios) {
    const auto old_file = old_files.find(scenario.id);
    if (old_file == old_files.end()) {
      tell("+ " + scenario.id);
      continue;
    }
    const Outcome<Scenario> before = load_scenario((fs::path(folder) / old_file->second).string());
    old_files.erase(old_file);
    if (!before) continue;
    const ScenarioDifferences differ = differences(before.value(), scenario);
    for (const Difference& said : differ.said) {
      if (said.section == "model" && said.item.empty()) continue;                   // where it lies
      if (said.section == "ensemble" && said.key.starts_with("options")) continue;  // told scenario by scenario
      std::string place = said.section;
      for (const std::string& part : {said.item, said.key}) place += part.empty() ? "" : "." + part;
      const bool told = !said.first.empty() || !said.second.empty();
      tell(scenario.id + ": " + place + (told ? ": " + said.first + " → " + said.second : ""));
    }
    for (const FigureDifference& figure : differ.figures) {
      tell(fmt::format("{}: {}: {} → {}", scenario.id, figure.name, figure.first, figure.second));
    }
  }
  for (const auto& [id, file] : old_files) tell("- " + id);
  if (what.empty()) {  // what is written differently, and means the same
    for (const FileHash& file : asked.inputs) {
      const auto same = [&](const FileHash& other) { return other.name == file.name && other.sha256 == file.sha256; };
      if (std::none_of(there.inputs.begin(), there.inputs.end(), same)) tell(file.name);
    }
  }
  Diagnostics diagnostics;
  diagnostics.error("study.changed", {}, {{"folder", folder}, {"changes", what}});
  return diagnostics.take();
}

std::variant<OpenStudy, ExitCode> fail(const std::vector<Diagnostic>& diagnostics, const CommandLine& line,
                                       ExitCode code) {
  report_and_stop(diagnostics, line.language);
  return code;
}

std::variant<OpenStudy, ExitCode> open_by_scenarios(const CommandLine& line, const StudyWish& wish) {
  Outcome<Scenarios> read = load_all(line, wish.sensitivity);
  if (!read) return fail(read.diagnostics(), line, input_wrong);
  OpenStudy open;
  open.scenarios = std::make_shared<const Scenarios>(std::move(read.value()));
  const Scenarios& scenarios = *open.scenarios;
  const Scenario& leader = scenarios.front();
  Diagnostics mistakes;
  check_ids(scenarios, mistakes);
  if (mistakes.has_errors()) return fail(mistakes.take(), line, usage_wrong);
  for (const Scenario& scenario : scenarios) {
    if (scenario.resolved.empty()) mistakes.error("ensemble.bare_model", {}, {{"name", scenario.path}});
  }
  if (mistakes.has_errors()) return fail(mistakes.take(), line, input_wrong);
  if (!wish.silent) report(read.diagnostics(), line.language);

  const Outcome<EnsembleDesign> design = design_of(leader, line, wish);
  if (!design) return fail(design.diagnostics(), line, input_wrong);
  open.folder = line.has("output") ? line.value("output") : folder_of(leader, design.value(), wish);
  std::optional<StudyManifest> there;
  const bool fresh = may_become_study(open.folder);  // looked at first: another process may write the manifest now
  if (is_study(open.folder)) {
    Outcome<StudyManifest> known = manifest_in(open.folder);
    if (!known) return fail(known.diagnostics(), line, input_wrong);
    there = std::move(known.value());
  } else if (!fresh) {
    mistakes.error("command.not_empty", {}, {{"folder", open.folder}});
  } else {
    check_folder(open.folder, mistakes);
  }
  if (mistakes.has_errors()) return fail(mistakes.take(), line, usage_wrong);

  StudyManifest& manifest = open.manifest;
  manifest.version = RONGHE_VERSION;
  manifest.design = design.value();
  manifest.from_ranges = line.has("from-ranges");
  manifest.strict = line.has("strict");
  if (there) {
    manifest.keys = there->keys;
    keep_extension(*there, line, manifest.design);
  } else if (line.has("keys-of")) {
    const Outcome<StudyManifest> earlier = manifest_in(line.value("keys-of"));
    if (!earlier) return fail(earlier.diagnostics(), line, input_wrong);
    manifest.keys = earlier.value().keys;
    if (!keeps_draws(earlier.value().design, manifest.design) && !wish.silent) {
      Diagnostics others;
      others.warning("study.keys_not_kept", {}, {{"folder", line.value("keys-of")}});
      report(others.take(), line.language);
    }
  }
  Outcome<EnsemblePlan> plan = plan_ensemble(pointers(scenarios), 0, options_of(manifest.design, manifest));
  if (!plan) return fail(plan.diagnostics(), line, input_wrong);
  open.plan = std::move(plan.value());
  if (!wish.silent) report(open.plan.notes, line.language);
  const Outcome<std::vector<OutputFile>> inputs = frozen_inputs(scenarios, manifest);
  if (!inputs) return fail(inputs.diagnostics(), line, input_wrong);
  describe(open.plan, manifest);
  if (there) {
    if (there->fingerprint != manifest.fingerprint || there->design.members != manifest.design.members) {
      return fail(changes(open.folder, *there, manifest, scenarios), line, input_wrong);
    }
    return open;
  }
  if (const auto trouble = what_does_not_fit(open.plan, open.folder, open.plan.draws->members(), line);
      !trouble.empty()) {
    return fail(trouble, line, input_wrong);
  }
  std::vector<OutputFile> files = inputs.value();
  files.push_back({manifest_name, study_json(manifest)});
  const auto written = write_files(open.folder, files);
  if (!written) return fail(written.diagnostics(), line, run_failed);
  return open;
}

// Options that say what a study that is there has said already.
std::vector<Diagnostic> unused_options(const CommandLine& line) {
  Diagnostics diagnostics;
  for (const char* option :
       {"output", "members", "seed", "design", "method", "points", "from-ranges", "strict", "keys-of", "model"}) {
    if (!line.has(option)) continue;
    diagnostics.error("command.option_of_scenarios", {},
                      {{"option", std::string("--") + option}, {"folder", line.arguments.front()}});
  }
  return diagnostics.take();
}

}  // namespace

Outcome<StudyManifest> manifest_in(const std::string& folder) { return read_study(manifest_of(folder)); }

bool is_study(const std::string& folder) {
  std::error_code error;
  return fs::is_directory(folder, error) && fs::exists(manifest_of(folder), error);
}

Outcome<Study> blocks_of(const OpenStudy& open) {
  return Study::open(open.folder, {open.manifest.fingerprint, open.plan.numbers(), open.plan.draws->members()});
}

std::variant<OpenStudy, ExitCode> open_study_in(const std::string& folder, Language language) {
  const auto stop = [&](const std::vector<Diagnostic>& diagnostics) {
    report_and_stop(diagnostics, language);
    return input_wrong;
  };
  Outcome<StudyManifest> manifest = manifest_in(folder);
  if (!manifest) return stop(manifest.diagnostics());
  OpenStudy open;
  open.folder = folder;
  open.manifest = std::move(manifest.value());
  std::vector<std::string> files;
  for (const StudyManifest::Scenario& scenario : open.manifest.scenarios) {
    files.push_back((fs::path(folder) / scenario.file).string());
  }
  Outcome<ScenarioSet> read = load_scenarios(files, {}, true);
  if (!read) return stop(read.diagnostics());
  open.scenarios = std::make_shared<const Scenarios>(std::move(read.value().scenarios));
  EnsembleDesign design = open.manifest.design;
  const Scenario& leader = (*open.scenarios)[open.manifest.baseline];
  if (leader.ensemble) design.table = leader.ensemble->table;
  Outcome<EnsemblePlan> plan =
      plan_ensemble(pointers(*open.scenarios), open.manifest.baseline, options_of(design, open.manifest));
  if (!plan) return stop(plan.diagnostics());
  open.plan = std::move(plan.value());
  StudyManifest found = open.manifest;
  found.version = RONGHE_VERSION;
  found.inputs.clear();
  found.scenarios.clear();
  if (const auto inputs = frozen_inputs(*open.scenarios, found); !inputs) return stop(inputs.diagnostics());
  describe(open.plan, found);
  if (found.fingerprint != open.manifest.fingerprint) {
    return stop(changes(folder, open.manifest, found, *open.scenarios));
  }
  return open;
}

std::variant<OpenStudy, ExitCode> open_study(const CommandLine& line, const StudyWish& wish) {
  if (line.arguments.size() == 1 && is_study(line.arguments.front())) {
    if (const auto mistakes = unused_options(line); !mistakes.empty()) return fail(mistakes, line, usage_wrong);
    return open_study_in(line.arguments.front(), line.language);
  }
  return open_by_scenarios(line, wish);
}

std::vector<Diagnostic> extend_study(const CommandLine& line, OpenStudy& open) {
  const int more = std::stoi(line.value("extend"));
  Diagnostics diagnostics;
  const Design::Kind kind = open.plan.options.design.kind;
  if (!can_be_extended(kind)) {
    diagnostics.error("study.cannot_extend", {}, {{"design", name_of(kind)}});
    return diagnostics.take();
  }
  const Outcome<Study> study = blocks_of(open);
  if (!study) return study.diagnostics();
  const int before = open.plan.draws->members();
  if (study.value().done() < before) {
    diagnostics.warning("study.not_extended", {},
                        {{"missing", std::to_string(before - study.value().done())},
                         {"members", std::to_string(before)},
                         {"more", std::to_string(more)}});
    report(diagnostics.take(), line.language);
    return {};
  }
  EnsembleOptions options = open.plan.options;
  const auto most = static_cast<long long>(std::numeric_limits<int>::max());
  if (gives_indices(kind)) {
    Design one = options.design;
    one.base = 1;
    const long long each = members_of(one, open.plan.keys.size());
    options.design.base = static_cast<int>(std::min(most, options.design.base + (more + each - 1) / each));
  } else {
    options.design.members = static_cast<int>(std::min(most, static_cast<long long>(before) + more));
  }
  options.dimensions = {open.manifest.keys.begin(), open.manifest.keys.end()};
  Outcome<EnsemblePlan> plan = plan_ensemble(open.plan.scenarios, open.plan.baseline, options);
  if (!plan) return plan.diagnostics();
  open.plan = std::move(plan.value());
  open.manifest.design.base = options.design.base;
  describe(open.plan, open.manifest);
  const int added = open.plan.draws->members() - before;
  if (std::vector<Diagnostic> trouble = what_does_not_fit(open.plan, open.folder, added, line); !trouble.empty())
    return trouble;
  const auto written = write_files(open.folder, {{manifest_name, study_json(open.manifest)}});
  return written.diagnostics();
}

}  // namespace ronghe
