// What came out: results as tables of values and as a summary. Nothing is formatted here; `output` and `report` do
// that.
#pragma once

#include "ronghe/compile.hpp"
#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/program.hpp"
#include "ronghe/scenario.hpp"
#include "ronghe/simulate.hpp"

#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ronghe {

// One scenario in a result. Scenario and trajectories outlive it.
struct Lane {
  const Scenario* scenario = nullptr;
  const Trajectories* trajectories = nullptr;
  int member = 0;
};

// Whether these can be members of one ensemble. They have one model (`Scenario::model` is the same pointer), and it
// draws no random numbers: draws are a member's own, and a difference between scenarios must not come from other dice.
bool can_run_together(const std::vector<const Scenario*>& scenarios);

// Scenarios of one model as members of one ensemble, in their order.
Ensemble ensemble_of(const std::vector<const Scenario*>& scenarios);

// What is to be known of a run: what its scenario asks for, or also what a report shows (`reported_variables`).
enum class Wanted { outputs, report };

// What of their model has to be computed and saved: the outputs of each, what their targets and constraints read, what
// is summed over time, and the inputs that some plan moves.
CompileOptions compile_options_of(const std::vector<const Scenario*>& scenarios, Wanted wanted = Wanted::outputs);

// Scenarios that have run. The lanes point into the runs, which may be moved but not copied.
struct FinishedRuns {
  std::vector<std::unique_ptr<const Trajectories>> runs;
  std::vector<Lane> lanes;  // one for each scenario, in order
};

// Runs all scenarios, those of one model as members of one ensemble wherever `can_run_together` allows it.
FinishedRuns run_scenarios(const std::vector<const Scenario*>& scenarios, const SimulateOptions& options = {},
                           Wanted wanted = Wanted::outputs);

// A column of words or of numbers. Words repeat on many rows and are kept once each.
struct ResultColumn {
  enum class Type { word, number };

  std::string name;
  Type type = Type::word;
  std::vector<std::string> words;  // word: each that occurs
  std::vector<int> codes;          // word: [row] index into `words`, or -1 for an empty field
  std::vector<double> numbers;     // number: [row], NaN for a missing value
};

struct ResultTable {
  std::vector<ResultColumn> columns;
  std::size_t rows = 0;
};

// Dimensions that the author of the model declared; the library's delays and smooths bring their own.
std::vector<int> declared_dimensions(const Model& model);
// Whether this was declared in one of the model's own texts. A model that was made without texts declared everything.
bool is_declared(const Model& model, const Span& span);

// All values of the lanes at the times their scenarios want, one a row: scenario, variable, one column for each
// declared dimension of their models (empty where the variable lacks it), time, value, unit. Rows stand in order of
// lane, variable, cell and time; the sums that the lane asks for follow its variables, at the time at which each
// begins. A value is missing after its lane failed. With a baseline three columns follow: its value at the same place
// and time, the difference to it, and the difference as a share of its size; sums have none.
ResultTable tidy_table(const std::vector<Lane>& lanes, const std::optional<Lane>& baseline = std::nullopt);

// The unit of a value as it stands beside it. Money carries its price basis: `亿元/year, 2023 prices`.
std::string unit_with_prices(const Unit& unit, const std::optional<Prices>& prices, Language language);

// One cell of a variable at both ends of the run. NaN: there is no such value.
struct SummaryRow {
  std::vector<std::string> elements;  // on each dimension of the variable
  std::vector<Text> labels;           // of these elements; an empty one: the name
  double start = std::numeric_limits<double>::quiet_NaN();
  double stop = std::numeric_limits<double>::quiet_NaN();
  double baseline_start = std::numeric_limits<double>::quiet_NaN();
  double baseline_stop = std::numeric_limits<double>::quiet_NaN();

  double difference() const { return stop - baseline_stop; }
};

// What stands above the figures of a variable.
struct Heading {
  std::string name;
  Text label;
  Text unit;                      // with its price basis
  std::optional<double> percent;  // of a dimensionless variable: how many percent one of its unit is
  std::optional<Indicator> indicator;
  std::vector<std::string> dimensions;  // their names
};

struct SummaryVariable : Heading {
  std::vector<SummaryRow> rows;
};

