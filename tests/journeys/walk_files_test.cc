// Every walk file of examples/journeys/walks and tests/journeys/walks is a test.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "authtree/walk/run_walk.h"

namespace authtree::inline v0::walk {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> WalkFiles() {
  std::vector<fs::path> files;
  for (const char* directory : {"examples/journeys/walks", "tests/journeys/walks"}) {
    for (const fs::directory_entry& entry :
         fs::directory_iterator(fs::path(AUTHTREE_SOURCE_DIR) / directory)) {
      if (entry.path().string().ends_with(".walk.json")) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

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

INSTANTIATE_TEST_SUITE_P(Walks, WalkOf, ::testing::ValuesIn(WalkFiles()), NameOf);

}  // namespace
}  // namespace authtree::inline v0::walk
