#pragma once

#include <chrono>
#include <string>

#include "authtree/core/result.h"
#include "authtree/node/state.h"

namespace authtree::inline v0::nodes {

inline constexpr std::chrono::seconds kDefaultEventExpiry{60};
inline constexpr std::chrono::seconds kLongestEventExpiry{24 * 60 * 60};

/// The form `ostid_event_expiry_date` has: epoch milliseconds in decimal.
[[nodiscard]] std::string ExpiryText(std::chrono::system_clock::time_point now, std::chrono::seconds length);

/// How long events of this journey last: what the registration left, else the default.
[[nodiscard]] std::chrono::seconds EventExpiryLength(const StateView& state);

/// Whether the event of this journey is over. `kMissingState` when nothing says when it ends, `kInvalidInput`
/// when that is no time: what has no end could be waited for without one.
[[nodiscard]] Result<bool> EventExpired(const StateView& state, std::chrono::system_clock::time_point now);

}  // namespace authtree::inline v0::nodes
