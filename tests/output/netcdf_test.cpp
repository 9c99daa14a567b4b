// What other programs see of the file: the numbers are read back with netCDF's own tool chain for Python and R where
// these are installed.
#include "output/example_ensemble.hpp"
#include "running/run_program.hpp"

#include <chrono>
#include <cstdlib>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::ensemble_example;
using ::testing::HasSubstr;
using testing::read_text;
using testing::TemporaryFolder;
using testing::write_text;

class Netcdf : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!netcdf_troubles("results.nc").empty()) GTEST_SKIP() << "built without netCDF";
  }

  std::string file() const { return (folder_.path() / "results.nc").string(); }
  const std::filesystem::path& folder() const { return folder_.path(); }

  // What a script prints; skips when the program or one of its packages is not there.
  std::string printed(const std::string& program, const std::string& probe, const std::string& name,
                      const std::string& script) {
    if (std::system((program + " " + probe + " > /dev/null 2>&1").c_str()) != 0) return "";  // NOLINT
    write_text(folder() / name, script);
    const std::string out = (folder() / "out.txt").string();
    const std::string command = program + " " + (folder() / name).string() + " " + file() + " > " + out + " 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << read_text(out);  // NOLINT
    return read_text(out);
  }

 private:
  TemporaryFolder folder_;
};

TEST_F(Netcdf, OpensInXarrayWithItsCoordinates) {
  const auto made = ensemble_example();
  ASSERT_TRUE(write_netcdf(made->ensemble, file()));
  const std::string text = printed("/usr/bin/python3", "-c 'import xarray, netCDF4'", "read.py", R"(
import sys, xarray
data = xarray.open_dataset(sys.argv[1])
print(data.attrs["Conventions"], data.attrs["baseline"], data.attrs["members"])
print(data["gdp"].dims, data["gdp"].attrs["units"], data["gdp"].attrs["long_name"], data["gdp"].attrs["long_name_zh"])
print(float(data["gdp"].sel(scenario="more-schools", county="422802", time=2025, quantile=0.5)))
print(float(data["gdp_whole_difference"].sel(scenario="more-schools", time=2025, quantile=0.5)))
print(data["people"].dims, list(data["area"].values), list(data["county_label_zh"].values))
print(data["gdp_member"].dims, data["gdp_whole"].dims, data["share_better"].dims, data["gdp_whole_regret_max"].dims)
print("share_whole" in data, "people_better" in data)
print(float(data["draws"].sel(key="u-birth", member=1)))
print(float(data["chance"].sel(scenario="more-schools", sentence="closer")), bool(data["chance"].isnull()[0, 1]))
print(list(data["failure_scenario"].values), float(data["failure_member"][0]), list(data["failed_members"].values))
)");
  if (text.empty()) GTEST_SKIP() << "python3-xarray or python3-netcdf4 is not installed";
  EXPECT_EQ(text,
            "CF-1.8 baseline 200\n"
            "('scenario', 'county', 'time', 'quantile') 亿元/year, 2023 prices Output 地区生产总值\n"
            "2121.0\n"
            "2.0\n"
            "('scenario', 'county', 'area', 'time', 'quantile') ['urban', 'rural'] ['恩施市', '利川市']\n"
            "('scenario', 'county', 'time', 'member') ('scenario', 'time', 'quantile') ('scenario', 'time') "
            "('scenario',)\n"
            "False False\n"
            "0.02\n"
            "0.75 True\n"
            "['more-schools'] 17.0 [0.0, 1.0]\n");
}

TEST_F(Netcdf, OpensInR) {
  const auto made = ensemble_example();
  ASSERT_TRUE(write_netcdf(made->ensemble, file()));
  const std::string text = printed("Rscript", "-e 'library(ncdf4)'", "read.R", R"(
library(ncdf4)
data <- nc_open(commandArgs(trailingOnly = TRUE)[1])
gdp <- ncvar_get(data, "gdp")
cat(dim(gdp), "\n")
cat(gdp[2, 3, 2, 2], ncvar_get(data, "scenario"), ncvar_get(data, "county"), "\n")
cat(is.na(ncvar_get(data, "chance")[2, 1]), ncatt_get(data, "gdp", "units")$value, "\n")
)");
  if (text.empty()) GTEST_SKIP() << "r-cran-ncdf4 is not installed";
  EXPECT_EQ(text,
            "3 3 2 2 \n"
            "2121 baseline more-schools 422801 422802 \n"
            "TRUE 亿元/year, 2023 prices \n");
}

TEST_F(Netcdf, IsTheSameForTheSameResultsWheneverItIsWritten) {
  ASSERT_TRUE(write_netcdf(ensemble_example()->ensemble, file()));
  const std::string first = read_text(file());
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // a time with seconds in it would differ
  ASSERT_TRUE(write_netcdf(ensemble_example()->ensemble, file()));
  EXPECT_EQ(read_text(file()), first);
}

TEST_F(Netcdf, FindsNamesForWhatIsCalledAsAnAxis) {
  auto made = ensemble_example({testing::gdp, testing::share});
  made->ensemble.variables[0].name = "time";
  made->ensemble.variables[1].name = "share/of it ";
  ASSERT_TRUE(write_netcdf(made->ensemble, file()));
  const std::string text = printed("/usr/bin/python3", "-c 'import netCDF4'", "read.py", R"(
import sys, netCDF4
data = netCDF4.Dataset(sys.argv[1])
print(data["time_"].variable, data["time_mean"].variable, data["share_of it"].variable)
)");
  if (text.empty()) GTEST_SKIP() << "python3-netcdf4 is not installed";
  EXPECT_EQ(text, "time time share/of it \n");
}

TEST_F(Netcdf, LeavesOutWhatIsNotThere) {
  auto made = ensemble_example({testing::share});
  made->ensemble.kept = 0;
  made->ensemble.draws.clear();
  made->ensemble.sentences.clear();
  made->ensemble.failures.clear();
  made->ensemble.failure_counts.clear();
  made->ensemble.variables[0].cells.kept.clear();
  EXPECT_TRUE(write_netcdf(made->ensemble, file()));
}

TEST_F(Netcdf, LeavesNothingBehindWhenItCannotWrite) {
  write_text(folder() / "file", "");
  const auto outcome = write_netcdf(ensemble_example()->ensemble, (folder() / "file" / "results.nc").string());
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.diagnostics()[0].code, "command.cannot_write");
  std::filesystem::create_directories(folder() / "taken.nc");
  EXPECT_FALSE(write_netcdf(ensemble_example()->ensemble, (folder() / "taken.nc").string()));
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder())) names.push_back(entry.path().filename());
  EXPECT_THAT(names, ::testing::UnorderedElementsAre("file", "taken.nc"));
}

TEST(NetcdfModule, IsMissedInPlainWords) {
  const auto outcome = write_netcdf(ensemble_example()->ensemble, "results.nc", {.module = "/nowhere/module.so"});
  ASSERT_FALSE(outcome);
  const std::string told = render(outcome.diagnostics()[0], Language::english);
  EXPECT_THAT(told, HasSubstr("error[command.cannot_write]: `results.nc` cannot be written: its module cannot be "
                              "loaded (/nowhere/module.so"));
  EXPECT_THAT(told, HasSubstr("libnetcdf-dev"));
  EXPECT_THAT(render(netcdf_troubles("results.nc", {.module = "/nowhere/module.so"}), Language::chinese),
              HasSubstr("无法写入 `results.nc`：模块无法加载"));
}

}  // namespace
}  // namespace ronghe
