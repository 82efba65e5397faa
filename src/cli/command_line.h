#pragma once

namespace authtree::inline v0::cli {

/// The whole program. Returns its exit code: 0 success, 1 denied, 2 usage or findings, 3 failed.
[[nodiscard]] int Main(int argc, const char* const* argv);

}  // namespace authtree::inline v0::cli
