#pragma once

#include <exception>
#include <optional>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "authtree/core/task.h"

namespace authtree::testkit {

/// Runs a task to its end on the calling thread and hands out what it returns. Rethrows what it throws.
template <class T>
[[nodiscard]] T Drive(Task<T> task) {
  boost::asio::io_context context(1);
  std::optional<T> result;
  std::exception_ptr thrown;
  auto keep = [](Task<T> inner, std::optional<T>* place) -> Task<void> {
    place->emplace(co_await std::move(inner));
  };
  auto on_end = [&thrown](std::exception_ptr exception) { thrown = std::move(exception); };
  boost::asio::co_spawn(context, keep(std::move(task), &result), std::move(on_end));
  context.run();
  if (thrown) std::rethrow_exception(thrown);
  return std::move(*result);
}

}  // namespace authtree::testkit
