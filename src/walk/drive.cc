#include "authtree/walk/drive.h"

#include <exception>
#include <optional>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace authtree::inline v0::walk {

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

}  // namespace authtree::inline v0::walk
