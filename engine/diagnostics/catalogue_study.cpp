// Messages about ensembles and the studies that hold them.
#include "diagnostics/catalogue.hpp"

namespace ronghe {
namespace {

constexpr Message messages[] = {
    {.code = "ensemble.no_seed",
     .text = {"`{scenario}` says no seed for its draws", "情景 `{scenario}` 没有给出抽样的随机种子"},
     .hints = {{{"add `ensemble: {{design: sobol, members: 1024, seed: 20260101}}` to it, or type `--seed 20260101`",
                 "请在情景中写 `ensemble: {{design: sobol, members: 1024, seed: 20260101}}`，或输入 "
                 "`--seed 20260101`"}}}},
    {.code = "ensemble.no_members",
     .text = {"`{scenario}` does not say how many members to run", "情景 `{scenario}` 没有给出成员数"},
     .hints = {{{"add `ensemble: {{design: sobol, members: 1024, seed: 20260101}}` to it, or type `--members 1024`",
                 "请在情景中写 `ensemble: {{design: sobol, members: 1024, seed: 20260101}}`，或输入 "
                 "`--members 1024`"}}}},
    {.code = "ensemble.nothing_drawn",
     .text = {"`{scenario}` has no uncertainties: every member would be the same",
              "情景 `{scenario}` 没有不确定因素：所有成员都会相同"},
     .hints = {{{"write what is not known under `uncertainties`, or type `--from-ranges` to draw every constant that "
                 "declares a range",
                 "请在 `uncertainties` 中写明不确定因素，或输入 `--from-ranges` 让所有声明了范围的常数随机取值"}}}},
    {.code = "ensemble.no_ranges",
     .text = {"no constant of the model of `{scenario}` declares a range",
              "情景 `{scenario}` 的模型没有声明范围的常数"},
     .hints = {{{"write what is not known under `uncertainties`", "请在 `uncertainties` 中写明不确定因素"}}}},
    {.code = "ensemble.from_ranges",
     .text = {"all {keys} constants that declare a range are drawn at once, each evenly over its whole range: that is "
              "wider than what is known, so the spread shows what the model can do and is no forecast",
              "{keys} 个声明了范围的常数全部同时在各自范围内均匀取值：这比实际的不确定性更宽，结果的离散程度"
              "只说明模型的可能性，不能当作预测"},
     .hints = {{{"write what is not known, and how much, under `uncertainties`",
                 "请在 `uncertainties` 中写明哪些数值不确定、有多不确定"}}}},
    {.code = "ensemble.models_differ",
     .text = {"`{first}` and `{second}` cannot share draws: their models, times or places differ",
              "`{first}` 与 `{second}` 无法共用抽样：两者的模型、时间或地区不同"},
     .hints = {{{"run them as studies of their own", "请分别作为独立的研究运行"}}}},
    {.code = "ensemble.draws_differ",
     .text = {"`{second}` draws otherwise than `{first}`, so they could not be compared future by future",
              "`{second}` 的抽样与 `{first}` 不同，无法逐个未来情形比较"},
     .hints = {{{"write the uncertainties once, in `{first}`, and leave them out of `{second}`",
                 "不确定因素只写在 `{first}` 中，从 `{second}` 中删去"}}}},
    {.code = "ensemble.no_sums",
     .text = {"`{sum}` of `{scenario}` is left out: ensembles keep values, not sums over time",
              "情景 `{scenario}` 的 `{sum}` 不在结果中：集合模拟保留各时点的数值，不保留时间累计"},
     .hints = {{{"`ronghe run` tells it for one future", "`ronghe run` 可给出单个未来情形下的累计值"}}}},
    {.code = "ensemble.beyond_sobol",
     .text = {"{count} uncertain numbers are beyond the 3,600 dimensions of the Sobol points and are drawn by Philox",
              "{count} 个不确定量超出 Sobol 序列的 3600 维，改由 Philox 抽取"}},
    {.code = "ensemble.correlations",
     .text = {"no draws have all the correlations of `{scenario}` at once: what is shared by several places cannot be "
              "that close to each of them",
              "情景 `{scenario}` 的相关关系不能同时成立：各地共用的量不可能与每一地都如此相关"},
     .hints = {{{"make them smaller, or draw both `shared` or both `independent`",
                 "请减小相关系数，或让两者同为 `shared` 或同为 `independent`"}}}},
    {.code = "ensemble.tables_differ",
     .text = {"`{first}` and `{second}` read different tables of one name, `{name}`",
              "`{first}` 与 `{second}` 读取了同名而内容不同的数据表 `{name}`"},
     .hints = {{{"give one of the tables another name", "请给其中一个表改名"}}}},
    {.code = "ensemble.bare_model",
     .text = {"`{name}` is a model and no scenario: it does not say what is not known",
              "`{name}` 是模型而不是情景：没有说明哪些数值不确定"},
     .hints = {{{"write a scenario that names it as its `model` and has `uncertainties`",
                 "请写一个以它为 `model`、带 `uncertainties` 的情景"}}}},
    {.code = "ensemble.failed",
     .text =
         {"{count} of {members} members failed in `{scenario}` and count in none of its statistics: `{variable}` is "
          "{value} at {time} (members {which})",
          "情景 `{scenario}` 的 {members} 个成员中有 {count} 个失败，不计入其统计：{time} 时 `{variable}` 为{value}"
          "（成员 {which}）"},
     .marker = {"computed here", "在此计算"},
     .hints = {{{"look at what these members drew (draws.csv, or `keep: members`), and narrow the uncertainty",
                 "请查看这些成员的抽样（draws.csv，或 `keep: members`），并收窄不确定因素的范围"}}}},
    {.code = "ensemble.failed_check",
     .text =
         {"{count} of {members} members failed in `{scenario}` and count in none of its statistics: a check does not "
          "hold at {time} (members {which})",
          "情景 `{scenario}` 的 {members} 个成员中有 {count} 个失败，不计入其统计：{time} 时检验不成立"
          "（成员 {which}）"}},
    {.code = "ensemble.check_broken",
     .text =
         {"`{check}` does not hold in `{scenario}` ({count}×; at worst by {largest}, in member {member} at {time})",
          "检验 `{check}` 在情景 `{scenario}` 中不成立（{count} 次；最大偏差 {largest}，成员 {member}，时间 {time}）"},
     .marker = {"must hold", "应当成立"},
     .hints = {{{"`--strict` stops the members in which a check does not hold",
                 "用 `--strict` 可让不满足检验的成员停止"}}}},
    {.code = "study.changed",
     .text = {"the study in `{folder}` was begun from other inputs, so nothing was added to it:{changes}",
              "`{folder}` 中的研究是用不同的输入开始的，因此没有继续：{changes}"},
     .hints = {{{"name another folder with `-o`, or put the inputs back; more members are added by `--extend N`; "
                 "`--keys-of {folder}` keeps the draws of the uncertainties that stay",
                 "请用 `-o` 指定另一个文件夹，或改回原来的输入；增加成员用 `--extend N`；"
                 "`--keys-of {folder}` 可保留原有不确定因素的抽样"}}}},
    {.code = "study.cannot_extend",
     .text = {"a study of design `{design}` cannot be extended: more members would move those that are there",
              "设计为 `{design}` 的研究不能扩充：增加成员会改变已有成员的抽样"},
     .hints = {{{"begin another study with more members, or take the design `sobol`, which can be extended",
                 "请另建一个成员更多的研究，或改用可扩充的设计 `sobol`"}}}},
    {.code = "study.not_a_study",
     .text = {"`{path}` is no manifest of a study", "`{path}` 不是研究的清单文件"},
     .hints = {{{"`ronghe ensemble` makes studies", "`ronghe ensemble` 用于建立研究"}}}},
    {.code = "study.damaged_block",
     .text = {"`{path}` is damaged and is computed again", "`{path}` 已损坏，将重新计算"}},
    {.code = "study.foreign_block",
     .text = {"`{path}` belongs to another study and is not used", "`{path}` 属于另一个研究，不予使用"},
     .hints = {{{"it is replaced when its members are computed", "计算到这些成员时会覆盖它"}}}},
    {.code = "study.lost_block",
     .text = {"`{path}` cannot be read any more", "`{path}` 已无法读取"},
     .hints = {{{"the same command computes it again", "再次运行同一命令会重新计算"}}}},
    {.code = "study.incomplete",
     .text = {"{done} of {members} members have been computed so far", "目前只计算了 {members} 个成员中的 {done} 个"},
     .hints = {{{"`ronghe ensemble` with the study's folder computes the rest",
                 "用 `ronghe ensemble` 加研究文件夹计算其余成员"}}}},
    {.code = "study.no_space",
     .text = {"the results need {needed}, and `{folder}` has room for {there}",
              "结果需要 {needed}，而 `{folder}` 所在磁盘只剩 {there}"},
     .hints = {{{"take fewer members or fewer `outputs`, or another disk with `-o`",
                 "请减少成员或 `outputs` 中的变量，或用 `-o` 指定另一块磁盘"}}}},
    {.code = "study.no_memory",
     .text = {"about {needed} of memory are needed, and the scenario's `limits` allow {limit}",
              "约需 {needed} 内存，而情景的 `limits` 只允许 {limit}"},
     .hints = {{{"take fewer threads or a smaller `--block`, or allow more",
                 "请减少线程或减小 `--block`，或放宽限制"}}}},
    {.code = "study.no_mpi",
     .text = {"{processes} processes were started together and cannot share a study: {reason}",
              "同时启动了 {processes} 个进程，但无法共同计算：{reason}"},
     .hints = {{{"build Ronghe where MPI is installed (libopenmpi-dev), or use `--shard i/n`",
                 "请在装有 MPI（libopenmpi-dev）的机器上编译融合，或使用 `--shard i/n`"}}}},
    {.code = "sensitivity.design",
     .text = {"the study in `{folder}` has the design `{design}`, from which no indices can be computed",
              "`{folder}` 中的研究采用设计 `{design}`，无法由它计算敏感性指数"},
     .hints = {{{"type `ronghe sensitivity` with the scenario's file: it makes a study of its own",
                 "请对情景文件运行 `ronghe sensitivity`：它会建立专门的研究"}}}},
    {.code = "discover.unknown_target",
     .text = {"`{scenario}` has no target or constraint `{id}`", "情景 `{scenario}` 没有目标或约束 `{id}`"},
     .hints = {{{"did you mean `{nearest}`?", "是否想写 `{nearest}`？"}, {"it has {ids}", "它有 {ids}"}}}},
    {.code = "discover.unknown_scenario",
     .text = {"the study has no scenario `{id}`", "研究中没有情景 `{id}`"},
     .hints = {{{"did you mean `{nearest}`?", "是否想写 `{nearest}`？"}}}},
};

}  // namespace

std::span<const Message> study_messages() { return messages; }

}  // namespace ronghe
