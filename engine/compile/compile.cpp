// From a checked model to a program.
//
// The model's own orders are followed, first that of the start, then that of a step; each equation is taken apart into
// instructions. A variable has no array of its own: it is a view of whatever its equation gives, so names cost nothing.
// One whose cells have several equations is a list of parts, and becomes one array only when something reads across
// them. Inputs have their reference values at the start and their present ones in a step; whatever depends on neither
// the state nor time is found by its rate and computed once.
#include "ronghe/compile.hpp"

#include "compile/emitter.hpp"
#include "compile/passes.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace ronghe {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

std::uint64_t fnv1a64(const std::string& text) {
  std::uint64_t hash = 14695981039346656037u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

using Cells = std::vector<std::vector<int>>;  // elements on each dimension; the cells are their product

// Some cells of a variable. The loops of `view` run over `cells`, one for each dimension.
struct Part {
  Cells cells;
  View view;
};

struct Definition {
  std::vector<Part> parts;
  std::optional<View> joined;  // of the first `joined_parts` parts
  std::size_t joined_parts = 0;
};

// start + i · stride for i = 0, 1, …, or nothing.
std::optional<std::pair<int, int>> progression(const std::vector<int>& values) {
  const int stride = values.size() > 1 ? values[1] - values[0] : 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i] - values[i - 1] != stride) return std::nullopt;
  }
  return std::pair(values[0], stride);
}

// Cuts a list into pieces [begin, end) that are progressions.
std::vector<std::pair<std::size_t, std::size_t>> pieces(const std::vector<int>& values) {
  std::vector<std::pair<std::size_t, std::size_t>> result;
  for (std::size_t begin = 0; begin < values.size();) {
    std::size_t end = std::min(begin + 2, values.size());
    while (end < values.size() && values[end] - values[end - 1] == values[begin + 1] - values[begin]) ++end;
    result.emplace_back(begin, end);
    begin = end;
  }
  return result;
}

class Compiler {
 public:
  Compiler(const Model& model, const CompileOptions& options)
      : model_(model),
        options_(options),
        emitter_(code_, model.time.method != Method::euler),
        start_(model.variables.size()),
        step_(model.variables.size()) {}

  Program compile() {
    describe();
    start();
    step();
    std::vector<Item> items = std::move(emitter_.items());
    drop_unused(code_, items);
    mark_stages(code_);
    deal_out(code_, items);
    return Program(std::make_shared<const Code>(std::move(code_)));
  }

 private:
  const Variable& variable(int index) const { return model_.variables[at(index)]; }
  int count() const { return static_cast<int>(model_.variables.size()); }
  int size_of(int dimension) const { return model_.dimensions[at(dimension)].size(); }

  std::vector<int> all_of(int dimension) const {
    std::vector<int> elements(at(size_of(dimension)));
    std::iota(elements.begin(), elements.end(), 0);
    return elements;
  }

  Cells all_cells(const std::vector<int>& dimensions) const {
    Cells cells;
    for (const int dimension : dimensions) cells.push_back(all_of(dimension));
    return cells;
  }

  // Its place in the list, or -1.
  static int place_in(const std::vector<int>& list, int index) {
    const auto found = std::find(list.begin(), list.end(), index);
    return found == list.end() ? -1 : static_cast<int>(found - list.begin());
  }

  bool is_observed(int index) const {
    return place_in(code_.outputs, index) >= 0 || place_in(code_.followed, index) >= 0;
  }

  // What the machine must know of the model as a whole.
  void describe() {
    const Time& time = model_.time;
    code_.model = model_.name;
    code_.clock.start_numerator = time.start_numerator;
    code_.clock.start_denominator = time.start_denominator;
    code_.clock.step_numerator = time.step_numerator;
    code_.clock.step_denominator = time.step_denominator;
    code_.clock.steps = time.steps;
    code_.clock.save_every = time.save_every;
    switch (time.method) {
      case Method::euler:
        code_.clock.method = Integration::euler;
        break;
      case Method::rk2:
        code_.clock.method = Integration::rk2;
        break;
      case Method::rk4:
        code_.clock.method = Integration::rk4;
        break;
    }
    for (const Lookup& lookup : model_.lookups) {
      code_.lookups.emplace_back(lookup.x, lookup.y, lookup.between == Lookup::Between::step,
                                 lookup.outside == Lookup::Outside::extend);
      code_.lookup_names.push_back(lookup.name);
    }
    code_.outputs = options_.outputs;
    code_.followed = options_.followed;
    for (int v = 0; v < count() && options_.outputs.empty(); ++v) {
      if (!variable(v).hidden()) code_.outputs.push_back(v);
    }
    for (int v = 0; v < count(); ++v) {
      VariableCode known;
      known.name = variable(v).name;
      known.cells = variable(v).cells;
      code_.variables.push_back(std::move(known));
    }
  }

