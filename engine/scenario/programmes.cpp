// Programmes: money with a place and a year, and who pays it.
//
// A programme is one profile over time and a weight for each cell that receives it: 1 with `each`, its share of the
// whole with `total`. A source of money that the model wants to see (`adds_to`) gets the same profile, weighted by the
// source's share and by all cells that its own cell stands for.
#include "scenario/decisions.hpp"
#include "scenario/item.hpp"
#include "scenario/places.hpp"
#include "scenario/schedule.hpp"
#include "scenario/value.hpp"
#include "syntax/texts.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string_view>

namespace ronghe {
namespace {

// Shares are written as decimal percentages; their sum may miss 1 by what binary fractions cannot hold.
constexpr double share_slack = 1e-9;

// What is reported with its key.
bool says_nothing(const Node& node) {
  return node.kind == Node::Kind::null || (node.is_mapping() && node.entries.empty());
}

std::string percent_text(double share) { return quantity_text(std::round(share * 1e8) / 1e6, Unit()) + " %"; }

// How a whole is shared out among the elements of one dimension (or among all cells).
class SplitReader {
 public:
  SplitReader(const Dimension& dimension, const std::vector<int>& addressed, const std::string& id,
              Diagnostics& diagnostics)
      : dimension_(dimension), addressed_(addressed), id_(id), diagnostics_(diagnostics) {}

  // `equal`, or a share for each addressed element, `others: equal` for the rest.
  std::optional<std::vector<double>> read(const Node& split) {
    const auto count = static_cast<double>(addressed_.size());
    if (split.is_scalar() && split.text == "equal") return std::vector<double>(addressed_.size(), 1 / count);
    if (says_nothing(split)) return std::nullopt;
    if (!split.is_mapping()) {
      diagnostics_.error("split.malformed", split.span, {{"id", id_}});
      return std::nullopt;
    }
    std::vector<std::optional<double>> shares(addressed_.size());
    const Entry* others = nullptr;
    bool good = true;
    for (const Entry& entry : split.entries) {
      if (entry.key.text == "others") {
        others = &entry;
        if (entry.value.is_scalar() && entry.value.text == "equal") continue;
        diagnostics_.error("split.others", entry.value.span, {{"id", id_}});
        good = false;
      } else {
        good = read_share(entry, shares) && good;
      }
    }
    if (!good) return std::nullopt;
    return completed(split, shares, others);
  }

 private:
  bool read_share(const Entry& entry, std::vector<std::optional<double>>& shares) {
    const std::optional<int> element = read_element(dimension_, entry.key.text, entry.key.span, diagnostics_);
    if (entry.value.is_mapping() && !says_nothing(entry.value)) {
      diagnostics_.error("split.malformed", entry.value.span, {{"id", id_}});
    }
    const std::optional<double> share = read_value(entry.value, Unit(), std::nullopt, diagnostics_);
    if (!element || !share) return false;
    const auto place = std::find(addressed_.begin(), addressed_.end(), *element);
    if (place == addressed_.end()) {
      diagnostics_.error("place.not_addressed", entry.key.span, {{"name", entry.key.text}});
      return false;
    }
    if (*share < 0) {
      diagnostics_.error("share.negative", entry.value.span, {{"found", entry.value.text}});
      return false;
    }
    std::optional<double>& kept = shares[static_cast<std::size_t>(place - addressed_.begin())];
    if (kept) {
      diagnostics_.error("place.twice", entry.key.span, {{"name", entry.key.text}});
      return false;
    }
    kept = share;
    return true;
  }

  std::optional<std::vector<double>> completed(const Node& split, const std::vector<std::optional<double>>& shares,
                                               const Entry* others) {
    double sum = 0;
    std::vector<std::string> without;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      if (shares[i]) sum += *shares[i];
      if (!shares[i]) without.push_back(shown(dimension_.elements[static_cast<std::size_t>(addressed_[i])]));
    }
    if (sum > 1 + share_slack) {
      diagnostics_.error("split.sum", split.span, {{"id", id_}, {"sum", percent_text(sum)}});
      return std::nullopt;
    }
    if (others == nullptr && !without.empty()) {
      diagnostics_.error("split.missing", split.span, {{"id", id_}, {"places", listed(without)}});
      return std::nullopt;
    }
    if (others != nullptr && (without.empty() || sum >= 1 - share_slack)) {
      diagnostics_.error("split.nothing_left", others->key.span, {{"id", id_}, {"sum", percent_text(sum)}});
      return std::nullopt;
    }
    if (others == nullptr && std::abs(sum - 1) > share_slack) {
      diagnostics_.error("split.sum", split.span, {{"id", id_}, {"sum", percent_text(sum)}});
      return std::nullopt;
    }
    std::vector<double> complete;
    for (const std::optional<double>& share : shares) {
      complete.push_back(share ? *share : (1 - sum) / static_cast<double>(without.size()));
    }
    return complete;
  }

