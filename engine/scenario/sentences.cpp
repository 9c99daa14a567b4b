#include "scenario/sentences.hpp"

#include "scenario/item.hpp"
#include "scenario/places.hpp"
#include "scenario/value.hpp"
#include "syntax/number.hpp"
#include "syntax/texts.hpp"

#include <algorithm>
#include <cmath>

namespace ronghe {
namespace {

std::vector<int> all_cells(const Model& model, const std::vector<int>& dimensions) {
  int count = 1;
  for (const int dimension : dimensions) count *= model.dimensions[static_cast<std::size_t>(dimension)].size();
  std::vector<int> cells(static_cast<std::size_t>(count));
  for (int cell = 0; cell < count; ++cell) cells[static_cast<std::size_t>(cell)] = cell;
  return cells;
}

}  // namespace

std::optional<int> read_saved_date(const Node& node, const Time& time, Diagnostics& diagnostics) {
  const std::optional<int> step = read_date(node, time, diagnostics);
  if (!step || *step == time.steps || *step % time.save_every == 0) return step;
  diagnostics.error("date.not_saved", node.span,
                    {{"found", node.text}, {"save", length_of_time(time.save_every * time.step(), time.unit)}});
  return std::nullopt;
}

std::optional<Condition> SentenceReader::read_condition(const Node& item, std::string_view key) {
  const Node* text = item.find(key);
  if (text == nullptr || !text->is_scalar() || text->text.empty()) return std::nullopt;  // reported with its key
  if (!conditions_) conditions_.emplace(model_);
  return conditions_->read(text->text, text->span, diagnostics_);
}

std::vector<Sentence> SentenceReader::read(const Node* list, std::string_view key) {
  std::vector<Sentence> sentences;
  for (const PolicyItem& item : items_of(list)) {
    Sentence sentence{item.id, read_text(item.node->find("label")), {}, {}, {}, item.span};
    const Entry* when = exactly_one(*item.node, item.span, {"by", "always"}, diagnostics_);
    bool good = when != nullptr;
    if (when != nullptr && when->key.text == "by") {
      const std::optional<int> step = read_saved_date(when->value, model_.time, diagnostics_);
      if (step) sentence.steps = {*step};
      good = step.has_value();
    } else {
      sentence.steps = model_.time.saved_steps();
    }
    const std::optional<Condition> condition = read_condition(*item.node, key);
    if (!condition) continue;
    sentence.span = condition->equation.span;
    // Places are told as for a variable over the dimensions that the condition leaves open.
    Variable open;
    open.name = condition->equation.text;
    open.dimensions = condition->dimensions;
    const auto places = read_places(item.node->find("where"), item.span, model_, open, diagnostics_);
    if (!places || !good) continue;
    sentence.cells = cells_at(model_, open, *places);
    sentence.condition = *condition;
    if (item.active) sentences.push_back(std::move(sentence));
  }
  return sentences;
}

std::vector<Sentence> SentenceReader::read_checks(const Node* list) {
  std::vector<Sentence> sentences;
  for (const PolicyItem& item : items_of(list)) {
    const Node* at = item.node->find("at");
    const Entry* always = item.node->find_entry("always");
    if (at != nullptr && always != nullptr) {
      diagnostics_.error("check.when_twice", at->span, {{"name", item.id}}, always->key.span);
    }
    std::optional<Condition> condition = read_condition(*item.node, "must");
    if (!condition || !item.active) continue;
    Sentence sentence{item.id, read_text(item.node->find("label")), std::move(*condition), {}, {}, {}};
    sentence.span = sentence.condition.equation.span;
    sentence.cells = all_cells(model_, sentence.condition.dimensions);
    sentence.steps = model_.time.saved_steps();
    if (scalar_text(at) == "start") sentence.steps = {0};
    if (scalar_text(at) == "stop") sentence.steps = {model_.time.steps};
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace ronghe
