// A model may be cut into parts, so a section such as `stocks` may stand in several of them, and each may have a title
// of its own; what a model has once (its name, title, time, money) must stand once. Dimensions are read before what is
// over them, wherever they stand.
#include "model/declarations.hpp"

#include "model/clock.hpp"
#include "model/quantity.hpp"
#include "model/sets.hpp"
#include "model/texts.hpp"
#include "syntax/keys.hpp"
#include "syntax/number.hpp"
#include "syntax/texts.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>
#include <utility>

namespace ronghe {
namespace {

using Kind = Key::Kind;

constexpr std::int64_t most_cells = 2'000'000;

constexpr std::array model_keys = {
    Key{"model", Kind::scalar, false, {"the model's name", "模型名称"}},
    Key{"title", Kind::scalar_or_mapping, false, {"its title in both languages", "标题（中英文）"}},
    Key{"note", Kind::scalar_or_mapping, false, {"a remark", "备注"}},
    Key{"part", Kind::scalar_or_mapping, false, {"the title of this part of the model", "本模块的标题"}},
    Key{"time", Kind::mapping, false, {"start, stop, step, save, method", "起止时间、步长、保存间隔、积分方法"}},
    Key{"dimensions", Kind::mapping, false, {"sets over which variables are arrays", "数组变量所用的维度"}},
    Key{"mappings", Kind::mapping, false, {"functions between dimensions", "维度之间的映射"}},
    Key{"inputs", Kind::mapping, false, {"what scenarios and data may set over time", "情景与数据可随时间设定的量"}},
    Key{"constants", Kind::mapping, false, {"numbers that data and scenarios may correct", "常数，可由数据与情景修正"}},
    Key{"lookups", Kind::mapping, false, {"functions given by points", "由点给出的函数"}},
    Key{"stocks", Kind::mapping, false, {"what accumulates", "存量"}},
    Key{"flows", Kind::mapping, false, {"what moves stocks, per unit of time", "流量"}},
    Key{"auxiliaries", Kind::mapping, false, {"what follows from the rest at each moment", "辅助变量"}},
    Key{"at_start", Kind::mapping, false, {"what is computed once at the start", "期初一次算定的量"}},
    Key{"money", Kind::mapping, false, {"which inputs are programme money, and who pays", "项目资金的去向与来源"}},
    Key{"checks", Kind::mapping, false, {"sentences that must hold", "必须成立的条件"}},
};

constexpr Key over_key = {"over", Kind::sequence, false, {"its dimensions", "维度"}};
constexpr Key unit_key = {"unit", Kind::scalar, true, {"its unit, `1` for a pure number", "单位，纯数写 `1`"}};
constexpr Key label_key = {"label", Kind::scalar_or_mapping, false, {"its name for people", "显示名称"}};
constexpr Key note_key = {"note", Kind::scalar_or_mapping, false, {"a remark", "备注"}};
constexpr Key source_key = {"source", Kind::scalar_or_mapping, false, {"where it comes from", "来源"}};
constexpr Key range_key = {"range", Kind::sequence, false, {"its lowest and highest value", "取值范围"}};
constexpr Key id_key = {"id", Kind::scalar, false, {"an identifier of your own", "自定义编号"}};
constexpr Key indicator_key = {
    "indicator", Kind::mapping, false, {"that it is a result to show, and how", "作为指标展示的方式"}};
constexpr Key moves_key = {"moves", Kind::mapping, false, {"what flows from where to where", "何物从何处流向何处"}};
constexpr Key equation_key = {"equation", Kind::scalar_or_mapping, true, {"how it is computed", "计算公式"}};

constexpr std::array input_keys = {
    over_key, unit_key,      label_key,
    note_key, source_key,    range_key,
    id_key,   indicator_key, Key{"default", Kind::any, false, {"its value where nobody sets it", "缺省值"}}};
constexpr std::array constant_keys = {over_key,
                                      unit_key,
                                      label_key,
                                      note_key,
                                      source_key,
                                      range_key,
                                      id_key,
                                      indicator_key,
                                      Key{"value", Kind::any, false, {"its value", "取值"}},
                                      Key{"rule",
                                          Kind::scalar_or_mapping,
                                          false,
                                          {"how it is computed where no value is given", "未给定数值时的计算规则"}}};
constexpr std::array stock_keys = {over_key,
                                   unit_key,
                                   label_key,
                                   note_key,
                                   source_key,
                                   range_key,
                                   id_key,
                                   indicator_key,
                                   Key{"initial", Kind::scalar_or_mapping, true, {"its value at the start", "期初值"}},
                                   Key{"inflows", Kind::sequence, false, {"the flows that fill it", "流入"}},
                                   Key{"outflows", Kind::sequence, false, {"the flows that empty it", "流出"}}};
constexpr std::array equation_keys = {over_key,  unit_key, label_key,     note_key,    source_key,
                                      range_key, id_key,   indicator_key, equation_key};
constexpr std::array moving_keys = {over_key,  unit_key, label_key,     note_key,  source_key,
                                    range_key, id_key,   indicator_key, moves_key, equation_key};

constexpr std::array lookup_keys = {
    Key{"x", Kind::sequence, true, {"where its points stand, rising", "各点的横坐标，递增"}},
    Key{"y", Kind::sequence, true, {"its value at each point", "各点的函数值"}},
    Key{"between", Kind::scalar, false, {"linear or step", "点间：linear 或 step"}},
    Key{"outside", Kind::scalar, false, {"hold or extend", "点外：hold 或 extend"}},
    Key{"x_unit", Kind::scalar, false, {"unit of x; 1 without it", "横坐标单位，缺省为 1"}},
    Key{"y_unit", Kind::scalar, false, {"unit of y; 1 without it", "函数值单位，缺省为 1"}},
    label_key,
    note_key,
    source_key};

constexpr std::array indicator_keys = {
    Key{"better", Kind::scalar, false, {"higher, lower or neither", "higher、lower 或 neither"}},
    Key{"format",
        Kind::scalar,
        false,
        {"number, percent or percentage_points", "number、percent 或 percentage_points"}},
    Key{"classes", Kind::mapping, false, {"what values from each number on are called", "各数值以上的等级名称"}},
};

constexpr std::array move_keys = {
    Key{"what", Kind::scalar_or_mapping, true, {"what flows", "流动的要素"}},
    Key{"from", Kind::scalar_or_mapping, true, {"where it comes from", "来处"}},
    Key{"to", Kind::scalar_or_mapping, true, {"where it goes", "去处"}},
};

constexpr std::array check_keys_table = {Key{"must", Kind::scalar, true, {"the condition", "条件"}},
                                         Key{"always", Kind::scalar, false, {"true: at every step", "true：每步检查"}},
                                         Key{"at", Kind::scalar, false, {"start or stop", "start 或 stop"}}, label_key,
                                         Key{"note", Kind::scalar, false, {"a remark", "备注"}}};

constexpr std::array money_keys = {
    Key{"inputs", Kind::sequence, true, {"the inputs that a programme's money may go into", "项目资金可进入的输入量"}},
    Key{"sources", Kind::mapping, false, {"who pays", "资金来源"}},
    Key{"share_paid", Kind::scalar, false, {"the variable that tells which share is paid", "表示资金到位率的变量"}},
};
constexpr std::array money_source_keys = {
    Key{"adds_to", Kind::scalar, false, {"the input that this source's share is added to", "该来源的份额计入的输入量"}},
    label_key};

struct Section {
  std::string_view key;
  Variable::Kind kind;
  std::span<const Key> keys;
  Text what;
};

std::string text_of(const Node& node, std::string_view key) {
  const Node* found = node.find(key);
  return found != nullptr && found->is_scalar() ? found->text : std::string();
}

class Reader {
 public:
  Reader(Draft& draft, const std::vector<Node>& parts) : draft_(draft), parts_(parts) {}

