#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <sys/wait.h>

namespace authtree::inline v0::faults {

/// A directory of the test's own, gone with it.
class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "authtree-faults-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Scratch() { std::filesystem::remove_all(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  [[nodiscard]] std::string Path(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] std::string Write(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
    return Path(name);
  }

 private:
  std::filesystem::path path_;
};

/// What a run of the program gave.
struct Ran {
  int code = -1;     ///< -1 when a signal ended it
  std::string text;  ///< standard output, then standard error
};

inline std::string Content(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// Runs authtree without a terminal. `arguments` is shell text of the test's own.
inline Ran RunProgram(const Scratch& scratch, const std::string& arguments) {
  const std::string out = scratch.Path("stdout");
  const std::string err = scratch.Path("stderr");
  const std::string command =
      std::string(AUTHTREE_PROGRAM) + " " + arguments + " </dev/null >" + out + " 2>" + err;
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, Content(out) + Content(err)};
}

}  // namespace authtree::inline v0::faults
