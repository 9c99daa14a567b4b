// What a model means: names resolved, units checked, everything in an order that can be computed.
//
// A `Model` can always be run: whoever holds one need not check again. It is made by `load_model` from text and never
// changes. Library functions (`smooth3`, `delay1` …) have been unfolded into hidden variables by the time it exists, so
// the rest of the program knows seven kinds of variables and one kind of expression, the `Term`.
//
// Cells of a variable are numbered row by row: with dimensions [county, area] the cell of (c, a) is c·|area| + a.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/units.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ronghe {

struct Element {
  std::string name;  // unique in its dimension
  Text label;        // empty: the name
  Span span;
};

struct Dimension {
  std::string name;
  Text label;
  std::vector<Element> elements;
  // A copy or a sub-range of another dimension: its index, and for each element the element there. -1 for a dimension
  // of its own.
  int parent = -1;
  bool copy = false;  // with a parent: a copy (never stands for it), else a sub-range (may stand for it)
  std::vector<int> parent_elements;
  std::map<std::string, std::vector<int>> groups;  // named lists of elements, from the data
  bool from_data = false;
  bool hidden = false;  // made for hidden variables: the stages of a delay, part of a dimension
  Span span;

  int size() const { return static_cast<int>(elements.size()); }
  // Index of the element called `name`, or -1.
  int element(std::string_view name) const;
};

// A function from the elements of one dimension to those of another, or to itself (`shift: -1`).
struct Mapping {
  std::string name;
  int from = -1;
  int to = -1;
  std::vector<int> image;  // for each element of `from`
  Span span;
};

struct Lookup {
  std::string name;
  std::vector<double> x;                                          // [x_unit], strictly rising, at least two
  std::vector<double> y;                                          // [y_unit]
  enum class Between { linear, step } between = Between::linear;  // step: y of the last point not right of x
  enum class Outside { hold, extend } outside = Outside::hold;    // extend: the line through the two outer points
  Unit x_unit;
  Unit y_unit;
  Text label;
  Text note;
  Text source;
  Span span;
};

// The index that a term uses on one axis of the array it reads.
struct Axis {
  int element = -1;      // fixed element, or -1 when a loop runs here
  int loop = -1;         // index into the equation's loops
  std::vector<int> map;  // loop's element → element of the axis; empty: the same index
};

// An expression that can be computed. Values are in the units of the declarations; literals have been converted.
struct Term {
  enum class Op {
    literal,    // value
    reference,  // variable, axes
    lookup,     // lookup, operands[0]
    time,
    dt,
    start_time,
    stop_time,
    negate,
    add,
    subtract,
    multiply,
    divide,
    power_whole,  // operands[0] ^ exponent: square and multiply from the high bit, negative: one over it
    square_root,
    power,  // exp(b * ln(a)); 0 ^ b = 0 for b > 0, 0 ^ 0 = 1, NaN for a < 0
    abs,
    exp,
    ln,
    log10,
    sin,
    cos,
    tan,
    arcsin,
    arccos,
    arctan,
    sinh,
    cosh,
    tanh,
    minimum,
    maximum,  // two operands; NaN if either is NaN; the first of equals
    round,
    truncate,
    mod,          // half away from zero; towards zero; a - b*floor(a/b), sign of b
    divide_or,    // operands: a, b, otherwise; a / b, or otherwise where b = 0
    conditional,  // operands: condition, then, else
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    logical_and,
    logical_or,
    logical_not,  // true is 1, false is 0
    sum,
    mean,
    product,
    smallest,
    largest,  // reductions of operands[0] over `loops`
    step,     // operands: height, date
    ramp,     // operands: slope, date, date
    pulse,    // operands: height, date, duration[, interval]
  };

  Op op = Op::literal;
  double value = 0;
  int exponent = 0;
  int variable = -1;
  int lookup = -1;
  std::vector<Axis> axes;
  std::vector<int> loops;  // reduction: the loops it binds, outermost first, in order of the model's dimensions
  std::vector<Term> operands;
  // The value of the first stage is kept in later stages of a step: comparisons, `round`, `int` and stepwise lookups of
  // time alone, which jump, and must not see their jump before its date.
  bool held = false;
  Span span;
};