  void read() {
    for (const Node& part : parts_) check_keys(part, model_keys, {"模型", "a model"}, draft_.diagnostics);
    read_head();
    read_parts();
    // A value of another kind has been reported.
    if (const Node* time = only("time"); time == nullptr || time->is_mapping()) {
      read_time(draft_, time, parts_.front().span);
    }
    read_dimensions(draft_, entries("dimensions"));
    read_mappings(draft_, entries("mappings"));
    for (const Entry* entry : entries("lookups")) read_lookup(*entry);
    read_variables();
    for (const Entry* entry : entries("checks")) read_check(*entry);
    if (const Node* money = only("money"); money != nullptr && money->is_mapping()) read_money(*money);
    for (std::size_t i = 0; i < draft_.model.variables.size(); ++i) read_numbers(draft_, static_cast<int>(i));
  }

 private:
  Diagnostics& diagnostics() { return draft_.diagnostics; }

  // All entries of a section, part by part.
  std::vector<const Entry*> entries(std::string_view section) const {
    std::vector<const Entry*> result;
    for (const Node& part : parts_) {
      const Node* node = part.find(section);
      if (node == nullptr || !node->is_mapping()) continue;
      for (const Entry& entry : node->entries) result.push_back(&entry);
    }
    return result;
  }

  // The value of a key that a model has once.
  const Node* only(std::string_view key) {
    const Entry* first = nullptr;
    for (const Node& part : parts_) {
      const Entry* entry = part.find_entry(key);
      if (entry == nullptr) continue;
      if (first != nullptr) {
        diagnostics().error("model.key_twice", entry->key.span, {{"key", key}}, first->key.span);
      } else {
        first = entry;
      }
    }
    return first == nullptr ? nullptr : &first->value;
  }

