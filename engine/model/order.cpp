// Stocks are known at the start of a step, and so are constants, inputs and what is remembered; flows and auxiliaries
// are ordered. At the start itself nothing is known but constants and inputs: initial stocks, `at_start` and what they
// need form a graph of their own.
//
// The order is the depth-first one over the dependency graph and keeps the order of the text among equals: a small edit
// of a model moves few instructions, and two runs of one model round the same way.
//
// Dependence is judged element by element, but most models never need that. So a node is a piece of work, a box of
// cells, and the graph is looked at in up to four grains, each only within the circles that the one before has left:
// whole variables; equations; equations cut along one dimension; single cells. A circle of single cells is the
// modeller's mistake and is reported whole. Circles through a stock are the normal case: they are the feedback loops.
#include "model/order.hpp"

#include "model/cells.hpp"
#include "model/sets.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>

namespace ronghe {
namespace {

constexpr std::size_t most_places_told = 8;

enum class Phase { start, step };

// Depth-first components of a graph, each after those it needs (Tarjan 1972, with a stack of our own: a chain of
// elements may be thousands long). `needs[i]` are the nodes that node i needs, in order of the text.
std::vector<std::vector<int>> components(const std::vector<std::vector<int>>& needs) {
  const std::size_t size = needs.size();
  std::vector<int> number(size, -1);
  std::vector<int> lowest(size, 0);
  std::vector<bool> open(size, false);
  std::vector<int> stack;
  std::vector<std::vector<int>> result;
  int count = 0;
  struct Visit {
    int node;
    std::size_t next;
  };
  for (std::size_t root = 0; root < size; ++root) {
    if (number[root] >= 0) continue;
    std::vector<Visit> path = {{static_cast<int>(root), 0}};
    while (!path.empty()) {
      const auto node = static_cast<std::size_t>(path.back().node);
      if (path.back().next == 0 && number[node] < 0) {
        number[node] = lowest[node] = count++;
        stack.push_back(path.back().node);
        open[node] = true;
      }
      bool deeper = false;
      while (path.back().next < needs[node].size()) {
        const int need = needs[node][path.back().next++];
        const auto at = static_cast<std::size_t>(need);
        if (number[at] < 0) {
          path.push_back({need, 0});
          deeper = true;
          break;
        }
        if (open[at]) lowest[node] = std::min(lowest[node], number[at]);
      }
      if (deeper) continue;
      if (lowest[node] == number[node]) {
        std::vector<int> component;
        while (true) {
          const int last = stack.back();
          stack.pop_back();
          open[static_cast<std::size_t>(last)] = false;
          component.push_back(last);
          if (last == static_cast<int>(node)) break;
        }
        std::sort(component.begin(), component.end());
        result.push_back(std::move(component));
      }
      path.pop_back();
      if (!path.empty()) {
        const auto above = static_cast<std::size_t>(path.back().node);
        lowest[above] = std::min(lowest[above], lowest[node]);
      }
    }
  }
  return result;
}

// One reference as an equation makes it.
struct Read {
  int variable;
  const std::vector<Axis>* axes;
  const std::vector<int>* loops;  // of the equation: their dimensions
};

void collect(const Term& term, const std::vector<int>& loops, std::vector<Read>& reads) {
  if (term.op == Term::Op::reference) reads.push_back({term.variable, &term.axes, &loops});
  for (const Term& operand : term.operands) collect(operand, loops, reads);
}

class Orderer {
 public:
  Orderer(Draft& draft, Phase phase) : draft_(draft), model_(draft.model), phase_(phase) {}

