// Studies as a user makes, stops, kills, shares, extends and changes them.
#include "cli/school.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <random>
#include <set>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

namespace ronghe::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::SizeIs;

const std::string study_text = std::string(school_study) +
                               "ensemble: {design: sobol, members: 100, seed: 7, options: [plan.yaml],"
                               " keep: {quantiles: [0.05, 0.5, 0.95], members: 5}}\n";

// The results of a study: what is joined of its blocks.
const std::vector<std::string> results = {"ensemble.json", "quantiles.csv", "members.csv", "draws.csv", "results.nc"};

// Open MPI leaves memory behind, which the address sanitizer would tell as ours.
constexpr const char* without_leaks = "ASAN_OPTIONS=detect_leaks=0";

class Studies : public School {
 protected:
  Studies() { write_text(folder() / "study.yaml", study_text); }

  // Where all of it happens.
  fs::path folder() const { return city(); }
  Finished run(const std::string& arguments, std::string_view runner = "") const {
    return run_program(arguments, folder(), runner);
  }

  std::string text(const std::string& study) const {
    std::string all;
    for (const std::string& file : results) all += read_text(folder() / study / file);
    return all;
  }

  std::vector<fs::path> blocks(const std::string& study) const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder() / study / "shards")) found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
  }

  // Starts the program and does not wait for it.
  pid_t start(const std::vector<std::string>& arguments) const {
    const pid_t child = fork();
    if (child != 0) return child;
    if (chdir(folder().c_str()) != 0) _exit(99);
    const int nothing = open("/dev/null", O_WRONLY);
    dup2(nothing, 1);
    dup2(nothing, 2);
    std::vector<char*> words = {const_cast<char*>(RONGHE_PROGRAM)};
    for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    execv(RONGHE_PROGRAM, words.data());
    _exit(98);
  }

  static int wait_for(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return status;
  }
};

TEST_F(Studies, SaysWhatItComputesAndWritesItsResults) {
  const Finished ran = run("ensemble study.yaml -o made --lang en");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("2 scenarios × 100 members, design sobol (seed 7), 3 uncertain numbers"));
  for (const std::string& file : results) EXPECT_TRUE(fs::exists(folder() / "made" / file)) << file;
  const auto json = nlohmann::json::parse(read_text(folder() / "made" / "ensemble.json"));
  EXPECT_EQ(json.at("design").at("members"), 100);
}

TEST_F(Studies, AreVerified) {
  ASSERT_EQ(run("ensemble study.yaml -o made --csv-bom --quiet").status, 0);
  const Finished good = run("verify made --lang en");
  EXPECT_EQ(good.status, 0) << good.err;
  EXPECT_THAT(good.out, HasSubstr("64 of 100 members, computed again, come out to the same bits"));
  EXPECT_THAT(good.out, HasSubstr("  quantiles.csv  "));

  std::string quantiles = read_text(folder() / "made" / "quantiles.csv");
  ++quantiles[quantiles.size() - 2];
  write_text(folder() / "made" / "quantiles.csv", quantiles);
  const Finished changed = run("verify made --lang en");
  EXPECT_EQ(changed.status, 1);
  EXPECT_THAT(changed.err, HasSubstr("error[verify.output_changed]: `made/quantiles.csv`"));

  fs::resize_file(blocks("made").front(), 100);
  const Finished damaged = run("verify made --lang en");
  EXPECT_EQ(damaged.status, 1);
  EXPECT_THAT(damaged.err, HasSubstr("study.damaged_block"));
  EXPECT_THAT(damaged.err, HasSubstr("study.incomplete"));

  ASSERT_EQ(run("sensitivity study.yaml --method morris -o indices --quiet").status, 0);
  EXPECT_EQ(run("verify indices").status, 0);
}

// Threads, shards, the size of a block and going on after a stop change no byte.
TEST_F(Studies, GivesTheSameBytesHoweverItIsComputed) {
  ASSERT_EQ(run("ensemble study.yaml -o whole --threads 1").status, 0);
  const std::string expected = text("whole");
  int made = 0;
  for (const int threads : {1, 2}) {
    for (const int block : {1, 8, 64, 1000}) {
      for (const int shards : {1, 4}) {
        SCOPED_TRACE(fmt::format("{} threads, blocks of {}, {} shards", threads, block, shards));
        const std::string study = fmt::format("study{}", made++);
        for (int shard = 1; shard <= shards; ++shard) {
          const std::string part = shards == 1 ? "" : fmt::format("--shard {}/{}", shard, shards);
          const Finished ran =
              run(fmt::format("ensemble study.yaml -o {} --threads {} --block {} {}", study, threads, block, part));
          ASSERT_EQ(ran.status, 0) << ran.err;
        }
        if (shards > 1) {
          ASSERT_EQ(run("merge " + study).status, 0);
        }
        EXPECT_EQ(text(study), expected);
      }
    }
  }
}

