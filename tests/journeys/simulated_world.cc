#include "simulated_world.h"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

#include <gtest/gtest.h>

#include "authtree/audit/auditor.h"
#include "authtree/engine/fan_out_observer.h"
#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/nodes/script_nodes.h"
#include "authtree/simulator/in_process_transport.h"

#include "../unit/audit/checking_log.h"

namespace authtree::inline v0::testing_world {
namespace {

std::optional<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

}  // namespace

SimulatedWorld::SimulatedWorld(simulator::ServiceConfig config, const Wrap& wrap, OnCall on_call)
    : service_(std::make_shared<simulator::OneSpanService>(std::move(config), clock_)) {
  static const auto contract =
      testkit::OpenApiContract::Load(AUTHTREE_SOURCE_DIR "/tests/data/onespan-openapi.yaml");
  if (!contract) throw std::runtime_error(contract.error().Describe());
  wire_ = std::make_shared<ContractTransport>(
      std::make_shared<simulator::InProcessTransport>(service_, clock_), *contract);
  std::shared_ptr<const http::Transport> way = wire_;
  if (wrap) way = wrap(std::move(way), clock_);
  const auto location = onespan::ServiceLocation::AtUrl("demo", "https://onespan.test");
  const auto api = onespan::RestApi::Make(
      {.location = *location, .clock = clock_, .on_call = std::move(on_call)}, std::move(way));
  RegisterAmNodes(registry_);
  RegisterScriptNodes(registry_);
  RegisterOneSpanNodes(registry_, *api);
}

std::shared_ptr<const Journey> SimulatedWorld::Load(std::string_view text) const {
  const LoadedJourneys loaded = LoadJourneys(text, registry_);
  if (loaded.diagnostics.has_errors() || loaded.journeys.size() != 1) {
    throw std::runtime_error(loaded.diagnostics.ToText());
  }
  return loaded.journeys.front();
}

std::shared_ptr<const Journey> SimulatedWorld::LoadExample(const std::string& file) const {
  return Load(ReadSourceFile("examples/journeys/" + file));
}

testkit::JourneyWalker SimulatedWorld::Walk(std::shared_ptr<const Journey> journey) const {
  const auto auditor = audit::Auditor::Make(std::make_shared<audit::testing::CheckingLog>(audit_), clock_,
                                            audit::AuditOptions());
  return {std::move(journey), Engine(clock_, std::make_shared<FanOutObserver>(
                                                 std::vector<std::shared_ptr<Observer>>{log_, *auditor}))};
}

std::vector<Exchange> SimulatedWorld::Calls(std::string_view path_end) const {
  std::vector<Exchange> calls;
  for (const Exchange& exchange : wire_->exchanges()) {
    if (exchange.path.ends_with(path_end)) calls.push_back(exchange);
  }
  return calls;
}

std::string ReadSourceFile(const std::string& path) {
  auto content = ReadFile(std::string(AUTHTREE_SOURCE_DIR) + "/" + path);
  if (!content) throw std::runtime_error("cannot read " + path);
  return std::move(*content);
}

std::optional<std::string> ReadVendorJourney(const std::string& file) {
  return ReadFile(std::string(AUTHTREE_SOURCE_DIR) + "/../shared/journeys/" + file);
}

}  // namespace authtree::inline v0::testing_world
