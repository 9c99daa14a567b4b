// The blocks of a study, and which members they hold.
//
// Blocks may overlap: two processes may have cut the members differently. What they say of a member is the same, so the
// first in order of name is taken for each.
#include "ronghe/study.hpp"

#include "study/block_file.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <utility>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

// Members that are taken from a block.
struct Piece {
  MemberRange members;
  std::string file;   // its name
  MemberRange block;  // all members of that file
};

}  // namespace

struct Study::State {
  fs::path folder;  // of the blocks
  StudyShape shape;
  StudyOptions options;
  std::vector<Piece> pieces;    // rising, without gaps within a piece
  std::set<std::string> sound;  // names of blocks that are good
};

Study::Study(std::shared_ptr<State> state) : state_(std::move(state)) {}

Outcome<Study> Study::open(const std::string& folder, const StudyShape& shape, const StudyOptions& options) {
  auto state = std::make_shared<State>();
  state->folder = fs::path(folder) / "shards";
  state->shape = shape;
  state->options = options;
  Folders made;
  if (const auto error = made.make(state->folder)) return std::vector{cannot_write(state->folder, error)};
  made.keep();
  for (const fs::path& each : {fs::path(folder), fs::path(folder) / "inputs", state->folder}) remove_abandoned(each);
  Study study(std::move(state));
  Diagnostics found;
  found.add(study.refresh());
  if (found.has_errors()) return found.take();
  return {std::move(study), found.take()};
}

const StudyShape& Study::shape() const { return state_->shape; }

std::vector<Diagnostic> Study::refresh() {
  Diagnostics diagnostics;
  std::map<std::string, MemberRange> listed;
  std::error_code error;
  for (fs::directory_iterator at(state_->folder, error), end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    const auto members = members_in_name(name);
    if (members && members->end() <= state_->shape.members) listed.emplace(name, *members);
  }
  if (error) return {cannot_read(state_->folder, error)};
  std::erase_if(state_->sound, [&](const std::string& name) { return !listed.contains(name); });
  state_->pieces.clear();
  int reached = 0;  // members up to here are known, or have no block
  for (const auto& [name, members] : listed) {
    if (!state_->sound.contains(name)) {
      const CheckedBlock block = check_block(state_->folder / name, state_->shape, members);
      if (block.fault == BlockFault::unreadable) {
        diagnostics.add({cannot_read(state_->folder / name, block.error)});
        continue;
      }
      if (block.fault != BlockFault::none) {
        diagnostics.warning(block.fault == BlockFault::of_another_study ? "study.foreign_block" : "study.damaged_block",
                            {}, {{"path", (state_->folder / name).string()}});
        continue;
      }
      state_->sound.insert(name);
    }
    const int first = std::max(members.first, reached);
    if (first >= members.end()) continue;
    state_->pieces.push_back({{first, members.end() - first}, name, members});
    reached = members.end();
  }
  return diagnostics.take();
}

std::vector<MemberRange> Study::missing(int block, const Shard& shard) const {
  std::vector<MemberRange> ranges;
  const auto add_gap = [&](int first, int end) {
    while (first < end) {
      const int k = first / block;
      const int cut = static_cast<int>(std::min<long long>(end, (k + 1LL) * block));
      if (k % shard.of == shard.index) ranges.push_back({first, cut - first});
      first = cut;
    }
  };
  int reached = 0;
  for (const Piece& piece : state_->pieces) {
    add_gap(reached, piece.members.first);
    reached = piece.members.end();
  }
  add_gap(reached, state_->shape.members);
  return ranges;
}

int Study::done() const {
  int done = 0;
  for (const Piece& piece : state_->pieces) done += piece.members.count;
  return done;
}

std::vector<Diagnostic> Study::write(const StudyBlock& block) const {
  const fs::path path = state_->folder / block_name(block.members);
  const auto error = write_block(path, state_->shape, block, state_->options.write);
  if (!error) return {};
  return {cannot_write(path, error)};
}

std::vector<Diagnostic> Study::read(std::size_t first, std::size_t count, const MemberRange& members,
                                    std::vector<double>& values) const {
  const auto wide = static_cast<std::size_t>(members.count);
  values.resize(count * wide);
  std::vector<double> of_block;
  for (const Piece& piece : state_->pieces) {
    const int begin = std::max(piece.members.first, members.first);
    const int end = std::min(piece.members.end(), members.end());
    if (begin >= end) continue;
    const auto width = static_cast<std::size_t>(piece.block.count);
    of_block.resize(count * width);
    const fs::path path = state_->folder / piece.file;
    if (const auto error = read_block_rows(path, piece.block, first, count, of_block.data())) {
      return {cannot_read(path, error)};
    }
    for (std::size_t row = 0; row < count; ++row) {
      std::memcpy(values.data() + row * wide + static_cast<std::size_t>(begin - members.first),
                  of_block.data() + row * width + static_cast<std::size_t>(begin - piece.block.first),
                  static_cast<std::size_t>(end - begin) * sizeof(double));
    }
  }
  return {};
}

Outcome<std::vector<double>> Study::read_row(std::size_t row) const {
  std::vector<double> values;
  if (std::vector<Diagnostic> lost = read(row, 1, {0, state_->shape.members}, values); !lost.empty()) return lost;
  return values;
}

std::vector<Diagnostic> Study::read_notes(const std::function<void(const Notes&)>& take) const {
  for (const Piece& piece : state_->pieces) {
    const fs::path path = state_->folder / piece.file;
    Notes notes{piece.members, piece.block, {}};
    if (const auto error = read_block_notes(path, notes.text)) return {cannot_read(path, error)};
    take(notes);
  }
  return {};
}

double Study::bytes(const StudyShape& shape, int block) {
  const int others = (shape.members - 1) / block;
  return block_bytes(shape.rows, shape.members, 0) + others * block_bytes(0, 0, 0);
}

}  // namespace ronghe
