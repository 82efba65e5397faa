#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace authtree::inline v0::cli::draw {

/// A text of a file as one line that can do no harm in a picture: white space becomes single blanks; control
/// characters, and those that turn the direction of what follows, become U+FFFD. At most `most` code points,
/// cut with "…".
[[nodiscard]] std::string OneLine(std::string_view text, std::size_t most = 400);

/// How a text is set.
struct Font {
  int size = 13;  ///< pixels
  bool bold = false;
};

/// About how wide a line is, in pixels. Nobody knows which font a viewer has; this is the width in a wide
/// one.
[[nodiscard]] int WidthOf(std::string_view line, Font font);

/// The line, or as much of it as fits, with "…" at the end.
[[nodiscard]] std::string Fitted(std::string_view line, Font font, int width);

/// The line broken into at most `most` lines that fit, at blanks where there are some. The last one is cut
/// with "…" if need be. Never empty.
[[nodiscard]] std::vector<std::string> Broken(std::string_view line, Font font, int width, std::size_t most);

}  // namespace authtree::inline v0::cli::draw
