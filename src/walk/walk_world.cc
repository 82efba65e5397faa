#include "walk_world.h"

#include <utility>

#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/nodes/script_nodes.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/simulator/in_process_transport.h"

#include "activate_device.h"
#include "command_store.h"

namespace authtree::inline v0::walk {
namespace {

// The simulated service takes any.
constexpr std::string_view kBearerToken = "simulated";
// No name is looked up: requests go straight to the service in this process.
constexpr std::string_view kTenant = "demo";
constexpr std::string_view kUrl = "https://onespan.test";

std::string CallLine(const simulator::RequestEvent& event) {
  std::string line(event.operation.empty() ? "(unknown)" : event.operation);
  if (event.status != 0) line += " " + std::to_string(event.status);
  const bool visible = !event.fault.empty() && event.fault != FaultKindName(simulator::FaultKind::kAnswer);
  if (visible) line += " " + std::string(event.fault);
  return line;
}

std::shared_ptr<const onespan::Api> MakeApi(const std::shared_ptr<simulator::OneSpanService>& service,
                                            const std::shared_ptr<ManualClock>& clock,
                                            const std::string& application_ref) {
  const Result<onespan::ServiceLocation> location = onespan::ServiceLocation::AtUrl(kTenant, kUrl);
  if (!location) return nullptr;
  onespan::RestApiOptions options{.location = *location};
  options.application_ref = application_ref;
  options.clock = clock;
  const auto api = onespan::RestApi::Make(
      std::move(options), std::make_shared<const simulator::InProcessTransport>(service, clock));
  return api ? *api : nullptr;
}

IdentityVerification MakeVerification(const std::shared_ptr<simulator::OneSpanService>& service,
                                      const std::shared_ptr<ManualClock>& clock,
                                      const std::vector<std::string>& hosts) {
  IdentityVerification verification;
  if (hosts.empty()) return verification;
  verification.transport = std::make_shared<const simulator::InProcessTransport>(service, clock);
  verification.hosts = hosts;
  verification.token = std::make_shared<const Secret>(kBearerToken);
  return verification;
}

}  // namespace

WalkWorld::WalkWorld(const WalkSettings& settings, const WalkOptions& options)
    : clock_(settings.start ? std::make_shared<ManualClock>(*settings.start)
                            : std::make_shared<ManualClock>()) {
  simulator::ServiceConfig config = simulator::ReadServiceConfig(settings.simulator, "").config;
  digipass_ = config.digipass;
  device_ = simulator::VirtualDigipass(digipass_);
  digipass_serial_ = simulator::DigipassSerial(config);
  config.on_request = [log = log_](const simulator::RequestEvent& event) { log->Add(CallLine(event)); };
  service_ = std::make_shared<simulator::OneSpanService>(std::move(config), clock_);
  RegisterAmNodes(registry_);
  RegisterScriptNodes(registry_);
  OneSpanNodeOptions onespan;
  onespan.commands = StorageOf(settings.command_store);
  onespan.verification = MakeVerification(service_, clock_, settings.identity_hosts);
  RegisterOneSpanNodes(registry_, MakeApi(service_, clock_, settings.application_ref), std::move(onespan));
  if (options.add_nodes) options.add_nodes(registry_);
}

void WalkWorld::CallLog::Add(std::string line) {
  const std::lock_guard lock(mutex);
  calls.push_back(std::move(line));
}

CommandStorage WalkWorld::StorageOf(const WalkCommandStore& store) const {
  CommandStorage storage;
  if (store.hosts.empty()) return storage;
  storage.hosts = store.hosts;
  CommandStore::OnCall on_call = [log = log_](std::string line) { log->Add(std::move(line)); };
  storage.transport = std::make_shared<const simulator::InProcessTransport>(
      std::make_shared<CommandStore>(store.status, std::move(on_call)), clock_);
  return storage;
}

template <class Act>
bool WalkWorld::Unseen(const Act& act) {
  std::vector<simulator::FaultRule> faults = service_->Faults();
  std::vector<std::string> calls = Calls();
  service_->ClearFaults();
  const bool done = act();
  service_->SetFaults(std::move(faults));
  const std::lock_guard lock(log_->mutex);
  log_->calls = std::move(calls);
  return done;
}

bool WalkWorld::ActivateFor(const std::string& user) {
  const auto activate = [&] { return ActivateDevice(*service_, device_, user, digipass_serial_); };
  return Unseen(activate);
}

bool WalkWorld::ActivateByAdministrator(simulator::VirtualDigipass& device, const std::string& user,
                                        const Secret& static_password) {
  const auto activate = [&] {
    return walk::ActivateByAdministrator(*service_, device, user, static_password, digipass_serial_);
  };
  return Unseen(activate);
}

std::vector<std::string> WalkWorld::Calls() const {
  const std::lock_guard lock(log_->mutex);
  return log_->calls;
}

}  // namespace authtree::inline v0::walk
