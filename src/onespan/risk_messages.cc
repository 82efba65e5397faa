#include "risk_messages.h"

#include <utility>

#include "extra_fields.h"
#include "field_rules.h"
#include "reply_body.h"
#include "risk_fields.h"
#include "secret_json_writer.h"

namespace authtree::inline v0::onespan {

Result<Secret> InsertTransactionBody(const InsertTransactionRequest& request,
                                     std::string_view application_ref) {
  if (auto problem = CheckRiskOfKnownDevice(Product::kAdaptive, request.risk())) {
    return tl::unexpected(*std::move(problem));
  }
  if (auto problem = CheckExtraFields(Operation::kInsertTransaction, request.extra)) {
    return tl::unexpected(*std::move(problem));
  }
  SecretJsonWriter body;
  WriteExtraFields(body, request.extra);
  WriteRisk(body, Product::kAdaptive, request.risk(), application_ref);
  return std::move(body).Finish();
}

Result<InsertTransactionReply> ReadInsertedTransaction(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto risk = body->OptionalNumber("riskResponseCode");
  auto transaction = body->OptionalNumber("transactionID");
  if (auto problem = FirstError(risk, transaction)) return tl::unexpected(*std::move(problem));
  return InsertTransactionReply{*risk, *transaction};
}

}  // namespace authtree::inline v0::onespan
