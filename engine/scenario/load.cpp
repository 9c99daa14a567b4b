// Joins a scenario's text, its model and its data.
//
// The elements that the data give come first, because the model needs them; then the model; then everything that speaks
// of the model's names. Scenarios whose model, time and elements are equal get one model, so that they can run as
// lanes of one ensemble.
#include "ronghe/scenario.hpp"
#include "scenario/data.hpp"
#include "scenario/decisions.hpp"
#include "scenario/document.hpp"
#include "scenario/ensemble.hpp"
#include "scenario/files.hpp"
#include "scenario/history.hpp"
#include "scenario/item.hpp"
#include "scenario/keys.hpp"
#include "scenario/maps.hpp"
#include "scenario/measures.hpp"
#include "scenario/outputs.hpp"
#include "scenario/parameters.hpp"
#include "scenario/places.hpp"
#include "scenario/prices.hpp"
#include "scenario/sentences.hpp"
#include "scenario/target.hpp"
#include "scenario/uncertainties.hpp"
#include "scenario/value.hpp"
#include "syntax/number.hpp"
#include "syntax/texts.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <filesystem>
#include <set>
#include <system_error>

namespace ronghe {
namespace {

// The models that were loaded, so that equal ones are loaded once.
class Models {
 public:
  // Null when the model has mistakes; they are reported at the first load.
  std::shared_ptr<const Model> load(const std::string& path, const ModelOptions& options, const Span& asked_at,
                                    Diagnostics& diagnostics) {
    std::string key = key_of(path, options);
    const auto known = models_.find(key);
    if (known != models_.end()) return known->second;
    Outcome<Model> loaded = load_model(path, options, asked_at);
    diagnostics.add(loaded.diagnostics());
    std::shared_ptr<const Model> model;
    if (loaded) model = std::make_shared<const Model>(std::move(loaded).value());
    models_.emplace(std::move(key), model);
    return model;
  }

 private:
  static std::string key_of(const std::string& path, const ModelOptions& options) {
    std::string key = path;
    const auto add = [&](const std::string& part) { key += part + '\n'; };
    key += '\n';
    const TimeText& time = options.time;
    for (const std::string* part : {&time.start, &time.stop, &time.step, &time.save, &time.method}) add(*part);
    add(options.placeholders ? "placeholders" : "");
    for (const auto& [name, data] : options.data) {
      add(name);
      for (const Element& element : data.elements)
        add(element.name + '\t' + element.label.zh + '\t' + element.label.en);
      for (const auto& [group, elements] : data.groups) {
        add(group);
        for (const int element : elements) add(std::to_string(element));
      }
    }
    return key;
  }

  std::map<std::string, std::shared_ptr<const Model>> models_;
};

TimeText time_text(const Node* time) {
  TimeText text;
  if (time == nullptr) return text;
  const auto take = [&](const char* key, std::string& part, Span& span) {
    const Node* node = time->find(key);
    if (node == nullptr || !node->is_scalar()) return;
    part = node->text;
    span = node->span;
  };
  take("start", text.start, text.start_span);
  take("stop", text.stop, text.stop_span);
  take("step", text.step, text.step_span);
  take("save", text.save, text.save_span);
  take("method", text.method, text.method_span);
  // A method that is none has been told with its key.
  if (text.method != "euler" && text.method != "rk2" && text.method != "rk4") text.method.clear();
  return text;
}

bool has_errors_since(const Diagnostics& diagnostics, std::size_t before) {
  const auto& items = diagnostics.items();
  return std::any_of(items.begin() + static_cast<std::ptrdiff_t>(before), items.end(),
                     [](const Diagnostic& item) { return item.severity == Severity::error; });
}

// The place of the parent's word for which `node` stands, or none.
Span in_place_of(const Node& node, const Document& document) {
  for (const Replacement& replacement : document.replaced) {
    if (replacement.by.source == node.span.source && replacement.by.begin == node.span.begin) return replacement.what;
  }
  return {};
}

// The year of prices and the start are what the parents' figures are told by. Whoever says another one keeps the
// figures and gives them another meaning: nothing is converted.
void check_basis(const Document& document, Diagnostics& diagnostics) {
  const auto differs = [&](const char* block, const char* key) -> const Node* {
    const Node* said = document.tree.find(block);
    const Node* node = said == nullptr ? nullptr : said->find(key);
    if (node == nullptr || !node->is_scalar()) return nullptr;
    const Span parent = in_place_of(*node, document);
    const std::optional<Fraction> before = parent ? parse_date(parent.text()) : std::nullopt;
    const std::optional<Fraction> now = parse_date(node->text);
    return before && now && before->value() != now->value() ? node : nullptr;
  };
  if (const Node* base = differs("prices", "base")) {
    const Span parent = in_place_of(*base, document);
    diagnostics.error("prices.base_changed", base->span, {{"found", base->text}, {"parent", parent.text()}}, parent);
  }
  if (const Node* start = differs("time", "start")) {
    const Span parent = in_place_of(*start, document);
    diagnostics.warning("time.start_changed", start->span, {{"found", start->text}, {"parent", parent.text()}}, parent);
  }
}

// Whether the file itself says when the run starts, and none of its parents does.
bool says_first_start(const Node& tree, const Document& document) {
  const Node* time = tree.find("time");
  const Node* start = time == nullptr ? nullptr : time->find("start");
  const Node* id = tree.find("id");
  return start != nullptr && id != nullptr && !document.ancestors.empty() && !in_place_of(*start, document) &&
         start->span.source == id->span.source;
}

// How many dimensions the data speak of.
std::size_t element_keys(const Node* data) {
  if (data == nullptr) return 0;
  return data->entries.size() - (data->find("inputs") != nullptr ? 1 : 0);
}

// Inputs and constants that nobody gave a value. Each is told once, with its cells.
void check_all_have_values(const ReferenceValues& values, const Model& model, const Span& place,
                           Diagnostics& diagnostics) {
  constexpr std::size_t most_named = 5;
  for (std::size_t index = 0; index < model.variables.size(); ++index) {
    const Variable& variable = model.variables[index];
    if (!variable.settable() || variable.has_rule()) continue;
    std::vector<std::string> missing;
    int count = 0;
    for (int cell = 0; cell < variable.cells; ++cell) {
      if (!std::isnan(values.at(static_cast<int>(index), cell))) continue;
      ++count;
      if (missing.size() < most_named) missing.push_back(model.cell_name(variable, cell));
    }
    if (count == 0) continue;
    if (static_cast<std::size_t>(count) > most_named) missing.push_back("…");
    Words words = {{"name", variable.name}};
    if (count < variable.cells) words.emplace_back("cells", listed(missing));
    diagnostics.error("data.missing", place, std::move(words), variable.span);
  }
}

class Loader {
 public:
  explicit Loader(const ScenarioOptions& options) : options_(options) {}

