// With which decisions: a scenario file with all its parents, read against its model.
//
// A scenario holds only what differs from its parents, from the model and from the city's data. Reading it joins all of
// them into what the machine is told: the reference value of inputs and constants (`settings`) and the decisions over
// time (`plan`). Nothing of a file is dropped in silence: each key changes the run, is reported, or is listed as not
// used by this version.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/program.hpp"
#include "ronghe/sampling.hpp"
#include "ronghe/units.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ronghe {

struct ScenarioOptions {
  std::string model = {};              // a folder or file used instead of the scenario's model; empty: the scenario's
  std::vector<std::string> sets = {};  // NAME=VALUE or NAME[element, …]=VALUE: reference values over all others
};

// All money of a scenario is in prices of one year.
struct Prices {
  int base = 0;  // year
};

// A part of a programme's money.
struct Funding {
  std::string source;  // as the model calls it
  Text label;
  double share = 0;  // of 1
  Span span;         // its name
};

// Money that is asked for. What is paid is the model's answer.
struct Programme {
  std::string id;
  Text title;
  Text source;             // evidence; may be empty
  int input = -1;          // variable of the model that receives it
  std::vector<int> cells;  // of that input, rising
  std::vector<double>
      sums;  // of each of these cells, start to stop [unit]: rate(t_n) · step over all steps but the last
  std::vector<double> weights;   // of each of these cells: its rate is weight × profile
  std::vector<double> profile;   // [steps] at each step but the last [unit of the input]
  Unit unit;                     // of a sum
  int place = -1;                // dimension of the model for `by_place`: of the input's, the one whose elements the
                                 // city's data give, else the first; -1 when the input has none
  std::vector<double> by_place;  // [unit], one for each element of `place`; 0 where nothing goes
  double sum = 0;                // [unit] in all
  std::vector<Funding> funding;  // in order of the model's sources; empty: nothing said
  Span span;                     // its id
  std::vector<Span> places;      // where its money is written, then one place in each other file that has a say in it
};

// A rule or parameter that changes in time: decided (a reform), or something that happens (a shock).
struct Reform {
  std::string id;
  Text title;
  Text source;
  int input = -1;            // variable of the model
  std::vector<int> cells;    // rising
  Change change;             // the same for every cell
  Span span;                 // its id
  std::vector<Span> places;  // where its value is written, then one place in each other file that has a say in it
};

// Who gave a cell of an input or constant its reference value.
struct Origin {
  enum class Layer { data, parameters, command_line };

  Layer layer = Layer::data;
  int variable = -1;  // of the model, as its author declared it
  int cell = 0;
  double value = 0;    // [unit of the variable]
  Span place;          // the cell of a table, or the value in a file or on the command line
  Text source;         // of parameters: why it has this value; may be empty
};

// What a file says in place of what one of its parents says.
struct Replacement {
  Span by;
  Span what;
};

// A file by the path that stands in `Scenario::resolved`.
struct NamedText {
  std::string path;
  SourcePtr text;
};

// A sentence about the results: a target, a constraint or a check.
struct Sentence {
  std::string id;
  Text label;
  Condition condition;     // over variables of the model
  std::vector<int> cells;  // where it is asked: of an array over the condition's dimensions, rising
  std::vector<int> steps;  // when it is asked: steps that are saved, rising
  Span span;               // of the condition
};

// What a slider or an optimiser may move.
struct Lever {
  std::string id;
  Text label;
  std::string programme;   // the id of the programme whose money it multiplies; empty: it sets an input
  int input = -1;          // that it sets, at these cells
  std::vector<int> cells;  // rising
  Unit unit;               // of all four values
  double low = 0;
  double high = 0;
  double step = 0;     // > 0
  double initial = 0;  // where it stands when nobody has moved it
  Span span;           // its id
};

// An input or constant whose value is not known. A draw takes the place of its base value.
struct Uncertainty {
  std::string id;
  Text label;
  Text source;
  int variable = -1;
  std::vector<int> cells;        // rising
  std::vector<int> independent;  // dimensions of the variable across whose elements draws are independent; across the
                                 // others one draw is shared
  Distribution distribution;     // [unit of the variable]
  Span span;                     // its id
};

