// From text to a checked model, step by step; and where the text comes from.
#include "model/cells.hpp"
#include "model/declarations.hpp"
#include "model/draft.hpp"
#include "model/embedded.hpp"
#include "model/jumps.hpp"
#include "model/order.hpp"
#include "model/quantity.hpp"
#include "model/sets.hpp"
#include "model/texts.hpp"
#include "model/translate.hpp"
#include "ronghe/model.hpp"
#include "syntax/expression.hpp"
#include "syntax/read_yaml.hpp"

#include <algorithm>
#include <filesystem>
#include <future>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = std::size_t{4} << 20;

// --- from declarations to a model ---

std::optional<Expression> parsed(Draft& draft, const Node& node) {
  auto result = parse_expression(node.text, node.span);
  draft.diagnostics.add(result.diagnostics());
  if (!result) return std::nullopt;
  return std::move(result).value();
}

// What data or a scenario gives for a constant with a rule stands in a hidden constant, NaN where it gives nothing, and
// goes before the rule cell by cell: `if given = given then given else rule`, since NaN equals nothing.
void let_given_go_first(Draft& draft, int index) {
  const Variable ruled = draft.variable(index);
  const int given = add_hidden(draft, ruled.name + "·given", Variable::Kind::constant, ruled.unit, ruled.dimensions,
                               index, ruled.span);
  draft.variable(given).values.assign(static_cast<std::size_t>(ruled.cells), std::numeric_limits<double>::quiet_NaN());
  draft.variable(index).given = given;
  for (Equation& equation : draft.variable(index).equations) {
    Term number;
    number.op = Term::Op::reference;
    number.variable = given;
    number.span = equation.span;
    for (std::size_t d = 0; d < ruled.dimensions.size(); ++d) {
      Axis axis;
      axis.loop = static_cast<int>(d);
      number.axes.push_back(std::move(axis));
    }
    Term is_given;
    is_given.op = Term::Op::equal;
    is_given.span = equation.span;
    is_given.operands = {number, number};
    Term chosen;
    chosen.op = Term::Op::conditional;
    chosen.span = equation.span;
    chosen.operands = {std::move(is_given), std::move(number), std::move(equation.term)};
    equation.term = std::move(chosen);
  }
}

// Hidden variables are added while the equations of a variable are read, so it is named by its index throughout.
void read_equations(Draft& draft, int index, Uses& uses) {
  const Declared declared = draft.declared[static_cast<std::size_t>(index)];
  if (declared.equation == nullptr || !declared.sound) return;
  Site place;
  place.owner = index;
  place.name = draft.variable(index).name;
  place.uses = &uses;
  place.dimensions = draft.variable(index).dimensions;
  const Unit unit = draft.variable(index).unit;
  const Pieces pieces = by_element(draft, *declared.equation, draft.variable(index), ByElement::equations);
  for (const Piece& piece : pieces.pieces) {
    const auto expression = parsed(draft, *piece.node);
    if (!expression) continue;
    for (const Box& cells : piece.boxes) {
      place.cells = cells;
      auto equation = translate(draft, *expression, place, unit, declared.unit_span);
      if (!equation) continue;
      equation->text = piece.node->text;
      equation->span = piece.node->span;
      draft.variable(index).equations.push_back(*std::move(equation));
    }
  }
  if (declared.rule) let_given_go_first(draft, index);
}

// The flows of a stock. Each is read at the elements of the stock, with all its own dimensions: what leaves one place
// must not arrive at many.
class FlowReader {
 public:
  FlowReader(Draft& draft, int stock, bool inflow) : draft_(draft), stock_(stock), inflow_(inflow) {}

  void read(const Node& list) {
    for (const Node& item : list.items) {
      if (!check_scalar(draft_.diagnostics, item)) continue;
      if (auto term = flow(item)) add(*std::move(term), item);
    }
  }

 private:
  const Variable& stock() const { return draft_.model.variables[static_cast<std::size_t>(stock_)]; }

  std::optional<Term> flow(const Node& item) {
    const auto expression = parsed(draft_, item);
    if (!expression) return std::nullopt;
    if (expression->kind != Expression::Kind::name) {
      draft_.diagnostics.error("flow.not_a_name", item.span, {{"stock", stock().name}});
      return std::nullopt;
    }
    const Named* named = draft_.names.find(expression->name);
    if (named == nullptr || named->kind != Named::Kind::variable) {
      draft_.unknown_name(expression->name, expression->name_span, flows());
      return std::nullopt;
    }
    const Variable& flow = draft_.variable(named->index);
    if (flow.kind != Variable::Kind::flow) {
      draft_.diagnostics.error("flow.not_a_flow", item.span, {{"name", flow.name}, {"stock", stock().name}}, flow.span);
      return std::nullopt;
    }
    if (!draft_.declared[static_cast<std::size_t>(named->index)].sound || !check_unit(flow, *expression)) {
      return std::nullopt;
    }
    return reference(*expression, named->index);
  }

  std::vector<std::string> flows() const {
    std::vector<std::string> result;
    for (const Variable& variable : draft_.model.variables) {
      if (variable.kind == Variable::Kind::flow) result.push_back(variable.name);
    }
    return result;
  }

