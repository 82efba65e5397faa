#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "authtree/core/secret.h"
#include "authtree/onespan/call_types.h"

namespace authtree::inline v0::onespan {

/// `POST /users/{userID@domain}/generate-fido-registration-request` (generateFidoRegistrationRequest).
class FidoRegistrationRequest {
 public:
  FidoRegistrationRequest(UserId user, FidoProtocol protocol) : user_(std::move(user)), protocol_(protocol) {}
  [[nodiscard]] const UserId& user() const { return user_; }
  [[nodiscard]] FidoProtocol protocol() const { return protocol_; }

  std::string display_name;       ///< what the authenticator shows; may be empty
  std::string attachment;         ///< FIDO2: "platform" or "cross-platform"; empty for the service's default
  std::string user_verification;  ///< FIDO2: "required", "preferred" or "discouraged"; may be empty
  std::string attestation;        ///< FIDO2: "none", "indirect" or "direct"; may be empty

 private:
  UserId user_;
  FidoProtocol protocol_;
};

struct FidoRegistrationReply {
  std::string registration_request;  ///< protocol message for the FIDO client
  std::string request_id;            ///< always there for FIDO2; may be empty for UAF
};

/// `POST /users/{userID@domain}/register-fido-device` (registerFidoDeviceUserUsingPOST).
class RegisterFidoDeviceRequest {
 public:
  RegisterFidoDeviceRequest(UserId user, FidoProtocol protocol, Secret registration_response)
      : user_(std::move(user)),
        protocol_(protocol),
        registration_response_(std::move(registration_response)) {}
  [[nodiscard]] const UserId& user() const { return user_; }
  [[nodiscard]] FidoProtocol protocol() const { return protocol_; }
  /// What the FIDO client answered.
  [[nodiscard]] const Secret& registration_response() const { return registration_response_; }

  std::string request_id;  ///< of the registration request; FIDO2 demands it

 private:
  UserId user_;
  FidoProtocol protocol_;
  Secret registration_response_;
};

struct RegisterFidoDeviceReply {
  std::optional<std::int64_t> uaf_status_code;
};

/// `POST /users/{userID@domain}/generate-fido-authentication-request` (generateFidoAuthenticationRequest).
class FidoAuthenticationRequest {
 public:
  FidoAuthenticationRequest(UserId user, FidoProtocol protocol)
      : user_(std::move(user)), protocol_(protocol) {}
  [[nodiscard]] const UserId& user() const { return user_; }
  [[nodiscard]] FidoProtocol protocol() const { return protocol_; }

  std::string user_verification;       ///< FIDO2: "required", "preferred" or "discouraged"; may be empty
  std::string authentication_message;  ///< text for the user; may be empty

 private:
  UserId user_;
  FidoProtocol protocol_;
};

struct FidoAuthenticationReply {
  std::string authentication_request;  ///< protocol message for the FIDO client
  std::string request_id;              ///< to be quoted in the login or the transaction
};

}  // namespace authtree::inline v0::onespan
