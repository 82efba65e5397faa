#pragma once

#include <string>

#include "draw/drawing.h"
#include "draw/drawn_path.h"

namespace authtree::inline v0::cli::draw {

/// What a target is called in a sentence.
[[nodiscard]] std::string TargetText(const Drawing& drawing, const Target& target);

/// The journey in words, for those who do not see the picture. `path` may be null.
[[nodiscard]] std::string AltText(const Drawing& drawing, const DrawnPath* path);

}  // namespace authtree::inline v0::cli::draw
