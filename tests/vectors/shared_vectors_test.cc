// The recorded cases of the reference, from outside this checkout.
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "authtree/core/json.h"

#include "program.h"

namespace authtree::inline v0::vectors {
namespace {

/// A case whose node type is not built yet says nothing about the nodes that are.
bool WasRun(const Json& result) {
  for (const Json& difference : result["differences"]) {
    if (difference["aspect"] == "node type") return false;
  }
  return true;
}

TEST(SharedVectors, AreEqualOrDeviateByADecision) {
  const std::string directory = std::string(AUTHTREE_SOURCE_DIR) + "/../shared/vectors";
  if (!std::filesystem::is_directory(directory)) {
    if (std::getenv("CI") != nullptr) FAIL() << "the recorded cases are missing";
    GTEST_SKIP() << "the recorded cases are not here";
  }
  std::ostringstream out;
  std::ostringstream err;
  ASSERT_NE(RunProgram({directory, "--json"}, out, err), 2) << err.str();
  const Result<Json> json = ParseJson(out.str(), {.max_bytes = 64UL * 1024UL * 1024UL, .max_depth = 64});
  ASSERT_TRUE(json.has_value());
  for (const Json& result : (*json)["cases"]) {
    if (!WasRun(result)) continue;
    EXPECT_NE(result["result"], "unexplained") << result.dump(2);
  }
}

}  // namespace
}  // namespace authtree::inline v0::vectors
