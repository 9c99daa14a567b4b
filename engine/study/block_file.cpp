#include "study/block_file.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <unistd.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

static_assert(std::endian::native == std::endian::little, "blocks are written as they lie in memory");

constexpr std::string_view magic = "RONGHE01";
constexpr std::string_view extension = ".block";
constexpr std::size_t digits = 64;
constexpr std::size_t head_size = magic.size() + digits + 8 + 4 + 4 + 8;
constexpr std::size_t seal_size = 32;

template <class Number>
void append(std::string& text, Number number) {
  std::array<char, sizeof number> bytes{};
  std::memcpy(bytes.data(), &number, sizeof number);
  text.append(bytes.data(), bytes.size());
}

std::string head_of(const StudyShape& shape, const MemberRange& members, std::size_t notes) {
  std::string head(magic);
  head += shape.fingerprint;
  head.resize(magic.size() + digits, ' ');
  append(head, static_cast<std::uint64_t>(shape.rows));
  append(head, static_cast<std::uint32_t>(members.first));
  append(head, static_cast<std::uint32_t>(members.count));
  append(head, static_cast<std::uint64_t>(notes));
  return head;
}

class Seal {
 public:
  Seal() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) {
      throw InternalError("SHA-256 is not there");
    }
  }
  void add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
  std::string take() {
    std::string seal(seal_size, '\0');
    EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(seal.data()), nullptr);
    return seal;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

std::string_view bytes_of(const std::vector<double>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double)};
}

const std::error_code file_ends = std::make_error_code(std::errc::no_message_available);

std::error_code last_error() { return {errno, std::generic_category()}; }

// An open file, closed at the end.
class Reader {
 public:
  explicit Reader(const fs::path& path) : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (file_ < 0) error_ = last_error();
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() {
    if (file_ >= 0) ::close(file_);
  }

  // Why it could not be opened.
  const std::error_code& error() const { return error_; }
  // All of `size` bytes, or why not; `file_ends` when there are not so many.
  std::error_code read(char* into, std::size_t size, std::size_t from) const {
    while (size > 0) {
      const ssize_t got = ::pread(file_, into, size, static_cast<off_t>(from));
      if (got == 0) return file_ends;
      if (got < 0 && errno != EINTR) return last_error();
      if (got < 0) continue;
      into += got;
      from += static_cast<std::size_t>(got);
      size -= static_cast<std::size_t>(got);
    }
    return {};
  }

 private:
  int file_;
  std::error_code error_;
};

CheckedBlock faulty(const std::error_code& error) {
  if (error == file_ends) return {BlockFault::damaged};
  return {BlockFault::unreadable, error};
}

// What a block's head says of what follows it.
struct Sizes {
  std::uint64_t values = 0;  // bytes
  std::uint64_t notes = 0;

  std::uint64_t file() const { return head_size + values + notes + seal_size; }
};

Sizes sizes_in(const std::string& head) {
  const char* const at = head.data() + magic.size() + digits;
  std::uint64_t rows = 0;
  std::uint32_t members = 0;
  Sizes sizes;
  std::memcpy(&rows, at, sizeof rows);
  std::memcpy(&members, at + 12, sizeof members);
  std::memcpy(&sizes.notes, at + 16, sizeof sizes.notes);
  sizes.values = rows * members * sizeof(double);
  return sizes;
}

}  // namespace

std::string block_name(const MemberRange& members) {
  return fmt::format("{:010}-{:010}{}", members.first, members.end() - 1, extension);
}

std::optional<MemberRange> members_in_name(const std::string& name) {
  int first = 0;
  int last = 0;
  const char* const end = name.data() + name.size();
  const auto one = std::from_chars(name.data(), end, first);
  if (one.ec != std::errc() || one.ptr == end || *one.ptr != '-') return std::nullopt;
  const auto other = std::from_chars(one.ptr + 1, end, last);
  if (other.ec != std::errc() || first < 0 || last < first) return std::nullopt;
  const MemberRange members{first, last - first + 1};
  if (name != block_name(members)) return std::nullopt;
  return members;
}

double block_bytes(std::size_t rows, int members, std::size_t notes) {
  return static_cast<double>(rows) * members * 8 + static_cast<double>(head_size + notes + seal_size);
}

std::error_code write_block(const fs::path& path, const StudyShape& shape, const StudyBlock& block,
                            const WriteCall& call) {
  const std::string head = head_of(shape, block.members, block.notes.size());
  Seal seal;
  for (const std::string_view part : {std::string_view(head), bytes_of(block.values), std::string_view(block.notes)}) {
    seal.add(part);
  }
  DurableFile file(path);
  if (const auto error = file.write({head, bytes_of(block.values), block.notes, seal.take()}, call)) return error;
  if (const auto error = file.put_in_place()) return error;
  return sync_folder(path.parent_path());
}

CheckedBlock check_block(const fs::path& path, const StudyShape& shape, const MemberRange& members) {
  const Reader file(path);
  if (file.error()) return faulty(file.error());
  std::string head(head_size, '\0');
  if (const auto error = file.read(head.data(), head.size(), 0)) return faulty(error);
  if (!head.starts_with(magic)) return {BlockFault::damaged};
  const Sizes sizes = sizes_in(head);
  if (sizes.notes > (std::uint64_t{1} << 32)) return {BlockFault::damaged};
  std::error_code error;
  if (fs::file_size(path, error) != sizes.file() || error) return {BlockFault::damaged};

  // The seal is looked at first: a damaged head is not another study's.
  Seal seal;
  seal.add(head);
  std::string piece(std::size_t{1} << 20, '\0');
  std::size_t at = head_size;
  for (std::uint64_t left = sizes.values + sizes.notes; left > 0;) {
    const std::size_t size = std::min<std::uint64_t>(left, piece.size());
    if (const auto failed = file.read(piece.data(), size, at)) return faulty(failed);
    seal.add(std::string_view(piece).substr(0, size));
    at += size;
    left -= size;
  }
  std::string found(seal_size, '\0');
  if (const auto failed = file.read(found.data(), found.size(), at)) return faulty(failed);
  if (found != seal.take()) return {BlockFault::damaged};
  if (head != head_of(shape, members, sizes.notes)) return {BlockFault::of_another_study};
  return {};
}

std::error_code read_block_rows(const fs::path& path, const MemberRange& members, std::size_t first, std::size_t count,
                                double* into) {
  const Reader file(path);
  if (file.error()) return file.error();
  const std::size_t row = static_cast<std::size_t>(members.count) * sizeof(double);
  return file.read(reinterpret_cast<char*>(into), count * row, head_size + first * row);
}

std::error_code read_block_notes(const fs::path& path, std::string& notes) {
  const Reader file(path);
  if (file.error()) return file.error();
  std::string head(head_size, '\0');
  if (const auto error = file.read(head.data(), head.size(), 0)) return error;
  const Sizes sizes = sizes_in(head);
  notes.resize(sizes.notes);
  return file.read(notes.data(), notes.size(), head_size + sizes.values);
}

}  // namespace ronghe
