// Splits the difference of two scenarios over what they do differently.
#include "cli/commands.hpp"
#include "cli/results.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace ronghe {
namespace {

// The saved time that `text` tells, or nothing.
std::optional<double> saved_time(std::string_view text, const Time& time) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const std::optional<int> step = time.step_of(value);
  const std::vector<int> saved = time.saved_steps();
  if (!step || std::find(saved.begin(), saved.end(), *step) == saved.end()) return std::nullopt;
  return time.at(*step);
}

// `NAME@YEAR` or `NAME[element, …]@YEAR`; without `@YEAR` in the last year.
std::optional<AttributionTarget> read_target(const std::string& text, const Model& model, Diagnostics& diagnostics) {
  const std::size_t at = text.rfind('@');
  const std::string asked = text.substr(0, at);
  const std::string name = asked.substr(0, asked.find('['));
  const int variable = model.find(name);
  if (variable < 0 || model.variables[static_cast<std::size_t>(variable)].hidden()) {
    std::vector<std::string> names;
    for (const Variable& candidate : model.variables) {
      if (!candidate.hidden()) names.push_back(candidate.name);
    }
    Words words = {{"name", name}, {"model", model.name}};
    if (const auto nearest = nearest_name(name, names)) words.emplace_back("nearest", *nearest);
    diagnostics.error("command.unknown_variable", {}, std::move(words));
    return std::nullopt;
  }
  std::vector<int> cells;
  if (name != asked) {
    const std::optional<Cells> called = cells_called(asked, "--of", model, diagnostics);
    if (!called) return std::nullopt;
    cells = called->cells;
  }
  if (at == std::string::npos) return AttributionTarget{variable, model.time.stop(), std::move(cells)};
  const std::optional<double> time = saved_time(std::string_view(text).substr(at + 1), model.time);
  if (time) return AttributionTarget{variable, *time, std::move(cells)};
  const Wording expected = wording::name_at_time;
  diagnostics.error("command.bad_value", {},
                    {{"option", "--of"},
                     {"found", text},
                     {"expected", Text(std::string(expected.zh), std::string(expected.en))},
                     {"example", asked + "@" + std::to_string(std::lround(model.time.stop()))}});
  return std::nullopt;
}

std::vector<Diagnostic> check_models(const Scenario& from, const Scenario& to) {
  Diagnostics diagnostics;
  if (from.model != to.model) {
    diagnostics.error("command.models_differ", {}, {{"first", from.path}, {"second", to.path}});
  }
  return diagnostics.take();
}

}  // namespace

ExitCode attribute_command(const CommandLine& line) {
  Circumstances circumstances(line);
  const Language language = line.language;
  const Outcome<ScenarioSet> read = load_scenarios(line.arguments, reading_options(line), true);
  if (!read) {
    report_and_stop(read.diagnostics(), language);
    return input_wrong;
  }
  const Scenario& from = read.value().scenarios[0];
  const Scenario& to = read.value().scenarios[1];
  const std::string folder = line.has("output") ? line.value("output") : "ronghe-results/attribute";
  Diagnostics mistakes;
  mistakes.add(check_models(from, to));
  check_folder(folder, mistakes);
  AttributionOptions options;
  options.places = line.has("places");
  bool unknown = false;
  if (const auto of = line.options.find("of"); of != line.options.end()) {
    for (const std::string& text : of->second) {
      if (const auto target = read_target(text, *to.model, mistakes)) options.of.push_back(*target);
    }
  } else if (to.attribution) {
    options.apart = to.attribution->to;
    for (const Measure& measure : to.attribution->of) {
      options.of.push_back({measure.variable, to.model->time.at(measure.step), measure.cells});
    }
  }
  if (mistakes.has_errors()) {
    for (const Diagnostic& mistake : mistakes.items()) {
      unknown = unknown || mistake.code == "command.unknown_variable" || mistake.span;
    }
    report_and_stop(mistakes.take(), language);
    return unknown ? input_wrong : usage_wrong;
  }
  report(read.diagnostics(), language);
  circumstances.warnings = read.diagnostics();

  options.simulate.threads = circumstances.threads();
  options.simulate.cancel = &interrupt();
  std::optional<Outcome<AttributionResult>> split;
  {
    Progress progress(language, watched() && !line.has("quiet"));
    options.simulate.progress = [&](int done, int members) { progress.tell(done, members); };
    split = attribute(from, to, options);
  }
  if (*options.simulate.cancel) return tell_interrupted(language);
  report(split->diagnostics(), language);
  if (!*split) return run_failed;
  const AttributionResult& attribution = split->value();
  const bool told = !line.has("json") && !line.has("quiet");
  if (told) print(tell_attribution(attribution, style_of_output(language)));
  const std::string json = attribution_json(attribution);
  if (line.has("json")) print(json);

  std::vector<OutputFile> files;
  files.push_back(
      {"attribution.csv", to_csv(attribution_table(attribution), {.byte_order_mark = line.has("csv-bom")})});
  files.push_back({"attribution.json", json});
  circumstances.add_records({{&from, "baseline"}, {&to, "scenario"}},
                            {{"lanes", attribution.lanes},
                             {"items", static_cast<long long>(attribution.items.size())},
                             {"figures", static_cast<long long>(attribution.figures.size())},
                             {"steps", to.model->time.steps}},
                            files);
  const auto written = write_files(folder, files);
  report(written.diagnostics(), language);
  if (!written) return run_failed;
  if (told) print_written(written.value(), language);
  return done;
}

}  // namespace ronghe
