#pragma once

#include <string>
#include <utility>

#include "authtree/node/config_spec.h"

#include "authentication_attempt.h"
#include "event_expiry.h"
#include "known_fields.h"
#include "mapped_attributes.h"

namespace authtree::inline v0::nodes {

/// What goes with a request that waits for its user, for configurations that name their members alike.
template <class Config>
ConfigSpec<Config> WithPendingProperties(ConfigSpec<Config> spec) {
  using onespan::OrchestrationDelivery;
  return std::move(spec)
      .Choice("orchestrationDelivery", &Config::delivery,
              {{"pushNotification", OrchestrationDelivery::kPushNotification},
               {"requestMessage", OrchestrationDelivery::kRequestMessage},
               {"both", OrchestrationDelivery::kBoth},
               {"none", OrchestrationDelivery::kNone}},
              "How a command reaches the user's app. none leaves it to the service, which does both.")
      .Integer("timeout", &Config::timeout_seconds, 1, kLongestEventExpiry.count(),
               "Seconds until the event expires here. The service is never asked to wait.")
      .Choice("visualCodeMessageOptions", &Config::visual_code,
              {{"sessionID", VisualCodeContent::kSessionId},
               {"requestID", VisualCodeContent::kRequestId},
               {"none", VisualCodeContent::kNothing}},
              "What a visual code shows while the user has to act.");
}

/// The properties that logins and events have in common, for configurations that name their members alike.
template <class Config>
ConfigSpec<Config> WithAttemptProperties(ConfigSpec<Config> spec) {
  ConfigSpec<Config> with_credentials =
      std::move(spec)
          .Choice("credentialsType", &Config::credentials,
                  {{"fidoAuthenticator", CredentialsType::kFido},
                   {"authenticator", CredentialsType::kOtp},
                   {"passKey", CredentialsType::kPassKey},
                   {"passkey", CredentialsType::kPassKey},
                   {"trustedDevice", CredentialsType::kTrustedDevice},
                   {"none", CredentialsType::kNone}},
                  "What the user proves to be herself with: authenticator takes OTP from state, passKey the "
                  "password, fidoAuthenticator authenticationResponse; trustedDevice sends a push.")
          .Field("trustedDeviceMethod", &Config::method,
                 "How the trusted device verifies its user: NoPIN, PIN, Fingerprint or Face.")
          .Field("userNameInSharedData", &Config::user_name_key, "State key of the user name.")
          .Field("passwordInTransientState", &Config::password_key, "State key of the password.");
  return WithPendingProperties(WithOptionalAttributes(std::move(with_credentials), kFurtherFieldsHelp))
      .Where([](const Config& config, const std::string& place, Diagnostics& diagnostics) {
        CheckOptionalAttributes(config.optional_attributes, config.attribute_direction,
                                KnownAuthenticationFields(), &IsBuiltInAuthenticationField, place,
                                diagnostics);
        const bool known_method = config.method == "NoPIN" || config.method == "PIN" ||
                                  config.method == "Fingerprint" || config.method == "Face";
        if (config.credentials == CredentialsType::kTrustedDevice && !known_method) {
          diagnostics.AddError(PointerTo(place, "trustedDeviceMethod"),
                               "'" + config.method + "' is no way to verify the user of a device",
                               "Use NoPIN, PIN, Fingerprint or Face");
        }
      });
}

}  // namespace authtree::inline v0::nodes
