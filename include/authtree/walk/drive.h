#pragma once

#include "authtree/core/task.h"
#include "authtree/engine/engine.h"

namespace boost::asio {
class io_context;
}

namespace authtree::inline v0::walk {

/// Runs a round to its end on the calling thread. An exception that escapes it is a failed round.
[[nodiscard]] RoundResult DriveRound(boost::asio::io_context& context, Task<RoundResult> round);

}  // namespace authtree::inline v0::walk
