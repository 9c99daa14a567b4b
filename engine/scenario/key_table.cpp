// The one table of the format. Whoever adds a key adds it here, and reads it: the tests try every row.
#include "scenario/keys.hpp"

namespace ronghe {
namespace {

using Kind = Key::Kind;
using Below = ScenarioKey::Below;
using Needed = ScenarioKey::Needed;
using Says = ScenarioKey::Says;

// --- rows that stand in several tables
// --------------------------------------------------------------------------------

constexpr ScenarioKey text_keys[] = {
    {.name = "zh", .needed = Needed::joined, .help = {"in Chinese", "中文"}},
    {.name = "en", .needed = Needed::joined, .help = {"in English", "英文"}},
};
constexpr KeyTable text_table = {{"a text in two languages", "双语文本"}, text_keys};

constexpr ScenarioKey note_keys[] = {
    {.name = "zh", .help = {"in Chinese", "中文"}},
    {.name = "en", .help = {"in English", "英文"}},
};
constexpr KeyTable note_table = {{"a text in one or two languages", "单语或双语文本"}, note_keys};

constexpr ScenarioKey id_key = {.name = "id",
                                .needed = Needed::in_each_file,
                                .help = {"names it for messages, reports and `remove`; letters, digits, `-` and `_`",
                                         "标识，供提示、报告和 `remove` 引用，由字母、数字、`-`、`_` 组成"},
                                .says = Says::id};
constexpr ScenarioKey title_key = {.name = "title",
                                   .kind = Kind::mapping,
                                   .needed = Needed::joined,
                                   .help = {"as reports call it", "报告中的名称"},
                                   .says = Says::mapping,
                                   .table = &text_table,
                                   .below = Below::mapping};
constexpr ScenarioKey shock_title_key = {.name = "title",
                                         .kind = Kind::mapping,
                                         .help = {"as reports call it", "报告中的名称"},
                                         .says = Says::mapping,
                                         .table = &text_table,
                                         .below = Below::mapping};
constexpr ScenarioKey label_key = {.name = "label",
                                   .kind = Kind::scalar_or_mapping,
                                   .help = {"as reports call it", "报告中的名称"},
                                   .says = Says::mapping,
                                   .table = &note_table,
                                   .below = Below::mapping};
constexpr ScenarioKey source_key = {
    .name = "source",
    .kind = Kind::scalar_or_mapping,
    .help = {"the evidence; `assumed` when there is none", "依据或数据来源；无依据时写 `assumed`"},
    .says = Says::mapping,
    .table = &text_table,
    .below = Below::mapping};
constexpr ScenarioKey active_key = {.name = "active",
                                    .help = {"`false` switches it off", "`false` 表示停用"},
                                    .says = Says::truth,
                                    .words = "true false"};
constexpr ScenarioKey table_prices_key = {
    .name = "prices",
    .help = {"`current` when its money is in prices of its own year", "金额为当年价时写 `current`"},
    .says = Says::word,
    .words = "constant current"};
constexpr ScenarioKey always_key = {.name = "always",
                                    .help = {"`true`: at every saved time", "`true`：在每个保存时刻"},
                                    .says = Says::truth,
                                    .words = "true"};
constexpr ScenarioKey by_date_key = {.name = "by",
                                     .help = {"the date at which it counts, a saved time; this or `always`",
                                              "评判的日期，须为保存时刻；与 `always` 二选一"},
                                     .says = Says::date};
constexpr ScenarioKey asked_where_key = {
    .name = "where",
    .kind = Kind::scalar_or_mapping,
    .help = {"the places at which it is asked, on each dimension that the condition leaves open",
             "评判的地点：条件中未指定元素的每个维度"},
    .says = Says::places};

// --- time, prices, data
// -----------------------------------------------------------------------------------------------

constexpr ScenarioKey time_keys[] = {
    {.name = "start", .help = {"first date of the run, a year", "起始时间（年）"}, .says = Says::date},
    {.name = "stop", .help = {"last date of the run, a year", "终止时间（年）"}, .says = Says::date},
    {.name = "step",
     .help = {"length of a step, for example `1/16 year`", "计算步长，例如 `1/16 year`"},
     .says = Says::duration},
    {.name = "save",
     .help = {"time between two saved values, for example `1 year`", "保存间隔，例如 `1 year`"},
     .says = Says::duration},
    {.name = "method",
     .help = {"how steps are computed: `euler`, `rk2` or `rk4`", "数值方法：`euler`、`rk2` 或 `rk4`"},
     .says = Says::word,
     .words = "euler rk2 rk4"},
};
constexpr KeyTable time_table = {{"the time of a run", "运行时间"}, time_keys};

constexpr ScenarioKey deflator_keys[] = {
    {.name = "file",
     .needed = Needed::joined,
     .help = {"a CSV table with a column `year`", "含 `year` 列的 CSV 表"},
     .says = Says::file},
    {.name = "column",
     .needed = Needed::joined,
     .help = {"the column with the level of prices", "价格水平所在的列"},
     .says = Says::column},
};
constexpr KeyTable deflator_table = {{"a deflator", "价格指数"}, deflator_keys};

constexpr ScenarioKey prices_keys[] = {
    {.name = "base",
     .needed = Needed::joined,
     .help = {"the year in whose prices all money is told", "所有金额采用其价格的基准年"},
     .says = Says::year},
    {.name = "money",
     .needed = Needed::joined,
     .help = {"`constant`: money is told in prices of the base year", "`constant`：金额按基准年不变价表示"},
     .says = Says::word,
     .words = "constant"},
    {.name = "deflator",
     .kind = Kind::mapping,
     .help = {"the level of prices by year, for money in current prices", "逐年价格水平，用于折算当年价金额"},
     .says = Says::mapping,
     .table = &deflator_table,
     .below = Below::mapping},
};
constexpr KeyTable prices_table = {{"the price basis", "价格口径"}, prices_keys};

constexpr ScenarioKey column_keys[] = {
    {.name = "into",
     .needed = Needed::joined,
     .help = {"the input or constant that receives the column, for example `residents_at_start[urban]`",
              "接收该列数据的输入或常数，例如 `residents_at_start[urban]`"},
     .says = Says::target},
    {.name = "unit", .help = {"the unit in which the column is written", "该列数据的单位"}, .says = Says::unit},
};
constexpr KeyTable column_table = {{"a column of a table", "数据表的一列"}, column_keys};
constexpr KeyTable columns_table = {
    {"the columns of a table", "数据表的各列"}, {}, &column_table, {"a column of the CSV table", "CSV 表中的一列"}};

constexpr ScenarioKey input_table_keys[] = {
    id_key,
    {.name = "file",
     .needed = Needed::joined,
     .help = {"the CSV table, below the scenario's folder", "CSV 表，位于情景文件所在目录之下"},
     .says = Says::file},
    {.name = "by",
     .kind = Kind::scalar_or_sequence,
     .needed = Needed::joined,
     .help = {"the dimensions whose elements name the rows", "各行所对应的维度"},
     .says = Says::dimension},
    {.name = "columns",
     .kind = Kind::mapping,
     .needed = Needed::joined,
     .help = {"which columns go into which inputs", "各列写入的输入"},
     .says = Says::mapping,
     .table = &columns_table,
     .below = Below::mapping},
    table_prices_key,
    {.name = "year", .help = {"the year of a table in current prices", "当年价数据所属的年份"}, .says = Says::year},
    active_key,
};
constexpr KeyTable input_table = {{"a table of input values", "输入数据表"}, input_table_keys};

constexpr ScenarioKey map_keys[] = {
    {.name = "file",
     .needed = Needed::joined,
     .help = {"the GeoJSON file, one feature for each element, at most 1 MB",
              "GeoJSON 文件，每个元素一个要素，不超过 1 MB"},
     .says = Says::map},
    {.name = "id",
     .needed = Needed::joined,
     .help = {"the property of a feature with the name or code of the element", "要素中元素名称或代码所在的属性"},
     .says = Says::property},
};
constexpr KeyTable map_table = {{"where places lie, drawn by the report", "地点的边界，用于报告中的地图"}, map_keys};

constexpr ScenarioKey elements_keys[] = {
    {.name = "file",
     .needed = Needed::joined,
     .help = {"the CSV table, one row for each element", "CSV 表，每个元素一行"},
     .says = Says::file},
    {.name = "id",
     .needed = Needed::joined,
     .help = {"the column with the name or code of the element", "元素名称或代码所在的列"},
     .says = Says::column},
    {.name = "label_zh", .help = {"the column with its Chinese name", "中文名称所在的列"}, .says = Says::column},
    {.name = "label_en", .help = {"the column with its English name", "英文名称所在的列"}, .says = Says::column},
    {.name = "groups",
     .kind = Kind::sequence,
     .help = {"columns whose values are names of groups", "以其取值为分组名称的列"},
     .says = Says::column},
    {.name = "map",
     .kind = Kind::mapping,
     .help = {"their borders, for the map of a report", "元素的边界，用于报告中的地图"},
     .says = Says::mapping,
     .table = &map_table,
     .below = Below::mapping},
};
constexpr KeyTable elements_table = {{"the elements of a dimension", "维度的元素"}, elements_keys};

constexpr ScenarioKey data_keys[] = {
    {.name = "inputs",
     .kind = Kind::sequence,
     .help = {"tables that give inputs their values", "为输入赋值的数据表"},
     .says = Says::mapping,
     .table = &input_table,
     .below = Below::items},
};
constexpr KeyTable data_table = {
    {"the city's data", "城市数据"},
    data_keys,
    &elements_table,
    {"a dimension whose elements the data give, for example `counties`", "由数据给出元素的维度，例如 `counties`"}};

constexpr ScenarioKey series_keys[] = {
    {.name = "of",
     .needed = Needed::joined,
     .help = {"the variable of the model that was observed, for example `gdp` or `residents[urban]`",
              "所观测的模型变量，例如 `gdp` 或 `residents[urban]`"},
     .says = Says::variable},
    {.name = "unit", .help = {"the unit in which the column is written", "该列数据的单位"}, .says = Says::unit},
};
constexpr KeyTable series_table = {{"an observed column", "观测数据的一列"}, series_keys};
constexpr KeyTable series_columns_table = {{"the columns of a table of observations", "观测数据表的各列"},
                                           {},
                                           &series_table,
                                           {"a column of the CSV table", "CSV 表中的一列"}};

constexpr ScenarioKey history_keys[] = {
    id_key,
    {.name = "file",
     .needed = Needed::joined,
     .help = {"the CSV table, one row for each place and year", "CSV 表，每个地点每年一行"},
     .says = Says::file},
    {.name = "by",
     .kind = Kind::scalar_or_sequence,
     .needed = Needed::joined,
     .help = {"what names the rows: `year`, and dimensions of the model", "各行的标识：`year` 以及模型的维度"},
     .says = Says::row_name},
    {.name = "columns",
     .kind = Kind::mapping,
     .needed = Needed::joined,
     .help = {"which columns observed which variables", "各列所观测的变量"},
     .says = Says::mapping,
     .table = &series_columns_table,
     .below = Below::mapping},
    table_prices_key,
    source_key,
    active_key,
};
constexpr KeyTable history_table = {{"a table of observations", "观测数据表"}, history_keys};

// --- decisions
// --------------------------------------------------------------------------------------------------------

constexpr ScenarioKey money_keys[] = {
    {.name = "unit", .help = {"the unit of all values of the profile", "各数值的单位"}, .says = Says::unit},
    {.name = "profile",
     .kind = Kind::mapping,
     .needed = Needed::joined,
     .help = {"date: money a year from then on", "日期: 此后每年的金额"},
     .says = Says::profile},
    {.name = "between",
     .needed = Needed::joined,
     .help = {"`linear`: straight lines between the dates; `step`: each value until the next",
              "`linear`：按直线变化；`step`：保持到下一日期"},
     .says = Says::word,
     .words = "linear step"},
    {.name = "then",
     .help = {"`hold`: the last value goes on until the end of the run", "`hold`：最后的数值保持到运行结束"},
     .says = Says::word,
     .words = "hold"},
};
constexpr KeyTable money_table = {{"the money of a programme", "项目资金"}, money_keys};

constexpr ScenarioKey programme_keys[] = {
    id_key,
    title_key,
    source_key,
    active_key,
    {.name = "into",
     .needed = Needed::joined,
     .help = {"the input of the model that receives the money", "接收资金的模型输入"},
     .says = Says::money_input},
    {.name = "where",
     .kind = Kind::scalar_or_mapping,
     .help = {"the places that receive it", "资金投向的地点"},
     .says = Says::places},
    {.name = "each",
     .kind = Kind::mapping,
     .help = {"money for every place addressed; this or `total`", "每个地点各自的金额；与 `total` 二选一"},
     .says = Says::mapping,
     .table = &money_table,
     .below = Below::mapping},
    {.name = "total",
     .kind = Kind::mapping,
     .help = {"money for all places together, shared out by `split`", "各地点合计金额，按 `split` 分配"},
     .says = Says::mapping,
     .table = &money_table,
     .below = Below::mapping},
    {.name = "split",
     .kind = Kind::scalar_or_mapping,
     .help = {"how `total` is shared out, needed with it: `equal`, or place: share",
              "`total` 的分配方式，与其同用：`equal`，或 地点: 比例"},
     .says = Says::split},
    {.name = "funding",
     .kind = Kind::mapping,
     .help = {"source of money: share; together 100 %", "资金来源: 比例，合计 100 %"},
     .says = Says::funding},
    {.name = "prices",
     .help = {"`current` when the money is in prices of the year in which it is paid",
              "金额为支付当年价时写 `current`"},
     .says = Says::word,
     .words = "constant current"},
};
constexpr KeyTable programme_table = {{"a programme", "项目"}, programme_keys};

// What reforms and shocks have in common.
constexpr ScenarioKey set_key = {
    .name = "set", .needed = Needed::joined, .help = {"the input that changes", "所改变的输入"}, .says = Says::input};
constexpr ScenarioKey changed_where_key = {.name = "where",
                                           .kind = Kind::scalar_or_mapping,
                                           .help = {"the places where it changes", "改变发生的地点"},
                                           .says = Says::places};
constexpr ScenarioKey to_key = {.name = "to", .help = {"the value it gets", "改变后的数值"}, .says = Says::quantity};
constexpr ScenarioKey multiply_key = {
    .name = "multiply", .help = {"the factor by which it changes", "所乘的倍数"}, .says = Says::quantity};
constexpr ScenarioKey add_key = {
    .name = "add", .help = {"what is added to it", "所增加的数值"}, .says = Says::quantity};
constexpr ScenarioKey from_key = {
    .name = "from", .needed = Needed::joined, .help = {"first date in force", "生效日期"}, .says = Says::date};
constexpr ScenarioKey until_key = {
    .name = "until", .help = {"first date no longer in force", "失效日期"}, .says = Says::date};
constexpr ScenarioKey then_key = {
    .name = "then",
    .help = {"after `until`: `baseline`, as if it had not been, or `hold`, what it had reached",
             "`until` 之后：`baseline` 恢复原值，`hold` 保持已达到的数值"},
    .says = Says::word,
    .words = "baseline hold"};
constexpr ScenarioKey path_key = {.name = "path",
                                  .help = {"how the change comes: `step`, `ramp N years` or `s-curve N years`",
                                           "变化方式：`step`、`ramp N years` 或 `s-curve N years`"},
                                  .says = Says::path};

constexpr ScenarioKey reform_keys[] = {id_key,  title_key,    source_key, active_key, set_key,   changed_where_key,
                                       to_key,  multiply_key, add_key,    from_key,   until_key, then_key,
                                       path_key};
constexpr KeyTable reform_table = {{"a reform", "改革"}, reform_keys};

constexpr ScenarioKey shock_keys[] = {id_key,  shock_title_key, source_key, active_key, set_key,   changed_where_key,
                                      to_key,  multiply_key,    add_key,    from_key,   until_key, then_key,
                                      path_key};
constexpr KeyTable shock_table = {{"a shock", "冲击"}, shock_keys};

constexpr ScenarioKey parameter_keys[] = {
    {.name = "to",
     .kind = Kind::scalar_or_mapping,
     .help = {"the value, or element: value", "数值，或 元素: 数值"},
     .says = Says::values},
    {.name = "multiply",
     .kind = Kind::scalar_or_mapping,
     .help = {"the factor, or element: factor", "倍数，或 元素: 倍数"},
     .says = Says::values},
    {.name = "add",
     .kind = Kind::scalar_or_mapping,
     .help = {"what is added, or element: what is added", "增加的数值，或 元素: 增加的数值"},
     .says = Says::values},
    {.name = "where",
     .kind = Kind::scalar_or_mapping,
     .help = {"the places; without it all", "适用的地点；省略则为全部"},
     .says = Says::places},
    source_key,
};
constexpr KeyTable parameter_table = {{"a corrected parameter", "参数修正"}, parameter_keys};
constexpr KeyTable parameters_table = {{"the corrected parameters", "参数修正"},
                                       {},
                                       &parameter_table,
                                       {"an input or constant of the model", "模型的输入或常数"},
                                       Says::settable};

// --- what may be moved, what is not known, what is wanted
// -------------------------------------------------------------

constexpr ScenarioKey lever_keys[] = {
    id_key,
    label_key,
    active_key,
    {.name = "scale",
     .help = {"`programmes.ID`: the programme whose money it multiplies", "`programmes.ID`：按倍数调节其资金的项目"},
     .says = Says::programme},
    {.name = "set", .help = {"the input that it sets", "所设定的输入"}, .says = Says::input},
    {.name = "where",
     .kind = Kind::scalar_or_mapping,
     .help = {"the places where it sets the input", "设定输入的地点"},
     .says = Says::places},
    {.name = "min", .needed = Needed::joined, .help = {"its lowest value", "最小值"}, .says = Says::quantity},
    {.name = "max", .needed = Needed::joined, .help = {"its highest value", "最大值"}, .says = Says::quantity},
    {.name = "step", .needed = Needed::joined, .help = {"the smallest change", "最小调节幅度"}, .says = Says::quantity},
    {.name = "default",
     .needed = Needed::joined,
     .help = {"where it stands when nobody has moved it", "未调节时的位置"},
     .says = Says::quantity},
};
constexpr KeyTable lever_table = {{"a lever", "政策杠杆"}, lever_keys};

constexpr ScenarioKey uncertainty_keys[] = {
    id_key,
    label_key,
    source_key,
    active_key,
    {.name = "set",
     .needed = Needed::joined,
     .help = {"the input or constant that is not known", "数值不确定的输入或常数"},
     .says = Says::settable},
    {.name = "where",
     .kind = Kind::scalar_or_mapping,
     .help = {"the places where it is not known; without it all", "不确定的地点；省略则为全部"},
     .says = Says::places},
    {.name = "dist",
     .needed = Needed::joined,
     .help =
         {"its distribution: `uniform` or `loguniform` (min, max), `triangular` or `pert` (min, mode, max), `normal` "
          "(mean, sd), `lognormal` (median, sigma), `beta` (alpha, beta, min, max), `gamma` (shape, scale), "
          "`empirical` (values, or file and column) or `choice` (values, weights)",
          "分布：`uniform` 或 `loguniform`（min、max）、`triangular` 或 "
          "`pert`（min、mode、max）、`normal`（mean、sd）、"
          "`lognormal`（median、sigma）、`beta`（alpha、beta、min、max）、`gamma`（shape、scale）、`empirical`"
          "（values，或 "
          "file 与 column）或 `choice`（values、weights）"},
     .says = Says::word,
     .words = "uniform loguniform triangular pert normal lognormal beta gamma empirical choice"},
    {.name = "unit", .help = {"the unit of values that have none", "未写单位的数值所用的单位"}, .says = Says::unit},
    {.name = "min", .help = {"the lowest value", "最小值"}, .says = Says::quantity},
    {.name = "max", .help = {"the highest value", "最大值"}, .says = Says::quantity},
    {.name = "mode", .help = {"the likeliest value", "最可能的值"}, .says = Says::quantity},
    {.name = "mean", .help = {"the mean", "均值"}, .says = Says::quantity},
    {.name = "sd", .help = {"the standard deviation", "标准差"}, .says = Says::quantity},
    {.name = "median", .help = {"the median", "中位数"}, .says = Says::quantity},
    {.name = "sigma", .help = {"the standard deviation of its logarithm", "其对数的标准差"}, .says = Says::number},
    {.name = "alpha",
     .help = {"the first shape of a beta distribution", "beta 分布的第一形状参数"},
     .says = Says::number},
    {.name = "beta",
     .help = {"the second shape of a beta distribution", "beta 分布的第二形状参数"},
     .says = Says::number},
    {.name = "shape", .help = {"the shape of a gamma distribution", "gamma 分布的形状参数"}, .says = Says::number},
    {.name = "scale", .help = {"the scale of a gamma distribution", "gamma 分布的尺度参数"}, .says = Says::quantity},
    {.name = "values",
     .kind = Kind::sequence,
     .help = {"observed values, between which draws lie evenly, or the values of a choice",
              "观测值（抽样在相邻两值之间均匀分布），或可供选择的值"},
     .says = Says::quantity},
    {.name = "weights",
     .kind = Kind::sequence,
     .help = {"how likely each value of a choice is; without it all alike", "各可选值的权重；省略则相同"},
     .says = Says::number},
    {.name = "file",
     .help = {"a CSV table with observed values, in `unit`", "含观测值的 CSV 表，单位见 `unit`"},
     .says = Says::file},
    {.name = "column", .help = {"the column of the observed values", "观测值所在的列"}, .says = Says::column},
    {.name = "truncate",
     .kind = Kind::sequence,
     .help = {"[lowest, highest]: draws outside are not taken", "[最小, 最大]：超出此范围的抽样不取"},
     .says = Says::quantity},
    {.name = "across",
     .kind = Kind::mapping,
     .help = {"for each dimension of the variable: `shared`, one draw for all elements, or `independent`, one for each",
              "变量的每个维度: `shared` 各元素共用一次抽样，或 `independent` 各自抽样"},
     .says = Says::across},
};
constexpr KeyTable uncertainty_table = {{"an uncertainty", "不确定因素"}, uncertainty_keys};

constexpr ScenarioKey correlation_keys[] = {
    {.name = "between",
     .kind = Kind::sequence,
     .needed = Needed::in_each_file,
     .help = {"the ids of two uncertainties", "两个不确定因素的标识"},
     .says = Says::item},
    {.name = "spearman",
     .needed = Needed::in_each_file,
     .help = {"their rank correlation, between -1 and 1", "秩相关系数，介于 -1 与 1 之间"},
     .says = Says::number},
};
constexpr KeyTable correlation_table = {{"a correlation", "相关关系"}, correlation_keys};

constexpr ScenarioKey target_keys[] = {
    id_key,
    label_key,
    active_key,
    {.name = "want",
     .needed = Needed::joined,
     .help = {"what is hoped for, a comparison of the model's variables, for example `service_gap[education] <= 0.25`",
              "期望达到的条件，即模型变量的比较，例如 `service_gap[education] <= 0.25`"},
     .says = Says::condition},
    asked_where_key,
    by_date_key,
    always_key,
};
constexpr KeyTable target_table = {{"a target", "目标"}, target_keys};

constexpr ScenarioKey constraint_keys[] = {
    id_key,
    label_key,
    active_key,
    {.name = "must",
     .needed = Needed::joined,
     .help = {"what must hold, a comparison of the model's variables", "必须成立的条件，即模型变量的比较"},
     .says = Says::condition},
    asked_where_key,
    by_date_key,
    always_key,
};
constexpr KeyTable constraint_table = {{"a constraint", "约束条件"}, constraint_keys};

constexpr ScenarioKey check_keys_of_scenarios[] = {
    id_key,
    label_key,
    active_key,
    {.name = "must",
     .needed = Needed::joined,
     .help = {"what must hold at every place", "在所有地点都必须成立的条件"},
     .says = Says::condition},
    always_key,
    {.name = "at",
     .help = {"`start` or `stop`: asked only there", "`start` 或 `stop`：只在该时刻检验"},
     .says = Says::word,
     .words = "start stop"},
};
constexpr KeyTable check_table = {{"a check", "检验"}, check_keys_of_scenarios};

// --- ensembles and analysis
// -------------------------------------------------------------------------------------------

constexpr ScenarioKey keep_keys[] = {
    {.name = "quantiles",
     .kind = Kind::sequence,
     .help = {"quantiles that are kept, from 0 to 1, rising", "保留的分位数，从 0 到 1 递增"},
     .says = Says::number},
    {.name = "members", .help = {"how many whole members are kept", "完整保留的成员数"}, .says = Says::whole_number},
};
constexpr KeyTable keep_table = {{"what an ensemble keeps", "集合模拟的保留内容"}, keep_keys};

constexpr ScenarioKey ensemble_keys[] = {
    {.name = "design",
     .needed = Needed::joined,
     .help =
         {"how members are drawn: `sobol`, `lhs` (Latin hypercube) or `random` (members); `grid` (levels), every "
          "combination; `morris` (levels, trajectories), one step of each draw; `saltelli` (points), for shares of "
          "variance; `file`, the draws themselves",
          "抽样设计：`sobol`、`lhs`（拉丁超立方）或 `random`（members）；`grid`（levels），全部组合；`morris`"
          "（levels、trajectories），每个抽样量各走一步；`saltelli`（points），用于方差份额；`file`，直接给出抽样值"},
     .says = Says::word,
     .words = "sobol lhs random grid morris saltelli file"},
    {.name = "members",
     .help = {"how many runs; of the other designs it follows", "成员数（运行次数）；其他设计由其参数得出"},
     .says = Says::whole_number},
    {.name = "levels",
     .help = {"of `grid` and `morris`: how many values each draw takes, evenly likely; even for `morris`",
              "用于 `grid` 与 `morris`：每个抽样量取几个（等概率的）值；`morris` 须为偶数"},
     .says = Says::whole_number},
    {.name = "trajectories",
     .help = {"of `morris`: each has one member more than there are draws",
              "用于 `morris`：每条轨迹的成员数为抽样量数加 1"},
     .says = Says::whole_number},
    {.name = "points",
     .help = {"of `saltelli`: each has two members more than there are draws",
              "用于 `saltelli`：每个基点的成员数为抽样量数加 2"},
     .says = Says::whole_number},
    {.name = "file",
     .help =
         {"of the design `file`: a CSV table with a row for each member and a column for each draw, called by the "
          "uncertainty's id and the elements with draws of their own, `u-growth[恩施市]`; values in the unit of the "
          "variable",
          "用于设计 `file`：CSV 表，每个成员一行，每个抽样量一列，列名为不确定因素的标识及各自抽样的元素，如 "
          "`u-growth[恩施市]`；数值采用变量的单位"},
     .says = Says::file},
    {.name = "options",
     .kind = Kind::sequence,
     .help = {"scenarios that run with the same draws; this one is the baseline of the differences",
              "使用相同抽样一并运行的情景；差异以本情景为基准"},
     .says = Says::scenario},
    {.name = "seed",
     .needed = Needed::joined,
     .help = {"of the draws: the same seed gives the same draws", "随机种子：相同种子得到相同抽样"},
     .says = Says::whole_number},
    {.name = "keep",
     .kind = Kind::mapping,
     .help = {"what is kept of the members", "保留的结果"},
     .says = Says::mapping,
     .table = &keep_table,
     .below = Below::mapping},
};
constexpr KeyTable ensemble_table = {{"an ensemble", "集合模拟"}, ensemble_keys};

constexpr ScenarioKey sensitivity_keys[] = {
    {.name = "method",
     .needed = Needed::joined,
     .help = {"`sobol`: shares of variance; `morris`: elementary effects", "`sobol`：方差份额；`morris`：基本效应"},
     .says = Says::word,
     .words = "sobol morris"},
    {.name = "of",
     .kind = Kind::scalar_or_sequence,
     .needed = Needed::joined,
     .help = {"what is explained: variables at a date, for example `gdp_share@2035`",
              "所解释的量：某日期的变量，例如 `gdp_share@2035`"},
     .says = Says::measure},
    {.name = "points",
     .help = {"of `sobol`: how many points; each is run two times more than there are draws",
              "用于 `sobol`：基点数；每个基点的运行次数为抽样量数加 2"},
     .says = Says::whole_number},
    {.name = "trajectories",
     .help = {"of `morris`: how many; each is run one time more than there are draws",
              "用于 `morris`：轨迹数；每条轨迹的运行次数为抽样量数加 1"},
     .says = Says::whole_number},
};
constexpr KeyTable sensitivity_table = {{"a sensitivity analysis", "敏感性分析"}, sensitivity_keys};

constexpr ScenarioKey attribution_keys[] = {
    {.name = "of",
     .kind = Kind::scalar_or_sequence,
     .needed = Needed::joined,
     .help = {"the difference that is split up: variables at a date", "所分解的差异：某日期的变量"},
     .says = Says::measure},
    {.name = "to",
     .kind = Kind::scalar_or_sequence,
     .help = {"ids of programmes, reforms and shocks to tell one by one, the others as one; without it all",
              "逐项列出的项目、改革、冲击的标识，其余合为一项；省略则全部逐项列出"},
     .says = Says::item},
    {.name = "method",
     .needed = Needed::joined,
     .help = {"`shapley`: each item's mean effect over all orders", "`shapley`：各条目在所有顺序下的平均作用"},
     .says = Says::word,
     .words = "shapley"},
};
constexpr KeyTable attribution_table = {{"an attribution", "归因分析"}, attribution_keys};

constexpr ScenarioKey discover_keys[] = {
    {.name = "method",
     .needed = Needed::joined,
     .help = {"`prim`: boxes of the uncertainties", "`prim`：不确定因素的取值区域"},
     .says = Says::word,
     .words = "prim"},
    {.name = "target",
     .needed = Needed::joined,
     .help = {"in which futures the target with this id is missed", "找出未达到此目标（id）的未来情形"},
     .says = Says::item},
};
constexpr KeyTable discover_table = {{"a scenario discovery", "情景发现"}, discover_keys};

constexpr ScenarioKey analysis_keys[] = {
    {.name = "sensitivity",
     .kind = Kind::mapping,
     .help = {"which uncertainties matter", "哪些不确定因素影响最大"},
     .says = Says::mapping,
     .table = &sensitivity_table,
     .below = Below::mapping},
    {.name = "attribution",
     .kind = Kind::mapping,
     .help = {"which decisions made the difference", "差异由哪些决策造成"},
     .says = Says::mapping,
     .table = &attribution_table,
     .below = Below::mapping},
    {.name = "discover",
     .kind = Kind::mapping,
     .help = {"in which futures it goes wrong", "在哪些未来情形下会出问题"},
     .says = Says::mapping,
     .table = &discover_table,
     .below = Below::mapping},
};
constexpr KeyTable analysis_table = {{"the analysis", "分析"}, analysis_keys};

constexpr ScenarioKey limits_keys[] = {
    {.name = "wall_time", .help = {"for example `30 minutes`", "例如 `30 minutes`"}, .says = Says::duration},
    {.name = "memory", .help = {"for example `4 GiB`", "例如 `4 GiB`"}, .says = Says::size},
};
constexpr KeyTable limits_table = {{"the limits of a run", "运行限制"}, limits_keys};

// --- outputs, and the whole file
// --------------------------------------------------------------------------------------

constexpr ScenarioKey outputs_keys[] = {
    {.name = "variables",
     .kind = Kind::sequence,
     .help = {"the variables that are wanted, and sums over time: `sum of x by year`, `sum of x from 2025 to 2035`",
              "需要输出的变量，以及按时间的累计：`sum of x by year`、`sum of x from 2025 to 2035`"},
     .says = Says::output},
    {.name = "every",
     .help = {"time between two values, for example `1 year`", "输出间隔，例如 `1 year`"},
     .says = Says::duration},
    {.name = "compare_with",
     .help = {"id of the ancestor that is shown beside", "用于对照的上级情景的 id"},
     .says = Says::ancestor},
    {.name = "write",
     .kind = Kind::sequence,
     .help = {"kinds of files; without it `csv` and `json`", "文件格式；省略则为 `csv` 和 `json`"},
     .says = Says::word,
     .words = "csv json netcdf xlsx html"},
    {.name = "language",
     .help = {"in which a report's page begins: `zh`, as does `both`, or `en`",
              "报告网页打开时的语言：`zh`（`both` 同此）或 `en`"},
     .says = Says::word,
     .words = "zh en both"},
};
constexpr KeyTable outputs_table = {{"the outputs", "输出"}, outputs_keys};

constexpr ScenarioKey file_keys[] = {
    {.name = "scenario",
     .needed = Needed::in_each_file,
     .help = {"version of the format: 1", "格式版本：1"},
     .says = Says::version},
    {.name = "id",
     .needed = Needed::in_each_file,
     .help = {"names the scenario; letters, digits, `-` and `_`", "情景的标识，由字母、数字、`-`、`_` 组成"},
     .says = Says::id},
    {.name = "title",
     .kind = Kind::mapping,
     .needed = Needed::in_each_file,
     .help = {"as reports call it", "报告中的名称"},
     .says = Says::mapping,
     .table = &text_table,
     .below = Below::mapping},
    {.name = "notes",
     .kind = Kind::scalar_or_mapping,
     .help = {"what a reader should know", "说明"},
     .says = Says::mapping,
     .table = &note_table,
     .below = Below::mapping},
    {.name = "extends",
     .kind = Kind::scalar_or_sequence,
     .help = {"the scenarios from which this one differs", "本情景所基于的情景文件"},
     .says = Says::scenario},
    {.name = "remove",
     .kind = Kind::sequence,
     .help = {"ids of the parents' items that do not count here", "删除上级情景中的条目（id）"},
     .says = Says::item},
    {.name = "model",
     .needed = Needed::joined,
     .help = {"a model that ships with Ronghe, or a file or folder", "内置模型名称，或模型文件、目录"},
     .says = Says::model},
    {.name = "time",
     .kind = Kind::mapping,
     .help = {"start, stop and step of the run", "运行的起止与步长"},
     .says = Says::mapping,
     .table = &time_table,
     .below = Below::mapping},
    {.name = "prices",
     .kind = Kind::mapping,
     .help = {"in which prices money is told; a model with money needs it", "金额的价格口径；含金额的模型必须写明"},
     .says = Says::mapping,
     .table = &prices_table,
     .below = Below::mapping},
    {.name = "data",
     .kind = Kind::mapping,
     .help = {"the city's figures", "城市数据"},
     .says = Says::mapping,
     .table = &data_table,
     .below = Below::mapping},
    {.name = "history",
     .kind = Kind::sequence,
     .help = {"observed series", "历史观测序列"},
     .says = Says::mapping,
     .table = &history_table,
     .below = Below::items},
    {.name = "programmes",
     .kind = Kind::sequence,
     .help = {"money that is spent", "投资项目"},
     .says = Says::mapping,
     .table = &programme_table,
     .below = Below::items},
    {.name = "reforms",
     .kind = Kind::sequence,
     .help = {"rules and parameters that change in time", "随时间变化的规则与参数"},
     .says = Says::mapping,
     .table = &reform_table,
     .below = Below::items},
    {.name = "shocks",
     .kind = Kind::sequence,
     .help = {"what happens to the region, whoever decides", "不由决策者控制的外部冲击"},
     .says = Says::mapping,
     .table = &shock_table,
     .below = Below::items},
    {.name = "parameters",
     .kind = Kind::mapping,
     .help = {"corrections of constants and inputs, with evidence", "对常数与输入的修正及依据"},
     .says = Says::mapping,
     .table = &parameters_table,
     .below = Below::mapping},
    {.name = "uncertainties",
     .kind = Kind::sequence,
     .help = {"what is not known", "不确定因素"},
     .says = Says::mapping,
     .table = &uncertainty_table,
     .below = Below::items},
    {.name = "correlations",
     .kind = Kind::sequence,
     .help = {"between uncertainties", "不确定因素之间的相关"},
     .says = Says::mapping,
     .table = &correlation_table,
     .below = Below::items},
    {.name = "levers",
     .kind = Kind::sequence,
     .help = {"what sliders and optimisers may move", "可由滑块或优化器调节的政策杠杆"},
     .says = Says::mapping,
     .table = &lever_table,
     .below = Below::items},
    {.name = "targets",
     .kind = Kind::sequence,
     .help = {"what is hoped for; a run tells which are met", "期望目标；运行后报告是否达到"},
     .says = Says::mapping,
     .table = &target_table,
     .below = Below::items},
    {.name = "constraints",
     .kind = Kind::sequence,
     .help = {"what must hold; an option that breaks one is infeasible", "约束条件；违反任何一条的方案不可行"},
     .says = Says::mapping,
     .table = &constraint_table,
     .below = Below::items},
    {.name = "checks",
     .kind = Kind::sequence,
     .help = {"sentences that hold unless something is wrong", "除非出错否则必然成立的条件"},
     .says = Says::mapping,
     .table = &check_table,
     .below = Below::items},
    {.name = "ensemble",
     .kind = Kind::mapping,
     .help = {"many runs at once", "集合模拟"},
     .says = Says::mapping,
     .table = &ensemble_table,
     .below = Below::mapping},
    {.name = "analysis",
     .kind = Kind::mapping,
     .help = {"sensitivity, attribution and discovery", "敏感性分析、归因分析与情景发现"},
     .says = Says::mapping,
     .table = &analysis_table,
     .below = Below::mapping},
    {.name = "outputs",
     .kind = Kind::mapping,
     .help = {"what is wanted", "输出要求"},
     .says = Says::mapping,
     .table = &outputs_table,
     .below = Below::mapping},
    {.name = "limits",
     .kind = Kind::mapping,
     .help = {"of time and memory", "时间与内存限制"},
     .says = Says::mapping,
     .table = &limits_table,
     .below = Below::mapping},
};
constexpr KeyTable file_table = {{"a scenario", "情景"}, file_keys};

}  // namespace

const KeyTable& scenario_keys() { return file_table; }

}  // namespace ronghe