TEST_F(Studies, GoesOnWhereABlockIsMissing) {
  ASSERT_EQ(run("ensemble study.yaml -o made --block 8").status, 0);
  const std::string expected = text("made");
  const auto found = blocks("made");
  ASSERT_GT(found.size(), 5U);
  fs::remove(found[2]);
  fs::resize_file(found[4], fs::file_size(found[4]) / 2);
  for (const std::string& file : results) fs::remove(folder() / "made" / file);
  const Finished again = run("ensemble made --block 16 --lang en");  // by its folder
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_THAT(again.err, HasSubstr("study.damaged_block"));
  EXPECT_EQ(text("made"), expected);
}

TEST_F(Studies, RefusesInputsThatHaveChanged) {
  ASSERT_EQ(run("ensemble study.yaml -o made").status, 0);
  std::string changed(school_plan);
  changed.replace(changed.find("2021: 2"), 7, "2021: 3");
  write_text(folder() / "plan.yaml", changed);
  const Finished refused = run("ensemble study.yaml -o made --lang en");
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.err, HasSubstr("study.changed"));
  EXPECT_THAT(refused.err, HasSubstr("programmes.new-rooms"));
}

TEST_F(Studies, ExtendsWithoutMovingAMember) {
  ASSERT_EQ(run("ensemble study.yaml -o short").status, 0);
  const std::string before = read_text(folder() / "short" / "members.csv");
  const auto old_blocks = blocks("short");
  std::vector<std::string> old_texts;
  for (const fs::path& block : old_blocks) old_texts.push_back(read_text(block));
  ASSERT_EQ(run("ensemble short --extend 28").status, 0);
  EXPECT_EQ(read_text(folder() / "short" / "members.csv"), before);
  for (std::size_t i = 0; i < old_blocks.size(); ++i) EXPECT_EQ(read_text(old_blocks[i]), old_texts[i]);
  const auto json = nlohmann::json::parse(read_text(folder() / "short" / "ensemble.json"));
  EXPECT_EQ(json.at("design").at("members"), 128);
  // The same command goes on with what it has become.
  EXPECT_EQ(run("ensemble study.yaml -o short").status, 0);
  ASSERT_EQ(run("ensemble study.yaml -o long --members 128").status, 0);
  EXPECT_EQ(read_text(folder() / "short" / "quantiles.csv"), read_text(folder() / "long" / "quantiles.csv"));
}

TEST_F(Studies, AShorterOneIsNotWhatWasExtended) {
  ASSERT_EQ(run("ensemble study.yaml -o made --quiet").status, 0);
  ASSERT_EQ(run("ensemble made --extend 28 --quiet").status, 0);
  const Finished refused = run("ensemble study.yaml -o made --members 100 --lang en");
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.err, HasSubstr("members: 128 → 100"));
}

TEST_F(Studies, AreExtendedOnceBySeveralShards) {
  ASSERT_EQ(run("ensemble study.yaml -o made --quiet").status, 0);
  for (const std::string shard : {"1/2", "2/2"}) {
    const Finished ran = run("ensemble made --extend 28 --block 8 --quiet --lang en --shard " + shard);
    EXPECT_EQ(ran.status, 0) << ran.err;
  }
  EXPECT_EQ(json("city/made/ensemble.json").at("design").at("members"), 128);
}

TEST_F(Studies, AnExtensionThatDoesNotFitChangesNothing) {
  write_text(folder() / "study.yaml", study_text + "limits: {memory: 1 GB}\n");
  ASSERT_EQ(run("ensemble study.yaml -o made --quiet").status, 0);
  const std::string manifest = read_text(folder() / "made" / "manifest.json");
  const Finished refused = run("ensemble made --extend 10 --block 100000000 --lang en");
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.err, HasSubstr("study.no_memory"));
  EXPECT_EQ(read_text(folder() / "made" / "manifest.json"), manifest);
}

