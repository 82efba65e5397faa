#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/secret.h"
#include "authtree/onespan/call_types.h"

namespace authtree::inline v0::onespan {

enum class ActivationType : std::uint8_t { kOnlineMdl, kOfflineMdl, kFido };

/// "onlineMDL", "offlineMDL", "fido".
[[nodiscard]] std::string_view ActivationTypeName(ActivationType type);

/// `POST /users/register` (userRegisterUsingPOST).
class RegisterUserRequest {
 public:
  RegisterUserRequest(Product product, UserId user, ActivationType activation)
      : product_(product), user_(std::move(user)), activation_(activation) {}

  [[nodiscard]] Product product() const { return product_; }
  [[nodiscard]] const UserId& user() const { return user_; }
  [[nodiscard]] ActivationType activation() const { return activation_; }

  std::optional<Secret> static_password;     ///< 8 to 255 characters; the service makes one when absent
  std::optional<std::string> serial_number;  ///< license wanted: three letters or digits, seven digits
  RiskContext risk;
  std::vector<ExtraField> extra;  ///< must not name a built-in field: refused as kInvalidInput

 private:
  Product product_;
  UserId user_;
  ActivationType activation_;
};

/// Answer to a registration. Which members are set depends on the activation type.
struct RegisterUserReply {
  std::optional<Secret> activation_password;  ///< online: the password; offline: Activation Message 1 in hex
  std::string serial_number;                  ///< license used, not always the one asked for
  std::string registration_id;                ///< empty when the service gives none
  std::vector<std::string> fido_protocols;    ///< of a FIDO registration
};

/// `POST /users/{userID@domain}/unregister` (userUnregisterExUsingPOST).
class UnregisterUserRequest {
 public:
  UnregisterUserRequest(Product product, UserId user) : product_(product), user_(std::move(user)) {}

  [[nodiscard]] Product product() const { return product_; }
  [[nodiscard]] const UserId& user() const { return user_; }

  RiskContext risk;
  std::vector<ExtraField> extra;

 private:
  Product product_;
  UserId user_;
};

struct UnregisterUserReply {
  std::optional<std::int64_t> risk_response_code;  ///< IAA only
};

/// `POST /registrations/{registrationID}/add-device` (addDeviceUsingPOST).
class AddDeviceRequest {
 public:
  AddDeviceRequest(std::string registration_id, Secret device_code)
      : registration_id_(std::move(registration_id)), device_code_(std::move(device_code)) {}
  [[nodiscard]] const std::string& registration_id() const { return registration_id_; }
  /// What the device showed after Activation Message 1: 5 to 26 characters.
  [[nodiscard]] const Secret& device_code() const { return device_code_; }

 private:
  std::string registration_id_;
  Secret device_code_;
};

struct AddDeviceReply {
  Secret activation_message2;  ///< hex
  std::string serial_number;   ///< of the new instance: license serial, dash, number; may be empty
  std::string device_type;     ///< may be empty
};

/// `POST /registrations/{registrationID}/activate` (activateUsingPOST).
class ActivateDeviceRequest {
 public:
  ActivateDeviceRequest(std::string registration_id, Secret signature)
      : registration_id_(std::move(registration_id)), signature_(std::move(signature)) {}
  [[nodiscard]] const std::string& registration_id() const { return registration_id_; }
  /// What the device showed after Activation Message 2: 6 to 16 characters.
  [[nodiscard]] const Secret& signature() const { return signature_; }

 private:
  std::string registration_id_;
  Secret signature_;
};

struct ActivateDeviceReply {
  std::string serial_number;  ///< of the activated instance; may be empty
  std::string user_id;
  std::string domain;
};

/// `POST /registrations` (registrationUsingPOST) with the code of a device that has read the first activation
/// message of its license: the third step of an activation that an administrator begins.
class StartRegistrationRequest {
 public:
  StartRegistrationRequest(UserId user, Secret static_password, Secret device_code)
      : user_(std::move(user)),
        static_password_(std::move(static_password)),
        device_code_(std::move(device_code)) {}
  [[nodiscard]] const UserId& user() const { return user_; }
  /// Of the existing account: at most 255 characters.
  [[nodiscard]] const Secret& static_password() const { return static_password_; }
  /// 5 to 26 characters.
  [[nodiscard]] const Secret& device_code() const { return device_code_; }

  std::optional<std::string> serial_number;  ///< of the license
  std::string description;                   ///< kept with the new instance; empty for none

 private:
  UserId user_;
  Secret static_password_;
  Secret device_code_;
};

struct StartRegistrationReply {
  std::string registration_id;
  Secret activation_message2;  ///< hex
  std::string serial_number;   ///< of the new instance; may be empty
};

/// `POST /registrations/check-status` (checkActivationStatusUsingPOST).
class CheckActivationRequest {
 public:
  explicit CheckActivationRequest(UserId user) : user_(std::move(user)) {}
  [[nodiscard]] const UserId& user() const { return user_; }

 private:
  UserId user_;
};

enum class ActivationStatus : std::uint8_t { kUnknown, kPending, kActivated, kTimeout };

struct CheckActivationReply {
  ActivationStatus status = ActivationStatus::kUnknown;
};

}  // namespace authtree::inline v0::onespan
