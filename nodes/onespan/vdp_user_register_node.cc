#include "vdp_user_register_node.h"

#include <optional>
#include <utility>
#include <vector>

#include "authentication_attempt.h"
#include "known_fields.h"
#include "mapped_attributes.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::VirtualOtpDelivery;

VirtualOtpDelivery DeliveryOf(VdpUserRegisterNode::Delivery delivery) {
  using Delivery = VdpUserRegisterNode::Delivery;
  switch (delivery) {
    case Delivery::kDefault:
    case Delivery::kResponse:
      return VirtualOtpDelivery::kDefault;
    case Delivery::kSms:
      return VirtualOtpDelivery::kSms;
    case Delivery::kEmail:
      return VirtualOtpDelivery::kEmail;
    case Delivery::kVoice:
      return VirtualOtpDelivery::kVoice;
  }
  return VirtualOtpDelivery::kDefault;
}

AttributeMap Read(const VdpUserRegisterNode::Config& config) {
  return ReadAttributeMap(config.optional_attributes, config.attribute_direction, KnownUserFields());
}

/// The entries of a map that name the static password, or those that do not.
AttributeMap Part(AttributeMap map, bool password) {
  std::erase_if(map.attributes, [password](const MappedAttribute& attribute) {
    return IsStaticPasswordField(attribute.field) != password;
  });
  return map;
}

void Check(const VdpUserRegisterNode::Config& config, const std::string& place, Diagnostics& diagnostics) {
  CheckOptionalAttributes(config.optional_attributes, config.attribute_direction, KnownUserFields(),
                          &IsBuiltInUserField, place, diagnostics);
  if (config.delivery == VdpUserRegisterNode::Delivery::kResponse) {
    diagnostics.AddWarning(PointerTo(place, "vdpDeliveryMethod"),
                           "an account cannot have Response: the service's default is set",
                           "Choose Default, SMS, Email or Voice");
  }
}

}  // namespace

ConfigSpec<VdpUserRegisterNode::Config> VdpUserRegisterNode::Spec() {
  ConfigSpec<Config> with_delivery =
      ConfigSpec<Config>()
          .Field("domain", &Config::domain,
                 "Domain of the user. Empty: named like the tenant in the vendor's sandbox, else 'master'.")
          .Field("userNameInSharedData", &Config::user_name_key, "State key of the user name.")
          .Choice("vdpDeliveryMethod", &Config::delivery,
                  {{"Default", Delivery::kDefault},
                   {"SMS", Delivery::kSms},
                   {"Email", Delivery::kEmail},
                   {"Voice", Delivery::kVoice},
                   {"Response", Delivery::kResponse}},
                  "How one-time passwords reach the user.");
  return WithOptionalAttributes(
             std::move(with_delivery),
             "What the account holds, from state, such as emailAddress, mobilePhoneNumber and "
             "staticPassword. Values that are absent are left out.")
      .Where(Check);
}

VdpUserRegisterNode::VdpUserRegisterNode(Config config, std::shared_ptr<const onespan::Api> api)
    : config_(std::move(config)),
      passwords_(Part(Read(config_), true)),
      attributes_(Part(Read(config_), false)),
      api_(std::move(api)) {}

StateContract VdpUserRegisterNode::Contract() const {
  StateContract contract = StateContract().ReadsName(config_.user_name_key).Writes(ostid::kUserNameKey);
  contract.Merge(ReadsMapped(passwords_));
  contract.Merge(ReadsMapped(attributes_));
  return contract;
}

template <class Request>
Result<Request> VdpUserRegisterNode::Filled(Request request, const StateView& state) const {
  Result<std::vector<onespan::ExtraField>> fields = MappedFields(state, attributes_);
  if (!fields) return tl::unexpected(std::move(fields.error()));
  request.extra = *std::move(fields);
  Result<std::vector<onespan::ExtraField>> passwords = MappedFields(state, passwords_);
  if (!passwords) return tl::unexpected(std::move(passwords.error()));
  for (const onespan::ExtraField& password : *passwords) {
    request.static_password = ValueCodec<Secret>::Read(password.value());
    if (!request.static_password) {
      return tl::unexpected(Error(ErrorCode::kInvalidInput, "The static password must be a text.")
                                .With(Fact::kField, password.name()));
    }
  }
  request.virtual_otp_delivery = DeliveryOf(config_.delivery);
  return request;
}

Task<Result<Action>> VdpUserRegisterNode::Process(const StepContext& step) const {
  Result<std::string> name = RequireUserName(step.state(), config_.user_name_key);
  if (!name) co_return tl::unexpected(name.error());
  const onespan::UserId user(*std::move(name),
                             DomainOrDefault(config_.domain, api_->is_sandbox(), api_->tenant()));
  // Made before the first call: what is wrong with it is told without one.
  Result<onespan::UpdateUserRequest> change = Filled(onespan::UpdateUserRequest(user), step.state());
  if (!change) co_return tl::unexpected(change.error());
  const Result<onespan::UserReply> account =
      co_await api_->ViewUser(step.call(), onespan::ViewUserRequest(user));
  if (!account && account.error().code() != ErrorCode::kNotFound) co_return tl::unexpected(account.error());

  if (account) {
    change->entity_tag = account->entity_tag;
    const Result<onespan::UserReply> changed = co_await api_->UpdateUser(step.call(), *std::move(change));
    if (!changed) co_return tl::unexpected(changed.error());
  } else {
    Result<onespan::CreateUserRequest> create = Filled(onespan::CreateUserRequest(user), step.state());
    if (!create) co_return tl::unexpected(create.error());
    const Result<onespan::UserReply> created = co_await api_->CreateUser(step.call(), *std::move(create));
    if (!created) co_return tl::unexpected(created.error());
  }
  co_return Action::To("Success").Put(ostid::kUserNameKey, config_.user_name_key);
}

}  // namespace authtree::inline v0::nodes
