#include "add_device_node.h"

#include <string>
#include <utility>

#include "event_expiry.h"
#include "secret_storage.h"

namespace authtree::inline v0::nodes {

StateContract AddDeviceNode::Contract() const {
  return Reads(ostid::kRegistrationId, ostid::kDeviceCode, ostid::kEventExpirySeconds, ostid::kSecretStorage)
      .Writes(ostid::kCrontoMessage, ostid::kActivationMessage2, ostid::kEventExpiry, ostid::kInstanceSerial);
}

Task<Result<Action>> AddDeviceNode::Process(const StepContext& step) const {
  Result<std::string> registration = step.state().Require(ostid::kRegistrationId);
  Result<Secret> code = step.state().Require(ostid::kDeviceCode);
  if (auto missing = FirstError(registration, code)) co_return tl::unexpected(*missing);

  onespan::AddDeviceRequest request(std::move(*registration), std::move(*code));
  Result<onespan::AddDeviceReply> reply = co_await api_->AddDevice(step.call(), std::move(request));
  if (!reply) co_return tl::unexpected(reply.error());
  if (reply->activation_message2.empty()) {
    co_return tl::unexpected(
        Error(ErrorCode::kRejected, "The service added a device without a second activation message."));
  }

  Action action = Action::To("success");
  const SecretStorage storage = StorageOf(step.state());
  KeepSecret(action, ostid::kCrontoMessage, reply->activation_message2.Clone(), storage);
  KeepSecret(action, ostid::kActivationMessage2, std::move(reply->activation_message2), storage);
  action.Put(ostid::kEventExpiry, ExpiryText(step.now(), EventExpiryLength(step.state())));
  if (!reply->serial_number.empty()) action.Put(ostid::kInstanceSerial, std::move(reply->serial_number));
  co_return action;
}

}  // namespace authtree::inline v0::nodes
