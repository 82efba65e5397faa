#include "check_activation_node.h"

#include <string>
#include <utility>

#include "event_expiry.h"
#include "named_user.h"
#include "refusal.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr FixedText kTimedOut = "The activation was not finished in time. Start the registration again.";
constexpr FixedText kUnknown = "The service knows of no activation. Start the registration again.";

}  // namespace

ConfigSpec<CheckActivationNode::Config> CheckActivationNode::Spec() {
  return ConfigSpec<Config>().Field("domain", &Config::domain,
                                    "Domain of the user. Empty: the tenant's default domain.");
}

StateContract CheckActivationNode::Contract() const {
  return Reads(ostid::kUserNameKey, ostid::kEventExpiry)
      .ReadsEverything()
      .Writes(ostid::kErrorMessage, ostid::kErrorCode);
}

Task<Result<Action>> CheckActivationNode::Process(const StepContext& step) const {
  Result<std::string> user = NamedUser(step.state());
  if (!user) co_return tl::unexpected(user.error());
  const Result<bool> expired = EventExpired(step.state(), step.now());
  if (!expired) co_return tl::unexpected(expired.error());
  if (*expired) co_return Refusal("timeout", kTimedOut, ErrorCode::kTimeout);

  onespan::CheckActivationRequest request(onespan::UserId(*std::move(user), config_.domain));
  const Result<onespan::CheckActivationReply> reply =
      co_await api_->CheckActivation(step.call(), std::move(request));
  if (!reply) co_return tl::unexpected(reply.error());
  switch (reply->status) {
    case onespan::ActivationStatus::kPending:
      co_return Action::To("pending");
    case onespan::ActivationStatus::kActivated:
      co_return Action::To("activated");
    case onespan::ActivationStatus::kTimeout:
      co_return Refusal("timeout", kTimedOut, ErrorCode::kTimeout);
    case onespan::ActivationStatus::kUnknown:
      co_return Refusal("unknown", kUnknown, ErrorCode::kNotFound);
  }
  co_return Refusal("unknown", kUnknown, ErrorCode::kNotFound);
}

}  // namespace authtree::inline v0::nodes
