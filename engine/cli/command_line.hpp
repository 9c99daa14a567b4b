// What was typed: a command, its arguments and its options, checked against one table of all commands.
#pragma once

#include "cli/wording.hpp"
#include "ronghe/diagnostics.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ronghe {

enum class Command {
  run,
  check,
  compare,
  report,
  ensemble,
  merge,
  slurm,
  sensitivity,
  discover,
  attribute,
  explain,
  diff,
  freeze,
  verify,
  create,
  models,
  describe,
  schema,
  version,
  help
};

struct CommandLine {
  Command command = Command::help;
  std::vector<std::string> arguments;                       // files, a model, a name
  std::map<std::string, std::vector<std::string>> options;  // by long name, without dashes
  Language language = Language::english;
  std::vector<std::string> words;  // as typed

  bool has(const std::string& option) const { return options.contains(option); }
  // The value of an option that is given at most once, or an empty text.
  std::string value(const std::string& option) const;
};

// `words` is what follows the program's name.
Outcome<CommandLine> read_command_line(const std::vector<std::string>& words);

// `--lang` wherever it stands, else LC_ALL, LC_MESSAGES, LANG; English when none of them says otherwise. Known before
// the command line is, so that its mistakes are told in the right language too.
Language language_of(const std::vector<std::string>& words);

// Help for one command, or for all.
std::string help_text(const std::optional<Command>& command, Language language);
std::optional<Command> command_called(std::string_view name);
std::string_view name_of(Command command);

}  // namespace ronghe
