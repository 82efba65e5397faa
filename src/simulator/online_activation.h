#pragma once

#include <string>
#include <vector>

#include "authtree/core/result.h"
#include "authtree/core/secret.h"

#include "digipass_scheme.h"
#include "tenant.h"

namespace authtree::inline v0::simulator {

// The app of the user's phone, which finishes an onlineMDL registration.

/// Gives an online registration its password, and the app of the script its moment.
[[nodiscard]] Secret OfferToApp(const Tenant& tenant, Registration& registration, Moment now);

/// See `OneSpanService::CompleteOnlineActivation`.
[[nodiscard]] Result<std::vector<std::string>> CompleteOnline(Tenant& tenant, const AccountKey& account,
                                                              DeviceType device, Moment now);

/// What the app does that reads the code of an online activation. See `OneSpanService::ReadByApp`.
[[nodiscard]] Result<std::vector<std::string>> ReadByApp(Tenant& tenant, const Secret& message,
                                                         DeviceType device, Moment now);

/// Lets the apps of the script activate themselves whose time has come.
void LetAppsAct(Tenant& tenant, Moment now);

}  // namespace authtree::inline v0::simulator
