#include "fido_login_start_node.h"

#include <optional>
#include <utility>

#include "authentication_attempt.h"
#include "fido_client.h"

namespace authtree::inline v0::nodes {
namespace {

/// Both are over once the FIDO client has answered, or has not.
Action Answered(std::optional<Secret> answer) {
  Action action = answer ? Action::To("success") : NoAnswerOfFidoClient("error");
  action.Remove(ostid::kFidoAuthenticationRequest.name);
  if (answer) action.Put(ostid::kAuthenticationResponse, *std::move(answer));
  return action;
}

}  // namespace

ConfigSpec<FidoLoginStartNode::Config> FidoLoginStartNode::Spec() {
  using onespan::FidoProtocol;
  return ConfigSpec<Config>()
      .Field("domain", &Config::domain,
             "Domain of the user. Empty: named like the tenant in the vendor's sandbox, else 'master'.")
      .Field("userNameInSharedData", &Config::user_name_key, "State key of the user name.")
      .Choice("fidoProtocol", &Config::protocol,
              {{"FIDO2", FidoProtocol::kFido2}, {"UAF11", FidoProtocol::kUaf11}}, "The FIDO protocol.")
      .Choice("userVerification", &Config::user_verification,
              {{"default", std::string()},
               {"required", std::string("required")},
               {"preferred", std::string("preferred")},
               {"discouraged", std::string("discouraged")}},
              "Whether the authenticator verifies its user (FIDO2).")
      .Field("authenticationMessage", &Config::message, "What the authenticator shows. May be empty.");
}

StateContract FidoLoginStartNode::Contract() const {
  return Reads(ostid::kFidoAuthenticationRequest)
      .ReadsName(config_.user_name_key)
      .Writes(ostid::kFidoAuthenticationRequest, ostid::kAuthenticationResponse, ostid::kRequestId,
              ostid::kFidoProtocol, ostid::kUserNameKey, ostid::kErrorMessage, ostid::kErrorCode);
}

Task<Result<Action>> FidoLoginStartNode::Process(const StepContext& step) const {
  constexpr std::string_view kAnswer = ostid::kAuthenticationResponse.name;
  constexpr std::string_view kRequest = ostid::kFidoAuthenticationRequest.name;
  if (step.answered()) co_return Answered(AnswerOfFidoClient(step, kAnswer));

  const std::optional<std::string> given = step.state().Get(ostid::kFidoAuthenticationRequest);
  if (given && !given->empty()) co_return AskFidoClient(kRequest, *given, kAnswer);

  Result<std::string> user = RequireUserName(step.state(), config_.user_name_key);
  if (!user) co_return tl::unexpected(user.error());
  onespan::FidoAuthenticationRequest request(
      onespan::UserId(*std::move(user), DomainOrDefault(config_.domain, api_->is_sandbox(), api_->tenant())),
      config_.protocol);
  request.user_verification = config_.user_verification;
  request.authentication_message = config_.message;
  Result<onespan::FidoAuthenticationReply> reply =
      co_await api_->RequestFidoAuthentication(step.call(), std::move(request));
  if (!reply) co_return tl::unexpected(reply.error());

  Action action = AskFidoClient(kRequest, reply->authentication_request, kAnswer);
  action.Put(ostid::kUserNameKey, config_.user_name_key);
  action.Put(ostid::kFidoProtocol, std::string(onespan::FidoProtocolName(config_.protocol)));
  action.Put(ostid::kRequestId, std::move(reply->request_id));
  co_return action;
}

}  // namespace authtree::inline v0::nodes
