#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/engine/journey.h"
#include "authtree/onespan/api.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/simulator/onespan_service.h"
#include "authtree/testkit/journey_walker.h"
#include "authtree/testkit/manual_clock.h"

#include "../unit/audit/memory_log.h"
#include "contract_transport.h"

namespace authtree::inline v0::testing_world {

/// Everything a journey needs, in one process and on a clock of the test's own: the node packs, the client,
/// and the simulated service behind a transport that checks the contract.
class SimulatedWorld {
 public:
  /// Puts something between the client and the service, outside of what checks the contract.
  using Wrap = std::function<std::shared_ptr<const http::Transport>(std::shared_ptr<const http::Transport>,
                                                                    std::shared_ptr<testkit::ManualClock>)>;

  /// Is told of every call of the client.
  using OnCall = std::function<void(const onespan::CallRecord&)>;

  explicit SimulatedWorld(simulator::ServiceConfig config = {}, const Wrap& wrap = nullptr,
                          OnCall on_call = nullptr);

  /// Reads a journey; a finding that is an error ends the test.
  [[nodiscard]] std::shared_ptr<const Journey> Load(std::string_view text) const;
  /// A journey of examples/journeys.
  [[nodiscard]] std::shared_ptr<const Journey> LoadExample(const std::string& file) const;

  [[nodiscard]] testkit::JourneyWalker Walk(std::shared_ptr<const Journey> journey) const;

  [[nodiscard]] const std::shared_ptr<testkit::ManualClock>& clock() const { return clock_; }
  [[nodiscard]] simulator::OneSpanService& service() { return *service_; }
  [[nodiscard]] const ContractTransport& wire() const { return *wire_; }
  [[nodiscard]] const testkit::StepLog& log() const { return *log_; }
  [[nodiscard]] const NodeRegistry& registry() const { return registry_; }
  /// The audit events of all walks. One that is not of the documented shape fails the test.
  [[nodiscard]] const audit::testing::MemoryLog& audit() const { return *audit_; }

  /// The exchanges whose path ends so.
  [[nodiscard]] std::vector<Exchange> Calls(std::string_view path_end) const;

 private:
  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  std::shared_ptr<simulator::OneSpanService> service_;
  std::shared_ptr<ContractTransport> wire_;
  std::shared_ptr<testkit::StepLog> log_ = std::make_shared<testkit::StepLog>();
  std::shared_ptr<audit::testing::MemoryLog> audit_ = std::make_shared<audit::testing::MemoryLog>();
  NodeRegistry registry_;
};

/// The text of a file of this checkout.
[[nodiscard]] std::string ReadSourceFile(const std::string& path);

/// A journey export of the node pack's vendor, from outside this checkout. Nothing when it is not there; CI
/// counts that as a failure, elsewhere the test is skipped.
[[nodiscard]] std::optional<std::string> ReadVendorJourney(const std::string& file);

/// Skips the test, or fails it in CI.
#define AUTHTREE_VENDOR_JOURNEY_OR_SKIP(variable, file)                                           \
  const std::optional<std::string> variable = ::authtree::testing_world::ReadVendorJourney(file); \
  if (!variable) {                                                                                \
    if (std::getenv("CI") != nullptr) FAIL() << "the vendor's journey " << file << " is missing"; \
    GTEST_SKIP() << "the vendor's journey " << file << " is not here";                            \
  }

}  // namespace authtree::inline v0::testing_world
