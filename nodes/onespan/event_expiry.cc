#include "event_expiry.h"

#include <charconv>
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

Result<bool> EventExpired(const StateView& state, std::chrono::system_clock::time_point now) {
  const Result<std::string> text = state.Require(ostid::kEventExpiry);
  if (!text) return tl::unexpected(text.error());
  std::int64_t milliseconds = 0;
  const char* end = text->data() + text->size();
  const auto [stop, problem] = std::from_chars(text->data(), end, milliseconds);
  if (problem != std::errc() || stop != end) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "The end of the event is no time in milliseconds.")
                              .With(Fact::kStateKey, std::string(ostid::kEventExpiry.name)));
  }
  return std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() > milliseconds;
}

}  // namespace authtree::inline v0::nodes
