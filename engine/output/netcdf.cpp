// An ensemble as a netCDF-4 file with CF-style attributes, which xarray, R's ncdf4, Panoply and CDO open.
//
// Axes: scenario, time, each dimension of the model with the names of its elements, quantile, and the members that are
// kept whole. Each variable of the model becomes several of the file, by what is told of it; those of the whole have
// the places joined:
//
//   gdp            (scenario, county, time, quantile)      gdp_whole            (scenario, time, quantile)
//   gdp_mean       (scenario, county, time)                gdp_whole_mean       …
//   gdp_difference (scenario, county, time, quantile)      gdp_whole_regret_90  (scenario)
//   gdp_better     (scenario, county, time)
//   gdp_member     (scenario, county, time, member)
//
// Times are numbers of the model's unit, which for years no calendar of CF can hold; so `time` claims no calendar.
#include "analysis/headline.hpp"
#include "output/ensemble_figures.hpp"
#include "output/netcdf_file.hpp"
#include "output/parts.hpp"
#include "ronghe/output.hpp"
#include "study/durable_file.hpp"
#include "study/module.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

// As netCDF takes names: no `/`, no control characters, a letter, digit, `_` or another script in front, no blank at
// the end.
std::string netcdf_name(std::string name) {
  for (char& c : name) {
    if (c == '/' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '_';
  }
  const auto first = static_cast<unsigned char>(name.empty() ? ' ' : name.front());
  const bool fine = first >= 0x80 || first == '_' || std::isalnum(first) != 0;
  if (!fine) name = "_" + name;
  while (name.back() == ' ') name.pop_back();
  return name;
}

std::vector<NetcdfAttribute> named(const std::string& en, const std::string& zh) {
  std::vector<NetcdfAttribute> attributes;
  if (!en.empty()) attributes.push_back({"long_name", en});
  if (!zh.empty()) attributes.push_back({"long_name_zh", zh});
  return attributes;
}

class EnsembleFile {
 public:
  explicit EnsembleFile(const EnsembleResult& ensemble)
      : ensemble_(ensemble), model_(*ensemble.scenarios[ensemble.baseline]->model) {}

  NetcdfFile describe() {
    about();
    scenarios();
    time_ = axis("time", ensemble_.times, named("time", "时间"), model_.time.unit);
    for (const EnsembleVariable& variable : ensemble_.variables) {
      for (const std::string& dimension : variable.dimensions) elements(dimension);
    }
    quantile_ = axis("quantile", ensemble_.quantiles, named("quantile over the members", "各成员的分位"), Unit());
    members();
    for (const EnsembleVariable& variable : ensemble_.variables) figures(variable);
    sentences();
    failures();
    return std::move(file_);
  }

 private:
  using Axes = std::vector<std::size_t>;

  void about() {
    const Scenario& baseline = *ensemble_.scenarios[ensemble_.baseline];
    const auto say = [&](const char* name, std::string text) {
      if (!text.empty()) file_.attributes.push_back({name, std::move(text)});
    };
    say("Conventions", "CF-1.8");
    say("title", model_.title.in(Language::english));
    say("title_zh", model_.title.in(Language::chinese));
    say("source", "Ronghe " RONGHE_VERSION);
    say("model", model_.name);
    say("baseline", baseline.id);
    say("design", name_of(ensemble_.design.kind));
    say("members", std::to_string(ensemble_.members));
    say("seed", std::to_string(ensemble_.design.seed));
    if (baseline.prices) say("prices", fmt::format("money is in constant prices of {}", baseline.prices->base));
    say("comment",
        "_difference: to the baseline in the same member. _better: share of members in which it is better than the "
        "baseline, equal ones count half. _whole: places joined. _member: members that are kept whole.");
  }

  // A name that nothing else in the file has.
  std::string claim(const std::string& wanted) {
    std::string name = netcdf_name(wanted);
    while (!names_.insert(name).second) name += "_";
    return name;
  }

  std::size_t dimension(const std::string& name, std::size_t size) {
    file_.dimensions.push_back({name, size});
    return file_.dimensions.size() - 1;
  }

  void words(const std::string& name, std::size_t over, std::vector<std::string> strings,
             std::vector<NetcdfAttribute> attributes) {
    file_.variables.push_back({.name = claim(name),
                               .dimensions = {over},
                               .attributes = std::move(attributes),
                               .words = true,
                               .numbers = {},
                               .strings = std::move(strings)});
  }

  void numbers(const std::string& name, Axes over, std::vector<double> values,
               std::vector<NetcdfAttribute> attributes) {
    std::size_t wanted = 1;
    for (const std::size_t d : over) wanted *= file_.dimensions[d].size;
    if (values.size() != wanted) throw InternalError("`" + name + "` of an ensemble does not fill its dimensions");
    file_.variables.push_back({.name = claim(name),
                               .dimensions = std::move(over),
                               .attributes = std::move(attributes),
                               .words = false,
                               .numbers = std::move(values),
                               .strings = {}});
  }

  // An axis of words or numbers, with the coordinate variable of its name. Names of our own axes are kept free.
  std::size_t axis(const std::string& name, std::vector<std::string> strings, std::vector<NetcdfAttribute> attributes) {
    const std::size_t at = dimension(name, strings.size());
    names_.erase(name);
    words(name, at, std::move(strings), std::move(attributes));
    return at;
  }
  std::size_t axis(const std::string& name, const std::vector<double>& values, std::vector<NetcdfAttribute> attributes,
                   const Unit& unit) {
    const std::size_t at = dimension(name, values.size());
    names_.erase(name);
    attributes.push_back({"units", unit.text()});
    numbers(name, {at}, values, std::move(attributes));
    return at;
  }

  // The labels of what stands along an axis, one variable for each language; none where nothing has a label.
  void labels(const std::string& of, std::size_t over, const std::vector<Text>& texts) {
    for (const auto& [language, behind, what] :
         {std::tuple{Language::english, "_label", "label"}, {Language::chinese, "_label_zh", "label in Chinese"}}) {
      std::vector<std::string> strings;
      for (const Text& text : texts) strings.push_back(text.in(language));
      if (std::all_of(strings.begin(), strings.end(), [](const std::string& each) { return each.empty(); })) return;
      words(of + behind, over, std::move(strings), named(what, ""));
    }
  }

  void scenarios() {
    std::vector<std::string> ids;
    std::vector<Text> titles;
    for (const Scenario* scenario : ensemble_.scenarios) {
      ids.push_back(scenario->id);
      titles.push_back(scenario->title);
    }
    scenario_ = axis("scenario", std::move(ids), named("scenario", "情景"));
    labels("scenario", scenario_, titles);
  }

  void elements(const std::string& name) {
    if (axes_.contains(name)) return;
    const auto found = std::find_if(model_.dimensions.begin(), model_.dimensions.end(),
                                    [&](const Dimension& each) { return each.name == name; });
    if (found == model_.dimensions.end()) throw InternalError("an ensemble over a dimension that its model lacks");
    std::vector<std::string> elements;
    std::vector<Text> texts;
    for (const auto& element : found->elements) {
      elements.push_back(element.name);
      texts.push_back(element.label);
    }
    const std::string free = claim(name);
    axes_[name] =
        axis(free, std::move(elements), named(found->label.in(Language::english), found->label.in(Language::chinese)));
    labels(free, axes_[name], texts);
  }

  void members() {
    if (ensemble_.kept == 0) return;
    std::vector<double> numbers_of;
    for (int m = 0; m < ensemble_.kept; ++m) numbers_of.push_back(m);
    member_ = axis("member", numbers_of, named("member that is kept whole", "完整保留的成员"), Unit());
    if (ensemble_.keys.empty()) return;
    std::vector<std::string> keys;
    std::vector<Text> texts;
    std::vector<std::string> units;
    for (const EnsembleKey& key : ensemble_.keys) {
      keys.push_back(key.name);
      texts.push_back(key.label);
      units.push_back(key.unit.en);
    }
    const std::size_t key = axis("key", std::move(keys), named("number that each member draws", "每个成员抽取的数"));
    labels("key", key, texts);
    words("key_unit", key, std::move(units), named("unit of the draws", "抽样值的单位"));
    numbers("draws", {key, *member_}, ensemble_.draws, named("value that the member drew", "该成员抽取的值"));
  }

  // All that is told of some figures: `after` is the name's end, `over` the axes of the cells.
  void told(const EnsembleVariable& variable, const EnsembleFigures& figures, const std::string& after,
            const Axes& over) {
    const FigureReader reader(ensemble_, figures);
    std::size_t cells = 1;
    for (const std::size_t d : over) cells *= file_.dimensions[d].size;
    if (cells != reader.cells()) throw InternalError("cells of an ensemble that do not fill their dimensions");
    const std::size_t scenarios = ensemble_.scenarios.size(), times = ensemble_.times.size();
    const std::size_t quantiles = ensemble_.quantiles.size();

    const auto add = [&](const char* what, const std::optional<std::size_t>& last, std::size_t size, const Text& said,
                         bool pure, const auto& value_of) {
      std::vector<double> values;
      values.reserve(scenarios * cells * times * size);
      for (std::size_t s = 0; s < scenarios; ++s) {
        for (std::size_t c = 0; c < cells; ++c) {
          for (std::size_t t = 0; t < times; ++t) {
            for (std::size_t i = 0; i < size; ++i) values.push_back(value_of(s, c, t, i));
          }
        }
      }
      Axes axes = {scenario_};
      axes.insert(axes.end(), over.begin(), over.end());
      axes.push_back(time_);
      if (last) axes.push_back(*last);
      numbers(variable.name + after + what, std::move(axes), std::move(values),
              attributes(variable, after, said, pure));
    };
    add("", quantile_, quantiles, Text("", ""), false,
        [&](auto s, auto c, auto t, auto q) { return reader.quantile(s, c, q, t); });
    add("_mean", std::nullopt, 1, Text("均值", "mean"), false,
        [&](auto s, auto c, auto t, auto) { return reader.mean(s, c, t); });
    add("_difference", quantile_, quantiles, Text("与基准之差", "difference to the baseline"), false,
        [&](auto s, auto c, auto t, auto q) { return reader.difference(s, c, q, t); });
    if (!variable.robustness.empty()) {
      add("_better", std::nullopt, 1, Text("优于基准的概率", "chance of being better than the baseline"), true,
          [&](auto s, auto c, auto t, auto) { return reader.better(s, c, t); });
    }
    if (member_) {
      add("_member", member_, static_cast<std::size_t>(ensemble_.kept), Text("各成员", "members"), false,
          [&](auto s, auto c, auto t, auto m) { return reader.kept(s, c, t, m); });
    }
  }

  std::vector<NetcdfAttribute> attributes(const EnsembleVariable& variable, const std::string& after, const Text& said,
                                          bool pure) const {
    const Text label = variable.label.empty() ? Text(variable.name, variable.name) : variable.label;
    const auto with = [&](Language language, const char* comma) {
      return label.in(language) + (said.empty() ? "" : comma + said.in(language));
    };
    std::vector<NetcdfAttribute> all = named(with(Language::english, ", "), with(Language::chinese, "，"));
    all.push_back({"units", pure ? "1" : variable.unit.en});
    if (!pure && variable.unit.zh != variable.unit.en) all.push_back({"units_zh", variable.unit.zh});
    all.push_back({"variable", variable.name});
    if (variable.indicator) all.push_back({"better", name_of(variable.indicator->better)});
    if (!after.empty()) all.push_back({"joined", name_of(variable.joined)});
    return all;
  }

  void figures(const EnsembleVariable& variable) {
    Axes over, beside;
    for (const std::string& name : variable.dimensions) over.push_back(axes_[name]);
    told(variable, variable.cells, "", over);
    const bool joined = variable.joined != Joined::not_at_all;
    const std::vector<std::string>* first = variable.whole.elements.empty() ? nullptr : &variable.whole.elements[0];
    for (std::size_t d = 0; d < over.size(); ++d) {
      if (!joined || (first != nullptr && d < first->size() && !(*first)[d].empty())) beside.push_back(over[d]);
    }
    if (joined) told(variable, variable.whole, "_whole", beside);
    robustness(variable, joined ? "_whole" : "", beside);
  }

  void robustness(const EnsembleVariable& variable, const std::string& after, const Axes& over) {
    if (variable.robustness.empty()) return;
    struct Measure {
      const char* name;
      Text said;
      bool pure;
      double Robustness::*of;
    };
    const Measure measures[] = {
        {"_regret_90", {"遗憾值的90%分位", "90th percentile of the regret"}, false, &Robustness::regret_90},
        {"_regret_max", {"最大遗憾值", "largest regret"}, false, &Robustness::regret_max},
        {"_satisficing",
         {"达到要求的成员比例", "share of members in which what is wanted is met"},
         true,
         &Robustness::satisficing},
        {"_worst", {"最差成员的值", "value in the worst member"}, false, &Robustness::worst},
    };
    const std::size_t cells = variable.whole.labels.size();
    for (const Measure& measure : measures) {
      std::vector<double> values;
      for (std::size_t s = 0; s < ensemble_.scenarios.size(); ++s) {
        for (std::size_t c = 0; c < cells; ++c) values.push_back(robustness_at(ensemble_, variable, c, s)->*measure.of);
      }
      Axes axes = {scenario_};
      axes.insert(axes.end(), over.begin(), over.end());
      numbers(variable.name + after + measure.name, std::move(axes), std::move(values),
              attributes(variable, after, measure.said, measure.pure));
    }
  }

  void sentences() {
    if (ensemble_.sentences.empty()) return;
    std::vector<std::string> ids, kinds, conditions;
    std::vector<Text> texts;
    for (const EnsembleSentence& sentence : ensemble_.sentences) {
      ids.push_back(sentence.id);
      kinds.emplace_back(name_of(sentence.kind));
      conditions.push_back(sentence.condition);
      texts.push_back(sentence.label);
    }
    const std::size_t over = axis("sentence", std::move(ids), named("target, constraint or check", "目标、约束或校验"));
    words("sentence_kind", over, std::move(kinds), named("kind", "类别"));
    words("sentence_condition", over, std::move(conditions), named("condition", "条件"));
    labels("sentence", over, texts);
    std::vector<double> chances, errors, members;
    for (std::size_t s = 0; s < ensemble_.scenarios.size(); ++s) {
      for (const EnsembleSentence& sentence : ensemble_.sentences) {
        constexpr double missing = std::numeric_limits<double>::quiet_NaN();
        const std::optional<Chance>& chance = sentence.chances[s];
        chances.push_back(chance ? chance->value : missing);
        errors.push_back(chance ? chance->standard_error : missing);
        members.push_back(chance ? static_cast<double>(chance->members) : missing);
      }
    }
    const auto say = [](const char* en, const char* zh) {
      std::vector<NetcdfAttribute> attributes = named(en, zh);
      attributes.push_back({"units", "1"});
      return attributes;
    };
    numbers("chance", {scenario_, over}, std::move(chances),
            say("share of members in which it is met or holds", "达成或成立的成员比例"));
    numbers("chance_standard_error", {scenario_, over}, std::move(errors), say("standard error", "标准误"));
    numbers("chance_members", {scenario_, over}, std::move(members), say("members on which it rests", "成员数"));
  }

  void failures() {
    if (ensemble_.failures.empty()) return;
    std::vector<double> members_failed;
    for (std::size_t s = 0; s < ensemble_.scenarios.size(); ++s) {
      members_failed.push_back(static_cast<double>(ensemble_.failed_in(s)));
    }
    numbers("failed_members", {scenario_}, std::move(members_failed), named("members that failed", "运行失败的成员数"));
    std::vector<std::string> scenarios, variables, codes;
    std::vector<double> members, times;
    for (const EnsembleFailure& failed : ensemble_.failures) {
      const int variable = failed.failure.variable;
      scenarios.push_back(ensemble_.scenarios[failed.scenario]->id);
      variables.push_back(variable < 0 ? "" : model_.variables[static_cast<std::size_t>(variable)].name);
      codes.push_back(failed.failure.code);
      members.push_back(failed.failure.member);
      times.push_back(failed.failure.time);
    }
    const std::size_t over =
        axis("failure_scenario", std::move(scenarios),
             named("member that failed, the first of those that are alike", "运行失败的成员（同类中的前若干个）"));
    words("failure_variable", over, std::move(variables), named("variable whose value it was", "出错的变量"));
    words("failure_code", over, std::move(codes), named("reason", "原因"));
    numbers("failure_member", {over}, std::move(members), named("member", "成员"));
    numbers("failure_time", {over}, std::move(times), named("time", "时间"));
  }

  const EnsembleResult& ensemble_;
  const Model& model_;
  NetcdfFile file_;
  std::set<std::string> names_ = {"scenario", "time", "quantile", "member", "key", "sentence", "failure_scenario"};
  std::map<std::string, std::size_t> axes_;  // by dimension of the model
  std::size_t scenario_ = 0, time_ = 0, quantile_ = 0;
  std::optional<std::size_t> member_;
};

std::vector<Diagnostic> without_module(const std::string& path, const Text& reason) {
  Diagnostics diagnostics;
  diagnostics.error("command.cannot_write", {}, {{"path", path}, {"reason", reason}, {"package", "libnetcdf-dev"}});
  return diagnostics.take();
}

// The module's function, or what is said without it.
std::variant<NetcdfWrite*, std::vector<Diagnostic>> writer(const std::string& path, const NetcdfOptions& options) {
  const auto module = load_module(netcdf_module_name, options.module);
  if (const Text* reason = std::get_if<Text>(&module)) return without_module(path, *reason);
  return reinterpret_cast<NetcdfWrite*>(function_in(std::get<void*>(module), netcdf_write_symbol));
}

}  // namespace

