// Builds the located tree from yaml-cpp's events.
//
// Its own `YAML::Node` is never used: that keeps the first of two equal keys, ignores `<<` and second documents, unfolds
// aliases without limit, and knows no places of scalars' ends. Events tell where a scalar starts; where it ends is found by
// walking its value along the source. Both agree in everything but blanks (folded lines) and quotes.
//
// A text that is no YAML at all ends the reading. All other mistakes are collected.
#include "syntax/read_yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "syntax/encoding.hpp"

namespace ronghe {
namespace {

constexpr std::size_t most_bytes = 4U << 20U;
constexpr std::size_t most_nodes = 200'000;
constexpr std::size_t deepest = 64;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct FullWidth {
  std::string_view sign;
  std::string_view ascii;
};

constexpr FullWidth full_width[] = {{"：", ":"}, {"，", ","}, {"（", "("}, {"）", ")"}, {"［", "["}, {"］", "]"},
                                    {"｛", "{"}, {"｝", "}"}, {"“", "\""}, {"”", "\""}, {"【", "["}, {"】", "]"}};

// What yaml-cpp says, by how its message begins, and how we tell it.
struct Reason {
  std::string_view said;
  std::string_view code;
  Phrase told = {};
};

constexpr Reason reasons[] = {
    {"end of map not found", "yaml.syntax",
     {"the mapping breaks off here: the indentation differs, or a `:` is missing", "映射在这里中断：缩进不一致，或缺少冒号"}},
    {"end of map flow not found", "yaml.syntax", {"`{` has no `}`", "`{` 没有对应的 `}`"}},
    {"end of sequence not found", "yaml.syntax",
     {"the list breaks off here: the indentation differs", "列表在这里中断：缩进不一致"}},
    {"end of sequence flow not found", "yaml.syntax", {"`[` has no `]`", "`[` 没有对应的 `]`"}},
    {"illegal map value", "yaml.syntax", {"a `:` cannot stand here", "这里不能出现 `:`"}},
    {"illegal map key", "yaml.syntax", {"a `?` cannot stand here", "这里不能出现 `?`"}},
    {"illegal block entry", "yaml.syntax", {"a `-` cannot stand here", "这里不能出现 `-`"}},
    {"illegal flow end", "yaml.syntax", {"there is nothing that this bracket closes", "这个括号没有对应的左括号"}},
    {"illegal EOF in scalar", "yaml.unclosed_quote"},
    {"illegal document indicator in scalar", "yaml.unclosed_quote"},
    {"illegal tab when looking for indentation", "yaml.tab"},
    {"unknown escape character", "yaml.syntax",
     {"there is no such character after `\\`", "`\\` 之后不能是这个字符"}},
    {"bad character found while scanning hex", "yaml.syntax",
     {"there is no such character after `\\`", "`\\` 之后不能是这个字符"}},
    {"invalid unicode", "yaml.syntax", {"there is no such character after `\\`", "`\\` 之后不能是这个字符"}},
    {"unknown token", "yaml.syntax", {"no value can begin with this sign", "值不能以这个符号开头"}},
    {"cannot set zero indentation", "yaml.syntax", {"a block of text must be indented", "文本块必须缩进"}},
    {"unexpected character in block scalar", "yaml.syntax",
     {"nothing may follow `|` or `>` on its line", "`|` 或 `>` 之后同一行不能再有内容"}},
    {"YAML directives", "yaml.directive"},
    {"bad YAML version", "yaml.directive"},
    {"YAML major version", "yaml.directive"},
    {"repeated YAML directive", "yaml.directive"},
    {"TAG directives", "yaml.directive"},
    {"repeated TAG directive", "yaml.directive"},
    {"illegal character found while scanning tag", "yaml.tag"},
    {"tag handle with no suffix", "yaml.tag"},
    {"end of verbatim tag", "yaml.tag"},
    {"cannot assign multiple tags", "yaml.tag"},
    {"cannot assign multiple anchors", "yaml.anchor"},
    {"anchor not found", "yaml.anchor"},
    {"illegal character found while scanning anchor", "yaml.anchor"},
    {"cannot assign multiple aliases", "yaml.alias"},
    {"aliases can't have any content", "yaml.alias"},
    {"alias not found", "yaml.alias"},
    {"illegal character found while scanning alias", "yaml.alias"},
    {"the referenced anchor is not defined", "yaml.alias"},
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Keys whose values are prose, where full-width punctuation belongs.
bool is_prose_key(std::string_view key) {
  constexpr std::array keys = {"zh", "en", "label", "title", "note", "notes", "source"};
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

// The bytes of a blank at `at` that looks like a space and is none for YAML: full-width, non-breaking, of no width; or 0.
std::size_t odd_blank(std::string_view text, std::size_t at) {
  for (const std::string_view blank : {"\u3000", "\u00A0", "\u200B", "\u2002", "\u2003", "\u2009", "\u202F"}) {
    if (text.substr(at, blank.size()) == blank) return blank.size();
  }
  return 0;
}

// A line that was meant as `key: value` and is none for YAML: `key：value`, `key:value`, or with an odd blank after the colon.
struct MeantEntry {
  std::string_view code;
  std::string_view key;
  std::string_view sign;  // what should be typed otherwise
};

std::optional<MeantEntry> meant_entry(std::string_view line) {
  constexpr std::string_view wide_colon = "：";
  constexpr std::size_t longest_key = 60;
  line.remove_prefix(std::min(line.find_first_not_of(" -"), line.size()));
  const std::size_t wide = line.find(wide_colon);
  const std::size_t narrow = line.find(':');
  const std::size_t end = std::min(wide, narrow);
  if (end == 0 || end > longest_key) return std::nullopt;
  const std::string_view key = line.substr(0, end);
  if (key.find_first_of(" \"'{}[],#|>&*!%@`") != std::string_view::npos) return std::nullopt;
  if (end == wide) return MeantEntry{"yaml.full_width", key, line.substr(end, wide_colon.size())};
  const std::string_view rest = line.substr(end + 1);
  if (rest.empty() || is_blank(rest[0]) || rest.substr(0, 2) == "//") return std::nullopt;
  if (const std::size_t blank = odd_blank(rest, 0)) return MeantEntry{"yaml.blank", key, rest.substr(0, blank)};
  return MeantEntry{"yaml.colon_space", key, line.substr(end, 1)};
}

void tell_meant_entry(const SourcePtr& source, const MeantEntry& meant, Diagnostics& diagnostics) {
  const auto begin = static_cast<std::uint32_t>(meant.sign.data() - source->text().data());
  const auto end = begin + static_cast<std::uint32_t>(meant.sign.size());
  Words words;
  if (meant.code == "yaml.full_width") words = {{"found", meant.sign}, {"ascii", ":"}};
  diagnostics.error(meant.code, {source, begin, end}, std::move(words));
}

// Ends the reading from within yaml-cpp. The mistake has been reported.
struct Stop {};

class Builder : public YAML::EventHandler {
 public:
  Builder(SourcePtr source, std::size_t skipped, Diagnostics& diagnostics)
      : source_(std::move(source)), text_(source_->text()), skipped_(skipped), diagnostics_(diagnostics) {}

  Node take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Node node;
    const std::size_t begin = offset(mark);
    node.span = span(begin, begin);
    check_properties(begin, anchor);
    node.flow = inside_flow();
    add(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    const std::size_t begin = offset(mark);
    diagnostics_.error("yaml.alias", word(begin));
    Node node;
    node.span = word(begin);
    add(std::move(node));
  }

  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, const std::string& value) override {
    const std::size_t begin = offset(mark);
    if (!check_properties(begin, anchor)) {
      Node node;
      node.kind = Node::Kind::scalar;
      node.span = word(begin);
      node.text = value;
      add(std::move(node));
      return;
    }
    Node node;
    node.kind = Node::Kind::scalar;
    node.flow = inside_flow();
    const char first = begin < text_.size() ? text_[begin] : '\0';
    node.quoted = first == '"' || first == '\'' || first == '|' || first == '>';
    const std::size_t end = first == '"' || first == '\'' ? end_of_quoted(begin) : end_of_text(begin, value, node.quoted);
    node.span = span(begin, end);
    node.text = normalized(value);
    if (!node.quoted) check_plain(node);
    if (const auto hidden = first_hidden_character(node.text)) {
      diagnostics_.error("yaml.hidden_character", node.span);
    }
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(Node::Kind::sequence, mark, anchor, style);
  }
  void OnSequenceEnd() override { close(']'); }

  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(Node::Kind::mapping, mark, anchor, style);
  }
  void OnMapEnd() override { close('}'); }

 private:
  struct Frame {
    Node node;
    std::optional<Node> key;
    std::unordered_map<std::string, Span> seen;
    bool cut_equation = false;  // one of its values was cut by flow style: what follows is part of it
  };

  std::size_t offset(const YAML::Mark& mark) const {
    return std::min(text_.size(), skipped_ + static_cast<std::size_t>(std::max(mark.pos, 0)));
  }

  Span span(std::size_t begin, std::size_t end) const {
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(begin, end))};
  }