// What a programme asks for from the start of the run to its end, and what of it is paid. Without a run, and in a model
// that pays whatever is asked for, all is paid.
struct ProgrammeSum {
  struct Share {
    std::string place;
    Text label;
    double asked = 0;                       // [unit]
    double paid = 0;                        // [unit]; NaN after the lane failed
    std::vector<double> asked_in, paid_in;  // [unit] in each of `years`
  };

  std::string id;
  Text title;
  Text unit;                  // with its price basis
  double asked = 0;           // [unit], in all
  double paid = 0;            // [unit], in all
  std::vector<double> years;  // times at which the whole years (units of the model's time) begin that ask for something
  std::vector<double> asked_in, paid_in;  // [unit] in each of these years, in all
  std::string dimension;                  // of the places; empty when its input has no dimensions
  std::vector<Share> by_place;            // places that get something, in order of the model
  Span span;                              // its id

  // Whether less is paid than asked for, beyond what rounding makes of sums.
  bool cut() const { return paid < asked * (1 - 1e-9); }
};

// Of whom money is asked.
struct Payer {
  std::string source;  // as the model calls it; empty: no `funding` is said, and the model has no source of its own
  Text label;
  bool said = true;  // false: no `funding` is said, which is money of the source that adds to no input
};

// What all programmes whose money can be added ask for together, and of whom.
struct FundingSum {
  struct Part : Payer {
    double asked = 0;  // [unit]
  };

  Text unit;  // with its price basis
  int programmes = 0;
  double asked = 0;         // [unit]
  std::vector<Part> parts;  // in order of the model's sources, then what nothing is said of
};

// A sentence of the model that did not hold in some lane.
struct BrokenCheck {
  std::string name;
  Text label;
  std::string condition;     // as written
  long long violations = 0;  // cells × steps × lanes
  double largest = 0;        // by how much, at worst
  std::string scenario;      // where that was: its id
  std::vector<std::string> elements;
  std::vector<Text> labels;  // of these elements
  double time = 0;
  Span span;
};

// How a target, a constraint or a check of a scenario came out, over all places and times at which it is asked.
struct Judgement {
  enum class Kind { target, constraint, check };

  Kind kind = Kind::target;
  std::string id;
  Text label;
  std::string condition;  // as written
  int asked = 0;          // places × times
  int broken = 0;         // of these
  int unknown = 0;        // of these: the lane failed before
  // At the worst place and time: how far the comparison is from its edge, below 0 where it does not hold; NaN for what
  // is no single comparison, and after the lane failed.
  double margin = std::numeric_limits<double>::quiet_NaN();
  Text unit;             // of the margin
  bool percent = false;  // the margin is a pure number that people read in percent
  double time = 0;
  std::vector<std::string> dimensions, elements;  // of the place
  std::vector<Text> labels;                       // of these elements
  Span span;                                      // of the condition

  bool holds() const { return broken == 0 && unknown == 0; }
  bool is_unknown() const { return broken == 0 && unknown > 0; }
};

// Targets, then constraints, then checks of the lane's scenario, each in order of id.
std::vector<Judgement> judge(const Lane& lane);
// The variables that these sentences read, which a run must save.
std::vector<int> judged_variables(const Scenario& scenario);

// A sum over time, one value for each cell of its variable and each of its spans.
struct SummedRow {
  std::vector<std::string> elements;  // on each dimension of the variable
  std::vector<Text> labels;           // of these elements
  std::vector<double> values;         // [span]; NaN after the lane failed
};

struct Summed {
  std::string name;  // as asked for: `sum of gdp by year`
  Text label;        // of the variable
  Text unit;         // of a sum, with its price basis
  std::vector<std::string> dimensions;
  std::vector<double> begins, ends;  // of the spans
  std::vector<SummedRow> rows;
};

// The sums that the lane's scenario asks for, in their order.
std::vector<Summed> sums_over_time(const Lane& lane);

// A lane that stopped before its end.
struct FailedLane {
  std::string scenario;  // id
  std::string variable;  // whose value it was; empty for a check
  std::string check;     // that did not hold in a strict run, or compares what is no number
  std::vector<std::string> elements;
  std::vector<Text> labels;  // of these elements
  double time = 0;
  double value = 0;  // NaN or infinite, what a requirement of the model refused, or the size of a violation
  std::string code;  // of the diagnostic that tells it
  Span span;         // the equation
};

