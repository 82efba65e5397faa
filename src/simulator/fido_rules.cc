#include "fido_rules.h"

#include <optional>
#include <utility>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"
#include "authtree/core/json.h"

#include "credential_rules.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::size_t kChallengeLength = 32;
constexpr std::size_t kLongestCredentialId = 1023;
constexpr int kEs256 = -7;

/// What an answer of a FIDO client says.
struct ClientAnswer {
  std::string credential_id;
  std::string challenge;
};

/// Nothing when the text is no answer of that kind.
std::optional<ClientAnswer> ReadAnswer(const Secret& text, std::string_view kind) {
  const auto answer = ParseJson(text.Expose());
  if (!answer) return std::nullopt;
  const Json* response = FindMember(*answer, "response");
  if (response == nullptr) return std::nullopt;
  const auto client_data = Base64UrlDecode(StringMember(*response, "clientDataJSON"));
  const auto client = client_data ? ParseJson(*client_data) : Result<Json>(Json());
  if (!client || StringMember(*client, "type") != kind) return std::nullopt;
  ClientAnswer read{StringMember(*answer, "id"), StringMember(*client, "challenge")};
  if (read.credential_id.empty() || read.credential_id.size() > kLongestCredentialId) return std::nullopt;
  return read;
}

PendingRequest& OpenCeremony(Tenant& tenant, const AccountKey& user, RequestKind kind, Moment now) {
  PendingRequest request;
  request.kind = kind;
  request.account = user;
  request.life = tenant.config().lives.challenge;
  request.challenge = Base64UrlEncode(RandomBytes(kChallengeLength));
  return tenant.requests().Open(std::move(request), now);
}

/// The id of the user's registration ceremony with that challenge; empty when there is none.
std::string FindCeremony(Tenant& tenant, const AccountKey& user, std::string_view challenge, Moment now) {
  for (const PendingRequest* request : tenant.requests().All(now)) {
    if (request->kind == RequestKind::kFidoRegistration && request->account == user &&
        request->challenge == challenge) {
      return request->id;
    }
  }
  return {};
}

void PutIfGiven(OrderedJson& object, const char* name, std::string_view value) {
  if (!value.empty()) object[name] = value;
}

}  // namespace

FidoCeremony BeginFidoRegistration(Tenant& tenant, const Account& account, const AccountKey& user,
                                   const FidoWish& wish, Moment now) {
  const PendingRequest& request = OpenCeremony(tenant, user, RequestKind::kFidoRegistration, now);
  OrderedJson message;
  message["rp"]["name"] = "simulated service, not OneSpan";
  message["user"]["id"] = Base64UrlEncode(Sha256(account.domain + "\n" + account.user_id));
  message["user"]["name"] = account.user_id;
  message["user"]["displayName"] = wish.display_name.empty() ? account.user_id : wish.display_name;
  message["challenge"] = request.challenge;
  message["pubKeyCredParams"].push_back(OrderedJson{{"type", "public-key"}, {"alg", kEs256}});
  OrderedJson selection;
  PutIfGiven(selection, "authenticatorAttachment", wish.attachment);
  PutIfGiven(selection, "userVerification", wish.user_verification);
  if (!selection.is_null()) message["authenticatorSelection"] = selection;
  PutIfGiven(message, "attestation", wish.attestation);
  return FidoCeremony{request.id, DumpJson(message)};
}

Outcome<void> FinishFidoRegistration(Tenant& tenant, Account& account, const AccountKey& user,
                                     std::string_view request_id, const Secret& response, Moment now) {
  const auto answer = ReadAnswer(response, "webauthn.create");
  if (!answer) return Refuse(kConflict, "simulated: the answer of the FIDO client cannot be read");
  const std::string id =
      request_id.empty() ? FindCeremony(tenant, user, answer->challenge, now) : std::string(request_id);
  const auto request = FindPending(tenant, user, id, {RequestKind::kFidoRegistration}, now);
  if (!request) return Refuse(kConflict, kNoCeremonyText);
  if (!ConstantTimeEquals((*request)->challenge, answer->challenge)) {
    End(**request, RequestState::kFailed, now);
    return Refuse(kConflict, "simulated: the FIDO client answered another challenge");
  }
  if (!account.fido_credentials.insert(answer->credential_id).second) {
    End(**request, RequestState::kFailed, now);
    return Refuse(kConflict, "simulated: the FIDO authenticator is assigned already");
  }
  End(**request, RequestState::kAccepted, now);
  return {};
}

FidoCeremony BeginFidoAuthentication(Tenant& tenant, const Account& account, const AccountKey& user,
                                     std::string_view user_verification, Moment now) {
  const PendingRequest& request = OpenCeremony(tenant, user, RequestKind::kFidoAuthentication, now);
  OrderedJson message;
  message["challenge"] = request.challenge;
  message["allowCredentials"] = OrderedJson::array();
  for (const std::string& id : account.fido_credentials) {
    message["allowCredentials"].push_back(OrderedJson{{"type", "public-key"}, {"id", id}});
  }
  PutIfGiven(message, "userVerification", user_verification);
  return FidoCeremony{request.id, DumpJson(message)};
}

Outcome<bool> AcceptFidoAnswer(Tenant& tenant, const Account& account, const AccountKey& user,
                               std::string_view request_id, const Secret& answer, Moment now) {
  const auto request = FindPending(tenant, user, request_id, {RequestKind::kFidoAuthentication}, now);
  if (!request) return Refuse(kConflict, kNoCeremonyText);
  const auto read = ReadAnswer(answer, "webauthn.get");
  const bool accepted = read && ConstantTimeEquals((*request)->challenge, read->challenge) &&
                        account.fido_credentials.contains(read->credential_id);
  End(**request, accepted ? RequestState::kAccepted : RequestState::kFailed, now);
  return accepted;
}

}  // namespace authtree::inline v0::simulator
