// Everything that this room says, in both languages. `{}` are filled by fmt.
#pragma once

#include "ronghe/diagnostics.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace ronghe {

struct Said {
  std::string_view en;
  std::string_view zh;

  constexpr std::string_view in(Language language) const { return language == Language::chinese ? zh : en; }
};

template <class... Values>
std::string say(const Said& said, Language language, const Values&... values) {
  return fmt::format(fmt::runtime(said.in(language)), values...);
}

namespace words {

// what was read
inline constexpr Said scenario{"scenario", "情景"};
inline constexpr Said baseline{"baseline", "基准"};
inline constexpr Said files{"files", "文件"};
inline constexpr Said model_files{"model {} ({} files)", "模型 {}（{} 个文件）"};
inline constexpr Said model{"model", "模型"};
inline constexpr Said time{"time", "时间"};
inline constexpr Said prices{"prices", "价格"};
inline constexpr Said prices_of{"{}", "{}年价"};
inline constexpr Said seed{"seed", "随机种子"};
inline constexpr Said model_size{"{}: {} variables{}", "{}：{} 个变量{}"};
inline constexpr Said of_dimension{", {} {}", "，{} {}"};
inline constexpr Said time_span{"{} to {}, {} steps of {} {}, {}", "{} 至 {}，{} 步，步长 {} {}，{}"};
inline constexpr Said euler{"Euler", "欧拉法"};
inline constexpr Said rk2{"Heun (RK2)", "休恩法（RK2）"};
inline constexpr Said rk4{"Runge-Kutta (RK4)", "龙格－库塔法（RK4）"};

// the summary
inline constexpr Said baseline_at{"baseline {}", "基准 {}"};
inline constexpr Said change{"change", "变化"};
inline constexpr Said percentage_points{"pp", "百分点"};
inline constexpr Said margin_in_points{"pp", "个百分点"};
inline constexpr Said more_rows{"… {} more in summary.json", "……另有 {} 行，见 summary.json"};
inline constexpr Said programmes{"Programmes, money asked for from {} to {}", "项目：{} 至 {} 申请的资金"};
inline constexpr Said paid{"paid {} ({} %)", "到位 {}（{} %）"};
inline constexpr Said percent_paid_in{"% paid in", "各年到位率（%）"};
inline constexpr Said in_all{"in all", "合计"};
inline constexpr Said paths_title{"Paths of the whole", "全域变化"};
inline constexpr Said paths_note{" (line: this run, dots: baseline)", "（线：本情景，点：基准）"};
inline constexpr Said all_programmes{"All programmes", "全部项目"};
inline constexpr Said paid_by{"asked of: ", "资金来源："};
inline constexpr Said unsaid{"no `funding` said", "未写 `funding`"};
inline constexpr Said payer_unsaid{"{}, as no `funding` is said,", "{}（未写 `funding`）"};
inline constexpr Said sum_from_to{"{} to {}", "{} 至 {}"};
inline constexpr Said judgements{"Targets and constraints", "目标与约束"};
inline constexpr Said met{"met", "达到"};
inline constexpr Said missed{"missed", "未达到"};
inline constexpr Said kept{"kept", "满足"};
inline constexpr Said broken{"broken", "违反"};
inline constexpr Said unknown{"unknown", "未知"};
inline constexpr Said run_failed_before{"the run failed before", "此前运行已中断"};
inline constexpr Said broken_at{"{} {}/{}", "{} {}/{}"};
inline constexpr Said margin{"margin", "余量"};
inline constexpr Said tightest{"tightest: {}{}, by {}", "最紧处：{}{}，余量 {}"};
inline constexpr Said worst{"{} of {}; worst: {}{}, by {}", "{} / {} 处；最差：{}{}，差 {}"};
inline constexpr Said worst_alone{"{} of {}; first: {}{}", "{} / {} 处；首先：{}{}"};
inline constexpr Said all_checks_held{"All {} checks of the model held.", "模型的 {} 项检验全部成立。"};
inline constexpr Said one_check_held{"The model's check held.", "模型的检验成立。"};
inline constexpr Said checks_broken{"{} of {} checks of the model did not hold:",
                                    "模型的 {} 项检验不成立（共 {} 项）："};
inline constexpr Said check_broken{"{0}: {1} times in `{2}`, by {3} at worst",
                                   "{0}：情景 `{2}` 中共 {1} 次，最大偏差 {3}"};
inline constexpr Said lanes_failed{"The run failed; values after that are missing:", "运行中断，此后的数值缺失："};
inline constexpr Said lane_failed{"`{}` stopped at {}: {} is {}", "`{}` 停于 {}：{} 为 {}"};
inline constexpr Said lane_stopped_by_check{"`{}` stopped at {}: check `{}`{} did not hold",
                                            "`{}` 停于 {}：检验 `{}`{} 不成立"};
inline constexpr Said kind_of_place{"kind of place", "地区类型"};
inline constexpr Said failed_at{"`{}` stopped at {}", "`{}` 停于 {}"};
inline constexpr Said not_a_number{"not a number", "非数（NaN）"};
inline constexpr Said infinite{"infinite", "无穷大"};

// the comparison
inline constexpr Said compared_at{"Compared at {} with {}", "{} 各情景与 {} 对照"};
inline constexpr Said ran_apart{
    "The models differ or draw random numbers, so the scenarios ran one by one; variables and places are matched by "
    "name.",
    "各情景的模型不同或含随机数，因此分别运行；变量和地区按名称对应。"};
inline constexpr Said total{"total", "合计"};
inline constexpr Said mean{"mean", "平均"};
inline constexpr Said rank{"rank", "名次"};
inline constexpr Said of_it_paid{"paid", "到位"};
inline constexpr Said money_in_full{"the money of each programme: --full", "各项目的资金：--full"};
inline constexpr Said more_compared{"… {} more in compare.json", "……另有 {} 行，见 compare.json"};
inline constexpr Said how_compared{
    "Amounts are added over places; of ratios the plain mean is taken, in which each place counts once. "
    "Rank 1 is the best; = shares its rank.",
    "总量按各地合计；比率取各地简单平均，各地权重相同。名次 1 为最优；= 表示并列。"};

// over many futures
inline constexpr Said over_futures{"{} futures ({}, seed {}), compared at {} with {}",
                                   "{} 种未来（{}，种子 {}），{} 与 {} 对照"};
inline constexpr Said median{"median", "中位数"};
inline constexpr Said mean_of_futures{"mean", "均值"};
inline constexpr Said quantile_range{"{} % to {} %", "{} % 至 {} %"};
inline constexpr Said better_in{"better", "更优"};
inline constexpr Said how_futures{
    "A scenario's row: median and range over the futures. Below it: its difference to the baseline in the same "
    "futures, "
    "and the share of them in which it is better.",
    "各情景一行为各种未来的中位数和范围；其下为同一未来中与基准之差，以及优于基准的比例。"};
inline constexpr Said chances{"Targets and constraints: share of futures in which they are met or kept",
                              "目标与约束：达到或满足的未来所占比例"};
inline constexpr Said chance_and_error{"{} % ± {}", "{} % ± {}"};
inline constexpr Said all_of_them{"All targets met and all constraints kept", "全部目标达成且全部约束满足"};
inline constexpr Said of_futures{"of {}", "共 {} 种"};
inline constexpr Said robust{"How robust each scenario is", "各情景的稳健性"};
inline constexpr Said regret_90{"regret", "遗憾"};
inline constexpr Said regret_max{"largest", "最大遗憾"};
inline constexpr Said satisficing{"suffices", "达标比例"};
inline constexpr Said worst_future{"worst", "最差未来"};
inline constexpr Said how_robust{
    "Regret: how far a scenario falls behind the best one of the same future, 90th percentile; then the largest. "
    "Suffices: share of futures in which what is wanted is met. Worst: the value in the worst future. * is the best by "
    "its measure.",
    "遗憾：同一未来中与最优情景的差距，取 90% 分位；其后为最大值。达标比例：满足要求的未来所占比例。"
    "最差未来：最不利未来中的数值。* 为该项最优。"};
inline constexpr Said futures_failed{"{} of {} futures of `{}` failed and count nowhere:",
                                     "`{2}` 的 {1} 种未来中有 {0} 种运行中断，未计入："};
inline constexpr Said future_failed{"future {}, {}: {} is {}", "未来 {}，{}：{} 为 {}"};
inline constexpr Said future_stopped{"future {}, {}: a check did not hold", "未来 {}，{}：检验不成立"};
inline constexpr Said more_failed{"… {} more in ensemble.json", "……另有 {} 种，见 ensemble.json"};

// what moves the results
inline constexpr Said moved_by{"What moves {}: {} runs", "{} 的结果由什么决定：共运行 {} 次"};
inline constexpr Said runs_failed{", {} of them failed", "，其中 {} 次中断"};
inline constexpr Said figure_spread{"mean {}, standard deviation {}", "均值 {}，标准差 {}"};
inline constexpr Said share_alone{"alone", "单独"};
inline constexpr Said share_in_all{"in all", "合计"};
inline constexpr Said effect_size{"effect μ*", "效应 μ*"};
inline constexpr Said effect_spread{"spread σ", "离散 σ"};
inline constexpr Said fifths{"low → high", "低 → 高"};
inline constexpr Said more_keys{"… {} more, each less", "……另有 {} 项，均更小"};
inline constexpr Said nothing_moves{"nothing that is drawn moves it", "抽取的数都不影响它"};
inline constexpr Said how_shares{
    "Alone: share of the variance that one number explains by itself. In all: with all that it does together with "
    "others, and its 95 % interval. Low → high: mean where the number is in its lowest and in its highest fifth.",
    "单独：该数自身解释的方差比例。合计：包括与其他数的共同作用，及其 95% "
    "区间。低 → 高：该数处于最低与最高五分之一时的均值。"};
inline constexpr Said how_effects{
    "μ*: mean size of what a number does when it moves through its range. σ: how much that depends on the others. "
    "Low → high: mean where the number is in its lowest and in its highest fifth.",
    "μ*：该数在其范围内变动的平均影响。σ：该影响随其他数而变的程度。低 → "
    "高：该数处于最低与最高五分之一时的均值。"};

// in which futures a target is missed
inline constexpr Said when_missed{"When {} misses {}", "{} 在何种未来达不到 {}"};
inline constexpr Said when_broken{"When {} breaks {}", "{} 在何种未来违反 {}"};
inline constexpr Said missed_in{"Missed in {} of {} futures ({} %).", "{1} 种未来中有 {0} 种未达到（{2} %）。"};
inline constexpr Said broken_in{"Broken in {} of {} futures ({} %).", "{1} 种未来中有 {0} 种违反（{2} %）。"};
inline constexpr Said missed_box{
    "When {}, it is missed in {} of {} futures ({} %); these are {} % of all in which it is.",
    "当{0}时，{2} 种未来中有 {1} 种未达到（{3} %），占全部未达到的 {4} %。"};
inline constexpr Said broken_box{
    "When {}, it is broken in {} of {} futures ({} %); these are {} % of all in which it is.",
    "当{0}时，{2} 种未来中有 {1} 种违反（{3} %），占全部违反的 {4} %。"};
inline constexpr Said key_above{"{} is above {}", "{} 高于 {}"};
inline constexpr Said key_below{"{} is below {}", "{} 低于 {}"};
inline constexpr Said key_between{"{} is between {} and {}", "{} 介于 {} 与 {}之间"};
inline constexpr Said and_also{" and ", "，且 "};
inline constexpr Said no_box{"Nothing that is drawn sets these futures apart from the others.",
                             "抽取的数中没有能区分这些未来的条件。"};

// the attribution
inline constexpr Said why_differs{"What makes {} differ from {}", "{} 与 {} 的差别来自何处"};
inline constexpr Said decide_the_same{"Nothing: both decide the same.", "没有差别：两者的决策相同。"};
inline constexpr Said only_in_second{"only in the second", "仅后者有"};
inline constexpr Said only_in_first{"only in the first", "仅前者有"};
inline constexpr Said changed{"changed", "有改动"};
inline constexpr Said parameter{"parameter", "参数"};
inline constexpr Said from_to{"{} → {}, a difference of {}", "{} → {}，差别 {}"};
inline constexpr Said no_difference{"{} → {}, no difference", "{} → {}，没有差别"};
inline constexpr Said interaction{"`{}` and `{}` together bring {} beyond what each brings alone",
                                  "`{}` 与 `{}` 并用与各自单独之和相差 {}"};
inline constexpr Said parts_exact{
    "The parts add up to the difference. Each is a Shapley value: what the item brings on average over all orders in "
    "which the items can be switched. Exact, from {} runs.",
    "各部分之和等于总差别。每一部分为沙普利值，即按所有可能的切换次序取平均的贡献。精确值，共运行 {} 次。"};
inline constexpr Said parts_of_pairs{
    "The parts add up to the difference. They come from single items and pairs; what more than two bring together is "
    "shared evenly and told as the error. From {} runs.",
    "各项之和等于总差。贡献由单项和两两组合算得；三项以上的共同作用平均分摊，其大小列为误差。共 {} 次运行。"};
inline constexpr Said parts_sampled{
    "The parts add up to the difference. Each is a Shapley value: what the item brings on average over the orders in "
    "which the items can be switched. Estimated from {} orders that were drawn ({} runs); ± is the standard error.",
    "各部分之和等于总差别。每一部分为沙普利值，即按可能的切换次序取平均的贡献。由抽取的 {} 种次序估计（共运行 {} "
    "次），± 为标准误。"};

// the effects of changes
inline constexpr Said effects{"Changes, and the largest effect of each on anything asked for",
                              "各项变更及其对所求结果的最大影响"};
inline constexpr Said programme{"programme", "项目"};
inline constexpr Said reform{"reform", "改革"};
inline constexpr Said no_effect{"no effect", "没有作用"};
inline constexpr Said inherited_changes{"… and {} of its parents, each with an effect",
                                        "……另有 {} 项来自上级情景，均有作用"};
inline constexpr Said run_fails{"the run fails only with it, or only without it", "有无该项决定运行是否中断"};
inline constexpr Said effect_at{"{} of {}{}, {}", "{}：{}{}，{}"};
inline constexpr Said overlapping{"Changes that overlap", "相互重叠的变更"};
inline constexpr Said overlap{"`{}` and `{}` both move `{}`, in {} of its cells from {} to {}",
                              "`{0}` 与 `{1}` 同时改变 `{2}`（{3} 个单元，{4} 至 {5}）"};

// models and variables
inline constexpr Said dimensions{"dimensions", "维度"};
inline constexpr Said none{"none", "无"};
inline constexpr Said from_data{"given by the data", "由数据给出"};
inline constexpr Said copy_of{"copy of {}", "{} 的副本"};
inline constexpr Said part_of{"part of {}", "{} 的一部分"};
inline constexpr Said method{"method", "算法"};
inline constexpr Said saved_every{"saved every {} {}", "每 {} {} 保存一次"};
inline constexpr Said inputs{"Inputs", "输入"};
inline constexpr Said constants{"Constants", "常数"};
inline constexpr Said stocks{"Stocks", "存量"};
inline constexpr Said flows{"Flows", "流量"};
inline constexpr Said auxiliaries{"Auxiliaries", "辅助变量"};
inline constexpr Said at_start{"Computed once at the start", "期初一次算定"};
inline constexpr Said lookups{"Lookups", "查找表"};
inline constexpr Said checks{"Checks", "检验"};
inline constexpr Said mappings{"Mappings", "映射"};
inline constexpr Said indicator_mark{"* indicator", "* 指标"};
inline constexpr Said input{"input", "输入"};
inline constexpr Said constant{"constant", "常数"};
inline constexpr Said stock{"stock", "存量"};
inline constexpr Said flow{"flow", "流量"};
inline constexpr Said auxiliary{"auxiliary", "辅助变量"};
inline constexpr Said computed_at_start{"computed once at the start", "期初一次算定"};
inline constexpr Said kind{"kind", "类型"};
inline constexpr Said unit{"unit", "单位"};
inline constexpr Said over{"over", "维度"};
inline constexpr Said equation{"equation", "方程"};
inline constexpr Said rule{"rule", "规则"};
inline constexpr Said initial{"initial", "初值"};
inline constexpr Said inflows{"inflows", "流入"};
inline constexpr Said outflows{"outflows", "流出"};
inline constexpr Said value{"value", "数值"};
inline constexpr Said default_value{"default", "默认值"};
inline constexpr Said range{"range", "范围"};
inline constexpr Said range_of{"{} to {}", "{} 至 {}"};
inline constexpr Said id{"id", "标识"};
inline constexpr Said note{"note", "说明"};
inline constexpr Said source{"source", "来源"};
inline constexpr Said indicator{"indicator", "指标"};
inline constexpr Said moves{"moves", "流动"};
inline constexpr Said moves_from_to{"{}, from {} to {}", "{}：从{}到{}"};
inline constexpr Said higher{"higher is better", "越高越好"};
inline constexpr Said lower{"lower is better", "越低越好"};
inline constexpr Said neither{"neither way is better", "无优劣方向"};
inline constexpr Said part{"part", "模块"};
inline constexpr Said parts{"Parts", "模块"};
inline constexpr Said declared{"declared in", "声明于"};
inline constexpr Said one_variable{"1 variable", "1 个变量"};
inline constexpr Said many_variables{"{} variables", "{} 个变量"};
inline constexpr Said found{"Nothing is called `{0}`; what has it in its name or label:",
                            "没有名为 `{0}` 的内容；名称或标签中含有它的有："};
inline constexpr Said found_part{"part: {}", "模块：{}"};
inline constexpr Said found_element{"{} (an element of `{}`)", "{}（`{}` 的元素）"};
inline constexpr Said how_to_describe_part{"`ronghe describe MODEL PART` tells more of a part.",
                                           "`ronghe describe 模型 模块` 查看其中一个模块。"};
inline constexpr Said needs{"needs", "依赖"};
inline constexpr Said needed_by{"needed by", "被依赖"};
inline constexpr Said points{"points", "取点"};
inline constexpr Said linear_between{"straight lines between the points", "点间线性插值"};
inline constexpr Said steps_between{"steps between the points", "点间取左值"};
inline constexpr Said held_outside{"end values outside", "范围外取端点值"};
inline constexpr Said extended_outside{"straight on outside", "范围外直线外推"};
// the page of a model
inline constexpr Said system_dynamics_model{"System-dynamics model", "系统动力学模型"};
inline constexpr Said part_of_model{"Part of a model", "模型的一个模块"};
inline constexpr Said dimensions_of_model{"Dimensions", "维度"};
inline constexpr Said overview{"Overview", "总览"};
inline constexpr Said variables{"Variables", "变量"};
inline constexpr Said number_of_variables{"variables", "变量"};
inline constexpr Said all{"All", "合计"};
inline constexpr Said name{"name", "名称"};
inline constexpr Said label{"label", "标签"};
inline constexpr Said elements{"elements", "元素"};
inline constexpr Said condition{"condition", "条件"};
inline constexpr Said curve{"curve", "曲线"};
inline constexpr Said always{"at every step", "每步检查"};
inline constexpr Said when_started{"at the start", "期初检查"};
inline constexpr Said when_stopped{"at the end", "期末检查"};
inline constexpr Said maps_to{"maps to", "映射为"};
inline constexpr Said money{"Money", "资金"};
inline constexpr Said money_inputs{"may go into", "可投入"};
inline constexpr Said money_sources{"comes from", "来源"};
inline constexpr Said share_paid{"share paid", "到位率"};
inline constexpr Said shipped{"Models that ship with Ronghe", "内置模型"};
inline constexpr Said how_to_describe{"`ronghe describe MODEL` tells more of one.",
                                      "`ronghe describe 模型名` 查看详情。"};

// a scenario to start from
inline constexpr Said start_of_file{
    "What differs from the parent stands here, and nothing else. The examples are switched off; try\n"
    "  ronghe check {0}     every mistake at once, and what programmes cost\n"
    "  ronghe run {0}       results beside the baseline\n"
    "  ronghe explain {0}   which line gives each input its value",
    "这里只写与上级情景不同之处。示例均未启用。可以运行\n"
    "  ronghe check {0}     一次列出所有错误，以及各项目的资金\n"
    "  ronghe run {0}       运行并与基准对照\n"
    "  ronghe explain {0}   各输入由哪一行设定"};
inline constexpr Said start_title{"as reports call it", "报告中的名称"};
inline constexpr Said start_extends{"the parent: everything that is not said here", "上级情景：此处未写的一切"};
inline constexpr Said start_prices{"all money in prices of this year", "所有金额按该年不变价"};
inline constexpr Said start_programmes{"Money that is spent. It may go into: {}", "投资项目。资金可投入：{}"};
inline constexpr Said start_active{"`true` switches it on", "改为 `true` 即启用"};
inline constexpr Said start_where{"an element, a list, `all`, or {{group: …}}", "元素、列表、`all` 或 {{group: …}}"};
inline constexpr Said start_profile{"date: money a year from then on, for each place", "日期: 此后每处每年的金额"};
inline constexpr Said start_funding{"who pays: {}", "资金来源：{}"};
inline constexpr Said start_reforms{"Rules and parameters that change in time.", "随时间变化的规则与参数。"};
inline constexpr Said start_verbs{"or `multiply`, `add`", "也可用 `multiply`、`add`"};
inline constexpr Said start_path{"or `ramp N years`, `s-curve N years`", "也可用 `ramp N years`、`s-curve N years`"};
inline constexpr Said start_parameters{"Corrections of constants and of start figures, with their evidence.",
                                       "对常数与期初数据的修正，注明依据。"};
inline constexpr Said start_outputs{"What is wanted; without it what the parent wants.",
                                    "输出要求；省略则与上级情景相同。"};

// two scenarios beside each other
inline constexpr Said in_brackets{" ({})", "（{}）"};
inline constexpr Said model_section{"model (`{}`)", "模型（`{}`）"};
inline constexpr Said time_section{"time (`{}`)", "时间（`{}`）"};
inline constexpr Said prices_section{"prices (`{}`)", "价格口径（`{}`）"};
inline constexpr Said data_section{"data (`{}`)", "数据（`{}`）"};
inline constexpr Said outputs_section{"outputs (`{}`)", "输出（`{}`）"};
inline constexpr Said programmes_section{"programmes (`{}`)", "项目（`{}`）"};
inline constexpr Said reforms_section{"reforms (`{}`)", "改革（`{}`）"};
inline constexpr Said parameters_section{"corrected parameters (`{}`)", "参数修正（`{}`）"};
inline constexpr Said shocks_section{"shocks (`{}`)", "冲击（`{}`）"};
inline constexpr Said targets_section{"targets (`{}`)", "目标（`{}`）"};
inline constexpr Said constraints_section{"constraints (`{}`)", "约束（`{}`）"};
inline constexpr Said checks_section{"checks (`{}`)", "校验（`{}`）"};
inline constexpr Said levers_section{"levers (`{}`)", "政策杠杆（`{}`）"};
inline constexpr Said uncertainties_section{"uncertainties (`{}`)", "不确定因素（`{}`）"};
inline constexpr Said correlations_section{"correlations (`{}`)", "相关（`{}`）"};
inline constexpr Said history_section{"history (`{}`)", "历史观测（`{}`）"};
inline constexpr Said ensemble_section{"ensemble (`{}`)", "集合模拟（`{}`）"};
inline constexpr Said analysis_section{"analysis (`{}`)", "分析（`{}`）"};
inline constexpr Said limits_section{"limits (`{}`)", "限制（`{}`）"};
inline constexpr Said only_in{"only in {}: {}", "仅 {} 有：{}"};
inline constexpr Said changed_from_to{"{}from {} to {}", "{}由 {} 改为 {}"};
inline constexpr Said text_differs{"{} differs", "{} 内容不同"};
inline constexpr Said data_figures{"figures of the data", "数据"};
inline constexpr Said more_figures{"… {} more, see --json", "……另有 {} 项，见 --json"};
inline constexpr Said same_said{"Both scenarios say the same.", "两个情景内容相同。"};
inline constexpr Said same_results{"Their results at {} are equal.", "两者 {} 的结果相同。"};
inline constexpr Said results_at{"results at {}", "{} 的结果"};
inline constexpr Said difference{"B - A", "B - A"};
inline constexpr Said equal_figures{"{} figures are equal.", "另有 {} 个数值相同。"};

// the workbook; its headings stand in both languages at once
namespace workbook {
inline constexpr Said period{"{} to {}; {}", "{} 至 {}；{}"};
inline constexpr Said prices_of{"money in prices of {}", "金额按 {} 年不变价"};
inline constexpr Said without_prices{"no price basis is said", "未注明价格口径"};
inline constexpr Said options{"Options", "方案一览"};
inline constexpr Said headline{"Headline indicators of the whole", "主要指标（全域）"};
inline constexpr Said values_at{"values {}", "{} 数值"};
inline constexpr Said differences_at{"differences to the baseline {}", "{} 与基准之差"};
inline constexpr Said ranks{"ranks (1 is best)", "名次（1 为最优）"};
inline constexpr Said judgements{"Targets, constraints and checks", "目标、约束与校验"};
inline constexpr Said money{"Money of all programmes, from start to stop", "全部项目资金（期初至期末）"};
inline constexpr Said option{"option", "方案"};
inline constexpr Said option_title{"title", "方案名称"};
inline constexpr Said role{"role", "角色"};
inline constexpr Said is_baseline{"baseline", "基准"};
inline constexpr Said targets_met{"targets met", "达到的目标"};
inline constexpr Said targets{"targets", "目标"};
inline constexpr Said constraints_kept{"constraints kept", "满足的约束"};
inline constexpr Said constraints{"constraints", "约束"};
inline constexpr Said checks_held{"checks held", "通过的校验"};
inline constexpr Said checks{"checks", "校验"};
inline constexpr Said failures{"failed runs", "运行中断"};
inline constexpr Said notes{"notes", "说明"};
inline constexpr Said indicator_zh{"indicator", "指标"};
inline constexpr Said indicator_en{"indicator in English", "指标英文名"};
inline constexpr Said variable{"name", "变量"};
inline constexpr Said place_code{"place code", "地点代码"};
inline constexpr Said place{"place", "地点"};
inline constexpr Said other{"other elements", "其他维度"};
inline constexpr Said better{"better", "方向"};
inline constexpr Said year{"time", "年份"};
inline constexpr Said value{"value", "数值"};
inline constexpr Said unit{"unit", "单位"};
inline constexpr Said baseline_value{"baseline", "基准值"};
inline constexpr Said difference{"difference", "差"};
inline constexpr Said difference_unit{"unit of the difference", "差的单位"};
inline constexpr Said relative{"relative difference", "相对差"};
inline constexpr Said rank{"rank", "名次"};
inline constexpr Said kind{"kind", "类别"};
inline constexpr Said id{"id", "标识"};
inline constexpr Said sentence{"label", "内容"};
inline constexpr Said condition{"condition", "条件"};
inline constexpr Said verdict{"result", "结果"};
inline constexpr Said broken{"places × times broken", "未成立处"};
inline constexpr Said asked_at{"places × times asked", "检查处"};
inline constexpr Said margin{"margin at worst", "最小余量"};
inline constexpr Said programmes{"programmes", "项目数"};
inline constexpr Said programme{"programme", "项目"};
inline constexpr Said programme_title{"programme title", "项目名称"};
inline constexpr Said asked{"asked", "申请"};
inline constexpr Said paid{"paid", "到位"};
inline constexpr Said share_paid{"share paid", "到位率"};
inline constexpr Said source_of_money{"source of money", "资金来源"};
inline constexpr Said source_label{"source label", "来源名称"};
inline constexpr Said item{"item", "项"};
inline constexpr Said item_title{"item title", "项名称"};
inline constexpr Said part{"part of the difference", "贡献"};
inline constexpr Said share{"share of the difference", "贡献占比"};
inline constexpr Said standard_error{"standard error", "标准误"};
inline constexpr Said title_zh{"title zh", "中文名"};
inline constexpr Said title_en{"title en", "英文名"};
inline constexpr Said input{"input", "输入变量"};
inline constexpr Said verb{"verb", "方式"};
inline constexpr Said path{"path", "路径"};
inline constexpr Said date{"date", "日期"};
inline constexpr Said length{"length of the path", "过渡时长"};
inline constexpr Said until{"until", "截止"};
inline constexpr Said then{"then", "此后"};
inline constexpr Said funding{"funding", "资金分担"};
inline constexpr Said source_zh{"source zh", "中文依据"};
inline constexpr Said source_en{"source en", "英文依据"};
inline constexpr Said module{"part of the model", "模块"};
inline constexpr Said low{"lowest value", "最小值"};
inline constexpr Said high{"highest value", "最大值"};
inline constexpr Said step{"step", "步长"};
inline constexpr Said initial{"default", "默认值"};
inline constexpr Said range_low{"range from", "范围下限"};
inline constexpr Said range_high{"range to", "范围上限"};
inline constexpr Said assumed{"assumed", "属假设"};
inline constexpr Said yes{"yes", "是"};
inline constexpr Said no{"no", "否"};
inline constexpr Said total{"total", "合计"};
inline constexpr Said mean{"mean of places", "各地平均"};
inline constexpr Said quantile{"quantile over the futures", "各种未来的分位"};
inline constexpr Said mean_of_futures{"mean over the futures", "各种未来的均值"};
inline constexpr Said chance_better{"chance of being better", "优于基准的概率"};
inline constexpr Said chance{"chance of being met or kept", "达成或满足的概率"};
inline constexpr Said members{"futures", "未来数"};
inline constexpr Said about{"About this file", "本文件说明"};
inline constexpr Said version{"version", "版本"};
inline constexpr Said model{"model", "模型"};
inline constexpr Said prices{"prices", "价格口径"};
inline constexpr Said time{"time", "时间"};
inline constexpr Said file{"file", "文件"};
inline constexpr Said reading{"how to read it", "读法"};
inline constexpr Said of_whole{
    "Of the whole: amounts are added over the places; of ratios, prices and indices the plain mean "
    "is taken.",
    "全域：总量指标各地相加；比率、价格和指数取各地简单平均。"};
inline constexpr Said of_differences{
    "Differences are an option less the baseline; those of percentages are percentage "
    "points.",
    "差：方案减基准；百分比指标的差为百分点。"};
inline constexpr Said of_parts{"Attribution: Shapley values; the parts of one figure add up to its difference.",
                               "归因：沙普利值；同一指标各项贡献之和等于总差。"};
inline constexpr Said of_indicators{
    "Headline indicators are given at all saved times, others at the first and the last.",
    "主要指标给出各年数值，其他指标只给首末年。"};
}  // namespace workbook

// why inputs have their values
inline constexpr Said set_by_model{"the model", "模型"};
inline constexpr Said set_by_data{"data", "数据"};
inline constexpr Said set_by_parameters{"`parameters`", "`parameters`"};
inline constexpr Said set_by_command_line{"`--set`", "`--set`"};
inline constexpr Said set_by_programme{"programme", "项目"};
inline constexpr Said set_by_reform{"reform", "改革"};
inline constexpr Said set_by_shock{"shock", "冲击"};
inline constexpr Said in_place_of{", in place of `{}` {}", "，代替 `{}` {}"};
inline constexpr Said without_it{"without it: {}", "若无此项：{}"};
inline constexpr Said value_from{"{}: {}", "{}：{}"};
inline constexpr Said everywhere_else{"everywhere else", "其余各处"};
inline constexpr Said no_value{"no value", "无数值"};
inline constexpr Said by_rule{"by its rule", "按其规则"};
inline constexpr Said nothing_set{"The scenario sets no input and no constant.", "该情景没有设定任何输入或常数。"};

}  // namespace words
}  // namespace ronghe