  const Dimension& dimension_;
  const std::vector<int>& addressed_;
  const std::string& id_;
  Diagnostics& diagnostics_;
};

class ProgrammeReader {
 public:
  ProgrammeReader(const PolicyItem& item, const Model& model, PriceBasis& prices, Diagnostics& diagnostics)
      : item_(item), node_(*item.node), model_(model), prices_(prices), diagnostics_(diagnostics) {}

  bool read() {
    programme_.id = item_.id;
    programme_.span = item_.span;
    programme_.title = read_text(node_.find("title"));
    programme_.source = read_source(node_.find("source"));
    const Entry* money = exactly_one(node_, item_.span, {"each", "total"}, diagnostics_);
    if (money != nullptr) programme_.places = places_of(item_, money->key.span);
    const bool funded = read_funding();
    if (!find_money_input()) return false;
    const auto places = read_places(node_.find("where"), item_.span, model_, input(), diagnostics_);
    const bool shaped = money != nullptr && money->value.is_mapping() && read_profile(money->value);
    const bool weighed = places && money != nullptr && read_weights(*money, *places);
    if (!funded || !shaped || !weighed) return false;
    return check_values() && check_sources();
  }

  void decide(Decisions& decisions) {
    sum_up();
    for (std::size_t i = 0; i < programme_.cells.size(); ++i) {
      decisions.changes[{programme_.input, programme_.cells[i]}].push_back(weighted(weights_[i]));
    }
    for (const auto& [cell, weight] : source_weights()) decisions.changes[cell].push_back(weighted(weight));
    decisions.items.emplace(item_.id, item_.span);
    decisions.programmes.push_back(std::move(programme_));
  }

 private:
  const Variable& input() const { return model_.variables[static_cast<std::size_t>(programme_.input)]; }
  const Dimension& dimension(int index) const { return model_.dimensions[static_cast<std::size_t>(index)]; }

  bool find_money_input() {
    const Node* into = node_.find("into");
    if (into == nullptr || !into->is_scalar()) return false;
    if (model_.money_inputs.empty()) {
      diagnostics_.error("programme.no_money", into->span, {{"model", model_.name}, {"name", into->text}});
      return false;
    }
    std::vector<std::string> names;
    for (const int index : model_.money_inputs) {
      names.push_back(model_.variables[static_cast<std::size_t>(index)].name);
      if (names.back() == into->text) programme_.input = index;
    }
    if (programme_.input >= 0) return true;
    Words words = {{"name", into->text}, {"model", model_.name}, {"inputs", listed(names)}};
    if (const auto nearest = nearest_name(into->text, names)) words.emplace_back("nearest", *nearest);
    diagnostics_.error("programme.not_money", into->span, std::move(words));
    return false;
  }

  // Profile

  bool read_profile(const Node& money) {
    const Node* unit_text = money.find("unit");
    std::optional<Unit> unit = unit_text == nullptr ? std::nullopt : read_unit(*unit_text, diagnostics_);
    if (unit_text != nullptr && !unit) return false;
    if (unit && !unit->same_dimension(input().unit)) {
      diagnostics_.error("quantity.unit_mismatch", unit_text->span, mismatch_words(*unit, input().unit), input().span);
      return false;
    }
    const Node* profile = money.find("profile");
    if (profile == nullptr || !profile->is_mapping()) return false;
    bool good = true;
    for (const Entry& entry : profile->entries) good = read_point(entry, unit) && good;
    if (!good) return false;
    std::sort(points_.begin(), points_.end(), [](const Point& a, const Point& b) { return a.step < b.step; });
    for (std::size_t i = 1; i < points_.size(); ++i) {
      if (points_[i - 1].step != points_[i].step) continue;
      diagnostics_.error("programme.date_twice", points_[i].entry->key.span, {{"id", item_.id}},
                         points_[i - 1].entry->key.span);
      return false;
    }
    if (points_.empty()) return false;  // reported as an empty key
    if (points_.back().value != 0 && money.find("then") == nullptr) {
      diagnostics_.error("programme.open_end", points_.back().entry->value.span,
                         {{"id", item_.id}, {"date", points_.back().entry->key.text}});
      return false;
    }
    const std::string between = scalar_text(money.find("between"));
    shape_.path = between == "step" ? Change::Path::flat_profile : Change::Path::linear_profile;
    return fill_shape();
  }

