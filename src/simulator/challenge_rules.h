#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authentication_scheme.h"
#include "refusal.h"
#include "tenant.h"

namespace authtree::inline v0::simulator {

/// How a challenge is to look.
struct ChallengeForm {
  int length = 6;
  bool check_digit = false;  ///< one digit more, by Luhn's rule
};

/// Random decimal digits.
[[nodiscard]] std::string RandomDecimals(std::size_t count);

/// Opens a request with a numeric challenge. 409 when no device of the user can answer one.
[[nodiscard]] Outcome<PendingRequest*> OpenChallenge(Tenant& tenant, const Account& account,
                                                     const AccountKey& user, ChallengeForm form, Moment now);

/// Opens a request with a message that one device can read: the instance or license that `serial` names, or
/// the latest of the user. 409 when there is none.
[[nodiscard]] Outcome<PendingRequest*> OpenMessage(Tenant& tenant, const Account& account,
                                                   const AccountKey& user, std::string_view serial,
                                                   RequestMessage message, Moment now);

}  // namespace authtree::inline v0::simulator
