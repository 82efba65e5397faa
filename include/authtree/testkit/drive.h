#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>
#include <utility>

#include "authtree/core/task.h"

namespace authtree::testkit {

/// Runs a task to its end on the calling thread and hands out what it returns. Rethrows what it throws.
template <class T>
[[nodiscard]] T Drive(Task<T> task) {
  boost::asio::io_context context(1);
  std::optional<T> result;
  std::exception_ptr thrown;
  auto on_end = [&](std::exception_ptr exception, T value) {
    thrown = std::move(exception);
    result.emplace(std::move(value));
  };
  boost::asio::co_spawn(context, std::move(task), std::move(on_end));
  context.run();
  if (thrown) std::rethrow_exception(thrown);
  return std::move(*result);
}

}  // namespace authtree::testkit
