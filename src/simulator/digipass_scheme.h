#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "authtree/core/secret.h"
#include "authtree/simulator/virtual_digipass.h"

/// The codes and messages that pass between the simulated service and the virtual Digipass.
///
/// This scheme is the project's own and is not the vendor's: only the shapes (hexadecimal messages, digits,
/// lengths) are those of the documented API, and nothing made here works with a real device or a real
/// service. All keys below come from HMAC-SHA256; "tag key" is a constant both sides know, so a tag shows
/// damage, not origin.
///
///   license key    first 16 bytes of HMAC(master secret, "license" serial)
///   AM1            "S" 0x01 | version | serial (10) | flags | license key (16) | tag (8)            = 38
///   bytes
///                  tag: HMAC(tag key, all before). One license always gives the same message.
///   device code    type digit | device id digits | check digits, 1+5+4 = 10 or 1+12+13 = 26 digits
///                  check: HMAC(license key, "device" type, device id) as a decimal number
///   AM2            "S" 0x02 | version | serial (10) | sequence number | masked secret (16) | tag (8) = 38
///   bytes
///                  mask: HMAC(license key, "mask" device id, sequence number)
///                  tag: HMAC(license key, "bind" device id, all before): another device cannot use it
///   signature      HMAC(instance secret, "activate" serial, sequence number) as a decimal number; the first
///   6 to
///                  16 of 16 digits
///
/// Both messages fit the 100 bytes that a hardware device reads.
namespace authtree::inline v0::simulator {

inline constexpr std::size_t kSerialLength = 10;

/// The first digit of a device code.
enum class DeviceType : std::uint8_t { kHardware = 0, kIos = 3, kAndroid = 7 };

[[nodiscard]] DeviceType TypeOf(DigipassPlatform platform);

/// What a device code says about the device.
struct DeviceIdentity {
  DeviceType type = DeviceType::kHardware;
  std::string id;  ///< 5 or 12 digits
};

/// Activation Message 1, taken apart.
struct ActivationMessage1 {
  std::string serial;
  Secret license_key;
};

/// Activation Message 2, taken apart.
struct ActivationMessage2 {
  std::string serial;
  int sequence = 0;
  Secret instance_secret;
};

[[nodiscard]] Secret LicenseKey(const Secret& master_secret, std::string_view serial);

/// `serial` has `kSerialLength` characters.
[[nodiscard]] Secret MakeActivationMessage1(std::string_view serial, const Secret& license_key);
[[nodiscard]] std::optional<ActivationMessage1> ReadActivationMessage1(std::string_view bytes);

/// Digits of the device id in a device code of 10 or 26 digits.
[[nodiscard]] std::size_t DeviceIdLength(std::size_t code_length);

[[nodiscard]] Secret MakeDeviceCode(const Secret& license_key, const DeviceIdentity& device);
/// The device a code stands for, or nothing when the code was not made with that license key.
[[nodiscard]] std::optional<DeviceIdentity> CheckDeviceCode(const Secret& license_key, std::string_view code);

[[nodiscard]] Secret MakeActivationMessage2(const Secret& license_key, const DeviceIdentity& device,
                                            const ActivationMessage2& message);
/// The serial in a message that has the form of an Activation Message 2, so that a device can find its
/// license key.
[[nodiscard]] std::optional<std::string> SerialOfActivationMessage2(std::string_view bytes);
[[nodiscard]] std::optional<ActivationMessage2> ReadActivationMessage2(const Secret& license_key,
                                                                       const DeviceIdentity& device,
                                                                       std::string_view bytes);

/// `length` is 6 to 16.
[[nodiscard]] Secret MakeSignature(const Secret& instance_secret, std::string_view serial, int sequence,
                                   std::size_t length);
[[nodiscard]] bool CheckSignature(const Secret& instance_secret, std::string_view serial, int sequence,
                                  std::string_view signature);

}  // namespace authtree::inline v0::simulator
