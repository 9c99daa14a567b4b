#include "scenario/uncertainties.hpp"

#include "scenario/item.hpp"
#include "scenario/places.hpp"
#include "scenario/table_rows.hpp"
#include "scenario/target.hpp"
#include "scenario/value.hpp"
#include "syntax/number.hpp"
#include "syntax/texts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>
#include <string>

namespace ronghe {
namespace {

// A parameter of a distribution: where it stands in the file and in the struct.
struct Parameter {
  std::string_view name;
  double Distribution::*value;
  bool plain;  // a number without a unit
};

constexpr Parameter parameters[] = {
    {"min", &Distribution::min, false},     {"max", &Distribution::max, false},
    {"mode", &Distribution::mode, false},   {"mean", &Distribution::mean, false},
    {"sd", &Distribution::sd, false},       {"median", &Distribution::median, false},
    {"sigma", &Distribution::sigma, true},  {"alpha", &Distribution::alpha, true},
    {"beta", &Distribution::beta, true},    {"shape", &Distribution::shape, true},
    {"scale", &Distribution::scale, false},
};

// Keys of some kinds that are no single numbers.
constexpr std::string_view other_keys[] = {"truncate", "values", "weights", "file", "column"};

// The kinds, with the numbers that each needs, and what else it may have.
struct KindRow {
  std::string_view name;
  Distribution::Kind kind;
  std::array<std::string_view, 4> needs;
  std::array<std::string_view, 3> may;

  bool endless() const { return may.front() == "truncate"; }
  bool of_values() const { return may.front() == "values"; }
};

constexpr KindRow kinds[] = {
    {"uniform", Distribution::Kind::uniform, {"min", "max"}, {}},
    {"loguniform", Distribution::Kind::loguniform, {"min", "max"}, {}},
    {"triangular", Distribution::Kind::triangular, {"min", "mode", "max"}, {}},
    {"pert", Distribution::Kind::pert, {"min", "mode", "max"}, {}},
    {"normal", Distribution::Kind::normal, {"mean", "sd"}, {"truncate"}},
    {"lognormal", Distribution::Kind::lognormal, {"median", "sigma"}, {"truncate"}},
    {"beta", Distribution::Kind::beta, {"alpha", "beta", "min", "max"}, {}},
    {"gamma", Distribution::Kind::gamma, {"shape", "scale"}, {"truncate"}},
    {"empirical", Distribution::Kind::empirical, {}, {"values", "file", "column"}},
    {"choice", Distribution::Kind::choice, {}, {"values", "weights"}},
};

class UncertaintyReader {
 public:
  UncertaintyReader(const PolicyItem& item, const Model& model, Files& files, Diagnostics& diagnostics)
      : item_(item), node_(*item.node), model_(model), files_(files), diagnostics_(diagnostics) {}

  std::optional<Uncertainty> read() {
    read_.id = item_.id;
    read_.span = item_.span;
    read_.label = read_text(node_.find("label"));
    read_.source = read_source(node_.find("source"));
    const Node* name = node_.find("set");
    if (name == nullptr || !name->is_scalar()) return std::nullopt;
    const std::optional<int> found = find_settable(name->text, name->span, model_, diagnostics_);
    if (!found) return std::nullopt;
    read_.variable = *found;
    const bool placed = read_places_and_sharing();
    const bool shaped = read_distribution();
    if (!placed || !shaped) return std::nullopt;
    return read_;
  }

 private:
  const Variable& variable() const { return model_.variables[static_cast<std::size_t>(read_.variable)]; }

  // --- where ---

  bool read_places_and_sharing() {
    const Node* where = node_.find("where");
    const std::optional<Places> places = where == nullptr
                                             ? all_places(model_, variable())
                                             : read_places(where, item_.span, model_, variable(), diagnostics_);
    if (!places) return false;
    read_.cells = cells_at(model_, variable(), *places);
    const Entry* across = node_.find_entry("across");
    if (across != nullptr && !across->value.is_mapping()) return false;
    bool good = true;
    for (std::size_t axis = 0; axis < places->size(); ++axis) {
      const int index = variable().dimensions[axis];
      const std::string& name = model_.dimensions[static_cast<std::size_t>(index)].name;
      const Node* said = across == nullptr ? nullptr : across->value.find(name);
      if (said == nullptr && (*places)[axis].size() > 1) {
        diagnostics_.error("uncertainty.across_missing", across == nullptr ? item_.span : across->key.span,
                           {{"id", item_.id}, {"variable", variable().name}, {"dimension", name}});
        good = false;
      }
      if (said != nullptr) good = read_sharing(*said, index) && good;
    }
    return check_dimensions(across) && good;
  }

