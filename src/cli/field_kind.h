#pragma once

#include <string>

#include "authtree/node/config_spec.h"

namespace authtree::inline v0::cli {

/// The kind of a property for people: "list of texts".
[[nodiscard]] std::string KindName(FieldKind kind);

}  // namespace authtree::inline v0::cli
