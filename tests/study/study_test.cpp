#include "ronghe/study.hpp"

#include "study/block_file.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <new>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class StudyFolder : public testing::Test {
 protected:
  StudyFolder() : folder(fs::temp_directory_path() / ("ronghe-study-" + std::to_string(::getpid()))) {
    fs::remove_all(folder);
  }
  ~StudyFolder() override { fs::remove_all(folder); }

  static double number(std::size_t row, int member) { return static_cast<double>(row) * 1000 + member + 0.25; }

  StudyShape shape(int members) const { return {"abc", 5, members}; }

  StudyBlock block(const MemberRange& members) const {
    StudyBlock made{members, {}, "notes of " + std::to_string(members.first)};
    for (std::size_t row = 0; row < 5; ++row) {
      for (int m = members.first; m < members.end(); ++m) made.values.push_back(number(row, m));
    }
    return made;
  }

  // Every number of the study, some rows and members at a time.
  void expect_whole(const Study& study, int at_once = 3) const {
    const int members = study.shape().members;
    ASSERT_EQ(study.done(), members);
    std::vector<double> values;
    for (std::size_t row = 0; row < 5; row += 2) {
      const std::size_t rows = std::min<std::size_t>(2, 5 - row);
      for (int first = 0; first < members; first += at_once) {
        const MemberRange range{first, std::min(at_once, members - first)};
        ASSERT_THAT(study.read(row, rows, range, values), IsEmpty());
        std::vector<double> expected;
        for (std::size_t r = row; r < row + rows; ++r) {
          for (int m = first; m < range.end(); ++m) expected.push_back(number(r, m));
        }
        EXPECT_EQ(values, expected) << "row " << row << ", member " << first;
      }
    }

    const std::vector<double> last = study.read_row(4).value();
    for (int m = 0; m < members; ++m) EXPECT_EQ(last.at(static_cast<std::size_t>(m)), number(4, m));
  }

  std::vector<std::string> codes(const std::vector<Diagnostic>& diagnostics) const {
    std::vector<std::string> found;
    for (const Diagnostic& diagnostic : diagnostics) found.push_back(diagnostic.code);
    return found;
  }

  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder / "shards")) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }

  const fs::path folder;
};

TEST_F(StudyFolder, CutsWhatIsMissingAtMultiplesOfTheBlock) {
  Study study = Study::open(folder, shape(10)).value();
  EXPECT_THAT(study.missing(4), ElementsAre(MemberRange{0, 4}, MemberRange{4, 4}, MemberRange{8, 2}));
  EXPECT_THAT(study.write(block({3, 2})), IsEmpty());
  EXPECT_THAT(study.refresh(), IsEmpty());
  EXPECT_THAT(study.missing(4), ElementsAre(MemberRange{0, 3}, MemberRange{5, 3}, MemberRange{8, 2}));
  EXPECT_EQ(study.done(), 2);
}

TEST_F(StudyFolder, ShardsTogetherMissNothingAndShareNothing) {
  const Study study = Study::open(folder, shape(103)).value();
  std::set<int> members;
  for (int index = 0; index < 4; ++index) {
    for (const MemberRange& range : study.missing(8, {index, 4})) {
      for (int m = range.first; m < range.end(); ++m) EXPECT_TRUE(members.insert(m).second);
    }
  }
  EXPECT_EQ(members.size(), 103U);
}

TEST_F(StudyFolder, GivesTheSameNumbersHoweverTheBlocksWereCut) {
  for (const int size : {1, 3, 7, 20}) {
    fs::remove_all(folder);
    Study study = Study::open(folder, shape(20)).value();
    for (const MemberRange& range : study.missing(size)) EXPECT_THAT(study.write(block(range)), IsEmpty());
    study.refresh();
    expect_whole(study);
    expect_whole(study, 20);
  }
}

TEST_F(StudyFolder, TakesBlocksThatOverlap) {
  Study study = Study::open(folder, shape(12)).value();
  for (const MemberRange range : {MemberRange{0, 5}, MemberRange{3, 6}, MemberRange{4, 2}, MemberRange{8, 4}}) {
    EXPECT_THAT(study.write(block(range)), IsEmpty());
  }
  study.refresh();
  expect_whole(study);
  int told = 0;
  const auto take = [&](const Study::Notes& notes) {
    EXPECT_EQ(notes.members.first, told);
    EXPECT_EQ(notes.text, "notes of " + std::to_string(notes.block.first));
    told = notes.members.end();
  };
  EXPECT_THAT(study.read_notes(take), IsEmpty());
  EXPECT_EQ(told, 12);
}

TEST_F(StudyFolder, KnowsTheBlocksOfAnEarlierProcess) {
  {
    Study study = Study::open(folder, shape(8)).value();
    EXPECT_THAT(study.write(block({0, 4})), IsEmpty());
  }
  Study study = Study::open(folder, shape(8)).value();
  EXPECT_THAT(study.missing(4), ElementsAre(MemberRange{4, 4}));
  EXPECT_THAT(study.write(block({4, 4})), IsEmpty());
  study.refresh();
  expect_whole(study);
}

