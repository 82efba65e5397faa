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
#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Creates the account of a user who gets one-time passwords sent, or changes it if there is one.
class VdpUserRegisterNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_VDPUserRegisterNode";
  static constexpr std::string_view kSummary =
      "Creates or changes the account of a user who gets one-time passwords sent.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"Success", "Error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("Error");

  enum class Delivery : std::uint8_t { kDefault, kSms, kEmail, kVoice, kResponse };

  struct Config {
    std::string domain = "master";
    std::string user_name_key = "username";
    Delivery delivery = Delivery::kEmail;
    TextMap optional_attributes{{"emailAddress", "emailAddress"}};
    AttributeDirection attribute_direction = AttributeDirection::kDetect;
  };
  static ConfigSpec<Config> Spec();

  VdpUserRegisterNode(Config config, std::shared_ptr<const onespan::Api> api);

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  /// Fills in what a new and a changed account have in common.
  template <class Request>
  [[nodiscard]] Result<Request> Filled(Request request, const StateView& state) const;

  Config config_;
  AttributeMap passwords_;   ///< entries that name the static password
  AttributeMap attributes_;  ///< the others
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
