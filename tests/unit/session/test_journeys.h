#pragma once

#include <memory>

#include "authtree/engine/journey.h"
#include "authtree/session/journey_catalog.h"

namespace authtree::inline v0::test_support {

// Texts that must be seen nowhere but where they belong.
inline constexpr std::string_view kPasswordCanary = "canary-password-7Hq2";
inline constexpr std::string_view kCodeCanary = "canary-code-x9Zt";

/// Journeys of small nodes:
///   - "Offline": asks for name and password, shows a secret code with a button, asks for the code of the
///   device
///     ("1234" succeeds, "deny" is denied with a message, "fail" is an error that leads nowhere);
///   - "Anonymous": asks once and succeeds without a user name;
///   - "Waiting": asks, waits until it is cancelled, and asks again;
///   - "Echo": shows what a node sees of the request;
///   - "Disabled": is switched off;
///   - "Inner": is for other journeys only;
///   - "Short": as "Offline", with one minute for the journey.
[[nodiscard]] std::shared_ptr<const JourneyCatalog> TestCatalog();

}  // namespace authtree::inline v0::test_support
