#include "event_expiry.h"

#include <cstdint>
#include <optional>

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

std::string ExpiryText(std::chrono::system_clock::time_point now, std::chrono::seconds length) {
  const auto expiry =
      std::chrono::duration_cast<std::chrono::milliseconds>((now + length).time_since_epoch());
  return std::to_string(expiry.count());
}

std::chrono::seconds EventExpiryLength(const StateView& state) {
  const std::optional<std::int64_t> seconds = state.Get(ostid::kEventExpirySeconds);
  if (!seconds || *seconds < 1 || *seconds > kLongestEventExpiry.count()) return kDefaultEventExpiry;
  return std::chrono::seconds(*seconds);
}

}  // namespace authtree::inline v0::nodes
