#pragma once

#include <chrono>

#include <boost/asio/io_context.hpp>

#include "authtree/engine/engine.h"

namespace authtree::inline v0::cli {

/// Runs a round to its end on the calling thread. An exception that escapes it is a failed round.
[[nodiscard]] RoundResult DriveRound(boost::asio::io_context& context, Task<RoundResult> round);

/// Lets time pass while the context goes on with its work.
void WaitOn(boost::asio::io_context& context, std::chrono::milliseconds time);

}  // namespace authtree::inline v0::cli
