#include "attempt_wire.h"

#include <algorithm>
#include <utility>

#include "authtree/core/encoding.h"

namespace authtree::inline v0::simulator {

DeviceQuestion ReadQuestion(const Json& body) {
  DeviceQuestion question;
  const auto delivery = TextsOf(body, "orchestrationDelivery");
  if (!delivery.empty()) {
    question.by_push = std::find(delivery.begin(), delivery.end(), "pushNotification") != delivery.end();
    question.in_answer = std::find(delivery.begin(), delivery.end(), "requestMessage") != delivery.end();
  }
  question.timeout = std::chrono::seconds(IntegerOf(body, "timeout").value_or(0));
  return question;
}

std::string TitleOf(const Json* message, std::string_view fallback) {
  const Json* title = message == nullptr ? nullptr : ObjectOf(*message, "title");
  return title == nullptr ? std::string(fallback) : TextOf(*title, "text", fallback);
}

std::vector<DisplayLine> LinesOf(const Json& message) {
  std::vector<DisplayLine> lines;
  const Json* fields = FindMember(message, "dataFields");
  if (fields == nullptr || !fields->is_array()) return lines;
  for (const Json& field : *fields) {
    const Json* key = ObjectOf(field, "key");
    const Json* value = ObjectOf(field, "value");
    if (key == nullptr || value == nullptr) continue;
    lines.push_back({TextOf(*key, "text"), TextOf(*value, "text")});
  }
  return lines;
}

Secret SecretOf(const Json& body, std::string_view name) { return Secret::Take(TextOf(body, name)); }

std::optional<Secret> OptionalSecretOf(const Json& body, std::string_view name) {
  const Json* value = FindMember(body, name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return SecretOf(body, name);
}

Secret UpperHex(const Secret& bytes) {
  std::string hex = HexEncode(bytes.Expose());
  for (char& digit : hex) {
    if (digit >= 'a' && digit <= 'f') digit = static_cast<char>(digit - 'a' + 'A');
  }
  return Secret::Take(std::move(hex));
}

http::Response AnswerAttempt(const Exchange& exchange, const AttemptAnswer& answer) {
  OrderedJson body;
  body["sessionStatus"] = RequestStateName(answer.state);
  if (!answer.request_id.empty()) body["requestID"] = answer.request_id;
  if (!answer.challenge.empty()) body["challenge"] = answer.challenge;
  if (answer.risk_code) body["riskResponseCode"] = *answer.risk_code;
  if (!answer.request_message.empty()) body["requestMessage"] = UpperHex(answer.request_message).Expose();
  if (!answer.fido_request.empty()) body["fidoAuthenticationRequest"] = answer.fido_request;
  return answer.push_sent ? exchange.Accepted(body) : exchange.Ok(body);
}

}  // namespace authtree::inline v0::simulator