  // --- phases ---------------------------------------------------------------------------------------------------

  void start() {
    phase_ = &start_;
    for (int v = 0; v < count(); ++v) {
      const Variable::Kind kind = variable(v).kind;
      if (kind != Variable::Kind::input && kind != Variable::Kind::constant) continue;
      start_[at(v)] = source(v, Array::Source::data, Rate::data, false);
      VariableCode& known = code_.variables[at(v)];
      known.values = variable(v).values;
      known.array = start_[at(v)].parts[0].view.array;
      known.places =
          window(start_[at(v)].parts[0].view, all_cells(variable(v).dimensions), variable(v).dimensions).places;
    }
    for (const Evaluation& evaluation : model_.start_order) evaluate(evaluation);
    delays_.resize(model_.variables.size());
    for (int v = 0; v < count(); ++v) {
      if (variable(v).kind == Variable::Kind::memory && variable(v).memory == Variable::Memory::delay_fixed) {
        for (const Equation& equation : variable(v).delay) add_part(delays_[at(v)], v, equation, equation.cells);
      }
    }
  }

  void step() {
    phase_ = &step_;
    starting_ = false;
    code_.time = emitter_.source(Array::Source::time, -1, {}, Rate::time, true);
    code_.number = emitter_.source(Array::Source::number, -1, {}, Rate::time, false);
    for (int v = 0; v < count(); ++v) begin_variable(v);
    for (int v = 0; v < count(); ++v) {
      if (variable(v).kind == Variable::Kind::stock) observe(v, step_[at(v)].parts[0]);
    }
    for (int v = 0; v < count(); ++v) {
      if (variable(v).kind == Variable::Kind::stock || !is_observed(v)) continue;
      for (const Part& part : step_[at(v)].parts) observe(v, part);
    }
    for (const Evaluation& evaluation : model_.step_order) evaluate(evaluation);
    for (int v = 0; v < count(); ++v) {
      if (draws(v) && is_observed(v)) definition(v);
    }
    for (const Requirement& requirement : model_.requirements) add(requirement);
    for (const Check& check : model_.checks) add(check);
    for (int v = 0; v < count(); ++v) {
      if (variable(v).kind == Variable::Kind::stock) end_stock(v);
      if (variable(v).kind == Variable::Kind::memory && !draws(v)) end_memory(v);
    }
  }

  bool draws(int v) const {
    return variable(v).kind == Variable::Kind::memory && (variable(v).memory == Variable::Memory::random_uniform ||
                                                          variable(v).memory == Variable::Memory::random_normal);
  }

  // What a variable is at the beginning of a step.
  void begin_variable(int v) {
    switch (variable(v).kind) {
      case Variable::Kind::input: {
        const auto& moving = options_.moving_inputs;
        if (std::find(moving.begin(), moving.end(), v) == moving.end()) {
          step_[at(v)] = start_[at(v)];
          return;
        }
        step_[at(v)] = source(v, Array::Source::input, Rate::time, true);
        code_.variables[at(v)].moves = true;
        code_.inputs.push_back({.variable = v,
                                .reference = start_[at(v)].parts[0].view.array,
                                .present = step_[at(v)].parts[0].view.array});
        return;
      }
      case Variable::Kind::constant:
      case Variable::Kind::at_start:
        step_[at(v)] = start_[at(v)];
        return;
      case Variable::Kind::stock:
        step_[at(v)] = source(v, Array::Source::stock, Rate::step, true);
        return;
      case Variable::Kind::memory:
        if (!draws(v)) step_[at(v)] = source(v, Array::Source::memory, Rate::step, false);
        return;
      case Variable::Kind::flow:
      case Variable::Kind::auxiliary:
        return;
    }
  }

  void end_stock(int v) {
    const Variable& stock = variable(v);
    enter(stock.dimensions, all_cells(stock.dimensions), place_of(v, stock.span));
    const auto total = [&](const std::vector<Term>& flows) {
      if (flows.empty()) return emitter_.number(0);
      View result = term(flows[0]);
      for (std::size_t i = 1; i < flows.size(); ++i) {
        result = emitter_.apply(Operation::add, {result, term(flows[i])});
      }
      return result;
    };
    const View in = total(stock.inflows);
    const View out = total(stock.outflows);
    Definition net_flow;
    net_flow.parts.push_back({all_cells(stock.dimensions), emitter_.apply(Operation::subtract, {in, out})});
    code_.stocks.push_back({.variable = v,
                            .state = step_[at(v)].parts[0].view.array,
                            .initial = dense(start_[at(v)], v),
                            .net_flow = dense(net_flow, v)});
  }

