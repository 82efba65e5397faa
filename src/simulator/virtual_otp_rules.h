#pragma once

#include <string>
#include <string_view>

#include "authtree/core/secret.h"

#include "tenant.h"

namespace authtree::inline v0::simulator {

/// Six random digits.
[[nodiscard]] Secret NewVirtualOtp();

/// How the user gets virtual OTPs: "SMS", "Email" or "Voice". By default e-mail when there is an address,
/// else SMS.
[[nodiscard]] std::string_view ChannelOf(const Account& account);

/// Puts a code into the inbox of the tenant. An empty address stands for the one of the account.
void DeliverOtp(Tenant& tenant, const Account& account, std::string_view channel, std::string address,
                const Secret& otp);

}  // namespace authtree::inline v0::simulator
