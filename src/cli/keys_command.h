#pragma once

#include "command.h"

namespace authtree::inline v0::cli {

/// `authtree keys`: makes, rotates and shows files of keys.
[[nodiscard]] Command AddKeysCommand(CLI::App& program);

}  // namespace authtree::inline v0::cli
