#pragma once

#include <memory>

#include "authtree/node/registry.h"
#include "authtree/simulator/onespan_service.h"
#include "authtree/testkit/fake_transport.h"
#include "authtree/testkit/manual_clock.h"

#include "../journeys/contract_transport.h"

namespace authtree::inline v0::conformance {

/// The node pack over the client of the service, as the vendor's tests configure it: their tenant in the
/// sandbox. Commands for apps and verifications of identities go to a transport with a script.
class FactWorld {
 public:
  [[nodiscard]] const NodeRegistry& registry() const { return registry_; }
  [[nodiscard]] const std::shared_ptr<testkit::ManualClock>& clock() const { return clock_; }
  [[nodiscard]] testkit::FakeTransport& commands() { return *commands_; }

 protected:
  FactWorld() = default;
  void Register(std::shared_ptr<const http::Transport> way);

 private:
  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  std::shared_ptr<testkit::FakeTransport> commands_ = std::make_shared<testkit::FakeTransport>();
  NodeRegistry registry_;
};

/// Where the simulated service answers: for what the vendor tests against a live tenant. Every request and
/// reply is held against the service's description.
class LiveWorld final : public FactWorld {
 public:
  explicit LiveWorld(simulator::ServiceConfig config = {});

  [[nodiscard]] const testing_world::ContractTransport& wire() const { return *wire_; }
  /// The last request's body. Empty before the first.
  [[nodiscard]] Json LastBody() const;

 private:
  std::shared_ptr<simulator::OneSpanService> service_;
  std::shared_ptr<testing_world::ContractTransport> wire_;
};

/// Where a script answers, in order: for replies that the service gives rarely or never.
class ScriptedWorld final : public FactWorld {
 public:
  ScriptedWorld() { Register(service_); }

  [[nodiscard]] testkit::FakeTransport& service() { return *service_; }
  /// The last request and its body. Throws `std::out_of_range` before the first.
  [[nodiscard]] testkit::SentRequest LastRequest() const;
  [[nodiscard]] Json LastBody() const;

 private:
  std::shared_ptr<testkit::FakeTransport> service_ = std::make_shared<testkit::FakeTransport>();
};

}  // namespace authtree::inline v0::conformance
