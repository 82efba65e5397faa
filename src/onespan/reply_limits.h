#pragma once

#include <cstddef>

namespace authtree::inline v0::onespan {

/// The longest texts that the service's documentation promises, in characters.
inline constexpr std::size_t kMaxActivationPassword = 4202;
inline constexpr std::size_t kMaxActivationMessage = 4202;
inline constexpr std::size_t kMaxSerialNumber = 13;
inline constexpr std::size_t kMaxRegistrationId = 40;
inline constexpr std::size_t kMaxUserId = 255;
inline constexpr std::size_t kMaxDomain = 255;
/// Not documented; what a name of this kind may sensibly have.
inline constexpr std::size_t kMaxProtocolName = 64;
inline constexpr std::size_t kMaxDeviceType = 64;
inline constexpr std::size_t kMaxStatusName = 64;
inline constexpr std::size_t kMaxRequestId = 64;
inline constexpr std::size_t kMaxChallenge = 64;
inline constexpr std::size_t kMaxOtp = 64;
inline constexpr std::size_t kMaxApplicationName = 255;
/// Messages for a device, an app or a FIDO client. The size of the reply is limited before.
inline constexpr std::size_t kMaxMessage = 200000;

}  // namespace authtree::inline v0::onespan
