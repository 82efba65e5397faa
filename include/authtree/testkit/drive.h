#pragma once

#include <optional>
#include <utility>

#include "authtree/core/task.h"

namespace authtree::inline v0::testkit {

/// Runs a task to its end on the calling thread. Rethrows what it throws.
void RunToEnd(Task<void> task);

/// The same for a task that returns something, which is handed out.
template <class T>
[[nodiscard]] T Drive(Task<T> task) {
  std::optional<T> result;
  auto keep = [](Task<T> inner, std::optional<T>* place) -> Task<void> {
    place->emplace(co_await std::move(inner));
  };
  RunToEnd(keep(std::move(task), &result));
  return std::move(*result);
}

}  // namespace authtree::inline v0::testkit
