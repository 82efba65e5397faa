#include "fact_world.h"

#include <stdexcept>
#include <string>
#include <utility>

#include "authtree/nodes/onespan_nodes.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/simulator/in_process_transport.h"

#include "fixture_values.h"

namespace authtree::inline v0::conformance {
namespace {

Json Parsed(const std::string& text) {
  const Result<Json> json = ParseJson(text);
  return json ? *json : Json();
}

}  // namespace

void FactWorld::Register(std::shared_ptr<const http::Transport> way) {
  const auto location =
      onespan::ServiceLocation::ForTenant(std::string(kTenant), *onespan::ParseEnvironment("Sandbox"));
  if (!location) throw std::runtime_error(location.error().Describe());
  onespan::RestApiOptions options{.location = *location};
  options.application_ref = kApplicationRef;
  options.clock = clock_;
  const auto api = onespan::RestApi::Make(std::move(options), std::move(way));
  if (!api) throw std::runtime_error(api.error().Describe());
  OneSpanNodeOptions nodes;
  nodes.commands.transport = commands_;
  nodes.commands.hosts = {std::string(kCommandHost)};
  nodes.verification.transport = commands_;
  nodes.verification.hosts = {std::string(kIdentityHost)};
  RegisterOneSpanNodes(registry_, *api, std::move(nodes));
}

LiveWorld::LiveWorld(simulator::ServiceConfig config)
    : service_(std::make_shared<simulator::OneSpanService>(std::move(config), clock())) {
  static const auto contract =
      testkit::OpenApiContract::Load(AUTHTREE_SOURCE_DIR "/tests/data/onespan-openapi.yaml");
  if (!contract) throw std::runtime_error(contract.error().Describe());
  wire_ = std::make_shared<testing_world::ContractTransport>(
      std::make_shared<simulator::InProcessTransport>(service_, clock()), *contract);
  Register(wire_);
}

Json LiveWorld::LastBody() const {
  return wire_->exchanges().empty() ? Json() : wire_->exchanges().back().Request();
}

testkit::SentRequest ScriptedWorld::LastRequest() const {
  const std::vector<testkit::SentRequest> sent = service_->sent();
  return sent.at(sent.size() - 1);
}

Json ScriptedWorld::LastBody() const { return Parsed(LastRequest().body); }

}  // namespace authtree::inline v0::conformance
