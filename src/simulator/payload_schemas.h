#pragma once

#include "field_rules.h"

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

extern const FieldRule kRiskAnalyticsEnvironment;  ///< header
extern const FieldRule kRegistrationId;            ///< path segment
extern const FieldRule kQueryMessage;
extern const FieldRule kQueryFormat;

inline constexpr int kMinImageSize = 35;
inline constexpr int kMaxImageSize = 700;
inline constexpr int kDefaultImageSize = 175;

/// Three of A-Z and 0-9, then seven digits.
[[nodiscard]] bool IsLicenseSerial(std::string_view text);

}  // namespace authtree::inline v0::simulator