// How one scenario came out, beside its baseline when there is one.
struct Summary {
  std::string scenario;  // id
  Text title;
  std::string baseline;  // id; empty without one
  Text baseline_title;
  std::string model;
  Text model_title;
  double start = 0;  // time of the first saved value
  double stop = 0;   // and of the last
  Text time_unit;
  std::optional<Prices> prices;
  std::vector<SummaryVariable> variables;
  std::vector<ProgrammeSum> programmes;
  std::vector<FundingSum> funding;  // of these
  std::vector<Summed> sums;
  std::vector<Judgement> judgements;
  int checks = 0;  // of the model, in all
  std::vector<BrokenCheck> broken_checks;
  std::vector<FailedLane> failures;
};

// The baseline may have another model: its variables and elements are found by name.
Summary summarize(const Lane& lane, const std::optional<Lane>& baseline = std::nullopt);

// The same troubles as messages: failed lanes as errors; broken checks and constraints and programmes that are cut as
// warnings; in a `strict` run missed targets, broken checks and constraints as errors.
std::vector<Diagnostic> run_diagnostics(const Summary& summary, bool strict);

// Something that two scenarios say differently.
struct Difference {
  enum class Kind { only_first, only_second, changed };

  Kind kind = Kind::changed;
  std::string section;  // key of the file: `programmes`, `data.inputs`; `model` for a part of the model's text
  std::string item;     // id of a policy item or table, or name of a part; may be empty
  Text title;           // of the item
  std::string key;      // below these: `each.profile.2028`; empty for the whole
  std::string first;    // as written there, of a whole item what it does; empty for a text
  std::string second;
};

// A cell of an input or constant for which tables give different figures. NaN: they give none.
struct FigureDifference {
  std::string name;  // `residents_at_start[恩施市, urban]`
  Text unit;
  double first = 0;
  double second = 0;
};

struct ScenarioDifferences {
  std::vector<Difference> said;
  std::vector<FigureDifference> figures;
};

// Title, id and notes are not compared.
ScenarioDifferences differences(const Scenario& first, const Scenario& second);

// What each programme of the scenario asks for, and what of it is paid in a run. Without one all is paid.
std::vector<ProgrammeSum> programme_sums(const Scenario& scenario, const std::optional<Lane>& lane = std::nullopt);

// Who pays for a programme. Whom it does not name: the only source of the model that adds to no input, else nobody who
// is known.
struct PayerShare : Payer {
  double share = 0;  // of what the programme asks for
};
std::vector<PayerShare> payers_of(const Programme& programme, const Model& model);
// One for each kind of unit in which programmes are paid, in order of their first programme.
std::vector<FundingSum> funding_sums(const Scenario& scenario);

// How the values of all places become one for the whole. Amounts (money, people, land, things, also per time) are
// added; of ratios, prices and indices the plain mean is taken, in which each place counts once.
enum class Joined {
  not_at_all,  // the variable has no places
  total,
  mean,
};

// One figure of every scenario that is compared, at the last time.
struct ComparedRow {
  std::vector<std::string> elements;  // on each dimension of the variable; an empty one: all places joined
  std::vector<Text> labels;           // of these elements
  std::vector<double> values;         // of each scenario; NaN: it has none
  std::vector<int> ranks;             // of each scenario, from 1; equal ones share theirs; 0: not ranked
};

struct ComparedVariable : Heading {
  Joined joined = Joined::not_at_all;
  int places = 0;                  // how many are joined
  std::vector<ComparedRow> whole;  // one for each cell of the dimensions beside the places
  std::vector<ComparedRow> cells;  // every cell; none when there are no places
};

// A programme that some of the scenarios have.
struct ComparedProgramme {
  std::string id;
  Text title;
  std::vector<std::optional<ProgrammeSum>> sums;  // of each scenario
};

// A target, constraint or check that some of the scenarios have.
struct ComparedSentence {
  Judgement::Kind kind = Judgement::Kind::target;
  std::string id;
  Text label;
  std::string condition;                             // as written
  std::vector<std::optional<Judgement>> judgements;  // of each scenario
};

