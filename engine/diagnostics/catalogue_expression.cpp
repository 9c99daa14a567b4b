// Messages about equations as they are written.
#include "diagnostics/catalogue.hpp"

namespace ronghe {
namespace {

constexpr Message messages[] = {
    {.code = "expression.empty",
     .text = {"an equation is missing here", "这里缺少方程"},
     .marker = {"expected an expression such as `a + b`", "应为表达式，例如 `a + b`"}},
    {.code = "expression.incomplete",
     .text = {"the equation ends too early", "方程不完整"},
     .marker = {"expected a number, a name or `(` after this", "此后应有数字、名称或 `(`"}},
    {.code = "expression.unexpected",
     .text = {"`{found}` cannot stand here", "此处不能出现 `{found}`"},
     .hints = {{{"between two values there is an operator with spaces around it, as in `a * b`",
                 "两个值之间要有运算符，两侧留空格，例如 `a * b`"}}}},
    {.code = "expression.full_width",
     .text = {"`{found}` is not a sign of the language", "`{found}` 不是方程中的符号"},
     .hints = {{{"type `{ascii}` with the input method switched to English", "请切换到英文输入法，输入 `{ascii}`"}}}},
    {.code = "expression.number",
     .text = {"`{found}` is not a number", "`{found}` 不是数字"},
     .hints = {{{"write it without leading zeros, for example `0.5` or `1e-9`",
                 "请不要写多余的前导零，例如 `0.5`、`1e-9`"}}}},
    {.code = "expression.number_without_space",
     .text = {"`{number}` and `{word}` stand together", "`{number}` 与 `{word}` 连在一起"},
     .hints = {{{"write `{number} {word}` for a quantity with a unit, `{number} * {word}` for a product",
                 "带单位的量写作 `{number} {word}`，乘积写作 `{number} * {word}`"}}}},
    {.code = "expression.operator_spacing",
     .text = {"`{operator}` needs a space on both sides", "运算符 `{operator}` 两侧要有空格"},
     .hints = {{{"write `a {operator} b`; without spaces `/` and `*` belong to a unit, as in `2 km/hour`",
                 "写作 `a {operator} b`；不留空格的 `/`、`*` 属于单位，例如 `2 km/hour`"}}}},
    {.code = "expression.unclosed",
     .text = {"this bracket is never closed", "括号没有闭合"}},
    {.code = "expression.unclosed_backquote",
     .text = {"this backquote is never closed", "反引号没有闭合"}},
    {.code = "expression.empty_name",
     .text = {"there is no name between the backquotes", "反引号之间没有名称"}},
    {.code = "expression.then_missing",
     .text = {"this `if` has no `then`", "这个 `if` 缺少 `then`"},
     .hints = {{{"write `if condition then a else b`", "写作 `if 条件 then a else b`"}}}},
    {.code = "expression.else_missing",
     .text = {"this `if` has no `else`", "这个 `if` 缺少 `else`"},
     .hints = {{{"write `if condition then a else b`", "写作 `if 条件 then a else b`"}}}},
    {.code = "expression.if_inside",
     .text = {"an `if` inside an expression needs parentheses", "表达式内部的 `if` 要加括号"},
     .hints = {{{"write `a + (if c then x else y)`", "写作 `a + (if c then x else y)`"}}}},
    {.code = "expression.chained_comparison",
     .text = {"comparisons cannot be chained", "比较运算不能连写"},
     .hints = {{{"write `a < b and b < c`", "写作 `a < b and b < c`"}}}},
    {.code = "expression.subscript_colon",
     .text = {"`:` cannot stand inside `[ ]`", "`[ ]` 内不能用 `:`"},
     .hints = {{{"write `[{dimension}=element]`", "写作 `[{dimension}=元素]`"}}}},
    {.code = "expression.over_missing",
     .text = {"`{name}` does not say over what", "`{name}` 没有说明在哪个维度上计算"},
     .hints = {{{"write `{name}(x over county)` or `{name}(x over all)`",
                 "写作 `{name}(x over county)` 或 `{name}(x over all)`"}}}},
    {.code = "expression.over_unexpected",
     .text = {"`{name}` does not take `over`", "`{name}` 不能带 `over`"},
     .hints = {{{"`over` belongs to sum, mean, min, max and product",
                 "`over` 只用于 sum、mean、min、max、product"}}}},
    {.code = "expression.over_one",
     .text = {"`{name}` with `over` takes one expression", "带 `over` 的 `{name}` 只接受一个表达式"}},
    {.code = "expression.too_deep",
     .text = {"the equation is nested too deeply", "方程嵌套过深"},
     .hints = {{{"give its parts names of their own", "请把其中各部分拆成单独的变量"}}}},
};

}  // namespace

std::span<const Message> expression_messages() { return messages; }

}  // namespace ronghe