  bool read_sharing(const Node& said, int dimension) {
    if (said.is_scalar() && (said.text == "shared" || said.text == "independent")) {
      if (said.text == "independent") read_.independent.push_back(dimension);
      return true;
    }
    diagnostics_.error("scenario.bad_word", said.span,
                       {{"key", "across"},
                        {"found", said.text},
                        {"allowed", Text("`shared`、`independent`", "`shared`, `independent`")}});
    return false;
  }

  bool check_dimensions(const Entry* across) {
    if (across == nullptr) return true;
    std::vector<std::string> names;
    for (const int index : variable().dimensions) {
      names.push_back(model_.dimensions[static_cast<std::size_t>(index)].name);
    }
    bool good = true;
    for (const Entry& entry : across->value.entries) {
      if (std::find(names.begin(), names.end(), entry.key.text) != names.end()) continue;
      Words words = {{"name", entry.key.text}, {"variable", variable().name}};
      if (const auto nearest = nearest_name(entry.key.text, names)) words.emplace_back("nearest", *nearest);
      if (!names.empty()) words.emplace_back("dimensions", listed(names));
      diagnostics_.error("place.no_such_dimension", entry.key.span, std::move(words));
      good = false;
    }
    return good;
  }

  // --- what ---

  bool read_distribution() {
    const Node* dist = node_.find("dist");
    if (dist == nullptr || !dist->is_scalar()) return false;
    const auto row = std::find_if(std::begin(kinds), std::end(kinds),
                                  [&](const KindRow& candidate) { return candidate.name == dist->text; });
    if (row == std::end(kinds)) return false;  // reported as a wrong word
    const Node* unit_text = node_.find("unit");
    const std::optional<Unit> unit = unit_text == nullptr ? std::nullopt : read_unit(*unit_text, diagnostics_);
    if (unit_text != nullptr && !unit) return false;
    Distribution& distribution = read_.distribution;
    distribution.kind = row->kind;
    const auto needs = [&](std::string_view name) {
      return std::find(row->needs.begin(), row->needs.end(), name) != row->needs.end();
    };
    bool good = true;
    for (const Parameter& parameter : parameters) {
      const Entry* entry = node_.find_entry(parameter.name);
      if (entry == nullptr) {
        if (!needs(parameter.name)) continue;
        diagnostics_.error("uncertainty.parameter_missing", dist->span,
                           {{"id", item_.id}, {"dist", dist->text}, {"parameter", parameter.name}});
        good = false;
      } else if (!needs(parameter.name)) {
        diagnostics_.error("uncertainty.parameter_unused", entry->key.span,
                           {{"dist", dist->text}, {"parameter", parameter.name}, {"needed", needed(*row)}}, dist->span);
        good = false;
      } else {
        const auto value = parameter.plain ? read_value(entry->value, Unit(), std::nullopt, diagnostics_)
                                           : read_value(entry->value, variable().unit, unit, diagnostics_);
        if (value) distribution.*parameter.value = *value;
        good = value.has_value() && good;
      }
    }
    if (!check_other_keys(*row, *dist) || !good) return false;
    if (row->of_values()) return read_values(*row, *dist, unit);
    return read_truncate(unit) && check_parameters(*dist) && check_reach(*dist, *row);
  }

  bool check_other_keys(const KindRow& row, const Node& dist) {
    bool good = true;
    for (const std::string_view key : other_keys) {
      const Entry* entry = node_.find_entry(key);
      if (entry == nullptr || std::find(row.may.begin(), row.may.end(), key) != row.may.end()) continue;
      diagnostics_.error("uncertainty.parameter_unused", entry->key.span,
                         {{"dist", row.name}, {"parameter", key}, {"needed", needed(row)}}, dist.span);
      good = false;
    }
    return good;
  }

  static std::string needed(const KindRow& row) {
    std::string text;
    const auto add = [&](std::string_view name) {
      if (!name.empty()) text += (text.empty() ? "`" : ", `") + std::string(name) + "`";
    };
    for (const std::string_view name : row.needs) add(name);
    for (const std::string_view name : row.may) add(name);
    return text;
  }

