#pragma once

#include <optional>
#include <utility>

#include "authtree/core/task.h"

namespace authtree::onespan {

/// Runs a task to its end on a loop of its own.
void RunToEnd(Task<void> task);

template <class T>
Task<void> Keep(Task<T> task, std::optional<T>* result) {
  result->emplace(co_await std::move(task));
}

template <class T>
T Await(Task<T> task) {
  std::optional<T> result;
  RunToEnd(Keep(std::move(task), &result));
  return *std::move(result);
}

}  // namespace authtree::onespan
