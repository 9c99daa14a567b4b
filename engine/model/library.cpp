#include "model/library.hpp"

#include "model/cut.hpp"
#include "model/embedded.hpp"
#include "model/jumps.hpp"
#include "model/quantity.hpp"
#include "model/sets.hpp"
#include "syntax/number.hpp"
#include "syntax/read_yaml.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace ronghe {
namespace {

constexpr double most_stages = 100;

// `same as x / time`: units that a call decides.
struct UnitFormula {
  struct Factor {
    enum class Kind { one, time, parameter } kind = Kind::one;
    std::string parameter;
    bool divides = false;
  };
  std::vector<Factor> factors;
};

struct Parameter {
  std::string name;
  std::optional<UnitFormula> unit;  // none: any
  bool whole = false;               // a whole number, written in the call
  std::string by_default;           // another parameter, or `0`; empty: must be given
};

struct LibraryVariable {
  std::string name;
  Variable::Kind kind = Variable::Kind::auxiliary;
  UnitFormula unit;
  bool staged = false;                                        // over the model's own dimension
  std::vector<std::pair<std::string, Expression>> equations;  // by stage, or one with an empty key
  std::vector<std::string> inflows;
  std::vector<std::string> outflows;
};

struct Statement {
  Expression must;
  std::string code;
};

}  // namespace

struct LibraryModel {
  std::string name;
  std::vector<Parameter> parameters;
  std::string stages;                               // its own dimension, if any
  std::string stages_size;                          // the parameter that gives its size
  std::vector<std::pair<std::string, int>> shifts;  // mappings of that dimension to itself
  std::vector<LibraryVariable> variables;
  std::vector<Statement> requirements;
  std::vector<Statement> warnings;
  Expression result;
};

namespace {

// Reads a library model. Its text is ours, so a mistake in it is ours as well.
class LibraryReader {
 public:
  explicit LibraryReader(const EmbeddedFile& file)
      : path_(file.path),
        tree_(read_yaml(std::make_shared<const Source>("library/" + path_, std::string(file.text))).value()) {}

