#include "authtree/simulator/virtual_fido_client.h"

#include <algorithm>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"
#include "authtree/core/json.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::size_t kIdLength = 16;

/// The answer, without a signature.
Result<Secret> Answer(const Json& request, std::string_view kind, const std::string& credential_id) {
  const std::string challenge = StringMember(request, "challenge");
  if (challenge.empty()) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "the FIDO request has no challenge"));
  }
  OrderedJson client;
  client["type"] = kind;
  client["challenge"] = challenge;
  client["origin"] = "https://simulated.invalid";
  OrderedJson answer;
  answer["id"] = credential_id;
  answer["rawId"] = credential_id;
  answer["type"] = "public-key";
  answer["response"]["clientDataJSON"] = Base64UrlEncode(DumpJson(client));
  return Secret::Take(DumpJson(answer));
}

}  // namespace

VirtualFidoClient::VirtualFidoClient() : credential_id_(Base64UrlEncode(RandomBytes(kIdLength))) {}

Result<Secret> VirtualFidoClient::Register(std::string_view registration_request) const {
  const auto request = ParseJson(registration_request);
  if (!request) return tl::unexpected(request.error());
  return Answer(*request, "webauthn.create", credential_id_);
}

Result<Secret> VirtualFidoClient::Authenticate(std::string_view authentication_request) const {
  const auto request = ParseJson(authentication_request);
  if (!request) return tl::unexpected(request.error());
  const Json* listed = FindMember(*request, "allowCredentials");
  const bool known = listed != nullptr && std::any_of(listed->begin(), listed->end(), [&](const Json& one) {
                       return StringMember(one, "id") == credential_id_;
                     });
  if (!known) {
    return tl::unexpected(Error(ErrorCode::kMissingState, "the FIDO request is for other credentials"));
  }
  return Answer(*request, "webauthn.get", credential_id_);
}

}  // namespace authtree::inline v0::simulator
