#pragma once

#include <string>

#include "authtree/core/error.h"

namespace authtree::inline v0 {

/// The sentence people see, and the correlation id that support asks for.
[[nodiscard]] std::string MessageFor(const Error& error);

}  // namespace authtree::inline v0