  void end_memory(int v) {
    Definition remembered;
    for (const Equation& equation : variable(v).equations) add_part(remembered, v, equation, equation.cells);
    const bool fixed = variable(v).memory == Variable::Memory::delay_fixed;
    code_.memories.push_back({.variable = v,
                              .state = step_[at(v)].parts[0].view.array,
                              .initial = dense(start_[at(v)], v),
                              .remembered = dense(remembered, v, true),
                              .delay = fixed ? dense(delays_[at(v)], v) : -1});
  }

  void add(const Requirement& requirement) {
    const int place = place_of(requirement.owner, requirement.equation.span);
    const Cells cells = all_cells(requirement.dimensions);
    enter(requirement.equation.loops, cells, place);
    const Term& sentence = requirement.equation.term;
    const View condition = term(sentence);
    const View value = compares(sentence.op) ? term(sentence.operands[0]) : condition;
    RequirementCode result;
    result.condition = window(condition, cells, requirement.dimensions);
    result.value = window(value, cells, requirement.dimensions);
    result.code = requirement.code;
    result.variable = requirement.owner;
    result.equation = place;
    for (int& cell : result.condition.cells) cell = cell_of_owner(requirement, cell);
    code_.requirements.push_back(std::move(result));
  }

  // The first cell of the variable that states a requirement among those that a cell of the requirement stands for.
  int cell_of_owner(const Requirement& requirement, int cell) const {
    if (requirement.owner < 0) return cell;
    std::map<int, int> elements;  // by dimension
    for (std::size_t d = requirement.dimensions.size(); d-- > 0;) {
      const int size = size_of(requirement.dimensions[d]);
      elements[requirement.dimensions[d]] = cell % size;
      cell /= size;
    }
    int result = 0;
    for (const int dimension : variable(requirement.owner).dimensions) {
      const auto element = elements.find(dimension);
      result = result * size_of(dimension) + (element == elements.end() ? 0 : element->second);
    }
    return result;
  }

  void add(const Check& check) {
    EquationPlace place;
    place.name = check.name;
    place.span = check.span;
    code_.equations.push_back(std::move(place));
    const int equation = static_cast<int>(code_.equations.size()) - 1;
    const Cells cells = all_cells(check.dimensions);
    enter(check.equation.loops, cells, equation);
    CheckCode result;
    switch (check.when) {
      case Check::When::always:
        result.when = CheckCode::When::always;
        break;
      case Check::When::at_start:
        result.when = CheckCode::When::at_start;
        break;
      case Check::When::at_stop:
        result.when = CheckCode::When::at_stop;
        break;
    }
    result.condition = window(term(check.equation.term), cells, check.dimensions);
    result.violation = window(violation(check.equation.term), cells, check.dimensions);
    result.equation = equation;
    code_.checks.push_back(std::move(result));
  }

  static bool compares(Term::Op op) {
    return op == Term::Op::less || op == Term::Op::less_equal || op == Term::Op::greater ||
           op == Term::Op::greater_equal || op == Term::Op::equal || op == Term::Op::not_equal;
  }

  // By how much a sentence does not hold.
  View violation(const Term& sentence) {
    const auto difference = [&](std::size_t i, std::size_t j) {
      return emitter_.apply(Operation::subtract, {term(sentence.operands[i]), term(sentence.operands[j])});
    };
    if (sentence.op == Term::Op::less || sentence.op == Term::Op::less_equal) return difference(0, 1);
    if (sentence.op == Term::Op::greater || sentence.op == Term::Op::greater_equal) return difference(1, 0);
    if (sentence.op == Term::Op::equal) return emitter_.apply(Operation::absolute, {difference(0, 1)});
    return emitter_.number(1);
  }

  // --- variables ------------------------------------------------------------------------------------------------

  int place_of(int v, const Span& span) {
    EquationPlace place;
    place.variable = v;
    place.name = v < 0 ? "" : variable(v).name;
    place.span = span;
    code_.equations.push_back(std::move(place));
    return static_cast<int>(code_.equations.size()) - 1;
  }

  // Dimensions longer than 1, by their place in the variable, shortest first: the axes of its arrays.
  std::vector<int> axes_of(const Variable& v) const {
    std::vector<int> axes;
    for (std::size_t d = 0; d < v.dimensions.size(); ++d) {
      if (size_of(v.dimensions[d]) > 1) axes.push_back(static_cast<int>(d));
    }
    const auto key = [&](int d) { return std::tuple(size_of(v.dimensions[at(d)]), v.dimensions[at(d)], d); };
    std::sort(axes.begin(), axes.end(), [&](int a, int b) { return key(a) < key(b); });
    return axes;
  }

