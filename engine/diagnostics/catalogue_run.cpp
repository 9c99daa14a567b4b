// Messages about runs: lanes that failed, checks that did not hold, targets that were missed.
#include "diagnostics/catalogue.hpp"

namespace ronghe {
namespace {

constexpr Message messages[] = {
    {.code = "run.not_finite",
     .text = {"`{variable}` is {value} at {time}; {scenarios} stopped there",
              "`{variable}` 在 {time} 为{value}，情景 {scenarios} 在此中断"},
     .marker = {"its value comes from here", "其值来自这里"},
     .hints = {{{"look for a division by zero, a logarithm or power of a negative number, or growth without bound; "
                 "`divide(a, b, otherwise)` divides safely",
                 "请检查是否除以零、对负数取对数或乘方、或无限增长；`divide(a, b, otherwise)` 可安全相除"}}}},
    {.code = "run.check_broken",
     .text = {"`{check}` does not hold in `{scenario}` ({count}×; at worst by {largest}, at {time}{place})",
              "检验 `{check}` 在情景 `{scenario}` 中不成立（{count} 次；最大偏差 {largest}，时间 {time}{place}）"},
     .marker = {"must hold", "应当成立"},
     .hints = {{{"`{option}` stops the run where a check does not hold", "用 `{option}` 可在检验不成立时停止运行"}}}},
    {.code = "run.check_not_finite",
     .text = {"what a check compares is {value} at {time}; {scenarios} stopped there",
              "{time} 某项检验所比较的值为{value}，情景 {scenarios} 在此中断"},
     .marker = {"compared here", "在此比较"},
     .hints = {{{"look for a division by zero, a logarithm or power of a negative number, or growth without bound",
                 "请检查是否除以零、对负数取对数或乘方、或无限增长"}}}},
    {.code = "run.delay_not_positive",
     .text = {"`{variable}` delays by {value} at {time}; {scenarios} stopped there",
              "{time} `{variable}` 的延迟时间为 {value}，情景 {scenarios} 在此中断"},
     .marker = {"a delay time must be above zero", "延迟时间必须大于零"},
     .hints = {{{"keep the time above zero, for example with `max(…, dt)`", "使延迟时间大于零，例如用 `max(…, dt)`"}}}},
    {.code = "run.jump_off_grid",
     .text = {"`{variable}` jumps between two steps; {scenarios} stopped at {time}",
              "`{variable}` 的跳变落在两个时间步之间，情景 {scenarios} 在 {time} 中断"},
     .marker = {"this date or duration must be a whole number of steps", "此日期或时长必须是整数个时间步"},
     .hints = {{{"round it to a date on the grid, or make the model's `step` smaller",
                 "请取落在时间步上的日期，或减小模型的 `step`"}}}},
    {.code = "run.target_missed",
     .text = {"target `{id}` is missed in `{scenario}` ({count} of {asked}{margin}, at {time}{place})",
              "情景 `{scenario}` 未达到目标 `{id}`（{asked} 处中有 {count} 处{margin}，时间 {time}{place}）"},
     .marker = {"hoped for", "期望如此"},
     .hints = {{{"`{option}` ends with exit code 4 when a target is missed",
                 "用 `{option}` 时，未达目标的退出码为 4"}}}},
    {.code = "run.constraint_broken",
     .text = {"constraint `{id}` is broken in `{scenario}` ({count} of {asked}{margin}, at {time}{place})",
              "情景 `{scenario}` 违反约束 `{id}`（{asked} 处中有 {count} 处{margin}，时间 {time}{place}）"},
     .marker = {"must hold", "必须成立"},
     .hints = {{{"`{option}` ends with exit code 4 when a constraint is broken",
                 "用 `{option}` 时，违反约束的退出码为 4"}}}},
    {.code = "check.no_effect",
     .text = {"`{id}` has no effect: nothing that is asked for {by}", "`{id}` 没有作用：所求结果{by}"},
     .hints = {{{"ask for a variable that it moves (`outputs`), look at its place, dates and amount, or leave it out",
                 "请在 `outputs` 中列出受其影响的变量，核对其地区、日期和数额，或删去该项"}}}},
    {.code = "run.mixture_failed",
     .text = {"`{variable}` has no value when only {items} of `{to}` replaces what `{from}` does: the run fails",
              "在 `{from}` 中只换入 `{to}` 的 {items} 时运行中断，`{variable}` 没有数值"},
     .hints = {{{"a difference can be split only when every mixture of the two scenarios runs",
                 "只有两个情景的每种组合都能运行，才能分解其差别"}}}},
    {.code = "run.programme_cut",
     .text = {"`{programme}` is paid to {percent} % in `{scenario}`: {paid} of {asked} {unit}",
              "`{programme}` 在情景 `{scenario}` 中只到位 {percent} %：申请 {asked}，到位 {paid}（{unit}）"},
     .hints = {{{"what it asks for is more than the places can pay: give it `funding` from above, spread it over more "
                 "years, "
                 "or ask for less",
                 "申请额超出各地可支付的财力：请安排上级 `funding`、拉长年限或减少申请"}}}},
};

}  // namespace

std::span<const Message> run_messages() { return messages; }

}  // namespace ronghe
