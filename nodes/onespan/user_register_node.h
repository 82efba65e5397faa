#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/node/registry.h"
#include "authtree/onespan/api.h"

#include "attribute_map.h"
#include "onespan_keys.h"
#include "secret_storage.h"

namespace authtree::inline v0::nodes {

/// Registers a user with OneSpan, or takes the registration back.
///
/// A registration leaves in state what the activation goes on with: the activation password, the message for
/// the first visual code, serial, registration id, and when the event expires. How the message is made
/// follows the activation type, what is written does not depend on the product.
class UserRegisterNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_UserRegisterNode";
  static constexpr std::string_view kSummary = "Registers a user with OneSpan, or removes one.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"Success", "Error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("Error");

  enum class Function : std::uint8_t { kRegister, kUnregister };

  struct Config {
    std::string domain = "master";
    onespan::Product product = onespan::Product::kAdaptive;
    Function function = Function::kRegister;
    std::string user_name_key = "username";
    std::string password_key = "password";
    onespan::ActivationType activation = onespan::ActivationType::kOnlineMdl;
    TextMap optional_attributes;
    AttributeDirection attribute_direction = AttributeDirection::kDetect;
    std::int64_t event_expiry_seconds = 60;
    std::string serial_number_key;
    SecretStorage secret_storage = SecretStorage::kShared;
  };
  static ConfigSpec<Config> Spec();
  /// The domain may be one that the environment does not have. `api` may be null: nothing is known then.
  static void Check(const Config& config, const std::string& place, Diagnostics& diagnostics,
                    const std::shared_ptr<const onespan::Api>& api);
  /// A registration lasts as long as its event.
  static std::optional<LifetimeNeed> Lifetime(const Config& config);

  UserRegisterNode(Config config, std::shared_ptr<const onespan::Api> api);

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  [[nodiscard]] Task<Result<Action>> Register(const StepContext& step, std::string user) const;
  [[nodiscard]] Task<Result<Action>> Unregister(const StepContext& step, std::string user) const;

  [[nodiscard]] Result<onespan::RegisterUserRequest> RegisterRequest(const StateView& state,
                                                                     const std::string& user,
                                                                     const std::string& session_id) const;
  [[nodiscard]] Result<onespan::UnregisterUserRequest> UnregisterRequest(const StateView& state,
                                                                         const std::string& user,
                                                                         const std::string& session_id) const;
  [[nodiscard]] Result<Action> Registered(const StepContext& step, const std::string& user,
                                          std::string session_id, onespan::RegisterUserReply reply) const;
  [[nodiscard]] Result<Secret> MessageFor(const StateView& state, const std::string& user,
                                          const Secret& activation_password) const;
  [[nodiscard]] std::string Domain() const;

  Config config_;
  AttributeMap attributes_;
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