  std::vector<int> extents_of(const Variable& v) const {
    std::vector<int> extents;
    for (const int d : axes_of(v)) extents.push_back(size_of(v.dimensions[at(d)]));
    return extents;
  }

  // All cells of a variable in an array of its own.
  View whole(int array, const Variable& v) const {
    View view;
    view.array = array;
    const std::vector<int> axes = axes_of(v);
    const std::vector<int> strides = dense_strides(extents_of(v));
    for (std::size_t i = 0; i < axes.size(); ++i) view.move(axes[i], strides[i]);
    return view;
  }

  Definition source(int v, Array::Source kind, Rate rate, bool moves_in_step) {
    const int array = emitter_.source(kind, v, extents_of(variable(v)), rate, moves_in_step);
    Definition result;
    result.parts.push_back({all_cells(variable(v).dimensions), whole(array, variable(v))});
    return result;
  }

  void evaluate(const Evaluation& evaluation) {
    const int v = evaluation.variable;
    if (draws(v)) {
      definition(v);
      return;
    }
    const bool memory = variable(v).kind == Variable::Kind::memory;
    if (memory && !starting_) return;
    const auto& equations = memory ? variable(v).initial : variable(v).equations;
    Definition& defined = (*phase_)[at(v)];
    add_part(defined, v, equations[at(evaluation.equation)], evaluation.cells);
    if (!starting_ && is_observed(v)) observe(v, defined.parts.back());
  }

  void add_part(Definition& to, int v, const Equation& equation, const Cells& cells) {
    const Frame frame(*this);
    enter(equation.loops, cells, place_of(v, equation.span));
    View view = term(equation.term);
    to.parts.push_back({cells, std::move(view)});
  }

  const Definition& definition(int v) {
    Definition& known = (*phase_)[at(v)];
    if (known.parts.empty() && draws(v)) {
      known = random(v);
      if (!starting_ && is_observed(v)) {
        for (const Part& part : known.parts) observe(v, part);
      }
    }
    if (known.parts.empty()) throw InternalError("`" + variable(v).name + "` is needed before it is computed");
    return known;
  }

  // Draws and scales random numbers. Both are held: a draw belongs to a step, not to a stage.
  Definition random(int v) {
    const Frame frame(*this);
    const Variable& drawn = variable(v);
    Definition result;
    for (const Equation& first : drawn.equations) {
      for (const Equation& second : drawn.initial) {
        Cells cells;
        bool empty = false;
        for (std::size_t d = 0; d < drawn.dimensions.size(); ++d) {
          std::vector<int> both;
          std::set_intersection(first.cells[d].begin(), first.cells[d].end(), second.cells[d].begin(),
                                second.cells[d].end(), std::back_inserter(both));
          empty = empty || both.empty();
          cells.push_back(std::move(both));
        }
        if (empty) continue;
        const int place = place_of(v, drawn.span);
        enter(first.loops, cells, place);
        const View a = term(first.term);
        enter(second.loops, cells, place);
        const View b = term(second.term);
        enter(drawn.dimensions, cells, place);
        result.parts.push_back({cells, emitter_.held(scaled_draw(drawn, a, b, cells))});
      }
    }
    return result;
  }

  View scaled_draw(const Variable& drawn, const View& a, const View& b, const Cells& cells) {
    std::vector<int> over(drawn.dimensions.size());
    std::iota(over.begin(), over.end(), 0);
    over = emitter_.ordered(std::move(over));
    const std::vector<int> numbers = cell_numbers(cells, drawn.dimensions, over);
    const auto draw = [&](Operation which) {
      return emitter_.draw(which, over, numbers, fnv1a64(drawn.name), starting_);
    };
    const View u = draw(Operation::draw_first);
    if (drawn.memory == Variable::Memory::random_uniform) {
      const View width = emitter_.apply(Operation::subtract, {b, a});
      return emitter_.apply(Operation::add, {a, emitter_.apply(Operation::multiply, {width, u})});
    }
    // Box and Muller (1958). 1 - u, not u: u can be 0 and its logarithm is taken.
    const View rest = emitter_.apply(Operation::subtract, {emitter_.number(1), u});
    const View logarithm = emitter_.apply(Operation::logarithm, {rest});
    const View square = emitter_.apply(Operation::multiply, {emitter_.number(-2), logarithm});
    const View radius = emitter_.apply(Operation::square_root, {square});
    const View turns = draw(Operation::draw_second);
    const View angle = emitter_.apply(Operation::multiply, {emitter_.number(6.283185307179586), turns});
    const View cosine = emitter_.apply(Operation::cosine, {angle});
    const View deviate = emitter_.apply(Operation::multiply, {radius, cosine});
    return emitter_.apply(Operation::add, {a, emitter_.apply(Operation::multiply, {b, deviate})});
  }