std::vector<Diagnostic> netcdf_troubles(const std::string& path, const NetcdfOptions& options) {
  const auto found = writer(path, options);
  const auto* troubles = std::get_if<std::vector<Diagnostic>>(&found);
  return troubles == nullptr ? std::vector<Diagnostic>() : *troubles;
}

Outcome<std::string> write_netcdf(const EnsembleResult& ensemble, const std::string& path,
                                  const NetcdfOptions& options) {
  const auto found = writer(path, options);
  if (const auto* troubles = std::get_if<std::vector<Diagnostic>>(&found)) return *troubles;
  const NetcdfFile contents = EnsembleFile(ensemble).describe();

  Folders made;
  const fs::path target = path;
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  if (const auto error = made.make(folder)) return std::vector{cannot_write(folder, error)};
  std::error_code ignored;
  if (fs::is_directory(target, ignored))
    return std::vector{cannot_write(target, std::make_error_code(std::errc::is_a_directory))};
  DurableFile file(target);
  // netCDF tells less of what is wrong with a file than the system does.
  if (const auto error = file.write({})) return std::vector{cannot_write(target, error)};
  std::string why;
  if (!std::get<NetcdfWrite*>(found)(&contents, file.path().c_str(), &why)) {
    Diagnostics diagnostics;
    diagnostics.error("command.cannot_write", {}, {{"path", path}, {"reason", why}});
    return diagnostics.take();
  }
  if (const auto error = file.sync()) return std::vector{cannot_write(target, error)};
  if (const auto error = file.put_in_place()) return std::vector{cannot_write(target, error)};
  made.keep();
  if (const auto error = sync_folder(folder)) return std::vector{cannot_write(folder, error)};
  return path;
}

}  // namespace ronghe
