// Reads equations by recursive descent, one function for each level of binding, loosest first.
//
//   conditional = "if" or "then" conditional "else" conditional | or
//   or          = and { "or" and }
//   and         = not { "and" not }
//   not         = "not" not | comparison
//   comparison  = sum [ ("=" | "!=" | "<" | "<=" | ">" | ">=") sum ]      comparisons do not chain
//   sum         = product { ("+" | "-") product }
//   product     = negation { ("*" | "/") negation }
//   negation    = "-" negation | power
//   power       = primary [ "^" ("-" …power | power) ]                    binds to the right
//   primary     = number [unit] | name [subscripts] | name "(" arguments ")" | "(" conditional ")"
//
// A unit is part of its number: after a number, one space and the start of a unit, everything up to the next blank,
// comma or bracket that the unit did not open belongs to it. So `2 GWh/hour` is one quantity and `2 GWh / hour` divides
// a quantity by a variable; that is why operators between values must have spaces around them.
//
// A tree deeper than 400 is refused, so that whoever walks one may recurse.
#include "syntax/expression.hpp"

#include "syntax/number.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <utf8proc.h>

namespace ronghe {
namespace {

using Kind = Expression::Kind;

constexpr int deepest = 400;

struct Character {
  std::int32_t code;
  int bytes;
};

// The character at `at`; a byte that starts none is taken alone.
Character character(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {0, 0};
  utf8proc_int32_t code = 0;
  const auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                      static_cast<utf8proc_ssize_t>(text.size() - at), &code);
  if (bytes <= 0) return {static_cast<unsigned char>(text[at]), 1};
  return {code, static_cast<int>(bytes)};
}

bool starts_name(std::int32_t code) {
  if (code == '_') return true;
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
      return true;
    default:
      return false;
  }
}

bool continues_name(std::int32_t code) {
  if (starts_name(code)) return true;
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
      return true;
    default:
      return false;
  }
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::array keywords = {"and", "or", "not", "if", "then", "else", "over", "all", "others"};
constexpr std::array clock_names = {"time", "dt", "start_time", "stop_time"};
constexpr std::array functions = {"abs",          "exp",
                                  "ln",           "log10",
                                  "sqrt",         "sin",
                                  "cos",          "tan",
                                  "arcsin",       "arccos",
                                  "arctan",       "sinh",
                                  "cosh",         "tanh",
                                  "min",          "max",
                                  "round",        "int",
                                  "mod",          "divide",
                                  "sum",          "mean",
                                  "product",      "step",
                                  "ramp",         "pulse",
                                  "delay1",       "delay3",
                                  "delay_n",      "delay_fixed",
                                  "smooth1",      "smooth3",
                                  "smooth_n",     "trend",
                                  "forecast",     "previous",
                                  "initial",      "random_uniform",
                                  "random_normal"};
// Signs of mathematics and of other languages, and what to type for them.
constexpr std::pair<std::string_view, std::string_view> foreign_signs[] = {
    {"×", "*"},  {"·", "*"},  {"÷", "/"},  {"−", "-"},  {"–", "-"},  {"≤", "<="}, {"≥", ">="},
    {"≠", "!="}, {"、", ","}, {"“", "\""}, {"”", "\""}, {"【", "["}, {"】", "]"}};

constexpr std::array reductions = {"sum", "mean", "min", "max", "product"};

template <class List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// For each byte of `text`, and its end, the byte of the source it came from. Folded lines and quotes make the two
// differ in blanks only; where they differ in more (escapes, normalisation) every byte maps to the start of the scalar.
std::vector<std::uint32_t> align(std::string_view text, const Span& where) {
  const std::string_view source = where.text();
  std::vector<std::uint32_t> offsets;
  offsets.reserve(text.size() + 1);
  std::size_t at = 0;
  if (!source.empty() && (source[0] == '"' || source[0] == '\'')) at = 1;
  if (!source.empty() && (source[0] == '|' || source[0] == '>')) {
    at = std::min(source.find('\n'), source.size());
    while (at < source.size() && is_blank(source[at])) ++at;
  }
  for (const char c : text) {
    if (at < source.size() && is_blank(c) && is_blank(source[at])) {
      offsets.push_back(where.begin + static_cast<std::uint32_t>(at));
      ++at;
      while (at < source.size() && is_blank(source[at])) ++at;
      continue;
    }
    if (at < source.size() && source[at] == c) {
      offsets.push_back(where.begin + static_cast<std::uint32_t>(at));
      ++at;
      continue;
    }
    if (is_blank(c)) {  // a second blank whose line's indentation has been passed
      offsets.push_back(where.begin + static_cast<std::uint32_t>(std::min(at, source.size())));
      continue;
    }
    return {};
  }
  offsets.push_back(where.begin + static_cast<std::uint32_t>(std::min(at, source.size())));
  return offsets;
}

