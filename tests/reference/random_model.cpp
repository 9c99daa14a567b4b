#include "reference/random_model.hpp"

#include "reference/random_expression.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

namespace ronghe::reference {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

std::string list(const std::vector<std::string>& items) {
  std::string result;
  for (const std::string& item : items) result += (result.empty() ? "" : ", ") + item;
  return "[" + result + "]";
}

// Puts an equation into parentheses that begins with a sign that no plain YAML value may begin with.
std::string scalar(const std::string& equation) { return equation.front() == '`' ? "(" + equation + ")" : equation; }

using Indices = ExpressionWriter::Indices;

class ModelWriter {
 public:
  explicit ModelWriter(std::uint64_t seed) : random_(seed), expressions_(random_, world_) {}

  std::vector<std::string> write() {
    choose_time();
    choose_sets();
    choose_lookups();
    choose_quantities();
    write_values();
    write_equations();
    write_stocks();
    write_checks();
    return parts();
  }

 private:
  // --- what there is ---

  void choose_time() {
    world_.time_unit = random_.pick(std::vector<std::string>{"year", "year", "year", "month", "day"});
    world_.start = random_.pick(std::vector<WholeFraction>{{0, 1}, {2020, 1}, {2023, 1}, {1, 2}, {-5, 1}, {7, 3}});
    world_.step = random_.pick(
        std::vector<WholeFraction>{{1, 1}, {1, 2}, {1, 4}, {1, 8}, {1, 16}, {1, 10}, {1, 3}, {1, 12}, {3, 7}, {2, 1}});
    world_.steps = random_.between(2, 24);
    save_every_ = random_.chance(70) ? 1 : random_.between(2, 5);
    method_ = random_.pick(std::vector<std::string>{"euler", "rk2", "rk4"});
  }

  int choose_size() {
    if (random_.chance(60)) return random_.between(1, 5);
    return random_.chance(92) ? random_.between(6, 20) : random_.between(60, 150);
  }

  void choose_sets() {
    const int own = random_.between(0, 4);
    for (int i = 0; i < own; ++i) {
      Set set;
      set.name = fmt::format("d{}", i);
      set.root = i;
      const char letter = "pqrs"[i];
      for (int e = choose_size(); e-- > 0;) set.elements.push_back(fmt::format("{}{}", letter, e));
      random_.shuffle(set.elements);
      world_.sets.push_back(set);
    }
    for (int i = 0; i < own; ++i) {
      if (random_.chance(40)) {
        Set copy = world_.set(i);
        copy.name += "_copy";
        copy.kind = Set::Kind::copy;
        world_.sets.push_back(copy);
      }
      if (random_.chance(40) && world_.set(i).size() > 1) {
        Set part = world_.set(i);
        part.name += "_part";
        part.kind = Set::Kind::part;
        std::erase_if(part.elements, [&](const std::string&) { return random_.chance(50); });
        if (part.elements.empty()) part.elements.push_back(world_.set(i).elements.front());
        world_.sets.push_back(part);
      }
    }
    for (int i = 0; i < own; ++i) {
      const int to = random_.between(0, own - 1);
      if (random_.chance(35)) world_.mappings.push_back({fmt::format("m{}", i), i, to, 0});
      const int shift = random_.pick(std::vector<int>{-1, 1, -1, 2});
      if (random_.chance(40)) world_.mappings.push_back({fmt::format("shifted{}", i), i, i, shift});
    }
  }

  void choose_lookups() {
    for (int i = random_.between(0, 4); i-- > 0;) {
      const int x_unit = expressions_.choose_unit();
      world_.lookups.push_back({x_unit, expressions_.choose_unit()});
    }
  }

  // Up to three dimensions, at most `most` cells.
  std::vector<int> choose_dimensions(int most) {
    std::vector<int> result;
    int cells = 1;
    const int wanted = random_.pick(std::vector<int>{0, 1, 1, 1, 2, 2, 3});
    for (int tries = 0; tries < 8 && static_cast<int>(result.size()) < wanted && !world_.sets.empty(); ++tries) {
      const int set = random_.between(0, static_cast<int>(world_.sets.size()) - 1);
      bool fits = cells * world_.set(set).size() <= most;
      for (const int other : result) {
        const bool copies = world_.full(other) && world_.full(set) && other != set;
        fits = fits && (!world_.related(other, set) || copies);
      }
      if (!fits) continue;
      result.push_back(set);
      cells *= world_.set(set).size();
    }
    return result;
  }

