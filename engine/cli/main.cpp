// The program `ronghe`: takes the command line apart and calls the command.
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "ronghe/simulate.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

namespace ronghe {
namespace {

ExitCode help_command(const CommandLine& line) {
  if (line.arguments.empty()) {
    print(help_text(std::nullopt, line.language));
    return done;
  }
  print(help_text(command_called(line.arguments.front()), line.language));
  return done;
}

ExitCode call(const CommandLine& line) {
  if (line.has("help")) {
    print(help_text(line.command, line.language));
    return done;
  }
  switch (line.command) {
    case Command::run:
      return run_command(line);
    case Command::check:
      return check_command(line);
    case Command::compare:
      return compare_command(line);
    case Command::report:
      return report_command(line);
    case Command::ensemble:
      return ensemble_command(line);
    case Command::merge:
      return merge_command(line);
    case Command::slurm:
      return slurm_command(line);
    case Command::sensitivity:
      return sensitivity_command(line);
    case Command::discover:
      return discover_command(line);
    case Command::attribute:
      return attribute_command(line);
    case Command::explain:
      return explain_command(line);
    case Command::diff:
      return diff_command(line);
    case Command::freeze:
      return freeze_command(line);
    case Command::verify:
      return verify_command(line);
    case Command::create:
      return new_command(line);
    case Command::models:
      return models_command(line);
    case Command::describe:
      return describe_command(line);
    case Command::schema:
      return schema_command(line);
    case Command::version:
      print("ronghe " RONGHE_VERSION " (" RONGHE_BUILD ")\n");
      return done;
    case Command::help:
      return help_command(line);
  }
  throw InternalError("a command that nobody runs");
}

// RONGHE_ISA chooses the instructions, to see that no bit depends on them.
Outcome<InstructionSet> chosen_instructions() {
  const char* const wanted = std::getenv("RONGHE_ISA");  // NOLINT(concurrency-mt-unsafe): nothing else runs yet
  const std::vector<InstructionSet> sets = instruction_sets();
  if (wanted == nullptr || *wanted == '\0') return sets.back();
  for (const InstructionSet set : sets) {
    if (name_of(set) == wanted) return set;
  }
  Diagnostics diagnostics;
  diagnostics.error("command.bad_instructions", {}, {{"found", wanted}});
  return diagnostics.take();
}

ExitCode main_program(const std::vector<std::string>& words) {
  const Language language = language_of(words);
  try {
    const auto refuse = [&](const std::vector<Diagnostic>& diagnostics) {
      for (const Diagnostic& diagnostic : diagnostics) print_error(render(diagnostic, language));
      return usage_wrong;
    };
    const Outcome<CommandLine> line = read_command_line(words);
    if (!line) return refuse(line.diagnostics());
    if (words.empty()) {
      print_error(help_text(std::nullopt, language));
      return usage_wrong;
    }
    const Outcome<InstructionSet> instructions = chosen_instructions();
    if (!instructions) return refuse(instructions.diagnostics());
    use(instructions.value());
    return call(line.value());
  } catch (const std::exception& error) {
    print_error(std::string(wording::internal_error.in(language)) + "\n" + error.what() + "\n");
    return run_failed;
  }
}

}  // namespace
}  // namespace ronghe

int main(int count, char** words) {
  // A file that grows beyond what is allowed is told like a full disk.
  std::signal(SIGXFSZ, SIG_IGN);
  const int code = ronghe::main_program({words + (count > 0 ? 1 : 0), words + count});
  return std::fflush(stdout) == 0 ? code : static_cast<int>(ronghe::run_failed);
}