  void read_head() {
    const Node* name = only("model");
    if (name == nullptr) {
      diagnostics().error("model.name_missing", parts_.front().span);
    } else if (name->is_scalar()) {
      draft_.model.name = name->text;
    }
    if (const Node* title = only("title"); title != nullptr && !title->is_sequence()) {
      read_label(diagnostics(), title, draft_.model.title);
    }
    if (const Node* note = only("note"); note != nullptr && !note->is_sequence()) {
      read_label(diagnostics(), note, draft_.model.note);
    }
  }

  void read_parts() {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const SourcePtr& source = draft_.model.sources[i];
      ModelPart part{std::filesystem::path(source->name()).stem().string(), {}, source};
      if (const Node* title = parts_[i].find("part"); title != nullptr && !title->is_sequence()) {
        read_label(diagnostics(), title, part.title);
      }
      draft_.model.parts.push_back(std::move(part));
    }
  }

  // --- variables, in order of the text ---

  void read_variables() {
    const Section sections[] = {
        {"inputs", Variable::Kind::input, input_keys, {"输入量", "an input"}},
        {"constants", Variable::Kind::constant, constant_keys, {"常数", "a constant"}},
        {"stocks", Variable::Kind::stock, stock_keys, {"存量", "a stock"}},
        {"flows", Variable::Kind::flow, moving_keys, {"流量", "a flow"}},
        {"auxiliaries", Variable::Kind::auxiliary, moving_keys, {"辅助变量", "an auxiliary"}},
        {"at_start", Variable::Kind::at_start, equation_keys, {"期初量", "an `at_start` constant"}},
    };
    for (const Node& part : parts_) {
      for (const Entry& entry : part.entries) {
        const auto section = std::find_if(std::begin(sections), std::end(sections),
                                          [&](const Section& each) { return each.key == entry.key.text; });
        if (section == std::end(sections) || !entry.value.is_mapping()) continue;
        for (const Entry& variable : entry.value.entries) read_variable(variable, *section);
      }
    }
  }

  void read_variable(const Entry& entry, const Section& section) {
    Variable variable;
    variable.name = entry.key.text;
    variable.kind = section.kind;
    variable.span = entry.key.span;
    const int index = static_cast<int>(draft_.model.variables.size());
    if (!draft_.names.add(variable.name, {Named::Kind::variable, index, variable.span}, diagnostics())) return;

    const Node& node = entry.value;
    Declared declared;
    const bool good_keys = check_keys(node, section.keys, section.what, diagnostics());
    declared.sound = read_over(node, variable);
    declared.sound = read_unit(node, variable, declared) && declared.sound;
    declared.equation = usable(node, equation_of(section.kind), false);
    if (section.kind == Variable::Kind::constant && good_keys) read_value_or_rule(entry, variable, declared);
    declared.value = usable(node, section.kind == Variable::Kind::input ? "default" : "value", true);
    declared.inflows = list(node, "inflows");
    declared.outflows = list(node, "outflows");
    declared.range = list(node, "range");
    variable.id = text_of(node, "id");
    read_texts(node, variable);
    if (const Node* indicator = node.find("indicator"); indicator != nullptr && indicator->is_mapping()) {
      read_indicator(*indicator, variable);
    }
    if (const Node* moves = node.find("moves"); moves != nullptr && moves->is_mapping()) read_move(*moves, variable);
    draft_.model.variables.push_back(std::move(variable));
    draft_.declared.push_back(declared);
  }

  static std::string_view equation_of(Variable::Kind kind) {
    switch (kind) {
      case Variable::Kind::stock:
        return "initial";
      case Variable::Kind::constant:
        return "rule";
      case Variable::Kind::input:
      case Variable::Kind::flow:
      case Variable::Kind::auxiliary:
      case Variable::Kind::at_start:
      case Variable::Kind::memory:
        return "equation";
    }
    throw InternalError("a kind of variable without a key for its equation");
  }

