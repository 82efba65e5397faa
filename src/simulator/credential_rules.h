#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "refusal.h"
#include "tenant.h"

namespace authtree::inline v0::simulator {

/// The account of a user: 404 when there is none, 403 for the administrator's.
[[nodiscard]] Outcome<Account*> FindAccount(Tenant& tenant, const AccountKey& user);
/// The same for an authentication: 409 when the account is locked or disabled as well.
[[nodiscard]] Outcome<Account*> FindUsableAccount(Tenant& tenant, const AccountKey& user);

/// A request of that user and of one of those kinds that still waits; otherwise 409 "Invalid Request ID".
[[nodiscard]] Outcome<PendingRequest*> FindPending(Tenant& tenant, const AccountKey& user,
                                                   std::string_view request_id,
                                                   std::initializer_list<RequestKind> kinds, Moment now);

/// Takes a one-time password of a device, or the last virtual one: each once. `license`, when not empty, is
/// the only license that counts.
[[nodiscard]] bool AcceptOtp(Tenant& tenant, Account& account, std::string_view license, const Secret& otp,
                             Moment now);
[[nodiscard]] bool AcceptResponse(Tenant& tenant, Account& account, std::string_view challenge,
                                  const Secret& response);
[[nodiscard]] bool AcceptSignature(Tenant& tenant, Account& account, const std::vector<std::string>& fields,
                                   const Secret& signature);
/// The answer to the request message of a request.
[[nodiscard]] bool AcceptMessageResponse(Tenant& tenant, const PendingRequest& request,
                                         const Secret& response);

void NoteSuccess(Tenant& tenant, Account& account);
/// Counts a failure, and locks the account after too many.
[[nodiscard]] Refusal NoteFailure(Tenant& tenant, Account& account);

}  // namespace authtree::inline v0::simulator