  // For each combination of the loops `over` the number of the cell in a variable with `dimensions`.
  std::vector<int> cell_numbers(const Cells& cells, const std::vector<int>& dimensions,
                                const std::vector<int>& over) const {
    View numbers;
    int row = 1;
    std::vector<int> strides(dimensions.size());
    for (std::size_t d = dimensions.size(); d-- > 0;) {
      strides[d] = row;
      row *= size_of(dimensions[d]);
    }
    int fixed = 0;
    for (std::size_t d = 0; d < cells.size(); ++d) {
      if (cells[d].size() == 1) fixed += cells[d][0] * strides[d];
    }
    std::vector<int> result = {fixed};
    for (const int d : over) {
      std::vector<int> longer;
      for (const int before : result) {
        for (const int element : cells[at(d)]) longer.push_back(before + element * strides[at(d)]);
      }
      result = std::move(longer);
    }
    return result;
  }

  void observe(int v, const Part& part) {
    Observation observation;
    observation.variable = v;
    observation.output = place_in(code_.outputs, v);
    observation.followed = place_in(code_.followed, v);
    observation.window = window(part.view, part.cells, variable(v).dimensions);
    Span span = variable(v).span;
    for (const Equation& equation : variable(v).equations) {
      if (covers(equation.cells, part.cells)) span = equation.span;
    }
    observation.equation = place_of(v, span);
    emitter_.items().push_back({Item::Kind::observation, static_cast<int>(code_.observations.size())});
    code_.observations.push_back(std::move(observation));
  }

  static bool covers(const Cells& outer, const Cells& inner) {
    for (std::size_t d = 0; d < inner.size() && d < outer.size(); ++d) {
      if (!std::includes(outer[d].begin(), outer[d].end(), inner[d].begin(), inner[d].end())) return false;
    }
    return true;
  }

  Window window(const View& view, const Cells& cells, const std::vector<int>& dimensions) const {
    Window result;
    result.array = view.array;
    result.cells = {0};
    result.places = {view.offset};
    for (std::size_t d = 0; d < dimensions.size(); ++d) {
      std::vector<int> longer_cells, longer_places;
      const int stride = view.stride(static_cast<int>(d));
      for (std::size_t i = 0; i < result.cells.size(); ++i) {
        for (std::size_t j = 0; j < cells[d].size(); ++j) {
          longer_cells.push_back(result.cells[i] * size_of(dimensions[d]) + cells[d][j]);
          longer_places.push_back(result.places[i] + static_cast<int>(j) * stride);
        }
      }
      result.cells = std::move(longer_cells);
      result.places = std::move(longer_places);
    }
    return result;
  }

  // The array that holds all cells of a variable in their own order. A stock's own array changes when the stocks
  // advance, so what is read then must be a copy.
  int dense(Definition& defined, int v, bool may_be_stock = false) {
    if (defined.parts.size() == 1) {
      const View& view = defined.parts[0].view;
      const View wanted = whole(view.array, variable(v));
      const Array& array = emitter_.array(view.array);
      bool same = view.offset == 0 && array.extents == extents_of(variable(v)) &&
                  (may_be_stock || array.source != Array::Source::stock);
      for (std::size_t d = 0; d < variable(v).dimensions.size(); ++d) {
        same = same && view.stride(static_cast<int>(d)) == wanted.stride(static_cast<int>(d));
      }
      if (same) return view.array;
    }
    return joined(defined, v).array;
  }

  // One array of all parts so far.
  const View& joined(Definition& defined, int v) {
    if (defined.joined && defined.joined_parts == defined.parts.size()) return *defined.joined;
    const Frame frame(*this);
    const int place = emitter_.equation();
    Rate rate = Rate::constant;
    bool moves = false;
    for (const Part& part : defined.parts) {
      rate = std::max(rate, emitter_.array(part.view.array).rate);
      moves = moves || emitter_.array(part.view.array).moves_in_step;
    }
    const View all = whole(emitter_.begin_joined(extents_of(variable(v)), rate, moves), variable(v));
    for (const Part& part : defined.parts) copy_pieces(part, all, variable(v), place);
    defined.joined = all;
    defined.joined_parts = defined.parts.size();
    return *defined.joined;
  }

