// Where in which text, and what is wrong: the vocabulary in which every room speaks to the user.
//
// A diagnostic is data: a stable code, a place, and the words that fill the code's message. The message itself, in
// English and Chinese, stands once in the catalogue (engine/diagnostics/catalogue*.cpp). Mistakes in the user's text
// are collected, not thrown, so that one run of a tool shows all of them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ronghe {

enum class Language { english, chinese };

// A text for people in both languages. One may be empty; `in` then gives the other.
struct Text {
  std::string zh;
  std::string en;

  Text() = default;
  Text(std::string zh_text, std::string en_text) : zh(std::move(zh_text)), en(std::move(en_text)) {}

  const std::string& in(Language language) const;
  bool empty() const { return zh.empty() && en.empty(); }
  bool operator==(const Text&) const = default;
};

// One file as it was read. Places point into it, so it outlives everything that was made from it.
class Source {
 public:
  // `name` is the path as the user should see it.
  Source(std::string name, std::string text);

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }

  struct Position {
    int line;    // from 1
    int column;  // from 1, in characters (code points), not bytes
  };
  Position position(std::uint32_t offset) const;
  // The line alone, which is quicker.
  int line_of(std::uint32_t offset) const;
  // The line's text without its end. `line` counts from 1.
  std::string_view line(int line) const;
  int lines() const { return static_cast<int>(line_starts_.size()); }

 private:
  std::string name_;
  // Characters in the text's first `offset` bytes.
  std::uint32_t characters_before(std::uint32_t offset) const;

  std::string text_;
  std::vector<std::uint32_t> line_starts_;
  std::vector<std::uint32_t> characters_before_;  // of each block of bytes: a line of megabytes has columns, too
};

using SourcePtr = std::shared_ptr<const Source>;

// Bytes [begin, end) of a source. A span without a source has no place: a mistake of the command line, say.
struct Span {
  SourcePtr source;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  explicit operator bool() const { return source != nullptr; }
  std::string_view text() const;
  // From the start of this to the end of `last`, both in one source.
  Span to(const Span& last) const { return {source, begin, last.end}; }
};

enum class Severity { error, warning };

// A word that fills a message: the same in both languages (a name, a number) or one for each.
struct Word {
  std::string zh;
  std::string en;

  Word() = default;
  Word(std::string same) : zh(same), en(std::move(same)) {}  // NOLINT: meant to convert
  Word(std::string_view same) : Word(std::string(same)) {}   // NOLINT
  Word(const char* same) : Word(std::string(same)) {}        // NOLINT
  Word(const Text& text) : zh(text.in(Language::chinese)), en(text.in(Language::english)) {}  // NOLINT
};

// The words of one diagnostic by the name of the place they fill, for example {"expected", "GWh/hour"}.
using Words = std::vector<std::pair<std::string, Word>>;

// One mistake. The catalogue's row for `code` says how it is told; a part of the row (marker, note, hint) whose words
// are not all given here is left out.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  // stable and readable: "units.mismatch"
  Span span;
  Words words;
  Span related;  // the second place, when two places disagree
};

// Collects diagnostics. Reading goes on after a mistake, so that all are found.
class Diagnostics {
 public:
  void error(std::string_view code, const Span& span, Words words = {}, const Span& related = {});
  void warning(std::string_view code, const Span& span, Words words = {}, const Span& related = {});
  void add(Diagnostic diagnostic) { items_.push_back(std::move(diagnostic)); }
  void add(std::vector<Diagnostic> diagnostics);

  bool has_errors() const;
  const std::vector<Diagnostic>& items() const { return items_; }
  std::vector<Diagnostic> take() { return std::exchange(items_, {}); }

 private:
  std::vector<Diagnostic> items_;
};

// One diagnostic as the user reads it, with the line it points to:
//
//   model.yaml:14:46: error[units.mismatch]: `losses` cannot flow out of `storage`
//      14 |     outflow: demand - storage / cycle_time + losses
//         |                                              ^^^^^^ expected GWh/hour, found GWh
//   hint: divide it by a time, for example `losses / loss_time`
std::string render(const Diagnostic& diagnostic, Language language);

// All of them in order of file and place, equal ones once, and a last line that counts them. Beyond 1,000 they are only
// counted.
std::string render(const std::vector<Diagnostic>& diagnostics, Language language);

// Each code of the catalogue, in order. Tests use it to prove that every code has its golden file.
std::vector<std::string> diagnostic_codes();

// The nearest of `candidates` to a misspelt `name`, or nothing when none is near.
std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string>& candidates);

// Thrown by `Outcome::value` when there is none; what() is the English rendering.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Diagnostic> diagnostics);
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

// Thrown when Ronghe itself is wrong. Never the user's fault.
class InternalError : public std::logic_error {
 public:
  explicit InternalError(const std::string& what);
};

// The value, if there is one, and everything that was found on the way. With errors there is no value; warnings may
// stand beside one.
template <class T>
class Outcome {
 public:
  Outcome(T value, std::vector<Diagnostic> diagnostics = {})  // NOLINT: meant to convert
      : value_(std::move(value)), diagnostics_(std::move(diagnostics)) {}
  Outcome(std::vector<Diagnostic> diagnostics) : diagnostics_(std::move(diagnostics)) {}  // NOLINT

  explicit operator bool() const { return value_.has_value(); }
  // Throws InputError when there is no value.
  T& value() & {
    if (!value_) throw InputError(diagnostics_);
    return *value_;
  }
  const T& value() const& {
    if (!value_) throw InputError(diagnostics_);
    return *value_;
  }
  T&& value() && {
    if (!value_) throw InputError(diagnostics_);
    return std::move(*value_);
  }
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::optional<T> value_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace ronghe