  // From `begin` to the next blank or flow sign.
  Span word(std::size_t begin) const {
    std::size_t end = begin;
    while (end < text_.size() && !is_blank(text_[end]) && text_[end] != ',' && text_[end] != ']' && text_[end] != '}') ++end;
    return span(begin, end);
  }

  bool inside_flow() const { return !frames_.empty() && frames_.back().node.flow; }

  // Anchors and tags stand where yaml-cpp places the node they belong to.
  bool check_properties(std::size_t begin, YAML::anchor_t anchor) {
    const char first = begin < text_.size() ? text_[begin] : '\0';
    if (anchor != 0 || first == '&') {
      diagnostics_.error("yaml.anchor", word(begin));
      return false;
    }
    if (first == '!') {
      diagnostics_.error("yaml.tag", word(begin));
      return false;
    }
    return true;
  }

  std::size_t end_of_quoted(std::size_t begin) {
    const char quote = text_[begin];
    for (std::size_t at = begin + 1; at < text_.size(); ++at) {
      if (quote == '"' && text_[at] == '\\') {
        ++at;
      } else if (text_[at] == quote) {
        if (quote == '\'' && at + 1 < text_.size() && text_[at + 1] == '\'') {
          ++at;
          continue;
        }
        return at + 1;
      }
    }
    diagnostics_.error("yaml.unclosed_quote", span(begin, begin + 1));
    throw Stop{};
  }

