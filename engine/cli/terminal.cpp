#include "cli/terminal.hpp"

#include "cli/wording.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string_view>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace ronghe {
namespace {

using Clock = std::chrono::steady_clock;

// Tables are set for 100 columns; wider terminals gain nothing, narrower ones must wrap.
constexpr int widest = 100;
constexpr int narrowest = 60;

bool set(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing changes the environment
  return value != nullptr && *value != '\0';
}

}  // namespace

Style style_of_output(Language language) {
  Style style{.language = language, .color = false, .columns = widest};
  if (isatty(STDOUT_FILENO) == 0) return style;
  const char* terminal = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe)
  style.color = !set("NO_COLOR") && terminal != nullptr && std::string_view(terminal) != "dumb";
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.columns = std::clamp<int>(size.ws_col, narrowest, widest);
  }
  return style;
}

bool watched() { return isatty(STDERR_FILENO) != 0; }
bool on_terminal() { return isatty(STDOUT_FILENO) != 0; }

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void print_error(const std::string& text) {
  std::fflush(stdout);  // so that both streams stand in order on one terminal
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void print_written(const std::vector<std::string>& paths, Language language) {
  std::string text = "\n" + std::string(wording::written.in(language)) + "\n";
  for (const std::string& path : paths) text += "  " + path + "\n";
  print(text);
}

struct Progress::State {
  Language language = Language::english;
  Clock::time_point start = Clock::now();
  Clock::time_point told = start;
  bool visible = false;
  std::mutex mutex;
};

Progress::Progress(Language language, bool shown) {
  if (!shown) return;
  state_ = std::make_unique<State>();
  state_->language = language;
}

Progress::~Progress() {
  if (state_ != nullptr && state_->visible) print_error("\r\x1b[K");
}

void Progress::tell(int done, int members, int failed) {
  if (state_ == nullptr || done <= 0) return;
  const std::lock_guard lock(state_->mutex);
  const Clock::time_point now = Clock::now();
  if (now - state_->start < std::chrono::milliseconds(500) || now - state_->told < std::chrono::milliseconds(100))
    return;
  state_->told = now;
  state_->visible = true;
  const double seconds = std::chrono::duration<double>(now - state_->start).count();
  const double rate = done / seconds;
  const double left = (members - done) / rate;
  const std::string failures =
      failed > 0 ? fmt::format(", {} {}", failed, wording::failures.in(state_->language)) : std::string();
  print_error(fmt::format("\r\x1b[K{} {}/{}, {:.0f}/s, {:.0f} s{}", wording::running.in(state_->language), done,
                          members, rate, left, failures));
}

}  // namespace ronghe
