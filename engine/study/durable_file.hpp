// A file that is there whole or not at all.
//
// Its bytes go to a temporary name beside its place and are brought to the disk (fsync). Then it is renamed, and a
// rename within a folder either happens or does not: a reader never sees half a file, and a full disk or a pulled plug
// leaves what was there before.
#pragma once

#include "ronghe/diagnostics.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string_view>
#include <system_error>
#include <vector>

namespace ronghe {

// Makes folders and their parents, brings their names to the disk, and takes back what it made unless it is kept.
class Folders {
 public:
  Folders() = default;
  Folders(const Folders&) = delete;
  Folders& operator=(const Folders&) = delete;
  ~Folders();

  std::error_code make(const std::filesystem::path& path);
  void keep() { kept_ = true; }

 private:
  std::vector<std::filesystem::path> made_;  // outer ones before those inside
  bool kept_ = false;
};

// As ::write does.
using WriteCall = std::function<std::ptrdiff_t(int file, const void* bytes, std::size_t size)>;

// Removed again unless it is put in place.
class DurableFile {
 public:
  explicit DurableFile(const std::filesystem::path& target);
  DurableFile(DurableFile&& other) noexcept;
  DurableFile& operator=(DurableFile&&) = delete;
  ~DurableFile();

  // Writes all parts, one behind the other. `call` may be empty.
  std::error_code write(const std::vector<std::string_view>& parts, const WriteCall& call = {}) const;
  // Brings to the disk what somebody else wrote at `path`.
  std::error_code sync() const;
  std::error_code put_in_place();

  const std::filesystem::path& target() const { return target_; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path target_;
  std::filesystem::path path_;
};

// Removes files that were not put in place by processes of this machine that are no more.
void remove_abandoned(const std::filesystem::path& folder);

// Brings the names of a folder's files to the disk.
std::error_code sync_folder(const std::filesystem::path& folder);

// `command.cannot_write`, with the reason in plain words.
Diagnostic cannot_write(const std::filesystem::path& path, const std::error_code& error);
// `study.unreadable`, likewise.
Diagnostic cannot_read(const std::filesystem::path& path, const std::error_code& error);

}  // namespace ronghe
