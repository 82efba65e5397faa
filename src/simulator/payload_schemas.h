#pragma once

#include "field_rules.h"
#include "field_syntax.h"

namespace authtree::inline v0::simulator {

// The payloads and parameters of the operations, with the limits of the API description.

extern const Schema kRegisterUserInputEx;
extern const Schema kAdaptiveRegisterUserInput;
extern const Schema kUnregisterUserInputEx;
extern const Schema kAdaptiveUnregisterUserInput;
extern const Schema kAddDeviceInput;
extern const Schema kActivationInput;
extern const Schema kCheckActivationStatusInput;
extern const Schema kRenderInput;

// account_schemas.cc
extern const Schema kRegistrationInput;
extern const Schema kCreateUserInput;
extern const Schema kUpdateUserInput;
extern const Schema kAssignUserInput;
extern const Schema kAssignAuthenticatorInput;
extern const Schema kGenerateVotpInput;
extern const Schema kFidoRegistrationRequestInput;
extern const Schema kFidoRegistrationResponse;
extern const Schema kFidoAuthenticationRequestInput;
extern const Schema kOrchestrationCommand;

// authentication_schemas.cc
extern const Schema kLoginInput;
extern const Schema kAdaptiveLoginInput;
extern const Schema kAdaptiveEventValidationInput;
extern const Schema kTransactionValidationInput;
extern const Schema kAdaptiveTransactionValidationInput;
extern const Schema kTransactionInput;
extern const Schema kGenerateChallengeInput;
extern const Schema kGenerateSecureChallengeInput;
extern const Schema kGenerateSigningRequestInput;

extern const FieldRule kRiskAnalyticsEnvironment;  ///< header
extern const FieldRule kRegistrationId;            ///< path segment
extern const FieldRule kRequestId;                 ///< path segment
extern const FieldRule kLicenseSerial;             ///< path segment
extern const FieldRule kAnySerial;                 ///< path segment
extern const FieldRule kQueryMessage;
extern const FieldRule kQueryFormat;
extern const FieldRule kQuerySerial;
extern const FieldRule kQueryDomain;
extern const FieldRule kQueryType;
extern const FieldRule kQueryDescription;

inline constexpr int kMaxPageSize = 100;
inline constexpr int kDefaultPageSize = 20;
inline constexpr int kMinImageSize = 35;
inline constexpr int kMaxImageSize = 700;
inline constexpr int kDefaultImageSize = 175;

}  // namespace authtree::inline v0::simulator
