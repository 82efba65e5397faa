#pragma once

#include <cstdint>
#include <string_view>

namespace authtree::inline v0::onespan {

/// The operations of the service that this library calls.
enum class Operation : std::uint8_t {
  kRegisterUser,
  kUnregisterUser,
  kAddDevice,
  kActivateDevice,
  kCheckActivation,
  kRenderVisualCode,
  kStartRegistration,
  kLogin,
  kValidateEvent,
  kValidateTransaction,
  kCheckSession,
  kGenerateChallenge,
  kGenerateSecureChallenge,
  kGenerateSigningRequest,
  kRequestFidoRegistration,
  kRegisterFidoDevice,
  kRequestFidoAuthentication,
  kViewUser,
  kCreateUser,
  kUpdateUser,
  kAssignUser,
  kQueryAuthenticators,
  kAssignAuthenticator,
  kGenerateVirtualOtp,
  kGenerateActivationMessage,
  kInsertTransaction,
  kRelayCommand,
};

/// The stable spelling of an operation, as written to logs and metrics: "register_user".
[[nodiscard]] std::string_view OperationName(Operation operation);

}  // namespace authtree::inline v0::onespan
