// The commands and options stand in two tables; reading, checking and the help are made from them.
// Boost.Program_options takes the words apart; what is wrong with them is told in our own words, all of it at once.
#include "cli/command_line.hpp"

#include "ronghe/sampling.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <limits>

#include <boost/program_options.hpp>

namespace ronghe {
namespace {

namespace po = boost::program_options;

struct CommandRow {
  Command command;
  std::string_view name;
  Wording usage;      // after `ronghe `
  Wording what;       // the argument that it cannot do without
  std::size_t least;  // arguments
  std::size_t most;
  Wording help;
};

constexpr std::size_t any_number = 10000;

constexpr CommandRow commands[] = {
    {Command::run,
     "run",
     {"run FILE… [options]", "run 文件… [选项]"},
     wording::a_file,
     1,
     any_number,
     {"run scenarios beside their baseline, or models alone", "运行情景并与基准对照，或单独运行模型"}},
    {Command::check,
     "check",
     {"check FILE… [options]", "check 文件… [选项]"},
     wording::a_file,
     1,
     any_number,
     {"tell every mistake of scenarios or models, and what programmes cost",
      "列出情景或模型的所有错误，以及各项目的资金"}},
    {Command::compare,
     "compare",
     {"compare FILE FILE… [options]", "compare 文件 文件… [选项]"},
     wording::two_files,
     2,
     any_number,
     {"set scenarios side by side and rank them; the first is the baseline", "并排比较情景并排名；以第一个为基准"}},
    {Command::report,
     "report",
     {"report FILE…|STUDY… [-o report.html]", "report 文件…|研究文件夹… [-o report.html]"},
     wording::a_file,
     1,
     any_number,
     {"write one page for planners that compares scenarios: charts, tables, reasons, in both languages; of studies "
      "also "
      "how sure it all is",
      "生成一份中英文报告网页，比较各方案：图表、数据与原因；给出研究文件夹时还说明结论有多可靠"}},
    {Command::ensemble,
     "ensemble",
     {"ensemble FILE… [-o STUDY] [options]", "ensemble 文件… [-o 研究文件夹] [选项]"},
     wording::a_scenario_or_study,
     1,
     any_number,
     {"run scenarios over many futures: quantiles, chances of meeting targets; goes on with a study that is there",
      "在许多未来情形下运行情景：分位数、达标概率；已有的研究从中断处继续"}},
    {Command::sensitivity,
     "sensitivity",
     {"sensitivity FILE [-o STUDY] [options]", "sensitivity 文件 [-o 研究文件夹] [选项]"},
     wording::a_scenario_or_study,
     1,
     1,
     {"tell which uncertain numbers matter, and how much", "说明哪些不确定量影响最大、有多大"}},
    {Command::discover,
     "discover",
     {"discover STUDY [TARGET…] [options]", "discover 研究文件夹 [目标…] [选项]"},
     wording::a_study,
     1,
     any_number,
     {"tell in which futures targets are missed", "说明在哪些未来情形下目标无法实现"}},
    {Command::merge,
     "merge",
     {"merge STUDY [options]", "merge 研究文件夹 [选项]"},
     wording::a_study,
     1,
     1,
     {"join what several machines computed of a study", "合并多台机器对同一研究的计算结果"}},
    {Command::slurm,
     "slurm",
     {"slurm STUDY [options]", "slurm 研究文件夹 [选项]"},
     wording::a_study,
     1,
     1,
     {"write a script that computes a study on a cluster", "生成在集群（Slurm）上计算研究的脚本"}},
    {Command::attribute,
     "attribute",
     {"attribute FILE FILE [options]", "attribute 文件 文件 [选项]"},
     wording::just_two_files,
     2,
     2,
     {"split the difference of two scenarios over what they do differently", "把两个情景的差别分解到各项目和改革"}},
    {Command::explain,
     "explain",
     {"explain FILE [NAME…] [--json]", "explain 文件 [变量…] [--json]"},
     wording::a_file,
     1,
     any_number,
     {"tell the values of inputs, and which line of which file sets them",
      "说明各输入的取值及其由哪个文件的哪一行设定"}},
    {Command::diff,
     "diff",
     {"diff A B [options]", "diff 情景A 情景B [选项]"},
     wording::two_scenarios,
     2,
     2,
     {"tell what two scenarios say differently, and how their results differ", "说明两个情景的内容差异和结果差异"}},
    {Command::freeze,
     "freeze",
     {"freeze FILE [-o DIR]", "freeze 文件 [-o 文件夹]"},
     wording::a_scenario,
     1,
     1,
     {"put a scenario, its tables and its model into one folder", "把情景、数据表和模型存入一个文件夹"}},
    {Command::verify,
     "verify",
     {"verify MANIFEST|STUDY [DIR]", "verify 清单|研究 [文件夹]"},
     wording::a_manifest,
     1,
     2,
     {"run again what a manifest or study holds and compare; DIR: where the scenario is",
      "重新运行清单或研究的内容并比对结果；“文件夹”为情景所在处"}},
    {Command::create,
     "new",
     {"new FILE [options]", "new 文件 [选项]"},
     wording::a_file_name,
     1,
     1,
     {"write a commented scenario to start from", "写一个带注释的情景文件作为起点"}},
    {Command::models,
     "models",
     {"models", "models"},
     {"", ""},
     0,
     0,
     {"list the models that ship with Ronghe", "列出自带的模型"}},
    {Command::describe,
     "describe",
     {"describe MODEL [NAME|PART]", "describe 模型 [变量|模块]"},
     wording::a_model,
     1,
     2,
     {"tell what a model holds, or one of its variables or parts", "说明一个模型，或其中一个变量或模块"}},
    {Command::schema,
     "schema",
     {"schema [FILE or MODEL] [--reference]", "schema [文件或模型] [--reference]"},
     {"", ""},
     0,
     1,
     {"print the format of scenarios as a JSON Schema for editors, with the names of a model and its city",
      "输出情景格式的 JSON Schema，供编辑器补全和提示，含模型与城市的名称"}},
    {Command::help,
     "help",
     {"help [COMMAND]", "help [命令]"},
     {"", ""},
     0,
     1,
     {"tell how to use a command", "说明命令的用法"}},
    {Command::version, "version", {"--version", "--version"}, {"", ""}, 0, 0, {"tell the version", "显示版本"}},
};

const CommandRow& row_of(Command command) {
  for (const CommandRow& row : commands) {
    if (row.command == command) return row;
  }
  throw InternalError("a command without a row");
}

// Commands that take an option, one bit each.
constexpr unsigned of(Command command) { return 1U << static_cast<unsigned>(command); }
constexpr unsigned everywhere = ~0U;

struct OptionRow {
  std::string_view name;
  char letter;    // or 0
  Wording value;  // what stands behind it; empty: nothing
  bool repeated;  // may stand several times
  unsigned commands;
  Wording help;
};

constexpr OptionRow options[] = {
    {"output",
     'o',
     {"DIR", "文件夹"},
     false,
     of(Command::run),
     {"where the files go; of several scenarios each gets a folder below it", "结果文件夹；多个情景各占一个子文件夹"}},
    {"output",
     'o',
     {"DIR", "文件夹"},
     false,
     of(Command::compare) | of(Command::attribute) | of(Command::freeze),
     {"where the files go", "结果文件夹"}},
    {"output",
     'o',
     {"STUDY", "研究文件夹"},
     false,
     of(Command::ensemble) | of(Command::sensitivity),
     {"the folder of the study (ronghe-study/ID)", "研究文件夹（默认 ronghe-study/情景 id）"}},
    {"members",
     0,
     {"N", "N"},
     false,
     of(Command::ensemble),
     {"how many futures, in place of what the scenario says", "成员数，代替情景中的值"}},
    {"seed",
     0,
     {"N", "N"},
     false,
     of(Command::ensemble) | of(Command::sensitivity),
     {"of the draws, in place of what the scenario says", "随机种子，代替情景中的值"}},
    {"design",
     0,
     {"NAME", "名称"},
     false,
     of(Command::ensemble),
     {"`sobol`, `lhs`, `random` or `grid`, in place of what the scenario says",
      "`sobol`、`lhs`、`random` 或 `grid`，代替情景中的值"}},
    {"from-ranges",
     0,
     {"", ""},
     false,
     of(Command::ensemble) | of(Command::sensitivity),
     {"draw every constant that declares a range, in place of the uncertainties",
      "让所有声明了范围的常数随机取值，代替不确定因素"}},
    {"extend",
     0,
     {"N", "N"},
     false,
     of(Command::ensemble),
     {"add so many members to the study", "给研究增加 N 个成员"}},
    {"keys-of",
     0,
     {"STUDY", "研究文件夹"},
     false,
     of(Command::ensemble),
     {"keep the draws of that study for the uncertainties that it has", "沿用该研究中已有不确定因素的抽样"}},
    {"shard",
     0,
     {"I/N", "I/N"},
     false,
     of(Command::ensemble) | of(Command::sensitivity),
     {"compute only part I of N; `ronghe merge` joins them", "只计算 N 份中的第 I 份；`ronghe merge` 合并"}},
    {"prepare",
     0,
     {"", ""},
     false,
     of(Command::ensemble) | of(Command::sensitivity),
     {"make the study's folder, tell its size, and compute nothing", "只建立研究文件夹并报告规模，不计算"}},
    {"block",
     0,
     {"N", "N"},
     false,
     of(Command::ensemble) | of(Command::sensitivity),
     {"members in a block, the most that a worker can lose (64 or more)",
      "每块的成员数，即中断时最多损失的量（默认不少于 64）"}},
    {"method",
     0,
     {"NAME", "名称"},
     false,
     of(Command::sensitivity),
     {"`sobol`, shares of variance (the default), or `morris`, a screening with few runs",
      "`sobol` 方差份额（默认），或 `morris` 运行次数少的筛选"}},
    {"points",
     0,
     {"N", "N"},
     false,
     of(Command::sensitivity),
     {"points of the design (256), or trajectories (20); each takes as many runs as there are uncertain numbers",
      "设计点数（默认 256）或轨迹数（默认 20）；每个所需运行次数与不确定量个数相当"}},
    {"scenario",
     0,
     {"ID", "ID"},
     false,
     of(Command::discover),
     {"which of the study's scenarios (its baseline)", "研究中的哪个情景（默认基准）"}},
    {"if-complete",
     0,
     {"", ""},
     false,
     of(Command::merge),
     {"say nothing when members are missing, and end with exit code 1", "成员不全时不输出，退出码为 1"}},
    {"shards", 0, {"N", "N"}, false, of(Command::slurm), {"jobs of the array", "作业数"}},
    {"time",
     0,
     {"HH:MM:SS", "时:分:秒"},
     false,
     of(Command::slurm),
     {"that each job may take (01:00:00)", "每个作业的时限（默认 01:00:00）"}},
    {"output",
     'o',
     {"FILE", "文件"},
     false,
     of(Command::report),
     {"the page to write, `report.html`, with the workbook `report.xlsx` beside it, or a folder for both and their "
      "records",
      "报告网页 `report.html`（工作簿 `report.xlsx` 写在旁边），或存放两者及其记录的文件夹"}},
    {"baseline",
     0,
     {"FILE", "文件"},
     false,
     of(Command::compare) | of(Command::report),
     {"the scenario that the others are compared with (the first)", "作为对照的情景（默认第一个）"}},
    {"of",
     0,
     {"NAME@YEAR", "变量@年份"},
     true,
     of(Command::attribute),
     {"what is split (every indicator with a direction, at the last year)",
      "要分解的变量（默认末年所有有优劣方向的指标）"}},
    {"places",
     0,
     {"", ""},
     false,
     of(Command::attribute),
     {"split the figures of every place too", "同时分解各地的数值"}},
    {"brief",
     0,
     {"", ""},
     false,
     of(Command::compare),
     {"print figures of the whole and leave the single places out", "只输出全域数值，不逐地列出"}},
    {"full",
     0,
     {"", ""},
     false,
     of(Command::compare),
     {"also print the money of each programme", "同时输出各项目的资金"}},
    {"alone", 0, {"", ""}, false, of(Command::run) | of(Command::check), {"leave the baseline out", "不运行基准情景"}},
    {"set",
     0,
     {"NAME=VALUE", "变量=值"},
     true,
     of(Command::run) | of(Command::check) | of(Command::compare) | of(Command::report) | of(Command::attribute) |
         of(Command::explain) | of(Command::diff),
     {"reference value of an input or constant, for example `--set rate='5 %'`",
      "设定输入或常数的参考值，例如 `--set rate='5 %'`"}},
    {"model",
     0,
     {"DIR", "文件夹"},
     false,
     of(Command::run) | of(Command::check) | of(Command::compare) | of(Command::report) | of(Command::attribute) |
         of(Command::explain) | of(Command::diff) | of(Command::freeze) | of(Command::create) | of(Command::ensemble) |
         of(Command::sensitivity),
     {"a model in place of the one that the scenario names", "用另一个模型代替情景所指定的模型"}},
    {"from",
     0,
     {"FILE", "文件"},
     false,
     of(Command::create),
     {"the scenario that the new one extends (baseline.yaml beside it)",
      "新情景所基于的情景（默认为同一文件夹中的 baseline.yaml）"}},
    {"strict",
     0,
     {"", ""},
     false,
     of(Command::run) | of(Command::compare) | of(Command::ensemble) | of(Command::sensitivity),
     {"stop when a check of the model does not hold; end with exit code 4 when a target is missed or a constraint "
      "broken",
      "模型检验不成立时停止；未达目标或违反约束时退出码为 4"}},
    {"threads",
     0,
     {"N", "N"},
     false,
     of(Command::run) | of(Command::compare) | of(Command::attribute),
     {"threads to compute with (1)", "计算线程数（默认 1）"}},
    {"threads",
     0,
     {"N", "N"},
     false,
     of(Command::report) | of(Command::ensemble) | of(Command::sensitivity) | of(Command::merge),
     {"threads to compute with (one for each core)", "计算线程数（默认每核一个）"}},
    {"threads", 0, {"N", "N"}, false, of(Command::slurm), {"cores of each job (4)", "每个作业的核数（默认 4）"}},
    {"json",
     0,
     {"", ""},
     false,
     of(Command::ensemble) | of(Command::sensitivity) | of(Command::discover) | of(Command::merge) | of(Command::run) |
         of(Command::compare) | of(Command::attribute) | of(Command::explain) | of(Command::diff) |
         of(Command::models) | of(Command::describe),
     {"print JSON and nothing else", "只输出 JSON"}},
    {"html",
     0,
     {"", ""},
     false,
     of(Command::describe),
     {"print a page for a browser, in both languages: `--html > model.html`",
      "输出中英文对照的网页：`--html > model.html`"}},
    {"html",
     0,
     {"", ""},
     false,
     of(Command::compare),
     {"also write the page of `ronghe report`, report.html", "同时写出 `ronghe report` 的报告网页 report.html"}},
    {"quiet",
     0,
     {"", ""},
     false,
     of(Command::run) | of(Command::check) | of(Command::compare) | of(Command::report) | of(Command::attribute) |
         of(Command::freeze) | of(Command::ensemble) | of(Command::sensitivity) | of(Command::discover) |
         of(Command::merge),
     {"print nothing but errors and warnings", "除错误和警告外不输出"}},
    {"csv-bom",
     0,
     {"", ""},
     false,
     of(Command::run) | of(Command::compare) | of(Command::attribute) | of(Command::ensemble) |
         of(Command::sensitivity) | of(Command::discover) | of(Command::merge),
     {"begin the tables with a byte order mark, for Excel", "CSV 带 BOM，便于 Excel 打开"}},
    {"no-plot", 0, {"", ""}, false, of(Command::run), {"draw no charts on the terminal", "不在终端上画图"}},
    {"disassemble",
     0,
     {"", ""},
     false,
     of(Command::run),
     {"print the compiled program and run nothing", "打印编译后的程序，不运行"}},
    {"reference",
     0,
     {"", ""},
     false,
     of(Command::schema),
     {"print every key as tables of Markdown instead", "改为以 Markdown 表格列出所有键"}},
    {"lang",
     0,
     {"zh|en", "zh|en"},
     false,
     everywhere,
     {"language of all texts (from LC_ALL, LC_MESSAGES, LANG)", "输出语言（默认取自 LC_ALL、LC_MESSAGES、LANG）"}},
    {"help", 'h', {"", ""}, false, everywhere, {"tell how to use the command", "说明命令的用法"}},
};

const OptionRow* find_option(std::string_view name) {
  for (const OptionRow& row : options) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

std::string dashed(std::string_view name) { return "--" + std::string(name); }

// The options of one command, as Boost wants them.
po::options_description description_of(Command command) {
  po::options_description description;
  for (const OptionRow& row : options) {
    if ((row.commands & of(command)) == 0) continue;
    std::string names(row.name);
    if (row.letter != 0) names += std::string(",") + row.letter;
    if (row.value.en.empty()) {
      description.add_options()(names.c_str(), "");
    } else {
      description.add_options()(names.c_str(), po::value<std::vector<std::string>>(), "");
    }
  }
  return description;
}

Word both(const Wording& words) { return Text(std::string(words.zh), std::string(words.en)); }

void report_unknown_option(const std::string& token, Command command, Diagnostics& diagnostics) {
  const std::string name = token.substr(0, token.find('='));
  std::vector<std::string> candidates;
  for (const OptionRow& row : options) {
    if ((row.commands & of(command)) != 0) candidates.push_back(dashed(row.name));
  }
  Words words = {{"name", name}, {"command", std::string(row_of(command).name)}};
  std::optional<std::string> nearest = nearest_name(name, candidates);
  // `--language` is not near `--lang` by its letters, but begins with it.
  for (const std::string& candidate : candidates) {
    if (!nearest && name.starts_with(candidate)) nearest = candidate;
  }
  if (nearest) words.emplace_back("nearest", *nearest);
  diagnostics.error("command.unknown_option", {}, std::move(words));
}

// Sorts what Boost found into arguments and options. Says what is wrong with each.
void take(const po::parsed_options& parsed, CommandLine& line, Diagnostics& diagnostics) {
  for (const po::option& option : parsed.options) {
    if (option.position_key >= 0) {
      line.arguments.insert(line.arguments.end(), option.value.begin(), option.value.end());
    } else if (option.unregistered) {
      report_unknown_option(option.original_tokens.front(), line.command, diagnostics);
    } else {
      const OptionRow& row = *find_option(option.string_key);
      auto& values = line.options[option.string_key];
      const bool again = option.original_tokens.empty() ? false : line.has(option.string_key) && !values.empty();
      if (again && !row.repeated && !row.value.en.empty()) {
        diagnostics.error("command.repeated_option", {}, {{"option", dashed(row.name)}});
      }
      values.insert(values.end(), option.value.begin(), option.value.end());
    }
  }
}

po::parsed_options parse(const std::vector<std::string>& words, Command command) {
  // Nothing is guessed: `--q` is not `--quiet`, so that a later option cannot change what an old script means.
  const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  po::positional_options_description positions;
  positions.add("argument", -1);
  return po::command_line_parser(words)
      .options(description_of(command))
      .positional(positions)
      .style(style)
      .allow_unregistered()
      .run();
}

// Options that are whole numbers above 0.
struct NumberOption {
  const char* name;
  std::uint64_t highest;
  Wording expected;
  const char* example;
};

constexpr std::uint64_t any_int = 2147483647;
constexpr NumberOption number_options[] = {
    {"threads", 1024, wording::whole_number, "2"},
    {"members", any_int, wording::any_whole_number, "1024"},
    {"seed", std::numeric_limits<std::uint64_t>::max(), wording::any_whole_number, "20260101"},
    {"extend", any_int, wording::any_whole_number, "1024"},
    {"block", any_int, wording::any_whole_number, "64"},
    {"points", any_int, wording::any_whole_number, "256"},
    {"shards", any_int, wording::any_whole_number, "16"},
};

// `2/4`
bool is_shard(const std::string& text) {
  int index = 0;
  int of = 0;
  const char* const end = text.data() + text.size();
  const auto one = std::from_chars(text.data(), end, index);
  if (one.ec != std::errc() || one.ptr == end || *one.ptr != '/') return false;
  const auto other = std::from_chars(one.ptr + 1, end, of);
  return other.ec == std::errc() && other.ptr == end && index >= 1 && index <= of;
}

void check_values(const CommandLine& line, Diagnostics& diagnostics) {
  const auto bad = [&](const char* option, const Wording& expected, const char* example) {
    diagnostics.error("command.bad_value", {},
                      {{"option", dashed(option)},
                       {"found", line.value(option)},
                       {"expected", both(expected)},
                       {"example", example}});
  };
  if (line.has("lang") && line.value("lang") != "zh" && line.value("lang") != "en") {
    bad("lang", wording::language_names, "zh");
  }
  const auto either = [&](const char* first, const char* second) {
    if (!line.has(first) || !line.has(second)) return;
    diagnostics.error("command.either_option", {}, {{"first", dashed(first)}, {"second", dashed(second)}});
  };
  if (line.command == Command::describe) either("html", "json");
  either("brief", "full");
  for (const NumberOption& option : number_options) {
    if (!line.has(option.name)) continue;
    const std::string text = line.value(option.name);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1 || number > option.highest) {
      bad(option.name, option.expected, option.example);
    }
  }
  if (line.has("shard") && !is_shard(line.value("shard"))) bad("shard", wording::a_shard, "1/4");
  if (line.has("design")) {
    const auto design = design_called(line.value("design"));
    const bool known = design == Design::Kind::sobol || design == Design::Kind::lhs || design == Design::Kind::random ||
                       design == Design::Kind::grid;
    if (!known) bad("design", wording::design_names, "sobol");
  }
  if (line.has("method") && line.value("method") != "sobol" && line.value("method") != "morris") {
    bad("method", wording::method_names, "morris");
  }
}

void report_unknown_command(const std::string& name, Diagnostics& diagnostics) {
  Words words = {{"name", name}};
  std::vector<std::string> candidates;
  for (const CommandRow& row : commands) candidates.emplace_back(row.name);
  std::error_code ignored;
  if (std::filesystem::exists(name, ignored)) {
    words.emplace_back("file", name);
  } else if (const auto nearest = nearest_name(name, candidates)) {
    words.emplace_back("nearest", *nearest);
  }
  diagnostics.error("command.unknown_command", {}, std::move(words));
}

void check_arguments(const CommandLine& line, Diagnostics& diagnostics) {
  const CommandRow& row = row_of(line.command);
  const Words words = {{"command", std::string(row.name)}, {"usage", both(row.usage)}};
  const std::size_t given = line.arguments.size() + (line.has("baseline") ? 1 : 0);
  if (given < row.least) {
    Words missing = words;
    missing.emplace_back("what", both(row.what));
    diagnostics.error("command.missing_argument", {}, std::move(missing));
  }
  for (std::size_t i = row.most; i < line.arguments.size(); ++i) {
    Words extra = words;
    extra.emplace_back("found", line.arguments[i]);
    diagnostics.error("command.extra_argument", {}, std::move(extra));
  }
  if (line.command == Command::help && !line.arguments.empty() && !command_called(line.arguments.front())) {
    report_unknown_command(line.arguments.front(), diagnostics);
  }
}

bool is_called(const OptionRow& row, std::string_view word) {
  return word == dashed(row.name) || (row.letter != 0 && word == std::string("-") + row.letter);
}

// Takes out every option whose value is missing, because the line ends there or another option follows.
void take_out_valueless(std::vector<std::string>& words, Diagnostics& diagnostics) {
  const auto is_option = [](std::string_view word) {
    return std::any_of(std::begin(options), std::end(options),
                       [&](const OptionRow& row) { return is_called(row, word.substr(0, word.find('='))); });
  };
  for (std::size_t i = 0; i < words.size() && words[i] != "--";) {
    const auto row = std::find_if(std::begin(options), std::end(options), [&](const OptionRow& candidate) {
      return !candidate.value.en.empty() && is_called(candidate, words[i]);
    });
    if (row == std::end(options)) {
      ++i;
    } else if (i + 1 < words.size() && !is_option(words[i + 1])) {
      i += 2;
    } else {
      diagnostics.error("command.missing_value", {}, {{"option", dashed(row->name)}, {"value", both(row->value)}});
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
}

// Tells the mistake at which Boost gave up, and finds the word that holds it.
std::vector<std::string>::const_iterator report(const po::error_with_option_name& error,
                                                const std::vector<std::string>& words, Diagnostics& diagnostics) {
  const std::string name = error.get_option_name();
  for (const OptionRow& row : options) {
    if (!is_called(row, name)) continue;
    const auto word = std::find_if(words.begin(), words.end(), [&](const std::string& candidate) {
      return candidate.starts_with(dashed(row.name) + "=") ||
             (row.letter != 0 && candidate.starts_with(std::string("-") + row.letter));
    });
    const std::string found = word == words.end() ? name : *word;
    if (row.value.en.empty()) {
      diagnostics.error("command.unexpected_value", {}, {{"option", dashed(row.name)}, {"found", found}});
    } else {
      diagnostics.error("command.missing_value", {}, {{"option", dashed(row.name)}, {"value", both(row.value)}});
    }
    return word;
  }
  throw InternalError("an option that no table has: " + name);
}

}  // namespace

std::string CommandLine::value(const std::string& option) const {
  const auto found = options.find(option);
  return found == options.end() || found->second.empty() ? "" : found->second.back();
}

std::optional<Command> command_called(std::string_view name) {
  for (const CommandRow& row : commands) {
    if (row.name == name) return row.command;
  }
  return std::nullopt;
}

std::string_view name_of(Command command) {
  for (const CommandRow& row : commands) {
    if (row.command == command) return row.name;
  }
  throw InternalError("a command without a row");
}

Language language_of(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view word = words[i];
    if (word == "--") break;
    if (word == "--lang" && i + 1 < words.size()) {
      word = words[i + 1];
    } else if (word.starts_with("--lang=")) {
      word.remove_prefix(7);
    } else {
      continue;
    }
    if (word == "zh") return Language::chinese;
    if (word == "en") return Language::english;
  }
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing else runs yet
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("zh") ? Language::chinese : Language::english;
  }
  return Language::english;
}

Outcome<CommandLine> read_command_line(const std::vector<std::string>& words) {
  Diagnostics diagnostics;
  CommandLine line;
  line.language = language_of(words);
  line.words = words;

  // The command is the first word; `--lang` may stand before it.
  std::vector<std::string> rest = words;
  auto first = rest.begin();
  while (first != rest.end() && first->starts_with("--lang")) {
    first += (*first == "--lang" && rest.end() - first > 1) ? 2 : 1;
  }
  if (first == rest.end() || *first == "--help" || *first == "-h") {
    line.command = Command::help;
  } else if (*first == "--version") {
    line.command = Command::version;
  } else if (const auto called = command_called(*first)) {
    line.command = *called;
  } else {
    report_unknown_command(*first, diagnostics);
    return diagnostics.take();
  }
  if (first != rest.end()) rest.erase(first);

  take_out_valueless(rest, diagnostics);
  // Boost gives up at the first word that it cannot place. That word is told and taken out, and the rest read again.
  while (true) {
    try {
      const po::parsed_options parsed = parse(rest, line.command);
      take(parsed, line, diagnostics);
      break;
    } catch (const po::error_with_option_name& error) {
      const auto word = report(error, rest, diagnostics);
      if (word == rest.end()) break;
      rest.erase(word);
    }
  }
  if (!diagnostics.has_errors()) check_values(line, diagnostics);
  if (!diagnostics.has_errors() && !line.has("help")) check_arguments(line, diagnostics);
  if (diagnostics.has_errors()) return diagnostics.take();
  return line;
}

std::string help_text(const std::optional<Command>& command, Language language) {
  const auto padded = [](const std::string& text, std::size_t width, std::size_t shown) {
    return text + std::string(shown < width ? width - shown : 1, ' ');
  };
  // Columns on a terminal: all characters of these tables outside ASCII but `…` are two columns wide.
  const auto width = [](std::string_view text) {
    std::size_t columns = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if (byte < 0x80 || byte == 0xE2) ++columns;
      if (byte >= 0xE3) columns += 2;
    }
    return columns;
  };
  std::string text;
  if (!command) {
    text = std::string(wording::purpose.in(language)) + "\n\n" + std::string(wording::commands.in(language)) + "\n";
    for (const CommandRow& row : commands) {
      const std::string usage = "  ronghe " + std::string(row.usage.in(language));
      text += padded(usage, 42, width(usage)) + std::string(row.help.in(language)) + "\n";
    }
    return text + "\n" + std::string(wording::more_help.in(language)) + "\n" +
           std::string(wording::exit_codes.in(language)) + "\n";
  }
  const CommandRow& row = row_of(*command);
  text = std::string(wording::usage.in(language)) + "  ronghe " + std::string(row.usage.in(language)) + "\n" +
         std::string(row.help.in(language)) + "\n\n" + std::string(wording::options.in(language)) + "\n";
  for (const OptionRow& option : options) {
    if ((option.commands & of(*command)) == 0) continue;
    std::string name = option.letter != 0 ? std::string("  -") + option.letter + ", " : "      ";
    name += dashed(option.name);
    if (!option.value.en.empty()) name += " " + std::string(option.value.in(language));
    text += padded(name, 30, width(name)) + std::string(option.help.in(language)) + "\n";
  }
  return text;
}

}  // namespace ronghe
