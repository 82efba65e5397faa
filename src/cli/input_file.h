#pragma once

#include <cstddef>
#include <string>

#include "authtree/core/result.h"

namespace authtree::inline v0::cli {

/// The whole content of a file. `kInvalidInput` when it cannot be read or is larger than `max_bytes`.
[[nodiscard]] Result<std::string> ReadInputFile(const std::string& path,
                                                std::size_t max_bytes = std::size_t{16} * 1024 * 1024);

}  // namespace authtree::inline v0::cli
