#include "fact_node.h"

#include <utility>

namespace authtree::inline v0::conformance {

using testkit::StepResult;

FactNode::FactNode(const FactWorld& world, std::string_view type, const Json& properties)
    : NodeTesterBase(testkit::MakeNode("node-1", world.registry(), type, properties)) {
  runner_.clock = world.clock();
}

FactNode& FactNode::Shared(std::string_view key, Value value) {
  runner_.state.Put(Tier::kShared, key, std::move(value));
  return *this;
}

FactNode& FactNode::Transient(std::string_view key, Value value) {
  runner_.state.Put(Tier::kTransient, key, std::move(value));
  return *this;
}

FactNode& FactNode::After(const FactNode& earlier) {
  runner_.state = earlier.state().Clone();
  return *this;
}

FactNode& FactNode::Submit(std::vector<Callback> callbacks) {
  prompt_ = std::move(callbacks);
  return *this;
}

FactNode& FactNode::ClientIp(std::string_view address) {
  runner_.request = RequestContext(std::string(address));
  return *this;
}

FactNode& FactNode::ExpiresIn(std::chrono::seconds length) {
  const auto expiry = std::chrono::duration_cast<std::chrono::milliseconds>(
      (runner_.clock->Now() + length).time_since_epoch());
  return Shared("ostid_event_expiry_date", std::to_string(expiry.count()));
}

FactNode& FactNode::UserAndFingerprint() {
  return Shared("username", kUser)
      .Shared("ostid_cddc_json", kCddcJson)
      .Shared("ostid_cddc_hash", kSubmittedCddcHash)
      .Shared("ostid_cddc_ip", kCddcIp);
}

FactNode& FactNode::PhoneAndMail() {
  return Shared("mobile_phone_number", kMobilePhone).Shared("email_address", kEmail);
}

StepResult FactNode::Step() {
  StepResult result = Run();
  const Error* error = result.error();
  const ErrorReporting& reporting = node_.error_reporting;
  if (error == nullptr || error->code() == ErrorCode::kInternal || reporting.outcome.empty()) return result;
  Shared(reporting.message_key, std::string(error->message()));
  Shared(reporting.code_key, ErrorCodeName(error->code()));
  Action action = Action::To(reporting.outcome);
  return {std::move(action), {std::string(reporting.message_key), std::string(reporting.code_key)}, {}};
}

std::vector<std::string> FactNode::SharedKeys() const {
  std::vector<std::string> keys;
  for (const auto& [key, value] : state().tier(Tier::kShared)) keys.push_back(key);
  return keys;
}

Json PhoneAndMailMap() {
  return {{"mobilePhoneNumber", "mobile_phone_number"}, {"emailAddress", "email_address"}};
}

}  // namespace authtree::inline v0::conformance
