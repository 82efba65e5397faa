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

/// Lets Intelligent Adaptive Authentication judge an event that moves no money. There is no such operation of
/// the cloud product.
class ValidateEventNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_ValidateEventNode";
  static constexpr std::string_view kSummary = "Has an event judged by the risk engine (IAA only).";
  static constexpr std::array<std::string_view, 4> kOutcomes{"Accept", "Decline", "StepUp", "Error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("Error");

  enum class EventSource : std::uint8_t { kConfigured, kState };

  struct Config {
    std::string domain = "master";
    EventSource event_source = EventSource::kConfigured;
    std::string event_type;
    std::string event_type_key;
    CredentialsType credentials = CredentialsType::kNone;
    std::string method = "NoPIN";
    std::string user_name_key = "username";
    std::string password_key = "password";
    TextMap optional_attributes;
    AttributeDirection attribute_direction = AttributeDirection::kDetect;
    onespan::OrchestrationDelivery delivery = onespan::OrchestrationDelivery::kBoth;
    std::int64_t timeout_seconds = 60;
    VisualCodeContent visual_code = VisualCodeContent::kSessionId;
  };
  static ConfigSpec<Config> Spec();

  ValidateEventNode(Config config, std::shared_ptr<const onespan::Api> api);

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  [[nodiscard]] Result<std::string> EventType(const StateView& state) const;
  [[nodiscard]] Result<onespan::ValidateEventRequest> Request(const StateView& state, const std::string& user,
                                                              const std::string& session_id) const;

  Config config_;
  AttributeMap attributes_;
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
