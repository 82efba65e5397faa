#include "challenge_messages.h"

#include <optional>
#include <utility>

#include "authtree/core/encoding.h"

#include "field_rules.h"
#include "reply_body.h"
#include "reply_limits.h"
#include "secret_json_writer.h"
#include "transaction_data.h"
#include "user_key.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr int kShortestChallenge = 4;
constexpr int kLongestChallenge = 16;
constexpr int kMostApplications = 8;

std::optional<Error> CheckApplication(const CryptoApplication& application) {
  if (!application.name().empty()) return CheckText(kCryptoAppNameRule, application.name());
  if (application.index() >= 1 && application.index() <= kMostApplications) return std::nullopt;
  return Error(ErrorCode::kInvalidInput, "A crypto application has a name, or a number from 1 to 8.")
      .With(Fact::kField, "cryptoAppIndex");
}

/// What messages for a device have in common.
template <class Request>
std::optional<Error> CheckMessage(const Request& request) {
  if (auto problem = CheckUserKey(request.user())) return problem;
  if (auto problem = CheckText(kTitleRule, request.title())) return problem;
  if (!request.serial_number.empty()) {
    if (auto problem = CheckText(kInstanceSerialRule, request.serial_number)) return problem;
  }
  return request.application ? CheckApplication(*request.application) : std::nullopt;
}

template <class Request>
void WriteTitleAndOptions(SecretJsonWriter& body, const Request& request) {
  body.Open("title");
  body.Text("text", request.title());
  body.Close();
  if (!request.application) return;
  body.Open("options");
  if (request.application->name().empty()) {
    body.Number("cryptoAppIndex", request.application->index());
  } else {
    body.Text(kCryptoAppNameRule.field, request.application->name());
  }
  body.Close();
}

}  // namespace

Result<Secret> GenerateChallengeBody(const GenerateChallengeRequest& request) {
  if (auto problem = CheckUserKey(request.user())) return tl::unexpected(*std::move(problem));
  if (request.length() < kShortestChallenge || request.length() > kLongestChallenge) {
    return tl::unexpected(
        Error(ErrorCode::kInvalidInput, "A challenge has 4 to 16 digits.").With(Fact::kField, "length"));
  }
  SecretJsonWriter body;
  body.Number("length", request.length());
  body.Plain("checkDigit", Json(request.check_digit));
  return std::move(body).Finish();
}

Result<Secret> SecureChallengeBody(const SecureChallengeRequest& request) {
  if (auto problem = CheckMessage(request)) return tl::unexpected(*std::move(problem));
  if (auto problem = CheckText(kChallengeTextRule, request.challenge()))
    return tl::unexpected(*std::move(problem));
  SecretJsonWriter body;
  if (!request.serial_number.empty()) body.Text(kInstanceSerialRule.field, request.serial_number);
  body.Open("request");
  body.Open("body");
  body.Text(kChallengeTextRule.field, request.challenge());
  WriteTitleAndOptions(body, request);
  return std::move(body).Finish();
}

Result<Secret> SigningRequestBody(const SigningRequest& request) {
  if (auto problem = CheckMessage(request)) return tl::unexpected(*std::move(problem));
  if (auto problem = CheckDisplayFields(request.fields())) return tl::unexpected(*std::move(problem));
  SecretJsonWriter body;
  if (!request.serial_number.empty()) body.Text(kInstanceSerialRule.field, request.serial_number);
  body.Open("request");
  body.Open("body");
  body.Plain(kDataFieldRule.field, DisplayFieldsJson(request.fields()));
  WriteTitleAndOptions(body, request);
  return std::move(body).Finish();
}

Result<GenerateChallengeReply> ReadChallenge(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto challenge = body->Text("challenge", kMaxChallenge);
  auto request_id = body->Text("requestID", kMaxRequestId);
  if (auto problem = FirstError(challenge, request_id)) return tl::unexpected(*std::move(problem));
  return GenerateChallengeReply{*std::move(challenge), *std::move(request_id)};
}

Result<RequestMessageReply> ReadRequestMessage(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto request_id = body->Text("requestID", kMaxRequestId);
  auto message = body->SecretText("requestMessage", kMaxMessage);
  if (auto problem = FirstError(request_id, message)) return tl::unexpected(*std::move(problem));
  if (!IsHex(message->Expose())) return tl::unexpected(UnexpectedReply("requestMessage"));
  return RequestMessageReply{*std::move(request_id), *std::move(message)};
}

}  // namespace authtree::inline v0::onespan
