#include "authtree/testkit/fake_onespan_api.h"

namespace authtree::inline v0::testkit {

Task<Result<onespan::RegisterUserReply>> FakeOneSpanApi::RegisterUser(
    CallContext call, onespan::RegisterUserRequest request) const {
  co_return register_user.Take(call, std::move(request));
}

Task<Result<onespan::UnregisterUserReply>> FakeOneSpanApi::UnregisterUser(
    CallContext call, onespan::UnregisterUserRequest request) const {
  co_return unregister_user.Take(call, std::move(request));
}

Task<Result<onespan::AddDeviceReply>> FakeOneSpanApi::AddDevice(CallContext call,
                                                                onespan::AddDeviceRequest request) const {
  co_return add_device.Take(call, std::move(request));
}

Task<Result<onespan::ActivateDeviceReply>> FakeOneSpanApi::ActivateDevice(
    CallContext call, onespan::ActivateDeviceRequest request) const {
  co_return activate_device.Take(call, std::move(request));
}

Task<Result<onespan::CheckActivationReply>> FakeOneSpanApi::CheckActivation(
    CallContext call, onespan::CheckActivationRequest request) const {
  co_return check_activation.Take(call, std::move(request));
}

Task<Result<onespan::VisualCodeImage>> FakeOneSpanApi::RenderVisualCode(
    CallContext call, onespan::RenderVisualCodeRequest request) const {
  co_return render_visual_code.Take(call, std::move(request));
}

}  // namespace authtree::inline v0::testkit
