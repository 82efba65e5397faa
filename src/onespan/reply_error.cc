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

constexpr std::array<TextRow, 2> kKnownTexts{{
    {409,
     "License activation limit reached",
     {ErrorCode::kLicenseLimit,
      "The license has no activation left. Free an activation or use another license, then start again."}},
    {409,
     "The authenticator limit has been reached",
     {ErrorCode::kAuthenticatorLimit,
      "The user has as many authenticators as are allowed. Remove one that is not used any more, then try "
      "again."}},
}};

// The first row that fits decides: rows of one operation stand before the row for all.
constexpr std::array<StatusRow, 20> kStatuses{{
    {409,
     409,
     Operation::kRegisterUser,
     {ErrorCode::kConflict,
      "The service could not register the user. See whether the account exists already and a license is "
      "free."}},
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

}  // namespace

Error ReplyError(Operation operation, const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  std::string text = body ? StringMember(body->json(), "message") : std::string();
  const Meaning& meaning = Classify(operation, reply.status(), text);
  Wipe(text.data(), text.size());

  Error error(meaning.code, meaning.sentence);
  error.With(Fact::kRoute, std::string(TraitsOf(operation).route.view()));
  error.With(Fact::kHttpStatus, std::to_string(reply.status()));
  if (auto id = CorrelationIdOf(reply, body); !id.empty()) error.With(Fact::kCorrelationId, std::move(id));
  if (meaning.code == ErrorCode::kInvalidInput && body) {
    if (auto field = RefusedField(*body); !field.empty()) error.With(Fact::kField, std::move(field));
  }
  return error;
}

std::string CorrelationId(const http::Response& reply) {
  if (auto id = UuidIn(reply.headers().Find("log-correlation-id")); !id.empty() || reply.ok()) return id;
  return CorrelationIdOf(reply, ReplyBody::Parse(reply));
}

}  // namespace authtree::inline v0::onespan
