#pragma once

#include <string>
#include <string_view>

namespace authtree::inline v0 {

/// Appends a text that may come from an outside file. Control characters become "\xNN", so that the text can
/// neither start a line of its own nor command a terminal.
void AppendOnOneLine(std::string& target, std::string_view text);

}  // namespace authtree::inline v0
