// Why inputs have their values: what the model says, and what data, parameters, the command line and decisions lay over
// it, each with its place.
//
// The layers of a cell stand in the order in which they are applied, and each holds the values with all layers up to
// it. So the values without a layer are those of the layer below, and the top one is what the run uses.
#include "ronghe/scenario.hpp"
#include "scenario/schedule.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace ronghe {
namespace {

using Layer = Explanation::Layer;
using Cell = std::pair<int, int>;  // variable and cell of it
using PlaceKey = std::pair<const Source*, std::uint32_t>;

PlaceKey key_of(const Span& span) { return {span.source.get(), span.begin}; }

// The steps at which the course of a value may bend or jump.
std::set<int> bends_of(const Schedule& schedule, const Time& time) {
  std::set<int> bends = {0};
  const auto add = [&](int step) {
    if (step > 0 && step <= time.steps) bends.insert(step);
  };
  for (const Change& change : schedule.changes) {
    add(change.from);
    add(change.from + change.length);
    add(change.until);
    for (const Change::Point& point : change.points) add(point.step);
  }
  return bends;
}

// The value at the start and at each date where it begins to change or jumps.
std::vector<DatedValue> course_of(const Schedule& schedule, double base, const Time& time) {
  const std::set<int> bends = bends_of(schedule, time);
  const auto value = [&](int step) { return value_at(schedule, base, step, time); };
  std::vector<DatedValue> course;
  for (auto bend = bends.begin(); bend != bends.end(); ++bend) {
    const int next = std::next(bend) == bends.end() ? time.steps + 1 : *std::next(bend);
    const double here = value(*bend);
    const bool moving = value(next - 1) != here;
    const bool as_before = !course.empty() && !course.back().moving && course.back().value == here;
    if (!as_before || moving) course.push_back({time.at(*bend), here, moving});
    if (!moving || next > time.steps) continue;
    // What moves may still jump at its end; then it is told how far it came.
    double largest = 0;
    for (int step = *bend + 1; step < next; ++step)
      largest = std::max(largest, std::abs(value(step) - value(step - 1)));
    if (std::abs(value(next) - value(next - 1)) > 1.5 * largest) {
      course.push_back({time.at(next - 1), value(next - 1), false});
    }
  }
  return course;
}

bool same_value(const DatedValue& a, const DatedValue& b) {
  return a.date == b.date && a.moving == b.moving &&
         (a.value == b.value || (std::isnan(a.value) && std::isnan(b.value)));
}

bool same_place(const Span& a, const Span& b) { return key_of(a) == key_of(b); }

bool same_layer(const Layer& a, const Layer& b) {
  return a.kind == b.kind && a.id == b.id &&
         std::equal(a.places.begin(), a.places.end(), b.places.begin(), b.places.end(), same_place) &&
         std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end(), same_value);
}

class Explainer {
 public:
  explicit Explainer(const Scenario& scenario) : scenario_(scenario), model_(*scenario.model) {
    for (const Origin& origin : scenario.origins) origins_[{origin.variable, origin.cell}].push_back(&origin);
    for (const Schedule& schedule : scenario.plan.schedules) {
      schedules_.emplace(Cell(schedule.variable, schedule.cell), &schedule);
    }
    for (const Replacement& replacement : scenario.replaced) {
      replaced_.emplace(key_of(replacement.by), replacement.what);
    }
  }

  Explanation explain(int index) const {
    Explanation explanation;
    explanation.variable = index;
    for (int cell = 0; cell < variable(index).cells; ++cell) {
      std::vector<Layer> layers = layers_of(index, cell);
      const auto known = std::find_if(explanation.groups.begin(), explanation.groups.end(), [&](const auto& group) {
        return std::equal(group.layers.begin(), group.layers.end(), layers.begin(), layers.end(), same_layer);
      });
      if (known == explanation.groups.end()) {
        explanation.groups.push_back({{cell}, std::move(layers)});
      } else {
        known->cells.push_back(cell);
      }
    }
    return explanation;
  }

 private:
  const Variable& variable(int index) const { return model_.variables[static_cast<std::size_t>(index)]; }

