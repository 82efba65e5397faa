#pragma once

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "decision.h"

/// What several decisions ask about a situation or a difference.
namespace authtree::inline v0::vectors {

inline constexpr std::string_view kFingerprintKey = "ostid_cddc_json";
inline constexpr std::string_view kHashKey = "ostid_cddc_hash";
inline constexpr std::string_view kAddressKey = "ostid_cddc_ip";
inline constexpr std::string_view kErrorMessageKey = "ostid_error_message";
inline constexpr std::string_view kErrorCodeKey = "ostid_error_code";

/// The difference is about this key of shared state.
[[nodiscard]] inline bool IsShared(const Difference& difference, std::string_view key) {
  return difference.aspect == Aspect::kShared && difference.where == key;
}

/// The difference is about this member of a body.
[[nodiscard]] inline bool IsBody(const Difference& difference, std::string_view pointer) {
  return difference.aspect == Aspect::kBody && difference.where == pointer;
}

[[nodiscard]] inline bool IsOneOf(std::string_view text, std::initializer_list<std::string_view> texts) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

/// The last name of a JSON pointer.
[[nodiscard]] inline std::string_view LastOf(std::string_view pointer) {
  const std::size_t slash = pointer.rfind('/');
  return slash == std::string_view::npos ? pointer : pointer.substr(slash + 1);
}

/// What our node wrote under a key of shared state; null when it did not.
[[nodiscard]] const Json* WeWrote(const Situation& situation, std::string_view key);

/// Reads a member with that name at any depth of the bodies the reference sent; null when there is none.
[[nodiscard]] const Json* TheySent(const Situation& situation, std::string_view field);

/// Whether some text of a value, at any depth, is this one, or has one of these characters.
[[nodiscard]] bool HasText(const Json& value, std::string_view text);
[[nodiscard]] bool HasCharacter(const Json& value, std::string_view characters);

/// The name and the domain of the user a case is about, as far as it says.
[[nodiscard]] std::optional<std::string> UserOf(const Situation& situation);

/// The situation is a call to a service about which all three parts of the device fingerprint are known.
[[nodiscard]] bool HasFingerprint(const Situation& situation);

/// The node registers users, and is told to register one.
[[nodiscard]] bool Registers(const Situation& situation);
[[nodiscard]] bool Unregisters(const Situation& situation);

/// Login, event or transaction.
[[nodiscard]] bool Authenticates(const Situation& situation);

/// The product a case is about.
[[nodiscard]] bool IsAdaptive(const Situation& situation);

/// A status that means success.
[[nodiscard]] inline bool IsSuccess(int status) { return status >= 200 && status < 300; }

}  // namespace authtree::inline v0::vectors
