#pragma once

#include <optional>
#include <utility>

#include "authtree/core/task.h"

namespace authtree::inline v0::test_support {

/// Runs a task to its end on an `io_context` of its own. What it throws comes out here.
void RunToEnd(Task<void> task);

/// As `RunToEnd`, but sends terminal cancellation as soon as the task waits for something.
void RunAndCancel(Task<void> task);

template <class T>
Task<void> StoreInto(Task<T> task, std::optional<T>* target) {
  target->emplace(co_await std::move(task));
}

template <class T>
T Await(Task<T> task) {
  std::optional<T> result;
  RunToEnd(StoreInto(std::move(task), &result));
  return *std::move(result);
}

template <class T>
T AwaitCancelled(Task<T> task) {
  std::optional<T> result;
  RunAndCancel(StoreInto(std::move(task), &result));
  return *std::move(result);
}

}  // namespace authtree::inline v0::test_support
