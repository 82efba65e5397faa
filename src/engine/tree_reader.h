#pragma once

#include <string>

#include "inner_trees.h"

namespace authtree::inline v0 {

/// Reads one tree of a file with its nodes: `single` is what an export holds of it, `place` its JSON pointer,
/// `fallback_id` its name when it gives none. Goes on after an error as long as there is something to look
/// at.
[[nodiscard]] ReadTree ReadTreeOf(const Json& single, const std::string& place,
                                  const std::string& fallback_id, const ScriptMap& scripts,
                                  const NodeRegistry& registry);

}  // namespace authtree::inline v0
