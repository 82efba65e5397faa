#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "authtree/core/error.h"

namespace authtree::inline v0 {

/// What was asked of a session store.
enum class StoreOperation : std::uint8_t { kTake, kPut };

/// "take", "put".
[[nodiscard]] std::string_view StoreOperationName(StoreOperation operation);

/// A session store answered, failed to, or did not in time.
struct StoreEvent {
  StoreOperation operation = StoreOperation::kTake;
  std::chrono::steady_clock::duration took{};
  /// Nothing when it did what it was asked. `kNotFound` is no failure: the session is over or its step was
  /// answered before. `kTimeout`: no answer in time; a session that was to be taken may be gone.
  std::optional<Error> error;
};

/// The keys of sessions and authIds were read again.
struct KeyReload {
  /// The id of the key that is active now.
  std::string_view active;
  /// Why the old keys stay in use; nothing when the new ones are.
  std::optional<Error> error;
};

/// Told what happens to sessions between rounds: for metrics and logs. No event holds a reference, a key or a
/// value of a session.
///
/// Called on the thread of the round, several at a time: must be thread safe, must not throw and must not
/// wait. A function that is not overridden does nothing.
class SessionObserver {
 public:
  virtual ~SessionObserver() = default;
  virtual void OnStore(const StoreEvent& event);
  virtual void OnKeyReload(const KeyReload& event);
};

}  // namespace authtree::inline v0