  std::vector<Evaluation> order() {
    read_variables();
    std::vector<std::vector<int>> needs(variables_.size());
    std::vector<int> roots;
    for (std::size_t v = 0; v < variables_.size(); ++v) {
      for (const Piece& piece : variables_[v].pieces) {
        for (const Read& read : piece.reads) {
          if (evaluated(read.variable)) needs[v].push_back(read.variable);
        }
      }
      std::sort(needs[v].begin(), needs[v].end());
      needs[v].erase(std::unique(needs[v].begin(), needs[v].end()), needs[v].end());
    }
    const std::vector<bool> wanted = wanted_variables(needs);
    for (const std::vector<int>& component : components(needs)) {
      if (!wanted[static_cast<std::size_t>(component.front())]) continue;
      const auto only = static_cast<std::size_t>(component.front());
      const bool alone =
          component.size() == 1 && !std::binary_search(needs[only].begin(), needs[only].end(), component.front());
      std::vector<Node> nodes;
      for (const int variable : component) {
        const std::vector<Piece>& pieces = variables_[static_cast<std::size_t>(variable)].pieces;
        for (std::size_t i = 0; i < pieces.size(); ++i)
          nodes.push_back({variable, static_cast<int>(i), pieces[i].cells});
      }
      if (alone) {
        for (Node& node : nodes) emit(std::move(node));
      } else {
        refine(std::move(nodes), Grain::equations);
      }
    }
    return std::move(result_);
  }

 private:
  // One equation of a variable and all it reads.
  struct Piece {
    Box cells;
    std::vector<Read> reads;
    Span span;
  };
  struct Pieces {
    std::vector<Piece> pieces;  // none: known before
  };

  struct Node {
    int variable;
    int piece;
    Box cells;
  };

  enum class Grain { equations, slices, cells };

  // --- what is computed, and from what ---

  bool evaluated(int variable) const { return !variables_[static_cast<std::size_t>(variable)].pieces.empty(); }

  static void add_piece(Pieces& pieces, const Equation& equation) {
    Piece piece{equation.cells, {}, equation.span};
    collect(equation.term, equation.loops, piece.reads);
    pieces.pieces.push_back(std::move(piece));
  }

  // All equations of a memory as one piece: they have the same cells.
  static void add_memory(Pieces& pieces, const std::vector<Equation>& first, const std::vector<Equation>& second) {
    Piece piece{first.front().cells, {}, first.front().span};
    collect(first.front().term, first.front().loops, piece.reads);
    if (!second.empty()) collect(second.front().term, second.front().loops, piece.reads);
    pieces.pieces.push_back(std::move(piece));
  }

  void read_variables() {
    variables_.resize(model_.variables.size());
    for (std::size_t i = 0; i < model_.variables.size(); ++i) {
      const Variable& variable = model_.variables[i];
      Pieces& pieces = variables_[i];
      switch (variable.kind) {
        case Variable::Kind::input:
        case Variable::Kind::constant:
          break;
        case Variable::Kind::stock:
        case Variable::Kind::at_start:
          if (phase_ == Phase::step) break;
          for (const Equation& equation : variable.equations) add_piece(pieces, equation);
          break;
        case Variable::Kind::flow:
        case Variable::Kind::auxiliary:
          for (const Equation& equation : variable.equations) add_piece(pieces, equation);
          break;
        case Variable::Kind::memory:
          read_memory(variable, pieces);
          break;
      }
    }
  }

  void read_memory(const Variable& variable, Pieces& pieces) const {
    switch (variable.memory) {
      case Variable::Memory::previous:
      case Variable::Memory::delay_fixed:
        if (phase_ == Phase::start) add_memory(pieces, variable.initial, variable.delay);
        break;
      case Variable::Memory::random_uniform:
      case Variable::Memory::random_normal:
        add_memory(pieces, variable.equations, variable.initial);
        break;
      case Variable::Memory::none:
        break;
    }
  }

