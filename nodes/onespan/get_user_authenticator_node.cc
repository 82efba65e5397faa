#include "get_user_authenticator_node.h"

#include <optional>
#include <utility>

#include "authentication_attempt.h"
#include "authenticator_lookup.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr std::string_view kDevicePrefix = "TYP";

std::string_view OutcomeOf(bool has_device, bool has_virtual) {
  if (has_device && has_virtual) return "Both";
  if (has_device) return "TYP";
  return has_virtual ? "VIR10" : "None";
}

}  // namespace

ConfigSpec<GetUserAuthenticatorNode::Config> GetUserAuthenticatorNode::Spec() {
  return ConfigSpec<Config>()
      .Field("domain", &Config::domain,
             "Domain of the user. Empty: named like the tenant in the vendor's sandbox, else 'master'.")
      .Field("userNameInSharedData", &Config::user_name_key, "State key of the user name.");
}

StateContract GetUserAuthenticatorNode::Contract() const {
  return StateContract().ReadsName(config_.user_name_key).Writes(ostid::kUserNameKey);
}

Task<Result<Action>> GetUserAuthenticatorNode::Process(const StepContext& step) const {
  Result<std::string> user = RequireUserName(step.state(), config_.user_name_key);
  if (!user) co_return tl::unexpected(user.error());
  const std::string domain = DomainOrDefault(config_.domain, api_->is_sandbox(), api_->tenant());
  onespan::ViewUserRequest view(onespan::UserId(*std::move(user), domain));
  const Result<onespan::UserReply> account = co_await api_->ViewUser(step.call(), std::move(view));
  if (!account) co_return tl::unexpected(account.error());

  bool has_device = false;
  bool has_virtual = false;
  for (const std::string& serial : account->authenticators) {
    if (has_device && has_virtual) break;
    const Result<std::optional<onespan::Authenticator>> found =
        co_await LookUpAuthenticator(*api_, step.call(), serial, domain, std::string());
    if (!found) co_return tl::unexpected(found.error());
    if (!found->has_value()) continue;
    const std::string& type = found->value().type;
    has_device = has_device || type.starts_with(kDevicePrefix);
    has_virtual = has_virtual || type == kVirtualAuthenticatorType;
  }
  co_return Action::To(OutcomeOf(has_device, has_virtual)).Put(ostid::kUserNameKey, config_.user_name_key);
}

}  // namespace authtree::inline v0::nodes
