#pragma once

namespace authtree::inline v0::cli {

/// Blocks SIGINT and SIGTERM for this thread and all it starts. Call it before the first thread.
void HoldStopSignals();

/// Waits until one of them arrives.
void AwaitStopSignal();

}  // namespace authtree::inline v0::cli