  // At the start, only what initial stocks, at_start, memories and their needs ask for.
  std::vector<bool> wanted_variables(const std::vector<std::vector<int>>& needs) const {
    std::vector<bool> wanted(needs.size(), phase_ == Phase::step);
    if (phase_ == Phase::step) return wanted;
    std::vector<int> waiting;
    for (std::size_t i = 0; i < needs.size(); ++i) {
      const Variable::Kind kind = model_.variables[i].kind;
      const bool root = kind == Variable::Kind::stock || kind == Variable::Kind::at_start ||
                        (kind == Variable::Kind::memory && !variables_[i].pieces.empty());
      if (root) waiting.push_back(static_cast<int>(i));
    }
    while (!waiting.empty()) {
      const auto variable = static_cast<std::size_t>(waiting.back());
      waiting.pop_back();
      if (wanted[variable]) continue;
      wanted[variable] = true;
      waiting.insert(waiting.end(), needs[variable].begin(), needs[variable].end());
    }
    return wanted;
  }

  // --- finer grains ---

  const Piece& piece(const Node& node) const {
    return variables_[static_cast<std::size_t>(node.variable)].pieces[static_cast<std::size_t>(node.piece)];
  }

  void emit(Node node) { result_.push_back({node.variable, node.piece, std::move(node.cells)}); }

  void refine(std::vector<Node> nodes, Grain grain) {
    if (grain == Grain::slices) {
      refine_by_slices(std::move(nodes));
      return;
    }
    if (grain == Grain::cells) nodes = cells_of(nodes);
    const std::vector<std::vector<int>> needs = edges(nodes, grain == Grain::cells);
    for (const std::vector<int>& component : components(needs)) {
      if (is_alone(component, needs)) {
        emit(std::move(nodes[static_cast<std::size_t>(component.front())]));
      } else if (grain == Grain::cells) {
        report(nodes, needs, component);
      } else {
        std::vector<Node> inner;
        for (const int node : component) inner.push_back(nodes[static_cast<std::size_t>(node)]);
        refine(std::move(inner), Grain::slices);
      }
    }
  }

  static bool is_alone(const std::vector<int>& component, const std::vector<std::vector<int>>& needs) {
    if (component.size() > 1) return false;
    const std::vector<int>& own = needs[static_cast<std::size_t>(component.front())];
    return std::find(own.begin(), own.end(), component.front()) == own.end();
  }

  // Chains usually run along one dimension (age, stage, a row of places); then the others stay whole.
  void refine_by_slices(std::vector<Node> nodes) {
    for (std::size_t dimension = 0; dimension < model_.dimensions.size(); ++dimension) {
      const int kin = family(model_, static_cast<int>(dimension));
      if (kin != static_cast<int>(dimension)) continue;
      std::vector<Node> slices;
      for (const Node& node : nodes) slice(node, kin, slices);
      if (slices.size() == nodes.size()) continue;
      const std::vector<std::vector<int>> needs = edges(slices, false);
      const std::vector<std::vector<int>> order = components(needs);
      if (!std::all_of(order.begin(), order.end(), [&](const auto& each) { return is_alone(each, needs); })) continue;
      for (const std::vector<int>& component : order)
        emit(std::move(slices[static_cast<std::size_t>(component.front())]));
      return;
    }
    refine(std::move(nodes), Grain::cells);
  }

  // `node` cut along its first axis of a family.
  void slice(const Node& node, int kin, std::vector<Node>& slices) const {
    const Variable& variable = model_.variables[static_cast<std::size_t>(node.variable)];
    for (std::size_t d = 0; d < variable.dimensions.size(); ++d) {
      if (family(model_, variable.dimensions[d]) != kin) continue;
      for (const int element : node.cells[d]) {
        Node part = node;
        part.cells[d] = {element};
        slices.push_back(std::move(part));
      }
      return;
    }
    slices.push_back(node);
  }

  std::vector<Node> cells_of(const std::vector<Node>& nodes) const {
    std::vector<Node> result;
    for (const Node& node : nodes) {
      std::vector<Node> parts = {node};
      for (std::size_t d = 0; d < node.cells.size(); ++d) {
        std::vector<Node> finer;
        for (const Node& part : parts) {
          for (const int element : part.cells[d]) {
            finer.push_back(part);
            finer.back().cells[d] = {element};
          }
        }
        parts = std::move(finer);
      }
      std::move(parts.begin(), parts.end(), std::back_inserter(result));
    }
    return result;
  }

