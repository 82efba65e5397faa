#include <string>
#include <utility>

#include "authtree/onespan/rest_api.h"

#include "orchestration_messages.h"
#include "registration_messages.h"
#include "rest_perform.h"
#include "user_messages.h"
#include "visual_code_messages.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kPng = "image/png";

auto RegistrationReader(ActivationType type) {
  switch (type) {
    case ActivationType::kOnlineMdl:
      return &ReadOnlineRegistration;
    case ActivationType::kOfflineMdl:
      return &ReadOfflineRegistration;
    case ActivationType::kFido:
      return &ReadFidoRegistration;
  }
  return &ReadOnlineRegistration;
}

}  // namespace

Task<Result<RegisterUserReply>> RestApi::RegisterUser(CallContext call, RegisterUserRequest request) const {
  return Post<RegisterUserReply>(Operation::kRegisterUser, call, base_.Segment("users").Segment("register"),
                                 RegisterUserBody(request, options_.application_ref),
                                 RegistrationReader(request.activation()));
}

Task<Result<UnregisterUserReply>> RestApi::UnregisterUser(CallContext call,
                                                          UnregisterUserRequest request) const {
  return Post<UnregisterUserReply>(
      Operation::kUnregisterUser, call, UserUrl(request.user()).Segment("unregister"),
      UnregisterUserBody(request, options_.application_ref), &ReadUnregistration);
}

Task<Result<StartRegistrationReply>> RestApi::StartRegistration(CallContext call,
                                                                StartRegistrationRequest request) const {
  return Post<StartRegistrationReply>(Operation::kStartRegistration, call, base_.Segment("registrations"),
                                      StartRegistrationBody(request), &ReadStartedRegistration);
}

Task<Result<AddDeviceReply>> RestApi::AddDevice(CallContext call, AddDeviceRequest request) const {
  return Post<AddDeviceReply>(
      Operation::kAddDevice, call,
      base_.Segment("registrations").Segment(request.registration_id()).Segment("add-device"),
      AddDeviceBody(request), &ReadAddedDevice);
}

Task<Result<ActivateDeviceReply>> RestApi::ActivateDevice(CallContext call,
                                                          ActivateDeviceRequest request) const {
  return Post<ActivateDeviceReply>(
      Operation::kActivateDevice, call,
      base_.Segment("registrations").Segment(request.registration_id()).Segment("activate"),
      ActivateDeviceBody(request), &ReadActivatedDevice);
}

Task<Result<CheckActivationReply>> RestApi::CheckActivation(CallContext call,
                                                            CheckActivationRequest request) const {
  return Post<CheckActivationReply>(Operation::kCheckActivation, call,
                                    base_.Segment("registrations").Segment("check-status"),
                                    CheckActivationBody(request), &ReadActivationStatus);
}

Task<Result<OrchestrationReply>> RestApi::RelayCommand(CallContext call, OrchestrationRequest request) const {
  return Post<OrchestrationReply>(Operation::kRelayCommand, call, base_.Segment("orchestration-commands"),
                                  OrchestrationBody(request), &ReadCommand);
}

Task<Result<VisualCodeImage>> RestApi::RenderVisualCode(CallContext call,
                                                        RenderVisualCodeRequest request) const {
  constexpr Operation kOperation = Operation::kRenderVisualCode;
  const OperationTraits& traits = TraitsOf(kOperation);
  const http::Url url = base_.Segment("visualcodes").Segment("render");
  if (options_.render_method == RenderMethod::kGet) {
    auto address = RenderVisualCodeUrl(url, request);
    if (!address) co_return tl::unexpected(Routed(kOperation, std::move(address.error())));
    http::Request fetch = http::Request(http::Method::kGet, *std::move(address), traits.route)
                              .WithHeader("Accept", std::string(kPng))
                              .WithResend(traits.resend);
    co_return co_await Perform<VisualCodeImage>(kOperation, call, std::move(fetch), &ReadVisualCode);
  }
  auto body = RenderVisualCodeBody(request);
  if (!body) co_return tl::unexpected(Routed(kOperation, std::move(body.error())));
  http::Request outgoing = http::Request(http::Method::kPost, url, traits.route)
                               .WithHeader("Accept", std::string(kPng))
                               .WithBody(std::string(kJson), *std::move(body))
                               .WithResend(traits.resend);
  co_return co_await Perform<VisualCodeImage>(kOperation, call, std::move(outgoing), &ReadVisualCode);
}

}  // namespace authtree::inline v0::onespan
