#include <string>
#include <utility>

#include "activation_rules.h"
#include "attempt_wire.h"
#include "exchange.h"
#include "payload_schemas.h"
#include "request_reading.h"
#include "routes.h"

namespace authtree::inline v0::simulator {
namespace {

std::string_view DeviceTypeName(DeviceType type) {
  switch (type) {
    case DeviceType::kHardware:
      return "Hardware";
    case DeviceType::kIos:
      return "iOS";
    case DeviceType::kAndroid:
      return "Android";
  }
  return "Hardware";
}

OrderedJson AddedJson(const AddedDevice& added, const std::string& registration_id) {
  OrderedJson json;
  json["activationMessage2"] = added.activation_message2.Expose();
  json["activationType"] = "offlineMDL";
  json["deviceStatus"] = added.first_instance ? "registered" : "added";
  json["deviceType"] = DeviceTypeName(added.device_type);
  json["domain"] = added.domain;
  json["registrationID"] = registration_id;
  json["serialNumber"] = added.serial_number;
  json["userID"] = added.user_id;
  return json;
}

}  // namespace

http::Response StartUserRegistration(const Exchange& exchange, Tenant& tenant) {
  auto body = exchange.ReadObject();
  if (!body) return std::move(body).error();
  std::vector<ValidationError> errors;
  CheckPayload(*body, kRegistrationInput, exchange.strictness(), errors);
  if (!errors.empty()) return exchange.Invalid(errors);

  StartCommand command;
  command.user_id = TextOf(*body, "userID");
  command.domain = TextOf(*body, "domain");
  command.static_password = SecretOf(*body, "staticPassword");
  const bool offline = TextOf(*body, "activationType") == "offlineMDL";
  command.kind = offline ? ActivationKind::kOffline : ActivationKind::kOnline;
  command.serial_number = TextOf(*body, "serialNumber");
  command.description = TextOf(*body, "description");
  if (offline) command.device_code = OptionalSecretOf(*body, "deviceCode");
  const auto started = StartRegistration(tenant, command, exchange.now());
  if (!started) return exchange.Refuse(started.error());
  if (started->added) return exchange.Ok(AddedJson(*started->added, started->registration_id));
  OrderedJson answer;
  answer[offline ? "activationMessage" : "activationPassword"] = started->activation_password.Expose();
  answer["registrationID"] = started->registration_id;
  answer["serialNumber"] = started->serial_number;
  return exchange.Ok(answer);
}

http::Response AddDeviceToRegistration(const Exchange& exchange, Tenant& tenant) {
  auto body = exchange.ReadObject();
  if (!body) return std::move(body).error();
  std::vector<ValidationError> errors;
  const std::string id = ReadSegment(exchange, 0, kRegistrationId, kAddDeviceInput.object, errors);
  CheckPayload(*body, kAddDeviceInput, exchange.strictness(), errors);
  if (!errors.empty()) return exchange.Invalid(errors);

  const auto added = AddDevice(tenant, id, SecretOf(*body, "deviceCode"), exchange.now());
  if (!added) return exchange.Refuse(added.error());
  return exchange.Ok(AddedJson(*added, id));
}

http::Response ActivateRegistration(const Exchange& exchange, Tenant& tenant) {
  auto body = exchange.ReadObject();
  if (!body) return std::move(body).error();
  std::vector<ValidationError> errors;
  const std::string id = ReadSegment(exchange, 0, kRegistrationId, kActivationInput.object, errors);
  CheckPayload(*body, kActivationInput, exchange.strictness(), errors);
  if (!errors.empty()) return exchange.Invalid(errors);

  const auto activated = Activate(tenant, id, SecretOf(*body, "signature"), exchange.now());
  if (!activated) return exchange.Refuse(activated.error());
  OrderedJson answer;
  answer["domain"] = activated->domain;
  answer["serialNumber"] = activated->serial_number;
  answer["userID"] = activated->user_id;
  return exchange.Ok(answer);
}

http::Response CheckActivationStatus(const Exchange& exchange, Tenant& tenant) {
  auto body = exchange.ReadObject();
  if (!body) return std::move(body).error();
  std::vector<ValidationError> errors;
  CheckPayload(*body, kCheckActivationStatusInput, exchange.strictness(), errors);
  if (!errors.empty()) return exchange.Invalid(errors);

  const bool may_wait = IntegerOf(*body, "timeoutSeconds").value_or(0) > 0;
  OrderedJson answer;
  switch (StatusOf(tenant, tenant.KeyOf(TextOf(*body, "login"), TextOf(*body, "domain")), exchange.now())) {
    case ActivationStatus::kUnknown:
      answer["activationStatus"] = "unknown";
      break;
    case ActivationStatus::kPending:
      answer["activationStatus"] = may_wait && exchange.rules().waiting_times_out ? "timeout" : "pending";
      break;
    case ActivationStatus::kTimeout:
      answer["activationStatus"] = "timeout";
      break;
    case ActivationStatus::kActivated:
      answer["activationStatus"] = "activated";
      break;
  }
  return exchange.Ok(answer);
}

}  // namespace authtree::inline v0::simulator
