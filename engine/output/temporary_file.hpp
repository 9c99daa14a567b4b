// Files that take their names only when they are whole.
//
// Each is written beside its place and brought to the disk (fsync), then renamed; a rename within a folder either
// happens or does not. What was made on the way is removed again.
#pragma once

#include "ronghe/diagnostics.hpp"

#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace ronghe {

// Makes folders and their parents, and takes back what it made unless it is kept.
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

// A file under a name of its own until it is renamed.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::filesystem::path& target);
  TemporaryFile(TemporaryFile&& other) noexcept
      : target_(std::move(other.target_)), path_(std::exchange(other.path_, {})) {}
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  ~TemporaryFile();

  std::error_code write(std::string_view text) const;
  // Brings to the disk what somebody else wrote at `path`.
  std::error_code sync() const;
  std::error_code put_in_place();

  const std::filesystem::path& target() const { return target_; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path target_;
  std::filesystem::path path_;
};

// Brings the names of a folder's files to the disk.
void sync_folder(const std::filesystem::path& folder);

std::vector<Diagnostic> cannot_write(const std::filesystem::path& path, const std::error_code& error);

}  // namespace ronghe
