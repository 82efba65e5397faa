#include "fido_register_complete_node.h"

#include <optional>
#include <utility>

#include "authentication_attempt.h"

namespace authtree::inline v0::nodes {

ConfigSpec<FidoRegisterCompleteNode::Config> FidoRegisterCompleteNode::Spec() {
  return ConfigSpec<Config>()
      .Field("domain", &Config::domain,
             "Domain of the user. Empty: named like the tenant in the vendor's sandbox, else 'master'.")
      .Field("userNameInSharedData", &Config::user_name_key, "State key of the user name.");
}

StateContract FidoRegisterCompleteNode::Contract() const {
  return Reads(ostid::kFidoProtocol, ostid::kFidoRegistrationResponse, ostid::kRequestId)
      .ReadsName(config_.user_name_key)
      .Writes(ostid::kFidoRegistrationResponse, ostid::kRequestId);
}

Task<Result<Action>> FidoRegisterCompleteNode::Process(const StepContext& step) const {
  Result<onespan::RegisterFidoDeviceRequest> request = Request(step.state());
  if (!request) co_return tl::unexpected(request.error());
  const Result<onespan::RegisterFidoDeviceReply> reply =
      co_await api_->RegisterFidoDevice(step.call(), *std::move(request));
  if (!reply) co_return tl::unexpected(reply.error());
  // Used up.
  co_return Action::To("success")
      .Remove(ostid::kFidoRegistrationResponse.name)
      .Remove(ostid::kRequestId.name);
}

Result<onespan::RegisterFidoDeviceRequest> FidoRegisterCompleteNode::Request(const StateView& state) const {
  Result<std::string> user = RequireUserName(state, config_.user_name_key);
  Result<std::string> name = state.Require(ostid::kFidoProtocol);
  Result<Secret> answer = state.Require(ostid::kFidoRegistrationResponse);
  if (auto missing = FirstError(user, name, answer)) return tl::unexpected(*std::move(missing));
  const std::optional<onespan::FidoProtocol> protocol = onespan::ParseFidoProtocol(*name);
  if (!protocol) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "The FIDO protocol must be UAF11 or FIDO2.")
                              .With(Fact::kStateKey, std::string(ostid::kFidoProtocol.name)));
  }
  onespan::RegisterFidoDeviceRequest request(
      onespan::UserId(*std::move(user), DomainOrDefault(config_.domain, api_->is_sandbox(), api_->tenant())),
      *protocol, *std::move(answer));
  request.request_id = state.Get(ostid::kRequestId).value_or(std::string());
  return request;
}

}  // namespace authtree::inline v0::nodes
