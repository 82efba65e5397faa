#pragma once

#include <string>
#include <string_view>

#include "authtree/core/result.h"
#include "authtree/core/secret.h"

namespace authtree::inline v0::simulator {

/// A stand-in for a browser and its FIDO authenticator. It answers the requests of the simulated service in
/// the form of WebAuthn, with a credential id of its own and the challenge; it holds no key, and signs
/// nothing. No real service accepts its answers. Not thread safe.
///
/// @code
///   VirtualFidoClient client;
///   auto response = client.Register(request);  // goes to register-fido-device
///   auto answer = client.Authenticate(other);  // goes to a login
/// @endcode
class VirtualFidoClient {
 public:
  /// Makes a random credential id.
  VirtualFidoClient();

  /// `ErrorCode::kInvalidInput` when the request has no challenge.
  [[nodiscard]] Result<Secret> Register(std::string_view registration_request) const;
  /// The same; and `ErrorCode::kMissingState` when the request does not list this credential.
  [[nodiscard]] Result<Secret> Authenticate(std::string_view authentication_request) const;

 private:
  std::string credential_id_;
};

}  // namespace authtree::inline v0::simulator
