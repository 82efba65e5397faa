#pragma once

#include <string>
#include <string_view>

#include "refusal.h"
#include "tenant.h"

namespace authtree::inline v0::simulator {

/// A FIDO ceremony that has begun.
struct FidoCeremony {
  std::string request_id;
  std::string message;  ///< for the FIDO client
};

/// What a registration request says beside its challenge; empty members are left out.
struct FidoWish {
  std::string protocol;
  std::string display_name;
  std::string attachment;
  std::string user_verification;
  std::string attestation;
};

// The stand-in for FIDO: messages have the form of WebAuthn for both protocols. An answer counts when it
// repeats the challenge and names a credential; its signature and attestation are not looked at.

[[nodiscard]] FidoCeremony BeginFidoRegistration(Tenant& tenant, const Account& account,
                                                 const AccountKey& user, const FidoWish& wish, Moment now);
/// 409 when no ceremony was begun, the answer is not one to it, or the credential is someone's already.
/// An empty request id finds the ceremony by its challenge.
[[nodiscard]] Outcome<void> FinishFidoRegistration(Tenant& tenant, Account& account, const AccountKey& user,
                                                   std::string_view request_id, const Secret& response,
                                                   Moment now);
[[nodiscard]] FidoCeremony BeginFidoAuthentication(Tenant& tenant, const Account& account,
                                                   const AccountKey& user, std::string_view user_verification,
                                                   Moment now);
/// 409 when no ceremony was begun; false when the answer is not one to it.
[[nodiscard]] Outcome<bool> AcceptFidoAnswer(Tenant& tenant, const Account& account, const AccountKey& user,
                                             std::string_view request_id, const Secret& answer, Moment now);

}  // namespace authtree::inline v0::simulator