  bool read_truncate(const std::optional<Unit>& unit) {
    const Entry* truncate = node_.find_entry("truncate");
    if (truncate == nullptr) return true;
    const std::vector<Node>& ends = truncate->value.items;
    if (ends.size() != 2) {
      diagnostics_.error("uncertainty.truncate", truncate->value.span);
      return false;
    }
    const auto low = read_value(ends[0], variable().unit, unit, diagnostics_);
    const auto high = read_value(ends[1], variable().unit, unit, diagnostics_);
    if (!low || !high) return false;
    if (*low >= *high) {
      diagnostics_.error("uncertainty.truncate", truncate->value.span);
      return false;
    }
    read_.distribution.lowest = *low;
    read_.distribution.highest = *high;
    return true;
  }

  // --- values instead of parameters ---

  bool read_values(const KindRow& row, const Node& dist, const std::optional<Unit>& unit) {
    Distribution& distribution = read_.distribution;
    const bool observed = row.kind == Distribution::Kind::empirical;
    const Entry* from =
        observed ? exactly_one(node_, item_.span, {"values", "file"}, diagnostics_) : node_.find_entry("values");
    if (from == nullptr) {
      if (!observed) {
        diagnostics_.error("uncertainty.parameter_missing", dist.span,
                           {{"id", item_.id}, {"dist", dist.text}, {"parameter", "values"}});
      }
      return false;
    }
    const bool read = from->key.text == "file" ? read_column(from->value, dist, unit) : read_list(from->value, unit);
    if (!read) return false;
    if (distribution.values.size() < 2) {
      diagnostics_.error("uncertainty.few_values", from->value.span, {{"dist", dist.text}}, dist.span);
      return false;
    }
    if (observed) std::sort(distribution.values.begin(), distribution.values.end());
    return read_weights();
  }

  bool read_list(const Node& list, const std::optional<Unit>& unit) {
    if (const Entry* column = node_.find_entry("column")) {
      diagnostics_.error("uncertainty.column_alone", column->key.span, {{"id", item_.id}}, list.span);
      return false;
    }
    bool good = list.is_sequence();
    for (const Node& item : list.items) {
      const auto value = read_value(item, variable().unit, unit, diagnostics_);
      good = value && take_value(*value, item.span) && good;
    }
    return good;
  }

  bool read_column(const Node& file, const Node& dist, const std::optional<Unit>& unit) {
    const Node* column = node_.find("column");
    if (column == nullptr) {
      diagnostics_.error("uncertainty.parameter_missing", dist.span,
                         {{"id", item_.id}, {"dist", dist.text}, {"parameter", "column"}});
      return false;
    }
    if (!unit && variable().unit != Unit()) {
      diagnostics_.error("data.unit_missing", column->span,
                         {{"name", variable().name}, {"unit", variable().unit.text()}});
      return false;
    }
    if (unit && !unit->same_dimension(variable().unit)) {
      diagnostics_.error("quantity.unit_mismatch", node_.find("unit")->span, mismatch_words(*unit, variable().unit),
                         variable().span);
      return false;
    }
    const Table* table = files_.table(file, diagnostics_);
    const auto index = table == nullptr ? std::nullopt : column_of(*table, *column, diagnostics_);
    if (!index) return false;
    bool good = true;
    for (const std::vector<Cell>& row : table->rows) {
      const std::optional<double> number = read_number(row[*index], diagnostics_);
      good =
          number && take_value(unit ? converted(*number, *unit, variable().unit) : *number, row[*index].span) && good;
    }
    return good;
  }

  bool take_value(double value, const Span& span) {
    read_.distribution.values.push_back(value);
    return read_.cells.empty() ||  // a mistake about the place has been reported
           check_range(model_, read_.variable, read_.cells.front(), value, span, diagnostics_);
  }

  bool read_weights() {
    const Node* weights = node_.find("weights");
    if (weights == nullptr) return true;
    Distribution& distribution = read_.distribution;
    for (const Node& item : weights->items) distribution.weights.push_back(parse_number(item.text).value_or(-1));
    const std::size_t count = distribution.values.size();
    const auto positive = [](double weight) { return weight > 0; };
    if (distribution.weights.size() == count &&
        std::all_of(distribution.weights.begin(), distribution.weights.end(), positive)) {
      return true;
    }
    diagnostics_.error("uncertainty.weights", weights->span, {{"count", std::to_string(count)}},
                       node_.find("values")->span);
    return false;
  }

