#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "authtree/core/encoding.h"
#include "authtree/http/url.h"

#include "exchange.h"
#include "payload_schemas.h"
#include "routes.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::string_view kDefaultLicenseType = "DAL10";
constexpr std::size_t kMaxNameCharacters = 255;

struct UserKey {
  std::string user_id;
  std::string domain;
};

std::size_t Characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

/// The segment `userID@domain`. A single raw at sign divides it; otherwise, for callers that encode that one
/// as well, the last at sign of the decoded text.
std::optional<UserKey> ReadUserKey(std::string_view segment) {
  std::optional<std::string> user;
  std::optional<std::string> domain;
  if (std::count(segment.begin(), segment.end(), '@') == 1) {
    const std::size_t at = segment.find('@');
    user = http::PercentDecode(segment.substr(0, at));
    domain = http::PercentDecode(segment.substr(at + 1));
  } else if (const auto whole = http::PercentDecode(segment)) {
    const std::size_t at = whole->rfind('@');
    if (at == std::string::npos) return std::nullopt;
    user = whole->substr(0, at);
    domain = whole->substr(at + 1);
  }
  if (!user || !domain || user->empty() || domain->empty()) return std::nullopt;
  if (!IsUtf8(*user) || !IsUtf8(*domain)) return std::nullopt;
  if (Characters(*user) > kMaxNameCharacters || Characters(*domain) > kMaxNameCharacters) return std::nullopt;
  return UserKey{*std::move(user), *std::move(domain)};
}

/// The schema that `objectType` names, or an error when it names none of the two.
const Schema* ChooseSchema(const Json& body, const Schema& plain, const Schema& adaptive,
                           std::vector<ValidationError>& errors) {
  const std::string type = TextOf(body, "objectType");
  if (type == plain.object) return &plain;
  if (type == adaptive.object) return &adaptive;
  errors.push_back({std::string(plain.object), "objectType",
                    "must be one of " + std::string(plain.object) + " " + std::string(adaptive.object)});
  return nullptr;
}

void CheckEnvironmentHeader(const Exchange& exchange, const Schema& schema,
                            std::vector<ValidationError>& errors) {
  const std::string_view value = exchange.request().headers().Find(kRiskAnalyticsEnvironment.name);
  if (!value.empty()) CheckText(value, kRiskAnalyticsEnvironment, schema.object, errors);
}

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
  if (schema == &kAdaptiveRegisterUserInput) answer["riskResponseCode"] = exchange.rules().risk_response_code;
  return exchange.Ok(answer);
}

http::Response UnregisterUser(const Exchange& exchange, Tenant& tenant) {
  auto body = exchange.ReadObject();
  if (!body) return std::move(body).error();
  std::vector<ValidationError> errors;
  const auto key = ReadUserKey(exchange.segment(0));
  const Schema* schema = ChooseSchema(*body, kUnregisterUserInputEx, kAdaptiveUnregisterUserInput, errors);
  if (!key) {
    errors.push_back({std::string(schema == nullptr ? kUnregisterUserInputEx.object : schema->object),
                      "userID@domain", "must match ^.{1,255}@.{1,255}$"});
  }
  if (schema != nullptr) {
    CheckPayload(*body, *schema, exchange.strictness(), errors);
    CheckEnvironmentHeader(exchange, *schema, errors);
  }
  if (!errors.empty()) return exchange.Invalid(errors);

  if (const auto refusal = Unregister(tenant, tenant.KeyOf(key->user_id, key->domain))) {
    return exchange.Refuse(*refusal);
  }
  if (schema == &kUnregisterUserInputEx) return exchange.NoContent();
  return exchange.Ok(OrderedJson{{"riskResponseCode", exchange.rules().risk_response_code}});
}

}  // namespace authtree::inline v0::simulator