// How some cells of a variable are computed.
struct Equation {
  // Dimension of each loop: first the variable's dimensions in order, then those bound by reductions.
  std::vector<int> loops;
  // Elements covered on each of the variable's dimensions, rising; the cells are their product.
  std::vector<std::vector<int>> cells;
  Term term;
  std::string text;  // as written
  Span span;
};

struct Range {
  double low;
  double high;
};

struct Indicator {
  enum class Better { higher, lower, neither } better = Better::neither;
  enum class Format { number, percent, percentage_points } format = Format::number;

  // What values from `from` up to the next class are called.
  struct Class {
    double from = 0;  // [unit of the variable]
    Text label;
  };
  std::vector<Class> classes = {};  // rising; may be empty
};

// What a flow carries from where to where, as people call it. It changes no number: flows of one `what` are drawn as
// one picture.
struct Move {
  Text what;
  Text from;
  Text to;
};

struct Variable {
  enum class Kind {
    input,     // what scenarios and data may set, over time
    constant,  // a number, which data and scenarios may correct
    stock,
    flow,
    auxiliary,
    at_start,  // computed once from the state at the start
    memory,    // hidden: the value of a `previous`, `delay_fixed` or random draw, taken once per step
  };
  enum class Memory { none, previous, delay_fixed, random_uniform, random_normal };

  std::string name;
  std::string id;  // the author's own identifier, or empty
  Kind kind = Kind::auxiliary;
  Memory memory = Memory::none;
  Unit unit;
  std::vector<int> dimensions;  // in order of declaration in `over`
  int cells = 1;

  // input and constant: value of each cell [unit]; NaN where an input has none and data must give it.
  std::vector<double> values;
  // flow, auxiliary, at_start: how it is computed. stock: initial value. memory: previous, delay_fixed: what is
  // remembered; random: the first parameter (low, mean).
  std::vector<Equation> equations;
  // memory: previous: x0; delay_fixed: x0; random: the second parameter (high, standard deviation).
  std::vector<Equation> initial;
  // memory: delay_fixed: T [time].
  std::vector<Equation> delay;
  // at_start: of a constant with a rule, the hidden constant that holds what data or a scenario gave instead, NaN where
  // they gave nothing; else -1.
  int given = -1;
  // stock: references (Op::reference) whose loops are the stock's dimensions, in listed order.
  std::vector<Term> inflows;
  std::vector<Term> outflows;

  Text label;
  Text note;
  Text source;
  std::optional<Range> range;  // [unit]
  std::optional<Indicator> indicator;
  std::optional<Move> moves;
  int owner = -1;   // hidden variables: the user's variable whose equation made it; else -1
  Span span;        // the name where it is declared
  Span value_span;  // the default or value, when there is one

  bool hidden() const { return owner >= 0; }
  bool has_rule() const { return given >= 0; }
  // What data and scenarios may set: inputs, constants, and constants with a rule.
  bool settable() const { return !hidden() && (kind == Kind::input || kind == Kind::constant || has_rule()); }
};

// One piece of work: some cells of one equation of a variable (for a stock: of its initial value).
struct Evaluation {
  int variable = -1;
  int equation = 0;
  // As `Equation::cells`; a part of them where the order had to be decided cell by cell.
  std::vector<std::vector<int>> cells;
};

// A sentence that must hold. `term` is a condition over `equation.loops`.
struct Check {
  std::string name;
  Text label;
  Equation equation;  // loops: the dimensions over which it is asked
  std::vector<int> dimensions;
  enum class When { always, at_start, at_stop } when = When::always;
  Span span;
};

// A comparison of variables, true or false at each place, that somebody else than the model asks: a scenario's target.
struct Condition {
  Equation equation;            // loops: first the dimensions over which it is asked
  std::vector<int> dimensions;  // over which it is asked
  std::optional<Unit> unit;     // of what a single comparison compares; nothing when there are several
  bool percent = false;         // a single comparison of pure numbers that people read in percent
};

// What must hold for a lane to go on (a delay time above zero, a date on the grid). Stated by library models.
struct Requirement {
  Equation equation;
  std::vector<int> dimensions;
  std::string code;  // diagnostic code that tells what failed
  int owner = -1;
};

