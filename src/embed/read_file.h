#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "authtree/core/result.h"

namespace authtree::inline v0::embed {

/// The whole content of a file. `kInvalidInput` when it cannot be read or is larger than `max_bytes`.
[[nodiscard]] Result<std::string> ReadFile(const std::filesystem::path& path, std::size_t max_bytes);

}  // namespace authtree::inline v0::embed
