#include "authtree/onespan/operation.h"

#include <array>

#include "operation_traits.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr std::array<OperationTraits, 27> kOperations{{
    {Operation::kRegisterUser, "register_user", "/v1/users/register", http::Resend::kNever, true},
    {Operation::kUnregisterUser, "unregister_user", "/v1/users/{userID@domain}/unregister",
     http::Resend::kIfUnsent, true},
    {Operation::kAddDevice, "add_device", "/v1/registrations/{registrationID}/add-device",
     http::Resend::kNever, false},
    {Operation::kActivateDevice, "activate_device", "/v1/registrations/{registrationID}/activate",
     http::Resend::kNever, false},
    {Operation::kCheckActivation, "check_activation", "/v1/registrations/check-status", http::Resend::kSafe,
     false},
    {Operation::kRenderVisualCode, "render_visual_code", "/v1/visualcodes/render", http::Resend::kSafe,
     false},
    {Operation::kStartRegistration, "start_registration", "/v1/registrations", http::Resend::kNever, false},
    {Operation::kLogin, "login", "/v1/users/{userID@domain}/login", http::Resend::kNever, true},
    {Operation::kValidateEvent, "validate_event", "/v1/users/{userID@domain}/events/validate",
     http::Resend::kNever, true},
    {Operation::kValidateTransaction, "validate_transaction",
     "/v1/users/{userID@domain}/transactions/validate", http::Resend::kNever, true},
    {Operation::kCheckSession, "check_session", "/v1/sessions/{requestID}", http::Resend::kSafe, false},
    {Operation::kGenerateChallenge, "generate_challenge", "/v1/users/{userID@domain}/generate-challenge",
     http::Resend::kSafe, false},
    {Operation::kGenerateSecureChallenge, "generate_secure_challenge",
     "/v1/users/{userID@domain}/generate-secure-challenge", http::Resend::kSafe, false},
    {Operation::kGenerateSigningRequest, "generate_signing_request",
     "/v1/users/{userID@domain}/generate-signing-request", http::Resend::kSafe, false},
    {Operation::kRequestFidoRegistration, "request_fido_registration",
     "/v1/users/{userID@domain}/generate-fido-registration-request", http::Resend::kSafe, false},
    {Operation::kRegisterFidoDevice, "register_fido_device", "/v1/users/{userID@domain}/register-fido-device",
     http::Resend::kNever, false},
    {Operation::kRequestFidoAuthentication, "request_fido_authentication",
     "/v1/users/{userID@domain}/generate-fido-authentication-request", http::Resend::kSafe, false},
    {Operation::kViewUser, "view_user", "/v1/users/{userID@domain}", http::Resend::kSafe, false},
    {Operation::kCreateUser, "create_user", "/v1/users/{userID@domain}", http::Resend::kIfUnsent, false},
    {Operation::kUpdateUser, "update_user", "/v1/users/{userID@domain}", http::Resend::kIfUnsent, false},
    {Operation::kAssignUser, "assign_user", "/v1/users/{userID@domain}/assign", http::Resend::kIfUnsent,
     false},
    {Operation::kQueryAuthenticators, "query_authenticators", "/v1/authenticators", http::Resend::kSafe,
     false},
    {Operation::kAssignAuthenticator, "assign_authenticator", "/v1/authenticators/{serialNumber}/assign",
     http::Resend::kIfUnsent, false},
    {Operation::kGenerateVirtualOtp, "generate_virtual_otp",
     "/v1/authenticators/{serialNumber}/applications/{applName}/generate-votp", http::Resend::kNever, false},
    {Operation::kGenerateActivationMessage, "generate_activation_message",
     "/v1/authenticators/{serialNumber}/generate-activation-message", http::Resend::kSafe, false},
    {Operation::kInsertTransaction, "insert_transaction", "/v1/transactions", http::Resend::kNever, true},
    {Operation::kRelayCommand, "relay_command", "/v1/orchestration-commands", http::Resend::kNever, false},
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