  int add(Quantity::Kind kind, int unit, bool rate, std::vector<int> sets) {
    const int number = static_cast<int>(world_.quantities.size());
    Quantity quantity;
    quantity.name = fmt::format("{}{}", "icsfaz"[static_cast<std::size_t>(kind)], number);
    if (random_.chance(5)) quantity.name = fmt::format("人口{}", number);
    if (kind == Quantity::Kind::auxiliary && random_.chance(5)) quantity.name = fmt::format("road length {}", number);
    quantity.kind = kind;
    quantity.unit = unit;
    quantity.rate = rate;
    quantity.sets = std::move(sets);
    world_.quantities.push_back(std::move(quantity));
    return number;
  }

  int add_any(Quantity::Kind kind, int rate_percent) {
    const int unit = expressions_.choose_unit();
    const bool rate = random_.chance(rate_percent);
    return add(kind, unit, rate, choose_dimensions(most_cells_));
  }

  void choose_quantities() {
    most_cells_ = random_.chance(85) ? 80 : 400;
    for (int i = random_.between(1, 4); i-- > 0;) add_any(Quantity::Kind::input, 20);
    for (int i = random_.between(2, 6); i-- > 0;) add_any(Quantity::Kind::constant, 10);
    for (Quantity& quantity : world_.quantities) quantity.known = true;
    for (int i = random_.between(1, 5); i-- > 0;) {
      stocks_.push_back({add_any(Quantity::Kind::stock, 0), {}, {}});
      Quantity& stock = world_.quantity(stocks_.back().quantity);
      stock.known = true;
      stock.reach = static_cast<int>(stocks_.size());
    }
    for (std::size_t i = 0; i < stocks_.size(); ++i) choose_flows(i);
    for (int i = random_.between(3, 16); i-- > 0;) order_.push_back(add_any(Quantity::Kind::auxiliary, 15));
    for (int i = random_.between(0, 3); i-- > 0;) order_.push_back(add_any(Quantity::Kind::at_start, 15));
    random_.shuffle(order_);
  }

  // Flows of the stock's own, and from it to earlier stocks of its shape.
  void choose_flows(std::size_t i) {
    const Quantity stock = world_.quantity(stocks_[i].quantity);
    const auto flow = [&] {
      std::vector<int> sets = stock.sets;
      random_.shuffle(sets);
      order_.push_back(add(Quantity::Kind::flow, stock.unit, true, sets));
      return order_.back();
    };
    for (int k = random_.between(0, 2); k-- > 0;) stocks_[i].inflows.push_back(flow());
    for (int k = random_.between(0, 2); k-- > 0;) stocks_[i].outflows.push_back(flow());
    for (std::size_t j = 0; j < i; ++j) {
      const Quantity& other = world_.quantity(stocks_[j].quantity);
      if (other.unit != stock.unit || other.sets != stock.sets || !random_.chance(70)) continue;
      const int moved = flow();
      stocks_[i].outflows.push_back(moved);
      stocks_[j].inflows.push_back(moved);
    }
  }

  // --- values and equations ---

  std::string head(const Quantity& quantity) const {
    std::string text = fmt::format("  {}:\n", quantity.name);
    std::vector<std::string> names;
    for (const int set : quantity.sets) names.push_back(world_.set(set).name);
    if (!names.empty()) text += fmt::format("    over: {}\n", list(names));
    return text +
           fmt::format("    unit: {}{}\n", units[at(quantity.unit)], quantity.rate ? "/" + world_.time_unit : "");
  }

  // A number, or one for each element of the dimensions from `depth` on.
  std::string values(const Quantity& quantity, std::size_t depth) {
    if (depth == quantity.sets.size() || (depth == 0 && random_.chance(25))) return expressions_.number(-9, 9);
    std::string result;
    for (const std::string& element : world_.set(quantity.sets[depth]).elements) {
      const bool rest = depth + 1 == quantity.sets.size() && random_.chance(5);
      result += (result.empty() ? "" : ", ") + (rest ? "others" : element) + ": " + values(quantity, depth + 1);
      if (rest) break;
    }
    return "{" + result + "}";
  }

