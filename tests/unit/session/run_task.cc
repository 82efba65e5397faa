#include "run_task.h"

#include <exception>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

namespace authtree::inline v0::test_support {
namespace {

namespace asio = boost::asio;

void RunWith(Task<void> task, bool cancel) {
  asio::io_context context;
  asio::cancellation_signal signal;
  std::exception_ptr thrown;
  auto on_end = [&thrown](std::exception_ptr exception) { thrown = std::move(exception); };
  asio::co_spawn(context, std::move(task), asio::bind_cancellation_slot(signal.slot(), on_end));
  if (cancel) {
    context.poll();
    signal.emit(asio::cancellation_type::terminal);
  }
  context.run();
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace

void RunToEnd(Task<void> task) { RunWith(std::move(task), false); }

void RunAndCancel(Task<void> task) { RunWith(std::move(task), true); }

}  // namespace authtree::inline v0::test_support
