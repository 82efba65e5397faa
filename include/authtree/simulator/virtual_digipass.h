#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/simulator/requests.h"

namespace authtree::inline v0::simulator {

/// What the device claims to be. The service answers it as `deviceType`.
enum class DigipassPlatform : std::uint8_t { kHardware, kIos, kAndroid };

/// How a virtual Digipass is made and where it goes wrong.
struct DigipassConfig {
  DigipassPlatform platform = DigipassPlatform::kHardware;
  int device_code_length = 10;  ///< 10 or 26 digits
  int signature_length = 6;     ///< digits of every other code, 6 to 16
  std::string device_id = {};   ///< 5 digits, or 12 for the long code; random when empty
  int wrong_device_codes = 0;   ///< so many device codes, the first ones, are wrong
  int wrong_signatures = 0;     ///< so many signatures, the first ones, are wrong
  int wrong_otps = 0;           ///< so many one-time passwords and responses, the first ones, are wrong
};

/// The platform of the app that a user has beside such a device: an app is no hardware.
[[nodiscard]] DigipassPlatform AppPlatform(DigipassPlatform device);

/// What a device shows after it read a picture.
struct DigipassReading {
  enum class Kind : std::uint8_t {
    kDeviceCode,   ///< after Activation Message 1
    kSignature,    ///< after Activation Message 2
    kResponse,     ///< after the message of a login on the secure channel
    kTransaction,  ///< after a signing request; `lines` are what the user signs
  };
  Kind kind = Kind::kDeviceCode;
  std::string title;               ///< the line above the code: "Device code"
  std::string serial;              ///< license or instance the code is for: "VDS1000001", "VDS1000001-1"
  std::string code;                ///< what the user types into the web page; for that user's eyes only
  std::vector<DisplayLine> lines;  ///< what the device shows above the code
};

/// A device in software that reads pictures the way a Digipass with a camera does, with the project's own
/// scheme (see the scheme's description in the simulator's sources). It is no real Digipass and works with
/// the simulated service only. All it ever learns from the service is in the pixels.
///
/// It remembers what it has read: the license key of the first picture is needed to understand the second.
/// Once activated it makes one-time passwords, responses and signatures. Where a function takes the serial of
/// an instance, an empty one stands for the instance that was activated last; `ErrorCode::kMissingState` says
/// that this device holds no such instance. Not thread safe.
///
/// @code
///   VirtualDigipass device(DigipassConfig{.platform = DigipassPlatform::kAndroid});
///   auto code = device.Scan(first_png);        // code->code goes to add-device
///   auto signature = device.Scan(second_png);  // signature->code goes to activate
///   auto otp = device.Otp();                   // goes to a login
/// @endcode
class VirtualDigipass {
 public:
  explicit VirtualDigipass(DigipassConfig config = {});
  VirtualDigipass(VirtualDigipass&&) noexcept;
  VirtualDigipass& operator=(VirtualDigipass&&) noexcept;
  ~VirtualDigipass();

  /// Reads the code in a PNG picture and shows the answer. Scanning a picture again shows the code again.
  /// `ErrorCode::kInvalidInput`: no PNG, no code in it, no message for a device in the code, or one for
  /// another device; `ErrorCode::kMissingState`: a second picture whose first one this device has not seen,
  /// or a message for an instance that it does not hold.
  [[nodiscard]] Result<DigipassReading> Scan(std::string_view png);
  /// The same for a message without its picture, in hexadecimal digits.
  [[nodiscard]] Result<DigipassReading> Read(const Secret& message);

  /// The next one-time password. Each call counts: the service knows the next twenty, and takes none twice.
  [[nodiscard]] Result<Secret> Otp(std::string_view instance = {});
  /// The response to a challenge that the user types in.
  [[nodiscard]] Result<Secret> Response(std::string_view challenge, std::string_view instance = {});
  /// The signature over one to eight values that the user types in.
  [[nodiscard]] Result<Secret> Sign(const std::vector<std::string>& fields, std::string_view instance = {});

  /// The serials of the instances that this device holds, oldest first.
  [[nodiscard]] std::vector<std::string> instances() const;

  /// The digits that tell this device from others.
  [[nodiscard]] const std::string& device_id() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace authtree::inline v0::simulator
