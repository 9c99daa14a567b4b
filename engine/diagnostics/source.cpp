#include <utf8proc.h>

#include <algorithm>

#include "ronghe/diagnostics.hpp"

namespace ronghe {

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  line_starts_.push_back(0);
  // A line ends with LF, CRLF or a lone CR.
  for (std::size_t i = 0; i < text_.size(); ++i) {
    const bool ends = text_[i] == '\n' || (text_[i] == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n'));
    if (ends) line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

Source::Position Source::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const std::uint32_t start = *(next - 1);
  int column = 1;
  for (std::uint32_t i = start; i < offset; ++i) {
    if ((static_cast<unsigned char>(text_[i]) & 0xC0U) != 0x80U) ++column;
  }
  return {static_cast<int>(next - line_starts_.begin()), column};
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