// Cells of one uncertainty that share a draw.
struct SharedDraw {
  std::string name;             // the id, and the elements that have draws of their own: `u-growth[422801]`
  std::size_t uncertainty = 0;  // index
  std::vector<int> dimensions;  // across whose elements its uncertainty draws anew
  std::vector<int> elements;    // on each of them
  std::vector<int> cells;       // of its variable, rising
};
// In order of the uncertainties, then of their first cells.
std::vector<SharedDraw> shared_draws(const std::vector<Uncertainty>& uncertainties, const Model& model);

struct Correlation {
  std::string first, second;  // ids of uncertainties
  double spearman = 0;
};

// Draws that stand in a file.
struct DesignTable {
  std::vector<std::string> keys;  // names of the shared draws, in their order
  std::vector<double> values;     // [member × key], in the unit of the draw's variable
};

struct EnsembleDesign {
  Design::Kind kind = Design::Kind::sobol;
  int members = 1;
  std::uint64_t seed = 1;
  int levels = 4;                    // of grid and morris
  int base = 0;                      // trajectories of morris, points of saltelli
  DesignTable table;                 // of a design that stands in a file
  std::vector<std::string> options;  // scenarios that run with the same draws beside this one, their baseline: paths
                                     // as a command takes them
  std::vector<double> quantiles;     // that are kept, 0 to 1, rising
  int whole_members = 0;             // that are kept
};

// A variable at a saved step: `service_gap[education]@2035`.
struct Measure {
  std::string text;
  int variable = -1;
  std::vector<int> cells;  // rising
  int step = 0;
};

struct Sensitivity {
  enum class Method { sobol, morris } method = Method::sobol;
  std::vector<Measure> of;
  int base = 0;  // points of sobol, trajectories of morris; 0: not said
};

struct Attribution {
  std::vector<Measure> of;
  std::vector<std::string> to;  // ids of programmes, reforms and shocks, as written; empty: all
};

// In which futures a target is missed.
struct Discovery {
  std::string target;  // its id
};

// Observed values of one variable.
struct ObservedSeries {
  struct Value {
    int cell = 0;  // of the variable
    int year = 0;
    double value = 0;  // [unit of the variable], money in prices of the base year
  };

  std::string id;      // of the table
  std::string column;  // of the table
  Text source;
  int variable = -1;
  std::vector<Value> values;  // in order of the table
  Span span;                  // the column's name
};

// The sum of a variable over the steps of some spans of time: value(t_n) · step for t_n in [begin, end).
struct SumOverTime {
  struct Between {
    int begin = 0, end = 0;  // steps
  };

  std::string name;  // as asked for: `sum of gdp by year`
  int variable = -1;
  Unit unit;                   // of a sum
  std::vector<Between> spans;  // each whole year of the run, or the one that was asked for
};

// Where places lie, for drawing: the polygons of a GeoJSON file.
struct PlaceMap {
  struct Point {
    double x = 0, y = 0;  // longitude and latitude [degrees]
  };
  using Ring = std::vector<Point>;    // the last point is the first
  using Polygon = std::vector<Ring>;  // its outline, then its holes

  struct Shape {
    int element = -1;  // of the dimension
    std::vector<Polygon> polygons;
  };

  int dimension = -1;         // of the model
  std::vector<Shape> shapes;  // in order of the file; no element twice
};

struct Limits {
  std::optional<double> wall_time;  // [s]
  std::optional<double> memory;     // [bytes]
};

// Kinds of files that reports are written to.
enum class FileKind { csv, json, netcdf, xlsx, html };

struct Scenario {
  std::string id;
  Text title;
  Text notes;
  std::string path;  // as given
  std::shared_ptr<const Model> model;
  Plan plan;                          // its name is the id
  std::vector<Setting> settings;      // final values of every cell set by data, then `parameters`, then --set
  std::vector<Origin> origins;        // of these values, in the order in which they were given: a later one counts
  std::vector<Replacement> replaced;  // what the file and its parents say over their own parents
  std::vector<int> outputs;           // variables asked for, in order of the file, else the model's indicators; empty:
                                      // every variable that is not hidden
  int every = 1;  // steps between the values that are wanted, a multiple of the model's `save_every`
  std::optional<Prices> prices;
  std::vector<Programme> programmes;                              // active ones, in order of id
  std::vector<Reform> reforms;                                    // active ones, in order of id
  std::vector<Reform> shocks;                                     // active ones, in order of id
  std::vector<SumOverTime> sums;                                  // in order of the file
  std::vector<FileKind> write = {FileKind::csv, FileKind::json};  // kinds of files that are wanted
  std::string language;                                           // of report files: `zh`, `en`, `both`, or empty

