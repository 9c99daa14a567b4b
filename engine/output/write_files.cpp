// Files that belong together, written whole or not at all.
//
// All of them are written under other names first. Only when all are there are they renamed: a reader never sees half a
// file, and a full disk or a pulled plug leaves the results of the run before.
#include "output/temporary_file.hpp"
#include "ronghe/output.hpp"

#include <set>

namespace ronghe {

namespace fs = std::filesystem;

Outcome<std::vector<std::string>> write_files(const std::string& folder, const std::vector<OutputFile>& files) {
  const fs::path path = folder.empty() ? fs::path(".") : fs::path(folder);
  Folders made;
  if (const auto error = made.make(path)) return cannot_write(path, error);

  std::vector<TemporaryFile> temporary;
  temporary.reserve(files.size());
  for (const OutputFile& file : files) {
    const fs::path target = path / file.name;
    if (const auto error = made.make(target.parent_path())) return cannot_write(target.parent_path(), error);
    std::error_code ignored;  // what keeps the target from being looked at keeps it from being written
    if (fs::is_directory(target, ignored)) {
      return cannot_write(target, std::make_error_code(std::errc::is_a_directory));
    }
    temporary.emplace_back(target);
    if (const auto error = temporary.back().write(file.text)) return cannot_write(target, error);
  }
  std::vector<std::string> written;
  std::set<fs::path> folders;
  for (TemporaryFile& file : temporary) {
    if (const auto error = file.put_in_place()) return cannot_write(file.target(), error);
    made.keep();
    written.push_back(file.target().string());
    folders.insert(file.target().parent_path());
  }
  for (const fs::path& folder_of_file : folders) sync_folder(folder_of_file);
  return written;
}

}  // namespace ronghe