  bool check_unit(const Variable& flow, const Expression& name) {
    const Unit& time = draft_.model.time.unit;
    const Unit expected = stock().unit / time;
    if (flow.unit == expected) return true;
    Words words = {{"flow", flow.name},
                   {"stock", stock().name},
                   {"expected", unit_word(expected)},
                   {"found", unit_word(flow.unit)}};
    if (flow.unit == stock().unit) words.emplace_back("divide_by_time", flow.name);
    draft_.diagnostics.error(inflow_ ? "units.inflow" : "units.outflow", name.span, std::move(words), flow.span);
    return false;
  }

  std::optional<Term> reference(const Expression& name, int variable) {
    std::vector<ElementLoop> loops;
    Scope scope;
    for (const int dimension : stock().dimensions) {
      scope.visible.push_back(static_cast<int>(loops.size()));
      loops.push_back({dimension, all_elements(draft_.dimension(dimension).size())});
    }
    scope.names = &draft_.names;
    scope.loops = &loops;
    auto axes = find_axes(draft_, scope, name, variable);
    if (!axes) return std::nullopt;
    for (std::size_t i = 0; i < loops.size(); ++i) {
      const bool occurs =
          std::any_of(axes->begin(), axes->end(), [&](const Axis& axis) { return axis.loop == static_cast<int>(i); });
      if (occurs) continue;
      draft_.diagnostics.error(
          "flow.broadcast", name.span,
          {{"flow", name.name}, {"stock", stock().name}, {"dimension", draft_.dimension(loops[i].dimension).name}},
          draft_.variable(variable).span);
      return std::nullopt;
    }
    Term result;
    result.op = Term::Op::reference;
    result.variable = variable;
    result.axes = std::move(*axes);
    result.span = name.span;
    return result;
  }

  void add(Term term, const Node& item) {
    Variable& variable = draft_.variable(stock_);
    std::vector<Term>& list = inflow_ ? variable.inflows : variable.outflows;
    const auto same = std::find_if(list.begin(), list.end(), [&](const Term& other) {
      const bool axes = std::equal(
          other.axes.begin(), other.axes.end(), term.axes.begin(), term.axes.end(),
          [](const Axis& a, const Axis& b) { return a.element == b.element && a.loop == b.loop && a.map == b.map; });
      return other.variable == term.variable && axes;
    });
    if (same != list.end()) {
      draft_.diagnostics.error("flow.twice", item.span, {{"flow", item.text}, {"stock", variable.name}}, same->span);
      return;
    }
    list.push_back(std::move(term));
  }

  Draft& draft_;
  int stock_;
  bool inflow_;
};

void read_flows(Draft& draft, int index) {
  const Declared declared = draft.declared[static_cast<std::size_t>(index)];
  if (!declared.sound) return;
  if (declared.inflows != nullptr) FlowReader(draft, index, true).read(*declared.inflows);
  if (declared.outflows != nullptr) FlowReader(draft, index, false).read(*declared.outflows);
}

void read_condition(Draft& draft, Check& check, const Node& must) {
  const auto expression = parsed(draft, must);
  if (!expression) return;
  check.dimensions = free_dimensions(draft, *expression);
  Site place;
  place.name = check.name;
  place.dimensions = check.dimensions;
  place.cells = whole_box(draft.model, place.dimensions);
  auto condition = translate_condition(draft, *expression, place);
  if (!condition) return;
  check.equation = std::move(condition->equation);
  check.equation.text = must.text;
  check.equation.span = must.span;
}

// Warns of what does not hold as far as constants tell.
void settle_doubts(Draft& draft) {
  for (const Doubt& doubt : draft.doubts) {
    const Box cells = whole_box(draft.model, doubt.dimensions);
    int count = 1;
    for (const std::vector<int>& elements : cells) count *= static_cast<int>(elements.size());
    for (int cell = 0; cell < count; ++cell) {
      std::vector<int> loops(doubt.equation.loops.size(), 0);
      int rest = cell;
      for (std::size_t d = cells.size(); d-- > 0;) {
        const int size = static_cast<int>(cells[d].size());
        loops[d] = rest % size;
        rest /= size;
      }
      const auto known = constant_value(draft.model, doubt.equation.term, loops);
      if (!known) break;
      if (*known != 0) continue;
      draft.diagnostics.warning(doubt.code, doubt.span, doubt.words);
      break;
    }
  }
}

// The trees of all parts, in their order. Reading YAML is most of the work of loading a model, and no part needs
// another.
std::vector<Outcome<Node>> read_all(const std::vector<SourcePtr>& parts) {
  std::vector<std::future<Outcome<Node>>> readers;
  const auto how = parts.size() > 1 ? std::launch::async : std::launch::deferred;
  for (const SourcePtr& part : parts) readers.push_back(std::async(how, read_yaml, part));
  std::vector<Outcome<Node>> trees;
  for (auto& reader : readers) trees.push_back(reader.get());
  return trees;
}

