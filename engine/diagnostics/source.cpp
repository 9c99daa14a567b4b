#include "ronghe/diagnostics.hpp"

#include <algorithm>

namespace ronghe {
namespace {

constexpr std::size_t block = 1024;

std::uint32_t characters_in(std::string_view bytes) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return static_cast<std::uint32_t>(std::count_if(bytes.begin(), bytes.end(), begins));
}

}  // namespace

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  line_starts_.push_back(0);
  // A line ends with LF, CRLF or a lone CR.
  for (std::size_t i = 0; i < text_.size(); ++i) {
    const bool ends = text_[i] == '\n' || (text_[i] == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n'));
    if (ends) line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
  std::uint32_t characters = 0;
  for (std::size_t begin = 0; begin <= text_.size(); begin += block) {
    characters_before_.push_back(characters);
    characters += characters_in(std::string_view(text_).substr(begin, block));
  }
}

std::uint32_t Source::characters_before(std::uint32_t offset) const {
  const std::size_t whole = offset / block;
  return characters_before_[whole] + characters_in(text().substr(whole * block, offset - whole * block));
}

Source::Position Source::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const std::uint32_t start = *(next - 1);
  const int column = 1 + static_cast<int>(characters_before(offset) - characters_before(start));
  return {static_cast<int>(next - line_starts_.begin()), column};
}

int Source::line_of(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  return static_cast<int>(std::upper_bound(line_starts_.begin(), line_starts_.end(), offset) - line_starts_.begin());
}

std::string_view Source::line(int line) const {
  if (line < 1 || line > lines()) return {};
  const std::size_t begin = line_starts_[static_cast<std::size_t>(line - 1)];
  std::size_t end = line < lines() ? line_starts_[static_cast<std::size_t>(line)] : text_.size();
  while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return text().substr(begin, end - begin);
}

std::string_view Span::text() const {
  if (!source || begin >= end || begin > source->text().size()) return {};
  return source->text().substr(begin, end - begin);
}

}  // namespace ronghe