  // Walks a plain or block scalar's value along the source.
  std::size_t end_of_text(std::size_t begin, std::string_view value, bool block) const {
    std::size_t at = begin;
    if (block) at = std::min(text_.find('\n', begin), text_.size());
    std::size_t end = at;
    for (const char c : value) {
      if (is_blank(c)) continue;
      while (at < text_.size() && is_blank(text_[at])) ++at;
      if (at >= text_.size() || text_[at] != c) break;
      end = ++at;
    }
    return end;
  }

  void check_plain(const Node& node) {
    const std::string_view text = node.text;
    std::string lower(text.substr(0, 6));
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (!lower.empty() && (lower[0] == '-' || lower[0] == '+')) lower.erase(0, 1);
    if (lower == ".inf" || lower == ".nan") diagnostics_.error("yaml.not_a_number_word", node.span, {{"found", text}});
    if (!node.flow) return;
    const Frame& frame = frames_.back();
    const bool is_key = frame.node.is_mapping() && !frame.key;
    if (frame.cut_equation) return;
    const auto count = [&](char c) { return std::count(text.begin(), text.end(), c); };
    if (count('(') != count(')')) {
      diagnostics_.error("yaml.flow_equation", node.span);
      frames_.back().cut_equation = true;
      return;
    }
    const bool prose = std::any_of(frames_.begin(), frames_.end(), [](const Frame& f) { return f.key && is_prose_key(f.key->text); });
    if (!prose || is_key) check_full_width(node.span);
  }

  void check_full_width(const Span& where) {
    for (const auto& [sign, ascii] : full_width) {
      const std::size_t at = where.text().find(sign);
      if (at == std::string_view::npos) continue;
      const Span place = span(where.begin + at, where.begin + at + sign.size());
      const auto& told = diagnostics_.items();
      const bool known = std::any_of(told.begin(), told.end(), [&](const Diagnostic& d) { return d.span.begin == place.begin; });
      if (!known) diagnostics_.error("yaml.full_width", place, {{"found", sign}, {"ascii", ascii}});
      return;
    }
  }