  LibraryModel read() {
    LibraryModel model;
    model.name = need(tree_, "library").text;
    for (const Entry& entry : need(tree_, "parameters").entries) model.parameters.push_back(parameter(entry));
    for (const Entry& entry : entries("dimensions")) {
      model.stages = entry.key.text;
      model.stages_size = need(entry.value, "size").text;
    }
    for (const Entry& entry : entries("mappings")) {
      model.shifts.emplace_back(entry.key.text, static_cast<int>(*parse_number(need(entry.value, "shift").text)));
    }
    const std::pair<std::string_view, Variable::Kind> sections[] = {{"stocks", Variable::Kind::stock},
                                                                    {"flows", Variable::Kind::flow},
                                                                    {"auxiliaries", Variable::Kind::auxiliary},
                                                                    {"at_start", Variable::Kind::at_start}};
    for (const auto& [section, kind] : sections) {
      for (const Entry& entry : entries(section)) model.variables.push_back(variable(entry, kind));
    }
    model.requirements = conditions("requirements");
    model.warnings = conditions("warnings");
    model.result = expression(need(tree_, "result"));
    return model;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const { throw InternalError("library/" + path_ + ": " + what); }

  const Node& need(const Node& node, std::string_view key) const {
    const Node* found = node.find(key);
    if (found == nullptr) fail("`" + std::string(key) + "` is missing");
    return *found;
  }

  const std::vector<Entry>& entries(std::string_view section) const {
    static const std::vector<Entry> none;
    const Node* node = tree_.find(section);
    return node == nullptr ? none : node->entries;
  }

  static Expression expression(const Node& node) { return parse_expression(node.text, node.span).value(); }

  UnitFormula unit(std::string text) const {
    UnitFormula result;
    bool divides = false;
    while (!text.empty()) {
      const std::size_t sign = std::min(text.find(" * "), text.find(" / "));
      const std::string word = text.substr(0, sign);
      UnitFormula::Factor factor;
      factor.divides = divides;
      if (word == "time") {
        factor.kind = UnitFormula::Factor::Kind::time;
      } else if (word.rfind("same as ", 0) == 0) {
        factor.kind = UnitFormula::Factor::Kind::parameter;
        factor.parameter = word.substr(8);
      } else if (word != "1") {
        fail("`" + word + "` is no unit of a library model");
      }
      result.factors.push_back(std::move(factor));
      if (sign == std::string::npos) break;
      divides = text[sign + 1] == '/';
      text = text.substr(sign + 3);
    }
    return result;
  }

  Parameter parameter(const Entry& entry) const {
    Parameter result;
    result.name = entry.key.text;
    if (const Node* given = entry.value.find("unit")) result.unit = unit(given->text);
    if (const Node* given = entry.value.find("default")) result.by_default = given->text;
    result.whole = entry.value.find("whole") != nullptr;
    return result;
  }

  LibraryVariable variable(const Entry& entry, Variable::Kind kind) const {
    LibraryVariable result;
    result.name = entry.key.text;
    result.kind = kind;
    result.unit = unit(need(entry.value, "unit").text);
    result.staged = entry.value.find("over") != nullptr;
    const Node& equation = need(entry.value, kind == Variable::Kind::stock ? "initial" : "equation");
    if (equation.is_mapping()) {
      for (const Entry& part : equation.entries) result.equations.emplace_back(part.key.text, expression(part.value));
    } else {
      result.equations.emplace_back("", expression(equation));
    }
    if (const Node* flows = entry.value.find("inflows")) {
      for (const Node& flow : flows->items) result.inflows.push_back(flow.text);
    }
    if (const Node* flows = entry.value.find("outflows")) {
      for (const Node& flow : flows->items) result.outflows.push_back(flow.text);
    }
    return result;
  }

  std::vector<Statement> conditions(std::string_view key) const {
    std::vector<Statement> result;
    if (const Node* list = tree_.find(key)) {
      for (const Node& item : list->items) {
        result.push_back({expression(need(item, "must")), need(item, "code").text});
      }
    }
    return result;
  }

  std::string path_;
  Node tree_;
};

void place_at(Term& term, const Span& span) {
  term.span = span;
  for (Term& operand : term.operands) place_at(operand, span);
}

// What can be put in for a parameter as it is, without being computed again at each place.
bool stands_for_itself(const Term& term) { return term.op == Term::Op::literal || term.op == Term::Op::reference; }

std::vector<ElementLoop> full_loops(const Draft& draft, const std::vector<int>& dimensions) {
  std::vector<ElementLoop> result;
  for (const int dimension : dimensions) result.push_back({dimension, all_elements(draft.dimension(dimension).size())});
  return result;
}

// One call, from the arguments to the reference to its result.
class Unfolding {
 public:
  Unfolding(Draft& draft, LibraryCall call)
      : draft_(draft),
        call_(std::move(call)),
        model_(*call_.model),
        span_(call_.place->instance != nullptr ? call_.place->call : call_.expression->span) {}

  Value run() {
    if (!read_arguments()) return {};
    const std::string function = model_.name;
    name_ = call_.place->name + "·" + function + "·" + std::to_string(++(*call_.place->uses)[function]);
    std::set<int> used;
    for (const Value& argument : bound_) {
      for (const int loop : used_loops(argument.term)) used.insert(loop);
    }
    const Cut cut(draft_, *call_.loops, std::vector<int>(used.begin(), used.end()));
    instance_.dimensions = cut.dimensions();
    bind_parameters(cut);
    if (!model_.stages.empty()) add_stages();
    add_variables();
    add_equations();
    add_conditions();
    return result(cut);
  }

 private:
  // --- arguments ---

  bool read_arguments() {
    std::size_t fewest = 0;
    for (const Parameter& parameter : model_.parameters) fewest += parameter.by_default.empty() ? 1 : 0;
    if (call_.arguments.size() < fewest || call_.arguments.size() > model_.parameters.size()) {
      draft_.diagnostics.error(
          "function.arguments", span_,
          {{"name", model_.name}, {"usage", usage()}, {"found", std::to_string(call_.arguments.size())}});
      return false;
    }
    bool good = true;
    for (std::size_t i = 0; i < model_.parameters.size(); ++i) {
      const Parameter& parameter = model_.parameters[i];
      if (i >= call_.arguments.size()) {
        bound_.push_back(by_default(parameter));
      } else {
        bound_.push_back(std::move(call_.arguments[i]));
        const bool number = check_number(draft_, bound_.back());
        good = number && (!parameter.whole || read_whole(parameter, bound_.back())) && good;
      }
    }
    // Units only when all are known: a parameter's unit may be another one's.
    if (!good) return false;
    for (std::size_t i = 0; i < model_.parameters.size(); ++i) {
      if (!model_.parameters[i].unit) continue;
      const Unit wanted =
          evaluate(*model_.parameters[i].unit, [&](const std::string& name) { return bound_[index_of(name)].unit; });
      good = demand(draft_, bound_[i], wanted) && good;
    }
    return good;
  }