// What no equation can go on after. Thrown and caught inside this file only.
struct Stop {};

class Parser {
 public:
  Parser(std::string_view text, const Span& where) : text_(text), where_(where), offsets_(align(text, where)) {}

  Outcome<Expression> parse() {
    try {
      skip_blanks();
      if (at_end()) fail("expression.empty", 0, text_.size());
      Expression result = conditional();
      skip_blanks();
      if (!at_end()) unexpected();
      if (!diagnostics_.has_errors()) return {std::move(result), diagnostics_.take()};
    } catch (const Stop&) {
    }
    return diagnostics_.take();
  }

 private:
  // --- places and mistakes ---

  Span span(std::size_t begin, std::size_t end) const {
    if (offsets_.empty()) return where_;
    const std::uint32_t last = end > begin ? offsets_[end - 1] + 1 : offsets_[begin];
    return {where_.source, offsets_[begin], last};
  }

  [[noreturn]] void fail(std::string_view code, std::size_t begin, std::size_t end, Words words = {},
                         const Span& related = {}) {
    diagnostics_.error(code, span(begin, end), std::move(words), related);
    throw Stop{};
  }

  // The word or sign at the current place, for messages.
  std::string_view next_word() const {
    if (at_end()) return {};
    std::size_t end = at_;
    Character c = character(text_, end);
    if (continues_name(c.code)) {
      while (end < text_.size() && continues_name((c = character(text_, end)).code)) {
        end += static_cast<std::size_t>(c.bytes);
      }
    } else {
      end += static_cast<std::size_t>(c.bytes);
    }
    return text_.substr(at_, end - at_);
  }

  // What should have been typed for a sign that is none of ours.
  std::optional<std::string> meant_sign() const {
    const std::string_view word = next_word();
    const Character c = character(text_, at_);
    if (c.code >= 0xFF01 && c.code <= 0xFF5E) return std::string(1, static_cast<char>(c.code - 0xFEE0));
    for (const auto& [sign, ascii] : foreign_signs) {
      if (word == sign) return std::string(ascii);
    }
    return std::nullopt;
  }

  [[noreturn]] void unexpected() {
    skip_blanks();
    if (at_end()) fail("expression.incomplete", text_.empty() ? 0 : text_.size() - 1, text_.size());
    const std::string_view word = next_word();
    if (const auto ascii = meant_sign()) {
      fail("expression.full_width", at_, at_ + word.size(), {{"found", word}, {"ascii", *ascii}});
    }
    Words words = {{"found", word}};
    if (word == ")" || word == "]") words.emplace_back("bracket", word);
    fail("expression.unexpected", at_, at_ + word.size(), std::move(words));
  }

  // An `if` without its `then` or `else`, unless a strange sign has broken it off.
  [[noreturn]] void word_missing(std::string_view code, std::size_t begin) {
    if (meant_sign()) unexpected();
    fail(code, begin, begin + 2);
  }

  // --- characters and words ---

