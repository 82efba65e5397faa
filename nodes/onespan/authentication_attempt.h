#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "authtree/core/result.h"
#include "authtree/node/state.h"
#include "authtree/node/state_contract.h"
#include "authtree/onespan/authentication_calls.h"

namespace authtree::inline v0::nodes {

/// What the user proves to be herself with.
enum class CredentialsType : std::uint8_t {
  kNone,
  kOtp,            ///< a one-time password, or the response to a challenge
  kPassKey,        ///< the static password
  kFido,           ///< what a FIDO client answered; without an answer the step begins the ceremony
  kTrustedDevice,  ///< our own: a push to the user's app
};

/// What a visual code shows while the service waits for the user.
enum class VisualCodeContent : std::uint8_t { kSessionId, kRequestId, kNothing };

/// The credentials of an attempt, with what belongs to them.
class Attempt {
 public:
  Attempt() {}  // NOLINT(modernize-use-equals-default): must not be an aggregate

  std::optional<onespan::Credentials> credentials;
  std::optional<onespan::FidoProtocol> fido_step_up;  ///< to begin a ceremony with
};

/// Declares what `ReadAttempt` reads.
[[nodiscard]] StateContract ReadsAttempt(CredentialsType type, const std::string& password_key);

/// Takes the credentials from state. `kMissingState` for one that is not there; never a text in its place.
///
/// `method` is the keyword for a trusted device.
[[nodiscard]] Result<Attempt> ReadAttempt(const StateView& state, CredentialsType type,
                                          const std::string& password_key, std::string_view method);

/// The user name under a key. `kMissingState` when it is absent or empty.
[[nodiscard]] Result<std::string> RequireUserName(const StateView& state, const std::string& key);

/// The domain of a node: as configured; else the tenant's name in the vendor's sandbox, else "master".
[[nodiscard]] std::string DomainOrDefault(const std::string& configured, bool is_sandbox,
                                          const std::string& tenant);

}  // namespace authtree::inline v0::nodes
