#pragma once

#include <chrono>

#include <boost/asio/io_context.hpp>

namespace authtree::inline v0::cli {

/// Lets time pass while the context goes on with its work.
void WaitOn(boost::asio::io_context& context, std::chrono::milliseconds time);

}  // namespace authtree::inline v0::cli
