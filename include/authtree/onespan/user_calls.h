#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "authtree/core/secret.h"
#include "authtree/onespan/call_types.h"

namespace authtree::inline v0::onespan {

/// How a user gets virtual OTPs.
enum class VirtualOtpDelivery : std::uint8_t { kDefault, kSms, kEmail, kVoice };

/// "Default", "SMS", "Email", "Voice".
[[nodiscard]] std::string_view VirtualOtpDeliveryName(VirtualOtpDelivery delivery);

/// `GET /users/{userID@domain}` (viewUserUsingGET).
class ViewUserRequest {
 public:
  explicit ViewUserRequest(UserId user) : user_(std::move(user)) {}
  [[nodiscard]] const UserId& user() const { return user_; }

 private:
  UserId user_;
};

/// An account. What the service holds of the person beside this is not read.
struct UserReply {
  std::vector<std::string> authenticators;  ///< serial numbers
  std::string entity_tag;                   ///< `ETag` of the answer; may be empty
};

/// `PUT /users/{userID@domain}` (createUserUsingPUT): an account without an authenticator.
class CreateUserRequest {
 public:
  explicit CreateUserRequest(UserId user) : user_(std::move(user)) {}
  [[nodiscard]] const UserId& user() const { return user_; }

  std::optional<Secret> static_password;  ///< 8 to 255 characters
  std::optional<VirtualOtpDelivery> virtual_otp_delivery;
  std::vector<ExtraField> extra;  ///< such as `emailAddress` and `mobilePhoneNumber`

 private:
  UserId user_;
};

/// `PATCH /users/{userID@domain}` (updateUserUsingPATCH).
class UpdateUserRequest {
 public:
  explicit UpdateUserRequest(UserId user) : user_(std::move(user)) {}
  [[nodiscard]] const UserId& user() const { return user_; }

  std::optional<Secret> static_password;
  std::optional<VirtualOtpDelivery> virtual_otp_delivery;
  std::string entity_tag;  ///< change the account only if it is still the one that was read; empty for any
  std::vector<ExtraField> extra;

 private:
  UserId user_;
};

/// `POST /users/{userID@domain}/assign` (assignUserUsingPOST): gives the user a license.
class AssignUserRequest {
 public:
  /// The license of that serial number.
  [[nodiscard]] static AssignUserRequest License(UserId user, std::string serial_number) {
    return AssignUserRequest(std::move(user), std::move(serial_number), {});
  }
  /// Any free license of that Digipass type, five characters.
  [[nodiscard]] static AssignUserRequest AnyOfType(UserId user, std::string digipass_type) {
    return AssignUserRequest(std::move(user), {}, std::move(digipass_type));
  }
  [[nodiscard]] const UserId& user() const { return user_; }
  [[nodiscard]] const std::string& serial_number() const { return serial_number_; }
  [[nodiscard]] const std::string& digipass_type() const { return digipass_type_; }

 private:
  AssignUserRequest(UserId user, std::string serial_number, std::string digipass_type)
      : user_(std::move(user)),
        serial_number_(std::move(serial_number)),
        digipass_type_(std::move(digipass_type)) {}

  UserId user_;
  std::string serial_number_;
  std::string digipass_type_;
};

}  // namespace authtree::inline v0::onespan
