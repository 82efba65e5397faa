#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/onespan/api.h"

#include "attribute_map.h"
#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Has a one-time password of the user's virtual authenticator sent to the user.
class VdpGenerateVotpNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_VDPGenerateVOTPNode";
  static constexpr std::string_view kSummary = "Has a one-time password sent to the user.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"success", "error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("error");

  enum class Delivery : std::uint8_t { kEmail, kSms, kVoice, kResponse, kDefault };

  struct Config {
    std::string domain = "master";
    std::string user_name_key = "username";
    Delivery delivery = Delivery::kEmail;
    TextMap optional_attributes{{"emailAddress", "emailAddress"}};
    AttributeDirection attribute_direction = AttributeDirection::kDetect;
  };
  static ConfigSpec<Config> Spec();

  VdpGenerateVotpNode(Config config, std::shared_ptr<const onespan::Api> api);

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  /// The first virtual authenticator of the user that makes one-time passwords.
  [[nodiscard]] Task<Result<onespan::GenerateVirtualOtpRequest>> Request(CallContext call,
                                                                         onespan::UserId user) const;

  Config config_;
  AttributeMap attributes_;
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
