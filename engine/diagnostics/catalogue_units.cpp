// Messages about units.
#include "diagnostics/catalogue.hpp"

namespace ronghe {
namespace {

constexpr Message messages[] = {
    {.code = "units.unknown",
     .text = {"`{name}` is not a unit", "`{name}` 不是单位"},
     .marker = {"full-width signs: write `{half}`", "含全角字符，请写 `{half}`"},
     .hints = {{{"did you mean `{nearest}`? For a product write `{number} * {name}`",
                 "是否想写 `{nearest}`？乘积写作 `{number} * {name}`"},
                {"did you mean `{nearest}`?", "是否想写 `{nearest}`？"},
                {"for a product write `{number} * {name}`; units are built from names such as 元, 人, year, km and %",
                 "乘积请写 `{number} * {name}`；单位由 元、人、year、km、% 等名称构成"},
                {"units are built from names such as 元, 人, year, km and %, with `*`, `/` and `^`",
                 "单位由 元、人、year、km、% 等名称和 `*`、`/`、`^` 构成"}}}},
    {.code = "units.malformed",
     .text = {"`{found}` cannot be read as a unit", "无法把 `{found}` 读作单位"},
     .marker = {"full-width signs: write `{half}`", "含全角字符，请写 `{half}`"},
     .hints = {{{"a unit has no spaces: write for example `亿元/year`, `km^2` or `1`",
                 "单位中没有空格：写作例如 `亿元/year`、`km^2` 或 `1`"}}}},
};

}  // namespace

std::span<const Message> units_messages() { return messages; }

}  // namespace ronghe
