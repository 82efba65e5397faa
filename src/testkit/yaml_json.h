#pragma once

#include <filesystem>

#include "authtree/core/json.h"
#include "authtree/core/result.h"

namespace authtree::inline v0::testkit {

/// A YAML file as JSON, its plain scalars read by the core schema of YAML 1.2. `kInvalidInput` when it cannot
/// be read.
[[nodiscard]] Result<Json> ReadYaml(const std::filesystem::path& file);

}  // namespace authtree::inline v0::testkit
