// How it is told: texts for people at a terminal, in English and Chinese. Chinese characters count two columns.
#pragma once

#include "ronghe/analysis.hpp"
#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/output.hpp"
#include "ronghe/scenario.hpp"
#include "ronghe/uncertainty.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ronghe {

// How a text is set.
struct Style {
  Language language = Language::english;
  bool color = false;  // with the escape sequences of a terminal
  int columns = 100;   // of the terminal, at least 60
};

// Columns that a text takes on a terminal: an East Asian wide character takes two, a combining mark none.
int display_width(std::string_view text);

// What was read: scenario, baseline (may be null), files, model, time, and the seed where the model draws numbers.
std::string tell_reading(const Scenario& scenario, const Scenario* baseline, std::uint64_t seed, const Style& style);

// What each programme asks for, in all and by place, and all together by source of money. Empty without programmes.
std::string tell_programmes(const std::vector<ProgrammeSum>& programmes, const std::vector<FundingSum>& funding,
                            double start, double stop, const Style& style);

// The whole summary: the table of variables, programmes, sums, targets and constraints, checks, failed lanes.
std::string tell_summary(const Summary& summary, const Style& style);

// Small charts of the first headline indicators over time, at most as wide as the page; nothing where there are none.
std::string tell_paths(const Lane& lane, const std::optional<Lane>& baseline, const Style& style);

// How much of a comparison is told.
enum class Detail {
  brief,  // figures of the whole, and the money of all programmes together
  usual,  // also the single places
  full,   // also each programme's money
};

// Scenarios side by side.
std::string tell_comparison(const Comparison& comparison, Detail detail, const Style& style);

// Whose part in the difference is how large.
std::string tell_attribution(const AttributionResult& attribution, const Style& style);

// What each change does, and which of them overlap. Empty without changes.
std::string tell_effects(const std::vector<ChangeEffect>& effects, const std::vector<Overlap>& overlaps,
                         const Style& style);

// Over many futures: each headline figure of the whole at the last time with its range, its difference to the baseline
// in the same futures and the chance of being better; chances of targets; how robust each scenario is; failed members.
std::string tell_ensemble(const EnsembleResult& ensemble, const Style& style);

// What moves each figure most, the first keys of a ranking.
std::string tell_sensitivity(const SensitivityResult& sensitivity, const Style& style);

// In which futures a target is missed, in a sentence for each box.
std::string tell_discovery(const DiscoveryResult& discovery, const Style& style);

std::string tell_models(const std::vector<ShippedModel>& models, const Style& style);

std::string models_json(const std::vector<ShippedModel>& models);

// A model: title, time, dimensions, its parts when it has several, and its variables by kind.
std::string describe_model(const Model& model, const Style& style);

// One of its parts: title and what is declared there, by kind. `part` is an index of `Model::parts`.
std::string describe_part(const Model& model, int part, const Style& style);

// One of its variables: equation, unit, dimensions, labels, source, range, what it needs and what needs it, and where
// it is declared.
std::string describe_variable(const Model& model, int variable, const Style& style);

// What has `word` in its name, its label or the name of an element: variables, parts, elements. Empty without any.
std::string tell_search(const Model& model, const std::string& word, const Style& style);

// For programs: all variables that are not hidden, those of a part, or one of them.
std::string describe_model_json(const Model& model);
std::string describe_part_json(const Model& model, int part);
std::string describe_variable_json(const Model& model, int variable);

// A page for a browser, in both languages and complete in itself: no script, and nothing that is loaded. Every variable
// with its equation, in which each name leads to its own place on the page.
std::string describe_model_html(const Model& model);
// The page of one part. Names of other parts are told, but lead nowhere.
std::string describe_part_html(const Model& model, int part);

// The format of scenario files as a JSON Schema (draft-07), which editors use to complete and explain what one types.
// With a model it knows the names of its variables, places and sources of money; `model` may be null.
std::string scenario_schema(const Model* model);

// Every key of scenario files in tables of Markdown, English and Chinese.
std::string scenario_key_reference();
// A scenario that is to be written: how it is called, and from what it starts.
struct StartingPoint {
  std::string file;  // its name
  std::string id;
  std::string parent;  // the path that it extends; empty: none
  std::string model;   // as it names it; empty: its parent's
};

// A commented scenario that runs at once. `parent` is the scenario that it extends, or the model as a scenario.
std::string starting_scenario(const Scenario& parent, const StartingPoint& start, Language language);

// What two scenarios say differently, and how the second one's results differ, told beside the first.
std::string tell_differences(const ScenarioDifferences& differences, const Summary& second, const Style& style);
std::string differences_json(const ScenarioDifferences& differences, const Summary& second);

// Why inputs and constants have their values, for people and for programs.
std::string tell_explanations(const Scenario& scenario, const std::vector<Explanation>& explanations,
                              const Style& style);
std::string explanations_json(const Scenario& scenario, const std::vector<Explanation>& explanations);

// What was found over many futures, where it was looked for. All outlive their use.
struct Futures {
  const EnsembleResult* ensemble = nullptr;
  std::vector<const SensitivityResult*> sensitivities = {};
  std::vector<const DiscoveryResult*> discoveries = {};
};

// The planner's report: one page for a browser, in both languages, complete in itself. `inputs` are the files that the
// results were made from. Of an ensemble it has the headline indicators; scenarios are found by id.
std::string report_html(const Findings& findings, const std::vector<FileHash>& inputs, const Futures& futures = {});

// The planner's workbook: an .xlsx with the numbers behind the report, to be filtered, drawn and reckoned with. The
// same findings give the same bytes. Numbers have 16 significant digits. Throws `std::system_error` when the folder for
// temporary files takes none.
std::string report_workbook(const Findings& findings, const std::vector<FileHash>& inputs, const Futures& futures = {});

}  // namespace ronghe
