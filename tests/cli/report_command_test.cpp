// A report as a user asks for it.
#include "cli/school.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::Finished;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::read_text;
using testing::run_program;
using ::testing::StartsWith;
using testing::write_text;

class Report : public testing::School {
 protected:
  Finished report(const std::string& arguments) const { return run_program("report " + arguments, folder()); }
  bool is_there(const char* file) const { return std::filesystem::exists(folder() / file); }
};

TEST_F(Report, IsAPageWhereItIsNamedAndAWorkbookBesideIt) {
  const Finished finished = report("city/baseline.yaml city/plan.yaml -o out/school.html");
  EXPECT_EQ(finished.status, 0);
  EXPECT_EQ(finished.out, "\nwritten\n  out/school.html\n  out/school.xlsx\n");
  EXPECT_THAT(read_text(folder() / "out" / "school.html"), HasSubstr("\"id\":\"plan\""));
  EXPECT_THAT(read_text(folder() / "out" / "school.xlsx"), StartsWith("PK"));
  EXPECT_FALSE(is_there("out/manifest.json"));
}

TEST_F(Report, StandsBesideItsRecordsInAFolder) {
  ASSERT_EQ(report("city/baseline.yaml city/plan.yaml -o out --quiet").status, 0);
  for (const char* file : {"out/report.html", "out/report.xlsx", "out/manifest.json", "out/run.json"}) {
    EXPECT_TRUE(is_there(file)) << file;
  }
  ASSERT_EQ(report("city/baseline.yaml city/plan.yaml").status, 0);
  EXPECT_TRUE(is_there("ronghe-results/report/report.html"));
}

TEST_F(Report, ComparesASingleScenarioWithItsBaseline) {
  ASSERT_EQ(report("city/plan.yaml -o one.html").status, 0);
  ASSERT_EQ(report("city/baseline.yaml city/plan.yaml -o two.html").status, 0);
  EXPECT_EQ(read_text(folder() / "one.html"), read_text(folder() / "two.html"));
  EXPECT_EQ(read_text(folder() / "one.xlsx"), read_text(folder() / "two.xlsx"));
}

TEST_F(Report, IsWrittenByARunWhoseScenarioAsksForIt) {
  std::string model(testing::school_model);
  model.replace(model.find("building >= 7"), 13, "building >= 1");  // holds in both
  write_text(city() / "model.yaml", model);
  write_text(city() / "plan.yaml", std::string(testing::school_plan) + "outputs: {write: [json, html, xlsx]}\n");
  const Finished finished = run_program("run city/plan.yaml -o out", folder());
  ASSERT_EQ(finished.status, 0) << finished.err;
  EXPECT_THAT(finished.err, IsEmpty());
  EXPECT_FALSE(is_there("out/results.csv"));
  ASSERT_EQ(report("city/plan.yaml -o page.html").status, 0);
  EXPECT_EQ(read_text(folder() / "out" / "report.html"), read_text(folder() / "page.html"));
  EXPECT_EQ(read_text(folder() / "out" / "report.xlsx"), read_text(folder() / "page.xlsx"));
  ASSERT_EQ(run_program("run city/plan.yaml -o alone --alone", folder()).status, 0);
  EXPECT_THAT(read_text(folder() / "alone" / "report.html"), HasSubstr("\"id\":\"plan\""));
}

TEST_F(Report, DrawsTheMapOfTheCity) {
  std::string model(testing::school_model);
  model.replace(model.find("[east, west]"), 12, "{from: data}");
  write_text(city() / "model.yaml", model);
  write_text(city() / "counties.csv", "code\neast\nwest\n");
  const auto square = [](const std::string& name, int x) {
    const auto at = [&](int dx, int y) { return "[" + std::to_string(x + dx) + "," + std::to_string(y) + "]"; };
    return R"({"type": "Feature", "properties": {"id": ")" + name +
           R"("}, "geometry": {"type": "Polygon", "coordinates": [[)" + at(0, 30) + "," + at(1, 30) + "," + at(1, 31) +
           "," + at(0, 30) + "]]}}";
  };
  write_text(city() / "counties.geojson",
             R"({"type": "FeatureCollection", "features": [)" + square("east", 110) + "," + square("west", 109) + "]}");
  write_text(city() / "baseline.yaml",
             std::string(testing::school_baseline) +
                 "data: {counties: {file: counties.csv, id: code, map: {file: counties.geojson, id: id}}}\n");
  const Finished finished = report("city/plan.yaml -o out.html");
  ASSERT_EQ(finished.status, 0) << finished.err;
  EXPECT_THAT(
      read_text(folder() / "out.html"),
      HasSubstr(R"("map":{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"place":"east"},)"
                R"("geometry":{"type":"MultiPolygon","coordinates":[[[[110.0,30.0],[111.0,30.0],)"));
}

TEST_F(Report, IsTheSameFileAgain) {
  ASSERT_EQ(report("city/baseline.yaml city/plan.yaml -o one.html --threads 1").status, 0);
  ASSERT_EQ(report("city/baseline.yaml city/plan.yaml -o two.html --threads 2 --lang zh").status, 0);
  EXPECT_EQ(read_text(folder() / "one.html"), read_text(folder() / "two.html"));
  EXPECT_EQ(read_text(folder() / "one.xlsx"), read_text(folder() / "two.xlsx"));
}

TEST_F(Report, LeavesNothingBehindAMistake) {
  const Finished finished = report("city/baseline.yaml city/gone.yaml -o out.html");
  EXPECT_EQ(finished.status, 1);
  EXPECT_THAT(finished.err, HasSubstr("city/gone.yaml"));
  EXPECT_THAT(finished.out, IsEmpty());
  EXPECT_FALSE(is_there("out.html"));
  EXPECT_FALSE(is_there("out.xlsx"));
}

}  // namespace
}  // namespace ronghe
