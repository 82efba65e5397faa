#include "authtree/onespan/api.h"

#include <type_traits>

#include "authtree/core/text.h"

namespace authtree::inline v0::onespan {

// g++ 12 destroys an aggregate temporary in a co_await statement twice: no parameter of a call may be one.
static_assert(!std::is_aggregate_v<CallContext>);
static_assert(!std::is_aggregate_v<UserId>);
static_assert(!std::is_aggregate_v<RiskContext>);
static_assert(!std::is_aggregate_v<OtpCredential>);
static_assert(!std::is_aggregate_v<PassKeyCredential>);
static_assert(!std::is_aggregate_v<FidoCredential>);
static_assert(!std::is_aggregate_v<FidoTransaction>);
static_assert(!std::is_aggregate_v<StandardTransaction>);
static_assert(!std::is_aggregate_v<SecureChannelTransaction>);
static_assert(!std::is_aggregate_v<MessageTransaction>);
static_assert(!std::is_aggregate_v<DisplayField>);
static_assert(!std::is_aggregate_v<CryptoApplication>);
static_assert(!std::is_aggregate_v<ActivateDeviceRequest>);
static_assert(!std::is_aggregate_v<ActivationMessageRequest>);
static_assert(!std::is_aggregate_v<AddDeviceRequest>);
static_assert(!std::is_aggregate_v<AssignAuthenticatorRequest>);
static_assert(!std::is_aggregate_v<AssignUserRequest>);
static_assert(!std::is_aggregate_v<CheckActivationRequest>);
static_assert(!std::is_aggregate_v<CheckSessionRequest>);
static_assert(!std::is_aggregate_v<CreateUserRequest>);
static_assert(!std::is_aggregate_v<FidoAuthenticationRequest>);
static_assert(!std::is_aggregate_v<FidoRegistrationRequest>);
static_assert(!std::is_aggregate_v<GenerateChallengeRequest>);
static_assert(!std::is_aggregate_v<GenerateVirtualOtpRequest>);
static_assert(!std::is_aggregate_v<InsertTransactionRequest>);
static_assert(!std::is_aggregate_v<LoginRequest>);
static_assert(!std::is_aggregate_v<OrchestrationRequest>);
static_assert(!std::is_aggregate_v<QueryAuthenticatorsRequest>);
static_assert(!std::is_aggregate_v<RegisterFidoDeviceRequest>);
static_assert(!std::is_aggregate_v<RegisterUserRequest>);
static_assert(!std::is_aggregate_v<RenderVisualCodeRequest>);
static_assert(!std::is_aggregate_v<SecureChallengeRequest>);
static_assert(!std::is_aggregate_v<SigningRequest>);
static_assert(!std::is_aggregate_v<StartRegistrationRequest>);
static_assert(!std::is_aggregate_v<UnregisterUserRequest>);
static_assert(!std::is_aggregate_v<UpdateUserRequest>);
static_assert(!std::is_aggregate_v<ValidateEventRequest>);
static_assert(!std::is_aggregate_v<ValidateTransactionRequest>);
static_assert(!std::is_aggregate_v<ViewUserRequest>);

std::string_view ActivationTypeName(ActivationType type) {
  switch (type) {
    case ActivationType::kOnlineMdl:
      return "onlineMDL";
    case ActivationType::kOfflineMdl:
      return "offlineMDL";
    case ActivationType::kFido:
      return "fido";
  }
  return {};
}

std::string_view SessionStatusName(SessionStatus status) {
  switch (status) {
    case SessionStatus::kUnknown:
      return "unknown";
    case SessionStatus::kPending:
      return "pending";
    case SessionStatus::kAccepted:
      return "accepted";
    case SessionStatus::kRefused:
      return "refused";
    case SessionStatus::kTimeout:
      return "timeout";
    case SessionStatus::kFailed:
      return "failed";
  }
  return {};
}

std::string_view FidoProtocolName(FidoProtocol protocol) {
  switch (protocol) {
    case FidoProtocol::kUaf11:
      return "UAF11";
    case FidoProtocol::kFido2:
      return "FIDO2";
  }
  return {};
}

std::optional<FidoProtocol> ParseFidoProtocol(std::string_view name) {
  for (const FidoProtocol protocol : {FidoProtocol::kUaf11, FidoProtocol::kFido2}) {
    if (EqualsIgnoringCase(name, FidoProtocolName(protocol))) return protocol;
  }
  return std::nullopt;
}

std::string_view VirtualOtpDeliveryName(VirtualOtpDelivery delivery) {
  switch (delivery) {
    case VirtualOtpDelivery::kDefault:
      return "Default";
    case VirtualOtpDelivery::kSms:
      return "SMS";
    case VirtualOtpDelivery::kEmail:
      return "Email";
    case VirtualOtpDelivery::kVoice:
      return "Voice";
  }
  return {};
}

std::string_view VirtualOtpChannelName(VirtualOtpChannel channel) {
  switch (channel) {
    case VirtualOtpChannel::kEmail:
      return "Email";
    case VirtualOtpChannel::kSms:
      return "SMS";
    case VirtualOtpChannel::kVoice:
      return "Voice";
    case VirtualOtpChannel::kResponse:
      return "Response";
  }
  return {};
}

}  // namespace authtree::inline v0::onespan
