#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace authtree::inline v0::am {

/// What a request to the authenticate endpoint was for.
enum class AuthenticateKind : std::uint8_t {
  kStart,     ///< to begin a journey
  kContinue,  ///< to go on with one
  kOther,     ///< neither: another path or method, a body that cannot be read
};

/// "start", "continue", "other".
[[nodiscard]] std::string_view AuthenticateKindName(AuthenticateKind kind);

/// Why a request could not go on with its session.
enum class SessionRefusal : std::uint8_t {
  kMalformed,     ///< what came as authId is none
  kUnknownKey,    ///< the authId names a key that this host does not have (any more)
  kBadSignature,  ///< the authId was changed, or signed by somebody else
  kOtherRealm,    ///< the authId is of another realm
  kExpired,       ///< the time of the journey is over
  kUsed,          ///< the authId is right, and its session is gone: the step was answered before
  kStore,         ///< the session could not be read or kept
};

/// "malformed", "unknown_key", "bad_signature", "other_realm", "expired", "used", "store".
[[nodiscard]] std::string_view SessionRefusalName(SessionRefusal refusal);

/// A request was answered.
struct AuthenticateEvent {
  AuthenticateKind kind = AuthenticateKind::kOther;
  int status = 0;
  std::chrono::steady_clock::duration took{};
  std::optional<SessionRefusal> refusal;
  /// Of the authId, once its signature has been found to be ours; else empty.
  std::string_view journey;
  std::string_view tracking_id;  ///< as `journey`
  std::string_view transaction_id;
  std::string_view client_ip;
};

/// Told what the authenticate endpoint answers. Called on the thread of the request, several at a time: must
/// be thread safe, must not throw and must not wait. The views are valid during the call only.
class AuthenticateObserver {
 public:
  virtual ~AuthenticateObserver() = default;
  virtual void OnAuthenticate(const AuthenticateEvent& event) = 0;
};

}  // namespace authtree::inline v0::am
