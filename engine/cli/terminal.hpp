// Where the texts go: how wide it is, whether it takes colour, whether somebody is watching.
#pragma once

#include "ronghe/report.hpp"

#include <memory>
#include <string>
#include <vector>

namespace ronghe {

// Style for standard output. Colour only on a terminal, and never with NO_COLOR (no-color.org).
Style style_of_output(Language language);

bool watched();      // standard error is a terminal
bool on_terminal();  // standard output is one

void print(const std::string& text);        // to standard output
void print_error(const std::string& text);  // to standard error

// The paths of files that were written, to standard output.
void print_written(const std::vector<std::string>& paths, Language language);

// One line on a watched terminal that tells how far a long run is. Shows nothing in the first half second.
class Progress {
 public:
  Progress(Language language, bool shown);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // May be called from any thread.
  void tell(int done, int members, int failed = 0);

 private:
  struct State;
  std::unique_ptr<State> state_;  // null: nothing is shown
};

}  // namespace ronghe