  bool at_end() const { return at_ >= text_.size(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void skip_blanks() {
    while (!at_end() && is_blank(text_[at_])) ++at_;
  }

  bool at_word(std::string_view word) {
    skip_blanks();
    return starts_name(character(text_, at_).code) && next_word() == word;
  }

  bool take_word(std::string_view word) {
    if (!at_word(word)) return false;
    at_ += word.size();
    return true;
  }

  bool take(char sign) {
    skip_blanks();
    if (peek() != sign) return false;
    ++at_;
    return true;
  }

  void expect(char sign, std::string_view code, std::size_t opened) {
    if (take(sign)) return;
    if (at_end()) fail(code, opened, opened + 1);
    unexpected();
  }

  // A binary operator; reports one that has no spaces around it and goes on.
  bool take_operator(std::string_view sign) {
    skip_blanks();
    if (text_.substr(at_, sign.size()) != sign) return false;
    const std::size_t begin = at_;
    at_ += sign.size();
    const bool spaced = begin > 0 && is_blank(text_[begin - 1]) && !at_end() && is_blank(text_[at_]);
    if (!spaced && !at_end()) {
      diagnostics_.error("expression.operator_spacing", span(begin, at_), {{"operator", sign}});
    }
    return true;
  }

  // --- levels of binding ---

  // Counts the depth of the recursion, and gives it back.
  struct Depth {
    explicit Depth(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > deepest) parser_.fail("expression.too_deep", parser_.at_, parser_.at_);
    }
    ~Depth() { --parser_.depth_; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;
    Parser& parser_;
  };

  Expression make(Kind kind, std::size_t begin, std::vector<Expression> operands) {
    Expression result;
    result.kind = kind;
    result.span = span(begin, at_);
    result.operands = std::move(operands);
    return result;
  }

  Expression make(Kind kind, std::size_t begin, Expression a) {
    std::vector<Expression> operands;
    operands.push_back(std::move(a));
    return make(kind, begin, std::move(operands));
  }

  Expression make(Kind kind, std::size_t begin, Expression a, Expression b) {
    std::vector<Expression> operands;
    operands.push_back(std::move(a));
    operands.push_back(std::move(b));
    return make(kind, begin, std::move(operands));
  }

  std::size_t start() {
    skip_blanks();
    return at_;
  }

  Expression conditional() {
    const Depth depth(*this);
    const std::size_t begin = start();
    if (!take_word("if")) return disjunction();
    std::vector<Expression> parts;
    parts.push_back(disjunction());
    if (!take_word("then")) word_missing("expression.then_missing", begin);
    parts.push_back(conditional());
    if (!take_word("else")) word_missing("expression.else_missing", begin);
    parts.push_back(conditional());
    return make(Kind::conditional, begin, std::move(parts));
  }

  // A chain of operators that bind to the left. `next` reads an operand; `which` tells the operator found, if any.
  template <class Next, class Which>
  Expression chain(Next next, Which which) {
    const std::size_t begin = start();
    Expression result = (this->*next)();
    int links = 0;
    while (const std::optional<Kind> kind = which()) {
      if (++links + depth_ > deepest) fail("expression.too_deep", begin, at_);
      result = make(*kind, begin, std::move(result), (this->*next)());
    }
    return result;
  }

  Expression disjunction() {
    return chain(&Parser::conjunction, [this]() -> std::optional<Kind> {
      if (take_word("or")) return Kind::logical_or;
      return std::nullopt;
    });
  }

  Expression conjunction() {
    return chain(&Parser::negated_condition, [this]() -> std::optional<Kind> {
      if (take_word("and")) return Kind::logical_and;
      return std::nullopt;
    });
  }

  Expression negated_condition() {
    const Depth depth(*this);
    const std::size_t begin = start();
    if (take_word("not")) return make(Kind::logical_not, begin, negated_condition());
    return comparison();
  }

  std::optional<Kind> take_comparison() {
    // Longer signs first, so that `<=` is not read as `<`.
    constexpr std::pair<std::string_view, Kind> signs[] = {
        {"<=", Kind::less_equal}, {">=", Kind::greater_equal}, {"!=", Kind::not_equal}, {"<>", Kind::not_equal},
        {"==", Kind::equal},      {"<", Kind::less},           {">", Kind::greater},    {"=", Kind::equal}};
    for (const auto& [sign, kind] : signs) {
      if (take_operator(sign)) return kind;
    }
    return std::nullopt;
  }

  Expression comparison() {
    const std::size_t begin = start();
    Expression left = sum();
    const std::optional<Kind> kind = take_comparison();
    if (!kind) return left;
    Expression result = make(*kind, begin, std::move(left), sum());
    const std::size_t second = start();
    if (take_comparison()) fail("expression.chained_comparison", second, at_);
    return result;
  }

  Expression sum() {
    return chain(&Parser::product, [this]() -> std::optional<Kind> {
      if (take_operator("+")) return Kind::add;
      if (take_operator("-")) return Kind::subtract;
      return std::nullopt;
    });
  }

  Expression product() {
    return chain(&Parser::negation, [this]() -> std::optional<Kind> {
      if (take_operator("*")) return Kind::multiply;
      if (take_operator("/")) return Kind::divide;
      return std::nullopt;
    });
  }

  Expression negation() {
    const Depth depth(*this);
    const std::size_t begin = start();
    if (take('-')) return make(Kind::negate, begin, negation());
    return power();
  }

  Expression power() {
    const Depth depth(*this);
    const std::size_t begin = start();
    Expression base = primary();
    if (!take_operator("^")) return base;
    const std::size_t exponent_begin = start();
    if (take('-')) {
      return make(Kind::power, begin, std::move(base), make(Kind::negate, exponent_begin, power()));
    }
    return make(Kind::power, begin, std::move(base), power());
  }

  Expression primary() {
    const std::size_t begin = start();
    if (at_end()) unexpected();
    if (is_digit(peek()) || (peek() == '.' && is_digit(peek(1)))) return number();
    if (take('(')) {
      Expression inner = conditional();
      expect(')', "expression.unclosed", begin);
      inner.span = span(begin, at_);
      return inner;
    }
    if (peek() == '`' || starts_name(character(text_, at_).code)) return named();
    unexpected();
  }

  // --- numbers ---

  Expression number() {
    const std::size_t begin = at_;
    while (is_digit(peek())) ++at_;
    if (peek() == '.') {
      ++at_;
      while (is_digit(peek())) ++at_;
    }
    if (peek() == 'e' || peek() == 'E') {
      const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1U : 0U;
      if (is_digit(peek(1 + sign))) {
        at_ += 1 + sign;
        while (is_digit(peek())) ++at_;
      }
    }
    const std::string_view digits = text_.substr(begin, at_ - begin);
    const std::optional<double> value = parse_number(digits);
    if (!value) fail("expression.number", begin, at_, {{"found", digits}});
    if (!at_end() && (starts_name(character(text_, at_).code) || peek() == '%')) {
      const std::string_view word = next_word();
      fail("expression.number_without_space", begin, at_ + word.size(), {{"number", digits}, {"word", word}});
    }
    Expression result;
    result.kind = Kind::number;
    result.value = *value;
    take_unit(result);
    result.span = span(begin, at_);
    return result;
  }

  bool unit_starts(std::size_t at) const {
    if (at >= text_.size()) return false;
    const std::int32_t code = character(text_, at).code;
    if (code == '%' || code == 0x2030) return true;
    if (text_.substr(at, 2) == "1/") return at + 2 < text_.size() && starts_name(character(text_, at + 2).code);
    if (!starts_name(code)) return false;
    std::size_t end = at;
    for (Character c{}; end < text_.size() && continues_name((c = character(text_, end)).code);) {
      end += static_cast<std::size_t>(c.bytes);
    }
    return !contains(keywords, text_.substr(at, end - at));
  }

  void take_unit(Expression& quantity) {
    if (peek() != ' ' || !unit_starts(at_ + 1)) return;
    const std::size_t begin = ++at_;
    int open = 0;
    std::size_t opened = begin;
    while (!at_end() && !is_blank(peek()) && peek() != ',' && peek() != ']' && peek() != '<' && peek() != '>') {
      if (peek() == '(' && open++ == 0) opened = at_;
      if (peek() == ')' && --open < 0) break;
      ++at_;
    }
    if (open > 0) fail("expression.unclosed", opened, opened + 1);
    quantity.unit_text = std::string(text_.substr(begin, at_ - begin));
    quantity.name_span = span(begin, at_);
    if (quantity.unit_text.back() == '/' || quantity.unit_text.back() == '*') {
      diagnostics_.error("expression.operator_spacing", span(at_ - 1, at_), {{"operator", text_.substr(at_ - 1, 1)}});
      throw Stop{};
    }
  }

  // --- names ---

  // A name in backquotes or, where `digits_first` allows it, one that begins with digits, as element names may.
  std::string name(bool digits_first, Span& place) {
    const std::size_t begin = start();
    if (peek() == '`') {
      const std::size_t close = text_.find('`', at_ + 1);
      if (close == std::string_view::npos) fail("expression.unclosed_backquote", begin, text_.size());
      if (close == begin + 1) fail("expression.empty_name", begin, close + 1);
      at_ = close + 1;
      place = span(begin, at_);
      return std::string(text_.substr(begin + 1, close - begin - 1));
    }
    const std::int32_t first = character(text_, at_).code;
    if (at_end() || !(digits_first ? continues_name(first) : starts_name(first))) unexpected();
    const std::string_view word = next_word();
    at_ += word.size();
    place = span(begin, at_);
    return std::string(word);
  }

  Expression named() {
    const std::size_t begin = at_;
    const bool quoted = peek() == '`';
    Expression result;
    result.name = name(false, result.name_span);
    if (!quoted && contains(keywords, result.name)) {
      if (result.name == "if") fail("expression.if_inside", begin, at_);
      fail("expression.unexpected", begin, at_, {{"found", result.name}});
    }
    if (!quoted && contains(clock_names, result.name)) {
      result.kind = Kind::call;
      result.span = result.name_span;
      return result;
    }
    const std::size_t after_name = at_;
    skip_blanks();
    if (peek() == '(') return call(std::move(result), begin);
    at_ = after_name;
    result.kind = Kind::name;
    if (peek() == '[') subscripts(result);
    result.span = span(begin, at_);
    return result;
  }

  void subscripts(Expression& result) {
    const std::size_t opened = at_++;
    do {
      Subscript subscript;
      const std::size_t begin = start();
      subscript.name = name(true, subscript.span);
      skip_blanks();
      if (peek() == ':') fail("expression.subscript_colon", at_, at_ + 1, {{"dimension", subscript.name}});
      if (take('=')) {
        subscript.dimension = std::move(subscript.name);
        subscript.name = name(true, subscript.span);
      }
      subscript.span = span(begin, at_);
      result.subscripts.push_back(std::move(subscript));
    } while (take(','));
    expect(']', "expression.unclosed", opened);
  }

  Expression call(Expression result, std::size_t begin) {
    const std::size_t opened = at_++;
    result.kind = Kind::call;
    skip_blanks();
    if (peek() == ')') {
      ++at_;
      result.span = span(begin, at_);
      return result;
    }
    do {
      result.operands.push_back(conditional());
    } while (take(','));
    if (at_word("over")) {
      over(result, begin);
    } else if (result.name == "sum" || result.name == "mean" || result.name == "product") {
      skip_blanks();
      if (peek() == ')') fail("expression.over_missing", begin, at_ + 1, {{"name", result.name}});
    }
    expect(')', "expression.unclosed", opened);
    result.span = span(begin, at_);
    return result;
  }

  void over(Expression& result, std::size_t begin) {
    const std::size_t word = at_;
    take_word("over");
    if (!contains(reductions, result.name)) {
      fail("expression.over_unexpected", word, word + 4, {{"name", result.name}});
    }
    if (result.operands.size() != 1) fail("expression.over_one", begin, at_, {{"name", result.name}});
    result.kind = Kind::reduction;
    if (take_word("all")) {
      result.over_all = true;
      return;
    }
    do {
      Subscript dimension;
      dimension.name = name(false, dimension.span);
      result.dimensions.push_back(std::move(dimension));
    } while (take(','));
  }

  std::string_view text_;
  Span where_;
  std::vector<std::uint32_t> offsets_;
  std::size_t at_ = 0;
  int depth_ = 0;
  Diagnostics diagnostics_;
};

// --- printing ---

enum Level {
  level_conditional,
  level_or,
  level_and,
  level_not,
  level_comparison,
  level_sum,
  level_product,
  level_negation,
  level_power,
  level_primary
};

struct Sign {
  std::string_view text;
  Level level;
};

Sign sign_of(Kind kind) {
  switch (kind) {
    case Kind::number:
    case Kind::name:
    case Kind::call:
    case Kind::reduction:
      return {"", level_primary};
    case Kind::negate:
      return {"-", level_negation};
    case Kind::logical_not:
      return {"not", level_not};
    case Kind::add:
      return {"+", level_sum};
    case Kind::subtract:
      return {"-", level_sum};
    case Kind::multiply:
      return {"*", level_product};
    case Kind::divide:
      return {"/", level_product};
    case Kind::power:
      return {"^", level_power};
    case Kind::equal:
      return {"=", level_comparison};
    case Kind::not_equal:
      return {"!=", level_comparison};
    case Kind::less:
      return {"<", level_comparison};
    case Kind::less_equal:
      return {"<=", level_comparison};
    case Kind::greater:
      return {">", level_comparison};
    case Kind::greater_equal:
      return {">=", level_comparison};
    case Kind::logical_and:
      return {"and", level_and};
    case Kind::logical_or:
      return {"or", level_or};
    case Kind::conditional:
      return {"if", level_conditional};
  }
  throw InternalError("unknown kind of expression");
}

std::string quoted(const std::string& name, bool digits_first = false) {
  if (digits_first && !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return is_digit(c); })) {
    return name;
  }
  return is_plain_name(name) && !contains(keywords, name) && !contains(clock_names, name) ? name : "`" + name + "`";
}

