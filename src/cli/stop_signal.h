#pragma once

#include <cstdint>

namespace authtree::inline v0::cli {

/// Blocks SIGINT, SIGTERM and SIGPIPE for this thread and all it starts. Call it before the first thread.
void HoldStopSignals();
/// Blocks SIGHUP as well, for a program that opens its files again then; for others it is an end.
void HoldReopenSignal();

enum class Signal : std::uint8_t { kStop, kReopen };

/// Waits until one of those that are held arrives.
[[nodiscard]] Signal AwaitSignal();
/// Waits until one of those that end the program arrives.
void AwaitStopSignal();

}  // namespace authtree::inline v0::cli
