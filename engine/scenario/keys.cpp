#include "scenario/keys.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace ronghe {
namespace {

using Kind = Key::Kind;
using Below = ScenarioKey::Below;
using Needed = ScenarioKey::Needed;

constexpr ScenarioKey text_keys[] = {
    {.name = "zh", .needed = Needed::joined, .help = {"in Chinese", "中文"}},
    {.name = "en", .needed = Needed::joined, .help = {"in English", "英文"}},
};
constexpr KeyTable text_table = {{"a text in two languages", "双语文本"}, text_keys};

constexpr ScenarioKey note_keys[] = {
    {.name = "zh", .help = {"in Chinese", "中文"}},
    {.name = "en", .help = {"in English", "英文"}},
};
constexpr KeyTable note_table = {{"a text in two languages", "双语文本"}, note_keys};

constexpr ScenarioKey time_keys[] = {
    {.name = "start", .help = {"first date of the run, a year", "起始时间（年）"}},
    {.name = "stop", .help = {"last date of the run, a year", "终止时间（年）"}},
    {.name = "step", .help = {"length of a step, for example `1/16 year`", "计算步长，例如 `1/16 year`"}},
    {.name = "save", .help = {"time between two saved values, for example `1 year`", "保存间隔，例如 `1 year`"}},
    {.name = "method",
     .help = {"how steps are computed: `euler`, `rk2` or `rk4`", "数值方法：`euler`、`rk2` 或 `rk4`"}},
};
constexpr KeyTable time_table = {{"the time of a run", "运行时间"}, time_keys};

constexpr ScenarioKey deflator_keys[] = {
    {.name = "file", .needed = Needed::joined, .help = {"a CSV table with a column `year`", "含 `year` 列的 CSV 表"}},
    {.name = "column", .needed = Needed::joined, .help = {"the column with the level of prices", "价格水平所在的列"}},
};
constexpr KeyTable deflator_table = {{"a deflator", "价格指数"}, deflator_keys};

constexpr ScenarioKey prices_keys[] = {
    {.name = "base",
     .needed = Needed::joined,
     .help = {"the year in whose prices all money is told", "所有金额采用其价格的基准年"}},
    {.name = "money",
     .needed = Needed::joined,
     .help = {"`constant`: money is told in prices of the base year", "`constant`：金额按基准年不变价表示"},
     .words = "constant"},
    {.name = "deflator",
     .kind = Kind::mapping,
     .help = {"the level of prices by year, for money in current prices", "逐年价格水平，用于折算当年价金额"},
     .table = &deflator_table,
     .below = Below::mapping},
};
constexpr KeyTable prices_table = {{"the price basis", "价格口径"}, prices_keys};

constexpr ScenarioKey column_keys[] = {
    {.name = "into",
     .needed = Needed::joined,
     .help = {"the input or constant that receives the column, for example `residents_at_start[urban]`",
              "接收该列数据的输入或常数，例如 `residents_at_start[urban]`"}},
    {.name = "unit", .help = {"the unit in which the column is written", "该列数据的单位"}},
};
constexpr KeyTable column_table = {{"a column of a table", "数据表的一列"}, column_keys};
constexpr KeyTable columns_table = {
    {"the columns of a table", "数据表的各列"}, {}, &column_table, {"a column of the CSV table", "CSV 表中的一列"}};

constexpr ScenarioKey input_table_keys[] = {
    {.name = "id",
     .needed = Needed::in_each_file,
     .help = {"names the table; letters, digits, `-` and `_`", "数据表的标识，由字母、数字、`-`、`_` 组成"}},
    {.name = "file",
     .needed = Needed::joined,
     .help = {"the CSV table, below the scenario's folder", "CSV 表，位于情景文件所在目录之下"}},
    {.name = "by",
     .kind = Kind::scalar_or_sequence,
     .needed = Needed::joined,
     .help = {"the dimensions whose elements name the rows", "各行所对应的维度"}},
    {.name = "columns",
     .kind = Kind::mapping,
     .needed = Needed::joined,
     .help = {"which columns go into which inputs", "各列写入的输入"},
     .table = &columns_table,
     .below = Below::mapping},
    {.name = "prices",
     .help = {"`current` when the money of the table is in prices of `year`",
              "表中金额为 `year` 年当年价时写 `current`"},
     .words = "constant current"},
    {.name = "year", .help = {"the year of a table in current prices", "当年价数据所属的年份"}},
    {.name = "active", .help = {"`false` switches the table off", "`false` 表示停用该表"}, .words = "true false"},
};
constexpr KeyTable input_table = {{"a table of input values", "输入数据表"}, input_table_keys};

constexpr ScenarioKey elements_keys[] = {
    {.name = "file",
     .needed = Needed::joined,
     .help = {"the CSV table, one row for each element", "CSV 表，每个元素一行"}},
    {.name = "id",
     .needed = Needed::joined,
     .help = {"the column with the name or code of the element", "元素名称或代码所在的列"}},
    {.name = "label_zh", .help = {"the column with its Chinese name", "中文名称所在的列"}},
    {.name = "label_en", .help = {"the column with its English name", "英文名称所在的列"}},
    {.name = "groups",
     .kind = Kind::sequence,
     .help = {"columns whose values are names of groups", "以其取值为分组名称的列"}},
};
constexpr KeyTable elements_table = {{"the elements of a dimension", "维度的元素"}, elements_keys};

constexpr ScenarioKey data_keys[] = {
    {.name = "inputs",
     .kind = Kind::sequence,
     .help = {"tables that give inputs their values", "为输入赋值的数据表"},
     .table = &input_table,
     .below = Below::items},
};
constexpr KeyTable data_table = {
    {"the city's data", "城市数据"},
    data_keys,
    &elements_table,
    {"a dimension whose elements the data give, for example `counties`", "由数据给出元素的维度，例如 `counties`"}};

constexpr ScenarioKey money_keys[] = {
    {.name = "unit", .help = {"the unit of all values of the profile", "各数值的单位"}},
    {.name = "profile",
     .kind = Kind::mapping,
     .needed = Needed::joined,
     .help = {"date: money a year from then on", "日期: 此后每年的金额"}},
    {.name = "between",
     .needed = Needed::joined,
     .help = {"`linear`: straight lines between the dates; `step`: each value until the next",
              "`linear`：按直线变化；`step`：保持到下一日期"},
     .words = "linear step"},
    {.name = "then",
     .help = {"`hold`: the last value goes on until the end of the run", "`hold`：最后的数值保持到运行结束"},
     .words = "hold"},
};
constexpr KeyTable money_table = {{"the money of a programme", "项目资金"}, money_keys};

constexpr ScenarioKey programme_keys[] = {
    {.name = "id",
     .needed = Needed::in_each_file,
     .help = {"names the programme; letters, digits, `-` and `_`", "项目的标识，由字母、数字、`-`、`_` 组成"}},
    {.name = "title",
     .kind = Kind::mapping,
     .needed = Needed::joined,
     .help = {"as reports call it", "报告中的名称"},
     .table = &text_table,
     .below = Below::mapping},
    {.name = "source", .help = {"where the figures come from", "数据来源"}},
    {.name = "active", .help = {"`false` switches the programme off", "`false` 表示停用该项目"}, .words = "true false"},
    {.name = "into",
     .needed = Needed::joined,
     .help = {"the input of the model that receives the money", "接收资金的模型输入"}},
    {.name = "where", .kind = Kind::scalar_or_mapping, .help = {"the places that receive it", "资金投向的地点"}},
    {.name = "each",
     .kind = Kind::mapping,
     .help = {"money for every place addressed", "每个地点各自的金额"},
     .table = &money_table,
     .below = Below::mapping},
    {.name = "total",
     .kind = Kind::mapping,
     .help = {"money for all places together, shared out by `split`", "各地点合计金额，按 `split` 分配"},
     .table = &money_table,
     .below = Below::mapping},
    {.name = "split",
     .kind = Kind::scalar_or_mapping,
     .help = {"how `total` is shared out: `equal`, or place: share", "`total` 的分配方式：`equal`，或 地点: 比例"}},
    {.name = "funding", .kind = Kind::mapping, .help = {"source of money: share", "资金来源: 比例"}},
    {.name = "prices",
     .help = {"`current` when the money is in prices of the year in which it is paid",
              "金额为支付当年价时写 `current`"},
     .words = "constant current"},
};
constexpr KeyTable programme_table = {{"a programme", "项目"}, programme_keys};

constexpr ScenarioKey reform_keys[] = {
    {.name = "id",
     .needed = Needed::in_each_file,
     .help = {"names the reform; letters, digits, `-` and `_`", "改革的标识，由字母、数字、`-`、`_` 组成"}},
    {.name = "title",
     .kind = Kind::mapping,
     .needed = Needed::joined,
     .help = {"as reports call it", "报告中的名称"},
     .table = &text_table,
     .below = Below::mapping},
    {.name = "source", .help = {"the evidence", "依据"}},
    {.name = "active", .help = {"`false` switches the reform off", "`false` 表示停用该改革"}, .words = "true false"},
    {.name = "set", .needed = Needed::joined, .help = {"the input that changes", "所改变的输入"}},
    {.name = "where", .kind = Kind::scalar_or_mapping, .help = {"the places where it changes", "改变发生的地点"}},
    {.name = "to", .help = {"the value it gets", "改变后的数值"}},
    {.name = "multiply", .help = {"the factor by which it changes", "所乘的倍数"}},
    {.name = "add", .help = {"what is added to it", "所增加的数值"}},
    {.name = "from", .needed = Needed::joined, .help = {"first date in force", "生效日期"}},
    {.name = "until", .help = {"first date no longer in force", "失效日期"}},
    {.name = "then",
     .help = {"after `until`: `baseline`, as if it had not been, or `hold`, what it had reached",
              "`until` 之后：`baseline` 恢复原值，`hold` 保持已达到的数值"},
     .words = "baseline hold"},
    {.name = "path",
     .help = {"how the change comes: `step`, `ramp N years` or `s-curve N years`",
              "变化方式：`step`、`ramp N years` 或 `s-curve N years`"}},
};
constexpr KeyTable reform_table = {{"a reform", "改革"}, reform_keys};

constexpr ScenarioKey parameter_keys[] = {
    {.name = "to", .kind = Kind::scalar_or_mapping, .help = {"the value, or element: value", "数值，或 元素: 数值"}},
    {.name = "multiply",
     .kind = Kind::scalar_or_mapping,
     .help = {"the factor, or element: factor", "倍数，或 元素: 倍数"}},
    {.name = "add",
     .kind = Kind::scalar_or_mapping,
     .help = {"what is added, or element: what is added", "增加的数值，或 元素: 增加的数值"}},
    {.name = "where",
     .kind = Kind::scalar_or_mapping,
     .help = {"the places; without it all", "适用的地点；省略则为全部"}},
    {.name = "source", .help = {"the evidence", "依据"}},
};
constexpr KeyTable parameter_table = {{"a corrected parameter", "参数修正"}, parameter_keys};
constexpr KeyTable parameters_table = {{"the corrected parameters", "参数修正"},
                                       {},
                                       &parameter_table,
                                       {"an input or constant of the model", "模型的输入或常数"}};

constexpr ScenarioKey outputs_keys[] = {
    {.name = "variables", .kind = Kind::sequence, .help = {"the variables that are wanted", "需要输出的变量"}},
    {.name = "every", .help = {"time between two values, for example `1 year`", "输出间隔，例如 `1 year`"}},
    {.name = "compare_with", .help = {"id of the ancestor that is shown beside", "用于对照的上级情景的 id"}},
    {.name = "write", .kind = Kind::sequence, .help = {"kinds of files", "文件格式"}, .later = true},
    {.name = "language", .help = {"of reports", "报告语言"}, .later = true},
};
constexpr KeyTable outputs_table = {{"the outputs", "输出"}, outputs_keys};

constexpr ScenarioKey file_keys[] = {
    {.name = "scenario", .needed = Needed::in_each_file, .help = {"version of the format: 1", "格式版本：1"}},
    {.name = "id",
     .needed = Needed::in_each_file,
     .help = {"names the scenario; letters, digits, `-` and `_`", "情景的标识，由字母、数字、`-`、`_` 组成"}},
    {.name = "title",
     .kind = Kind::mapping,
     .needed = Needed::in_each_file,
     .help = {"as reports call it", "报告中的名称"},
     .table = &text_table,
     .below = Below::mapping},
    {.name = "notes",
     .kind = Kind::scalar_or_mapping,
     .help = {"what a reader should know", "说明"},
     .table = &note_table,
     .below = Below::mapping},
    {.name = "extends",
     .kind = Kind::scalar_or_sequence,
     .help = {"the scenarios from which this one differs", "本情景所基于的情景文件"}},
    {.name = "remove",
     .kind = Kind::sequence,
     .help = {"ids of the parents' items that do not count here", "删除上级情景中的条目（id）"}},
    {.name = "model",
     .needed = Needed::joined,
     .help = {"a model that ships with Ronghe, or a file or folder", "内置模型名称，或模型文件、目录"}},
    {.name = "time",
     .kind = Kind::mapping,
     .help = {"start, stop and step of the run", "运行的起止与步长"},
     .table = &time_table,
     .below = Below::mapping},
    {.name = "prices",
     .kind = Kind::mapping,
     .help = {"in which prices money is told", "金额的价格口径"},
     .table = &prices_table,
     .below = Below::mapping},
    {.name = "data",
     .kind = Kind::mapping,
     .help = {"the city's figures", "城市数据"},
     .table = &data_table,
     .below = Below::mapping},
    {.name = "programmes",
     .kind = Kind::sequence,
     .help = {"money that is spent", "投资项目"},
     .table = &programme_table,
     .below = Below::items},
    {.name = "reforms",
     .kind = Kind::sequence,
     .help = {"rules and parameters that change in time", "随时间变化的规则与参数"},
     .table = &reform_table,
     .below = Below::items},
    {.name = "parameters",
     .kind = Kind::mapping,
     .help = {"corrections of constants and inputs, with evidence", "对常数与输入的修正及依据"},
     .table = &parameters_table,
     .below = Below::mapping},
    {.name = "outputs",
     .kind = Kind::mapping,
     .help = {"what is wanted", "输出要求"},
     .table = &outputs_table,
     .below = Below::mapping},
    {.name = "history", .kind = Kind::any, .help = {"observed series", "历史观测序列"}, .later = true},
    {.name = "shocks", .kind = Kind::any, .help = {"what happens to the region", "外部冲击"}, .later = true},
    {.name = "uncertainties", .kind = Kind::any, .help = {"what is not known", "不确定因素"}, .later = true},
    {.name = "correlations",
     .kind = Kind::any,
     .help = {"between uncertainties", "不确定因素之间的相关"},
     .later = true},
    {.name = "levers", .kind = Kind::any, .help = {"what may be moved", "可调节的政策杠杆"}, .later = true},
    {.name = "targets", .kind = Kind::any, .help = {"what is hoped for", "期望目标"}, .later = true},
    {.name = "constraints", .kind = Kind::any, .help = {"what must hold", "约束条件"}, .later = true},
    {.name = "ensemble", .kind = Kind::any, .help = {"many runs at once", "集合模拟"}, .later = true},
    {.name = "analysis", .kind = Kind::any, .help = {"sensitivity and attribution", "敏感性与归因分析"}, .later = true},
    {.name = "limits", .kind = Kind::any, .help = {"of time and memory", "时间与内存限制"}, .later = true},
    {.name = "checks", .kind = Kind::any, .help = {"sentences that must hold", "校验条件"}, .later = true},
};
constexpr KeyTable file_table = {{"a scenario", "情景"}, file_keys};

const ScenarioKey* find_key(const KeyTable& table, std::string_view name) {
  const auto found =
      std::find_if(table.keys.begin(), table.keys.end(), [&](const ScenarioKey& key) { return key.name == name; });
  return found == table.keys.end() ? nullptr : &*found;
}

Text text_of(const Phrase& phrase) { return {std::string(phrase.zh), std::string(phrase.en)}; }

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// Checks one file before it is joined with others.
class FileCheck {
 public:
  explicit FileCheck(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void check(const Node& node, const KeyTable& table) {
    if (table.others == nullptr) {
      std::vector<Key> keys;
      for (const ScenarioKey& key : table.keys) {
        keys.push_back({key.name, key.later ? Kind::any : key.kind, key.needed == Needed::in_each_file, key.help});
      }
      check_keys(node, keys, text_of(table.what), diagnostics_);
    }
    for (const Entry& entry : node.entries) {
      if (const ScenarioKey* key = find_key(table, entry.key.text)) {
        check_entry(entry, *key, table);
      } else if (table.others != nullptr) {
        if (check_kind(entry, Kind::mapping, diagnostics_)) check(entry.value, *table.others);
      }
    }
  }

 private:
  void check_entry(const Entry& entry, const ScenarioKey& key, const KeyTable& table) {
    if (key.later) {
      diagnostics_.error("scenario.key_later", entry.key.span, {{"key", key.name}});
      return;
    }
    const Node& value = entry.value;
    if (table.others != nullptr) check_kind(entry, key.kind, diagnostics_);
    if (is_empty(value)) {
      diagnostics_.error("scenario.empty", entry.key.span, {{"key", key.name}});
    } else if (value.is_scalar() && !key.words.empty()) {
      check_word(value, key);
    }
    if (key.below == Below::mapping && value.is_mapping()) check(value, *key.table);
    if (key.below == Below::items) {
      for (const Node& item : value.items) check(item, *key.table);
    }
    if (key.below == Below::nothing && value.is_sequence()) check_list(value, key);
  }

  // Nothing said is nothing changed: an empty list does not take the parents' items away.
  static bool is_empty(const Node& value) {
    return value.kind != Node::Kind::null && value.text.empty() && value.items.empty() && value.entries.empty();
  }

  // Lists without ids hold names.
  void check_list(const Node& list, const ScenarioKey& key) {
    if (key.kind != Kind::sequence && key.kind != Kind::scalar_or_sequence) return;
    for (const Node& item : list.items) {
      if (item.is_scalar() && !item.text.empty()) continue;
      diagnostics_.error("scenario.not_a_name", item.span, {{"key", key.name}});
    }
  }

  void check_word(const Node& value, const ScenarioKey& key) {
    const std::vector<std::string_view> words = words_of(key.words);
    if (std::find(words.begin(), words.end(), value.text) != words.end()) return;
    std::string allowed;
    for (const std::string_view word : words) allowed += (allowed.empty() ? "`" : ", `") + std::string(word) + "`";
    Words said = {{"key", key.name}, {"found", value.text}, {"allowed", allowed}};
    const std::vector<std::string> candidates(words.begin(), words.end());
    if (const auto nearest = nearest_name(value.text, candidates)) said.emplace_back("nearest", *nearest);
    diagnostics_.error("scenario.bad_word", value.span, std::move(said));
  }

  Diagnostics& diagnostics_;
};

// Looks for what is still missing when all files are joined. `place` and `name` tell of which mapping.
class NeededCheck {
 public:
  explicit NeededCheck(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void check(const Node& node, const KeyTable& table, const Span& place, const std::string& name) {
    if (!node.is_mapping()) return;
    for (const ScenarioKey& key : table.keys) {
      if (key.needed == Needed::joined && node.find(key.name) == nullptr && !is_misspelt(node, table, key.name)) {
        diagnostics_.error("scenario.key_missing", place,
                           {{"id", name}, {"key", key.name}, {"help", Word(text_of(key.help))}});
      }
    }
    for (const Entry& entry : node.entries) {
      const ScenarioKey* key = find_key(table, entry.key.text);
      if (key == nullptr) {
        if (table.others != nullptr) check(entry.value, *table.others, entry.key.span, entry.key.text);
      } else if (key->below == Below::mapping) {
        check(entry.value, *key->table, entry.key.span, entry.key.text);
      } else if (key->below == Below::items) {
        for (const Node& item : entry.value.items) {
          const Node* id = item.find("id");
          if (id != nullptr && id->is_scalar()) check(item, *key->table, id->span, id->text);
        }
      }
    }
  }

 private:
  // Whether a key that has been reported as unknown was meant for `name`: that is one mistake.
  static bool is_misspelt(const Node& node, const KeyTable& table, std::string_view name) {
    std::vector<std::string> names;
    for (const ScenarioKey& key : table.keys) names.emplace_back(key.name);
    return std::any_of(node.entries.begin(), node.entries.end(), [&](const Entry& entry) {
      return find_key(table, entry.key.text) == nullptr && nearest_name(entry.key.text, names) == name;
    });
  }

  Diagnostics& diagnostics_;
};

}  // namespace

const KeyTable& scenario_keys() { return file_table; }

bool check_keys_of_file(const Node& root, Diagnostics& diagnostics) {
  FileCheck(diagnostics).check(root, file_table);
  if (!root.is_mapping()) return false;
  const Node* version = root.find("scenario");
  if (version != nullptr && version->is_scalar() && version->text != "1") {
    diagnostics.error("scenario.bad_version", version->span, {{"found", version->text}});
  }
  return true;
}

void check_needed_keys(const Node& joined, const Span& file, Diagnostics& diagnostics) {
  const Node* id = joined.find("id");
  NeededCheck(diagnostics).check(joined, file_table, file, id != nullptr && id->is_scalar() ? id->text : "scenario");
}

}  // namespace ronghe
