#pragma once

#include <string>

#include "draw/drawing.h"
#include "draw/drawn_path.h"

namespace authtree::inline v0::cli::draw {

/// The drawing as a Mermaid flowchart. `path` may be null.
[[nodiscard]] std::string WriteMermaid(const Drawing& drawing, const DrawnPath* path);

/// A text in double quotes, as Mermaid wants it: all but letters, digits and blanks of ASCII is written as an
/// entity, so that nothing of it is taken for syntax, Markdown or HTML.
[[nodiscard]] std::string MermaidText(const std::string& text);

}  // namespace authtree::inline v0::cli::draw
