// Messages about the command line and the files it writes.
#include "diagnostics/catalogue.hpp"

namespace ronghe {
namespace {

constexpr Message messages[] = {
    {.code = "command.unknown_command",
     .text = {"there is no command `{name}`", "没有命令 `{name}`"},
     .hints = {{{"to run the file, type `ronghe run {file}`", "要运行该文件，请输入 `ronghe run {file}`"},
                {"did you mean `ronghe {nearest}`?", "是否想输入 `ronghe {nearest}`？"},
                {"`ronghe help` lists the commands", "`ronghe help` 列出所有命令"}}}},
    {.code = "command.unknown_option",
     .text = {"`ronghe {command}` has no option `{name}`", "`ronghe {command}` 没有选项 `{name}`"},
     .hints = {{{"did you mean `{nearest}`?", "是否想输入 `{nearest}`？"},
                {"`ronghe help {command}` lists its options", "`ronghe help {command}` 列出其选项"}}}},
    {.code = "command.missing_value",
     .text = {"`{option}` needs a value", "`{option}` 需要一个值"},
     .hints = {{{"write `{option} {value}`", "写作 `{option} {value}`"}}}},
    {.code = "command.unexpected_value",
     .text = {"`{option}` takes no value, found `{found}`", "`{option}` 不带值，却写了 `{found}`"},
     .hints = {{{"write `{option}` alone", "只写 `{option}`"}}}},
    {.code = "command.repeated_option",
     .text = {"`{option}` is given more than once", "`{option}` 重复给出"},
     .hints = {{{"keep one of them", "请只保留一个"}}}},
    {.code = "command.bad_value",
     .text = {"`{found}` is no value of `{option}`: expected {expected}",
              "`{found}` 不能作为 `{option}` 的值：应为{expected}"},
     .hints = {{{"write for example `{option} {example}`", "写作例如 `{option} {example}`"}}}},
    {.code = "command.missing_argument",
     .text = {"`ronghe {command}` needs {what}", "`ronghe {command}` 缺少{what}"},
     .hints = {{{"type `ronghe {usage}`", "请输入 `ronghe {usage}`"}}}},
    {.code = "command.extra_argument",
     .text = {"`ronghe {command}` does not take `{found}`", "`ronghe {command}` 不接受 `{found}`"},
     .hints = {{{"type `ronghe {usage}`", "请输入 `ronghe {usage}`"}}}},
    {.code = "command.not_a_folder",
     .text = {"results cannot be written to `{folder}`: `{path}` is not a folder",
              "无法把结果写入 `{folder}`：`{path}` 不是文件夹"},
     .hints = {{{"name another folder with `-o`", "请用 `-o` 指定另一个文件夹"}}}},
    {.code = "command.same_folder",
     .text = {"the results of `{first}` and `{second}` would be written to one folder: both have the id `{id}`",
              "`{first}` 与 `{second}` 的结果会写入同一个文件夹：两者的 id 都是 `{id}`"},
     .hints = {{{"give one of them another `id`, or run them one by one with `-o`",
                 "请给其中一个改用别的 `id`，或分别用 `-o` 运行"}}}},
    {.code = "command.same_id",
     .text = {"`{first}` and `{second}` cannot be told apart: both have the id `{id}`",
              "无法区分 `{first}` 与 `{second}`：两者的 id 都是 `{id}`"},
     .hints = {{{"give one of them another `id`", "请给其中一个改用别的 `id`"}}}},
    {.code = "command.cannot_write",
     .text = {"`{path}` cannot be written: {reason}", "无法写入 `{path}`：{reason}"},
     .hints = {{{"name another folder with `-o`; the other files of this run were not written either",
                 "请用 `-o` 指定另一个文件夹；本次运行的其他文件也未写入"}}}},
    {.code = "command.unknown_variable",
     .text = {"there is no variable or part `{name}` in model `{model}`", "模型 `{model}` 中没有变量或模块 `{name}`"},
     .hints = {{{"did you mean `{nearest}`?", "是否想写 `{nearest}`？"},
                {"`ronghe describe {typed}` lists what it has", "`ronghe describe {typed}` 列出其内容"}}}},
    {.code = "command.no_page",
     .text = {"`--html` makes a page of a model or of a part, and `{name}` is a variable",
              "`--html` 生成模型或模块的网页，而 `{name}` 是变量"},
     .hints = {{{"`ronghe describe {page} --html` makes the page that tells of it",
                 "`ronghe describe {page} --html` 生成包含它的网页"}}}},
    {.code = "command.either_option",
     .text = {"`{first}` and `{second}` cannot stand together", "`{first}` 与 `{second}` 不能同时使用"},
     .hints = {{{"keep one of them", "请只保留一个"}}}},
};

}  // namespace

std::span<const Message> command_messages() { return messages; }

}  // namespace ronghe
