// One block of a study as a file: little-endian, sealed by the SHA-256 of all before it.
//
//   "RONGHE01"  magic, 8 bytes
//   fingerprint of the study, 64 bytes of hexadecimal digits
//   rows (u64), first member (u32), members (u32), bytes of notes (u64)
//   values, [row × member] float64
//   notes
//   SHA-256, 32 bytes
#pragma once

#include "ronghe/study.hpp"
#include "study/durable_file.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

namespace ronghe {

// `0000000064-0000000127.block`: it sorts in the members' order.
std::string block_name(const MemberRange& members);
std::optional<MemberRange> members_in_name(const std::string& name);

double block_bytes(std::size_t rows, int members, std::size_t notes);

std::error_code write_block(const std::filesystem::path& path, const StudyShape& shape, const StudyBlock& block,
                            const WriteCall& call);

// Why a file is no block of the study.
enum class BlockFault { none, unreadable, damaged, of_another_study };

struct CheckedBlock {
  BlockFault fault = BlockFault::none;
  std::error_code error = {};  // of what is unreadable
};
// Reads it to its end.
CheckedBlock check_block(const std::filesystem::path& path, const StudyShape& shape, const MemberRange& members);

// Reads `count` rows from `first` on into `into`, which has place for `count` × members numbers.
std::error_code read_block_rows(const std::filesystem::path& path, const MemberRange& members, std::size_t first,
                                std::size_t count, double* into);

std::error_code read_block_notes(const std::filesystem::path& path, std::string& notes);

}  // namespace ronghe
