#pragma once

#include <vector>

#include "authtree/walk/walk_file.h"
#include "authtree/walk/walk_report.h"

#include "walker.h"

namespace authtree::inline v0::walk {

/// Everything in which a walk was not what it was expected to be, in the order of the walk. Where it ended
/// elsewhere, later expectations are not compared.
[[nodiscard]] std::vector<Parting> Compare(const WalkFile& walk, const WalkTrace& trace);

}  // namespace authtree::inline v0::walk