  struct Loaded {
    Scenario scenario;
    std::optional<Files::Place> ancestor;
  };

  // A scenario, or a model without decisions.
  std::optional<Loaded> load(const Files::Place& place, Files& files) {
    files.take_sources();
    diagnostics_ = Diagnostics();
    std::optional<Loaded> loaded =
        is_scenario(place, files) ? load_scenario_file(place, files) : load_bare_model(place.shown);
    if (diagnostics_.has_errors()) loaded.reset();
    for (const Diagnostic& diagnostic : diagnostics_.items()) keep(diagnostic);
    return loaded;
  }

  std::vector<Diagnostic> take_diagnostics() { return std::move(kept_); }

 private:
  // A text is a model when it has one of the words that only models have, and none that only scenarios have. What
  // cannot be read is left to the reader of models or scenarios to tell.
  bool is_scenario(const Files::Place& place, Files& files) {
    std::error_code failed;
    if (!std::filesystem::is_regular_file(place.path, failed)) {
      // A name with an extension was meant as a file; the scenario's reader says that it is not there.
      const std::string extension = std::filesystem::path(place.shown).extension().string();
      return !std::filesystem::is_directory(place.path, failed) && (extension == ".yaml" || extension == ".yml");
    }
    const SourcePtr text = files.text(place, {}, diagnostics_);
    if (!text) return true;
    const Node* root = files.tree(place, {}, diagnostics_);
    if (root == nullptr) return text->text().find("scenario:") != std::string_view::npos;
    if (root->find("scenario") != nullptr) return true;
    for (const char* word : {"stocks", "flows", "auxiliaries", "constants", "inputs", "dimensions", "mappings",
                             "lookups", "at_start", "money"}) {
      if (root->find(word) != nullptr) return false;
    }
    return true;
  }

  std::optional<Loaded> load_bare_model(const std::string& path) {
    const std::shared_ptr<const Model> model =
        models_.load(options_.model.empty() ? path : options_.model, {}, {}, diagnostics_);
    if (!model) return std::nullopt;
    Scenario scenario;
    scenario.id = model->name;
    scenario.title = model->title;
    scenario.path = path;
    scenario.model = model;
    scenario.plan.name = scenario.id;
    scenario.every = model->time.save_every;
    ReferenceValues values(*model);
    apply_sets(options_.sets, *model, values, diagnostics_);
    check_all_have_values(values, *model, {}, diagnostics_);
    scenario.settings = values.settings();
    scenario.origins = values.origins();
    return Loaded{std::move(scenario), std::nullopt};
  }

