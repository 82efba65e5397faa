#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace authtree::inline v0::cli::completion {

/// What a shell can offer for a value.
enum class ValueKind : std::uint8_t { kNothing, kFile, kDirectory, kChoice };

struct ValueWords {
  ValueKind kind = ValueKind::kNothing;
  std::string name;                  ///< as --help has it: "FILE"
  std::vector<std::string> choices;  ///< of a kChoice
};

struct OptionWords {
  std::vector<std::string> names;  ///< "-o", "--output"
  std::string description;
  bool takes_value = false;
  ValueWords value;
};

struct ArgumentWords {
  std::string name;
  std::string description;
  bool repeats = false;
  ValueWords value;
};

/// What can be typed behind a command.
struct CommandWords {
  std::string name;
  std::string description;
  std::vector<OptionWords> options;
  std::vector<ArgumentWords> arguments;
};

/// What can be typed behind the program.
struct ProgramWords {
  CommandWords program;
  std::vector<CommandWords> commands;
};

/// Reads the words off the command line that the program itself reads, so that the two cannot differ.
/// `node_types` are offered where a value is called TYPE.
[[nodiscard]] ProgramWords WordsOf(const CLI::App& program, const std::vector<std::string>& node_types);

}  // namespace authtree::inline v0::cli::completion
