// Files that belong together, written whole or not at all: all of them are on the disk under other names before the
// first is renamed.
#include "ronghe/output.hpp"
#include "study/durable_file.hpp"

#include <set>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

std::vector<Diagnostic> failed(const fs::path& path, const std::error_code& error) {
  return {cannot_write(path, error)};
}

}  // namespace

Outcome<std::vector<std::string>> write_files(const std::string& folder, const std::vector<OutputFile>& files) {
  const fs::path path = folder.empty() ? fs::path(".") : fs::path(folder);
  Folders made;
  if (const auto error = made.make(path)) return failed(path, error);

  std::vector<DurableFile> temporary;
  temporary.reserve(files.size());
  for (const OutputFile& file : files) {
    const fs::path target = path / file.name;
    if (const auto error = made.make(target.parent_path())) return failed(target.parent_path(), error);
    std::error_code ignored;  // what keeps the target from being looked at keeps it from being written
    if (fs::is_directory(target, ignored)) {
      return failed(target, std::make_error_code(std::errc::is_a_directory));
    }
    temporary.emplace_back(target);
    if (const auto error = temporary.back().write({file.text})) return failed(target, error);
  }
  std::vector<std::string> written;
  std::set<fs::path> folders;
  for (DurableFile& file : temporary) {
    if (const auto error = file.put_in_place()) return failed(file.target(), error);
    made.keep();
    written.push_back(file.target().string());
    folders.insert(file.target().parent_path());
  }
  for (const fs::path& folder_of_file : folders) {
    if (const auto error = sync_folder(folder_of_file)) return failed(folder_of_file, error);
  }
  return written;
}

}  // namespace ronghe