  void open(Node::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
    const std::size_t begin = offset(mark);
    check_properties(begin, anchor);
    if (frames_.size() >= deepest) {
      diagnostics_.error("yaml.depth", span(begin, begin + 1), {{"limit", std::to_string(deepest)}});
      throw Stop{};
    }
    count_node(begin);
    Frame frame;
    frame.node.kind = kind;
    frame.node.flow = style == YAML::EmitterStyle::Flow || inside_flow();
    frame.node.span = span(begin, begin);
    frames_.push_back(std::move(frame));
  }

  void close(char bracket) {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    Node& node = frame.node;
    if (node.is_mapping() && !node.entries.empty()) {
      if (!node.flow) node.span.begin = node.entries.front().key.span.begin;
      node.span.end = std::max(node.entries.back().value.span.end, node.entries.back().key.span.end);
    } else if (!node.items.empty()) {
      node.span.end = node.items.back().span.end;
    }
    if (node.flow) {
      const std::size_t found = text_.find(bracket, node.span.end);
      if (found != std::string_view::npos) node.span.end = static_cast<std::uint32_t>(found + 1);
    }
    insert(std::move(node));
  }

  void count_node(std::size_t begin) {
    if (++nodes_ <= most_nodes) return;
    diagnostics_.error("yaml.too_many_nodes", span(begin, begin + 1), {{"limit", std::to_string(most_nodes)}});
    throw Stop{};
  }

  void add(Node node) {
    count_node(node.span.begin);
    insert(std::move(node));
  }

  // Puts a finished node where it belongs: the root, an item, a key, or a value.
  void insert(Node node) {
    if (frames_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& frame = frames_.back();
    if (frame.node.is_sequence()) {
      frame.node.items.push_back(std::move(node));
    } else if (!frame.key) {
      if (!node.is_scalar()) diagnostics_.error("yaml.key_not_scalar", node.span);
      frame.key = std::move(node);
    } else {
      insert_entry(frame, std::move(node));
    }
  }

  void insert_entry(Frame& frame, Node value) {
    Node key = std::move(*frame.key);
    frame.key.reset();
    if (frame.cut_equation && value.kind == Node::Kind::null) return;  // the rest of an equation
    if (key.text == "<<" && !key.quoted) {
      diagnostics_.error("yaml.merge_key", key.span);
      return;
    }
    if (key.is_scalar()) {
      const auto [before, fresh] = frame.seen.emplace(key.text, key.span);
      if (!fresh) {
        diagnostics_.error("yaml.duplicate_key", key.span, {{"key", key.text}}, before->second);
        return;
      }
      if (!key.quoted && !key.flow) check_full_width(key.span);
    }
    frame.node.entries.push_back({std::move(key), std::move(value)});
  }

  SourcePtr source_;
  std::string_view text_;
  std::size_t skipped_;
  Diagnostics& diagnostics_;
  std::vector<Frame> frames_;
  Node root_;
  std::size_t nodes_ = 0;
};

// Hears a second document.
class Silence : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& mark) override { start = mark; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}

  YAML::Mark start;
};

// Finds `key：value` where a key was meant: a line that begins with a word and a full-width colon, has no `: ` before it, and
// stands where an entry of a mapping does (not deeper than the entry before, or right below a key). Prose that goes
// on over several lines is indented deeper than its key.
void find_full_width_colons(const SourcePtr& source, Diagnostics& diagnostics) {
  constexpr std::string_view colon = "：";
  std::size_t entry_indent = 0;
  bool opens = true;
  for (int number = 1; number <= source->lines(); ++number) {
    const std::string_view line = source->line(number);
    std::size_t indent = line.find_first_not_of(" -");
    if (indent == std::string_view::npos || line[indent] == '#') continue;
    const std::size_t found = line.find(colon);
    const std::string_view word = line.substr(indent, found == std::string_view::npos ? 0 : found - indent);
    const bool is_word = !word.empty() && word.size() <= 60 && word.find_first_of(" :\"'{}[],#") == std::string_view::npos;
    if (is_word && (opens || indent <= entry_indent)) {
      const auto begin = static_cast<std::uint32_t>(line.data() - source->text().data() + static_cast<std::ptrdiff_t>(found));
      diagnostics.error("yaml.full_width", {source, begin, begin + static_cast<std::uint32_t>(colon.size())},
                        {{"found", colon}, {"ascii", ":"}});
      continue;
    }
    const std::size_t last = line.find_last_not_of(' ');
    const bool entry = line.find(": ") != std::string_view::npos || line[last] == ':';
    if (entry) entry_indent = indent;
    opens = line[last] == ':';
  }
}

