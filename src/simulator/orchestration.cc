#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "authtree/core/encoding.h"

#include "attempt_wire.h"
#include "exchange.h"
#include "online_activation.h"
#include "payload_schemas.h"
#include "routes.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr int kBadRequest = 400;

/// The documented texts of refused commands.
std::string_view TextFor(ErrorCode code) {
  if (code == ErrorCode::kNotFound) return "Unable to find registration code in Shared Cache";
  if (code == ErrorCode::kConflict) return "Unable to generate ephemeral key during activation step 1";
  if (code == ErrorCode::kLicenseLimit) return kLicenseLimitText;
  if (code == ErrorCode::kAuthenticatorLimit) return kAuthenticatorLimitText;
  return "Could not process encrypted message";
}

/// "03;" and the serials of what was activated.
std::string ActivatedCommand(const std::vector<std::string>& serials) {
  std::string text = "03";
  for (const std::string& serial : serials) text.append(";").append(serial);
  return HexEncode(text);
}

}  // namespace

http::Response RelayCommand(const Exchange& exchange, Tenant& tenant) {
  auto body = exchange.ReadObject();
  if (!body) return std::move(body).error();
  std::vector<ValidationError> errors;
  CheckPayload(*body, kOrchestrationCommand, exchange.strictness(), errors);
  const Secret command = SecretOf(*body, "command");
  if (errors.empty() && (command.empty() || !HexDecode(command.Expose()))) {
    errors.push_back({std::string(kOrchestrationCommand.object), "command",
                      "must be hexadecimal digits, two for each byte"});
  }
  if (!errors.empty()) return exchange.Invalid(errors);

  if (const std::optional<CommandRule> rule = tenant.TakeCommandRule(command.Expose())) {
    if (!rule->error.empty()) return exchange.Refuse(kBadRequest, rule->error);
    return exchange.Ok(OrderedJson{{"command", rule->answer}});
  }
  const auto serials =
      ReadByApp(tenant, command, TypeOf(tenant.activation_script().platform), exchange.now());
  if (!serials) return exchange.Refuse(kBadRequest, TextFor(serials.error().code()));
  return exchange.Ok(OrderedJson{{"command", ActivatedCommand(*serials)}});
}

}  // namespace authtree::inline v0::simulator
