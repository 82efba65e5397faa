#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/onespan/api.h"

#include "attribute_map.h"
#include "authentication_attempt.h"
#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Logs a user in: with a password, a one-time password, a FIDO answer, or by her trusted device.
class UserLoginNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_UserLoginNode";
  static constexpr std::string_view kSummary = "Logs a user in with OneSpan.";
  static constexpr std::array<std::string_view, 4> kOutcomes{"Accept", "Decline", "StepUp", "Error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("Error");

  struct Config {
    std::string domain = "master";
    onespan::Product product = onespan::Product::kAdaptive;
    CredentialsType credentials = CredentialsType::kNone;
    std::string method = "NoPIN";
    std::string user_name_key = "username";
    std::string password_key = "password";
    TextMap optional_attributes;
    AttributeDirection attribute_direction = AttributeDirection::kDetect;
    onespan::OrchestrationDelivery delivery = onespan::OrchestrationDelivery::kBoth;
    std::int64_t timeout_seconds = 60;
    VisualCodeContent visual_code = VisualCodeContent::kSessionId;
    bool sends_request_id = true;
    bool sends_device_data = true;
  };
  static ConfigSpec<Config> Spec();

  UserLoginNode(Config config, std::shared_ptr<const onespan::Api> api);

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  [[nodiscard]] Result<onespan::LoginRequest> Request(const StateView& state, const std::string& user,
                                                      const std::string& session_id) const;

  Config config_;
  AttributeMap attributes_;
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
