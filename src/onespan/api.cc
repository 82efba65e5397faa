#include "authtree/onespan/api.h"

#include <type_traits>

namespace authtree::inline v0::onespan {

// g++ 12 destroys an aggregate temporary in a co_await statement twice: no parameter of a call may be one.
static_assert(!std::is_aggregate_v<CallContext>);
static_assert(!std::is_aggregate_v<UserId>);
static_assert(!std::is_aggregate_v<RiskContext>);
static_assert(!std::is_aggregate_v<RegisterUserRequest>);
static_assert(!std::is_aggregate_v<UnregisterUserRequest>);
static_assert(!std::is_aggregate_v<AddDeviceRequest>);
static_assert(!std::is_aggregate_v<ActivateDeviceRequest>);
static_assert(!std::is_aggregate_v<CheckActivationRequest>);
static_assert(!std::is_aggregate_v<RenderVisualCodeRequest>);

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

}  // namespace authtree::inline v0::onespan
