#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "authtree/core/secret.h"
#include "authtree/onespan/call_types.h"

/// Logins, events and transactions. None of these calls waits for the user: `timeout` is sent as 0, and
/// whoever wants to know the end polls the session.
namespace authtree::inline v0::onespan {

/// How the service hands an orchestration command to the user's app.
enum class OrchestrationDelivery : std::uint8_t {
  kNone,              ///< the field is left out; the service then does both
  kPushNotification,  ///< by push
  kRequestMessage,    ///< in the answer, to be shown as a visual code
  kBoth,
};

/// `credentials.authenticator`: a one-time password or the response to a challenge.
class OtpCredential {
 public:
  explicit OtpCredential(Secret otp) : otp_(std::move(otp)) {}
  /// 6 to 16 characters.
  [[nodiscard]] const Secret& otp() const { return otp_; }

 private:
  Secret otp_;
};

/// `credentials.passKey`: the static password, or a keyword that asks for a push or a virtual OTP.
class PassKeyCredential {
 public:
  explicit PassKeyCredential(Secret pass_key) : pass_key_(std::move(pass_key)) {}
  /// 1 to 255 characters.
  [[nodiscard]] const Secret& pass_key() const { return pass_key_; }

 private:
  Secret pass_key_;
};

/// `credentials.fidoAuthenticator`: what the FIDO client answered.
class FidoCredential {
 public:
  explicit FidoCredential(Secret authentication_response)
      : authentication_response_(std::move(authentication_response)) {}
  [[nodiscard]] const Secret& authentication_response() const { return authentication_response_; }

 private:
  Secret authentication_response_;
};

using Credentials = std::variant<OtpCredential, PassKeyCredential, FidoCredential>;

/// `POST /users/{userID@domain}/login` (loginUsingPOST).
class LoginRequest {
 public:
  LoginRequest(Product product, UserId user) : product_(product), user_(std::move(user)) {}
  [[nodiscard]] Product product() const { return product_; }
  [[nodiscard]] const UserId& user() const { return user_; }

  std::optional<Credentials> credentials;    ///< the cloud product demands them
  std::optional<FidoProtocol> fido_step_up;  ///< IAA only: asks for a FIDO ceremony of that protocol
  std::string request_id;                    ///< of the related earlier call; empty for none
  OrchestrationDelivery delivery = OrchestrationDelivery::kNone;
  RiskContext risk;  ///< the fingerprint may be absent
  std::vector<ExtraField> extra;

 private:
  Product product_;
  UserId user_;
};

/// `POST /users/{userID@domain}/events/validate` (eventValidationUsingPOST); IAA only.
class ValidateEventRequest {
 public:
  ValidateEventRequest(UserId user, std::string event_type)
      : user_(std::move(user)), event_type_(std::move(event_type)) {}
  [[nodiscard]] const UserId& user() const { return user_; }
  /// A name such as "LoginAttempt", or the number of an event of the tenant's own.
  [[nodiscard]] const std::string& event_type() const { return event_type_; }

  std::optional<Credentials> credentials;
  std::optional<FidoProtocol> fido_step_up;
  std::string request_id;
  OrchestrationDelivery delivery = OrchestrationDelivery::kNone;
  RiskContext risk;
  std::vector<ExtraField> extra;

 private:
  UserId user_;
  std::string event_type_;
};

/// `data.fido`: what the FIDO client answered to an earlier request.
class FidoTransaction {
 public:
  FidoTransaction(std::string request_id, Secret authentication_response)
      : request_id_(std::move(request_id)), authentication_response_(std::move(authentication_response)) {}
  [[nodiscard]] const std::string& request_id() const { return request_id_; }
  [[nodiscard]] const Secret& authentication_response() const { return authentication_response_; }

