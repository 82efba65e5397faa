#pragma once

#include <cstdint>

namespace authtree::inline v0::bench {

/// How often this program has called `operator new`. Linking allocations.cc replaces that operator.
[[nodiscard]] std::uint64_t AllocationCount();
/// How many bytes it was asked for.
[[nodiscard]] std::uint64_t AllocatedBytes();

}  // namespace authtree::inline v0::bench
