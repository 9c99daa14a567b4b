// Files that belong together, written whole or not at all.
//
// Each text goes into a temporary file beside its place and is brought to the disk (fsync). Only when all of them are
// there are they renamed, and a rename within a folder either happens or does not: a reader never sees half a file, and
// a full disk or a pulled plug leaves the results of the run before. What was made on the way is removed again.
#include "ronghe/output.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <set>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

// Makes folders and their parents, and takes back what it made unless it is kept.
class Folders {
 public:
  Folders() = default;
  Folders(const Folders&) = delete;
  Folders& operator=(const Folders&) = delete;
  ~Folders() {
    if (kept_) return;
    std::error_code ignored;
    for (auto at = made_.rbegin(); at != made_.rend(); ++at) fs::remove(*at, ignored);  // one that is not empty stays
  }

  std::error_code make(const fs::path& path) {
    std::vector<fs::path> missing;
    std::error_code error;
    for (fs::path at = path; !at.empty() && !fs::exists(at, error); at = at.parent_path()) {
      missing.push_back(at);
      if (at == at.parent_path()) break;
    }
    made_.insert(made_.end(), missing.rbegin(), missing.rend());
    fs::create_directories(path, error);
    if (!error && !fs::is_directory(path)) error = std::make_error_code(std::errc::not_a_directory);
    return error;
  }
  void keep() { kept_ = true; }

 private:
  std::vector<fs::path> made_;  // outer ones before those inside
  bool kept_ = false;
};

// A file under a name of its own until it is renamed.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& target)
      : target_(target),
        path_(target.parent_path() / ("." + target.filename().string() + "." + std::to_string(::getpid()) + ".part")) {}
  TemporaryFile(TemporaryFile&& other) noexcept
      : target_(std::move(other.target_)), path_(std::exchange(other.path_, {})) {}
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  ~TemporaryFile() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }

  std::error_code write(std::string_view text) const {
    const int file = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) return last_error();
    std::error_code error;
    while (!text.empty() && !error) {
      const ssize_t written = ::write(file, text.data(), text.size());
      if (written >= 0) {
        text.remove_prefix(static_cast<std::size_t>(written));
      } else if (errno != EINTR) {
        error = last_error();
      }
    }
    if (!error && ::fsync(file) != 0) error = last_error();
    if (::close(file) != 0 && !error) error = last_error();
    return error;
  }

  std::error_code put_in_place() {
    if (std::rename(path_.c_str(), target_.c_str()) != 0) return last_error();
    path_.clear();
    return {};
  }

  const fs::path& target() const { return target_; }

 private:
  static std::error_code last_error() { return {errno, std::generic_category()}; }

  fs::path target_;
  fs::path path_;
};

// Brings the names of a folder's files to the disk.
void sync_folder(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);
  ::close(file);
}

Word reason(const std::error_code& error) {
  switch (error.value()) {
    case ENOSPC:
      return Text("磁盘已满", "the disk is full");
    case EDQUOT:
      return Text("超出磁盘配额", "the disk quota is used up");
    case EACCES:
    case EPERM:
      return Text("没有写入权限", "permission denied");
    case EROFS:
      return Text("文件系统只读", "the file system is read-only");
    case EISDIR:
      return Text("这是一个文件夹", "it is a folder");
    case ENOTDIR:
      return Text("路径中有一部分不是文件夹", "a part of the path is not a folder");
    case ENAMETOOLONG:
      return Text("文件名过长", "the name is too long");
    default:
      return error.message();
  }
}

std::vector<Diagnostic> cannot_write(const fs::path& path, const std::error_code& error) {
  Diagnostics diagnostics;
  diagnostics.error("command.cannot_write", {}, {{"path", path.string()}, {"reason", reason(error)}});
  return diagnostics.take();
}

}  // namespace

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
