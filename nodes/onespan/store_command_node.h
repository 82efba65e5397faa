#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "authtree/http/message.h"
#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/onespan/api.h"

#include "command_template.h"
#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Sends the command for the user's app to a system of the host's own, from where the app fetches it.
class StoreCommandNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Sample_StoreCommandNode";
  static constexpr std::string_view kSummary =
      "Stores the command for the user's app where the app fetches it.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"Success", "Error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("Error");

  struct Config {
    std::string url;
    TextMap placeholders;
    TextMap headers;
    http::Method method = http::Method::kPost;
  };
  static ConfigSpec<Config> Spec();
  /// The host must be one that may be called. Without a transport nothing is known of it.
  static void Check(const Config& config, const std::string& place, Diagnostics& diagnostics,
                    const std::shared_ptr<const onespan::Api>& api, const CommandStorage& storage);

  StoreCommandNode(Config config, std::shared_ptr<const onespan::Api> api, CommandStorage storage);

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  [[nodiscard]] Result<http::Request> Request(const StateView& state) const;
  [[nodiscard]] Result<std::string> ValueOf(std::string_view placeholder, const StateView& state) const;

  Config config_;
  std::optional<CommandTemplate> url_;  ///< nothing when the property is no URL
  std::shared_ptr<const onespan::Api> api_;
  CommandStorage storage_;
};

}  // namespace authtree::inline v0::nodes
