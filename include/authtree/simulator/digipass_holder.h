#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/simulator/virtual_digipass.h"

namespace authtree::inline v0::simulator {

/// Somebody with a virtual Digipass: looks at every picture with it, and knows what to type where a journey
/// asks. Not thread safe.
///
/// @code
///   DigipassHolder holder(VirtualDigipass(), "VDS1000001");
///   holder.Look(png);                          // a picture that the journey shows
///   auto code = holder.AnswerTo("deviceCode"); // what goes into the field of that name
/// @endcode
class DigipassHolder {
 public:
  /// What a picture gave: one of the three.
  struct Sight {
    std::optional<DigipassReading> reading;  ///< a code that the device shows
    std::string challenge;                   ///< digits to be typed into it
    std::optional<Secret> offer;             ///< what an online activation tells the user's app
  };

  /// `serial_number` stands on the back of the device; empty for none.
  DigipassHolder(VirtualDigipass device, std::string serial_number);

  /// Looks at the code in a PNG picture. The errors of `VirtualDigipass::Scan`.
  Result<Sight> Look(std::string_view png);

  /// What answers a prompt of that name, told apart without regard to case and punctuation: `deviceCode`,
  /// `signature`, `serialNumber`, `response` and `OTP`, which takes the response to what was last seen when
  /// there is one. Nothing for other prompts, and when the device has nothing to show. One-time passwords
  /// count: each call shows the next one.
  [[nodiscard]] std::optional<Secret> AnswerTo(std::string_view prompt);

  [[nodiscard]] std::optional<Secret> DeviceCode() const { return Noted("devicecode"); }
  [[nodiscard]] std::optional<Secret> Signature() const { return Noted("signature"); }
  [[nodiscard]] std::optional<Secret> SerialNumber() const { return Noted("serialnumber"); }
  [[nodiscard]] std::optional<Secret> OneTimePassword() { return Shown(device_.Otp()); }
  /// To what the last picture asked: a message of the service, or a challenge.
  [[nodiscard]] std::optional<Secret> Response();
  /// The signature over values that are typed into the device.
  [[nodiscard]] std::optional<Secret> SignatureOver(const std::vector<std::string>& values) {
    return Shown(device_.Sign(values));
  }
  /// The code that the device showed last, once more.
  [[nodiscard]] std::optional<Secret> LastCode() const;
  /// What the last picture of an online activation tells the app of that user; nothing when none was for her.
  [[nodiscard]] std::optional<Secret> OfferTo(std::string_view user) const;

  [[nodiscard]] VirtualDigipass& digipass() { return device_; }

 private:
  [[nodiscard]] std::optional<Secret> Noted(std::string_view prompt) const;
  /// The code, remembered as the last one that was shown.
  [[nodiscard]] std::optional<Secret> Shown(Result<Secret> code);

  VirtualDigipass device_;
  std::map<std::string, Secret, std::less<>> noted_;  ///< by the prompt, folded: "devicecode"
  std::string challenge_;                             ///< of the last picture
  std::optional<Secret> last_code_;
  Secret offer_;  ///< the text of the last picture of an online activation
};

/// What kind of code a reading is, by the name of the field it goes into: `deviceCode`, `signature` or
/// `response`.
[[nodiscard]] std::string_view FieldFor(DigipassReading::Kind kind);

}  // namespace authtree::inline v0::simulator