enum class Method { euler, rk2, rk4 };

// The model's time, in units of `unit`. Exact: stop - start and save are whole multiples of step.
struct Time {
  std::int64_t start_numerator = 0, start_denominator = 1;
  std::int64_t step_numerator = 1, step_denominator = 1;
  int steps = 0;       // from start to stop
  int save_every = 1;  // steps between saves
  Method method = Method::euler;
  Unit unit;

  // start + n·step, rounded once.
  double at(int n) const;
  // start + (n + 1/2)·step, rounded once.
  double between(int n) const;
  double step() const;
  double start() const { return at(0); }
  double stop() const { return at(steps); }
  // Steps that are saved: 0, every `save_every`, and the last.
  std::vector<int> saved_steps() const;
  // The step that falls on `date` (within 1e-9 of a step), or nothing.
  std::optional<int> step_of(double date) const;
};

struct MoneySource {
  std::string name;
  int adds_to = -1;  // the input that receives this source's share, or -1
  Text label;
};

// One file of a model.
struct ModelPart {
  std::string name;  // the file's name without folder and ending: `population`
  Text title;        // `part:` in the file; empty where it says nothing
  SourcePtr source;
};

struct Model {
  std::string name;
  Text title;
  Text note;  // a remark: what the model does not contain, what to keep in mind
  Time time;
  std::vector<Dimension> dimensions;
  std::vector<Mapping> mappings;
  std::vector<Lookup> lookups;
  std::vector<Variable> variables;  // user's variables in order of the text, hidden ones after their owner
  // Initial values, at_start, initial memories (equation 0 stands for all that a memory needs), and what they need.
  std::vector<Evaluation> start_order;
  // Flows and auxiliaries of a stage. Random draws stand where what they need is known and before who uses them; they
  // are taken in the first stage only.
  std::vector<Evaluation> step_order;
  std::vector<Check> checks;
  std::vector<Requirement> requirements;
  std::vector<int> money_inputs;
  std::vector<MoneySource> money_sources;
  int money_share_paid = -1;       // the variable that tells which share of a programme's money is paid; -1: all of it
  std::vector<SourcePtr> sources;  // every text it was made from, library models left out
  std::vector<ModelPart> parts;    // one for each source, in their order

  // Index of the variable called `name`, or -1.
  int find(std::string_view name) const;
  int find_dimension(std::string_view name) const;
  // Index of the part called `name`, or -1.
  int find_part(std::string_view name) const;
  // Index of the part that `span` lies in, as a variable's does where it is declared; -1 for what the library added.
  int part_of(const Span& span) const;
  // The element indices of a cell of an array over `over`.
  std::vector<int> indices(const std::vector<int>& over, int cell) const;
  std::vector<int> indices(const Variable& variable, int cell) const { return indices(variable.dimensions, cell); }
  // `people[恩施市, rural]`, with labels of `language` or, without, names of elements.
  std::string cell_name(const Variable& variable, int cell) const;
};

// The elements of a dimension that the model leaves to the city's data (`county: {from: data}`).
struct DimensionData {
  std::vector<Element> elements;
  std::map<std::string, std::vector<int>> groups;
};

// Times as written, to replace the model's own.
struct TimeText {
  std::string start, stop, step, save, method;  // empty: the model's
  Span start_span, stop_span, step_span, save_span, method_span;
};

struct ModelOptions {
  std::map<std::string, DimensionData> data;  // by dimension
  TimeText time;
  // Gives dimensions without data two nameless elements, so that a model can be described and checked alone.
  bool placeholders = false;
};

// Reads and checks a model: a YAML file, a folder of them (parts of one model), or the name of a model that ships with
// Ronghe. `asked_at` is the place that named it, for the message when there is none.
Outcome<Model> load_model(const std::string& path_or_name, const ModelOptions& options = {}, const Span& asked_at = {});

// The same from texts already in memory.
Outcome<Model> read_model(const std::vector<SourcePtr>& parts, const ModelOptions& options = {});

// A model that ships with Ronghe.
struct ShippedModel {
  std::string name;
  Text title;
};
std::vector<ShippedModel> shipped_models();

}  // namespace ronghe