  void write_values() {
    for (Quantity& quantity : world_.quantities) {
      const bool input = quantity.kind == Quantity::Kind::input;
      if (!input && quantity.kind != Quantity::Kind::constant) continue;
      quantity.text = head(quantity) + fmt::format("    {}: {}\n", input ? "default" : "value", values(quantity, 0));
    }
  }

  void write_equations() {
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const int number = order_[i];
      if (!world_.quantity(number).text.empty()) continue;
      expressions_.reach = 0;
      const int mapping = random_.chance(20) ? shift_along(number) : -1;
      if (mapping >= 0) {
        write_shifted(number, world_.mappings[at(mapping)]);
      } else if (random_.chance(25) && short_axis(number) >= 0) {
        write_chain(number, i);
      } else {
        finish(number, fill("    equation: {}\n", {equation(number)}));
      }
    }
  }

  void finish(int number, const std::string& lines) {
    Quantity& quantity = world_.quantity(number);
    quantity.text = head(quantity) + lines;
    quantity.reach = std::max(quantity.reach, expressions_.reach);
    quantity.known = true;
  }

  Scope scope_of(const Quantity& quantity) const {
    Scope scope;
    scope.sets = quantity.sets;
    scope.calls = quantity.kind != Quantity::Kind::at_start;
    return scope;
  }

  // Stands alone as a YAML value, not as an operand.
  std::string equation(int number) {
    const Quantity& quantity = world_.quantity(number);
    const Scope scope = scope_of(quantity);
    for (const Stock& stock : stocks_) {
      if (std::find(stock.outflows.begin(), stock.outflows.end(), number) == stock.outflows.end()) continue;
      const std::string whole = expressions_.refer(stock.quantity, scope, Indices(quantity.sets.size(), ""));
      if (random_.chance(70)) return fill("{} / {}", {scalar(whole), expressions_.duration(2, 20)});
      const std::string goal = expressions_.fresh(quantity.unit, false, scope, 2);
      return fill("({} - {}) / {}", {whole, goal, expressions_.duration(3, 20)});
    }
    return scalar(expressions_.bounded(quantity.unit, quantity.rate, scope));
  }

  // The key of an equation for one element.
  std::string key(const Quantity& quantity, int set, const std::string& element) {
    int alike = 0;
    for (const int other : quantity.sets) alike += world_.related(other, set) ? 1 : 0;
    return alike > 1 || random_.chance(30) ? world_.set(set).name + "=" + element : element;
  }

  // The quantity at another index on one axis, and at the element in sight on all others.
  std::string elsewhere(int number, std::size_t axis, const std::string& index) {
    const Quantity& quantity = world_.quantity(number);
    Indices fixed(quantity.sets.size(), "");
    fixed[axis] = world_.set(quantity.sets[axis]).name + "=" + index;
    return expressions_.refer(number, scope_of(quantity), fixed);
  }

  std::string by_element(std::vector<std::string> lines) {
    random_.shuffle(lines);
    std::string text = "    equation:\n";
    for (const std::string& line : lines) text += "      " + line + "\n";
    return text;
  }

  // A mapping by one element along a dimension of the variable, or -1.
  int shift_along(int number) const {
    const std::vector<int>& sets = world_.quantity(number).sets;
    for (std::size_t i = 0; i < world_.mappings.size(); ++i) {
      const SetMapping& mapping = world_.mappings[i];
      const bool along = std::find(sets.begin(), sets.end(), mapping.from) != sets.end();
      if (std::abs(mapping.shift) == 1 && along) return static_cast<int>(i);
    }
    return -1;
  }

  // One equation for the first element, and one for all others that uses the element before.
  void write_shifted(int number, const SetMapping& mapping) {
    const Set& set = world_.set(mapping.from);
    const std::vector<int>& sets = world_.quantity(number).sets;
    const auto axis = static_cast<std::size_t>(std::find(sets.begin(), sets.end(), mapping.from) - sets.begin());
    const std::string& first = mapping.shift < 0 ? set.elements.front() : set.elements.back();
    std::vector<std::string> lines;
    lines.push_back(fill("{}: {}", {key(world_.quantity(number), mapping.from, first), equation(number)}));
    if (set.size() > 1) {
      lines.push_back(fill("others: {} + 0.5 * {}", {equation(number), elsewhere(number, axis, mapping.name)}));
    }
    finish(number, by_element(lines));
  }

