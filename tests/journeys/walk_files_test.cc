// Every walk file of examples/journeys/walks and tests/journeys/walks is a test.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "authtree/walk/run_walk.h"

#include "walk_list.h"

namespace authtree::inline v0::walk {
namespace {

namespace fs = std::filesystem;

std::string NameOf(const ::testing::TestParamInfo<fs::path>& test) {
  std::string name = test.param.filename().string();
  name.resize(name.find('.'));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

class WalkOf : public ::testing::TestWithParam<fs::path> {};

TEST_P(WalkOf, Passes) {
  WalkOptions options;
  if (std::getenv("CI") != nullptr) options.missing_journey = MissingJourney::kUnusable;
  const WalkReport report = RunWalk(GetParam(), options);
  if (report.verdict == WalkVerdict::kSkipped) GTEST_SKIP() << "the journey file is not here";
  EXPECT_TRUE(report.ok()) << Explain(report);
}

INSTANTIATE_TEST_SUITE_P(Walks, WalkOf, ::testing::ValuesIn(testing_world::WalkFiles()), NameOf);

}  // namespace
}  // namespace authtree::inline v0::walk
