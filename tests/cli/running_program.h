#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include <sys/types.h>

namespace authtree::inline v0::cli {

/// The authtree program while it runs; stopped with this object. What it says can be waited for.
class RunningProgram {
 public:
  /// `words` are its arguments. What it says on the error stream goes into a file, or, without one, where the
  /// rest goes.
  explicit RunningProgram(std::vector<std::string> words, const std::string& error_file = {});
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  /// Waits for the next line that holds this text. Empty when the program ends first.
  std::string LineWith(const std::string& text);
  /// All that was read so far.
  [[nodiscard]] const std::string& said() const { return said_; }

  void Signal(int signal) const;
  /// Ends the program and gives its exit code; -1 when it was killed.
  int Stop();

 private:
  pid_t process_ = -1;
  int status_ = -1;
  FILE* output_ = nullptr;
  std::string said_;
};

}  // namespace authtree::inline v0::cli