std::string to_text(const Subscript& subscript) {
  const std::string name = quoted(subscript.name, true);
  return subscript.dimension.empty() ? name : quoted(subscript.dimension) + "=" + name;
}

template <class List, class Print>
std::string join(const List& list, std::string_view between, Print print) {
  std::string result;
  for (const auto& item : list) {
    if (!result.empty()) result += between;
    result += print(item);
  }
  return result;
}

std::string with_subscripts(const Expression& name, const std::string& text) {
  if (name.subscripts.empty()) return text;
  return text + "[" + join(name.subscripts, ", ", [](const Subscript& s) { return to_text(s); }) + "]";
}

std::string print(const Expression& e, Level at_least) {
  const auto [sign, level] = sign_of(e.kind);
  std::string text;
  switch (e.kind) {
    case Kind::number:
      text = format_number(e.value) + (e.unit_text.empty() ? "" : " " + e.unit_text);
      break;
    case Kind::name:
      text = with_subscripts(e, quoted(e.name));
      break;
    case Kind::call:
      text = e.name;
      if (!contains(clock_names, e.name)) {
        if (!is_plain_name(e.name)) text = "`" + text + "`";
        text += "(" + join(e.operands, ", ", [](const Expression& o) { return print(o, level_conditional); }) + ")";
      }
      break;
    case Kind::reduction:
      text = e.name + "(" + print(e.operands[0], level_conditional) + " over " +
             (e.over_all ? "all" : join(e.dimensions, ", ", [](const Subscript& s) { return quoted(s.name); })) + ")";
      break;
    case Kind::negate:
      text = "-" + print(e.operands[0], level_negation);
      break;
    case Kind::logical_not:
      text = "not " + print(e.operands[0], level_not);
      break;
    case Kind::conditional:
      text = "if " + print(e.operands[0], level_or) + " then " + print(e.operands[1], level_conditional) + " else " +
             print(e.operands[2], level_conditional);
      break;
    case Kind::power: {
      // The exponent may be a negation without parentheses.
      const bool negative = e.operands[1].kind == Kind::negate;
      text =
          print(e.operands[0], level_primary) + " ^ " + print(e.operands[1], negative ? level_negation : level_power);
      if (negative && e.operands[1].operands[0].kind == Kind::negate) {
        text = print(e.operands[0], level_primary) + " ^ (" + print(e.operands[1], level_conditional) + ")";
      }
      break;
    }
    case Kind::equal:
    case Kind::not_equal:
    case Kind::less:
    case Kind::less_equal:
    case Kind::greater:
    case Kind::greater_equal:
      text = print(e.operands[0], level_sum) + " " + std::string(sign) + " " + print(e.operands[1], level_sum);
      break;
    case Kind::add:
    case Kind::subtract:
    case Kind::multiply:
    case Kind::divide:
    case Kind::logical_and:
    case Kind::logical_or:
      text = print(e.operands[0], level) + " " + std::string(sign) + " " +
             print(e.operands[1], static_cast<Level>(level + 1));
      break;
  }
  return level < at_least ? "(" + text + ")" : text;
}

}  // namespace