Outcome<Model> finished(Draft& draft) {
  if (draft.diagnostics.has_errors()) return draft.diagnostics.take();
  return {std::move(draft.model), draft.diagnostics.take()};
}

// --- where models come from ---

// The shipped models by name; each has one part or several.
std::map<std::string, std::vector<EmbeddedFile>> shipped_files() {
  std::map<std::string, std::vector<EmbeddedFile>> result;
  for (const EmbeddedFile& file : embedded_models()) {
    const std::size_t slash = file.path.find('/');
    const std::size_t end = slash == std::string_view::npos ? file.path.rfind('.') : slash;
    result[std::string(file.path.substr(0, end))].push_back(file);
  }
  return result;
}

Outcome<Model> read_files(const fs::path& path, const std::string& shown, const ModelOptions& options,
                          const Span& asked_at) {
  std::vector<std::pair<std::string, std::string>> files;  // path, name to show
  std::error_code error;
  if (fs::is_directory(path, error)) {
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
      if (at->path().extension() != ".yaml" || !at->is_regular_file(error)) continue;
      const std::string name = at->path().filename().string();
      files.emplace_back(at->path().string(), (fs::path(shown) / name).string());
    }
    std::sort(files.begin(), files.end());
    if (files.empty()) {
      Diagnostics diagnostics;
      diagnostics.error("model.folder_empty", asked_at, {{"path", shown}});
      return diagnostics.take();
    }
  } else {
    files.emplace_back(path.string(), shown);
  }
  std::vector<SourcePtr> parts;
  Diagnostics diagnostics;
  for (const auto& [file, name] : files) {
    auto source = read_file(file, name, largest_file, asked_at);
    diagnostics.add(source.diagnostics());
    if (source) parts.push_back(std::move(source).value());
  }
  if (diagnostics.has_errors()) return diagnostics.take();
  return read_model(parts, options);
}

}  // namespace

Outcome<Model> read_model(const std::vector<SourcePtr>& parts, const ModelOptions& options) {
  Draft draft(options);
  std::vector<Node> trees;
  for (Outcome<Node>& tree : read_all(parts)) {
    draft.diagnostics.add(tree.diagnostics());
    if (tree) trees.push_back(std::move(tree).value());
  }
  draft.model.sources = parts;
  if (trees.size() < parts.size() || trees.empty()) return draft.diagnostics.take();

  // One mistake, however many keys such a file or folder has that no model knows.
  for (const Node& tree : trees) {
    const Entry* scenario = tree.find_entry("scenario");
    if (scenario == nullptr) continue;
    draft.diagnostics.error("model.is_scenario", scenario->key.span, {{"file", scenario->key.span.source->name()}});
    return draft.diagnostics.take();
  }
  read_declarations(draft, trees);
  const int declared = static_cast<int>(draft.model.variables.size());
  for (int i = 0; i < declared; ++i) {
    Uses uses;
    read_equations(draft, i, uses);
    read_flows(draft, i);
  }
  for (std::size_t i = 0; i < draft.model.checks.size(); ++i) {
    read_condition(draft, draft.model.checks[i], *draft.declared_checks[i].must);
  }
  order_model(draft);
  if (!draft.diagnostics.has_errors()) {
    hold_jumps(draft.model);
    settle_doubts(draft);
  }
  return finished(draft);
}

Outcome<Model> load_model(const std::string& path_or_name, const ModelOptions& options, const Span& asked_at) {
  const auto shipped = shipped_files();
  if (const auto found = shipped.find(path_or_name); found != shipped.end()) {
    std::vector<SourcePtr> parts;
    for (const EmbeddedFile& file : found->second) {
      parts.push_back(std::make_shared<const Source>(std::string(file.path), std::string(file.text)));
    }
    return read_model(parts, options);
  }
  std::error_code error;
  if (fs::exists(path_or_name, error)) return read_files(path_or_name, path_or_name, options, asked_at);
  std::vector<std::string> names;
  for (const auto& [name, files] : shipped) names.push_back(name);
  Words words = {{"name", path_or_name}};
  if (const auto nearest = nearest_name(path_or_name, names)) words.emplace_back("nearest", *nearest);
  Diagnostics diagnostics;
  diagnostics.error("model.not_found", asked_at, std::move(words));
  return diagnostics.take();
}

std::vector<ShippedModel> shipped_models() {
  std::vector<ShippedModel> result;
  for (const auto& [name, files] : shipped_files()) {
    ShippedModel model{name, {}};
    for (const EmbeddedFile& file : files) {
      if (file.text.rfind("model:", 0) != 0 && file.text.find("\nmodel:") == std::string_view::npos) continue;
      const auto tree = read_yaml(std::make_shared<const Source>(std::string(file.path), std::string(file.text)));
      if (const Node* title = tree ? tree.value().find("title") : nullptr) {
        if (const Node* zh = title->find("zh")) model.title.zh = zh->text;
        if (const Node* en = title->find("en")) model.title.en = en->text;
        if (title->is_scalar()) model.title = Text(title->text, title->text);
      }
    }
    result.push_back(std::move(model));
  }
  return result;
}

}  // namespace ronghe
