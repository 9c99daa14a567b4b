#include "ronghe/diagnostics.hpp"

#include <algorithm>
#include <cstdlib>

#include <utf8proc.h>

namespace ronghe {
namespace {

std::u32string characters(std::string_view text) {
  std::u32string result;
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t code = 0;
    const auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                        static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    result += static_cast<char32_t>(bytes > 0 ? utf8proc_tolower(code) : 0xFFFD);
    at += bytes > 0 ? static_cast<std::size_t>(bytes) : 1U;
  }
  return result;
}

// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment) that turn a into b.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, substituted});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, current);
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
  constexpr std::size_t longest = 80;
  const std::u32string wanted = characters(name);
  if (wanted.empty() || wanted.size() > longest) return std::nullopt;
  // A third of the name may be wrong.
  std::size_t best = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  std::optional<std::string> result;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > 4 * longest) continue;
    const std::u32string other = characters(candidate);
    const std::size_t difference =
        other.size() > wanted.size() ? other.size() - wanted.size() : wanted.size() - other.size();
    if (difference >= best) continue;
    const std::size_t found = distance(wanted, other);
    if (found < best && found < wanted.size()) {
      best = found;
      result = candidate;
    }
  }
  return result;
}

}  // namespace ronghe
