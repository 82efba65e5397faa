#pragma once

#include <string>
#include <string_view>

#include "completion/command_words.h"

namespace authtree::inline v0::cli::completion {

/// A text as one word of a POSIX shell.
[[nodiscard]] std::string ShellWord(std::string_view text);

/// Scripts that make a shell complete the program's command line. They need nothing but the shell.
[[nodiscard]] std::string BashScript(const ProgramWords& words);
[[nodiscard]] std::string ZshScript(const ProgramWords& words);
[[nodiscard]] std::string FishScript(const ProgramWords& words);

}  // namespace authtree::inline v0::cli::completion
