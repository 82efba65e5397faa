#pragma once

#include <string>
#include <utility>

#include "authtree/node/config_spec.h"

#include "attribute_map.h"
#include "attribute_map_reading.h"
#include "authentication_attempt.h"
#include "event_expiry.h"
#include "known_fields.h"
#include "mapped_attributes.h"

namespace authtree::inline v0::nodes {

/// The properties that logins and events have in common, for configurations that name their members alike.
template <class Config>
ConfigSpec<Config> WithAttemptProperties(ConfigSpec<Config> spec) {
  using onespan::OrchestrationDelivery;
  return std::move(spec)
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
      .Field("passwordInTransientState", &Config::password_key, "State key of the password.")
      .Field("optionalAttributes", &Config::optional_attributes,
             "Further request fields from state, as state key and field name. Values that are absent are "
             "left out.")
      .Choice("optionalAttributesDirection", &Config::attribute_direction,
              {{"stateToPayload", AttributeDirection::kStateToPayload},
               {"payloadToState", AttributeDirection::kPayloadToState}},
              "Which side of optionalAttributes comes first. Absent: decided by the names.")
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
              "What a visual code shows while the user has to act.")
      .Where([](const Config& config, const std::string& place, Diagnostics& diagnostics) {
        const AttributeMap map = ReadAttributeMap(config.optional_attributes, config.attribute_direction,
                                                  KnownAuthenticationFields());
        const std::string map_place = PointerTo(place, "optionalAttributes");
        TellReading(config.optional_attributes, config.attribute_direction, KnownAuthenticationFields(),
                    map_place, diagnostics);
        CheckAttributeMap(map, &IsBuiltInAuthenticationField, map_place, diagnostics);
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
