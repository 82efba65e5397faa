// Version and ABI number are the same wherever they stand.
#include "authtree/version.h"

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
namespace fs = std::filesystem;

const fs::path kRoot = AUTHTREE_SOURCE_DIR;

std::string ReadText(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// The inline namespaces of the project that a text opens: "v0".
std::set<std::string> AbiNamespaces(const std::string& text) {
  static const std::regex pattern(R"(\bnamespace authtree::inline (\w+))");
  std::set<std::string> names;
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
    names.insert((*at)[1]);
  return names;
}

std::vector<fs::path> PublicHeaders() {
  std::vector<fs::path> headers;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kRoot / "include")) {
    if (entry.path().extension() == ".h") headers.push_back(entry.path());
  }
  return headers;
}

TEST(Version, EveryPublicHeaderHasTheNamespaceOfTheAbiNumber) {
  const std::string name = "v" + std::to_string(AUTHTREE_ABI_VERSION);
  EXPECT_THAT(PublicHeaders(), SizeIs(Gt(50U)));
  for (const fs::path& header : PublicHeaders()) {
    if (header.filename() == "task.h") continue;  // only brings Boost's part to what task_fwd.h declares
    EXPECT_THAT(AbiNamespaces(ReadText(header)), ElementsAre(name)) << header;
  }
}

TEST(Version, TextAndNumbersSayTheSame) {
  EXPECT_EQ(AUTHTREE_VERSION, std::to_string(AUTHTREE_VERSION_MAJOR) + "." +
                                  std::to_string(AUTHTREE_VERSION_MINOR) + "." +
                                  std::to_string(AUTHTREE_VERSION_PATCH));
}

TEST(Version, LibraryIsOfTheVersionOfItsHeaders) { EXPECT_EQ(LibraryVersion(), AUTHTREE_VERSION); }

TEST(Version, ChangelogTellsOfIt) {
  const std::string changelog = ReadText(kRoot / "CHANGELOG.md");
  EXPECT_THAT(changelog,
              AnyOf(HasSubstr("Will be " AUTHTREE_VERSION "."), HasSubstr("## [" AUTHTREE_VERSION "]")));
}

TEST(AbiNamespaces, FindsANamespaceThatWasLeftBehind) {
  EXPECT_THAT(AbiNamespaces("namespace authtree::inline v0::http {\nnamespace authtree::inline v1 {"),
              ElementsAre("v0", "v1"));
  EXPECT_THAT(AbiNamespaces("namespace authtree {"), IsEmpty());
}

}  // namespace
}  // namespace authtree::inline v0
