#include "activate_device_node.h"

#include <string>
#include <utility>

namespace authtree::inline v0::nodes {
namespace {

constexpr std::array<std::string_view, 6> kConsumed{
    ostid::kSignature.name,          ostid::kDeviceCode.name,    ostid::kOstidActivationPassword.name,
    ostid::kActivationPassword.name, ostid::kCrontoMessage.name, ostid::kActivationMessage2.name,
};

}  // namespace

StateContract ActivateDeviceNode::Contract() const {
  return Reads(ostid::kRegistrationId, ostid::kSignature)
      .Writes(ostid::kSignature, ostid::kDeviceCode, ostid::kOstidActivationPassword,
              ostid::kActivationPassword, ostid::kCrontoMessage, ostid::kActivationMessage2,
              ostid::kInstanceSerial);
}

Task<Result<Action>> ActivateDeviceNode::Process(const StepContext& step) const {
  Result<std::string> registration = step.state().Require(ostid::kRegistrationId);
  Result<Secret> signature = step.state().Require(ostid::kSignature);
  if (auto missing = FirstError(registration, signature)) co_return tl::unexpected(*missing);

  onespan::ActivateDeviceRequest request(std::move(*registration), std::move(*signature));
  Result<onespan::ActivateDeviceReply> reply = co_await api_->ActivateDevice(step.call(), std::move(request));
  if (!reply) co_return tl::unexpected(reply.error());

  Action action = Action::To("success");
  for (const std::string_view key : kConsumed) action.Remove(key);
  if (!reply->serial_number.empty()) action.Put(ostid::kInstanceSerial, std::move(reply->serial_number));
  co_return action;
}

}  // namespace authtree::inline v0::nodes