TEST_F(StudyFolder, ComputesADamagedBlockAgain) {
  {
    Study study = Study::open(folder, shape(8)).value();
    EXPECT_THAT(study.write(block({0, 8})), IsEmpty());
  }
  const fs::path path = folder / "shards" / block_name({0, 8});
  const auto size = fs::file_size(path);
  // Any byte of it.
  for (const std::uintmax_t at : {std::uintmax_t{0}, std::uintmax_t{9}, std::uintmax_t{80}, size / 2, size - 1}) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const int byte = file.get();
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(byte ^ 1));
    file.close();
    Outcome<Study> study = Study::open(folder, shape(8));
    EXPECT_THAT(codes(study.diagnostics()), ElementsAre("study.damaged_block")) << "byte " << at;
    EXPECT_EQ(study.value().done(), 0);
    std::fstream again(path, std::ios::in | std::ios::out | std::ios::binary);
    again.seekp(static_cast<std::streamoff>(at));
    again.put(static_cast<char>(byte));
  }
  // Or its end.
  fs::resize_file(path, size - 8);
  EXPECT_THAT(codes(Study::open(folder, shape(8)).diagnostics()), ElementsAre("study.damaged_block"));
}

TEST_F(StudyFolder, SaysWhyABlockCannotBeRead) {
  const Study study = Study::open(folder, shape(4)).value();
  fs::create_directory(folder / "shards" / block_name({0, 4}));  // opens, and cannot be read
  const Outcome<Study> opened = Study::open(folder, shape(4));
  EXPECT_FALSE(opened);
  EXPECT_THAT(codes(opened.diagnostics()), ElementsAre("study.unreadable"));
}

TEST_F(StudyFolder, SaysWhyItsFolderCannotBeRead) {
  Study study = Study::open(folder, shape(4)).value();
  fs::remove(folder / "shards");
  EXPECT_THAT(codes(study.refresh()), ElementsAre("study.unreadable"));
}

TEST_F(StudyFolder, SaysWhyAJoinCannotReadABlock) {
  Study study = Study::open(folder, shape(4)).value();
  EXPECT_THAT(study.write(block({0, 4})), IsEmpty());
  EXPECT_THAT(study.refresh(), IsEmpty());
  fs::remove(folder / "shards" / block_name({0, 4}));
  EXPECT_THAT(codes(study.read_row(0).diagnostics()), ElementsAre("study.unreadable"));
}

TEST_F(StudyFolder, RemovesWhatProcessesOfThisMachineLeftBehind) {
  const Study study = Study::open(folder, shape(4)).value();
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ::waitpid(child, nullptr, 0);
  char host[256] = {};
  ASSERT_EQ(::gethostname(host, sizeof host - 1), 0);
  const auto unfinished = [&](const std::string& of_host, pid_t process) {
    std::string name = ".x.block." + of_host + "." + std::to_string(process) + ".part";
    std::ofstream(folder / "shards" / name) << "half";
    return name;
  };
  unfinished(host, child);
  const std::string mine = unfinished(host, ::getpid());
  const std::string elsewhere = unfinished(std::string("beside-") + host, child);
  EXPECT_TRUE(Study::open(folder, shape(4)));
  EXPECT_THAT(files(), testing::UnorderedElementsAre(mine, elsewhere));
}

TEST_F(StudyFolder, LeavesBlocksOfAnotherStudyAlone) {
  {
    Study study = Study::open(folder, shape(8)).value();
    EXPECT_THAT(study.write(block({0, 8})), IsEmpty());
  }
  const Outcome<Study> other = Study::open(folder, {"xyz", 5, 8});
  EXPECT_THAT(codes(other.diagnostics()), ElementsAre("study.foreign_block"));
  EXPECT_EQ(other.value().done(), 0);
}

TEST_F(StudyFolder, LeavesNothingBehindWhenAWriteFails) {
  // The disk is full after so many bytes, for every number of bytes.
  const auto size = static_cast<std::size_t>(block_bytes(5, 4, block({0, 4}).notes.size()));
  for (std::size_t room = 0; room < size; room += 13) {
    std::size_t written = 0;
    const auto write = [&](int file, const void* bytes, std::size_t count) -> ssize_t {
      if (written >= room) {
        errno = ENOSPC;
        return -1;
      }
      const ssize_t done = ::write(file, bytes, std::min(count, room - written));
      written += static_cast<std::size_t>(done);
      return done;
    };
    Study study = Study::open(folder, shape(4), {write}).value();
    EXPECT_THAT(codes(study.write(block({0, 4}))), ElementsAre("command.cannot_write"));
    EXPECT_THAT(files(), IsEmpty()) << room;
  }
}