  std::optional<Loaded> load_scenario_file(const Files::Place& place, Files& files) {
    const std::optional<Document> document = read_document(place, files, diagnostics_);
    if (!document) return std::nullopt;
    const Node& tree = document->tree;
    const Node* id = tree.find("id");
    const Span file_span = id == nullptr ? tree.span : id->span;
    check_needed_keys(tree, file_span, diagnostics_);
    check_basis(*document, diagnostics_);

    const Node* data = tree.find("data");
    const std::size_t before_data = diagnostics_.items().size();
    const std::vector<ElementTable> elements = read_elements(data, files, diagnostics_);
    const bool elements_known = !has_errors_since(diagnostics_, before_data) && elements.size() == element_keys(data);
    const TimeText time = time_text(tree.find("time"));
    const std::shared_ptr<const Model> model = find_model(tree, elements, elements_known, files, time, diagnostics_);
    if (!model || !elements_known) return std::nullopt;
    if (says_first_start(tree, *document)) warn_of_other_start(tree, elements, files, *model);
    check_elements_are_wanted(elements, *model, diagnostics_);

    Loaded loaded;
    Scenario& scenario = loaded.scenario;
    scenario.id = scalar_text(id);
    scenario.title = read_text(tree.find("title"));
    scenario.notes = read_text(tree.find("notes"));
    scenario.path = place.shown;
    scenario.model = model;

    PriceBasis prices(tree.find("prices"), file_span, *model, files, diagnostics_);
    scenario.prices = prices.prices();
    ReferenceValues values(*model);
    read_input_tables(data, elements, *model, prices, values, files, diagnostics_);
    read_parameters(tree.find("parameters"), *model, values, diagnostics_);
    apply_sets(options_.sets, *model, values, diagnostics_);
    // A table that could not be read leaves its inputs empty: that is one mistake.
    if (!has_errors_since(diagnostics_, before_data)) {
      check_all_have_values(values, *model, data == nullptr ? file_span : tree.find_entry("data")->key.span,
                            diagnostics_);
    }

    Decisions decisions;
    read_programmes(tree.find("programmes"), *model, prices, decisions, diagnostics_);
    read_reforms(tree.find("reforms"), *model, decisions, diagnostics_);
    read_shocks(tree.find("shocks"), *model, decisions, diagnostics_);
    scenario.plan = make_plan(scenario.id, decisions, *model, values, diagnostics_);
    scenario.programmes = std::move(decisions.programmes);
    scenario.reforms = std::move(decisions.reforms);
    scenario.shocks = std::move(decisions.shocks);
    scenario.settings = values.settings();
    scenario.origins = values.origins();

    SentenceReader sentences(*model, diagnostics_);
    scenario.targets = sentences.read(tree.find("targets"), "want");
    scenario.constraints = sentences.read(tree.find("constraints"), "must");
    scenario.checks = sentences.read_checks(tree.find("checks"));
    scenario.maps = read_maps(data, *model, files, diagnostics_);
    read_what_ensembles_need(tree, elements, prices, files, scenario);
    scenario.replaced = document->replaced;

    const Node* wanted = tree.find("outputs");
    read_outputs(wanted, *model, scenario, diagnostics_);
    std::optional<std::size_t> ancestor = document->first_ancestor;
    if (const auto named = read_compare_with(wanted, scenario.id, *document, diagnostics_)) ancestor = named;
    if (ancestor) {
      loaded.ancestor = document->ancestors[*ancestor].place;
      scenario.ancestor = loaded.ancestor->shown;
    }
    scenario.sources = files.take_sources();
    for (const SourcePtr& source : scenario.sources) {
      if (auto name = files.data_name(*source)) scenario.tables.push_back({std::move(*name), source});
    }
    scenario.resolved = to_json(tree, files);
    return loaded;
  }

  // What is read and checked here and used by no command yet, and what `attribute` asks.
  void read_what_ensembles_need(const Node& tree, const std::vector<ElementTable>& elements, PriceBasis& prices,
                                Files& files, Scenario& scenario) {
    const Model& model = *scenario.model;
    scenario.history = read_history(tree.find("history"), elements, model, prices, files, diagnostics_);
    const Node* uncertainties = tree.find("uncertainties");
    const std::size_t before = diagnostics_.items().size();
    scenario.uncertainties = read_uncertainties(uncertainties, model, files, diagnostics_);
    const bool draws_known = !has_errors_since(diagnostics_, before);
    scenario.correlations = read_correlations(tree.find("correlations"), uncertainties, diagnostics_);
    scenario.levers = read_levers(tree.find("levers"), tree.find("programmes"), model, diagnostics_);
    scenario.ensemble = read_ensemble(tree.find("ensemble"), scenario, draws_known, files, diagnostics_);
    std::vector<std::string> decisions;
    for (const char* list : {"programmes", "reforms", "shocks"}) {
      for (const PolicyItem& item : items_of(tree.find(list))) decisions.push_back(item.id);
    }
    read_analysis(tree.find("analysis"), model, decisions, scenario, diagnostics_);
    scenario.limits = read_limits(tree.find("limits"), diagnostics_);
  }

