// Writes a scenario to start from, beside or above the one that it extends.
#include "cli/commands.hpp"
#include "cli/results.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

// What a file in `folder` calls another one: its path from there. Nothing when that leaves the folder.
std::optional<std::string> seen_from(const fs::path& folder, const fs::path& file) {
  std::error_code error;
  const fs::path from = fs::weakly_canonical(fs::absolute(folder.empty() ? "." : folder, error), error);
  const fs::path seen = fs::weakly_canonical(fs::absolute(file, error), error).lexically_relative(from);
  if (error || seen.empty() || *seen.begin() == "..") return std::nullopt;
  return seen.generic_string();
}

bool ships(const std::string& name) {
  const std::vector<ShippedModel> models = shipped_models();
  return std::any_of(models.begin(), models.end(), [&](const ShippedModel& model) { return model.name == name; });
}

// Letters, digits, `-` and `_` may stand in an id.
std::string id_of(const fs::path& file) {
  const std::string stem = file.stem().string();
  const bool allowed = std::all_of(stem.begin(), stem.end(), [](unsigned char c) {
    return (c < 0x80 && std::isalnum(c) != 0) || c == '-' || c == '_';
  });
  return allowed ? stem : "my-plan";
}

class NewCommand {
 public:
  explicit NewCommand(const CommandLine& line) : line_(line), file_(line.arguments.front()) {}

  ExitCode run() {
    if (!check_file()) return stop(usage_wrong);
    if (!find_parent()) return stop(input_wrong);
    const Outcome<Scenario> parent = load_parent();
    report(parent.diagnostics(), line_.language);
    if (!parent) return input_wrong;
    const auto written =
        write_files(file_.parent_path().string(),
                    {{file_.filename().string(), starting_scenario(parent.value(), start_, line_.language)}});
    report(written.diagnostics(), line_.language);
    if (!written) return run_failed;
    print_written({file_.string()}, line_.language);
    return done;
  }

 private:
  ExitCode stop(ExitCode code) const {
    report(diagnostics_.items(), line_.language);
    return code;
  }

  bool check_file() {
    std::error_code error;
    if (file_.extension() != ".yaml" && file_.extension() != ".yml") {
      diagnostics_.error("command.not_yaml", {}, {{"file", file_.string()}});
    } else if (fs::exists(fs::symlink_status(file_, error))) {
      diagnostics_.error("command.exists", {}, {{"file", file_.string()}});
    } else if (const auto path = obstacle(file_.parent_path().string())) {
      diagnostics_.error("command.not_a_folder", {}, {{"folder", file_.parent_path().string()}, {"path", *path}});
    }
    return !diagnostics_.has_errors();
  }

  // What the scenario extends, or the model that it names.
  bool find_parent() {
    start_.file = file_.filename().string();
    start_.id = id_of(file_);
    from_ = line_.value("from");
    std::error_code error;
    const fs::path beside = file_.parent_path() / "baseline.yaml";
    if (from_.empty() && !line_.has("model") && fs::exists(beside, error)) from_ = beside.string();
    if (!from_.empty()) start_.parent = named(from_);
    if (line_.has("model"))
      start_.model = ships(line_.value("model")) ? line_.value("model") : named(line_.value("model"));
    if (from_.empty() && !line_.has("model")) {
      diagnostics_.error("new.no_parent", {}, {{"file", file_.string()}});
    }
    return !diagnostics_.has_errors();
  }

  std::string named(const std::string& other) {
    if (const auto seen = seen_from(file_.parent_path(), other)) return *seen;
    const std::string beside = (fs::path(other).parent_path() / file_.filename()).string();
    diagnostics_.error("new.outside", {}, {{"file", file_.string()}, {"other", other}, {"beside", beside}});
    return "";
  }

  Outcome<Scenario> load_parent() const {
    if (!from_.empty()) return load_scenario(from_, reading_options(line_));
    Outcome<Scenario> alone = load_scenario(line_.value("model"));
    const Outcome<Model> model = load_model(line_.value("model"), {.data = {}, .time = {}, .placeholders = true});
    if (alone || !model) return alone;
    Diagnostics diagnostics;  // the model is good; what is missing is a city
    diagnostics.error("new.needs_data", {}, {{"model", line_.value("model")}, {"file", file_.string()}});
    return diagnostics.take();
  }

  const CommandLine& line_;
  const fs::path file_;
  std::string from_;  // the scenario that is extended; empty: none
  StartingPoint start_;
  Diagnostics diagnostics_;
};

}  // namespace

ExitCode new_command(const CommandLine& line) { return NewCommand(line).run(); }

}  // namespace ronghe
