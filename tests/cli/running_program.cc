#include "running_program.h"

#include <array>
#include <csignal>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace authtree::inline v0::cli {

RunningProgram::RunningProgram(std::vector<std::string> words, const std::string& error_file) {
  int out[2] = {-1, -1};
  if (pipe(out) != 0) return;
  process_ = fork();
  if (process_ == 0) {
    const int err = error_file.empty()
                        ? out[1]
                        : open(error_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, S_IRUSR | S_IWUSR);
    dup2(out[1], STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    close(out[0]);
    close(out[1]);
    words.insert(words.begin(), AUTHTREE_PROGRAM);
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    execv(AUTHTREE_PROGRAM, pointers.data());
    _exit(127);
  }
  close(out[1]);
  output_ = fdopen(out[0], "r");
}

RunningProgram::~RunningProgram() {
  Stop();
  if (output_ != nullptr) fclose(output_);
}

std::string RunningProgram::LineWith(const std::string& text) {
  std::array<char, 4096> line{};
  while (output_ != nullptr && fgets(line.data(), static_cast<int>(line.size()), output_) != nullptr) {
    said_ += line.data();
    if (std::string(line.data()).find(text) != std::string::npos) return line.data();
  }
  return "";
}

void RunningProgram::Signal(int signal) const {
  if (process_ > 0) kill(process_, signal);
}

int RunningProgram::Stop() {
  if (process_ > 0) {
    kill(process_, SIGTERM);
    waitpid(process_, &status_, 0);
    process_ = -1;
  }
  return WIFEXITED(status_) ? WEXITSTATUS(status_) : -1;
}

}  // namespace authtree::inline v0::cli
