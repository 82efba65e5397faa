#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "authtree/core/result.h"

namespace authtree::inline v0::simulator {

/// What the device claims to be. The service answers it as `deviceType`.
enum class DigipassPlatform : std::uint8_t { kHardware, kIos, kAndroid };

/// How a virtual Digipass is made and where it goes wrong.
struct DigipassConfig {
  DigipassPlatform platform = DigipassPlatform::kHardware;
  int device_code_length = 10;  ///< 10 or 26 digits
  int signature_length = 6;     ///< 6 to 16 digits
  std::string device_id = {};   ///< 5 digits, or 12 for the long code; random when empty
  int wrong_device_codes = 0;   ///< so many device codes, the first ones, are wrong
  int wrong_signatures = 0;     ///< so many signatures, the first ones, are wrong
};

/// What a device shows after it read a picture.
struct DigipassReading {
  enum class Kind : std::uint8_t {
    kDeviceCode,  ///< after Activation Message 1
    kSignature,   ///< after Activation Message 2
  };
  Kind kind = Kind::kDeviceCode;
  std::string title;   ///< the line above the code: "Device code"
  std::string serial;  ///< license or instance the code is for: "VDS1000001", "VDS1000001-1"
  std::string code;    ///< what the user types into the web page; for that user's eyes only
};

/// A device in software that reads pictures the way a Digipass with a camera does, with the project's own
/// scheme (see the scheme's description in the simulator's sources). It is no real Digipass and works with
/// the simulated service only. All it ever learns from the service is in the pixels.
///
/// It remembers what it has read: the license key of the first picture is needed to understand the second.
/// Not thread safe.
///
/// @code
///   VirtualDigipass device(DigipassConfig{.platform = DigipassPlatform::kAndroid});
///   auto code = device.Scan(first_png);        // code->code goes to add-device
///   auto signature = device.Scan(second_png);  // signature->code goes to activate
/// @endcode
class VirtualDigipass {
 public:
  explicit VirtualDigipass(DigipassConfig config = {});
  VirtualDigipass(VirtualDigipass&&) noexcept;
  VirtualDigipass& operator=(VirtualDigipass&&) noexcept;
  ~VirtualDigipass();

  /// Reads the code in a PNG picture and shows the answer. Scanning a picture again shows the code again.
  /// `ErrorCode::kInvalidInput`: no PNG, no code in it, no activation message in the code, or one for another
  /// device; `ErrorCode::kMissingState`: a second picture whose first one this device has not seen.
  [[nodiscard]] Result<DigipassReading> Scan(std::string_view png);

  /// The digits that tell this device from others.
  [[nodiscard]] const std::string& device_id() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace authtree::inline v0::simulator