  // A dimension of the variable with a few elements, or -1.
  int short_axis(int number) const {
    const std::vector<int>& sets = world_.quantity(number).sets;
    for (std::size_t i = 0; i < sets.size(); ++i) {
      if (world_.set(sets[i]).size() >= 2 && world_.set(sets[i]).size() <= 6) return static_cast<int>(i);
    }
    return -1;
  }

  // A variable of the same shape that has no equation yet, or -1.
  int partner(int number, std::size_t place) const {
    const Quantity& quantity = world_.quantity(number);
    for (std::size_t j = place + 1; j < order_.size(); ++j) {
      const Quantity& other = world_.quantity(order_[j]);
      const bool same = other.kind == quantity.kind && other.sets == quantity.sets && other.unit == quantity.unit &&
                        other.rate == quantity.rate;
      if (same && other.text.empty()) return order_[j];
    }
    return -1;
  }

  // One equation for each element, each using the element before it in some order; with a partner the two take turns.
  void write_chain(int number, std::size_t place) {
    const auto axis = at(short_axis(number));
    const int set = world_.quantity(number).sets[axis];
    const int other = partner(number, place);
    std::vector<std::string> elements = world_.set(set).elements;
    random_.shuffle(elements);
    std::vector<std::string> lines;
    std::vector<std::string> other_lines;
    std::string before;
    for (const std::string& element : elements) {
      const std::string here = key(world_.quantity(number), set, element);
      const bool linked = !before.empty() && random_.chance(80);
      lines.push_back(fill("{}: {}{}", {here, equation(number), linked ? " + 0.5 * " + before : ""}));
      before = elsewhere(number, axis, element);
      if (other < 0) continue;
      other_lines.push_back(fill("{}: {} - {}", {key(world_.quantity(other), set, element), equation(other), before}));
      before = elsewhere(other, axis, element);
    }
    finish(number, by_element(lines));
    if (other >= 0) finish(other, by_element(other_lines));
  }

  void write_stocks() {
    for (std::size_t i = 0; i < stocks_.size(); ++i) {
      Quantity& stock = world_.quantity(stocks_[i].quantity);
      Scope scope;
      scope.sets = stock.sets;
      scope.reach = static_cast<int>(i);
      scope.calls = false;
      const auto initial = [&] { return scalar(expressions_.bounded(stock.unit, false, scope)); };
      stock.text = head(stock);
      if (!stock.sets.empty() && random_.chance(20)) {
        const int set = stock.sets.back();
        const std::string element = key(stock, set, random_.pick(world_.set(set).elements));
        stock.text += fill("    initial:\n      {}: {}\n", {element, initial()});
        if (world_.set(set).size() > 1) stock.text += fill("      others: {}\n", {initial()});
      } else {
        stock.text += fill("    initial: {}\n", {initial()});
      }
      const auto add_flows = [&](const char* what, const std::vector<int>& flows) {
        std::vector<std::string> names;
        for (const int flow : flows) names.push_back(world_.quantity(flow).name);
        if (!names.empty()) stock.text += fill("    {}: {}\n", {what, list(names)});
      };
      add_flows("inflows", stocks_[i].inflows);
      add_flows("outflows", stocks_[i].outflows);
    }
  }

  void write_checks() {
    for (int i = random_.between(0, 2); i-- > 0;) {
      const int unit = expressions_.choose_unit();
      Scope scope;
      if (random_.chance(50)) scope.sets = choose_dimensions(80);
      scope.calls = false;
      const auto side = [&](int depth) { return scalar(expressions_.fresh(unit, false, scope, depth)); };
      checks_ += fill("  check{}:\n    must: {} {} {}\n", {i, side(2), random_.pick(comparisons), side(1)});
      checks_ += random_.pick(std::vector<std::string>{"    always: true\n", "    always: true\n", "    at: start\n",
                                                       "    at: stop\n", ""});
    }
  }

  // --- sections ---

