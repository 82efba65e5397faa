#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "authtree/core/diagnostics.h"
#include "authtree/node/registry.h"

#include "draw/drawing.h"

namespace authtree::inline v0::cli::draw {

/// Reads the journey of that name, or the only one, out of an export. Only what leaves nothing to draw is an
/// error: no JSON, no tree, no such journey. Everything else is drawn as it is; `authtree check` is the place
/// that tells what is wrong with it.
[[nodiscard]] std::optional<Drawing> ReadDrawing(std::string_view text, const std::string& journey,
                                                 const NodeRegistry& registry, Diagnostics& diagnostics);

}  // namespace authtree::inline v0::cli::draw