  // A constant is a number, or it is computed at the start by a rule wherever nobody gives a number.
  void read_value_or_rule(const Entry& entry, Variable& variable, Declared& declared) {
    const Entry* value = entry.value.find_entry("value");
    const Entry* rule = entry.value.find_entry("rule");
    if (value == nullptr && rule == nullptr) {
      diagnostics().error("constant.no_value", entry.key.span, {{"name", variable.name}});
      declared.sound = false;
    } else if (value != nullptr && rule != nullptr) {
      diagnostics().error("constant.value_and_rule", rule->key.span, {{"name", variable.name}}, value->key.span);
      declared.sound = false;
    }
    declared.rule = rule != nullptr;
    if (declared.rule) variable.kind = Variable::Kind::at_start;
  }

  // The value of `key` when it is of a kind that a reader can go on with; others have been reported.
  static const Node* usable(const Node& node, std::string_view key, bool lists) {
    const Node* found = node.find(key);
    if (found == nullptr || found->kind == Node::Kind::null || (found->is_sequence() && !lists)) return nullptr;
    return found;
  }

  static const Node* list(const Node& node, std::string_view key) {
    const Node* found = node.find(key);
    return found != nullptr && found->is_sequence() ? found : nullptr;
  }

  bool read_over(const Node& node, Variable& variable) {
    const Node* over = node.find("over");
    if (over == nullptr) return true;
    if (!over->is_sequence()) return false;
    bool good = true;
    std::int64_t cells = 1;
    for (const Node& item : over->items) {
      if (!check_scalar(diagnostics(), item)) {
        good = false;
        continue;
      }
      const Named* named = draft_.names.find(item.text);
      if (named == nullptr || named->kind != Named::Kind::dimension) {
        draft_.unknown_name(item.text, item.span, draft_.names.of_kind(Named::Kind::dimension));
        good = false;
        continue;
      }
      const std::vector<int>& before = variable.dimensions;
      if (std::find(before.begin(), before.end(), named->index) != before.end()) {
        diagnostics().error("dimension.twice", item.span, {{"dimension", item.text}});
        good = false;
        continue;
      }
      variable.dimensions.push_back(named->index);
      cells *= draft_.dimension(named->index).size();
      if (draft_.broken_dimensions.contains(named->index)) good = false;
      if (cells > most_cells) {
        diagnostics().error("dimension.too_many_cells", over->span,
                            {{"name", variable.name}, {"most", std::to_string(most_cells)}});
        return false;
      }
    }
    variable.cells = static_cast<int>(cells);
    return good;
  }

  bool read_unit(const Node& node, Variable& variable, Declared& declared) {
    const Node* text = node.find("unit");
    if (text == nullptr || !text->is_scalar()) return false;
    declared.unit_span = text->span;
    const auto unit = draft_.unit(text->text, text->span);
    if (unit) variable.unit = *unit;
    return unit.has_value();
  }

  // One of a few words.
  template <class Value>
  void read_word(const Node* node, Value& value, std::initializer_list<std::pair<std::string_view, Value>> words) {
    if (node == nullptr || !node->is_scalar()) return;
    std::vector<std::string> allowed;
    for (const auto& [word, meaning] : words) {
      if (node->text == word) {
        value = meaning;
        return;
      }
      allowed.emplace_back(word);
    }
    Words told = {{"found", node->text}, {"allowed", list_of_names(allowed)}};
    if (const auto nearest = nearest_name(node->text, allowed)) told.emplace_back("nearest", *nearest);
    diagnostics().error("model.word", node->span, std::move(told));
  }

  void read_indicator(const Node& node, Variable& variable) {
    if (!check_keys(node, indicator_keys, {"指标", "an indicator"}, diagnostics())) return;
    using Better = Indicator::Better;
    using Format = Indicator::Format;
    Indicator indicator;
    read_word<Better>(node.find("better"), indicator.better,
                      {{"higher", Better::higher}, {"lower", Better::lower}, {"neither", Better::neither}});
    read_word<Format>(
        node.find("format"), indicator.format,
        {{"number", Format::number}, {"percent", Format::percent}, {"percentage_points", Format::percentage_points}});
    if (const Node* classes = node.find("classes"); classes != nullptr && classes->is_mapping()) {
      read_classes(*classes, indicator);
    }
    variable.indicator = std::move(indicator);
  }

