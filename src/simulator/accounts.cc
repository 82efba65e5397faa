#include <optional>
#include <string>
#include <utility>

#include "activation_rules.h"
#include "exchange.h"
#include "payload_schemas.h"
#include "request_reading.h"
#include "routes.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::string_view kDefaultLicenseType = "DAL10";

RegisterCommand ReadCommand(const Json& body) {
  RegisterCommand command;
  command.user_id = TextOf(body, "userID");
  command.domain = TextOf(body, "domain");
  if (std::string password = TextOf(body, "staticPassword"); !password.empty()) {
    command.static_password = Secret::Take(std::move(password));
  }
  command.license_type = TextOf(body, "digipassType", kDefaultLicenseType);
  command.serial_number = TextOf(body, "serialNumber");
  command.description = TextOf(body, "authenticatorDescription");
  return command;
}

}  // namespace

http::Response RegisterUser(const Exchange& exchange, Tenant& tenant) {
  auto body = exchange.ReadObject();
  if (!body) return std::move(body).error();
  std::vector<ValidationError> errors;
  const Schema* schema = ChooseSchema(*body, kRegisterUserInputEx, kAdaptiveRegisterUserInput, errors);
  if (schema == nullptr) return exchange.Invalid(errors);
  CheckPayload(*body, *schema, exchange.strictness(), errors);
  CheckEnvironmentHeader(exchange, *schema, errors);
  if (!errors.empty()) return exchange.Invalid(errors);

  const RegisterCommand command = ReadCommand(*body);
  const std::string activation = TextOf(*body, "activationType", "onlineMDL");
  OrderedJson answer;
  if (activation == "fido") {
    const auto id = RegisterFido(tenant, command);
    if (!id) return exchange.Refuse(id.error());
    answer["registrationID"] = *id;
    answer["supportedFIDOProtocols"] = exchange.config().fido_protocols;
    return exchange.Ok(answer);
  }
  const ActivationKind kind = activation == "offlineMDL" ? ActivationKind::kOffline : ActivationKind::kOnline;
  const auto registered = Register(tenant, kind, command, exchange.now());
  if (!registered) return exchange.Refuse(registered.error());
  answer["activationPassword"] = registered->activation_password.Expose();
  answer["serialNumber"] = registered->serial_number;
  if (!registered->registration_id.empty()) answer["registrationID"] = registered->registration_id;
  if (schema == &kAdaptiveRegisterUserInput) {
    answer["riskResponseCode"] = tenant.TakeRiskCode(
        "register_user", tenant.KeyOf(command.user_id, command.domain), std::string_view());
  }
  return exchange.Ok(answer);
}

http::Response UnregisterUser(const Exchange& exchange, Tenant& tenant) {
  auto body = exchange.ReadObject();
  if (!body) return std::move(body).error();
  std::vector<ValidationError> errors;
  const Schema* schema = ChooseSchema(*body, kUnregisterUserInputEx, kAdaptiveUnregisterUserInput, errors);
  const auto key =
      ReadUserKey(exchange, schema == nullptr ? kUnregisterUserInputEx.object : schema->object, errors);
  if (schema != nullptr) {
    CheckPayload(*body, *schema, exchange.strictness(), errors);
    CheckEnvironmentHeader(exchange, *schema, errors);
  }
  if (!errors.empty()) return exchange.Invalid(errors);

  if (const auto refusal = Unregister(tenant, tenant.KeyOf(key->user_id, key->domain), exchange.now())) {
    return exchange.Refuse(*refusal);
  }
  if (schema == &kUnregisterUserInputEx) return exchange.NoContent();
  const int code = tenant.TakeRiskCode("unregister_user", tenant.KeyOf(key->user_id, key->domain), {});
  return exchange.Ok(OrderedJson{{"riskResponseCode", code}});
}

}  // namespace authtree::inline v0::simulator