struct Comparison {
  std::vector<Summary> scenarios;  // each alone, in the order given
  std::size_t baseline = 0;        // index into them
  double time = 0;                 // the last of the baseline
  bool together = false;           // all ran as members of one ensemble
  std::vector<ComparedVariable> variables;
  std::vector<ComparedProgramme> programmes;  // in order of id
  std::vector<ComparedSentence> sentences;    // targets, constraints, checks, each in order of id
};

// Sets scenarios beside each other and ranks them by each indicator. Variables and places are found by name where the
// models differ. Shown are the indicators among the variables that they ask for, else what a summary shows.
Comparison compare_lanes(const std::vector<Lane>& lanes, std::size_t baseline);

// One thing that two scenarios do differently and that is switched as a whole.
struct AttributedItem {
  enum class Kind {
    added,      // a programme or reform that only the second has
    removed,    // one that only the first has
    changed,    // one that both have, and not the same
    parameter,  // a reference value that differs
  };

  std::string id;  // of the programme or reform, or the name of the parameter; items that exclude each other (both say
                   // what one cell is `to` be) are one: `a + b`
  Text title;
  Kind kind = Kind::added;
};

// `added`, `removed` … as files tell it.
const char* name_of(AttributedItem::Kind kind);

// What two items bring together beyond what each brings alone: v(ij) - v(i) - v(j) + v(none).
struct Interaction {
  std::size_t first = 0;  // indices of items
  std::size_t second = 0;
  double value = 0;
};

// The difference of one figure, split over the items.
struct AttributedFigure : Heading {
  Joined joined = Joined::not_at_all;
  std::vector<std::string> elements;  // on each dimension; an empty one: all places joined
  std::vector<Text> labels;
  double time = 0;
  double from = 0;                      // in the first scenario
  double to = 0;                        // in the second
  std::vector<double> parts;            // of each item: its Shapley value; they add up to `to - from`
  std::vector<double> standard_errors;  // of the parts; 0 when they are exact, the rest of `pairs` otherwise
  std::vector<Interaction> interactions;
};

// How the parts were found.
enum class SplitMethod {
  exact,   // from every subset of the items
  pairs,   // from single items and pairs: half of what a pair brings together falls to each of the two; what more than
           // two bring together is shared evenly, and its size is told as the error of every part
  orders,  // as the mean over orders that were drawn
};

struct AttributionResult {
  std::string from;  // id
  Text from_title;
  std::string to;
  Text to_title;
  Text time_unit;
  std::vector<AttributedItem> items;
  SplitMethod method = SplitMethod::exact;
  int orders = 0;  // that were drawn
  int lanes = 0;   // that were run
  std::vector<AttributedFigure> figures;
};

// A variable at a saved time.
struct AttributionTarget {
  int variable = -1;
  double time = 0;
  std::vector<int> cells = {};  // rising; empty: all
};

struct AttributionOptions {
  std::vector<AttributionTarget> of = {};   // empty: the headline indicators with a direction, at the last time
  bool places = false;                      // every place beside the whole
  std::vector<std::string> apart = {};      // ids that are told one by one, all others as one; empty: every one
  int exact_up_to = 12;                     // items; of more the parts are estimated
  SplitMethod above = SplitMethod::orders;  // how: `orders` or `pairs`, which takes n (n + 1) / 2 runs
  int orders = 200;                         // drawn, at least 2
  SimulateOptions simulate = {};
};

// Splits the difference between two scenarios of one model over what they do differently. Reports a mixture of both
// whose run fails. A cancelled attribution has no figures.
Outcome<AttributionResult> attribute(const Scenario& from, const Scenario& to, const AttributionOptions& options = {});

// One part a row: variable, one column for each dimension (empty where all places are joined), time, item, kind, part,
// share of the difference, standard error, unit.
ResultTable attribution_table(const AttributionResult& attribution);

// What one change does: the scenario with it, beside the scenario without it.
struct ChangeEffect {
  enum class Kind { programme, reform, shock, parameter };

