#pragma once

#include <string>

#include "draw/drawing.h"
#include "draw/drawn_path.h"
#include "draw/layout.h"

namespace authtree::inline v0::cli::draw {

/// The drawing as an SVG picture that needs nothing else: no script, no font, no link. `path` may be null.
/// Texts of the file are data in it, whatever they hold.
[[nodiscard]] std::string WriteSvg(const Drawing& drawing, const DrawnPath* path,
                                   ColumnLimit limit = ColumnLimit::Chosen());

}  // namespace authtree::inline v0::cli::draw
