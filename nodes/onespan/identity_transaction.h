#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "authtree/core/json.h"
#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/node/config_spec.h"
#include "authtree/node/state.h"

namespace authtree::inline v0::nodes {

/// What the request says about the user.
enum class IdentityPayload : std::uint8_t {
  kUserOfState,  ///< names, phone number and address of the state's user
  kUsers,        ///< the state's own body, with the settings of the properties over it
  kWhole,        ///< the state's own body as it is
};

/// The properties of an identity verification.
struct IdentitySettings {
  Secret token;
  std::string url;
  std::string tenant;
  std::string workflow;
  std::string brand;
  std::string language = "en";
  std::string role = "Customer";
  std::string fail_url;
  std::string pass_url;
  std::string timeout_url;
  std::string error_url;
  std::string default_url;
  IdentityPayload payload = IdentityPayload::kUserOfState;

  [[nodiscard]] static ConfigSpec<IdentitySettings> Spec();
};

/// Body of the request that begins a verification. `kMissingState` and `kInvalidInput` name the key of the
/// state that is absent or is no JSON object.
[[nodiscard]] Result<Secret> IdentityTransactionBody(const IdentitySettings& settings, const StateView& state,
                                                     const std::string& opaque_id);

/// Whether a text can be the id of a transaction: letters, digits, hyphens and underscores.
[[nodiscard]] bool IsTransactionId(std::string_view text);

}  // namespace authtree::inline v0::nodes
