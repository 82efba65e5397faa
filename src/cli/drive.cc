#include "drive.h"

#include <exception>
#include <optional>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>

namespace authtree::inline v0::cli {

RoundResult DriveRound(boost::asio::io_context& context, Task<RoundResult> round) {
  std::optional<RoundResult> ended;
  auto on_end = [&ended](const std::exception_ptr& thrown, RoundResult result) {
    if (thrown) {
      ended.emplace(Failed{Error(ErrorCode::kInternal, "The round broke off.")});
    } else {
      ended.emplace(std::move(result));
    }
  };
  boost::asio::co_spawn(context, std::move(round), std::move(on_end));
  while (!ended) {
    context.restart();
    context.run_one();
  }
  return std::move(*ended);
}

void WaitOn(boost::asio::io_context& context, std::chrono::milliseconds time) {
  bool over = false;
  boost::asio::steady_timer timer(context, time);
  timer.async_wait([&over](const boost::system::error_code&) { over = true; });
  while (!over) {
    context.restart();
    context.run_one();
  }
}

}  // namespace authtree::inline v0::cli
