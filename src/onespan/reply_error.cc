#include "reply_error.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "authtree/core/encoding.h"
#include "authtree/core/text.h"

#include "extra_fields.h"
#include "operation_traits.h"
#include "reply_body.h"

namespace authtree::inline v0::onespan {
namespace {

/// What one kind of reply is turned into.
struct Meaning {
  ErrorCode code;
  FixedText sentence;
};

/// A meaning of a status, of one operation or of all.
struct StatusRow {
  int first;
  int last;
  std::optional<Operation> operation;
  Meaning meaning;
};

/// A business error that the service names by its text only.
struct TextRow {
  int status;
  std::string_view text;
  Meaning meaning;
};

constexpr std::array<TextRow, 9> kKnownTexts{{
    {409,
     "License activation limit reached",
     {ErrorCode::kLicenseLimit,
      "The license has no activation left. Free an activation or use another license, then start again."}},
    {409,
     "The authenticator limit has been reached",
     {ErrorCode::kAuthenticatorLimit,
      "The user has as many authenticators as are allowed. Remove one that is not used any more, then try "
      "again."}},
    {409,
     "User is locked",
     {ErrorCode::kConflict, "The user account is locked. Ask your administrator to unlock it."}},
    {409,
     "User is disabled",
     {ErrorCode::kConflict, "The user account is disabled. Ask your administrator."}},
    {409,
     "User refused",
     {ErrorCode::kConflict, "The request was refused on the device. Start again if that was a mistake."}},
    {409,
     "Timed out",
     {ErrorCode::kTimeout, "Nobody answered the request on the device in time. Start again."}},
    {409, "Invalid Request ID", {ErrorCode::kNotFound, "The request is not known any more. Start again."}},
    {409, "Request ID is invalid", {ErrorCode::kNotFound, "The request is not known any more. Start again."}},
    {409,
     "Registration ceremony was not started",
     {ErrorCode::kConflict, "The FIDO ceremony was not begun. Start again."}},
}};

/// A field that people fill in, and what to tell them when the service refuses its value.
struct FieldRow {
  std::string_view field;
  FixedText sentence;
};

constexpr std::array<FieldRow, 7> kRefusedFields{{
    {"userID", "The service refused the user name. Check it and try again."},
    {"login", "The service refused the user name. Check it and try again."},
    {"domain", "The service refused the domain. Check it and try again."},
    {"staticPassword", "The service refused the password. Choose another one and try again."},
    {"serialNumber", "The service refused the serial number. Check it on the device and try again."},
    {"deviceCode", "The service refused the device code. Check the code on the device and type it again."},
    {"signature", "The service refused the signature. Check the code on the device and type it again."},
}};

// The first row that fits decides: rows of one operation stand before the row for all.
constexpr std::array<StatusRow, 49> kStatuses{{
    {409,
     409,
     Operation::kRegisterUser,
     {ErrorCode::kConflict,
      "The service could not register the user. Check the serial number, whether a license is free and "
      "whether the account exists already."}},
    {409,
     409,
     Operation::kUnregisterUser,
     {ErrorCode::kConflict,
      "The service could not remove the user. See to the user's authenticators, then try again."}},
    {409,
     409,
     Operation::kAddDevice,
     {ErrorCode::kConflict,
      "The device code was not accepted. Check the code on the device and type it again."}},
    {409,
     409,
     Operation::kActivateDevice,
     {ErrorCode::kConflict,
      "The signature was not accepted. Check the code on the device and type it again."}},
    {409,
     409,
     Operation::kCheckActivation,
     {ErrorCode::kConflict,
      "The service could not tell the state of the activation. Start the registration again."}},
    {409,
     409,
     Operation::kRenderVisualCode,
     {ErrorCode::kConflict, "The service could not draw the visual code. Start the registration again."}},
    {409,
     409,
     Operation::kStartRegistration,
     {ErrorCode::kConflict,
      "The device code was not accepted for this user. Check user name, password and the code on the device, "
      "then try again."}},
    {409,
     409,
     Operation::kLogin,
     {ErrorCode::kConflict, "The login was not accepted. Check what was entered and try again."}},
    {409,
     409,
     Operation::kValidateEvent,
     {ErrorCode::kConflict, "The event was not confirmed. Check what was entered and try again."}},
    {409,
     409,
     Operation::kValidateTransaction,
     {ErrorCode::kConflict,
      "The transaction was not confirmed. Check its data and the signature, then try again."}},
    {409,
     409,
     Operation::kCheckSession,
     {ErrorCode::kConflict, "The service could not tell how the request stands. Start again."}},
    {409,
     409,
     Operation::kGenerateChallenge,
     {ErrorCode::kConflict, "The user has no authenticator that answers a challenge. Activate one first."}},
    {409,
     409,
     Operation::kGenerateSecureChallenge,
     {ErrorCode::kConflict,
      "The user has no authenticator that reads a challenge as a visual code. Activate one first."}},
    {409,
     409,
     Operation::kGenerateSigningRequest,
     {ErrorCode::kConflict,
      "The user has no authenticator that signs what a visual code shows. Activate one first."}},
    {409,
     409,
     Operation::kRequestFidoRegistration,
     {ErrorCode::kConflict,
      "The registration of a FIDO device could not begin. See to the user's account, then try again."}},
    {409,
     409,
     Operation::kRegisterFidoDevice,
     {ErrorCode::kConflict,
      "The FIDO device was not registered; perhaps it is registered already. Begin the registration again."}},
    {409,
     409,
     Operation::kRequestFidoAuthentication,
     {ErrorCode::kConflict, "The FIDO login could not begin. Register a FIDO device first."}},
    {409,
     409,
     Operation::kViewUser,
     {ErrorCode::kConflict, "The service could not show the user. Try again."}},
    {409,
     409,
     Operation::kCreateUser,
     {ErrorCode::kConflict,
      "The service could not create the user. See whether the account exists already."}},
    {409,
     409,
     Operation::kUpdateUser,
     {ErrorCode::kConflict,
      "The service could not change the user. Read the account again, then try again."}},
    {409,
     409,
     Operation::kAssignUser,
     {ErrorCode::kConflict,
      "The license could not be given to the user. See whether it exists and is free."}},
    {409,
     409,
     Operation::kQueryAuthenticators,
     {ErrorCode::kConflict, "The service could not list the authenticators. Try again."}},
    {409,
     409,
     Operation::kAssignAuthenticator,
     {ErrorCode::kConflict,
      "The authenticator could not be given to the user. See whether it is free and the user exists."}},
    {409,
     409,
     Operation::kGenerateVirtualOtp,
     {ErrorCode::kConflict,
      "The one-time password could not be sent. See whether the authenticator sends virtual one-time "
      "passwords."}},
    {409,
     409,
     Operation::kGenerateActivationMessage,
     {ErrorCode::kConflict, "The license cannot be activated this way. Use one for several devices."}},
    {409,
     409,
     Operation::kInsertTransaction,
     {ErrorCode::kConflict, "Risk Analytics did not take the transaction. Check its data."}},
    {409,
     409,
     Operation::kRelayCommand,
     {ErrorCode::kConflict, "The service did not take the app's command. Let the app begin again."}},
    {400,
     400,
     std::nullopt,
     {ErrorCode::kInvalidInput, "The service refused a value. Check what was entered and try again."}},
    {401,
     401,
     std::nullopt,
     {ErrorCode::kRejected,
      "The service does not accept this client. Check the client certificate, the tenant and the "
      "environment."}},
    {403,
     403,
     std::nullopt,
     {ErrorCode::kRejected,
      "The service does not allow this. Check the client certificate, and that the user is no "
      "administrator."}},
    {404,
     404,
     Operation::kUnregisterUser,
     {ErrorCode::kNotFound, "The service has no such user. Check the user name and the domain."}},
    {404,
     404,
     Operation::kAddDevice,
     {ErrorCode::kNotFound, "The registration is not known any more. Start the registration again."}},
    {404,
     404,
     Operation::kActivateDevice,
     {ErrorCode::kNotFound, "The registration is not known any more. Start the registration again."}},
    {404,
     404,
     Operation::kLogin,
     {ErrorCode::kNotFound, "There is no such user. Check the user name and the domain."}},
    {404,
     404,
     Operation::kValidateEvent,
     {ErrorCode::kNotFound, "There is no such user. Check the user name and the domain."}},
    {404,
     404,
     Operation::kValidateTransaction,
     {ErrorCode::kNotFound, "There is no such user. Check the user name and the domain."}},
    {404,
     404,
     Operation::kViewUser,
     {ErrorCode::kNotFound, "The service has no such user. Check the user name and the domain."}},
    {404,
     404,
     Operation::kCheckSession,
     {ErrorCode::kNotFound, "The request is not known any more. Start again."}},
    {404,
     404,
     Operation::kAssignAuthenticator,
     {ErrorCode::kNotFound, "The service has no such authenticator. Check the serial number."}},
    {404,
     404,
     Operation::kGenerateVirtualOtp,
     {ErrorCode::kNotFound, "The service has no such authenticator. Check the serial number."}},
    {404,
     404,
     Operation::kGenerateActivationMessage,
     {ErrorCode::kNotFound, "The service has no such authenticator. Check the serial number."}},
    {404,
     404,
     std::nullopt,
     {ErrorCode::kNotFound,
      "The service does not know what was asked for. Check the domain, the tenant and the environment."}},
    {408,
     408,
     std::nullopt,
     {ErrorCode::kUnavailable, "The request did not reach the service in time. Try again in a moment."}},
    {413,
     413,
     std::nullopt,
     {ErrorCode::kUnavailable, "The request was too large for the service. Send less, or ask its operator."}},
    {429,
     429,
     std::nullopt,
     {ErrorCode::kUnavailable,
      "The service has too many requests at the moment. Wait a little and try again."}},
    {500, 599, std::nullopt, {ErrorCode::kUnavailable, "The service is out of order. Try again later."}},
    {300,
     399,
     std::nullopt,
     {ErrorCode::kRejected,
      "The service points to another address, which is not followed. Check the base URL."}},
    {402,
     499,
     std::nullopt,
     {ErrorCode::kRejected,
      "The service does not take this request. Check the tenant, the environment and the base URL."}},
    {0,
     999,
     std::nullopt,
     {ErrorCode::kRejected, "The service's answer is none that this operation has. Check the base URL."}},
}};

/// The text without outer blanks and without full stops at its end.
std::string_view Trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.substr(0, text.find_last_not_of(" .") + 1);
}

bool IsText(std::string_view text, std::string_view known) {
  return EqualsIgnoringCase(Trimmed(text), known);
}

const Meaning& Classify(Operation operation, int status, std::string_view text) {
  for (const TextRow& row : kKnownTexts) {
    if (row.status == status && IsText(text, row.text)) return row.meaning;
  }
  for (const StatusRow& row : kStatuses) {
    const bool of_operation = !row.operation || *row.operation == operation;
    if (of_operation && status >= row.first && status <= row.last) return row.meaning;
  }
  return kStatuses.back().meaning;
}

std::string RefusedField(const ReplyBody& body) {
  const Json* errors = FindMember(body.json(), "validationErrors");
  if (errors == nullptr || !errors->is_array() || errors->empty()) return {};
  std::string field = StringMember(errors->front(), "field");
  return IsWireField(field) ? field : std::string();
}

std::string UuidIn(std::string_view text) {
  std::string id = LowerAscii(text);
  return IsUuid(id) ? id : std::string();
}

std::string CorrelationIdOf(const http::Response& reply, const Result<ReplyBody>& body) {
  std::string id = UuidIn(reply.headers().Find("log-correlation-id"));
  if (id.empty() && body) id = UuidIn(StringMember(body->json(), "logCorrelationID"));
  return id;
}

FixedText SentenceFor(const Meaning& meaning, std::string_view refused_field) {
  for (const FieldRow& row : kRefusedFields) {
    if (row.field == refused_field) return row.sentence;
  }
  return meaning.sentence;
}

}  // namespace

Error ReplyError(Operation operation, const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  std::string text = body ? StringMember(body->json(), "message") : std::string();
  const Meaning& meaning = Classify(operation, reply.status(), text);
  Wipe(text.data(), text.size());
  const bool refused = meaning.code == ErrorCode::kInvalidInput && body;
  std::string field = refused ? RefusedField(*body) : std::string();

  Error error(meaning.code, SentenceFor(meaning, field));
  error.With(Fact::kRoute, std::string(TraitsOf(operation).route.view()));
  error.With(Fact::kHttpStatus, std::to_string(reply.status()));
  if (auto id = CorrelationIdOf(reply, body); !id.empty()) error.With(Fact::kCorrelationId, std::move(id));
  if (!field.empty()) error.With(Fact::kField, std::move(field));
  return error;
}

std::string CorrelationId(const http::Response& reply) {
  if (auto id = UuidIn(reply.headers().Find("log-correlation-id")); !id.empty() || reply.ok()) return id;
  return CorrelationIdOf(reply, ReplyBody::Parse(reply));
}

}  // namespace authtree::inline v0::onespan
