#pragma once

#include <string>

#include "draw/drawing.h"
#include "draw/drawn_path.h"

namespace authtree::inline v0::cli::draw {

/// The drawing in the DOT language of Graphviz. `path` may be null.
[[nodiscard]] std::string WriteDot(const Drawing& drawing, const DrawnPath* path);

/// A text in double quotes, as DOT wants it: no character of it is taken for syntax, escape or entity.
[[nodiscard]] std::string DotText(const std::string& text);

}  // namespace authtree::inline v0::cli::draw
