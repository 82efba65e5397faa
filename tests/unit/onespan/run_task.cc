#include "run_task.h"

#include <exception>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace authtree::onespan {

void RunToEnd(Task<void> task) {
  boost::asio::io_context context;
  std::exception_ptr thrown;
  boost::asio::co_spawn(context, std::move(task),
                        [&thrown](std::exception_ptr error) { thrown = std::move(error); });
  context.run();
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace authtree::onespan
