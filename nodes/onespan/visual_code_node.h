#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/onespan/api.h"

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Shows a message as a Cronto image or QR code.
///
/// Sends data only, as three hidden values: the image as a data URI, when it expires, and a field by which
/// the client says that it has shown it. A client that comes back with these leaves by `Next`. The properties
/// about texts, styles and places are for AM's own pages: where the host sends scripts and the journey asks
/// for one, they come as a fourth hidden value, and the script after it.
class VisualCodeNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_VisualCodeNode";
  static constexpr std::string_view kSummary = "Shows a message as a Cronto image or QR code.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"Next", "Error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("Error");
  static constexpr std::array<OutcomeAlias, 1> kAliases{{{"outcome", "Next"}}};

  enum class MessageSource : std::uint8_t { kDemoMobileApp, kCustom };

  struct Config {
    MessageSource message_source = MessageSource::kDemoMobileApp;
    std::string custom_message_key;
    std::string image_id = "ostid_cronto";
    bool render_in_page = true;
    std::string page_element_id = "callbacksPanel";
    onespan::VisualCodeFormat format = onespan::VisualCodeFormat::kCronto;
    std::int64_t image_size = 210;
    std::string alternative_text = "OneSpan TID Cronto Image";
    std::string scan_text = "Please Scan the Visual Code within:";
    std::string scan_style;
    std::string expired_text = "Your Activation Code has been expired!";
    std::string expired_style;
  };
  static ConfigSpec<Config> Spec();
  static void Check(const Config& config, const std::string& place, Diagnostics& diagnostics,
                    const std::shared_ptr<const onespan::Api>& api, PageScripts page_scripts);

  VisualCodeNode(Config config, std::shared_ptr<const onespan::Api> api,
                 PageScripts page_scripts = PageScripts::kNone)
      : config_(std::move(config)), api_(std::move(api)), page_scripts_(page_scripts) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  [[nodiscard]] StateKey<Secret> MessageKey() const;
  [[nodiscard]] StateKey<Secret> ImageKey() const { return {config_.image_id}; }
  [[nodiscard]] bool SendsScript() const;
  [[nodiscard]] std::vector<Callback> Callbacks(Callback image, const std::string& expiry) const;

  Config config_;
  std::shared_ptr<const onespan::Api> api_;
  PageScripts page_scripts_;
};

}  // namespace authtree::inline v0::nodes
