#pragma once

#include <array>
#include <string>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/nodes/onespan_nodes.h"

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Collects the device fingerprint (CDDC) from the client.
///
/// Sends two hidden values, for the JSON that the client's collector makes and for its hash. An untouched or
/// empty field, or one that holds no JSON object, means that there is no fingerprint: the keys are removed,
/// and steps that need one say so. The hash that is kept is computed here, whatever the client sent. Where
/// the host sends scripts and the journey asks for them, one that fills the two comes after them.
class CddcNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "OS_Risk_CDDCNode";
  static constexpr std::string_view kSummary = "Collects the device fingerprint from the client.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};

  struct Config {
    bool fixed_ids = true;
    std::string json_id = "ostid_cddc_json";
    std::string hash_id = "ostid_cddc_hash";
  };
  static ConfigSpec<Config> Spec();

  explicit CddcNode(Config config, PageScripts page_scripts = PageScripts::kNone);

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override;

 private:
  bool sends_script_;
  std::string json_id_;
  std::string hash_id_;
};

}  // namespace authtree::inline v0::nodes
