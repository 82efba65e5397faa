#include "authtree/testkit/drive.h"

#include <exception>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace authtree::inline v0::testkit {

void RunToEnd(Task<void> task) {
  boost::asio::io_context context(1);
  std::exception_ptr thrown;
  auto on_end = [&thrown](std::exception_ptr exception) { thrown = std::move(exception); };
  boost::asio::co_spawn(context, std::move(task), std::move(on_end));
  context.run();
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace authtree::inline v0::testkit
