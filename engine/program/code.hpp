// A program from inside: arrays, the instructions that compute them, and what happens around them in a step.
//
// Arrays stay arrays: an equation over [county, area] is one instruction with an extent for each axis and a stride for
// each operand on it, not one for every cell. Nothing here says which axis lies innermost at run time: the machine puts
// the members of a block inside the cells, or, with few members, takes the cells themselves as lanes.
//
// Every array is written once (a joined array: once in each of its parts), so an instruction is known by its operands
// and equal ones are the same. Storage is chosen by the machine, when it knows which arrays differ from member to
// member.
//
// A run computes `once`, puts the stocks at their initial values, and then for each step `step`: all of it in the first
// stage, only the instructions marked `each_stage` in later stages of a Runge-Kutta step.
#pragma once

#include "program/arithmetic.hpp"
#include "program/clock.hpp"
#include "program/instruction.hpp"
#include "ronghe/diagnostics.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ronghe {

// How often a value changes, and so how often it is computed.
enum class Rate {
  constant,  // known when the program is made
  data,      // when the city's figures and parameters are known
  once,      // needs the state at the start
  time,      // moves with time alone
  step,      // needs the state of the step
};

struct Array {
  enum class Source {
    constant,  // `numbers`
    data,      // reference values of `variable`, an input or constant
    input,     // present values of `variable`, an input that plans move
    stock,     // state
    memory,    // state: what a `previous` or `delay_fixed` gives in this step
    time,      // of the stage
    number,    // of the step: n
    computed,  // by an instruction
  };

  Source source = Source::computed;
  std::vector<int> extents;  // row by row, last axis innermost; empty: one cell
  int cells = 1;
  Rate rate = Rate::step;
  bool moves_in_step = false;  // differs between the stages of a step
  int variable = -1;
  std::vector<double> numbers;  // [cells], of a constant
};

// The cells of an array that an instruction meets: offset + sum of index · stride over its axes.
struct Operand {
  int array = -1;
  int offset = 0;
  std::vector<int> strides;  // of the instruction's axes, then of its reduced axes

  bool operator==(const Operand&) const = default;
};

struct Instruction {
  Operation operation = Operation::copy;
  std::vector<int> extents;  // of the axes of the result, none of size 1
  std::vector<int> reduced;  // of the axes a reduction sums over, first one outermost
  std::vector<Operand> operands;
  int exponent = 0;        // power_whole
  int lookup = -1;         // lookup: index into the program's
  std::vector<int> table;  // gather: for each cell the cell of the operand, offset included;
                           // draws: for each cell its number in the variable
  std::uint64_t key = 0;   // draws: hash of the variable's name
  bool at_start = false;   // draws: for the start, whose step is 0
  bool held = false;       // computed in the first stage of a step only, even when operands move within it

  Operand out;              // dense, but for a copy
  bool each_stage = false;  // runs in every stage
  int equation = -1;        // index into `Code::equations`: where it was first asked for
};

// Where a number comes from, for messages and for the reader of a disassembly.
struct EquationPlace {
  int variable = -1;  // or -1: a check, a requirement
  std::string name;
  Span span;
};

// Cells of one array in another order: places[i] holds what is called cell cells[i].
struct Window {
  int array = -1;
  std::vector<int> cells;
  std::vector<int> places;
};

// A value that must be finite in a lane that goes on, and perhaps is saved or followed.
struct Observation {
  int variable = -1;
  int output = -1;    // index into `Code::outputs`, or -1: not saved
  int followed = -1;  // index into `Code::followed`, or -1
  Window window;
  int equation = -1;
};

// What stands in the list of a step: an instruction, or a look at what has been computed.
struct Item {
  enum class Kind { instruction, observation } kind = Kind::instruction;
  int index = -1;
};

struct StockCode {
  int variable = -1;
  int state = -1;  // arrays, all with the cells of the stock in one order
  int initial = -1;
  int net_flow = -1;
};

struct MemoryCode {
  int variable = -1;
  int state = -1;  // arrays, all in one order
  int initial = -1;
  int remembered = -1;  // taken in the first stage of a step
  int delay = -1;       // [time], at the start; -1: one step
};

struct InputCode {
  int variable = -1;
  int reference = -1;  // arrays, in one order
  int present = -1;
};

struct CheckCode {
  enum class When { always, at_start, at_stop } when = When::always;
  Window condition;
  Window violation;  // by how much it does not hold; must be finite
  int equation = -1;
};

struct RequirementCode {
  Window condition;
  Window value;  // what is told when it does not hold
  std::string code;
  int variable = -1;
  int equation = -1;
};

// What the machine must know of a variable.
struct VariableCode {
  std::string name;
  int cells = 1;
  int array = -1;              // input and constant: its data
  std::vector<double> values;  // input and constant: of each cell, as the model has them
  std::vector<int> places;     // input and constant: of each cell in `array`
  bool moves = false;          // input: plans may move it
};

struct Code {
  std::string model;
  Clock clock;
  std::vector<Array> arrays;
  std::vector<Instruction> instructions;
  std::vector<arithmetic::Curve> lookups;
  std::vector<std::string> lookup_names;
  std::vector<VariableCode> variables;  // as in the model
  std::vector<EquationPlace> equations;

  std::vector<int> once;                  // instructions
  std::vector<Observation> observations;  // of stocks first, then in order of evaluation
  std::vector<Item> step;

  int time = -1;  // arrays; -1 when nothing reads them
  int number = -1;
  std::vector<InputCode> inputs;
  std::vector<StockCode> stocks;
  std::vector<MemoryCode> memories;
  std::vector<RequirementCode> requirements;
  std::vector<CheckCode> checks;
  std::vector<int> outputs;   // variables
  std::vector<int> followed;  // variables whose value at each step is wanted
};

}  // namespace ronghe
