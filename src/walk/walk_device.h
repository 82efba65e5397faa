#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "authtree/core/secret.h"
#include "authtree/simulator/virtual_digipass.h"
#include "authtree/walk/walk_file.h"

namespace authtree::inline v0::walk {

/// The virtual Digipass of a walk: it looks at every picture, and shows what a person would type.
class WalkDevice {
 public:
  /// `serial_number` stands on its back; empty for none.
  WalkDevice(simulator::VirtualDigipass device, const std::string& serial_number);

  /// Looks at the code in a PNG picture. What is not for it is passed over.
  void Scan(const std::string& png);
  /// What it shows for an answer to the prompt of that name; nothing when it has nothing to show. One-time
  /// passwords count: each call shows the next one.
  [[nodiscard]] std::optional<Secret> Show(const WalkAnswer& answer, std::string_view prompt);
  /// What the last picture of an online activation tells the app of that user; nothing when none was for her.
  [[nodiscard]] std::optional<Secret> OfferTo(std::string_view user) const;
  [[nodiscard]] simulator::VirtualDigipass& digipass() { return device_; }

 private:
  [[nodiscard]] std::optional<Secret> ByPrompt(std::string_view prompt);
  /// To what the last picture asked: a message of the service, or a challenge.
  [[nodiscard]] std::optional<Secret> Response();
  [[nodiscard]] std::optional<Secret> Noted(std::string_view reading) const;
  [[nodiscard]] std::optional<Secret> LastCode() const;
  /// The code, remembered as the last one that was shown.
  [[nodiscard]] std::optional<Secret> Shown(Result<Secret> code);

  simulator::VirtualDigipass device_;
  std::map<std::string, std::string, std::less<>> readings_;  ///< by what asks for them: "devicecode"
  std::string challenge_;  ///< the digits of the last picture, when it held a challenge
  std::string last_code_;
  std::string offer_;  ///< the text of the last picture of an online activation
};

}  // namespace authtree::inline v0::walk