  // --- edges ---

  // The elements that each axis of a read comes to while its equation computes the cells of `node`.
  std::vector<Box> targets(const Node& node, const Read& read, bool exact) const {
    std::vector<Box> result;
    // An axis by axis product is all there is to say, unless one loop runs on two axes.
    const int twice = exact ? loop_on_two_axes(*read.axes, node.cells.size()) : -1;
    if (twice < 0) return {product(node, read, -1, 0)};
    const int size = model_.dimensions[static_cast<std::size_t>((*read.loops)[static_cast<std::size_t>(twice)])].size();
    for (int element = 0; element < size; ++element) result.push_back(product(node, read, twice, element));
    return result;
  }

  // A loop of a reduction that two axes follow; those of the cell itself are fixed where it matters.
  static int loop_on_two_axes(const std::vector<Axis>& axes, std::size_t own_loops) {
    for (std::size_t i = 0; i < axes.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (axes[i].loop >= static_cast<int>(own_loops) && axes[i].loop == axes[j].loop) return axes[i].loop;
      }
    }
    return -1;
  }

  Box product(const Node& node, const Read& read, int fixed_loop, int fixed_element) const {
    Box box;
    for (const Axis& axis : *read.axes) {
      if (axis.element >= 0) {
        box.push_back({axis.element});
        continue;
      }
      const auto loop = static_cast<std::size_t>(axis.loop);
      std::vector<int> elements;
      if (axis.loop == fixed_loop) {
        elements = {fixed_element};
      } else if (loop < node.cells.size()) {
        elements = node.cells[loop];
      } else {
        elements = all_elements(model_.dimensions[static_cast<std::size_t>((*read.loops)[loop])].size());
      }
      if (!axis.map.empty()) {
        for (int& element : elements) element = axis.map[static_cast<std::size_t>(element)];
        std::sort(elements.begin(), elements.end());
        elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
      }
      box.push_back(std::move(elements));
    }
    return box;
  }

  static bool meet(const std::vector<int>& a, const std::vector<int>& b) {
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
      if (a[i] == b[j]) return true;
      if (a[i] < b[j]) {
        ++i;
      } else {
        ++j;
      }
    }
    return false;
  }

  static bool meet(const Box& a, const Box& b) {
    for (std::size_t d = 0; d < a.size(); ++d) {
      if (!meet(a[d], b[d])) return false;
    }
    return true;
  }

  // Among `nodes` only: what else is needed has been ordered before.
  std::vector<std::vector<int>> edges(const std::vector<Node>& nodes, bool exact) const {
    std::map<int, std::vector<int>> nodes_of;
    for (std::size_t i = 0; i < nodes.size(); ++i) nodes_of[nodes[i].variable].push_back(static_cast<int>(i));
    std::map<std::pair<int, std::vector<int>>, int> single;  // of nodes that are one cell
    if (exact) {
      for (std::size_t i = 0; i < nodes.size(); ++i)
        single[{nodes[i].variable, first_of(nodes[i].cells)}] = static_cast<int>(i);
    }
    std::vector<std::vector<int>> result(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (const Read& read : piece(nodes[i]).reads) {
        const auto candidates = nodes_of.find(read.variable);
        if (candidates == nodes_of.end()) continue;
        for (const Box& box : targets(nodes[i], read, exact)) {
          if (exact) {
            add_cells(read.variable, box, 0, {}, single, result[i]);
            continue;
          }
          for (const int other : candidates->second) {
            if (meet(box, nodes[static_cast<std::size_t>(other)].cells)) result[i].push_back(other);
          }
        }
      }
      std::sort(result[i].begin(), result[i].end());
      result[i].erase(std::unique(result[i].begin(), result[i].end()), result[i].end());
    }
    return result;
  }

  static std::vector<int> first_of(const Box& box) {
    std::vector<int> result;
    for (const std::vector<int>& elements : box) result.push_back(elements.front());
    return result;
  }

