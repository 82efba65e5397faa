#include "program.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/json.h"

namespace authtree::inline v0::vectors {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kCases = std::string(AUTHTREE_SOURCE_DIR) + "/tests/vectors/cases";

class VectorsProgram : public testing::Test {
 protected:
  int Run(const std::vector<std::string>& arguments) {
    out_.str("");
    err_.str("");
    return RunProgram(arguments, out_, err_);
  }
  /// A directory with one file of that text.
  std::string DirectoryWith(const std::string& text) {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    const std::filesystem::path directory =
        std::filesystem::path(testing::TempDir()) / (std::string("vectors_") + test->name());
    std::filesystem::create_directories(directory);
    std::ofstream(directory / "_meta.json") << "{}";
    std::ofstream(directory / "OS_Sample_ErrorDisplayNode.json") << text;
    return directory.string();
  }

  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(VectorsProgram, MissingDirectoryIsNamed) {
  EXPECT_EQ(Run({kCases + "/none"}), 2);
  EXPECT_THAT(err_.str(), AllOf(HasSubstr(kCases + "/none"), HasSubstr("no directory")));
}

TEST_F(VectorsProgram, ArgumentsAreChecked) {
  EXPECT_EQ(Run({}), 2);
  EXPECT_EQ(Run({kCases, "--node"}), 2);
  EXPECT_EQ(Run({kCases, "--quiet"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("--quiet"));
  EXPECT_EQ(Run({kCases, "--case", "none of them"}), 2);
}

TEST_F(VectorsProgram, BrokenJsonIsNamedWithItsPlace) {
  EXPECT_EQ(Run({DirectoryWith("[{]")}), 2);
  EXPECT_THAT(err_.str(), AllOf(HasSubstr("OS_Sample_ErrorDisplayNode.json"), HasSubstr("line 1")));
}

TEST_F(VectorsProgram, UnknownMemberIsNamedAndTheOtherCasesRun) {
  const std::string good = R"({"name":"good","expect":{"outcome":"outcome","requests":[]}})";
  const std::string bad = R"({"name":"bad","outcome":"x","expect":{"requests":[],"state":{}}})";
  EXPECT_EQ(Run({DirectoryWith("[" + bad + "," + good + "]")}), 2);
  EXPECT_THAT(err_.str(), AllOf(HasSubstr("/0/outcome"), HasSubstr("/0/expect/state")));
  EXPECT_THAT(out_.str(), HasSubstr("OS_Sample_ErrorDisplayNode"));
}

TEST_F(VectorsProgram, UnexplainedCasesAreShownWithBothSides) {
  EXPECT_EQ(Run({kCases}), 1);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("OS_Auth_UnheardOfNode / anything: unexplained"),
                                HasSubstr("no such node"), HasSubstr("D-COR-14 (2)")));
}

TEST_F(VectorsProgram, TakesOneTypeOrOneCase) {
  EXPECT_EQ(Run({kCases, "--node", "OS_Auth_UserRegisterNode", "--case", "registered", "--verbose"}), 0);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("registered: deviates"), HasSubstr("D-COR-14: ")));
  EXPECT_THAT(err_.str(), IsEmpty());
}

TEST_F(VectorsProgram, GivesJson) {
  EXPECT_EQ(Run({kCases, "--node", "OS_Risk_InsertTransactionNode", "--json"}), 0);
  const Result<Json> json = ParseJson(out_.str());
  ASSERT_TRUE(json.has_value());
  EXPECT_EQ((*json)["types"]["OS_Risk_InsertTransactionNode"]["equal"], 1);
  EXPECT_EQ((*json)["cases"][0]["result"], "equal");
}

TEST_F(VectorsProgram, HelpHasExamples) {
  EXPECT_EQ(Run({"--help"}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("Examples:"));
}

}  // namespace
}  // namespace authtree::inline v0::vectors
