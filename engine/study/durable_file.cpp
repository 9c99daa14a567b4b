#include "study/durable_file.hpp"

#include <cerrno>
#include <cstdio>
#include <string>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

std::error_code last_error() { return {errno, std::generic_category()}; }

// Processes of several machines may write beside each other.
std::string own_name() {
  char host[256] = {};
  if (::gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
  return std::string(host) + "." + std::to_string(::getpid());
}

std::error_code write_all(int file, std::string_view text, const WriteCall& call) {
  while (!text.empty()) {
    const ssize_t written = call ? call(file, text.data(), text.size()) : ::write(file, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      return last_error();
    }
  }
  return {};
}

Word reason(const std::error_code& error) {
  switch (error.value()) {
    case ENOSPC:
      return Text("磁盘已满", "the disk is full");
    case EDQUOT:
      return Text("超出磁盘配额", "the disk quota is used up");
    case EFBIG:
      return Text("超出允许的文件大小", "the file is larger than is allowed");
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

}  // namespace

Folders::~Folders() {
  if (kept_) return;
  std::error_code ignored;
  for (auto at = made_.rbegin(); at != made_.rend(); ++at) fs::remove(*at, ignored);  // one that is not empty stays
}

std::error_code Folders::make(const fs::path& path) {
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

DurableFile::DurableFile(const fs::path& target)
    : target_(target), path_(target.parent_path() / ("." + target.filename().string() + "." + own_name() + ".part")) {}

DurableFile::DurableFile(DurableFile&& other) noexcept
    : target_(std::move(other.target_)), path_(std::exchange(other.path_, {})) {}

DurableFile::~DurableFile() {
  if (!path_.empty()) ::unlink(path_.c_str());
}

std::error_code DurableFile::write(const std::vector<std::string_view>& parts, const WriteCall& call) const {
  const int file = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return last_error();
  std::error_code error;
  for (const std::string_view part : parts) {
    if (!error) error = write_all(file, part, call);
  }
  if (!error && ::fsync(file) != 0) error = last_error();
  if (::close(file) != 0 && !error) error = last_error();
  return error;
}

std::error_code DurableFile::sync() const {
  const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return last_error();
  std::error_code error;
  if (::fsync(file) != 0) error = last_error();
  ::close(file);
  return error;
}

std::error_code DurableFile::put_in_place() {
  if (std::rename(path_.c_str(), target_.c_str()) != 0) return last_error();
  path_.clear();
  return {};
}

bool is_unfinished(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with('.') && name.ends_with(".part");
}

void sync_folder(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);
  ::close(file);
}

Diagnostic cannot_write(const fs::path& path, const std::error_code& error) {
  Diagnostics diagnostics;
  diagnostics.error("command.cannot_write", {}, {{"path", path.string()}, {"reason", reason(error)}});
  return diagnostics.take().front();
}

}  // namespace ronghe