  void read_classes(const Node& node, Indicator& indicator) {
    for (const Entry& entry : node.entries) {
      const std::optional<double> from = parse_number(entry.key.text);
      if (!from || (!indicator.classes.empty() && indicator.classes.back().from >= *from)) {
        diagnostics().error("indicator.class", entry.key.span, {{"found", entry.key.text}});
        continue;
      }
      indicator.classes.push_back({*from, {}});
      read_label(diagnostics(), &entry.value, indicator.classes.back().label);
    }
  }

  void read_move(const Node& node, Variable& variable) {
    if (!check_keys(node, move_keys, {"流动", "a move"}, diagnostics())) return;
    Move move;
    read_label(diagnostics(), node.find("what"), move.what);
    read_label(diagnostics(), node.find("from"), move.from);
    read_label(diagnostics(), node.find("to"), move.to);
    // What is drawn as one picture is measured in one unit.
    for (const Variable& other : draft_.model.variables) {
      if (!other.moves || other.moves->what.en != move.what.en || other.unit == variable.unit) continue;
      diagnostics().error("moves.unit", node.find("what")->span,
                          {{"variable", variable.name},
                           {"found", variable.unit.text()},
                           {"expected", other.unit.text()},
                           {"other", other.name}},
                          other.span);
      break;
    }
    variable.moves = std::move(move);
  }

  // --- lookups, checks, money ---

  void read_lookup(const Entry& entry) {
    Lookup lookup;
    lookup.name = entry.key.text;
    lookup.span = entry.key.span;
    const int index = static_cast<int>(draft_.model.lookups.size());
    if (!draft_.names.add(lookup.name, {Named::Kind::lookup, index, lookup.span}, diagnostics())) return;
    const Node& node = entry.value;
    if (check_keys(node, lookup_keys, {"查表函数", "a lookup"}, diagnostics())) {
      using Between = Lookup::Between;
      using Outside = Lookup::Outside;
      read_word<Between>(node.find("between"), lookup.between, {{"linear", Between::linear}, {"step", Between::step}});
      read_word<Outside>(node.find("outside"), lookup.outside, {{"hold", Outside::hold}, {"extend", Outside::extend}});
      if (const Node* unit = node.find("x_unit")) lookup.x_unit = draft_.unit(unit->text, unit->span).value_or(Unit());
      if (const Node* unit = node.find("y_unit")) lookup.y_unit = draft_.unit(unit->text, unit->span).value_or(Unit());
      read_points(node, lookup);
      read_texts(node, lookup);
    }
    draft_.model.lookups.push_back(std::move(lookup));
  }

  // What a variable or lookup says for people. A sequence has been reported.
  template <class Declared>
  void read_texts(const Node& node, Declared& declared) {
    const auto text = [&](std::string_view key, const Text& what) -> const Node* {
      const Node* found = node.find(key);
      const bool sound = found != nullptr && !found->is_sequence() && check_text(diagnostics(), found, what);
      return sound ? found : nullptr;
    };
    declared.label = read_text(text("label", {"名称", "a label"}));
    declared.note = read_text(text("note", {"备注", "a remark"}));
    declared.source = read_source(text("source", {"来源", "a source"}));
  }

  void read_points(const Node& node, Lookup& lookup) {
    const Node& x = *node.find("x");
    const Node& y = *node.find("y");
    for (const Node& item : x.items) {
      const auto value = read_quantity(draft_, item, lookup.x_unit);
      if (!value) return;
      if (!lookup.x.empty() && *value <= lookup.x.back()) {
        diagnostics().error("lookup.not_rising", item.span, {{"name", lookup.name}});
        return;
      }
      lookup.x.push_back(*value);
    }
    for (const Node& item : y.items) {
      const auto value = read_quantity(draft_, item, lookup.y_unit);
      if (!value) return;
      lookup.y.push_back(*value);
    }
    if (lookup.x.size() != lookup.y.size()) {
      diagnostics().error(
          "lookup.lengths", y.span,
          {{"name", lookup.name}, {"x", std::to_string(lookup.x.size())}, {"y", std::to_string(lookup.y.size())}},
          x.span);
    } else if (lookup.x.size() < 2) {
      diagnostics().error("lookup.too_few", x.span, {{"name", lookup.name}});
    }
  }

