#include <string>
#include <utility>

#include "account_wire.h"
#include "activation_rules.h"
#include "assignment_rules.h"
#include "authenticator_query.h"
#include "payload_schemas.h"
#include "request_reading.h"
#include "routes.h"
#include "virtual_otp_rules.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr FieldRule kApplicationName{.name = "applName", .min_length = 1, .max_length = 255};

}  // namespace

http::Response QueryAuthenticators(const Exchange& exchange, Tenant& tenant) {
  std::vector<ValidationError> errors;
  const auto query = ReadAuthenticatorQuery(exchange, errors);
  if (!query) return exchange.Invalid(errors);
  AuthenticatorRows rows = FindAuthenticators(tenant, *query);
  OrderedJson answer;
  answer["total"] = rows.total;
  answer["offset"] = query->offset;
  answer["limit"] = query->limit;
  answer["count"] = rows.page.size();
  answer["authenticators"] = std::move(rows.page);
  return exchange.Ok(answer);
}

http::Response AssignAuthenticator(const Exchange& exchange, Tenant& tenant) {
  auto body = exchange.ReadObject();
  if (!body) return std::move(body).error();
  std::vector<ValidationError> errors;
  const std::string serial =
      ReadSegment(exchange, 0, kLicenseSerial, kAssignAuthenticatorInput.object, errors);
  CheckPayload(*body, kAssignAuthenticatorInput, exchange.strictness(), errors);
  if (!errors.empty()) return exchange.Invalid(errors);

  const License* license = tenant.FindLicense(serial);
  if (license == nullptr) return exchange.Refuse(kNotFound, kNoAuthenticatorText);
  if (!MatchesTag(exchange, license->version)) return exchange.Refuse(kPreconditionFailed, kStaleText);
  const AccountKey user = tenant.KeyOf(TextOf(*body, "userID"), TextOf(*body, "domain"));
  const Account* account = tenant.FindAccount(user);
  if (account != nullptr && account->administrator) return exchange.Refuse(kConflict, kAdministratorText);
  if (account == nullptr) return exchange.Refuse(kConflict, kNoAccountText);
  const auto assigned = AssignNamed(tenant, user, serial);
  if (!assigned) return exchange.Refuse(assigned.error());
  return exchange.Ok(LicenseJson(tenant, **assigned)).WithHeader("ETag", EntityTag((*assigned)->version));
}

http::Response GenerateVirtualOtp(const Exchange& exchange, Tenant& tenant) {
  auto body = exchange.ReadObject();
  if (!body) return std::move(body).error();
  std::vector<ValidationError> errors;
  const std::string serial = ReadSegment(exchange, 0, kAnySerial, kGenerateVotpInput.object, errors);
  const std::string application =
      ReadSegment(exchange, 1, kApplicationName, kGenerateVotpInput.object, errors);
  CheckPayload(*body, kGenerateVotpInput, exchange.strictness(), errors);
  if (!errors.empty()) return exchange.Invalid(errors);

  const License* license = tenant.FindLicense(serial);
  if (license != nullptr && !MatchesTag(exchange, license->version)) {
    return exchange.Refuse(kPreconditionFailed, kStaleText);
  }
  const auto made = MakeVirtualOtp(tenant, serial, application, exchange.now());
  if (!made) return exchange.Refuse(made.error());
  const std::string tag = EntityTag(made->license->version);
  const std::string channel = TextOf(*body, "deliveryMethod");
  if (channel == "Response") {
    return exchange.Ok(OrderedJson{{"otp", made->license->otp.Expose()}}).WithHeader("ETag", tag);
  }
  DeliverOtp(tenant, *made->owner, channel,
             TextOf(*body, channel == "Email" ? "emailAddress" : "mobilePhoneNumber"), made->license->otp);
  return exchange.NoContent().WithHeader("ETag", tag);
}

http::Response GenerateActivationMessage(const Exchange& exchange, Tenant& tenant) {
  std::vector<ValidationError> errors;
  const std::string serial =
      ReadSegment(exchange, 0, kLicenseSerial, "GenerateActivationMessageInput", errors);
  if (!errors.empty()) return exchange.Invalid(errors);
  const License* license = tenant.FindLicense(serial);
  if (license != nullptr && !MatchesTag(exchange, license->version)) {
    return exchange.Refuse(kPreconditionFailed, kStaleText);
  }
  const auto message = ActivationMessageOf(tenant, serial);
  if (!message) return exchange.Refuse(message.error());
  const int version = license == nullptr ? 1 : license->version;
  return exchange.Ok(OrderedJson{{"activationMessage", message->Expose()}})
      .WithHeader("ETag", EntityTag(version));
}

}  // namespace authtree::inline v0::simulator