TEST_F(Studies, CountTheMemoryOfTheirJoin) {
  write_text(folder() / "study.yaml", study_text + "limits: {memory: 300 MB}\n");
  const std::string prepare = " --prepare --quiet --threads 1 --lang en";
  for (const int members : {100, 10'000'000}) {
    const std::string command = fmt::format("ensemble study.yaml -o made-{0} --members {0}{1}", members, prepare);
    EXPECT_EQ(run(command).status, 0) << members;
  }
  const Finished refused = run("sensitivity study.yaml -o indices --points 200000" + prepare);
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.err, HasSubstr("of memory are needed"));

  write_text(folder() / "study.yaml", study_text + "limits: {memory: 200 MB}\n");
  const Finished small = run("ensemble study.yaml -o small" + prepare);
  EXPECT_EQ(small.status, 1);
  EXPECT_THAT(small.err, HasSubstr("about 268 MB of memory are needed"));
}

TEST_F(Studies, AreMadeWhereAKillLeftNoManifest) {
  write_text(folder() / "made" / "inputs" / "study.yaml", "half");
  write_text(folder() / "made" / ".manifest.json.elsewhere.1.part", "half");
  const Finished made = run("ensemble study.yaml -o made --quiet --lang en");
  EXPECT_EQ(made.status, 0) << made.err;
  write_text(folder() / "mine" / "notes.txt", "mine");
  EXPECT_THAT(run("ensemble study.yaml -o mine --lang en").err, HasSubstr("command.not_empty"));
}

TEST_F(Studies, FailWhenTheirArrayCannotBeWritten) {
  ASSERT_EQ(run("ensemble study.yaml -o made --prepare").status, 0);
  fs::create_directory(folder() / "made" / "results.nc");
  const Finished failed = run("ensemble made --quiet --lang en");
  EXPECT_EQ(failed.status, 3);
  EXPECT_THAT(failed.err, HasSubstr("results.nc"));
  EXPECT_TRUE(fs::exists(folder() / "made" / "ensemble.json"));
}

TEST_F(Studies, DiscoverPrintsOneDocument) {
  std::string two(study_text);
  two.insert(two.find("ensemble:"), "  - {id: more, want: \"building >= 10 亿元\", where: {county: all}, by: 2024}\n");
  write_text(folder() / "study.yaml", two);
  ASSERT_EQ(run("ensemble study.yaml -o made --quiet").status, 0);
  const Finished found = run("discover made --json");
  EXPECT_EQ(found.status, 0) << found.err;
  EXPECT_THAT(nlohmann::json::parse(found.out), SizeIs(2));
}

// --- sensitivity analyses

class SensitivityStudies : public Studies {
 protected:
  SensitivityStudies() {
    // What is explained is no indicator, at a time that is not kept.
    write_text(folder() / "study.yaml",
               study_text +
                   "outputs: {every: 2 years}\n"
                   "analysis: {sensitivity: {method: morris, trajectories: 4, of: [\"worn@2021\"]}}\n");
  }
};

TEST_F(SensitivityStudies, AreWhatTheScenarioAsksFor) {
  const Finished ran = run("sensitivity study.yaml --lang en --quiet");
  ASSERT_EQ(ran.status, 0) << ran.err;
  const auto told = json("city/ronghe-study/morris/study/sensitivity.json");
  EXPECT_EQ(told.at("method"), "morris");
  EXPECT_EQ(told.at("members"), 4 * (3 + 1));
  ASSERT_FALSE(told.at("figures").empty());
  for (const auto& figure : told.at("figures")) {
    EXPECT_EQ(figure.at("variable"), "worn");
    EXPECT_EQ(figure.at("time"), 2021);
  }
  ASSERT_EQ(run("sensitivity study.yaml --points 2 -o two --quiet").status, 0);
  EXPECT_EQ(json("city/two/sensitivity.json").at("members"), 2 * (3 + 1));
  ASSERT_EQ(run("sensitivity study.yaml --method sobol --points 2 -o shares --quiet").status, 0);
  EXPECT_EQ(json("city/shares/sensitivity.json").at("method"), "sobol");
}

TEST_F(SensitivityStudies, GoOnWithWhatTheyWereExtendedTo) {
  ASSERT_EQ(run("sensitivity study.yaml -o made --quiet").status, 0);
  ASSERT_EQ(run("ensemble made --extend 8 --quiet").status, 0);
  EXPECT_EQ(json("city/made/sensitivity.json").at("members"), 6 * (3 + 1));
  const Finished again = run("sensitivity study.yaml -o made --quiet --lang en");
  EXPECT_EQ(again.status, 0) << again.err;
  for (const std::string points : {"4", "8"}) {
    const Finished refused = run("sensitivity study.yaml -o made --lang en --points " + points);
    EXPECT_EQ(refused.status, 1);
    EXPECT_THAT(refused.err, HasSubstr("points: 6 → " + points));
  }
}