  bool read_point(const Entry& entry, const std::optional<Unit>& unit) {
    const std::optional<int> step = read_date(entry.key, model_.time, diagnostics_);
    const std::optional<double> value = read_value(entry.value, input().unit, unit, diagnostics_);
    if (value && *value < 0) {
      diagnostics_.error("programme.negative", entry.value.span, {{"id", item_.id}, {"found", entry.value.text}});
      return false;
    }
    if (!step || !value) return false;
    points_.push_back({*step, *value, &entry});
    return true;
  }

  bool fill_shape() {
    shape_.id = item_.id;
    shape_.programme = true;
    shape_.verb = Change::Verb::add;
    shape_.from = points_.front().step;
    shape_.points.clear();
    for (const Point& point : points_) shape_.points.push_back({point.step, point.value});
    return !in_current_prices(node_) || deflate();
  }

  // Money in current prices is worth less each year: what is paid in a step is told anew at the level of prices of the
  // step's year.
  bool deflate() {
    const Change nominal = shape_;
    shape_.path = Change::Path::flat_profile;
    shape_.points.clear();
    const int end = nominal.points.back().value == 0 ? nominal.points.back().step : model_.time.steps;
    const int last = std::max(nominal.from, std::min(end, model_.time.steps - 1));
    const Span said = node_.find("prices")->span;
    for (int step = nominal.from; step <= last; ++step) {
      const double rate = strength_at(nominal, step, model_.time);
      const int year = static_cast<int>(std::floor(model_.time.at(step) + 1e-9));
      const std::optional<double> factor = rate == 0 ? 1 : prices_.factor(year, said, diagnostics_);
      if (!factor) return false;
      const double real = rate * *factor;
      if (shape_.points.empty() || shape_.points.back().value != real) shape_.points.push_back({step, real});
    }
    return true;
  }

  // Weights

  bool read_weights(const Entry& money, const Places& places) {
    programme_.cells = cells_at(model_, input(), places);
    const Entry* split = node_.find_entry("split");
    if (money.key.text == "each") {
      if (split != nullptr) diagnostics_.error("split.with_each", split->key.span, {{"id", item_.id}}, money.key.span);
      weights_.assign(programme_.cells.size(), 1.0);
      return split == nullptr;
    }
    if (split == nullptr) {
      diagnostics_.error("split.needed", money.key.span, {{"id", item_.id}});
      return false;
    }
    if (split->value.is_scalar() && split->value.text == "equal") {
      weights_.assign(programme_.cells.size(), 1.0 / static_cast<double>(programme_.cells.size()));
      return true;
    }
    if (!split->value.is_mapping()) {
      diagnostics_.error("split.malformed", split->value.span, {{"id", item_.id}});
      return false;
    }
    const auto shares = read_shares(*split, places);
    if (!shares) return false;
    weights_ = {1.0};
    for (const std::vector<double>& axis : *shares) {
      std::vector<double> next;
      for (const double weight : weights_) {
        for (const double share : axis) next.push_back(weight * share);
      }
      weights_ = std::move(next);
    }
    return true;
  }

