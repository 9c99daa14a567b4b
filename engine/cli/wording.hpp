// What the command line says itself, in both languages: help, and the few lines around a run.
#pragma once

#include "ronghe/diagnostics.hpp"

#include <string>
#include <string_view>

namespace ronghe {

struct Wording {
  std::string_view en;
  std::string_view zh;

  constexpr std::string_view in(Language language) const { return language == Language::chinese ? zh : en; }
};

namespace wording {

inline constexpr Wording purpose{"Ronghe: policy scenarios on system-dynamics models",
                                 "融合：基于系统动力学模型的政策情景模拟"};
inline constexpr Wording usage{"usage", "用法"};
inline constexpr Wording commands{"commands", "命令"};
inline constexpr Wording options{"options", "选项"};
inline constexpr Wording more_help{"`ronghe help COMMAND` tells more of one.",
                                   "`ronghe help 命令` 查看某个命令的详情。"};
inline constexpr Wording exit_codes{
    "Exit codes: 0 done, 1 the input is wrong, 2 the command line is wrong, 3 the run failed,\n"
    "4 a target was missed (with --strict), 130 interrupted.",
    "退出码：0 完成，1 输入有误，2 命令行有误，3 运行失败，4 未达目标（用 --strict 时），130 被中断。"};
inline constexpr Wording nothing_was_run{" Nothing was run.", "未运行。"};
inline constexpr Wording interrupted{"Interrupted. What was not finished is not written.",
                                     "已中断，未完成的结果没有写入。"};
inline constexpr Wording written{"written", "已写入"};
inline constexpr Wording verified{"All inputs are as they were, and the rerun gives the same bytes:",
                                  "所有输入与原来一致，重新运行的结果逐字节相同："};
inline constexpr Wording study_verified{
    "The inputs are as they were, every block is sealed, and {} of {} members, computed again, come out to the same "
    "bits.\n"
    "The results that are there are the ones that follow:",
    "输入与原来一致，各数据块校验无误；{1} 个成员中重新计算了 {0} 个，结果逐位相同。\n现有结果文件均可由此重新得出："};
inline constexpr Wording running{"running", "运行中"};
inline constexpr Wording reads_well{"read without errors", "读取无误"};
inline constexpr Wording internal_error{
    "This is a mistake of Ronghe, not of yours. Please report it with the files that lead to it:",
    "这是融合自身的错误，不是您的输入造成的。请连同相关文件一并报告："};

// what a command asks for
inline constexpr Wording a_file{"a scenario or a model", "情景或模型"};
inline constexpr Wording two_files{"two scenarios or more", "两个或更多情景"};
inline constexpr Wording just_two_files{"two scenarios", "两个情景"};
inline constexpr Wording name_at_time{"a variable, or one at a time that is saved", "变量，或变量@保存的时间"};
inline constexpr Wording a_file_name{"the name of a file", "文件名"};
inline constexpr Wording study_interrupted{
    "Interrupted: {} of {} members are done. The same command goes on from there.",
    "已中断：{1} 个成员中已完成 {0} 个。再次运行同一命令即可继续。"};
inline constexpr Wording shard_done{
    "This part is done: {} of {} members are there. `ronghe merge {}` joins them when all are.",
    "这一部分已完成：{1} 个成员中已有 {0} 个。全部完成后用 `ronghe merge {2}` 合并。"};
inline constexpr Wording a_study{"the folder of a study", "研究文件夹"};
inline constexpr Wording a_scenario_or_study{"a scenario, or the folder of a study", "情景或研究文件夹"};
inline constexpr Wording a_shard{"which part of how many", "第几部分/共几部分"};
inline constexpr Wording design_names{"`sobol`, `lhs`, `random` or `grid`", "`sobol`、`lhs`、`random` 或 `grid`"};
inline constexpr Wording method_names{"`sobol` or `morris`", "`sobol` 或 `morris`"};
inline constexpr Wording failures{"failed", "失败"};
inline constexpr Wording a_scenario{"a scenario", "情景"};
inline constexpr Wording two_scenarios{"two scenarios", "两个情景"};
inline constexpr Wording a_manifest{"a manifest, or the folder that holds it", "清单文件或其所在文件夹"};
inline constexpr Wording a_model{"a model", "模型"};
inline constexpr Wording language_names{"`zh` or `en`", "`zh` 或 `en`"};
inline constexpr Wording whole_number{"a whole number from 1 to 1024", " 1 到 1024 之间的整数"};
inline constexpr Wording any_whole_number{"a whole number above 0", "大于 0 的整数"};

}  // namespace wording
}  // namespace ronghe