  std::string usage() const {
    std::string text = model_.name + "(";
    for (const Parameter& parameter : model_.parameters) {
      if (text.back() != '(') text += ", ";
      text += parameter.name + (parameter.by_default.empty() ? "" : " = " + parameter.by_default);
    }
    return text + ")";
  }

  std::size_t index_of(const std::string& parameter) const {
    const auto at = std::find_if(model_.parameters.begin(), model_.parameters.end(),
                                 [&](const Parameter& each) { return each.name == parameter; });
    if (at == model_.parameters.end()) throw InternalError("library/" + model_.name + ": no parameter " + parameter);
    return static_cast<std::size_t>(at - model_.parameters.begin());
  }

  Value by_default(const Parameter& parameter) const {
    if (const auto number = parse_number(parameter.by_default)) {
      Value result = make_literal(*number, Unit(), span_);
      result.literal = result.bare = true;
      return result;
    }
    return bound_[index_of(parameter.by_default)];
  }

  bool read_whole(const Parameter& parameter, const Value& value) {
    const double number = value.term.value;
    if (value.literal && value.bare && number == std::trunc(number) && number >= 1 && number <= most_stages) {
      instance_.whole_numbers.push_back({parameter.name, static_cast<int>(number)});
      return true;
    }
    draft_.diagnostics.error(
        "function.whole_number", value.term.span,
        {{"name", model_.name}, {"parameter", parameter.name}, {"most", format_number(most_stages)}});
    return false;
  }

  // `unit_of` gives the unit of a parameter by its name.
  template <class UnitOf>
  Unit evaluate(const UnitFormula& formula, UnitOf unit_of) const {
    Unit result;
    for (const UnitFormula::Factor& factor : formula.factors) {
      Unit unit;
      if (factor.kind == UnitFormula::Factor::Kind::time) unit = draft_.model.time.unit;
      if (factor.kind == UnitFormula::Factor::Kind::parameter) unit = unit_of(factor.parameter);
      result = factor.divides ? result / unit : result * unit;
    }
    return result;
  }

  // Gives each parameter its term over the instance's loops. What has to be computed becomes a hidden auxiliary.
  void bind_parameters(const Cut& cut) {
    for (std::size_t i = 0; i < model_.parameters.size(); ++i) {
      const Parameter& parameter = model_.parameters[i];
      Value value;
      const bool defaults = i >= call_.arguments.size() && !parse_number(parameter.by_default);
      if (defaults) {
        value = instance_.parameters.at(parameter.by_default);
      } else {
        value = std::move(bound_[i]);
        if (!stands_for_itself(value.term)) value.term = computed(parameter, std::move(value.term), value.unit);
        value.term = cut.term(std::move(value.term));
        value.literal = value.bare = value.share = false;
      }
      instance_.parameters.emplace(parameter.name, std::move(value));
    }
  }

  Term computed(const Parameter& parameter, Term term, const Unit& unit) {
    const Span span = term.span;
    const Cut own(draft_, *call_.loops, used_loops(term));
    const int variable = add_hidden(draft_, name_ + "·" + parameter.name, Variable::Kind::auxiliary, unit,
                                    own.dimensions(), call_.place->owner, span);
    Equation equation = own.equation(draft_, std::move(term));
    equation.text = std::string(span.text());
    draft_.variable(variable).equations.push_back(std::move(equation));
    Term result;
    result.op = Term::Op::reference;
    result.variable = variable;
    result.axes = own.axes();
    result.span = span;
    return result;
  }

  // --- the instance ---

