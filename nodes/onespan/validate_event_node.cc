#include "validate_event_node.h"

#include <chrono>
#include <utility>
#include <vector>

#include "attempt_properties.h"
#include "authentication_verdict.h"
#include "known_fields.h"
#include "mapped_attributes.h"
#include "risk_inputs.h"

namespace authtree::inline v0::nodes {
namespace {

void CheckEvent(const ValidateEventNode::Config& config, const std::string& place, Diagnostics& diagnostics) {
  switch (config.event_source) {
    case ValidateEventNode::EventSource::kConfigured:
      if (config.event_type.empty()) {
        diagnostics.AddWarning(PointerTo(place, "specifyEventType"), "the event type is empty",
                               "Name one, such as LoginAttempt, or read it from state");
      }
      break;
    case ValidateEventNode::EventSource::kState:
      if (config.event_type_key.empty()) {
        diagnostics.AddError(PointerTo(place, "eventTypeInSharedState"),
                             "the state key of the event type is empty", "Name the key");
      }
      break;
  }
}

}  // namespace

ConfigSpec<ValidateEventNode::Config> ValidateEventNode::Spec() {
  return WithAttemptProperties(
             ConfigSpec<Config>()
                 .Field("domain", &Config::domain,
                        "Domain of the user. Empty: named like the tenant in the vendor's sandbox, else "
                        "'master'.")
                 .Choice("eventType", &Config::event_source,
                         {{"SpecifyBelow", EventSource::kConfigured},
                          {"ReadFromSharedState", EventSource::kState}},
                         "Where the type of the event comes from.")
                 .Field("specifyEventType", &Config::event_type,
                        "The type: a name such as LoginAttempt, or the number of an event of the tenant.")
                 .Field("eventTypeInSharedState", &Config::event_type_key, "State key of the type."))
      .Where(CheckEvent);
}

ValidateEventNode::ValidateEventNode(Config config, std::shared_ptr<const onespan::Api> api)
    : config_(std::move(config)),
      attributes_(ReadAttributeMap(config_.optional_attributes, config_.attribute_direction,
                                   KnownAuthenticationFields())),
      api_(std::move(api)) {}

StateContract ValidateEventNode::Contract() const {
  StateContract contract = ReadsRiskInputs().ReadsName(config_.user_name_key);
  contract.Merge(Reads(ostid::kRequestId));
  if (!config_.event_type_key.empty()) contract.Merge(StateContract().ReadsName(config_.event_type_key));
  contract.Merge(ReadsAttempt(config_.credentials, config_.password_key));
  contract.Merge(ReadsMapped(attributes_));
  contract.Merge(WritesVerdict());
  contract.Merge(Writes(ostid::kOtp, ostid::kAuthenticationResponse));
  return contract;
}

Task<Result<Action>> ValidateEventNode::Process(const StepContext& step) const {
  Result<std::string> user = RequireUserName(step.state(), config_.user_name_key);
  if (!user) co_return tl::unexpected(user.error());
  std::string session_id = SessionId(step.state());
  Result<onespan::ValidateEventRequest> request = Request(step.state(), *user, session_id);
  if (!request) co_return tl::unexpected(request.error());
  const Result<onespan::AuthenticationReply> reply =
      co_await api_->ValidateEvent(step.call(), std::move(*request));
  if (!reply) co_return tl::unexpected(reply.error());

  AnsweredAttempt attempt(config_.user_name_key, std::move(session_id));
  attempt.visual_code = config_.visual_code;
  attempt.expiry = std::chrono::seconds(config_.timeout_seconds);
  Result<Action> action = Verdict(attempt, *reply, step.now());
  if (action && action->outcome() == "Accept") {
    action->Remove(ostid::kOtp.name).Remove(ostid::kAuthenticationResponse.name);
  }
  co_return action;
}

Result<std::string> ValidateEventNode::EventType(const StateView& state) const {
  switch (config_.event_source) {
    case EventSource::kConfigured:
      return config_.event_type;
    case EventSource::kState:
      return state.Require(StateKey<std::string>{config_.event_type_key});
  }
  return config_.event_type;
}

Result<onespan::ValidateEventRequest> ValidateEventNode::Request(const StateView& state,
                                                                 const std::string& user,
                                                                 const std::string& session_id) const {
  Result<std::string> event_type = EventType(state);
  if (!event_type) return tl::unexpected(std::move(event_type.error()));
  Result<Attempt> attempt = ReadAttempt(state, config_.credentials, config_.password_key, config_.method);
  if (!attempt) return tl::unexpected(std::move(attempt.error()));
  Result<onespan::RiskContext> risk = ReadRiskContext(state, onespan::Product::kAdaptive, user, session_id);
  if (!risk) return tl::unexpected(std::move(risk.error()));
  Result<std::vector<onespan::ExtraField>> fields = MappedFields(state, attributes_);
  if (!fields) return tl::unexpected(std::move(fields.error()));

  onespan::ValidateEventRequest request(
      onespan::UserId(user, DomainOrDefault(config_.domain, api_->is_sandbox(), api_->tenant())),
      *std::move(event_type));
  request.credentials = std::move(attempt->credentials);
  request.fido_step_up = attempt->fido_step_up;
  request.request_id = state.Get(ostid::kRequestId).value_or(std::string());
  request.delivery = config_.delivery;
  request.risk = *std::move(risk);
  request.extra = *std::move(fields);
  return request;
}

}  // namespace authtree::inline v0::nodes
