#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/call_context.h"
#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/core/task.h"
#include "authtree/core/value.h"

/// Typed calls to OneSpan Cloud Authentication and Intelligent Adaptive Authentication.
///
/// Requests are classes with constructors, so that what an operation cannot do without cannot be left out;
/// what it can do without is a public member. Wire names and limits: the operation named at each class.
namespace authtree::inline v0::onespan {

/// Which of the two products a call speaks to; decides `objectType` and what the service demands.
enum class Product : std::uint8_t {
  kAdaptive,  ///< Intelligent Adaptive Authentication (IAA)
  kCloud,     ///< OneSpan Cloud Authentication (OCA)
};

enum class ActivationType : std::uint8_t { kOnlineMdl, kOfflineMdl, kFido };

/// "onlineMDL", "offlineMDL", "fido".
[[nodiscard]] std::string_view ActivationTypeName(ActivationType type);

/// A user account: id and domain. An empty domain means the tenant's default domain.
class UserId {
 public:
  UserId(std::string user, std::string domain) : user_(std::move(user)), domain_(std::move(domain)) {}
  [[nodiscard]] const std::string& user() const { return user_; }
  [[nodiscard]] const std::string& domain() const { return domain_; }

 private:
  std::string user_;
  std::string domain_;
};

/// The fingerprint a browser's device data collector made: `cddc.browserCDDC`.
class BrowserFingerprint {
 public:
  BrowserFingerprint(std::string raw, std::string hash) : raw_(std::move(raw)), hash_(std::move(hash)) {}
  /// The collected JSON as text; sent as a JSON string.
  [[nodiscard]] const std::string& raw() const { return raw_; }
  /// Lower-case hex SHA-256 of `raw`.
  [[nodiscard]] const std::string& hash() const { return hash_; }

 private:
  std::string raw_;
  std::string hash_;
};

/// What the risk engine is told beside the operation itself. IAA demands session, relationship and
/// fingerprint.
class RiskContext {
 public:
  RiskContext() {}  // NOLINT(modernize-use-equals-default): must not be an aggregate

  std::optional<std::string> client_ip;           ///< dotted IPv4; anything else is left out by the client
  std::optional<BrowserFingerprint> fingerprint;  ///< `cddc`
  std::string session_id;                         ///< hex, 2 to 100 digits; IAA only
  std::string relationship_ref;                   ///< IAA only
};

/// A field of the body beside the built-in ones. A secret value is written, never logged.
class ExtraField {
 public:
  ExtraField(std::string name, Value value) : name_(std::move(name)), value_(std::move(value)) {}
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const Value& value() const { return value_; }

 private:
  std::string name_;
  Value value_;
};

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

enum class VisualCodeFormat : std::uint8_t { kCronto, kQrCode };

/// How the service is to read a message.
enum class MessageEncoding : std::uint8_t {
  kHexString,  ///< the bytes that the hex digits stand for
  kClearText,  ///< the characters themselves
};

/// `POST /visualcodes/render` (renderVisualCodeUsingPOST), or the GET form where configured.
class RenderVisualCodeRequest {
 public:
  RenderVisualCodeRequest(Secret message, MessageEncoding encoding, VisualCodeFormat format, int image_size)
      : message_(std::move(message)), encoding_(encoding), format_(format), image_size_(image_size) {}
  [[nodiscard]] const Secret& message() const { return message_; }
  [[nodiscard]] MessageEncoding encoding() const { return encoding_; }
  [[nodiscard]] VisualCodeFormat format() const { return format_; }
  /// Side in pixels, 35 to 700.
  [[nodiscard]] int image_size() const { return image_size_; }

 private:
  Secret message_;
  MessageEncoding encoding_;
  VisualCodeFormat format_;
  int image_size_;
};

/// A rendered code. A secret: it holds the message.
struct VisualCodeImage {
  Secret png;
};

/// The calls. One const object serves every journey on every thread; tests put a fake in its place.
///
/// Every function answers with one of these errors: `kInvalidInput` (refused before the call, or 400),
/// `kRejected` (401, 403, TLS, an answer that is not what was asked for), `kNotFound` (404), `kConflict`
/// (409), `kLicenseLimit`, `kAuthenticatorLimit` (409 with a known text), `kUnavailable` (5xx, 429,
/// connection), `kTimeout`. Errors carry the route, the status and the correlation id; never a text of the
/// service.
class Api {
 public:
  virtual ~Api() = default;

  /// Name of the tenant in lower case, as it stands in the visual code message.
  [[nodiscard]] virtual const std::string& tenant() const = 0;
  /// True when the environment is the vendor's sandbox, where the domain is named like the tenant.
  [[nodiscard]] virtual bool is_sandbox() const = 0;

  [[nodiscard]] virtual Task<Result<RegisterUserReply>> RegisterUser(CallContext call,
                                                                     RegisterUserRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<UnregisterUserReply>> UnregisterUser(
      CallContext call, UnregisterUserRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<AddDeviceReply>> AddDevice(CallContext call,
                                                               AddDeviceRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<ActivateDeviceReply>> ActivateDevice(
      CallContext call, ActivateDeviceRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<CheckActivationReply>> CheckActivation(
      CallContext call, CheckActivationRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<VisualCodeImage>> RenderVisualCode(
      CallContext call, RenderVisualCodeRequest request) const = 0;
};

}  // namespace authtree::inline v0::onespan
