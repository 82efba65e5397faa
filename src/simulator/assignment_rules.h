#pragma once

#include <string>
#include <string_view>

#include "refusal.h"
#include "tenant.h"

namespace authtree::inline v0::simulator {

/// Gives a user the license of that serial: 409 when there is none, when it belongs to somebody or to another
/// domain, and when the user has as many of its type as are allowed.
[[nodiscard]] Outcome<License*> AssignNamed(Tenant& tenant, const AccountKey& user, std::string_view serial);
/// The same with the first free license of a type; one that can be activated goes before one that cannot.
[[nodiscard]] Outcome<License*> AssignAny(Tenant& tenant, const AccountKey& user, std::string_view type);

/// Makes a one-time password on an application of a virtual authenticator and keeps it for the next login.
/// 404 when there is no authenticator with that serial; 409 when it is not virtual or nobody's, and when it
/// has no such application. `owner` is set to the user it belongs to.
struct VirtualOtp {
  License* license = nullptr;
  Account* owner = nullptr;
};
[[nodiscard]] Outcome<VirtualOtp> MakeVirtualOtp(Tenant& tenant, std::string_view serial,
                                                 std::string_view application, Moment now);

}  // namespace authtree::inline v0::simulator
