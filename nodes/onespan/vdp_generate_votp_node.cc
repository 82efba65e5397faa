#include "vdp_generate_votp_node.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "authentication_attempt.h"
#include "authenticator_lookup.h"
#include "known_fields.h"
#include "mapped_attributes.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::VirtualOtpChannel;

constexpr std::string_view kResponseOnly = "RO";

VirtualOtpChannel ChannelOf(VdpGenerateVotpNode::Delivery delivery) {
  using Delivery = VdpGenerateVotpNode::Delivery;
  switch (delivery) {
    case Delivery::kEmail:
    case Delivery::kDefault:
      return VirtualOtpChannel::kEmail;
    case Delivery::kSms:
      return VirtualOtpChannel::kSms;
    case Delivery::kVoice:
      return VirtualOtpChannel::kVoice;
    case Delivery::kResponse:
      return VirtualOtpChannel::kResponse;
  }
  return VirtualOtpChannel::kEmail;
}

void Check(const VdpGenerateVotpNode::Config& config, const std::string& place, Diagnostics& diagnostics) {
  using Delivery = VdpGenerateVotpNode::Delivery;
  CheckOptionalAttributes(config.optional_attributes, config.attribute_direction, KnownVirtualOtpFields(),
                          &IsBuiltInVirtualOtpField, place, diagnostics);
  if (config.delivery == Delivery::kVoice) {
    diagnostics.AddWarning(PointerTo(place, "vdpDeliveryMethod"),
                           "the service's published description has no Voice for one-time passwords",
                           "Choose Email, SMS or Response, unless the tenant is known to take it");
  }
  if (config.delivery == Delivery::kDefault) {
    diagnostics.AddWarning(PointerTo(place, "vdpDeliveryMethod"),
                           "the operation has no default: the password is sent by e-mail",
                           "Choose Email, SMS or Response");
  }
}

/// The application that makes passwords without a challenge, or null.
const onespan::AuthenticatorApplication* ResponseOnlyOf(const onespan::Authenticator& authenticator) {
  const auto found = std::find_if(
      authenticator.applications.begin(), authenticator.applications.end(),
      [](const auto& application) { return application.type == kResponseOnly && !application.name.empty(); });
  return found == authenticator.applications.end() ? nullptr : &*found;
}

}  // namespace

ConfigSpec<VdpGenerateVotpNode::Config> VdpGenerateVotpNode::Spec() {
  ConfigSpec<Config> with_delivery =
      ConfigSpec<Config>()
          .Field("domain", &Config::domain,
                 "Domain of the user. Empty: named like the tenant in the vendor's sandbox, else 'master'.")
          .Field("userNameInSharedData", &Config::user_name_key, "State key of the user name.")
          .Choice("vdpDeliveryMethod", &Config::delivery,
                  {{"Email", Delivery::kEmail},
                   {"SMS", Delivery::kSms},
                   {"Voice", Delivery::kVoice},
                   {"Response", Delivery::kResponse},
                   {"Default", Delivery::kDefault}},
                  "How the password reaches the user. Response leaves it in transient state, for a step that "
                  "delivers it.");
  return WithOptionalAttributes(
             std::move(with_delivery),
             "Where the password is sent to, from state: emailAddress, mobilePhoneNumber, mdcProfile. Values "
             "that are absent are left out.")
      .Where(Check);
}

VdpGenerateVotpNode::VdpGenerateVotpNode(Config config, std::shared_ptr<const onespan::Api> api)
    : config_(std::move(config)),
      attributes_(ReadAttributeMap(config_.optional_attributes, config_.attribute_direction,
                                   KnownVirtualOtpFields())),
      api_(std::move(api)) {}

StateContract VdpGenerateVotpNode::Contract() const {
  StateContract contract =
      StateContract().ReadsName(config_.user_name_key).Writes(ostid::kUserNameKey, ostid::kVirtualOtp);
  contract.Merge(ReadsMapped(attributes_));
  return contract;
}

Task<Result<Action>> VdpGenerateVotpNode::Process(const StepContext& step) const {
  Result<std::string> name = RequireUserName(step.state(), config_.user_name_key);
  if (!name) co_return tl::unexpected(name.error());
  Result<std::vector<onespan::ExtraField>> fields = MappedFields(step.state(), attributes_);
  if (!fields) co_return tl::unexpected(fields.error());
  onespan::UserId user(*std::move(name), DomainOrDefault(config_.domain, api_->is_sandbox(), api_->tenant()));
  Result<onespan::GenerateVirtualOtpRequest> request = co_await Request(step.call(), std::move(user));
  if (!request) co_return tl::unexpected(request.error());
  request->extra = *std::move(fields);
  Result<onespan::GenerateVirtualOtpReply> reply =
      co_await api_->GenerateVirtualOtp(step.call(), *std::move(request));
  if (!reply) co_return tl::unexpected(reply.error());

  Action action = Action::To("success");
  action.Put(ostid::kUserNameKey, config_.user_name_key);
  action.Remove(ostid::kVirtualOtp.name);
  if (config_.delivery == Delivery::kResponse) {
    if (!reply->otp || reply->otp->empty()) {
      co_return tl::unexpected(
          Error(ErrorCode::kRejected, "The service made a one-time password and did not tell it.")
              .With(Fact::kField, "otp"));
    }
    action.PutTransient(ostid::kVirtualOtp, *std::move(reply->otp));
  }
  co_return action;
}

Task<Result<onespan::GenerateVirtualOtpRequest>> VdpGenerateVotpNode::Request(CallContext call,
                                                                              onespan::UserId user) const {
  const Result<onespan::UserReply> account = co_await api_->ViewUser(call, onespan::ViewUserRequest(user));
  if (!account) co_return tl::unexpected(account.error());
  bool has_virtual = false;
  for (const std::string& serial : account->authenticators) {
    const Result<std::optional<onespan::Authenticator>> found = co_await LookUpAuthenticator(
        *api_, call, serial, user.domain(), std::string(kVirtualAuthenticatorType));
    if (!found) co_return tl::unexpected(found.error());
    if (!found->has_value() || found->value().type != kVirtualAuthenticatorType) continue;
    has_virtual = true;
    if (const auto* application = ResponseOnlyOf(found->value())) {
      co_return onespan::GenerateVirtualOtpRequest(serial, application->name, ChannelOf(config_.delivery));
    }
  }
  if (has_virtual) {
    co_return tl::unexpected(
        Error(ErrorCode::kConflict, "The user's virtual authenticator makes no one-time passwords."));
  }
  co_return tl::unexpected(
      Error(ErrorCode::kNotFound, "The user has no virtual authenticator. Assign one first."));
}

}  // namespace authtree::inline v0::nodes