  // The order and signs of the parameters.
  bool check_parameters(const Node& dist) {
    const Distribution& d = read_.distribution;
    using Kind = Distribution::Kind;
    const bool ends = !std::isnan(d.min), peaked = d.kind == Kind::triangular || d.kind == Kind::pert;
    if (ends && !(d.min < d.max)) return report_parameter("max", {"应大于 `min`", "must be above `min`"}, dist);
    if (peaked && !(d.min <= d.mode && d.mode <= d.max)) {
      return report_parameter("mode", {"应介于 `min` 与 `max` 之间", "must lie between `min` and `max`"}, dist);
    }
    for (const Parameter& parameter : parameters) {
      const bool above_zero = parameter.plain || parameter.name == "sd" || parameter.name == "median" ||
                              parameter.name == "scale" || (parameter.name == "min" && d.kind == Kind::loguniform);
      if (!above_zero || !(d.*parameter.value <= 0)) continue;  // false for those that the kind does not have
      return report_parameter(parameter.name, {"应大于 0", "must be above 0"}, dist);
    }
    return true;
  }

  bool report_parameter(std::string_view name, const Text& rule, const Node& dist) {
    diagnostics_.error("uncertainty.parameter_value", node_.find(name)->span, {{"parameter", name}, {"rule", rule}},
                       dist.span);
    return false;
  }

  // No draw may leave the range of the variable.
  bool check_reach(const Node& dist, const KindRow& row) {
    if (!variable().range || read_.cells.empty()) return true;  // a mistake about the place has been reported
    const Distribution& d = read_.distribution;
    const bool truncated = node_.find("truncate") != nullptr;
    if (row.endless() && !truncated) {
      diagnostics_.error(
          "uncertainty.no_ends", dist.span,
          {{"dist", row.name}, {"name", variable().name}, {"range", range_text(*variable().range, variable().unit)}},
          variable().span);
      return false;
    }
    const Range reach = row.endless() ? Range{d.lowest, d.highest} : Range{d.min, d.max};
    const int cell = read_.cells.front();
    const Span& low = row.endless() ? node_.find("truncate")->items[0].span : node_.find("min")->span;
    const Span& high = row.endless() ? node_.find("truncate")->items[1].span : node_.find("max")->span;
    const bool low_fits = check_range(model_, read_.variable, cell, reach.low, low, diagnostics_);
    return check_range(model_, read_.variable, cell, reach.high, high, diagnostics_) && low_fits;
  }

  const PolicyItem& item_;
  const Node& node_;
  const Model& model_;
  Files& files_;
  Diagnostics& diagnostics_;
  Uncertainty read_;
};

// The ids that items of `list` have.
std::vector<std::string> ids_of(const Node* list) {
  std::vector<std::string> ids;
  for (const PolicyItem& item : items_of(list)) ids.push_back(item.id);
  return ids;
}

// Whether any draws have these correlations. The ids stand for keys here.
bool can_be_drawn(const std::vector<Correlation>& correlations) {
  std::map<std::string, std::size_t> index;
  std::vector<KeyCorrelation> between;
  for (const Correlation& correlation : correlations) {
    const std::size_t first = index.emplace(correlation.first, index.size()).first->second;
    const std::size_t second = index.emplace(correlation.second, index.size()).first->second;
    between.push_back({first, second, correlation.spearman});
  }
  return can_be_drawn(between);
}

class LeverReader {
 public:
  LeverReader(const PolicyItem& item, const Node* programmes, const Model& model, Diagnostics& diagnostics)
      : item_(item), node_(*item.node), programmes_(programmes), model_(model), diagnostics_(diagnostics) {}

  std::optional<Lever> read() {
    lever_.id = item_.id;
    lever_.span = item_.span;
    lever_.label = read_text(node_.find("label"));
    const Entry* what = exactly_one(node_, item_.span, {"scale", "set"}, diagnostics_);
    if (what == nullptr || !what->value.is_scalar()) return std::nullopt;
    const bool moves = what->key.text == "scale" ? find_programme(what->value) : find_cells(what->value);
    if (!moves || !read_values()) return std::nullopt;
    return lever_;
  }

