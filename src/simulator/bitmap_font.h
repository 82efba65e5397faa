#pragma once

#include <string_view>

#include "png_image.h"

namespace authtree::inline v0::simulator {

/// Height of a letter in pixels at scale 1; letters are five pixels wide with one between them.
inline constexpr int kLetterHeight = 7;

/// Width of a text in pixels.
[[nodiscard]] int TextWidth(std::string_view text, int scale);

/// Writes capital letters and blanks; the font has only the letters that the banners need.
void DrawText(PngImage& image, std::string_view text, int left, int top, int scale, Colour colour);

}  // namespace authtree::inline v0::simulator
