#include "transaction_data.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "field_rules.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr std::size_t kMostDataFields = 8;
constexpr std::array<std::string_view, 4> kMethods{"NoPIN", "PIN", "Fingerprint", "Face"};

Error Refused(FixedText sentence, std::string_view field) {
  return Error(ErrorCode::kInvalidInput, sentence).With(Fact::kField, std::string(field));
}

std::optional<Error> Check(const FidoTransaction& data) {
  if (auto problem = CheckText(kRequestIdRule, data.request_id())) return problem;
  return CheckText(kFidoResponseRule, data.authentication_response().Expose());
}

std::optional<Error> Check(const StandardTransaction& data) {
  if (data.data_fields().empty() || data.data_fields().size() > kMostDataFields) {
    return Refused("A signature is made over one to eight values.", kDataFieldRule.field);
  }
  for (const std::string& value : data.data_fields()) {
    if (auto problem = CheckText(kDataFieldRule, value)) return problem;
  }
  return CheckText(kSignatureRule, data.signature().Expose());
}

std::optional<Error> Check(const SecureChannelTransaction& data) {
  if (auto problem = CheckText(kRequestIdRule, data.request_id())) return problem;
  return data.signature() ? CheckText(kSignatureRule, data.signature()->Expose()) : std::nullopt;
}

std::optional<Error> Check(Product product, const MessageTransaction& data) {
  const bool known =
      std::find(kMethods.begin(), kMethods.end(), data.authentication_method) != kMethods.end();
  if (product == Product::kCloud && !known) {
    return Refused("How the user confirms must be NoPIN, PIN, Fingerprint or Face.", "authentMethod");
  }
  return CheckDisplayFields(data.fields());
}

void Write(SecretJsonWriter& body, const FidoTransaction& data) {
  body.Open("fido");
  body.Text("authenticationResponse", data.authentication_response());
  body.Text("requestID", data.request_id());
  body.Close();
}

void Write(SecretJsonWriter& body, const StandardTransaction& data) {
  body.Open("standard");
  body.Plain("dataFields", Json(data.data_fields()));
  body.Text("signature", data.signature());
  body.Close();
}

void Write(SecretJsonWriter& body, const SecureChannelTransaction& data) {
  body.Open("secureChannel");
  body.Text("requestID", data.request_id());
  if (data.signature()) body.Text("signature", *data.signature());
  body.Close();
}

void Write(SecretJsonWriter& body, Product product, const MessageTransaction& data) {
  body.Open("transactionMessage");
  if (product == Product::kCloud) body.Text("authentMethod", data.authentication_method);
  body.Plain("dataFields", DisplayFieldsJson(data.fields()));
  body.Close();
}

}  // namespace

std::optional<Error> CheckTransactionData(Product product, const TransactionData& data) {
  if (const auto* message = std::get_if<MessageTransaction>(&data)) return Check(product, *message);
  if (const auto* fido = std::get_if<FidoTransaction>(&data)) return Check(*fido);
  if (const auto* standard = std::get_if<StandardTransaction>(&data)) return Check(*standard);
  return Check(std::get<SecureChannelTransaction>(data));
}

void WriteTransactionData(SecretJsonWriter& body, Product product, const TransactionData& data) {
  body.Open("data");
  if (const auto* message = std::get_if<MessageTransaction>(&data)) {
    Write(body, product, *message);
  } else if (const auto* fido = std::get_if<FidoTransaction>(&data)) {
    Write(body, *fido);
  } else if (const auto* standard = std::get_if<StandardTransaction>(&data)) {
    Write(body, *standard);
  } else {
    Write(body, std::get<SecureChannelTransaction>(data));
  }
  body.Close();
}

std::optional<Error> CheckDisplayFields(const std::vector<DisplayField>& fields) {
  if (fields.empty()) return Refused("There must be a line to show on the device.", kDataFieldRule.field);
  for (const DisplayField& field : fields) {
    if (auto problem = CheckText(kDataFieldRule, field.label())) return problem;
    if (auto problem = CheckText(kDataFieldRule, field.text())) return problem;
  }
  return std::nullopt;
}

Json DisplayFieldsJson(const std::vector<DisplayField>& fields) {
  Json lines = Json::array();
  for (const DisplayField& field : fields) {
    lines.push_back(Json{{"key", Json{{"text", field.label()}}}, {"value", Json{{"text", field.text()}}}});
  }
  return lines;
}

}  // namespace authtree::inline v0::onespan
