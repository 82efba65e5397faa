// `authtree keys`, and what a running `authtree serve` does with its files.
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "program.h"
#include "running_program.h"

namespace authtree::inline v0::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

class KeysProgram : public Program {
 protected:
  /// What it says on both streams; its exit code in `code_`.
  std::string Keys(const std::string& arguments) {
    const Ran ran = Run("keys " + arguments);
    code_ = ran.code;
    return ran.out + ran.err;
  }
  /// The id that stands first on the line of the active key.
  std::string Active() {
    std::istringstream lines(Keys("show " + file_));
    for (std::string line; std::getline(lines, line);) {
      if (line.find("active") != std::string::npos) return line.substr(0, line.find(' '));
    }
    return "";
  }

  const std::string file_ = scratch_.Path("keys.json");
  int code_ = -1;
};

TEST_F(KeysProgram, WithoutASubcommandIsUsage) {
  EXPECT_THAT(Keys(""), HasSubstr("--help"));
  EXPECT_EQ(code_, 2);
}

TEST_F(KeysProgram, MissingFileIsNamed) {
  for (const char* command : {"add ", "rotate ", "show "}) {
    EXPECT_THAT(Keys(command + file_), AllOf(HasSubstr(file_), HasSubstr("cannot be read")));
    EXPECT_EQ(code_, 2);
  }
}

TEST_F(KeysProgram, NewOverwritesNothing) {
  Keys("new " + file_);
  const std::string before = Active();
  EXPECT_THAT(Keys("new " + file_), HasSubstr("is there already"));
  EXPECT_EQ(code_, 2);
  EXPECT_EQ(Active(), before);
}

TEST_F(KeysProgram, FileThatOthersCanReadIsRefused) {
  Keys("new " + file_);
  ::chmod(file_.c_str(), 0644);
  EXPECT_THAT(Keys("rotate " + file_), HasSubstr("chmod 600"));
  EXPECT_EQ(code_, 2);
}

TEST_F(KeysProgram, FindingsHaveTheirPlace) {
  std::ofstream(file_) << R"({"active":"a","keys":[{"id":"a","key":"?"}]})";
  ::chmod(file_.c_str(), 0600);
  EXPECT_THAT(Keys("show " + file_), HasSubstr(file_ + " at /keys/0/key"));
  EXPECT_EQ(code_, 2);
}

TEST_F(KeysProgram, NewMakesAKeyForItsOwnerAlone) {
  EXPECT_THAT(Keys("new " + file_), HasSubstr("Made the key "));
  EXPECT_EQ(code_, 0);
  EXPECT_EQ(fs::status(file_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_THAT(Active(), MatchesRegex("[0-9]{8}-[0-9a-f]{8}"));
}

TEST_F(KeysProgram, RotateTakesWhatAddAdded) {
  Keys("new " + file_);
  const std::string old = Active();
  const std::string added = Keys("add " + file_);
  EXPECT_EQ(Active(), old);
  EXPECT_THAT(Keys("rotate " + file_ + " --keep 5"), HasSubstr("can go on for 5 minutes"));
  EXPECT_THAT(added, HasSubstr(Active()));
  EXPECT_THAT(Keys("show " + file_), HasSubstr(old + "  until "));
}

TEST_F(KeysProgram, ShowShowsNoKey) {
  Keys("new " + file_);
  std::ostringstream content;
  content << std::ifstream(file_).rdbuf();
  const std::string marker = R"("key": ")";
  const std::string key = content.str().substr(content.str().find(marker) + marker.size(), 40);
  EXPECT_THAT(Keys("show " + file_), Not(HasSubstr(key)));
}

class ServeWithKeys : public KeysProgram {
 protected:
  std::vector<std::string> Serve() const { return {"serve", "--demo", "--port", "0", "--keys", file_}; }
};

TEST_F(ServeWithKeys, FileThatCannotBeUsedIsAFinding) {
  RunningProgram server(Serve());
  EXPECT_THAT(server.LineWith(file_), HasSubstr("cannot be read"));
  EXPECT_EQ(server.LineWith("Stop it with"), "");
}

TEST_F(ServeWithKeys, HangupTakesNewKeys) {
  Keys("new " + file_);
  RunningProgram server(Serve());
  ASSERT_NE(server.LineWith("Stop it with"), "");
  Keys("rotate " + file_);
  server.Signal(SIGHUP);
  EXPECT_THAT(server.LineWith("event=key_reload"),
              AllOf(HasSubstr("active=" + Active()), Not(HasSubstr("error="))));
}

TEST_F(ServeWithKeys, HangupWithABrokenFileLeavesTheOldKeys) {
  Keys("new " + file_);
  const std::string before = Active();
  RunningProgram server(Serve());
  ASSERT_NE(server.LineWith("Stop it with"), "");
  std::ofstream(file_) << "{}";
  server.Signal(SIGHUP);
  EXPECT_THAT(
      server.LineWith("event=key_reload"),
      AllOf(HasSubstr("active=" + before), HasSubstr("error=invalid_input"), HasSubstr("field=/keys")));
}

}  // namespace
}  // namespace authtree::inline v0::cli
