#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "authtree/core/clock.h"
#include "authtree/core/result.h"
#include "authtree/session/key_ring.h"

namespace authtree::inline v0::am {

/// What an authId says. Nothing in it is secret: clients decode it to find the tree.
struct AuthIdClaims {
  std::string journey;        ///< `authIndexValue`, with `authIndexType` "service"
  std::string realm;          ///< "/" or "/alpha"
  std::string session;        ///< reference of the session, good for one round
  std::string journey_token;  ///< `otk`: random, the same in all rounds of a journey
  std::chrono::system_clock::time_point expires;
};

/// A value for `AuthIdClaims::journey_token`.
[[nodiscard]] std::string NewJourneyToken();

/// Writes and reads authIds: JWTs with AM's claims, signed with HS256. Any thread may use one.
class AuthIdCodec {
 public:
  /// A longer one is not looked at.
  static constexpr std::size_t kMaxSize = 8192;

  /// Signs with the active key of `ring`, and accepts all of its keys.
  AuthIdCodec(const KeyRing& ring, std::shared_ptr<const Clock> clock);

  [[nodiscard]] std::string Make(const AuthIdClaims& claims) const;

  /// The claims of an authId that `Make` wrote and that has not expired.
  /// `kInvalidInput`: it is no JWT of the right shape; `kRejected`: its signature is not ours; `kNotFound`:
  /// its key is not in the ring (any more); `kTimeout`: it has expired. The algorithm in the header is
  /// checked, never followed.
  [[nodiscard]] Result<AuthIdClaims> Read(std::string_view auth_id) const;
  /// The same, whether it has expired or not: to tell whose it was.
  [[nodiscard]] Result<AuthIdClaims> ReadSigned(std::string_view auth_id) const;
  /// True when the time of these claims is over.
  [[nodiscard]] bool HasExpired(const AuthIdClaims& claims) const;

 private:
  std::shared_ptr<const Clock> clock_;
  KeyRing::Keys keys_;
  std::string active_;
};

}  // namespace authtree::inline v0::am