 private:
  std::string request_id_;
  Secret authentication_response_;
};

/// `data.standard`: the values that the user typed into the device, and the code that it showed.
class StandardTransaction {
 public:
  StandardTransaction(std::vector<std::string> data_fields, Secret signature)
      : data_fields_(std::move(data_fields)), signature_(std::move(signature)) {}
  /// One to eight values, in the order of typing.
  [[nodiscard]] const std::vector<std::string>& data_fields() const { return data_fields_; }
  /// 6 to 16 characters.
  [[nodiscard]] const Secret& signature() const { return signature_; }

 private:
  std::vector<std::string> data_fields_;
  Secret signature_;
};

/// `data.secureChannel`: the code that the device showed after it read a signing request.
class SecureChannelTransaction {
 public:
  SecureChannelTransaction(std::string request_id, std::optional<Secret> signature)
      : request_id_(std::move(request_id)), signature_(std::move(signature)) {}
  [[nodiscard]] const std::string& request_id() const { return request_id_; }
  /// 6 to 16 characters; nothing lets the service push the request to the device.
  [[nodiscard]] const std::optional<Secret>& signature() const { return signature_; }

 private:
  std::string request_id_;
  std::optional<Secret> signature_;
};

/// A line that the trusted device shows.
class DisplayField {
 public:
  DisplayField(std::string label, std::string text) : label_(std::move(label)), text_(std::move(text)) {}
  [[nodiscard]] const std::string& label() const { return label_; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string label_;
  std::string text_;
};

/// `data.transactionMessage`: lines that the user confirms on the trusted device.
class MessageTransaction {
 public:
  explicit MessageTransaction(std::vector<DisplayField> fields) : fields_(std::move(fields)) {}
  /// At least one.
  [[nodiscard]] const std::vector<DisplayField>& fields() const { return fields_; }

  /// Cloud product only, where it is mandatory: "NoPIN", "PIN", "Fingerprint" or "Face".
  std::string authentication_method;

 private:
  std::vector<DisplayField> fields_;
};

using TransactionData =
    std::variant<FidoTransaction, StandardTransaction, SecureChannelTransaction, MessageTransaction>;

/// `POST /users/{userID@domain}/transactions/validate` (transactionValidationUsingPOST).
///
/// IAA demands `accountRef`, `amount` (a text), `currency` and `transactionType`: they are extra fields here.
class ValidateTransactionRequest {
 public:
  ValidateTransactionRequest(Product product, UserId user, TransactionData data)
      : product_(product), user_(std::move(user)), data_(std::move(data)) {}
  [[nodiscard]] Product product() const { return product_; }
  [[nodiscard]] const UserId& user() const { return user_; }
  [[nodiscard]] const TransactionData& data() const { return data_; }

  OrchestrationDelivery delivery = OrchestrationDelivery::kNone;
  RiskContext risk;
  std::vector<ExtraField> extra;

 private:
  Product product_;
  UserId user_;
  TransactionData data_;
};

/// Answer to a login, an event or a transaction: accepted, or what the user has to do next.
struct AuthenticationReply {
  SessionStatus status = SessionStatus::kUnknown;
  std::string request_id;                          ///< to poll or to quote; empty when there is none
  std::optional<std::int64_t> risk_response_code;  ///< 0 accept, 1 decline, from 2 on a challenge
  std::optional<std::int64_t> event_id;            ///< id inside Risk Analytics; none when it is no number
  std::string challenge;                           ///< to be typed into the device; may be empty
  std::optional<Secret> request_message;           ///< command or secure channel message, in hex
  std::optional<Secret> fido_authentication_request;
};

/// `GET /sessions/{requestID}` (checkSessionUsingGET).
class CheckSessionRequest {
 public:
  explicit CheckSessionRequest(std::string request_id) : request_id_(std::move(request_id)) {}
  [[nodiscard]] const std::string& request_id() const { return request_id_; }

 private:
  std::string request_id_;
};

struct CheckSessionReply {
  SessionStatus status = SessionStatus::kUnknown;
  std::optional<std::int64_t> risk_response_code;
  std::optional<Secret> virtual_otp;  ///< when the tenant has virtual OTPs delivered through the session
};

}  // namespace authtree::inline v0::onespan