  void add_name(const std::string& name, Named::Kind kind, int index) {
    Diagnostics none;
    if (!instance_.names.add(name, {kind, index, {}}, none)) {
      throw InternalError("library/" + model_.name + ": the name " + name + " cannot be used");
    }
  }

  // All uses with as many stages share one dimension.
  void add_stages() {
    const auto size = std::find_if(instance_.whole_numbers.begin(), instance_.whole_numbers.end(),
                                   [&](const WholeNumber& number) { return number.name == model_.stages_size; });
    Library::Sets& sets = draft_.library->sets[{model_.name, size->value}];
    if (sets.dimension < 0) {
      Dimension stages;
      stages.name = model_.name + "·" + model_.stages + "·" + std::to_string(size->value);
      stages.hidden = true;
      for (int i = 1; i <= size->value; ++i) stages.elements.push_back({std::to_string(i), {}, {}});
      sets.dimension = static_cast<int>(draft_.model.dimensions.size());
      draft_.model.dimensions.push_back(std::move(stages));
      for (const auto& [name, shift] : model_.shifts) {
        Mapping mapping;
        mapping.name = model_.name + "·" + name + "·" + std::to_string(size->value);
        mapping.from = mapping.to = sets.dimension;
        for (int i = 0; i < size->value; ++i) mapping.image.push_back(std::clamp(i + shift, 0, size->value - 1));
        sets.mappings.emplace_back(name, static_cast<int>(draft_.model.mappings.size()));
        draft_.model.mappings.push_back(std::move(mapping));
      }
    }
    stages_ = sets.dimension;
    add_name(model_.stages, Named::Kind::dimension, sets.dimension);
    for (const auto& [name, mapping] : sets.mappings) add_name(name, Named::Kind::mapping, mapping);
  }

  void add_variables() {
    for (const LibraryVariable& variable : model_.variables) {
      std::vector<int> dimensions = instance_.dimensions;
      if (variable.staged) dimensions.push_back(stages_);
      const Unit unit =
          evaluate(variable.unit, [&](const std::string& name) { return instance_.parameters.at(name).unit; });
      const int index = add_hidden(draft_, name_ + "·" + variable.name, variable.kind, unit, std::move(dimensions),
                                   call_.place->owner, span_);
      add_name(variable.name, Named::Kind::variable, index);
      indices_.push_back(index);
    }
  }

  void add_equations() {
    for (std::size_t i = 0; i < model_.variables.size(); ++i) {
      const LibraryVariable& variable = model_.variables[i];
      const int index = indices_[i];
      Site place = place_of(draft_.variable(index).name, draft_.variable(index).dimensions);
      Uses uses;
      place.uses = &uses;
      std::vector<bool> taken(stages_ >= 0 ? static_cast<std::size_t>(draft_.dimension(stages_).size()) : 0U, false);
      for (const auto& [key, expression] : variable.equations) {
        place.cells = whole_box(draft_.model, place.dimensions);
        if (!key.empty()) place.cells.back() = stages_of(key, taken);
        if (!place.cells.empty() && place.cells.back().empty()) continue;  // one stage has no others
        Equation equation = translated(expression, place, draft_.variable(index).unit);
        draft_.variable(index).equations.push_back(std::move(equation));
      }
      for (const std::string& flow : variable.inflows) draft_.variable(index).inflows.push_back(flow_term(index, flow));
      for (const std::string& flow : variable.outflows)
        draft_.variable(index).outflows.push_back(flow_term(index, flow));
    }
  }

  std::vector<int> stages_of(const std::string& key, std::vector<bool>& taken) const {
    std::vector<int> result;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (taken[i] || (key != "others" && key != std::to_string(i + 1))) continue;
      taken[i] = true;
      result.push_back(static_cast<int>(i));
    }
    return result;
  }

  Site place_of(std::string name, std::vector<int> dimensions) const {
    Site place;
    place.owner = call_.place->owner;
    place.name = std::move(name);
    place.dimensions = std::move(dimensions);
    place.cells = whole_box(draft_.model, place.dimensions);
    place.instance = &instance_;
    place.call = span_;
    return place;
  }

  Equation worded(std::optional<Equation> equation, const Expression& expression) const {
    if (!equation) throw InternalError("library/" + model_.name + ": cannot be used here: " + to_text(expression));
    place_at(equation->term, span_);
    equation->span = span_;
    equation->text = to_text(expression);
    return *std::move(equation);
  }

