#pragma once

#include <string>
#include <string_view>

namespace authtree::inline v0::cli {

/// Writes a whole file, in place of one that is there. The old one stays as it is until the new one is
/// complete. False when it cannot be written.
[[nodiscard]] bool WriteOutputFile(const std::string& path, std::string_view content);

}  // namespace authtree::inline v0::cli