  void read_check(const Entry& entry) {
    Check check;
    check.name = entry.key.text;
    check.span = entry.key.span;
    const auto [same, fresh] = checks_.emplace(check.name, check.span);
    if (!fresh) {
      diagnostics().error("name.twice", check.span, {{"name", check.name}}, same->second);
      return;
    }
    const Node& node = entry.value;
    if (!check_keys(node, check_keys_table, {"检查", "a check"}, diagnostics())) return;
    read_label(diagnostics(), node.find("label"), check.label);
    const Node* always = node.find("always");
    const Node* at = node.find("at");
    if (always != nullptr && at != nullptr) {
      diagnostics().error("check.when_twice", at->span, {{"name", check.name}}, always->span);
    }
    bool every = true;
    read_word<bool>(always, every, {{"true", true}});
    read_word<Check::When>(at, check.when, {{"start", Check::When::at_start}, {"stop", Check::When::at_stop}});
    draft_.model.checks.push_back(std::move(check));
    draft_.declared_checks.push_back({node.find("must")});
  }

  std::optional<int> input(const Node& name) {
    if (!check_scalar(diagnostics(), name)) return std::nullopt;
    const Named* named = draft_.names.find(name.text);
    if (named == nullptr || named->kind != Named::Kind::variable) {
      draft_.unknown_name(name.text, name.span, inputs());
      return std::nullopt;
    }
    if (draft_.variable(named->index).kind != Variable::Kind::input) {
      diagnostics().error("money.not_an_input", name.span, {{"name", name.text}}, named->span);
      return std::nullopt;
    }
    return named->index;
  }

  std::vector<std::string> inputs() const {
    std::vector<std::string> result;
    for (const Variable& variable : draft_.model.variables) {
      if (variable.kind == Variable::Kind::input) result.push_back(variable.name);
    }
    return result;
  }

  void read_money(const Node& node) {
    if (!check_keys(node, money_keys, {"资金", "`money`"}, diagnostics())) return;
    for (const Node& item : node.find("inputs")->items) {
      const auto index = input(item);
      if (!index) continue;
      const std::vector<int>& before = draft_.model.money_inputs;
      if (std::find(before.begin(), before.end(), *index) != before.end()) {
        diagnostics().error("money.twice", item.span, {{"name", item.text}});
        continue;
      }
      draft_.model.money_inputs.push_back(*index);
    }
    if (const Node* share = node.find("share_paid")) read_share_paid(*share);
    const Node* sources = node.find("sources");
    if (sources == nullptr) return;
    for (const Entry& entry : sources->entries) {
      MoneySource source;
      source.name = entry.key.text;
      if (entry.value.kind != Node::Kind::null) {
        if (!check_keys(entry.value, money_source_keys, {"资金来源", "a source of money"}, diagnostics())) continue;
        read_label(diagnostics(), entry.value.find("label"), source.label);
        if (const Node* adds_to = entry.value.find("adds_to")) {
          const auto index = input(*adds_to);
          if (!index) continue;
          source.adds_to = *index;
        }
      }
      draft_.model.money_sources.push_back(std::move(source));
    }
  }

  // The share is known wherever money may go: it has no dimension that an input lacks.
  void read_share_paid(const Node& name) {
    const Named* named = draft_.names.find(name.text);
    if (named == nullptr || named->kind != Named::Kind::variable) {
      draft_.unknown_name(name.text, name.span, draft_.names.of_kind(Named::Kind::variable));
      return;
    }
    const Variable& share = draft_.variable(named->index);
    if (!draft_.declared[static_cast<std::size_t>(named->index)].sound) return;
    if (!(share.unit == Unit())) {
      diagnostics().error("money.share_unit", name.span, {{"name", share.name}, {"found", unit_word(share.unit)}},
                          share.span);
      return;
    }
    for (const int index : draft_.model.money_inputs) {
      const Variable& input = draft_.variable(index);
      for (const int dimension : share.dimensions) {
        const std::vector<int>& known = input.dimensions;
        if (std::find(known.begin(), known.end(), dimension) != known.end()) continue;
        diagnostics().error(
            "money.share_dimension", name.span,
            {{"name", share.name}, {"input", input.name}, {"dimension", draft_.dimension(dimension).name}}, input.span);
        return;
      }
    }
    draft_.model.money_share_paid = named->index;
  }

  Draft& draft_;
  const std::vector<Node>& parts_;
  std::unordered_map<std::string, Span> checks_;
};

}  // namespace

void read_declarations(Draft& draft, const std::vector<Node>& parts) { Reader(draft, parts).read(); }

}  // namespace ronghe