// Whether the line at `offset` has a flow mapping with an index such as `people[urban]` in it, which YAML cannot carry.
bool holds_cut_equation(std::string_view line) {
  const std::size_t brace = line.find('{');
  if (brace == std::string_view::npos) return false;
  for (std::size_t i = brace + 1; i < line.size(); ++i) {
    if (line[i] == '"' || line[i] == '\'') return false;
    const char before = line[i - 1];
    const bool after_word = before == '_' || before == ')' || std::isalnum(static_cast<unsigned char>(before)) != 0 ||
                            static_cast<unsigned char>(before) >= 0x80;
    if (line[i] == '[' && after_word) return true;
  }
  return false;
}

void tell_syntax_error(const SourcePtr& source, std::size_t skipped, const YAML::Exception& error, Diagnostics& diagnostics) {
  const std::size_t size = source->text().size();
  const std::size_t at = std::min(size, skipped + static_cast<std::size_t>(std::max(error.mark.pos, 0)));
  const auto begin = static_cast<std::uint32_t>(at);
  const Span span{source, begin, static_cast<std::uint32_t>(std::min(size, at + 1))};
  const int line = source->position(begin).line;
  for (const int near : {line, line - 1}) {
    if (!holds_cut_equation(source->line(near))) continue;
    const std::string_view text = source->line(near);
    const auto start = static_cast<std::uint32_t>(text.data() - source->text().data());
    const auto bracket = static_cast<std::uint32_t>(text.find('[', text.find('{')));
    diagnostics.error("yaml.flow_equation", {source, start + bracket, start + bracket + 1});
    return;
  }
  if (error.msg.rfind("the referenced anchor is not defined", 0) == 0) {
    diagnostics.error("yaml.alias", span);
    return;
  }
  std::string zh = error.msg;
  for (const auto& [en, translated] : reasons) {
    if (error.msg.rfind(en, 0) == 0) zh = translated;
  }
  diagnostics.error("yaml.syntax", span, {{"reason", Text(zh, error.msg)}});
}

}  // namespace

Outcome<Node> read_yaml(SourcePtr source) {
  Diagnostics diagnostics;
  const std::string_view text = source->text();
  const auto place = [&](std::size_t begin) {
    return Span{source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::min(begin + 1, text.size()))};
  };
  if (text.size() > most_bytes) {
    diagnostics.error("yaml.too_large", place(0), {{"limit", std::to_string(most_bytes >> 20U) + " MiB"}});
    return diagnostics.take();
  }
  if (const auto bad = first_bad_byte(text)) {
    diagnostics.error(is_gb18030(text) ? "yaml.encoding_gb18030" : "yaml.encoding", place(*bad));
    return diagnostics.take();
  }
  const std::size_t skipped = text.substr(0, byte_order_mark.size()) == byte_order_mark ? byte_order_mark.size() : 0;
  if (const auto hidden = first_hidden_character(text.substr(skipped))) {
    diagnostics.error("yaml.hidden_character", place(skipped + *hidden));
    return diagnostics.take();
  }
  find_full_width_colons(source, diagnostics);

  std::istringstream stream{std::string(text.substr(skipped))};
  Builder builder(source, skipped, diagnostics);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    Silence second;
    if (!diagnostics.has_errors() && parser.HandleNextDocument(second)) {
      diagnostics.error("yaml.second_document", place(skipped + static_cast<std::size_t>(std::max(second.start.pos, 0))));
    }
  } catch (const Stop&) {
  } catch (const YAML::Exception& error) {
    // A full-width colon or an unclosed quote that has been told is the cause, not another mistake.
    if (!diagnostics.has_errors()) tell_syntax_error(source, skipped, error, diagnostics);
  }
  if (diagnostics.has_errors()) return diagnostics.take();
  Node root = builder.take();
  if (root.kind == Node::Kind::null) {
    diagnostics.error("yaml.empty", place(0));
    return diagnostics.take();
  }
  return root;
}

}  // namespace ronghe
