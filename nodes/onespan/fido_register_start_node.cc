#include "fido_register_start_node.h"

#include <optional>
#include <utility>

#include "authentication_attempt.h"
#include "fido_client.h"
#include "state_text.h"

namespace authtree::inline v0::nodes {

ConfigSpec<FidoRegisterStartNode::Config> FidoRegisterStartNode::Spec() {
  using onespan::FidoProtocol;
  return ConfigSpec<Config>()
      .Field("domain", &Config::domain,
             "Domain of the user. Empty: named like the tenant in the vendor's sandbox, else 'master'.")
      .Field("userNameInSharedData", &Config::user_name_key, "State key of the user name.")
      .Choice("fidoProtocol", &Config::protocol,
              {{"FIDO2", FidoProtocol::kFido2}, {"UAF11", FidoProtocol::kUaf11}}, "The FIDO protocol.")
      .Field("displayNameInSharedState", &Config::display_name_key,
             "State key of the name that the authenticator shows. Empty: none is sent.")
      .Choice("authenticatorAttachment", &Config::attachment,
              {{"default", std::string()},
               {"platform", std::string("platform")},
               {"cross-platform", std::string("cross-platform")}},
              "Built into the device, or to be plugged in (FIDO2).")
      .Choice("userVerification", &Config::user_verification,
              {{"default", std::string()},
               {"required", std::string("required")},
               {"preferred", std::string("preferred")},
               {"discouraged", std::string("discouraged")}},
              "Whether the authenticator verifies its user (FIDO2).")
      .Choice("attestation", &Config::attestation,
              {{"default", std::string()},
               {"none", std::string("none")},
               {"indirect", std::string("indirect")},
               {"direct", std::string("direct")}},
              "What the authenticator says of its make (FIDO2).");
}

StateContract FidoRegisterStartNode::Contract() const {
  StateContract contract =
      StateContract()
          .ReadsName(config_.user_name_key)
          .Writes(ostid::kUserNameKey, ostid::kRequestId, ostid::kFidoProtocol,
                  ostid::kFidoRegistrationResponse, ostid::kErrorMessage, ostid::kErrorCode);
  if (!config_.display_name_key.empty()) {
    contract.Merge(StateContract().ReadsName(config_.display_name_key));
  }
  return contract;
}

Task<Result<Action>> FidoRegisterStartNode::Process(const StepContext& step) const {
  constexpr std::string_view kAnswer = ostid::kFidoRegistrationResponse.name;
  if (step.answered()) {
    std::optional<Secret> answer = AnswerOfFidoClient(step, kAnswer);
    if (!answer) co_return NoAnswerOfFidoClient("error");
    co_return Action::To("success").Put(ostid::kFidoRegistrationResponse, *std::move(answer));
  }
  Result<std::string> user = RequireUserName(step.state(), config_.user_name_key);
  if (!user) co_return tl::unexpected(user.error());
  onespan::FidoRegistrationRequest request(
      onespan::UserId(*std::move(user), DomainOrDefault(config_.domain, api_->is_sandbox(), api_->tenant())),
      config_.protocol);
  request.display_name = StateText(step.state(), config_.display_name_key).value_or(std::string());
  request.attachment = config_.attachment;
  request.user_verification = config_.user_verification;
  request.attestation = config_.attestation;
  Result<onespan::FidoRegistrationReply> reply =
      co_await api_->RequestFidoRegistration(step.call(), std::move(request));
  if (!reply) co_return tl::unexpected(reply.error());

  Action action = AskFidoClient(ostid::kFidoRegistrationRequest.name, reply->registration_request, kAnswer);
  action.Put(ostid::kUserNameKey, config_.user_name_key);
  action.Put(ostid::kFidoProtocol, std::string(onespan::FidoProtocolName(config_.protocol)));
  if (reply->request_id.empty()) {
    action.Remove(ostid::kRequestId.name);  // that of an earlier call is not this one's
  } else {
    action.Put(ostid::kRequestId, std::move(reply->request_id));
  }
  co_return action;
}

}  // namespace authtree::inline v0::nodes