  // For each dimension the shares of the elements addressed there. The keys of a split are either the dimensions, or
  // the elements of the only dimension on which more than one is addressed.
  std::optional<std::vector<std::vector<double>>> read_shares(const Entry& split, const Places& places) {
    if (places.empty()) {
      diagnostics_.error("split.malformed", split.value.span, {{"id", item_.id}});
      return std::nullopt;
    }
    std::vector<std::string> wide;
    std::size_t only = 0;
    for (std::size_t axis = 0; axis < places.size(); ++axis) {
      if (places[axis].size() < 2) continue;
      wide.push_back(axis_dimension(axis).name);
      only = axis;
    }
    const bool by_dimension = std::any_of(split.value.entries.begin(), split.value.entries.end(),
                                          [&](const Entry& entry) { return axis_called(entry.key.text) >= 0; });
    if (!by_dimension && wide.size() > 1) {
      diagnostics_.error("split.dimensions", split.key.span,
                         {{"id", item_.id},
                          {"dimensions", listed(wide)},
                          {"example", "{" + wide.front() + ": equal, " + wide.back() + ": equal}"}});
      return std::nullopt;
    }
    std::vector<std::vector<double>> shares(places.size());
    bool good = true;
    for (std::size_t axis = 0; axis < places.size(); ++axis) {
      const Node* said =
          by_dimension ? split.value.find(axis_dimension(axis).name) : (axis == only ? &split.value : nullptr);
      if (said == nullptr && places[axis].size() == 1) {
        shares[axis] = {1.0};
        continue;
      }
      if (said == nullptr) {
        diagnostics_.error("split.dimension_missing", split.value.span,
                           {{"id", item_.id}, {"dimension", axis_dimension(axis).name}});
        good = false;
        continue;
      }
      auto read = SplitReader(axis_dimension(axis), places[axis], item_.id, diagnostics_).read(*said);
      if (read) shares[axis] = std::move(*read);
      good = read.has_value() && good;
    }
    for (const Entry& entry : split.value.entries) {
      if (!by_dimension || axis_called(entry.key.text) >= 0) continue;
      diagnostics_.error("place.no_such_dimension", entry.key.span,
                         {{"name", entry.key.text}, {"variable", input().name}});
      good = false;
    }
    if (!good) return std::nullopt;
    return shares;
  }

  const Dimension& axis_dimension(std::size_t axis) const { return dimension(input().dimensions[axis]); }

  int axis_called(std::string_view name) const {
    for (std::size_t axis = 0; axis < input().dimensions.size(); ++axis) {
      if (axis_dimension(axis).name == name) return static_cast<int>(axis);
    }
    return -1;
  }

  // Funding

  bool read_funding() {
    const Entry* funding = node_.find_entry("funding");
    if (funding == nullptr) return true;
    if (!funding->value.is_mapping()) return false;
    bool good = true;
    double sum = 0;
    for (const Entry& entry : funding->value.entries) {
      const std::optional<double> share = read_value(entry.value, Unit(), std::nullopt, diagnostics_);
      const std::optional<std::size_t> source = find_source(entry.key);
      if (share && *share < 0) {
        diagnostics_.error("share.negative", entry.value.span, {{"found", entry.value.text}});
        good = false;
      }
      good = good && share && source;
      if (!share || !source) continue;
      sum += *share;
      sources_.push_back({*source, *share, &entry});
    }
    if (!good) return false;
    if (std::abs(sum - 1) > share_slack) {
      diagnostics_.error("funding.sum", funding->key.span, {{"id", item_.id}, {"sum", percent_text(sum)}});
      return false;
    }
    std::sort(sources_.begin(), sources_.end(), [](const Source& a, const Source& b) { return a.index < b.index; });
    for (const Source& source : sources_) {
      const MoneySource& declared = model_.money_sources[source.index];
      programme_.funding.push_back({declared.name, declared.label, source.share, source.entry->key.span});
    }
    return true;
  }