  // Active ones, in order of id.
  std::vector<Sentence> targets, constraints, checks;
  std::vector<Lever> levers;
  std::vector<Uncertainty> uncertainties;
  std::vector<Correlation> correlations;  // between active uncertainties, in order of the file
  std::vector<ObservedSeries> history;
  std::vector<PlaceMap> maps;  // of each dimension at most one
  std::optional<EnsembleDesign> ensemble;
  std::optional<Sensitivity> sensitivity;
  std::optional<Attribution> attribution;
  std::optional<Discovery> discovery;
  Limits limits;

  std::vector<SourcePtr> sources;  // every file read: scenario, parents, tables, map; the model's stand in the model
  std::vector<NamedText> tables;   // those of them that are tables or the map
  std::string resolved;            // with all parents resolved, as JSON in canonical order; empty for a bare model
  std::string ancestor;            // path of the first ancestor by `extends`, or of the one that `compare_with` names;
                                   // empty for a scenario without parents
};

// Scenarios that are shown beside each other. Those whose model, time and places are equal share one `Model` (the
// pointers are equal) and can run as lanes of one ensemble; the others need runs of their own.
struct ScenarioSet {
  std::vector<Scenario> scenarios;  // those asked for, in order, then their ancestors that are not among them
  std::vector<int> ancestor;        // for each scenario: index of its ancestor in `scenarios`, or -1
  int asked = 0;                    // how many of `scenarios` were asked for
};

// The value of an input from a date on: constant, or moving step by step until the next date.
struct DatedValue {
  double date = 0;
  double value = 0;  // [unit of the variable]; NaN: none is given, or the constant follows its rule
  bool moving = false;
};

// Why an input or constant has the values that it has.
struct Explanation {
  // Something that says what the values are. Without it those of the layer below would be there.
  struct Layer {
    enum class Kind { model, data, parameters, command_line, programme, reform, shock };

    Kind kind = Kind::model;
    std::string id;                  // of a programme, reform or shock
    Text title;                      // of the same
    std::vector<Span> places;        // where it is written; the first one gives the value
    std::vector<Span> replaced;      // what parents say there instead, nearest first
    std::vector<DatedValue> values;  // with this layer and all below
  };
  // Cells with equal layers.
  struct Group {
    std::vector<int> cells;     // rising
    std::vector<Layer> layers;  // from the model's own value up to the one that counts
  };

  int variable = -1;
  std::vector<Group> groups;
};

// Some cells of a variable.
struct Cells {
  int variable = -1;
  std::vector<int> cells;  // rising
};

// The cells that a text names, elements by name or label: `staffed[rural]`. `typed_at` is what it was typed for.
std::optional<Cells> cells_called(const std::string& text, const std::string& typed_at, const Model& model,
                                  Diagnostics& diagnostics);
// The cells that the programme, reform or shock `id` moves; none when there is no such item.
std::vector<Cells> cells_moved_by(const std::string& id, const Scenario& scenario);

// Inputs and constants that the scenario, its parents, its data or the command line set or move.
std::vector<int> set_variables(const Scenario& scenario);
// Explains inputs and constants, in the order asked for.
std::vector<Explanation> explain(const Scenario& scenario, const std::vector<int>& variables);
// The same for some of their cells.
std::vector<Explanation> explain_cells(const Scenario& scenario, const std::vector<Cells>& asked);

// Reads one scenario. A model (file, folder, or the name of one that ships) is a scenario without decisions.
Outcome<Scenario> load_scenario(const std::string& path, const ScenarioOptions& options = {});

// Reads several, and, unless `alone`, the ancestor of each.
Outcome<ScenarioSet> load_scenarios(const std::vector<std::string>& paths, const ScenarioOptions& options = {},
                                    bool alone = false);

}  // namespace ronghe
