#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <sys/wait.h>

namespace authtree::inline v0::cli {

inline constexpr const char* kJourney =
    AUTHTREE_SOURCE_DIR "/examples/journeys/offline-activation.journey.json";

inline constexpr const char* kIdentityJourney =
    AUTHTREE_SOURCE_DIR "/examples/journeys/identity-verification.journey.json";

struct Ran {
  int code = -1;
  std::string out;
  std::string err;
};

/// A directory of the test's own, gone with it.
class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "authtree-cli-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Scratch() { std::filesystem::remove_all(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  [[nodiscard]] std::string Write(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name) << content;
    return (path_ / name).string();
  }
  [[nodiscard]] std::string Path(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

class Program : public ::testing::Test {
 protected:
  /// Runs the program without a terminal. `arguments` is shell text of the test's own.
  Ran Run(const std::string& arguments) { return Shell(std::string(AUTHTREE_PROGRAM) + " " + arguments); }

  /// Runs a command of the shell without a terminal.
  Ran Shell(const std::string& text) {
    const std::string err = scratch_.Path("stderr");
    const std::string command = "{ " + text + "\n} </dev/null 2>" + err;
    Ran ran;
    FILE* pipe = popen(command.c_str(), "r");
    std::array<char, 4096> block{};
    while (const std::size_t count = fread(block.data(), 1, block.size(), pipe))
      ran.out.append(block.data(), count);
    const int status = pclose(pipe);
    ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    ran.err = ReadFile(err);
    return ran;
  }

  static std::string ReadFile(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  static std::string RunExample(const std::string& more) {
    return "run '" + std::string(kJourney) + "' " + more;
  }

  Scratch scratch_;
};

}  // namespace authtree::inline v0::cli
