#include "calling_journey.h"

#include <array>
#include <cstdlib>
#include <iostream>
#include <utility>

#include "authtree/nodes/onespan_nodes.h"
#include "authtree/onespan/rest_api.h"

#include "../unit/engine/export_builder.h"

namespace authtree::inline v0::bench {
namespace {

constexpr StateKey<std::string> kRegistrationKey{"ostid_registration_id"};
constexpr StateKey<Secret> kDeviceCodeKey{"deviceCode"};
constexpr std::size_t kMessageDigits = 480;

/// Puts into the state what the call needs.
class SeedNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "BenchSeedNode";
  static constexpr std::string_view kSummary = "Puts into the state what the call needs.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;

  explicit SeedNode(NoConfig /*config*/) {}

  StateContract Contract() const override { return Writes(kRegistrationKey, kDeviceCodeKey); }
  Result<Action> Step(const StepContext& /*step*/) const override {
    return Action::To("outcome")
        .Put(kRegistrationKey, kRegistration)
        .Put(kDeviceCodeKey, Secret(kDeviceCode));
  }
};

}  // namespace

std::shared_ptr<const Journey> MakeCallingJourney(const std::string& base_url,
                                                  std::shared_ptr<const http::Transport> transport) {
  const auto location = onespan::ServiceLocation::AtUrl("demo", base_url).value();
  NodeRegistry registry;
  registry.Register<SeedNode>();
  RegisterOneSpanNodes(registry, onespan::RestApi::Make({.location = location, .call_timeout = kPatience},
                                                        std::move(transport))
                                     .value());
  testing::ExportBuilder builder("Call");
  builder.Node("seed", "BenchSeedNode", {{"outcome", "call"}})
      .Node("call", "OS_Auth_AddDeviceNode", {{"success", testing::kSuccess}, {"error", testing::kFailure}});
  const LoadedJourneys loaded = LoadJourneys(builder.Text(), registry);
  if (std::shared_ptr<const Journey> journey = loaded.Find()) return journey;
  std::cerr << loaded.diagnostics.ToText();
  std::abort();
}

Engine MakePatientEngine() {
  EngineLimits limits;
  limits.round = 2 * kPatience;
  return Engine(SystemClock(), nullptr, limits);
}

std::string AddedDeviceReply() {
  Json reply;
  reply["activationMessage2"] = std::string(kMessageDigits, 'a');
  reply["serialNumber"] = "VDS1000001-1";
  reply["deviceType"] = "ANDROID";
  return DumpJson(reply);
}

}  // namespace authtree::inline v0::bench
