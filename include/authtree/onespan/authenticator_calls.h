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

/// A crypto application of an authenticator.
struct AuthenticatorApplication {
  std::string name;  ///< "RO OFFLINE"
  std::string type;  ///< "RO", "CR", "SG", …
};

/// An authenticator: a license, or an instance of one.
struct Authenticator {
  std::string serial_number;
  std::string type;  ///< five characters, such as "VIR10"; may be empty
  std::vector<AuthenticatorApplication> applications;
};

/// `GET /authenticators` (queryAuthenticatorsUsingGET). All pages are read.
class QueryAuthenticatorsRequest {
 public:
  QueryAuthenticatorsRequest() {}  // NOLINT(modernize-use-equals-default): must not be an aggregate

  std::string serial_number;  ///< empty for any
  std::string domain;         ///< empty for any
  std::string type;           ///< five characters; empty for any
  std::optional<bool> assigned;
  /// Reading stops after that many. Zero reads all.
  std::size_t at_most = 0;
};

struct QueryAuthenticatorsReply {
  std::vector<Authenticator> authenticators;
};

/// `POST /authenticators/{serialNumber}/assign` (assignAuthenticatorUsingPOST).
class AssignAuthenticatorRequest {
 public:
  AssignAuthenticatorRequest(std::string serial_number, UserId user)
      : serial_number_(std::move(serial_number)), user_(std::move(user)) {}
  /// Of a license: ten characters.
  [[nodiscard]] const std::string& serial_number() const { return serial_number_; }
  /// The domain must be given.
  [[nodiscard]] const UserId& user() const { return user_; }

 private:
  std::string serial_number_;
  UserId user_;
};

/// How a virtual OTP leaves the service.
enum class VirtualOtpChannel : std::uint8_t { kEmail, kSms, kVoice, kResponse };

/// "Email", "SMS", "Voice", "Response".
[[nodiscard]] std::string_view VirtualOtpChannelName(VirtualOtpChannel channel);

/// `POST /authenticators/{serialNumber}/applications/{applName}/generate-votp` (generateVOTPUsingPOST).
class GenerateVirtualOtpRequest {
 public:
  GenerateVirtualOtpRequest(std::string serial_number, std::string application, VirtualOtpChannel channel)
      : serial_number_(std::move(serial_number)), application_(std::move(application)), channel_(channel) {}
  [[nodiscard]] const std::string& serial_number() const { return serial_number_; }
  /// Name of an application of type "RO".
  [[nodiscard]] const std::string& application() const { return application_; }
  [[nodiscard]] VirtualOtpChannel channel() const { return channel_; }

  std::vector<ExtraField> extra;  ///< `emailAddress`, `mobilePhoneNumber`, `mdcProfile`

 private:
  std::string serial_number_;
  std::string application_;
  VirtualOtpChannel channel_;
};

struct GenerateVirtualOtpReply {
  std::optional<Secret> otp;  ///< only for `VirtualOtpChannel::kResponse`
};

/// `POST /authenticators/{serialNumber}/generate-activation-message` (generateActivationMessageUsingPOST):
/// the first message of an activation that an administrator begins.
class ActivationMessageRequest {
 public:
  explicit ActivationMessageRequest(std::string serial_number) : serial_number_(std::move(serial_number)) {}
  [[nodiscard]] const std::string& serial_number() const { return serial_number_; }

 private:
  std::string serial_number_;
};

struct ActivationMessageReply {
  Secret activation_message;  ///< hex, to be shown as a visual code
};

}  // namespace authtree::inline v0::onespan
