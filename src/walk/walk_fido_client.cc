#include "walk_fido_client.h"

#include <string_view>
#include <utility>

#include "authtree/core/value.h"

namespace authtree::inline v0::walk {
namespace {

constexpr std::string_view kRegistrationRequest = "ostid_fido_registration_request";
constexpr std::string_view kAuthenticationRequest = "ostid_fido_authentication_request";

}  // namespace

void WalkFidoClient::Look(const Callback& hidden) {
  const std::string id = hidden.hidden_id();
  const Value* value = hidden.FindOutput("value");
  if ((id != kRegistrationRequest && id != kAuthenticationRequest) || value == nullptr) return;
  std::optional<Secret> text = ValueCodec<Secret>::Read(*value);
  if (text) request_ = Request{*std::move(text), id == kRegistrationRequest};
}

std::optional<Secret> WalkFidoClient::Answer() const {
  if (!request_) return std::nullopt;
  const std::string_view text = request_->text.Expose();
  Result<Secret> answer = request_->registers ? client_.Register(text) : client_.Authenticate(text);
  if (!answer) return std::nullopt;
  return *std::move(answer);
}

}  // namespace authtree::inline v0::walk