TEST_F(SensitivityStudies, AreJoinedAsWhatTheyAre) {
  ASSERT_EQ(run("sensitivity study.yaml -o whole --quiet").status, 0);
  for (const std::string shard : {"1/2", "2/2"}) {
    ASSERT_EQ(run("sensitivity study.yaml -o made --block 8 --quiet --shard " + shard).status, 0);
  }
  ASSERT_EQ(run("merge made --quiet").status, 0);
  EXPECT_EQ(read_text(folder() / "made" / "sensitivity.csv"), read_text(folder() / "whole" / "sensitivity.csv"));
  EXPECT_FALSE(fs::exists(folder() / "made" / "quantiles.csv"));
}

TEST_F(SensitivityStudies, FailWhenEveryRunDoes) {
  std::string model(school_model);
  const std::string flow = "equation: building * wear";
  model.replace(model.find(flow), flow.size(), "equation: building * wear + 0 亿元/year * ln(0.01 1/year / wear - 1)");
  write_text(folder() / "model.yaml", model);
  EXPECT_EQ(run("sensitivity study.yaml -o made --quiet").status, 3);
}

TEST_F(Studies, CannotExtendALatinHypercube) {
  ASSERT_EQ(run("ensemble study.yaml -o made --design lhs").status, 0);
  const Finished refused = run("ensemble made --extend 10 --lang en");
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.err, HasSubstr("study.cannot_extend"));
}

TEST_F(Studies, ANewUncertaintyMovesNoDrawOfTheOthers) {
  ASSERT_EQ(run("ensemble study.yaml -o before").status, 0);
  std::string more(study_text);
  const std::string line =
      "  - {id: a-first-in-order, set: start_of_building, dist: uniform, min: 9 亿元, max: 11 亿元}\n";
  more.insert(more.find("targets:"), line);
  write_text(folder() / "model.yaml", [] {
    std::string model(school_model);
    model.replace(model.find("initial: 10 亿元"), std::string("initial: 10 亿元").size(), "initial: start_of_building");
    model.insert(model.find("stocks:"), "  start_of_building: {unit: 亿元, value: 10}\n");
    return model;
  }());
  write_text(folder() / "more.yaml", more);
  ASSERT_EQ(run("ensemble more.yaml -o after --keys-of before").status, 0);
  const std::string old_draws = read_text(folder() / "before" / "draws.csv");
  const std::string new_draws = read_text(folder() / "after" / "draws.csv");
  std::istringstream lines(old_draws);
  for (std::string drawn; std::getline(lines, drawn);) EXPECT_THAT(new_draws, HasSubstr(drawn));
  EXPECT_THAT(new_draws, HasSubstr("a-first-in-order"));
}

TEST_F(Studies, NeedsASeedAndSomethingThatIsNotKnown) {
  EXPECT_THAT(run("ensemble baseline.yaml --lang en").err, HasSubstr("ensemble.no_seed"));
  EXPECT_THAT(run("ensemble baseline.yaml --seed 1 --members 8 --lang en").err, HasSubstr("ensemble.nothing_drawn"));
  EXPECT_FALSE(fs::exists(folder() / "ronghe-study"));
}

TEST_F(Studies, APreparedStudyComputesNothing) {
  const Finished prepared = run("ensemble study.yaml -o made --prepare");
  EXPECT_EQ(prepared.status, 0) << prepared.err;
  EXPECT_THAT(blocks("made"), SizeIs(0));
  EXPECT_EQ(run("merge made --if-complete").status, 1);
  const Finished slurm = run("slurm made --shards 3 --lang en");
  EXPECT_EQ(slurm.status, 0) << slurm.err;
  EXPECT_THAT(read_text(folder() / "made" / "run.sbatch"), HasSubstr("#SBATCH --array=1-3"));
  // Slurm tells the script that its time is up, and the program is in the script's place.
  EXPECT_THAT(read_text(folder() / "made" / "run.sbatch"), HasSubstr("#SBATCH --signal=B:TERM@60"));
  EXPECT_THAT(read_text(folder() / "made" / "run.sbatch"), HasSubstr("\nexec \"$program\" ensemble"));
}

// --- what may happen to it

// A study of so many members that it takes a while.
const std::vector<std::string> slowly = {"ensemble", "study.yaml", "-o", "slow",      "--members",
                                         "20000",    "--block",    "64", "--threads", "2"};

