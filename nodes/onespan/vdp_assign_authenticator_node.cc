#include "vdp_assign_authenticator_node.h"

#include <cstddef>
#include <optional>
#include <utility>

#include "authentication_attempt.h"
#include "authenticator_lookup.h"
#include "named_user.h"

namespace authtree::inline v0::nodes {
namespace {

// Another journey may take the one that was just seen to be free. Some more are tried, then it is no race.
constexpr std::size_t kMostTries = 5;

}  // namespace

ConfigSpec<VdpAssignAuthenticatorNode::Config> VdpAssignAuthenticatorNode::Spec() {
  return ConfigSpec<Config>().Field(
      "domain", &Config::domain,
      "Domain of the user. Empty: named like the tenant in the vendor's sandbox, else 'master'.");
}

StateContract VdpAssignAuthenticatorNode::Contract() const {
  return Reads(ostid::kUserNameKey).ReadsEverything();
}

Task<Result<Action>> VdpAssignAuthenticatorNode::Process(const StepContext& step) const {
  Result<std::string> name = NamedUser(step.state());
  if (!name) co_return tl::unexpected(name.error());
  const onespan::UserId user(*std::move(name),
                             DomainOrDefault(config_.domain, api_->is_sandbox(), api_->tenant()));
  const Result<bool> has_one = co_await HasOne(step.call(), user);
  if (!has_one) co_return tl::unexpected(has_one.error());
  if (*has_one) co_return Action::To("success");
  co_return co_await Assign(step.call(), user);
}

Task<Result<bool>> VdpAssignAuthenticatorNode::HasOne(CallContext call, onespan::UserId user) const {
  const Result<onespan::UserReply> account = co_await api_->ViewUser(call, onespan::ViewUserRequest(user));
  if (!account) co_return tl::unexpected(account.error());
  for (const std::string& serial : account->authenticators) {
    const Result<std::optional<onespan::Authenticator>> found = co_await LookUpAuthenticator(
        *api_, call, serial, user.domain(), std::string(kVirtualAuthenticatorType));
    if (!found) co_return tl::unexpected(found.error());
    if (found->has_value() && found->value().type == kVirtualAuthenticatorType) co_return true;
  }
  co_return false;
}

Task<Result<Action>> VdpAssignAuthenticatorNode::Assign(CallContext call, onespan::UserId user) const {
  onespan::QueryAuthenticatorsRequest query;
  query.domain = user.domain();
  query.type = kVirtualAuthenticatorType;
  query.assigned = false;
  query.at_most = kMostTries;
  const Result<onespan::QueryAuthenticatorsReply> free =
      co_await api_->QueryAuthenticators(call, std::move(query));
  if (!free) co_return tl::unexpected(free.error());

  Error refused(ErrorCode::kConflict,
                "No virtual authenticator is free. Ask your administrator to add one, then try again.");
  for (const onespan::Authenticator& authenticator : free->authenticators) {
    const Result<onespan::Authenticator> assigned = co_await api_->AssignAuthenticator(
        call, onespan::AssignAuthenticatorRequest(authenticator.serial_number, user));
    if (assigned) co_return Action::To("success");
    if (assigned.error().code() != ErrorCode::kConflict) co_return tl::unexpected(assigned.error());
    refused = assigned.error();
  }
  co_return tl::unexpected(std::move(refused));
}

}  // namespace authtree::inline v0::nodes
