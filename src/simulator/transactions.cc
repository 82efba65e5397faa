#include <string>
#include <utility>

#include "attempt_wire.h"
#include "payload_schemas.h"
#include "request_reading.h"
#include "routes.h"
#include "transaction_rules.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::string_view kTitle = "Transaction validation request";

/// `data`, of which exactly one member is there.
void ReadData(const Json& data, TransactionOrder& order) {
  if (const Json* fido = ObjectOf(data, "fido")) {
    order.data = FidoSignature{TextOf(*fido, "requestID"), SecretOf(*fido, "authenticationResponse")};
  } else if (const Json* typed = ObjectOf(data, "standard")) {
    order.data = TypedSignature{TextsOf(*typed, "dataFields"), SecretOf(*typed, "signature")};
  } else if (const Json* channel = ObjectOf(data, "secureChannel")) {
    order.data = ChannelSignature{TextOf(*channel, "requestID"), OptionalSecretOf(*channel, "signature")};
  } else if (const Json* message = ObjectOf(data, "transactionMessage")) {
    order.data = AppConfirmation{};
    order.question.title = TitleOf(message, kTitle);
    order.question.lines = LinesOf(*message);
  } else {
    order.data = FidoConfirmation{};
  }
}

}  // namespace

http::Response ValidateTransaction(const Exchange& exchange, Tenant& tenant) {
  auto request = ReadUserRequest(exchange, kTransactionValidationInput, kAdaptiveTransactionValidationInput);
  if (!request) return std::move(request).error();
  TransactionOrder order;
  order.user = tenant.KeyOf(request->user.user_id, request->user.domain);
  order.adaptive = request->schema == &kAdaptiveTransactionValidationInput;
  order.type = TextOf(request->body, "transactionType");
  order.question = ReadQuestion(request->body);
  if (const Json* data = ObjectOf(request->body, "data")) ReadData(*data, order);
  const auto answer = ValidateTransaction(tenant, order, exchange.now());
  return answer ? AnswerAttempt(exchange, *answer) : exchange.Refuse(answer.error());
}

http::Response InsertTransaction(const Exchange& exchange, Tenant& tenant) {
  auto body = exchange.ReadObject();
  if (!body) return std::move(body).error();
  std::vector<ValidationError> errors;
  CheckPayload(*body, kTransactionInput, exchange.strictness(), errors);
  CheckEnvironmentHeader(exchange, kTransactionInput, errors);
  if (!errors.empty()) return exchange.Invalid(errors);
  const AccountKey user = tenant.KeyOf(TextOf(*body, "relationshipRef"), {});
  const int code = tenant.TakeRiskCode("insert_transaction", user, TextOf(*body, "transactionType"));
  return exchange.Created(
      OrderedJson{{"riskResponseCode", code}, {"transactionID", tenant.NextTransactionId()}});
}

}  // namespace authtree::inline v0::simulator