  // Variables are added on the way, so the unit is no reference into their list.
  // NOLINTNEXTLINE(performance-unnecessary-value-param)
  Equation translated(const Expression& expression, const Site& place, Unit unit) {
    return worded(translate(draft_, expression, place, unit, {}), expression);
  }

  Term flow_term(int stock, const std::string& flow) const {
    Term result;
    result.op = Term::Op::reference;
    result.variable = instance_.names.find(flow)->index;
    result.span = span_;
    const std::size_t axes = draft_.model.variables[static_cast<std::size_t>(stock)].dimensions.size();
    for (std::size_t i = 0; i < axes; ++i) result.axes.push_back({-1, static_cast<int>(i), {}});
    return result;
  }

  // --- what must hold ---

  void add_conditions() {
    for (const Statement& condition : model_.requirements) {
      const Conditional stated = over_what_occurs(condition);
      if (const auto known = clock_value(draft_.model.time, stated.equation.term)) {
        if (*known == 0) draft_.diagnostics.error("model." + condition.code, span_);
        continue;
      }
      Requirement requirement;
      requirement.equation = stated.equation;
      requirement.dimensions = stated.dimensions;
      requirement.code = "run." + condition.code;
      requirement.owner = call_.place->owner;
      draft_.model.requirements.push_back(std::move(requirement));
    }
    for (const Statement& condition : model_.warnings) {
      Conditional stated = over_what_occurs(condition);
      draft_.doubts.push_back({std::move(stated.equation),
                               std::move(stated.dimensions),
                               "model." + condition.code,
                               span_,
                               {{"function", model_.name}}});
    }
  }

  struct Conditional {
    Equation equation;
    std::vector<int> dimensions;
  };

  Conditional over_what_occurs(const Statement& condition) {
    const Site place = place_of(name_, instance_.dimensions);
    auto read = translate_condition(draft_, condition.must, place);
    Equation equation = worded(read ? std::optional(std::move(read->equation)) : std::nullopt, condition.must);
    const std::vector<ElementLoop> loops = full_loops(draft_, instance_.dimensions);
    const Cut cut(draft_, loops, used_loops(equation.term));
    Conditional result{cut.equation(draft_, std::move(equation.term)), cut.dimensions()};
    result.equation.text = equation.text;
    return result;
  }

  // --- the result ---

  // A reference over the instance's loops becomes one over the caller's.
  Value result(const Cut& cut) {
    const Site place = place_of(name_, instance_.dimensions);
    const Named* named = instance_.names.find(model_.result.name);
    const Unit unit = draft_.variable(named->index).unit;
    Equation equation = translated(model_.result, place, unit);
    const std::vector<Axis> outside = cut.axes();
    Value value;
    value.type = Value::Type::number;
    value.unit = unit;
    value.term = std::move(equation.term);
    for (Axis& axis : value.term.axes) {
      if (axis.loop >= 0) axis = outside[static_cast<std::size_t>(axis.loop)];
    }
    return value;
  }

  Draft& draft_;
  LibraryCall call_;
  const LibraryModel& model_;
  Span span_;                 // the user's call
  std::vector<Value> bound_;  // one for each parameter
  std::string name_;
  Instance instance_;
  int stages_ = -1;
  std::vector<int> indices_;
};

}  // namespace

Library::Library() = default;
Library::~Library() = default;

const LibraryModel* Library::find(std::string_view name) {
  const auto known = models_.find(name);
  if (known != models_.end()) return known->second.get();
  for (const EmbeddedFile& file : embedded_library()) {
    if (file.path.substr(0, file.path.rfind('.')) != name) continue;
    auto model = std::make_unique<LibraryModel>(LibraryReader(file).read());
    return models_.emplace(std::string(name), std::move(model)).first->second.get();
  }
  return nullptr;
}

std::vector<std::string> Library::names() {
  std::vector<std::string> result;
  for (const EmbeddedFile& file : embedded_library()) {
    result.emplace_back(file.path.substr(0, file.path.rfind('.')));
  }
  return result;
}

Value unfold(Draft& draft, LibraryCall call) { return Unfolding(draft, std::move(call)).run(); }

}  // namespace ronghe
