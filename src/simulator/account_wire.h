#pragma once

#include <string>

#include "authtree/core/json.h"

#include "exchange.h"
#include "tenant.h"

namespace authtree::inline v0::simulator {

/// The name of the application of a virtual authenticator.
inline constexpr std::string_view kVirtualApplication = "RO OFFLINE";

/// `UserOutput`.
[[nodiscard]] OrderedJson UserJson(Tenant& tenant, const Account& account);
/// `AuthenticatorOutput` of a license.
[[nodiscard]] OrderedJson LicenseJson(Tenant& tenant, const License& license);
/// `AuthenticatorOutput` of an instance.
[[nodiscard]] OrderedJson InstanceJson(Tenant& tenant, const Instance& instance);

/// The `ETag` of something with a version.
[[nodiscard]] std::string EntityTag(int version);
/// Whether `If-Match` of a request allows a change: it is absent, `*`, or names the version.
[[nodiscard]] bool MatchesTag(const Exchange& exchange, int version);

}  // namespace authtree::inline v0::simulator
