#include "authtree/node/well_known_keys.h"

#include <algorithm>
#include <array>

namespace authtree::inline v0::keys {

bool IsSecret(std::string_view name) {
  static constexpr std::array<std::string_view, 13> kSecretNames{
      "OTP",        "PIN",         "activationMessage2", "activationPassword",       "authenticationResponse",
      "deviceCode", "newPassword", "oneTimePassword",    "ostid_activationPassword", "ostid_cronto_msg",
      "password",   "signature",   "staticPassword",
  };
  static_assert(std::is_sorted(kSecretNames.begin(), kSecretNames.end()));
  return std::binary_search(kSecretNames.begin(), kSecretNames.end(), name);
}

}  // namespace authtree::inline v0::keys