  Kind kind = Kind::programme;
  std::string id;  // of a parameter: its name
  Text title;
  Span span;           // where it is written
  double largest = 0;  // relative effect on any variable that is asked for, at any place and saved time; infinite when
                       // the run fails only with it or only without it
  std::string variable;               // where that is; empty: there is no effect at all
  std::vector<std::string> elements;  // on its dimensions
  std::vector<Text> labels;
  double time = 0;
  bool inherited = false;  // it is written in a parent
  bool points = false;     // the effect is on a change in percentage points, and is told in them

  // Whether something that is asked for differs by more than rounding.
  bool any() const { return largest >= 1e-9; }
};

// The effect of every programme, reform, shock and parameter that the scenario could be run without: the difference
// that it makes, relative to the largest value of the variable at that place over the whole run, with or without it
// (but at least to a millionth of the largest at any place). A value that passes through zero so makes no effect large,
// and rounding makes none. Of a change that is told in percentage points it is the difference itself.
std::vector<ChangeEffect> change_effects(const Scenario& scenario, const SimulateOptions& options = {});

// A warning for each change without effect.
std::vector<Diagnostic> effect_diagnostics(const std::vector<ChangeEffect>& effects);

// Two changes that move the same cells of an input at the same time.
struct Overlap {
  std::string first;  // ids
  std::string second;
  std::string input;
  int cells = 0;
  double begin = 0;  // the first time at which both count
  double end = 0;    // the last
};

// Shares of programmes that fall to one source of money do not count: they are meant to be added.
std::vector<Overlap> overlaps(const Scenario& scenario);

// `value` as a share of what it is compared with, which may be negative; NaN when that is zero.
double relative_to(double difference, double baseline);

// An indicator in every scenario at every saved time of the baseline.
struct FoundIndicator : Heading {
  int variable = -1;      // of the baseline's model
  Text part;              // title of the part of the model that declares it
  bool headline = false;  // asked for by some scenario
  Joined joined = Joined::not_at_all;
  std::vector<double> values;           // [scenario × cell × time]; NaN: there is none
  std::vector<double> whole;            // [scenario × cell of the dimensions beside the places × time]
  std::vector<std::vector<int>> ranks;  // [such a cell][scenario] at the last time, as in `ComparedRow`
};

// Flows of one thing between places that people have names for.
struct FoundFactor {
  struct Link {
    std::size_t indicator = 0;  // index into the indicators
    Text from;
    Text to;
  };
  Text what;
  std::vector<Link> links;
};

// How an indicator that has a value for each place and nothing else is spread over the places.
struct Dispersion {
  std::size_t indicator = 0;                           // index into the indicators
  std::vector<double> theil, variation, spread;        // [scenario × time]
  std::vector<double> gini, within, between, overlap;  // [scenario × time]; the groups are those of the data
};

// Places ranked by all headline indicators that have a direction and a value for each place alone, pooled over
// scenarios, places and times, so that the scores compare.
struct PlaceRanking {
  std::vector<std::size_t> indicators;
  std::vector<double> weights;  // of each of them
  std::vector<double> scores;   // [scenario × place × time]
};

// Everything that a planner's report tells of scenarios that have run: the comparison, and what explains it.
struct Findings {
  std::vector<Lane> lanes;  // scenarios and trajectories outlive it
  std::size_t baseline = 0;
  Comparison comparison;
  std::vector<double> times;                    // saved by the baseline
  int places = -1;                              // dimension of the baseline's model whose elements are places; -1: none
  std::vector<FoundIndicator> indicators;       // headline ones first
  std::vector<FoundFactor> factors;             // those of most flows first
  std::vector<AttributionResult> attributions;  // of other scenarios against the baseline
  std::vector<Dispersion> dispersions;
  bool grouped = false;  // the places of the baseline's model fall into groups, each into one
  PlaceRanking ranking;
};

// What a report shows beyond what a scenario asks for: the model's indicators and the flows that say what they move.
std::vector<int> reported_variables(const Scenario& scenario);

// `attributions` may be empty. Scenarios whose models differ are matched by name, as in `compare_lanes`.
Findings gather_findings(const std::vector<Lane>& lanes, std::size_t baseline,
                         std::vector<AttributionResult> attributions);

}  // namespace ronghe