  std::string sets_text() const {
    std::string text;
    for (const Set& set : world_.sets) {
      const std::string& root = world_.set(set.root).name;
      switch (set.kind) {
        case Set::Kind::own:
          text += fmt::format("  {}: {}\n", set.name, list(set.elements));
          break;
        case Set::Kind::copy:
          text += fmt::format("  {}: {{copy_of: {}}}\n", set.name, root);
          break;
        case Set::Kind::part:
          text += fmt::format("  {}: {{of: {}, elements: {}}}\n", set.name, root, list(set.elements));
          break;
      }
    }
    return text;
  }

  std::string mappings_text() {
    std::string text;
    for (const SetMapping& mapping : world_.mappings) {
      std::string how = fmt::format("shift: {}", mapping.shift);
      if (mapping.shift == 0) {
        how.clear();
        for (const std::string& element : world_.set(mapping.from).elements) {
          how += (how.empty() ? "with: {" : ", ") + element + ": " + random_.pick(world_.set(mapping.to).elements);
        }
        how += "}";
      }
      text += fmt::format("  {}: {{from: {}, to: {}, {}}}\n", mapping.name, world_.set(mapping.from).name,
                          world_.set(mapping.to).name, how);
    }
    return text;
  }

  std::string lookups_text() {
    std::string text;
    for (std::size_t i = 0; i < world_.lookups.size(); ++i) {
      std::vector<std::string> xs;
      std::vector<std::string> ys;
      int x = random_.between(-30, 5);
      for (int k = random_.chance(85) ? random_.between(2, 9) : random_.between(10, 40); k-- > 0;) {
        xs.push_back(fmt::format("{}", x / 4.0));
        ys.push_back(expressions_.number(-5, 5));
        x += random_.between(1, 12);
      }
      const std::string between = random_.chance(75) ? "linear" : "step";
      const std::string outside = random_.chance(60) ? "hold" : "extend";
      text += fmt::format("  l{}: {{x: {}, y: {}, between: {}, outside: {}, x_unit: {}, y_unit: {}}}\n", i, list(xs),
                          list(ys), between, outside, units[at(world_.lookups[i].x_unit)],
                          units[at(world_.lookups[i].y_unit)]);
    }
    return text;
  }

  std::string quantities_text(Quantity::Kind kind) {
    std::vector<std::string> texts;
    for (const Quantity& quantity : world_.quantities) {
      if (quantity.kind == kind) texts.push_back(quantity.text);
    }
    random_.shuffle(texts);
    std::string text;
    for (const std::string& one : texts) text += one;
    return text;
  }

  std::vector<std::string> parts() {
    std::vector<std::string> sections;
    const auto section = [&](const std::string& name, const std::string& lines) {
      if (!lines.empty()) sections.push_back(name + ":\n" + lines);
    };
    section("dimensions", sets_text());
    section("mappings", mappings_text());
    section("lookups", lookups_text());
    section("inputs", quantities_text(Quantity::Kind::input));
    section("constants", quantities_text(Quantity::Kind::constant));
    section("stocks", quantities_text(Quantity::Kind::stock));
    section("flows", quantities_text(Quantity::Kind::flow));
    section("auxiliaries", quantities_text(Quantity::Kind::auxiliary));
    section("at_start", quantities_text(Quantity::Kind::at_start));
    section("checks", checks_);
    random_.shuffle(sections);

    const std::string& unit = world_.time_unit;
    std::vector<std::string> result = {
        fmt::format("model: random\ntime: {{start: {}, stop: {}, step: {} {}, save: {} {}, method: {}}}\n",
                    world_.start.text(), (world_.start + world_.step * world_.steps).text(), world_.step.text(), unit,
                    (world_.step * save_every_).text(), unit, method_)};
    for (const std::string& one : sections) {
      if (random_.chance(15)) result.emplace_back();
      result.back() += one;
    }
    return result;
  }

  struct Stock {
    int quantity;
    std::vector<int> inflows;
    std::vector<int> outflows;
  };

  Random random_;
  World world_;
  ExpressionWriter expressions_;
  int save_every_ = 1;
  std::string method_;
  int most_cells_ = 80;  // of a variable
  std::vector<Stock> stocks_;
  std::vector<int> order_;  // flows, auxiliaries and at_start: each uses only what stands before it
  std::string checks_;
};

}  // namespace

std::vector<std::string> random_model(std::uint64_t seed) { return ModelWriter(seed).write(); }

}  // namespace ronghe::reference
