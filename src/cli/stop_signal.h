#pragma once

namespace authtree::cli {

/// Blocks SIGINT and SIGTERM for this thread and all it starts. Call it before the first thread.
void HoldStopSignals();

/// Waits until one of them arrives.
void AwaitStopSignal();

}  // namespace authtree::cli