  // A list of elements is written piece by piece, each of which moves by one stride.
  void copy_pieces(const Part& part, const View& all, const Variable& v, int place) {
    std::vector<std::vector<std::pair<std::size_t, std::size_t>>> cuts;
    std::size_t combinations = 1;
    for (const std::vector<int>& elements : part.cells) {
      cuts.push_back(pieces(elements));
      combinations *= cuts.back().size();
    }
    for (std::size_t combination = 0; combination < combinations; ++combination) {
      std::vector<Loop> loops;
      View from = part.view;
      View to;
      to.array = all.array;
      from.strides.clear();
      std::size_t rest = combination;
      for (std::size_t d = 0; d < part.cells.size(); ++d) {
        const auto [begin, end] = cuts[d][rest % cuts[d].size()];
        rest /= cuts[d].size();
        const int loop = static_cast<int>(d);
        const int first = part.cells[d][begin];
        const int length = static_cast<int>(end - begin);
        loops.push_back({length, v.dimensions[d]});
        from.offset += static_cast<int>(begin) * part.view.stride(loop);
        to.offset += first * all.stride(loop);
        if (length == 1) continue;
        from.move(loop, part.view.stride(loop));
        to.move(loop, (part.cells[d][begin + 1] - first) * all.stride(loop));
      }
      emitter_.enter(std::move(loops), place);
      emitter_.copy_part(from, to);
    }
  }

  // --- terms ----------------------------------------------------------------------------------------------------

  // What is being built; put back when another variable had to be built in between.
  class Frame {
   public:
    explicit Frame(Compiler& compiler)
        : compiler_(compiler),
          loops_(compiler.emitter_.loops()),
          equation_(compiler.emitter_.equation()),
          elements_(compiler.elements_) {}
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;
    ~Frame() {
      compiler_.emitter_.enter(std::move(loops_), equation_);
      compiler_.elements_ = std::move(elements_);
    }

   private:
    Compiler& compiler_;
    std::vector<Loop> loops_;
    int equation_;
    Cells elements_;
  };