TEST_F(Studies, AKillLosesNoMoreThanABlockOfEachWorker) {
  ASSERT_EQ(run("ensemble study.yaml -o whole --members 20000").status, 0);
  const std::string expected = text("whole");
  const char* const many = std::getenv("RONGHE_KILLS");
  const int kills = many == nullptr ? 20 : std::atoi(many);
  std::mt19937 random(20260101);
  std::size_t before = 0;
  int hit = 0;
  for (int kill_number = 0; kill_number < kills; ++kill_number) {
    const pid_t child = start(slowly);
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 400000));
    kill(child, SIGKILL);
    const int status = wait_for(child);
    if (WIFSIGNALED(status)) ++hit;
    if (!fs::exists(folder() / "slow" / "shards")) continue;
    // What is there is whole, and nothing that was there is lost.
    std::size_t there = 0;
    for (const fs::path& path : blocks("slow")) {
      if (path.extension() == ".block") ++there;
    }
    EXPECT_GE(there, before);
    before = there;
    if (there == 313) fs::remove_all(folder() / "slow" / "shards"), before = 0;  // it was done: begin anew
  }
  EXPECT_GT(hit, 0);
  const Finished last = run("ensemble study.yaml -o slow --members 20000 --block 64 --lang en");
  EXPECT_EQ(last.status, 0) << last.err;
  EXPECT_THAT(last.err, Not(HasSubstr("damaged")));
  EXPECT_EQ(text("slow"), expected);
}

TEST_F(Studies, ATermSignalFinishesTheBlocksThatWereBegun) {
  const pid_t child = start(slowly);
  for (int i = 0; i < 20000 && (!fs::exists(folder() / "slow" / "shards") || blocks("slow").size() < 5); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  kill(child, SIGTERM);
  const int status = wait_for(child);
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 0) GTEST_SKIP() << "it was done before the signal came";
  EXPECT_EQ(WEXITSTATUS(status), 130);
  for (const fs::path& path : blocks("slow")) EXPECT_EQ(path.extension(), ".block");
}

TEST_F(Studies, ADiskThatIsFullLeavesNoHalfBlock) {
  // Files may have so many bytes and no more: the manifest fits, a block does not.
  const Finished failed = run("ensemble study.yaml -o made --block 1000 --lang en", "prlimit --fsize=12000");
  EXPECT_EQ(failed.status, 3) << failed.out;
  EXPECT_THAT(failed.err, HasSubstr("larger than is allowed"));
  EXPECT_THAT(blocks("made"), SizeIs(0));
  const Finished again = run("ensemble study.yaml -o made");
  EXPECT_EQ(again.status, 0) << again.err;
  ASSERT_EQ(run("ensemble study.yaml -o whole").status, 0);
  EXPECT_EQ(text("made"), text("whole"));
}

// As `srun` starts them where MPI does not know of it.
TEST_F(Studies, ProcessesThatAreAloneDoNotAllComputeTheSame) {
  const std::string told =
      fmt::format("env -u OMPI_COMM_WORLD_SIZE -u PMI_SIZE {} SLURM_STEP_NUM_TASKS=4", without_leaks);
  const Finished refused = run("ensemble study.yaml -o made --quiet --lang en", told);
  EXPECT_EQ(refused.status, 3);
  EXPECT_THAT(refused.err, HasSubstr("study.no_mpi"));
  for (const std::string shard : {"1/2", "2/2"}) {
    EXPECT_EQ(run("ensemble study.yaml -o made --quiet --shard " + shard, told).status, 0);
  }
  EXPECT_TRUE(fs::exists(folder() / "made" / "ensemble.json"));
}

TEST_F(Studies, RanksGiveTheSameBytes) {
  // Some containers let no processes be started side by side.
  const bool can = std::system("mpirun --allow-run-as-root --oversubscribe -n 2 true > /dev/null 2>&1") == 0;
  if (!can || !fs::exists(fs::path(RONGHE_PROGRAM).parent_path() / "ronghe_mpi.so")) {
    GTEST_SKIP() << "mpirun does not run here, or the module for MPI was not built";
  }
  ASSERT_EQ(run("ensemble study.yaml -o whole").status, 0);
  const std::string expected = text("whole");
  for (const int ranks : {1, 2, 3, 4}) {
    for (const int threads : {1, 2}) {
      SCOPED_TRACE(fmt::format("{} ranks, {} threads", ranks, threads));
      const std::string study = fmt::format("ranks{}x{}", ranks, threads);
      const Finished ran =
          run(fmt::format("ensemble study.yaml -o {} --block 4 --threads {}", study, threads),
              fmt::format("env {} mpirun --allow-run-as-root --oversubscribe -n {}", without_leaks, ranks));
      EXPECT_EQ(ran.status, 0) << ran.err;
      EXPECT_EQ(text(study), expected);
    }
  }
}

}  // namespace
}  // namespace ronghe::testing
