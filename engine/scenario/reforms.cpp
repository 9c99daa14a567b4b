// Reforms and shocks: one verb, a time in force, a path.
#include "scenario/decisions.hpp"
#include "scenario/item.hpp"
#include "scenario/places.hpp"
#include "scenario/value.hpp"
#include "syntax/texts.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace ronghe {
namespace {

class ReformReader {
 public:
  ReformReader(const PolicyItem& item, const Model& model, Diagnostics& diagnostics)
      : item_(item), node_(*item.node), model_(model), diagnostics_(diagnostics) {}

  std::optional<Reform> read() {
    reform_.id = item_.id;
    reform_.span = item_.span;
    reform_.title = read_text(node_.find("title"));
    reform_.source = read_source(node_.find("source"));
    reform_.change.id = item_.id;
    const bool timed = read_time();
    const bool shaped = read_path();
    const Entry* verb = exactly_one(node_, item_.span, {"to", "multiply", "add"}, diagnostics_);
    const Node* name = node_.find("set");
    if (name == nullptr || !name->is_scalar()) return std::nullopt;
    const std::optional<int> input = find_input(name->text, name->span, model_, diagnostics_);
    if (!input) return std::nullopt;
    reform_.input = *input;
    const bool placed = read_cells();
    const bool valued = verb != nullptr && read_value_of(*verb);
    if (!timed || !shaped || !placed || !valued) return std::nullopt;
    return reform_;
  }

 private:
  const Variable& variable() const { return model_.variables[static_cast<std::size_t>(reform_.input)]; }

  bool read_cells() {
    const auto places = read_places(node_.find("where"), item_.span, model_, variable(), diagnostics_);
    if (!places) return false;
    reform_.cells = cells_at(model_, variable(), *places);
    return true;
  }

  bool read_value_of(const Entry& verb) {
    const bool factor = verb.key.text == "multiply";
    const std::optional<double> value =
        read_value(verb.value, factor ? Unit() : variable().unit, std::nullopt, diagnostics_);
    if (!value) return false;
    reform_.places = places_of(item_, verb.value.span);
    Change& change = reform_.change;
    change.value = *value;
    change.verb = factor ? Change::Verb::multiply : verb.key.text == "add" ? Change::Verb::add : Change::Verb::to;
    if (change.verb == Change::Verb::to && !reform_.cells.empty()) {
      return check_range(model_, reform_.input, reform_.cells.front(), *value, verb.value.span, diagnostics_);
    }
    if (*value == (factor ? 1.0 : 0.0) && change.verb != Change::Verb::to) {
      diagnostics_.warning("reform.no_effect", verb.value.span, {{"id", item_.id}});
    }
    return true;
  }

  bool read_time() {
    Change& change = reform_.change;
    const Node* from = node_.find("from");
    const std::optional<int> start = from == nullptr ? std::nullopt : read_date(*from, model_.time, diagnostics_);
    if (start) change.from = *start;
    const Entry* until = node_.find_entry("until");
    const Entry* then = node_.find_entry("then");
    if (until == nullptr && then == nullptr) return start.has_value();
    if (until == nullptr) {
      diagnostics_.error("reform.then_alone", then->key.span, {{"id", item_.id}});
      return false;
    }
    const std::optional<int> end = read_date(until->value, model_.time, diagnostics_);
    if (then == nullptr) diagnostics_.error("reform.then_missing", until->key.span, {{"id", item_.id}});
    if (!end || !start || then == nullptr) return false;
    if (*end <= change.from) {
      diagnostics_.error("reform.ends_before", until->value.span, {{"id", item_.id}}, from->span);
      return false;
    }
    change.until = *end;
    change.hold = scalar_text(&then->value) == "hold";
    return true;
  }

  // `step`, `ramp 4 years`, `s-curve 18 month`.
  bool read_path() {
    const Node* path = node_.find("path");
    if (path == nullptr) return true;
    if (!path->is_scalar()) return false;
    Change& change = reform_.change;
    const std::string_view text = path->text;
    if (text == "step") return true;
    struct Shape {
      std::string_view word;
      Change::Path path;
    };
    static constexpr std::array<Shape, 2> shapes = {
        {{"ramp ", Change::Path::ramp}, {"s-curve ", Change::Path::s_curve}}};
    const auto shape = std::find_if(shapes.begin(), shapes.end(),
                                    [&](const Shape& s) { return text.substr(0, s.word.size()) == s.word; });
    if (shape == shapes.end()) {
      diagnostics_.error("reform.bad_path", path->span, {{"found", text}});
      return false;
    }
    const std::optional<int> length =
        read_duration(text.substr(shape->word.size()), path->span, model_.time, diagnostics_, shape->word);
    if (!length) return false;
    change.path = shape->path;
    change.length = *length;
    return true;
  }

  const PolicyItem& item_;
  const Node& node_;
  const Model& model_;
  Diagnostics& diagnostics_;
  Reform reform_;
};

// The active ones, which `decisions` then hold as changes of their cells.
std::vector<Reform> read_items(const Node* list, const Model& model, Decisions& decisions, Diagnostics& diagnostics) {
  std::vector<Reform> reforms;
  for (const PolicyItem& item : items_of(list)) {
    std::optional<Reform> reform = ReformReader(item, model, diagnostics).read();
    if (!reform || !item.active) continue;
    for (const int cell : reform->cells) decisions.changes[{reform->input, cell}].push_back(reform->change);
    decisions.items.emplace(item.id, item.span);
    reforms.push_back(std::move(*reform));
  }
  return reforms;
}

}  // namespace

void read_reforms(const Node* list, const Model& model, Decisions& decisions, Diagnostics& diagnostics) {
  decisions.reforms = read_items(list, model, decisions, diagnostics);
}

void read_shocks(const Node* list, const Model& model, Decisions& decisions, Diagnostics& diagnostics) {
  decisions.shocks = read_items(list, model, decisions, diagnostics);
}

}  // namespace ronghe
