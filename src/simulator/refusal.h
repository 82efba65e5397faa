#pragma once

#include <string>

#include <tl/expected.hpp>

namespace authtree::inline v0::simulator {

/// A business failure: the status and the text of the error body. Never holds a value of the request.
struct Refusal {
  int status = 409;
  std::string message;
};

template <class T>
using Outcome = tl::expected<T, Refusal>;

inline constexpr int kForbidden = 403;
inline constexpr int kNotFound = 404;
inline constexpr int kConflict = 409;
inline constexpr int kPreconditionFailed = 412;

// The texts that public documents give.
inline constexpr const char* kLicenseLimitText = "License activation limit reached.";
inline constexpr const char* kAuthenticatorLimitText = "The authenticator limit has been reached.";
inline constexpr const char* kAuthenticationFailedText = "Authentication failed";
inline constexpr const char* kLockedText = "User is locked";
inline constexpr const char* kDisabledText = "User is disabled";
inline constexpr const char* kInvalidRequestText = "Invalid Request ID";
inline constexpr const char* kRefusedText = "User refused";
inline constexpr const char* kTimedOutText = "Timed out";
inline constexpr const char* kNoCeremonyText = "Registration ceremony was not started";
inline constexpr const char* kNoPushDeviceText =
    "Failed to send push notification. No applicable digipass found. Instance should have both a PNID and a "
    "secure channel set.";

// Texts of our own.
inline constexpr const char* kAdministratorText = "simulated: not allowed for the tenant administrator";
inline constexpr const char* kNoAccountText = "simulated: no such user account";
inline constexpr const char* kNoAuthenticatorText = "simulated: no such authenticator";
inline constexpr const char* kStaleText = "simulated: it was changed since it was read";
inline constexpr const char* kNoDeviceText = "simulated: the user has no authenticator that can answer";

[[nodiscard]] inline tl::unexpected<Refusal> Refuse(int status, std::string message) {
  return tl::unexpected(Refusal{status, std::move(message)});
}

}  // namespace authtree::inline v0::simulator
