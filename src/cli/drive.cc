#include "drive.h"

#include <boost/asio/steady_timer.hpp>

namespace authtree::inline v0::cli {

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
