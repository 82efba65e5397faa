#pragma once

#include <cstddef>
#include <filesystem>

#include "authtree/core/result.h"
#include "authtree/core/secret.h"

namespace authtree::inline v0 {

/// The content of a file that is its owner's alone. `kRejected` when others can read it or its group can
/// write it; `kInvalidInput` when it cannot be read, is no file, or is larger than `max_bytes`.
[[nodiscard]] Result<Secret> ReadSecretFile(const std::filesystem::path& path, std::size_t max_bytes);

/// Writes a file that is not there yet, for its owner alone. `kConflict`, `kUnavailable`.
[[nodiscard]] Result<void> WriteSecretFile(const std::filesystem::path& path, const Secret& content);

/// Exchanges a file as a whole; owner and permissions stay. `kConflict`, `kUnavailable`.
[[nodiscard]] Result<void> ReplaceSecretFile(const std::filesystem::path& path, const Secret& content);

}  // namespace authtree::inline v0
