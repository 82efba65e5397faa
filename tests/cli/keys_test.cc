// `authtree keys`, and what a running `authtree serve` does with its files.
#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace authtree::inline v0::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

/// A program that runs until it is stopped; what it says on either stream can be waited for.
class Running {
 public:
  explicit Running(std::vector<std::string> words) {
    int out[2] = {-1, -1};
    if (pipe(out) != 0) return;
    process_ = fork();
    if (process_ == 0) {
      dup2(out[1], STDOUT_FILENO);
      dup2(out[1], STDERR_FILENO);
      close(out[0]);
      close(out[1]);
      std::vector<char*> pointers;
      for (std::string& word : words) pointers.push_back(word.data());
      pointers.push_back(nullptr);
      execv(AUTHTREE_PROGRAM, pointers.data());
      _exit(127);
    }
    close(out[1]);
    output_ = fdopen(out[0], "r");
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    if (process_ > 0) {
      kill(process_, SIGTERM);
      waitpid(process_, nullptr, 0);
    }
    if (output_ != nullptr) fclose(output_);
  }

  void Hangup() const { kill(process_, SIGHUP); }
  /// The next line that holds this text, or an empty one when the program has ended.
  std::string LineWith(const std::string& text) {
    std::array<char, 4096> line{};
    while (fgets(line.data(), static_cast<int>(line.size()), output_) != nullptr) {
      if (std::string(line.data()).find(text) != std::string::npos) return line.data();
    }
    return "";
  }

 private:
  pid_t process_ = -1;
  FILE* output_ = nullptr;
};

class KeysProgram : public ::testing::Test {
 protected:
  KeysProgram() {
    std::string name = (fs::temp_directory_path() / "authtree-keys-XXXXXX").string();
    directory_ = mkdtemp(name.data());
    file_ = (directory_ / "keys.json").string();
  }
  ~KeysProgram() override { fs::remove_all(directory_); }

  /// What it says on both streams; its exit code in `code_`.
  std::string Keys(const std::string& arguments) {
    const std::string command = std::string(AUTHTREE_PROGRAM) + " keys " + arguments + " </dev/null 2>&1";
    FILE* pipe = popen(command.c_str(), "r");
    std::string text;
    std::array<char, 4096> block{};
    while (const std::size_t count = fread(block.data(), 1, block.size(), pipe)) {
      text.append(block.data(), count);
    }
    const int status = pclose(pipe);
    code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return text;
  }
  /// The id that stands first on the line of the active key.
  std::string Active() {
    std::istringstream lines(Keys("show " + file_));
    for (std::string line; std::getline(lines, line);) {
      if (line.find("active") != std::string::npos) return line.substr(0, line.find(' '));
    }
    return "";
  }

  fs::path directory_;
  std::string file_;
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
  std::vector<std::string> Serve() const {
    return {"authtree", "serve", "--demo", "--port", "0", "--keys", file_};
  }
};

TEST_F(ServeWithKeys, FileThatCannotBeUsedIsAFinding) {
  Running server(Serve());
  EXPECT_THAT(server.LineWith(file_), HasSubstr("cannot be read"));
  EXPECT_EQ(server.LineWith("Stop it with"), "");
}

TEST_F(ServeWithKeys, HangupTakesNewKeys) {
  Keys("new " + file_);
  Running server(Serve());
  ASSERT_NE(server.LineWith("Stop it with"), "");
  Keys("rotate " + file_);
  server.Hangup();
  EXPECT_THAT(server.LineWith("event=key_reload"),
              AllOf(HasSubstr("active=" + Active()), Not(HasSubstr("error="))));
}

TEST_F(ServeWithKeys, HangupWithABrokenFileLeavesTheOldKeys) {
  Keys("new " + file_);
  const std::string before = Active();
  Running server(Serve());
  ASSERT_NE(server.LineWith("Stop it with"), "");
  std::ofstream(file_) << "{}";
  server.Hangup();
  EXPECT_THAT(
      server.LineWith("event=key_reload"),
      AllOf(HasSubstr("active=" + before), HasSubstr("error=invalid_input"), HasSubstr("field=/keys")));
}

}  // namespace
}  // namespace authtree::inline v0::cli
