#include "authtree/onespan/operation.h"

#include <array>

#include "operation_traits.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr std::array<OperationTraits, 6> kOperations{{
    {Operation::kRegisterUser, "register_user", "/v1/users/register", http::Resend::kNever},
    {Operation::kUnregisterUser, "unregister_user", "/v1/users/{userID@domain}/unregister",
     http::Resend::kIfUnsent},
    {Operation::kAddDevice, "add_device", "/v1/registrations/{registrationID}/add-device",
     http::Resend::kNever},
    {Operation::kActivateDevice, "activate_device", "/v1/registrations/{registrationID}/activate",
     http::Resend::kNever},
    {Operation::kCheckActivation, "check_activation", "/v1/registrations/check-status", http::Resend::kSafe},
    {Operation::kRenderVisualCode, "render_visual_code", "/v1/visualcodes/render", http::Resend::kSafe},
}};

constexpr bool InOrder() {
  for (std::size_t i = 0; i < kOperations.size(); ++i) {
    if (static_cast<std::size_t>(kOperations[i].operation) != i) return false;
  }
  return true;
}
static_assert(InOrder());

}  // namespace

const OperationTraits& TraitsOf(Operation operation) {
  return kOperations[static_cast<std::size_t>(operation)];
}

std::string_view OperationName(Operation operation) { return TraitsOf(operation).name; }

}  // namespace authtree::inline v0::onespan