  std::optional<std::size_t> find_source(const Node& name) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < model_.money_sources.size(); ++i) {
      if (model_.money_sources[i].name == name.text) return i;
      names.push_back(model_.money_sources[i].name);
    }
    Words words = {{"name", name.text}, {"model", model_.name}};
    if (const auto nearest = nearest_name(name.text, names)) words.emplace_back("nearest", *nearest);
    if (!names.empty()) words.emplace_back("sources", listed(names));
    diagnostics_.error("funding.unknown_source", name.span, std::move(words));
    return std::nullopt;
  }

  // A source's input must have no dimension that the programme does not tell, and money of the same kind.
  bool check_sources() {
    for (const Source& source : sources_) {
      const int index = model_.money_sources[source.index].adds_to;
      if (index < 0) continue;
      const Variable& receiver = model_.variables[static_cast<std::size_t>(index)];
      for (const int wanted : receiver.dimensions) {
        const std::vector<int>& told = input().dimensions;
        if (std::find(told.begin(), told.end(), wanted) != told.end()) continue;
        diagnostics_.error("funding.no_place", source.entry->key.span,
                           {{"id", item_.id},
                            {"source", source.entry->key.text},
                            {"input", receiver.name},
                            {"dimension", dimension(wanted).name}});
        return false;
      }
      if (!receiver.unit.same_dimension(input().unit)) {
        diagnostics_.error(
            "funding.unit", source.entry->key.span,
            {{"source", source.entry->key.text}, {"expected", receiver.unit.text()}, {"found", input().unit.text()}});
        return false;
      }
    }
    return true;
  }

  std::map<std::pair<int, int>, double> source_weights() const {
    std::map<std::pair<int, int>, double> weights;
    for (const Source& source : sources_) {
      const int index = model_.money_sources[source.index].adds_to;
      if (index < 0) continue;
      const Variable& receiver = model_.variables[static_cast<std::size_t>(index)];
      for (std::size_t i = 0; i < programme_.cells.size(); ++i) {
        const std::vector<int> indices = model_.indices(input(), programme_.cells[i]);
        std::vector<int> place;
        for (const int wanted : receiver.dimensions) {
          const auto axis = std::find(input().dimensions.begin(), input().dimensions.end(), wanted);
          place.push_back(indices[static_cast<std::size_t>(axis - input().dimensions.begin())]);
        }
        weights[{index, cell_at(model_, receiver, place)}] +=
            converted(source.share * weights_[i], input().unit, receiver.unit);
      }
    }
    return weights;
  }

  Change weighted(double weight) const {
    Change change = shape_;
    for (Change::Point& point : change.points) point.value *= weight;
    return change;
  }

  // Each value alone must be one that the input can have.
  bool check_values() {
    bool good = true;
    for (std::size_t i = 0; i < points_.size() && !in_current_prices(node_); ++i) {
      const auto largest = std::max_element(weights_.begin(), weights_.end());
      const auto cell = programme_.cells[static_cast<std::size_t>(largest - weights_.begin())];
      good = check_range(model_, programme_.input, cell, points_[i].value * *largest, points_[i].entry->value.span,
                         diagnostics_) &&
             good;
    }
    return good;
  }

  void sum_up() {
    const Time& time = model_.time;
    programme_.unit = input().unit * time.unit;
    for (std::size_t axis = 0; axis < input().dimensions.size(); ++axis) {
      const int index = input().dimensions[axis];
      if (programme_.place < 0 || (dimension(index).from_data && !dimension(programme_.place).from_data)) {
        programme_.place = index;
      }
    }
    if (programme_.place >= 0) {
      programme_.by_place.assign(static_cast<std::size_t>(dimension(programme_.place).size()), 0.0);
    }
    double rates = 0;
    for (int step = 0; step < time.steps; ++step) {
      programme_.profile.push_back(strength_at(shape_, step, time));
      rates += programme_.profile.back();
    }
    programme_.weights = weights_;
    const double asked = rates * time.step();
    for (std::size_t i = 0; i < programme_.cells.size(); ++i) {
      const double sum = asked * weights_[i];
      programme_.sums.push_back(sum);
      programme_.sum += sum;
      if (programme_.place < 0) continue;
      const auto axis = std::find(input().dimensions.begin(), input().dimensions.end(), programme_.place);
      const std::vector<int> indices = model_.indices(input(), programme_.cells[i]);
      const int element = indices[static_cast<std::size_t>(axis - input().dimensions.begin())];
      programme_.by_place[static_cast<std::size_t>(element)] += sum;
    }
    if (programme_.sum == 0) diagnostics_.warning("programme.pays_nothing", item_.span, {{"id", item_.id}});
  }

  struct Point {
    int step;
    double value;
    const Entry* entry;
  };
  struct Source {
    std::size_t index;
    double share;
    const Entry* entry;
  };

  const PolicyItem& item_;
  const Node& node_;
  const Model& model_;
  PriceBasis& prices_;
  Diagnostics& diagnostics_;
  Programme programme_;
  std::vector<Point> points_;
  std::vector<Source> sources_;
  Change shape_;                 // what a cell of weight 1 receives
  std::vector<double> weights_;  // for each cell of the programme
};

}  // namespace

void read_programmes(const Node* list, const Model& model, PriceBasis& prices, Decisions& decisions,
                     Diagnostics& diagnostics) {
  for (const PolicyItem& item : items_of(list)) {
    ProgrammeReader reader(item, model, prices, diagnostics);
    if (reader.read() && item.active) reader.decide(decisions);
  }
}

}  // namespace ronghe
