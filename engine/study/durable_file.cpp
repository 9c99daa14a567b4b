#include "study/durable_file.hpp"

#include "ronghe/study.hpp"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <string>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

std::error_code last_error() { return {errno, std::generic_category()}; }

constexpr std::string_view ending = ".part";

std::string own_host() {
  char host[256] = {};
  if (::gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
  return host;
}

// `.manifest.json.host.1234.part`: processes of several machines may write beside each other.
std::string name_before_its_place(const fs::path& target) {
  return "." + target.filename().string() + "." + own_host() + "." + std::to_string(::getpid()) + std::string(ending);
}

// Whether a process of this machine left the file behind that is no more.
bool is_abandoned(std::string_view name, const std::string& host) {
  if (!is_unfinished(name)) return false;
  name.remove_suffix(ending.size());
  const std::size_t dot = name.rfind('.');
  int process = 0;
  const auto read = std::from_chars(name.data() + dot + 1, name.data() + name.size(), process);
  if (read.ec != std::errc() || read.ptr != name.data() + name.size() || process <= 0) return false;
  return name.substr(0, dot).ends_with("." + host) && ::kill(process, 0) != 0 && errno == ESRCH;
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
      return Text("没有权限", "permission denied");
    case EROFS:
      return Text("文件系统只读", "the file system is read-only");
    case ENODATA:
      return Text("文件不完整", "it ends too early");
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
  for (auto at = missing.rbegin(); at != missing.rend() && !error; ++at) error = sync_folder(at->parent_path());
  return error;
}

DurableFile::DurableFile(const fs::path& target)
    : target_(target), path_(target.parent_path() / name_before_its_place(target)) {}

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

bool is_unfinished(std::string_view name) { return name.starts_with('.') && name.ends_with(ending); }

void remove_abandoned(const fs::path& folder) {
  const std::string host = own_host();
  std::error_code ignored;  // a folder that cannot be read is told by whoever needs its files
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
    if (is_abandoned(entry.path().filename().string(), host)) ::unlink(entry.path().c_str());
  }
}

std::error_code sync_folder(const fs::path& folder) {
  const int file = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  // One that may be written and not read cannot be opened.
  if (file < 0) return errno == EACCES ? std::error_code() : last_error();
  std::error_code error;
  // Some file systems have nothing to bring to the disk.
  if (::fsync(file) != 0 && errno != EINVAL) error = last_error();
  ::close(file);
  return error;
}

Diagnostic cannot_write(const fs::path& path, const std::error_code& error) {
  Diagnostics diagnostics;
  diagnostics.error("command.cannot_write", {}, {{"path", path.string()}, {"reason", reason(error)}});
  return diagnostics.take().front();
}

Diagnostic cannot_read(const fs::path& path, const std::error_code& error) {
  Diagnostics diagnostics;
  diagnostics.error("study.unreadable", {}, {{"path", path.string()}, {"reason", reason(error)}});
  return diagnostics.take().front();
}

}  // namespace ronghe