  // The model that the scenario, or the command line in its place, names. Without the elements of its dimensions it is
  // only looked at for mistakes of its own.
  std::shared_ptr<const Model> find_model(const Node& tree, const std::vector<ElementTable>& elements,
                                          bool elements_known, Files& files, const TimeText& time,
                                          Diagnostics& diagnostics) {
    ModelOptions model_options;
    if (elements_known) model_options.data = dimension_data(elements);
    model_options.time = time;
    model_options.placeholders = !elements_known;
    if (!options_.model.empty()) return models_.load(options_.model, model_options, {}, diagnostics);
    const Node* name = tree.find("model");
    if (name == nullptr || !name->is_scalar()) return nullptr;
    const std::optional<Files::Place> place = files.place(*name, diagnostics);
    if (!place) return nullptr;
    return models_.load(names_a_shipped_model(name->text, *place) ? name->text : place->shown, model_options,
                        name->span, diagnostics);
  }

  // The parents leave the start to the model, and this file does not.
  void warn_of_other_start(const Node& tree, const std::vector<ElementTable>& elements, Files& files,
                           const Model& model) {
    TimeText time = time_text(tree.find("time"));
    time.start.clear();
    Diagnostics told;  // with the model as it is run
    const std::shared_ptr<const Model> parent = find_model(tree, elements, true, files, time, told);
    if (!parent || parent->time.start() == model.time.start()) return;
    const Node& start = *tree.find("time")->find("start");
    diagnostics_.warning("time.start_changed", start.span,
                         {{"found", start.text}, {"parent", format_number(parent->time.start())}});
  }

  // A word that ships is that model, whatever lies in the folder. A word that is no file at all was meant as a name,
  // and the reader of models tells which there are.
  static bool names_a_shipped_model(const std::string& name, const Files::Place& place) {
    if (name.find_first_of("/.") != std::string::npos) return false;
    std::error_code failed;
    if (!std::filesystem::exists(place.path, failed) && !std::filesystem::exists(name, failed)) return true;
    const std::vector<ShippedModel> shipped = shipped_models();
    return std::any_of(shipped.begin(), shipped.end(), [&](const ShippedModel& model) { return model.name == name; });
  }

  // A scenario and its ancestor read the same files; what is wrong in them is told once.
  void keep(const Diagnostic& diagnostic) {
    const std::string telling = render(diagnostic, Language::english);
    if (told_.insert(telling).second) kept_.push_back(diagnostic);
  }

  const ScenarioOptions& options_;
  Models models_;
  Diagnostics diagnostics_;
  std::vector<Diagnostic> kept_;
  std::set<std::string> told_;
};

}  // namespace

Outcome<Scenario> load_scenario(const std::string& path, const ScenarioOptions& options) {
  Loader loader(options);
  Files files(path);
  std::optional<Loader::Loaded> loaded = loader.load(files.asked(), files);
  if (!loaded) return loader.take_diagnostics();
  return {std::move(loaded->scenario), loader.take_diagnostics()};
}

Outcome<ScenarioSet> load_scenarios(const std::vector<std::string>& paths, const ScenarioOptions& options, bool alone) {
  Loader loader(options);
  std::deque<Files> folders;  // one for each file that was asked for
  std::vector<std::filesystem::path> loaded_paths;
  std::vector<std::optional<Files::Place>> ancestors;
  ScenarioSet set;
  bool complete = true;
  const auto add = [&](std::optional<Loader::Loaded> loaded, const std::filesystem::path& path) {
    complete = complete && loaded.has_value();
    if (!loaded) return;
    set.scenarios.push_back(std::move(loaded->scenario));
    loaded_paths.push_back(path);
    ancestors.push_back(loaded->ancestor);
  };
  for (const std::string& path : paths) {
    Files& files = folders.emplace_back(path);
    add(loader.load(files.asked(), files), files.asked().path);
  }
  set.asked = static_cast<int>(set.scenarios.size());
  const std::size_t asked = set.scenarios.size();
  set.ancestor.assign(asked, -1);
  for (std::size_t i = 0; i < asked && complete && !alone; ++i) {
    if (!ancestors[i]) continue;
    const Files::Place place = *ancestors[i];
    auto known = std::find(loaded_paths.begin(), loaded_paths.end(), place.path);
    if (known == loaded_paths.end()) {
      add(loader.load(place, folders[i]), place.path);
      if (!complete) break;
      set.ancestor.push_back(-1);
      known = loaded_paths.end() - 1;
    }
    set.ancestor[i] = static_cast<int>(known - loaded_paths.begin());
  }
  if (!complete) return loader.take_diagnostics();
  return {std::move(set), loader.take_diagnostics()};
}

}  // namespace ronghe