TEST_F(StudyFolder, ComputesEveryMemberOnceOnAnyNumberOfThreads) {
  for (const int threads : {1, 2, 5}) {
    fs::remove_all(folder);
    Study study = Study::open(folder, shape(101)).value();
    Ranks alone = Ranks::join().value();
    std::mutex mutex;
    std::multiset<int> members;
    const auto compute = [&](const MemberRange& range) {
      const std::lock_guard lock(mutex);
      for (int m = range.first; m < range.end(); ++m) members.insert(m);
      return Computed{block(range), 1};
    };
    int told = 0;
    int failures = 0;
    ComputeOptions options{.threads = threads, .block = 8};
    options.progress = [&](int done, int of, int failed) {
      EXPECT_GT(done, told);
      EXPECT_EQ(of, 101);
      told = done;
      failures = failed;
    };
    EXPECT_THAT(compute_missing(study, alone, compute, options), IsEmpty());
    EXPECT_EQ(members.size(), 101U);
    EXPECT_EQ(told, 101);
    EXPECT_EQ(failures, 13);
    expect_whole(study);
  }
}

TEST_F(StudyFolder, FinishesTheBlockThatWasBegunWhenItIsStopped) {
  Study study = Study::open(folder, shape(100)).value();
  Ranks alone = Ranks::join().value();
  std::atomic<bool> cancel = false;
  const auto compute = [&](const MemberRange& range) {
    if (range.first >= 30) cancel = true;
    return Computed{block(range), 0};
  };
  EXPECT_THAT(compute_missing(study, alone, compute, {.block = 10, .cancel = &cancel}), IsEmpty());
  EXPECT_EQ(study.done(), 40);
  cancel = false;
  const auto rest = [&](const MemberRange& range) { return Computed{block(range), 0}; };
  EXPECT_THAT(compute_missing(study, alone, rest, {.block = 7}), IsEmpty());
  expect_whole(study);
}

TEST_F(StudyFolder, StopsWhenABlockCannotBeWritten) {
  int calls = 0;
  const auto write = [&](int file, const void* bytes, std::size_t count) -> ssize_t {
    if (++calls > 9) {
      errno = ENOSPC;
      return -1;
    }
    return ::write(file, bytes, count);
  };
  Ranks alone = Ranks::join().value();
  Study study = Study::open(folder, shape(100), {write}).value();
  const auto compute = [&](const MemberRange& range) { return Computed{block(range), 0}; };
  EXPECT_THAT(codes(compute_missing(study, alone, compute, {.block = 10})), ElementsAre("command.cannot_write"));
  EXPECT_EQ(study.done(), 20);
  EXPECT_EQ(files().size(), 2U);
}

TEST_F(StudyFolder, HandsOnWhatTheComputationThrows) {
  for (const int threads : {1, 3}) {
    fs::remove_all(folder);
    Ranks alone = Ranks::alone();
    Study study = Study::open(folder, shape(100)).value();
    const auto compute = [&](const MemberRange& range) {
      if (range.first >= 30) throw std::bad_alloc();
      return Computed{block(range), 0};
    };
    EXPECT_THROW(compute_missing(study, alone, compute, {.threads = threads, .block = 10}), std::bad_alloc);
    EXPECT_THAT(study.refresh(), IsEmpty());
    EXPECT_GE(study.done(), threads == 1 ? 30 : 0);
  }
}

TEST_F(StudyFolder, CutsBlocksLargerThanHalfOfAllNumbers) {
  const Study study = Study::open(folder, shape(10)).value();
  EXPECT_THAT(study.missing(2147483647), ElementsAre(MemberRange{0, 10}));
  EXPECT_EQ(Study::bytes(shape(10), 2147483647), Study::bytes(shape(10), 10));
}

TEST(ManyProcesses, AreToldWhenTheyCannotShareAStudy) {
  Diagnostics diagnostics;
  diagnostics.error("study.no_mpi", {}, {{"processes", "4"}, {"reason", Text("没有模块", "there is no module")}});
  EXPECT_EQ(render(diagnostics.items().front(), Language::english),
            "error[study.no_mpi]: 4 processes were started together and cannot share a study: there is no module\n"
            "hint: build Ronghe where MPI is installed (libopenmpi-dev), or use `--shard i/n`\n");
}

TEST_F(StudyFolder, KnowsItsSizeBeforeItIsWritten) {
  Study study = Study::open(folder, shape(20)).value();
  for (const MemberRange& range : study.missing(8)) {
    StudyBlock made = block(range);
    made.notes.clear();
    EXPECT_THAT(study.write(made), IsEmpty());
  }
  std::uintmax_t bytes = 0;
  for (const auto& entry : fs::directory_iterator(folder / "shards")) bytes += entry.file_size();
  EXPECT_EQ(Study::bytes(shape(20), 8), static_cast<double>(bytes));
}

}  // namespace
}  // namespace ronghe