Outcome<Expression> parse_expression(std::string_view text, const Span& where) { return Parser(text, where).parse(); }

Outcome<Expression> parse_expression(std::string_view text) {
  const auto source = std::make_shared<const Source>("equation", std::string(text));
  return parse_expression(source->text(), {source, 0, static_cast<std::uint32_t>(text.size())});
}

std::string to_prefix(const Expression& e) {
  const auto list = [&](std::string text) {
    for (const Expression& operand : e.operands) text += " " + to_prefix(operand);
    return "(" + text + ")";
  };
  switch (e.kind) {
    case Kind::number:
      return format_number(e.value) + (e.unit_text.empty() ? "" : "{" + e.unit_text + "}");
    case Kind::name:
      return with_subscripts(e, e.name);
    case Kind::call:
      return e.operands.empty() ? e.name : list(e.name);
    case Kind::reduction: {
      std::string text = "(" + e.name + " " + to_prefix(e.operands[0]) + " over";
      if (e.over_all) text += " all";
      for (const Subscript& dimension : e.dimensions) text += " " + dimension.name;
      return text + ")";
    }
    default:
      return list(std::string(sign_of(e.kind).text));
  }
}

std::string to_text(const Expression& expression) { return print(expression, level_conditional); }

bool is_plain_name(std::string_view name) {
  if (name.empty() || !starts_name(character(name, 0).code)) return false;
  for (std::size_t at = 0; at < name.size();) {
    const Character c = character(name, at);
    if (!continues_name(c.code)) return false;
    at += static_cast<std::size_t>(c.bytes);
  }
  return true;
}

bool is_reserved(std::string_view name) {
  return contains(keywords, name) || contains(clock_names, name) || contains(functions, name);
}

}  // namespace ronghe
