#include "error_case.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "../journeys/simulated_world.h"

namespace authtree::inline v0::faults {
namespace {

constexpr const char* kSuccess = "70e691a5-1e33-4ac3-a356-e7b6d60d92e0";
constexpr const char* kFailure = "e301438c-0bd0-429c-ab0c-66126501069a";

Json TreeNode(const std::string& type, Json connections) {
  return Json{{"nodeType", type}, {"displayName", type}, {"connections", std::move(connections)}};
}

// An offline activation in which every error is shown once and ends the journey.
std::string JourneyText() {
  Json journey;
  journey["tree"] = {
      {"_id", "Faults"},
      {"entryNodeId", "user"},
      {"nodes",
       {{"user", TreeNode("UsernameCollectorNode", {{"outcome", "serial"}})},
        {"serial", TreeNode("OS_Sample_AttributesCollector", {{"outcome", "register"}})},
        {"register", TreeNode("OS_Auth_UserRegisterNode", {{"Success", "show1"}, {"Error", "error"}})},
        {"show1", TreeNode("OS_Auth_VisualCodeNode", {{"Next", "code"}, {"Error", "error"}})},
        {"code", TreeNode("OS_Sample_AttributesCollector", {{"outcome", "add"}})},
        {"add", TreeNode("OS_Auth_AddDeviceNode", {{"success", "show2"}, {"error", "error"}})},
        {"show2", TreeNode("OS_Auth_VisualCodeNode", {{"Next", "sign"}, {"Error", "error"}})},
        {"sign", TreeNode("OS_Sample_AttributesCollector", {{"outcome", "activate"}})},
        {"activate", TreeNode("OS_Auth_ActivateDeviceNode", {{"success", kSuccess}, {"error", "error"}})},
        {"error", TreeNode("OS_Sample_ErrorDisplayNode", {{"outcome", kFailure}})}}}};
  journey["nodes"] = {{"user", Json::object()},
                      {"serial", {{"attributes", {"serialNumber"}}}},
                      {"register",
                       {{"objectType", "OCA"},
                        {"activationType", "offlineMDL"},
                        {"serialNumberInSharedState", "serialNumber"}}},
                      {"show1", Json::object()},
                      {"code", {{"attributes", {"deviceCode"}}}},
                      {"add", Json::object()},
                      {"show2", Json::object()},
                      {"sign", {{"attributes", {"signature"}}}},
                      {"activate", Json::object()},
                      {"error", Json::object()}};
  return DumpJson(journey);
}

std::string RouteAt(Place place) {
  switch (place) {
    case Place::kRegister:
      return "/v1/users/register";
    case Place::kAddDevice:
      return "/v1/registrations/{registrationID}/add-device";
    case Place::kActivateDevice:
      return "/v1/registrations/{registrationID}/activate";
    case Place::kRenderVisualCode:
      return "/v1/visualcodes/render";
  }
  return {};
}

// What is asked last before the node runs; empty when the person is not asked.
std::string PromptBefore(Place place) {
  switch (place) {
    case Place::kRegister:
    case Place::kRenderVisualCode:
      return "serialNumber";
    case Place::kAddDevice:
      return "deviceCode";
    case Place::kActivateDevice:
      return "signature";
  }
  return {};
}

bool Asks(const testkit::JourneyWalker& walker, const std::string& prompt) {
  const std::vector<Callback>& callbacks = walker.callbacks();
  return std::any_of(callbacks.begin(), callbacks.end(),
                     [&prompt](const Callback& callback) { return callback.prompt() == prompt; });
}

std::string EndOf(const testkit::JourneyWalker& walker) {
  if (walker.succeeded()) return "success";
  if (walker.denied()) return "denied";
  if (walker.failed()) return "failed";
  return "still asks";
}

// The outcome that the last step of a node of that type took.
std::string LastOutcome(const std::vector<std::string>& steps, const std::string& type) {
  const std::string arrow = type + " -> ";
  std::string outcome;
  for (const std::string& step : steps) {
    if (step.starts_with(arrow)) outcome = step.substr(arrow.size());
  }
  return outcome;
}

// The sentence without the correlation id, which is another one each time.
std::string SentenceOf(const std::string& message) {
  return message.substr(0, message.find(" (correlation id "));
}

}  // namespace

std::string PlaceName(Place place) {
  switch (place) {
    case Place::kRegister:
      return "Register";
    case Place::kAddDevice:
      return "AddDevice";
    case Place::kActivateDevice:
      return "ActivateDevice";
    case Place::kRenderVisualCode:
      return "RenderVisualCode";
  }
  return {};
}

std::string NodeTypeAt(Place place) {
  switch (place) {
    case Place::kRegister:
      return "OS_Auth_UserRegisterNode";
    case Place::kAddDevice:
      return "OS_Auth_AddDeviceNode";
    case Place::kActivateDevice:
      return "OS_Auth_ActivateDeviceNode";
    case Place::kRenderVisualCode:
      return "OS_Auth_VisualCodeNode";
  }
  return {};
}

Seen Observe(Place place, const Setup& setup) {
  simulator::ServiceConfig config;
  if (setup.service) setup.service(config);
  testing_world::SimulatedWorld::Wrap wrap;
  if (setup.wire) {
    wrap = [&setup, place](TransportPtr next, std::shared_ptr<testkit::ManualClock> clock) {
      TransportPtr faulty = setup.wire(next, std::move(clock));
      return std::make_shared<const RouteFault>(std::move(next), std::move(faulty), RouteAt(place));
    };
  }
  testing_world::SimulatedWorld world(std::move(config), wrap);
  testkit::JourneyWalker walker = world.Walk(world.Load(JourneyText()));
  walker.Give("User Name", "jdoe").Give("serialNumber", setup.serial).UseDigipass(setup.device);
  if (!setup.device_code.empty()) walker.Give("deviceCode", setup.device_code);
  if (!setup.signature.empty()) walker.Give("signature", setup.signature);

  Seen seen;
  walker.Begin();
  for (int round = 0; walker.asks() && walker.messages().empty() && round < 20; ++round) {
    if (Asks(walker, PromptBefore(place))) world.clock()->Advance(setup.pause);
    const auto before = world.clock()->SteadyNow();
    walker.Submit();
    seen.took = std::chrono::duration_cast<std::chrono::milliseconds>(world.clock()->SteadyNow() - before);
  }
  seen.outcome = LastOutcome(world.log().steps(), NodeTypeAt(place));
  seen.told.code = walker.StateText("ostid_error_code").value_or("");
  if (!walker.messages().empty()) seen.told.sentence = SentenceOf(walker.messages().front());
  if (walker.asks()) walker.Submit();
  seen.end = EndOf(walker);
  seen.violations = world.wire().violations();
  return seen;
}

std::vector<ErrorRow> AllErrorRows() {
  std::vector<ErrorRow> rows = BusinessRows();
  for (std::vector<ErrorRow> more : {ReplyRows(), ConnectionRows()}) {
    rows.insert(rows.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  return rows;
}

std::string CellText(const Seen& seen) {
  std::string text = "`" + seen.outcome + "`, `" + seen.told.code + "`, " + seen.end;
  if (seen.took.count() > 0) text += " after " + std::to_string(seen.took.count()) + " ms";
  return text + ": " + seen.told.sentence;
}

}  // namespace authtree::inline v0::faults