 private:
  bool find_programme(const Node& text) {
    static constexpr std::string_view prefix = "programmes.";
    if (const Entry* where = node_.find_entry("where")) {
      diagnostics_.error("lever.where_unused", where->key.span, {{"id", item_.id}}, text.span);
      return false;
    }
    const std::vector<std::string> ids = ids_of(programmes_);
    if (text.text.starts_with(prefix)) lever_.programme = text.text.substr(prefix.size());
    if (std::find(ids.begin(), ids.end(), lever_.programme) != ids.end()) return true;
    Words words = {{"found", text.text}};
    const auto nearest = nearest_name(lever_.programme.empty() ? text.text : lever_.programme, ids);
    if (nearest) words.emplace_back("nearest", std::string(prefix) + *nearest);
    if (!ids.empty()) words.emplace_back("ids", listed(ids));
    diagnostics_.error("lever.unknown_programme", text.span, std::move(words));
    return false;
  }

  bool find_cells(const Node& name) {
    const std::optional<int> input = find_input(name.text, name.span, model_, diagnostics_);
    if (!input) return false;
    lever_.input = *input;
    const Variable& variable = model_.variables[static_cast<std::size_t>(*input)];
    lever_.unit = variable.unit;
    const auto places = read_places(node_.find("where"), item_.span, model_, variable, diagnostics_);
    if (!places) return false;
    lever_.cells = cells_at(model_, variable, *places);
    return true;
  }

  bool read_values() {
    struct Row {
      const char* key;
      double& value;
    };
    bool good = true;
    for (const Row& row :
         {Row{"min", lever_.low}, Row{"max", lever_.high}, Row{"step", lever_.step}, Row{"default", lever_.initial}}) {
      const Node* node = node_.find(row.key);
      const auto value = node == nullptr ? std::nullopt : read_value(*node, lever_.unit, std::nullopt, diagnostics_);
      if (value) row.value = *value;
      good = good && value;
    }
    if (!good) return false;
    if (!(lever_.low < lever_.high)) return report("max", {"应大于 `min`", "must be above `min`"});
    if (!(lever_.low <= lever_.initial && lever_.initial <= lever_.high)) {
      return report("default", {"应介于 `min` 与 `max` 之间", "must lie between `min` and `max`"});
    }
    if (!(lever_.step > 0 && lever_.step <= lever_.high - lever_.low)) {
      return report("step", {"应大于 0 且不超过 `max` 减 `min`", "must be above 0 and not above `max` less `min`"});
    }
    if (lever_.input < 0) return lever_.low >= 0 || report("min", {"不能为负", "must not be negative"});
    if (lever_.cells.empty()) return true;  // a mistake about the place has been reported
    const int cell = lever_.cells.front();
    const bool low = check_range(model_, lever_.input, cell, lever_.low, node_.find("min")->span, diagnostics_);
    return check_range(model_, lever_.input, cell, lever_.high, node_.find("max")->span, diagnostics_) && low;
  }

  bool report(const char* key, const Text& rule) {
    diagnostics_.error("lever.value", node_.find(key)->span, {{"id", item_.id}, {"key", key}, {"rule", rule}});
    return false;
  }

