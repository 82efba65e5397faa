#pragma once

#include <string>
#include <vector>

#include "authtree/walk/walk_report.h"

namespace authtree::inline v0::cli {

/// Reports of walks in the XML form that build servers read: one test suite, one test case a walk.
[[nodiscard]] std::string JunitReport(const std::vector<walk::WalkReport>& reports);

}  // namespace authtree::inline v0::cli
