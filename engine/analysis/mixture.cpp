#include "analysis/mixture.hpp"

#include "analysis/headline.hpp"
#include "scenario/schedule.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

namespace ronghe {
namespace {

// Everything that one programme or reform does.
using Deeds = std::vector<std::tuple<int, int, Change>>;  // variable, cell

std::map<std::string, Deeds> deeds_by_id(const Plan& plan) {
  std::map<std::string, Deeds> deeds;
  for (const Schedule& schedule : plan.schedules) {
    for (const Change& change : schedule.changes) {
      deeds[change.id].emplace_back(schedule.variable, schedule.cell, change);
    }
  }
  return deeds;
}

bool exclude_each_other(const Change& a, const Change& b) {
  if (a.verb != Change::Verb::to || b.verb != Change::Verb::to) return false;
  const int both = std::max(a.from, b.from);
  return in_force(a, both) && in_force(b, both);
}

std::string joined_with_plus(const std::string& first, const std::string& second) {
  return first.empty() || second.empty() ? first + second : first + " + " + second;
}

}  // namespace

Mixture::Mixture(const Scenario& from, const Scenario& to, const std::vector<std::string>& apart)
    : from_(from), to_(to) {
  find_changes();
  find_references();
  join_items(apart);
}

void Mixture::find_changes() {
  const std::map<std::string, Deeds> from = deeds_by_id(from_.plan);
  const std::map<std::string, Deeds> to = deeds_by_id(to_.plan);
  std::set<std::string> ids;
  for (const auto* deeds : {&from, &to}) {
    for (const auto& [id, done] : *deeds) ids.insert(id);
  }
  const auto add = [&](const Deeds& deeds, int item, bool of_to) {
    for (const auto& [variable, cell, change] : deeds) changes_[{variable, cell}].push_back({change, item, of_to});
  };
  for (const std::string& id : ids) {
    const auto before = from.find(id);
    const auto after = to.find(id);
    if (before != from.end() && after != to.end() && before->second == after->second) {
      add(before->second, -1, false);
      continue;
    }
    using Kind = AttributedItem::Kind;
    const Kind kind = before == from.end() ? Kind::added : after == to.end() ? Kind::removed : Kind::changed;
    const int item = static_cast<int>(items_.size());
    items_.push_back({id, item_called(id, after == to.end() ? from_ : to_).title, kind});
    if (before != from.end()) add(before->second, item, false);
    if (after != to.end()) add(after->second, item, true);
  }
  for (auto& [cell, choices] : changes_) {
    std::stable_sort(choices.begin(), choices.end(),
                     [](const Choice& a, const Choice& b) { return counts_before(a.change, b.change); });
  }
}

void Mixture::find_references() {
  for (const Setting& setting : from_.settings) {
    references_[{setting.variable, setting.cell}].from = setting.values.front();
  }
  for (const Setting& setting : to_.settings) {
    references_[{setting.variable, setting.cell}].to = setting.values.front();
  }
  std::map<int, int> item_of;  // by variable
  for (auto& [at, reference] : references_) {
    if (reference.from == reference.to) continue;
    // What was given in place of a rule is told as the constant that has the rule.
    const std::vector<Variable>& variables = from_.model->variables;
    const Variable& set = variables[static_cast<std::size_t>(at.first)];
    const Variable& told = set.hidden() ? variables[static_cast<std::size_t>(set.owner)] : set;
    const auto [item, fresh] = item_of.emplace(at.first, static_cast<int>(items_.size()));
    if (fresh) items_.push_back({told.name, told.label, AttributedItem::Kind::parameter});
    reference.item = item->second;
  }
}

void Mixture::join_items(const std::vector<std::string>& apart) {
  std::vector<int> joined_to(items_.size());
  std::iota(joined_to.begin(), joined_to.end(), 0);
  const auto is_rest = [&](const AttributedItem& item) {
    return !apart.empty() && std::find(apart.begin(), apart.end(), item.id) == apart.end();
  };
  const auto rest = std::find_if(items_.begin(), items_.end(), is_rest);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (is_rest(items_[i])) joined_to[i] = static_cast<int>(rest - items_.begin());
  }
  const auto root = [&](int item) {
    while (joined_to[static_cast<std::size_t>(item)] != item) item = joined_to[static_cast<std::size_t>(item)];
    return item;
  };
  for (const auto& [cell, choices] : changes_) {
    for (const Choice& a : choices) {
      for (const Choice& b : choices) {
        if (a.item < 0 || b.item < 0 || a.to || !b.to || !exclude_each_other(a.change, b.change)) continue;
        const auto [first, second] = std::minmax({root(a.item), root(b.item)});
        joined_to[static_cast<std::size_t>(second)] = first;
      }
    }
  }
  std::vector<AttributedItem> items;
  std::vector<int> item_of(items_.size());
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const int first = root(static_cast<int>(i));
    if (first == static_cast<int>(i)) {
      item_of[i] = static_cast<int>(items.size());
      items.push_back(items_[i]);
      continue;
    }
    item_of[i] = item_of[static_cast<std::size_t>(first)];
    AttributedItem& item = items[static_cast<std::size_t>(item_of[i])];
    item.id = joined_with_plus(item.id, items_[i].id);
    item.title = {joined_with_plus(item.title.zh, items_[i].title.zh),
                  joined_with_plus(item.title.en, items_[i].title.en)};
    item.kind = AttributedItem::Kind::changed;
  }
  items_ = std::move(items);
  for (auto& [cell, choices] : changes_) {
    for (Choice& choice : choices) {
      if (choice.item >= 0) choice.item = item_of[static_cast<std::size_t>(choice.item)];
    }
  }
  for (auto& [cell, reference] : references_) {
    if (reference.item >= 0) reference.item = item_of[static_cast<std::size_t>(reference.item)];
  }
}

Scenario Mixture::mix(const std::vector<bool>& in) const {
  const auto is_in = [&](int item) { return item >= 0 && in[static_cast<std::size_t>(item)]; };
  Scenario mixed;
  mixed.id = from_.id;
  mixed.model = from_.model;
  mixed.plan.name = from_.id;
  for (const auto& [at, choices] : changes_) {
    Schedule schedule{at.first, at.second, {}};
    for (const Choice& choice : choices) {
      if (choice.item < 0 || choice.to == is_in(choice.item)) schedule.changes.push_back(choice.change);
    }
    if (!schedule.changes.empty()) mixed.plan.schedules.push_back(std::move(schedule));
  }
  for (const auto& [at, reference] : references_) {
    const std::optional<double>& value = is_in(reference.item) ? reference.to : reference.from;
    if (value) mixed.settings.push_back({at.first, at.second, {*value}});
  }
  return mixed;
}

}  // namespace ronghe
