#pragma once

#include <chrono>
#include <cstddef>

namespace authtree::inline v0::bench {

/// CPU time of this process so far, in user and kernel mode.
[[nodiscard]] std::chrono::microseconds CpuTime();
/// Resident memory of this process.
[[nodiscard]] std::size_t ResidentBytes();
/// Threads of this process.
[[nodiscard]] std::size_t ThreadCount();

}  // namespace authtree::inline v0::bench
