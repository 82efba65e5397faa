#pragma once

#include <string_view>

#include "authtree/walk/walk_file.h"

#include "walker.h"

namespace authtree::inline v0::walk {

/// The expectation that a question is asked exactly as it was. Pictures, scripts and other secrets are left
/// out, of texts with ids that are made anew each time a part.
[[nodiscard]] ExpectedPrompt WriteDown(const SeenPrompt& seen);

/// A text as an expectation; of one with ids that are made anew each time, the longest part between them.
[[nodiscard]] Matcher WriteDownText(std::string_view text);

/// The expectation of an end: everything, or only what does not hold in `kept`.
[[nodiscard]] ExpectedEnd WriteDownEnd(const WalkTrace& trace);
[[nodiscard]] ExpectedEnd WriteDownEnd(const WalkTrace& trace, const ExpectedEnd& kept,
                                       const std::vector<Parting>& partings);

}  // namespace authtree::inline v0::walk