  // Begins an equation: its first loops run over `cells`, the others over whole dimensions.
  void enter(const std::vector<int>& dimensions, const Cells& cells, int place) {
    elements_ = cells;
    std::vector<Loop> loops;
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
      if (i >= elements_.size()) elements_.push_back(all_of(dimensions[i]));
      loops.push_back({static_cast<int>(elements_[i].size()), dimensions[i]});
    }
    emitter_.enter(std::move(loops), place);
  }

  View reference(const Term& term) {
    const Definition& defined = definition(term.variable);
    // The elements that are met on each dimension, and by which loop.
    Cells met;
    std::vector<int> loop;
    for (const Axis& axis : term.axes) {
      if (axis.element >= 0) {
        met.push_back({axis.element});
        loop.push_back(-1);
        continue;
      }
      std::vector<int> elements = elements_[at(axis.loop)];
      if (!axis.map.empty()) {
        for (int& element : elements) element = axis.map[at(element)];
      }
      met.push_back(std::move(elements));
      loop.push_back(axis.loop);
    }

    for (const Part& part : defined.parts) {
      if (const auto places = places_in(part, met)) return looked_at(part.view, *places, loop);
    }
    return looked_at(joined((*phase_)[at(term.variable)], term.variable), met, loop);
  }

  // Where on each dimension of a part the elements stand, or nothing when it lacks one.
  static std::optional<Cells> places_in(const Part& part, const Cells& met) {
    Cells places;
    for (std::size_t d = 0; d < met.size(); ++d) {
      std::vector<int> on_dimension;
      for (const int element : met[d]) {
        const auto place = std::lower_bound(part.cells[d].begin(), part.cells[d].end(), element);
        if (place == part.cells[d].end() || *place != element) return std::nullopt;
        on_dimension.push_back(static_cast<int>(place - part.cells[d].begin()));
      }
      places.push_back(std::move(on_dimension));
    }
    return places;
  }

  // `view` at places[d][i] on its d-th loop, where i runs with loop[d].
  View looked_at(const View& view, const Cells& places, const std::vector<int>& loop) {
    View result;
    result.array = view.array;
    result.offset = view.offset;
    bool regular = true;
    for (std::size_t d = 0; d < places.size(); ++d) {
      const int stride = view.stride(static_cast<int>(d));
      if (stride == 0) continue;
      const auto line = progression(places[d]);
      regular = regular && line;
      if (!line) continue;
      result.offset += line->first * stride;
      if (loop[d] >= 0 && places[d].size() > 1) result.move(loop[d], line->second * stride);
    }
    if (regular) return result;

    std::vector<int> over;
    for (std::size_t d = 0; d < places.size(); ++d) {
      if (loop[d] >= 0 && view.stride(static_cast<int>(d)) != 0) over.push_back(loop[d]);
    }
    over = emitter_.ordered(std::move(over));
    std::vector<int> table = {view.offset};
    for (std::size_t d = 0; d < places.size(); ++d) {
      if (loop[d] < 0 || emitter_.loops()[at(loop[d])].extent == 1) {
        table[0] += places[d][0] * view.stride(static_cast<int>(d));
      }
    }
    for (const int runs : over) {
      std::vector<int> longer;
      for (const int before : table) {
        for (int i = 0; i < emitter_.loops()[at(runs)].extent; ++i) {
          int place = before;
          for (std::size_t d = 0; d < places.size(); ++d) {
            if (loop[d] == runs) place += places[d][at(i)] * view.stride(static_cast<int>(d));
          }
          longer.push_back(place);
        }
      }
      table = std::move(longer);
    }
    return emitter_.gather(view.array, over, std::move(table));
  }

  View term(const Term& t) {
    const View view = plain(t);
    return t.held && !starting_ ? emitter_.held(view) : view;
  }

  View operand(const Term& t, std::size_t i) { return term(t.operands[i]); }

  View unary(Operation operation, const Term& t) { return emitter_.apply(operation, {operand(t, 0)}); }

  View binary(Operation operation, const Term& t) {
    const View a = operand(t, 0);
    const View b = operand(t, 1);
    return emitter_.apply(operation, {a, b});
  }

  View ternary(Operation operation, const Term& t) {
    const View a = operand(t, 0);
    const View b = operand(t, 1);
    const View c = operand(t, 2);
    return emitter_.apply(operation, {a, b, c});
  }

  View plain(const Term& t) {
    switch (t.op) {
      case Term::Op::literal:
        return emitter_.number(t.value);
      case Term::Op::reference:
        return reference(t);
      case Term::Op::lookup:
        return emitter_.apply(Operation::lookup, {operand(t, 0)}, 0, t.lookup);
      case Term::Op::time:
        return starting_ ? emitter_.number(model_.time.start()) : scalar(code_.time);
      case Term::Op::dt:
        return emitter_.number(model_.time.step());
      case Term::Op::start_time:
        return emitter_.number(model_.time.start());
      case Term::Op::stop_time:
        return emitter_.number(model_.time.stop());
      case Term::Op::negate:
        return unary(Operation::negate, t);
      case Term::Op::add:
        return binary(Operation::add, t);
      case Term::Op::subtract:
        return binary(Operation::subtract, t);
      case Term::Op::multiply:
        return binary(Operation::multiply, t);
      case Term::Op::divide:
        return binary(Operation::divide, t);
      case Term::Op::power_whole:
        if (t.exponent == 0) return emitter_.number(1);
        if (t.exponent == 1) return operand(t, 0);
        return emitter_.apply(Operation::power_whole, {operand(t, 0)}, t.exponent);
      case Term::Op::square_root:
        return unary(Operation::square_root, t);
      case Term::Op::power:
        return binary(Operation::power, t);
      case Term::Op::abs:
        return unary(Operation::absolute, t);
      case Term::Op::exp:
        return unary(Operation::exponential, t);
      case Term::Op::ln:
        return unary(Operation::logarithm, t);
      case Term::Op::log10:
        return unary(Operation::logarithm10, t);
      case Term::Op::sin:
        return unary(Operation::sine, t);
      case Term::Op::cos:
        return unary(Operation::cosine, t);
      case Term::Op::tan:
        return unary(Operation::tangent, t);
      case Term::Op::arcsin:
        return unary(Operation::arcsine, t);
      case Term::Op::arccos:
        return unary(Operation::arccosine, t);
      case Term::Op::arctan:
        return unary(Operation::arctangent, t);
      case Term::Op::sinh:
        return unary(Operation::hyperbolic_sine, t);
      case Term::Op::cosh:
        return unary(Operation::hyperbolic_cosine, t);
      case Term::Op::tanh:
        return unary(Operation::hyperbolic_tangent, t);
      case Term::Op::minimum:
        return binary(Operation::minimum, t);
      case Term::Op::maximum:
        return binary(Operation::maximum, t);
      case Term::Op::round:
        return unary(Operation::round, t);
      case Term::Op::truncate:
        return unary(Operation::truncate, t);
      case Term::Op::mod:
        return binary(Operation::modulo, t);
      case Term::Op::divide_or:
        return ternary(Operation::divide_or, t);
      case Term::Op::conditional:
        return ternary(Operation::select, t);
      case Term::Op::equal:
        return binary(Operation::equal, t);
      case Term::Op::not_equal:
        return binary(Operation::not_equal, t);
      case Term::Op::less:
        return binary(Operation::less, t);
      case Term::Op::less_equal:
        return binary(Operation::less_equal, t);
      case Term::Op::greater:
        return turned(Operation::less, t);
      case Term::Op::greater_equal:
        return turned(Operation::less_equal, t);
      case Term::Op::logical_and:
        return binary(Operation::logical_and, t);
      case Term::Op::logical_or:
        return binary(Operation::logical_or, t);
      case Term::Op::logical_not:
        return unary(Operation::logical_not, t);
      case Term::Op::sum:
        return emitter_.reduce(Operation::sum, operand(t, 0), t.loops);
      case Term::Op::mean:
        return mean(t);
      case Term::Op::product:
        return emitter_.reduce(Operation::product, operand(t, 0), t.loops);
      case Term::Op::smallest:
        return emitter_.reduce(Operation::smallest, operand(t, 0), t.loops);
      case Term::Op::largest:
        return emitter_.reduce(Operation::largest, operand(t, 0), t.loops);
      case Term::Op::step:
        return step_input(t);
      case Term::Op::ramp:
        return ramp(t);
      case Term::Op::pulse:
        return pulse(t);
    }
    throw InternalError("a term of no kind");
  }

  // a > b is b < a.
  View turned(Operation operation, const Term& t) {
    const View a = operand(t, 0);
    const View b = operand(t, 1);
    return emitter_.apply(operation, {b, a});
  }

  View mean(const Term& t) {
    double terms = 1;
    for (const int loop : t.loops) terms *= emitter_.loops()[at(loop)].extent;
    const View sum = emitter_.reduce(Operation::sum, operand(t, 0), t.loops);
    return emitter_.apply(Operation::divide, {sum, emitter_.number(terms)});
  }

  View scalar(int array) const {
    View view;
    view.array = array;
    return view;
  }

  // The number of the step, which is 0 at the start.
  View step_number() { return starting_ ? emitter_.number(0) : scalar(code_.number); }

  View steps_of(const View& duration) {
    return emitter_.apply(Operation::round,
                          {emitter_.apply(Operation::divide, {duration, emitter_.number(model_.time.step())})});
  }

  // The step on which a date falls.
  View step_of(const View& date) {
    return steps_of(emitter_.apply(Operation::subtract, {date, emitter_.number(model_.time.start())}));
  }

  View chosen(const View& condition, const View& yes, const View& no) {
    return emitter_.apply(Operation::select, {condition, yes, no});
  }

  View step_input(const Term& t) {
    const View height = operand(t, 0);
    const View begin = step_of(operand(t, 1));
    const View begun = emitter_.apply(Operation::less_equal, {begin, step_number()});
    return chosen(begun, height, emitter_.number(0));
  }

  // Frozen by the step's number, moving with the stage's time.
  View ramp(const Term& t) {
    const View slope = operand(t, 0);
    const View begin = operand(t, 1);
    const View end = operand(t, 2);
    const View now = starting_ ? emitter_.number(model_.time.start()) : scalar(code_.time);
    const View before = emitter_.apply(Operation::less, {step_number(), step_of(begin)});
    const View within = emitter_.apply(Operation::less, {step_number(), step_of(end)});
    const View since = emitter_.apply(Operation::subtract, {chosen(within, now, end), begin});
    const View height = emitter_.apply(Operation::multiply, {slope, since});
    return chosen(before, emitter_.number(0), height);
  }

  View pulse(const Term& t) {
    const View height = operand(t, 0);
    const View begin = step_of(operand(t, 1));
    const View length = steps_of(operand(t, 2));
    View since = emitter_.apply(Operation::subtract, {step_number(), begin});
    if (t.operands.size() == 4) since = emitter_.apply(Operation::remainder, {since, steps_of(operand(t, 3))});
    const View lasting = emitter_.apply(Operation::less, {since, length});
    const View before = emitter_.apply(Operation::less, {step_number(), begin});
    const View height_while_lasting = chosen(lasting, height, emitter_.number(0));
    return chosen(before, emitter_.number(0), height_while_lasting);
  }

  const Model& model_;
  const CompileOptions& options_;
  Code code_;
  Emitter emitter_;
  std::vector<Definition> start_, step_;  // by variable
  std::vector<Definition> delays_;        // of `delay_fixed`
  std::vector<Definition>* phase_ = nullptr;
  bool starting_ = true;
  Cells elements_;  // that each loop of the equation being built runs over
};

}  // namespace

Program compile(const Model& model, const CompileOptions& options) { return Compiler(model, options).compile(); }

}  // namespace ronghe
