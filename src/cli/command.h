#pragma once

#include <functional>

#include "exit_code.h"

namespace CLI {
class App;
}

namespace authtree::inline v0::cli {

/// A subcommand of the program: `app` is its part of the command line, owned by the program, and `run` does
/// its work after the command line has been read.
struct Command {
  CLI::App* app = nullptr;
  std::function<ExitCode()> run;
};

}  // namespace authtree::inline v0::cli
