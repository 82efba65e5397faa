#pragma once

#include <chrono>
#include <string>

#include "authtree/core/call_context.h"
#include "authtree/core/result.h"
#include "authtree/core/task.h"

namespace authtree::inline v0 {

/// Keeps sealed sessions between two rounds. Safe to use from any thread.
///
/// A store should answer by the deadline of the call (`kTimeout`). One that does not is sent terminal
/// cancellation, and the round goes on without it; what it answers later is lost.
class SessionStore {
 public:
  using TimePoint = std::chrono::system_clock::time_point;

  virtual ~SessionStore() = default;

  /// Keeps `sealed` under `id` until it is taken or `expires` has come. What was under that id is replaced.
  /// `kUnavailable` when it could not be kept; `kTimeout` when that is not known.
  [[nodiscard]] virtual Task<Result<void>> Put(std::string id, std::string sealed, TimePoint expires,
                                               CallContext call) = 0;

  /// Hands out what is under `id` and removes it, in one step: of any number of callers at most one gets it.
  /// `kNotFound` when there is nothing (any more); `kUnavailable` or `kTimeout` when that is not known, in
  /// which case the entry may be gone.
  [[nodiscard]] virtual Task<Result<std::string>> Take(std::string id, CallContext call) = 0;

  /// True for a store that neither waits nor throws, such as one in memory: nobody then watches its deadline,
  /// which is cheaper.
  [[nodiscard]] virtual bool AnswersAtOnce() const { return false; }
};

}  // namespace authtree::inline v0