  static void add_cells(int variable, const Box& box, std::size_t dimension, std::vector<int> cell,
                        const std::map<std::pair<int, std::vector<int>>, int>& single, std::vector<int>& result) {
    if (dimension == box.size()) {
      const auto at = single.find({variable, cell});
      if (at != single.end()) result.push_back(at->second);
      return;
    }
    cell.push_back(0);
    for (const int element : box[dimension]) {
      cell.back() = element;
      add_cells(variable, box, dimension + 1, cell, single, result);
    }
  }

  // --- circles ---

  // The shortest circle through the first node of a component.
  static std::vector<int> circle_in(const std::vector<std::vector<int>>& needs, const std::vector<int>& component) {
    const int first = component.front();
    std::vector<int> before(needs.size(), -1);
    std::vector<int> waiting = {first};
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      for (const int need : needs[static_cast<std::size_t>(waiting[i])]) {
        if (need == first) {
          std::vector<int> circle;
          for (int at = waiting[i]; at != first; at = before[static_cast<std::size_t>(at)]) circle.push_back(at);
          circle.push_back(first);
          std::reverse(circle.begin(), circle.end());
          return circle;
        }
        if (!std::binary_search(component.begin(), component.end(), need)) continue;
        if (before[static_cast<std::size_t>(need)] >= 0 || need == first) continue;
        before[static_cast<std::size_t>(need)] = waiting[i];
        waiting.push_back(need);
      }
    }
    return {first};
  }

  std::string told(const Node& node) const {
    const Variable& variable = model_.variables[static_cast<std::size_t>(node.variable)];
    if (variable.hidden()) return model_.variables[static_cast<std::size_t>(variable.owner)].name;
    int cell = 0;
    for (std::size_t d = 0; d < node.cells.size(); ++d) {
      cell = cell * model_.dimensions[static_cast<std::size_t>(variable.dimensions[d])].size() + node.cells[d].front();
    }
    return model_.cell_name(variable, cell);
  }

  static std::string place_of(const Span& span) {
    if (!span) return {};
    return span.source->name() + ":" + std::to_string(span.source->position(span.begin).line);
  }

  void report(const std::vector<Node>& nodes, const std::vector<std::vector<int>>& needs,
              const std::vector<int>& component) {
    // The circle as the user sees it: hidden variables are part of the equation that made them.
    std::string circle;
    std::string first;
    std::string last;
    std::vector<Span> spans;
    for (const int index : circle_in(needs, component)) {
      const Node& node = nodes[static_cast<std::size_t>(index)];
      const std::string name = told(node);
      if (name == last) continue;
      circle += (circle.empty() ? "" : " → ") + name;
      if (first.empty()) first = name;
      last = name;
      spans.push_back(piece(node).span);
    }
    if (spans.size() > 1 && last == first) {
      spans.pop_back();
    } else {
      circle += " → " + first;
    }
    // Two places are shown with their lines; the others are named.
    std::string places;
    for (std::size_t i = 2; i < spans.size() && i < most_places_told; ++i) {
      places += (places.empty() ? "" : ", ") + place_of(spans[i]);
    }
    Words words = {{"circle", circle}};
    if (!places.empty()) words.emplace_back("places", places);
    draft_.diagnostics.error(phase_ == Phase::start ? "model.circle_at_start" : "model.circle", spans.front(),
                             std::move(words), spans.size() > 1 ? spans[1] : Span{});
  }

  Draft& draft_;
  const Model& model_;
  Phase phase_;
  std::vector<Pieces> variables_;
  std::vector<Evaluation> result_;
};

}  // namespace

void order_model(Draft& draft) {
  const std::size_t errors = draft.errors();
  draft.model.step_order = Orderer(draft, Phase::step).order();
  // A circle among auxiliaries is one at the start, too: it is told once.
  if (draft.errors() == errors) draft.model.start_order = Orderer(draft, Phase::start).order();
}

}  // namespace ronghe