  const PolicyItem& item_;
  const Node& node_;
  const Node* programmes_;
  const Model& model_;
  Diagnostics& diagnostics_;
  Lever lever_;
};

}  // namespace

std::vector<Uncertainty> read_uncertainties(const Node* list, const Model& model, Files& files,
                                            Diagnostics& diagnostics) {
  std::vector<Uncertainty> uncertainties;
  std::map<std::pair<int, int>, Span> taken;  // by variable and cell
  for (const PolicyItem& item : items_of(list)) {
    std::optional<Uncertainty> uncertainty = UncertaintyReader(item, model, files, diagnostics).read();
    if (!uncertainty || !item.active) continue;
    for (const int cell : uncertainty->cells) {
      const auto [first, fresh] = taken.emplace(std::pair(uncertainty->variable, cell), item.span);
      if (fresh) continue;
      const Variable& variable = model.variables[static_cast<std::size_t>(uncertainty->variable)];
      diagnostics.error("uncertainty.twice", item.span, {{"name", model.cell_name(variable, cell)}}, first->second);
      break;
    }
    uncertainties.push_back(std::move(*uncertainty));
  }
  return uncertainties;
}

std::vector<Correlation> read_correlations(const Node* list, const Node* uncertainties, Diagnostics& diagnostics) {
  std::vector<Correlation> correlations;
  if (list == nullptr) return correlations;
  std::map<std::string, bool> active;
  for (const PolicyItem& item : items_of(uncertainties)) active[item.id] = item.active;
  const std::vector<std::string> ids = ids_of(uncertainties);
  std::map<std::pair<std::string, std::string>, Span> pairs;
  for (const Node& node : list->items) {
    const Node* between = node.find("between");
    const Node* spearman = node.find("spearman");
    if (between == nullptr || !between->is_sequence()) continue;
    if (between->items.size() != 2 || between->items[0].text == between->items[1].text) {
      diagnostics.error("correlation.two_needed", between->span);
      continue;
    }
    bool good = true;
    for (const Node& id : between->items) {
      if (!id.is_scalar() || active.contains(id.text)) continue;
      Words words = {{"id", id.text}};
      if (const auto nearest = nearest_name(id.text, ids)) words.emplace_back("nearest", *nearest);
      if (!ids.empty()) words.emplace_back("ids", listed(ids));
      diagnostics.error("correlation.unknown", id.span, std::move(words));
      good = false;
      if (ids.empty()) return correlations;  // one mistake, however many ids
    }
    const std::optional<double> value = spearman == nullptr ? std::nullopt : parse_number(spearman->text);
    if (value && std::abs(*value) >= 1) {
      diagnostics.error("correlation.value", spearman->span, {{"found", spearman->text}});
      good = false;
    }
    if (!good || !value) continue;
    const auto [first, second] = std::minmax(between->items[0].text, between->items[1].text);
    const auto [same, fresh] = pairs.emplace(std::pair(first, second), between->span);
    if (!fresh) {
      diagnostics.error("correlation.twice", between->span, {{"first", first}, {"second", second}}, same->second);
    } else if (active[first] && active[second]) {
      correlations.push_back({first, second, *value});
    }
  }
  if (!can_be_drawn(correlations)) diagnostics.error("correlation.not_positive_definite", list->span);
  return correlations;
}

std::vector<Lever> read_levers(const Node* list, const Node* programmes, const Model& model, Diagnostics& diagnostics) {
  std::vector<Lever> levers;
  for (const PolicyItem& item : items_of(list)) {
    std::optional<Lever> lever = LeverReader(item, programmes, model, diagnostics).read();
    if (lever && item.active) levers.push_back(std::move(*lever));
  }
  return levers;
}

Limits read_limits(const Node* limits, Diagnostics& diagnostics) {
  Limits read;
  if (limits == nullptr) return read;
  static const Unit second = Unit::parse("second").value();
  const auto above_zero = [&](const Node& node, std::optional<double> value) {
    if (!value || *value > 0) return value;
    diagnostics.error("limits.not_positive", node.span, {{"found", node.text}});
    return std::optional<double>();
  };
  if (const Node* time = limits->find("wall_time")) {
    read.wall_time = above_zero(*time, read_value(*time, second, std::nullopt, diagnostics));
  }
  if (const Node* memory = limits->find("memory"); memory != nullptr && memory->is_scalar()) {
    struct Size {
      std::string_view name;
      double bytes;
    };
    static constexpr Size sizes[] = {{"MiB", 1048576.0}, {"GiB", 1073741824.0}, {"TiB", 1099511627776.0},
                                     {"MB", 1e6},        {"GB", 1e9},           {"TB", 1e12}};
    const std::size_t blank = memory->text.find(' ');
    const auto number = parse_number(std::string_view(memory->text).substr(0, blank));
    const std::string_view name =
        blank == std::string::npos ? std::string_view() : std::string_view(memory->text).substr(blank + 1);
    const auto size =
        std::find_if(std::begin(sizes), std::end(sizes), [&](const Size& candidate) { return candidate.name == name; });
    if (number && size != std::end(sizes)) {
      read.memory = above_zero(*memory, *number * size->bytes);
    } else {
      Words words = {{"found", memory->text}};
      for (const Size& known : sizes) {
        const std::string_view text = memory->text;
        if (!text.ends_with(known.name) || !parse_number(text.substr(0, text.size() - known.name.size()))) continue;
        words.emplace_back(
            "spaced", std::string(text.substr(0, text.size() - known.name.size())) + " " + std::string(known.name));
        break;
      }
      diagnostics.error("limits.memory", memory->span, std::move(words));
    }
  }
  return read;
}

}  // namespace ronghe
