#include "user_login_node.h"

#include <chrono>
#include <optional>
#include <utility>

#include "attempt_properties.h"
#include "authentication_verdict.h"
#include "known_fields.h"
#include "mapped_attributes.h"
#include "risk_inputs.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::Product;

/// What the service answered, for scripts that read it whole.
Json LoginOutput(const onespan::AuthenticationReply& reply) {
  Json output{{"sessionStatus", std::string(onespan::SessionStatusName(reply.status))}};
  if (!reply.request_id.empty()) output["requestID"] = reply.request_id;
  if (!reply.challenge.empty()) output["challenge"] = reply.challenge;
  if (reply.risk_response_code) output["riskResponseCode"] = *reply.risk_response_code;
  if (reply.event_id) output["eventId"] = *reply.event_id;
  if (reply.request_message) output["requestMessage"] = std::string(reply.request_message->Expose());
  if (reply.fido_authentication_request) {
    output["fidoAuthenticationRequest"] = std::string(reply.fido_authentication_request->Expose());
  }
  return output;
}

void CheckCredentials(const UserLoginNode::Config& config, const std::string& place,
                      Diagnostics& diagnostics) {
  if (config.product == Product::kCloud && config.credentials == CredentialsType::kNone) {
    diagnostics.AddError(PointerTo(place, "credentialsType"), "a login of OCA needs credentials",
                         "Choose authenticator, passKey, fidoAuthenticator or trustedDevice");
  }
}

}  // namespace

ConfigSpec<UserLoginNode::Config> UserLoginNode::Spec() {
  return WithAttemptProperties(
             ConfigSpec<Config>()
                 .Field("domain", &Config::domain,
                        "Domain of the user. Empty: named like the tenant in the vendor's sandbox, else "
                        "'master'.")
                 .Choice("objectType", &Config::product,
                         {{"AdaptiveLoginInput", Product::kAdaptive}, {"LoginInput", Product::kCloud}},
                         "The product: Intelligent Adaptive Authentication or OneSpan Cloud "
                         "Authentication."))
      .Field("sendRequestID", &Config::sends_request_id,
             "Quote the id of the earlier call, such as that of a challenge.")
      .Field("sendCDDCData", &Config::sends_device_data, "Tell the risk engine of the user's device.")
      .Where(CheckCredentials);
}

UserLoginNode::UserLoginNode(Config config, std::shared_ptr<const onespan::Api> api)
    : config_(std::move(config)),
      attributes_(ReadAttributeMap(config_.optional_attributes, config_.attribute_direction,
                                   KnownAuthenticationFields())),
      api_(std::move(api)) {}

StateContract UserLoginNode::Contract() const {
  StateContract contract = ReadsRiskInputs().ReadsName(config_.user_name_key);
  contract.Merge(Reads(ostid::kRequestId));
  contract.Merge(ReadsAttempt(config_.credentials, config_.password_key));
  contract.Merge(ReadsMapped(attributes_));
  contract.Merge(WritesVerdict());
  contract.Merge(Writes(ostid::kLoginOutput, ostid::kEventId, ostid::kOtp, ostid::kAuthenticationResponse));
  return contract;
}

Task<Result<Action>> UserLoginNode::Process(const StepContext& step) const {
  Result<std::string> user = RequireUserName(step.state(), config_.user_name_key);
  if (!user) co_return tl::unexpected(user.error());
  std::string session_id = SessionId(step.state());
  Result<onespan::LoginRequest> request = Request(step.state(), *user, session_id);
  if (!request) co_return tl::unexpected(request.error());
  const Result<onespan::AuthenticationReply> reply = co_await api_->Login(step.call(), std::move(*request));
  if (!reply) co_return tl::unexpected(reply.error());

  AnsweredAttempt attempt(config_.user_name_key, std::move(session_id));
  attempt.visual_code = config_.visual_code;
  attempt.expiry = std::chrono::seconds(config_.timeout_seconds);
  Result<Action> action = Verdict(attempt, *reply, step.now());
  if (!action) co_return action;
  action->Put(ostid::kLoginOutput, LoginOutput(*reply));
  action->Put(ostid::kEventId, reply->event_id.value_or(0));
  if (action->outcome() == "Accept") {
    // Used up.
    action->Remove(ostid::kOtp.name).Remove(ostid::kAuthenticationResponse.name);
  }
  co_return action;
}

Result<onespan::LoginRequest> UserLoginNode::Request(const StateView& state, const std::string& user,
                                                     const std::string& session_id) const {
  Result<Attempt> attempt = ReadAttempt(state, config_.credentials, config_.password_key, config_.method);
  if (!attempt) return tl::unexpected(std::move(attempt.error()));
  if (config_.product == Product::kCloud && attempt->fido_step_up) {
    return tl::unexpected(Error(ErrorCode::kMissingState,
                                "The answer of the FIDO client is missing: begin the FIDO login and collect "
                                "authenticationResponse before this step.")
                              .With(Fact::kStateKey, std::string(ostid::kAuthenticationResponse.name)));
  }
  onespan::LoginRequest request(
      config_.product,
      onespan::UserId(user, DomainOrDefault(config_.domain, api_->is_sandbox(), api_->tenant())));
  const bool quotes_request = config_.sends_request_id || config_.credentials == CredentialsType::kFido;
  if (quotes_request) request.request_id = state.Get(ostid::kRequestId).value_or(std::string());
  request.credentials = std::move(attempt->credentials);
  request.fido_step_up = attempt->fido_step_up;
  request.delivery = config_.delivery;

  if (config_.product == Product::kAdaptive && config_.sends_device_data) {
    Result<onespan::RiskContext> risk = ReadRiskContext(state, config_.product, user, session_id);
    if (!risk) return tl::unexpected(std::move(risk.error()));
    request.risk = *std::move(risk);
  } else {
    request.risk = RiskContextWithoutDevice(state, config_.product, user, session_id);
  }
  Result<std::vector<onespan::ExtraField>> fields = MappedFields(state, attributes_);
  if (!fields) return tl::unexpected(std::move(fields.error()));
  request.extra = *std::move(fields);
  return request;
}

}  // namespace authtree::inline v0::nodes