  std::vector<Layer> layers_of(int index, int cell) const {
    const Variable& declared = variable(index);
    double base = std::nan("");
    if (!declared.has_rule()) base = declared.values[static_cast<std::size_t>(cell)];
    std::vector<Layer> layers;
    const auto add = [&](Layer layer) {
      for (const Span& place : layer.places) add_replaced(place, layer.replaced);
      layers.push_back(std::move(layer));
    };
    const double start = model_.time.start();
    add({Layer::Kind::model, "", {}, {declared.value_span ? declared.value_span : declared.span}, {}, {{start, base}}});
    if (const auto found = origins_.find({index, cell}); found != origins_.end()) {
      for (const Origin* origin : found->second) {
        base = origin->value;
        add({kind_of(origin->layer), "", {}, {origin->place}, {}, {{start, base}}});
      }
    }
    const auto found = schedules_.find({index, cell});
    if (found == schedules_.end()) return layers;
    Schedule applied{index, cell, {}};
    for (const Change& change : found->second->changes) {
      applied.changes.push_back(change);
      Layer layer = decision(change, index);
      layer.values = course_of(applied, base, model_.time);
      add(std::move(layer));
    }
    return layers;
  }

  static Layer::Kind kind_of(Origin::Layer layer) {
    switch (layer) {
      case Origin::Layer::data:
        return Layer::Kind::data;
      case Origin::Layer::parameters:
        return Layer::Kind::parameters;
      case Origin::Layer::command_line:
        return Layer::Kind::command_line;
    }
    throw InternalError("a reference value that nobody gave");
  }

  Layer decision(const Change& change, int index) const {
    for (const Programme& programme : scenario_.programmes) {
      if (change.programme && programme.id == change.id) {
        return {Layer::Kind::programme, programme.id, programme.title, places_of(programme, index), {}, {}};
      }
    }
    for (const auto& [kind, reforms] :
         {std::pair(Layer::Kind::reform, &scenario_.reforms), std::pair(Layer::Kind::shock, &scenario_.shocks)}) {
      for (const Reform& reform : *reforms) {
        if (!change.programme && reform.id == change.id) return {kind, reform.id, reform.title, reform.places, {}, {}};
      }
    }
    throw InternalError("a decision that stands in no list: " + change.id);
  }

  // An input that takes a source's share is set by the programme's funding.
  std::vector<Span> places_of(const Programme& programme, int index) const {
    if (programme.input == index) return programme.places;
    std::vector<Span> places;
    for (const Funding& funding : programme.funding) {
      for (const MoneySource& source : model_.money_sources) {
        if (source.name == funding.source && source.adds_to == index) places.push_back(funding.span);
      }
    }
    places.insert(places.end(), programme.places.begin(), programme.places.end());
    return places;
  }

  void add_replaced(const Span& place, std::vector<Span>& replaced) const {
    for (auto found = replaced_.find(key_of(place)); found != replaced_.end();
         found = replaced_.find(key_of(found->second))) {
      replaced.push_back(found->second);
    }
  }

  const Scenario& scenario_;
  const Model& model_;
  std::map<Cell, std::vector<const Origin*>> origins_;
  std::map<Cell, const Schedule*> schedules_;
  std::map<PlaceKey, Span> replaced_;
};

}  // namespace

std::vector<int> set_variables(const Scenario& scenario) {
  std::set<int> variables;
  for (const Origin& origin : scenario.origins) variables.insert(origin.variable);
  for (const Schedule& schedule : scenario.plan.schedules) variables.insert(schedule.variable);
  return {variables.begin(), variables.end()};
}

std::vector<Cells> cells_moved_by(const std::string& id, const Scenario& scenario) {
  std::vector<Cells> moved;
  for (const Schedule& schedule : scenario.plan.schedules) {
    const auto found = std::find_if(schedule.changes.begin(), schedule.changes.end(),
                                    [&](const Change& change) { return change.id == id; });
    if (found == schedule.changes.end()) continue;
    if (moved.empty() || moved.back().variable != schedule.variable) moved.push_back({schedule.variable, {}});
    moved.back().cells.push_back(schedule.cell);
  }
  return moved;
}

std::vector<Explanation> explain_cells(const Scenario& scenario, const std::vector<Cells>& asked) {
  const Explainer explainer(scenario);
  std::vector<Explanation> explanations;
  for (const Cells& some : asked) {
    Explanation explanation = explainer.explain(some.variable);
    for (Explanation::Group& group : explanation.groups) {
      std::erase_if(group.cells,
                    [&](int cell) { return !std::binary_search(some.cells.begin(), some.cells.end(), cell); });
    }
    std::erase_if(explanation.groups, [](const Explanation::Group& group) { return group.cells.empty(); });
    explanations.push_back(std::move(explanation));
  }
  return explanations;
}

std::vector<Explanation> explain(const Scenario& scenario, const std::vector<int>& variables) {
  const Explainer explainer(scenario);
  std::vector<Explanation> explanations;
  for (const int variable : variables) explanations.push_back(explainer.explain(variable));
  return explanations;
}

}  // namespace ronghe
