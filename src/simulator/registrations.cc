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

}  // namespace

http::Response AddDeviceToRegistration(const Exchange& exchange, Tenant& tenant) {
  auto body = exchange.ReadObject();
  if (!body) return std::move(body).error();
  std::vector<ValidationError> errors;
  const std::string id = ReadSegment(exchange, 0, kRegistrationId, kAddDeviceInput.object, errors);
  CheckPayload(*body, kAddDeviceInput, exchange.strictness(), errors);
  if (!errors.empty()) return exchange.Invalid(errors);

  const auto added = AddDevice(tenant, id, SecretOf(*body, "deviceCode"), exchange.now());
  if (!added) return exchange.Refuse(added.error());
  OrderedJson answer;
  answer["activationMessage2"] = added->activation_message2.Expose();
  answer["activationType"] = "offlineMDL";
  answer["deviceStatus"] = added->first_instance ? "registered" : "added";
  answer["deviceType"] = DeviceTypeName(added->device_type);
  answer["domain"] = added->domain;
  answer["registrationID"] = id;
  answer["serialNumber"] = added->serial_number;
  answer["userID"] = added->user_id;
  return exchange.Ok(answer);
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
    case ActivationStatus::kActivated:
      answer["activationStatus"] = "activated";
      break;
  }
  return exchange.Ok(answer);
}

}  // namespace authtree::inline v0::simulator
