#pragma once

#include <string>

#include "authtree/core/diagnostics.h"
#include "authtree/core/json.h"

namespace authtree::inline v0::cli {

/// Takes over findings about a file, with its path in front of each place.
void AddFindingsOf(const std::string& path, const Diagnostics& findings, Diagnostics& diagnostics);

/// Findings as a list of objects: severity, place, problem, fix.
[[nodiscard]] OrderedJson FindingsJson(const Diagnostics& diagnostics);

}  // namespace authtree::inline v0::cli
