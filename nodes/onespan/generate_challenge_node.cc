#include "generate_challenge_node.h"

#include <utility>

#include "authtree/core/encoding.h"

#include "authentication_attempt.h"

namespace authtree::inline v0::nodes {

ConfigSpec<GenerateChallengeNode::Config> GenerateChallengeNode::Spec() {
  return ConfigSpec<Config>()
      .Field("domain", &Config::domain,
             "Domain of the user. Empty: named like the tenant in the vendor's sandbox, else 'master'.")
      .Integer("length", &Config::length, 4, 16, "Digits of the challenge.")
      .Field("checkDigit", &Config::check_digit, "Add a check digit.")
      .Field("userNameInSharedData", &Config::user_name_key, "State key of the user name.");
}

StateContract GenerateChallengeNode::Contract() const {
  return StateContract()
      .ReadsName(config_.user_name_key)
      .Writes(ostid::kRequestId, ostid::kCrontoMessage, ostid::kChallenge, ostid::kUserNameKey);
}

Task<Result<Action>> GenerateChallengeNode::Process(const StepContext& step) const {
  Result<std::string> user = RequireUserName(step.state(), config_.user_name_key);
  if (!user) co_return tl::unexpected(user.error());
  onespan::GenerateChallengeRequest request(
      onespan::UserId(*std::move(user), DomainOrDefault(config_.domain, api_->is_sandbox(), api_->tenant())),
      static_cast<int>(config_.length));
  request.check_digit = config_.check_digit;
  Result<onespan::GenerateChallengeReply> reply =
      co_await api_->GenerateChallenge(step.call(), std::move(request));
  if (!reply) co_return tl::unexpected(reply.error());

  Action action = Action::To("success");
  action.Put(ostid::kUserNameKey, config_.user_name_key);
  action.Put(ostid::kCrontoMessage, Secret(HexEncode(reply->challenge)));
  action.Put(ostid::kChallenge, std::move(reply->challenge));
  action.Put(ostid::kRequestId, std::move(reply->request_id));
  co_return action;
}

}  // namespace authtree::inline v0::nodes
