#include "syntax/read_yaml.hpp"

#include <filesystem>
#include <fstream>

namespace ronghe {

namespace fs = std::filesystem;

namespace {

// What to type in place of the path that was asked for: another name in the same folder. A file names paths from where
// it is, so its own words count, not the path as it is shown.
std::string with_name(const std::string& name, const std::string& shown_as, const Span& asked_at) {
  std::string asked(asked_at ? asked_at.text() : std::string_view(shown_as));
  std::erase_if(asked, [](char c) { return c == '"' || c == '\''; });
  return (fs::path(asked).parent_path() / name).string();
}

}  // namespace

Outcome<SourcePtr> read_file(const std::string& path, const std::string& shown_as, std::size_t max_bytes,
                             const Span& asked_at) {
  Diagnostics diagnostics;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::none) {  // it may be there: we are not allowed to look
    diagnostics.error("file.unreadable", asked_at, {{"file", shown_as}});
    return diagnostics.take();
  }
  if (!fs::exists(status)) {
    Words words = {{"file", shown_as}};
    std::vector<std::string> names;
    const fs::path folder = fs::path(path).parent_path();
    for (fs::directory_iterator at(folder.empty() ? fs::path(".") : folder, error), end; !error && at != end;
         at.increment(error)) {
      names.push_back(at->path().filename().string());
    }
    if (const auto nearest = nearest_name(fs::path(path).filename().string(), names)) {
      words.emplace_back("nearest", with_name(*nearest, shown_as, asked_at));
    }
    diagnostics.error("file.missing", asked_at, std::move(words));
    return diagnostics.take();
  }
  if (!fs::is_regular_file(status)) {
    diagnostics.error("file.not_a_file", asked_at, {{"file", shown_as}});
    return diagnostics.take();
  }
  const auto size = fs::file_size(path, error);
  if (!error && size > max_bytes) {
    diagnostics.error("file.too_large", asked_at,
                      {{"file", shown_as}, {"limit", std::to_string(max_bytes >> 20U) + " MiB"}});
    return diagnostics.take();
  }
  std::ifstream file(path, std::ios::binary);
  std::string text(error ? 0 : static_cast<std::size_t>(size), '\0');
  if (!file || (!text.empty() && !file.read(text.data(), static_cast<std::streamsize>(text.size())))) {
    diagnostics.error("file.unreadable", asked_at, {{"file", shown_as}});
    return diagnostics.take();
  }
  return std::make_shared<const Source>(shown_as, std::move(text));
}

}  // namespace ronghe
