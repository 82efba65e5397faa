// Any tree that loads can be walked: every round ends within its budget, and the same answers give the same
// walk.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/testkit/fake_onespan_api.h"
#include "authtree/testkit/journey_walker.h"
#include "authtree/testkit/manual_clock.h"

#include "generators.h"

namespace authtree::inline v0::property {
namespace {

constexpr const char* kSuccess = "70e691a5-1e33-4ac3-a356-e7b6d60d92e0";
constexpr const char* kFailure = "e301438c-0bd0-429c-ab0c-66126501069a";
constexpr int kMostRounds = 30;

struct NodeKind {
  std::string type;
  std::vector<std::string> outcomes;
  Json properties;
};

const std::vector<NodeKind>& Kinds() {
  static const std::vector<NodeKind> kinds{
      {"UsernameCollectorNode", {"outcome"}, Json::object()},
      {"PasswordCollectorNode", {"outcome"}, Json::object()},
      {"RetryLimitDecisionNode", {"Retry", "Reject"}, {{"retryLimit", 3}}},
      {"RetryLimitDecisionNode", {"Retry", "Reject"}, {{"retryLimit", 100000}}},
      {"PollingWaitNode", {"DONE"}, {{"secondsToWait", 1}}},
      {"OS_Sample_AttributesCollector", {"outcome"}, {{"attributes", {"deviceCode", "mail"}}}},
      {"OS_Sample_AttributesCollector", {"outcome"}, {{"attributes", Json::array()}}},
      {"OS_Sample_ErrorDisplayNode", {"outcome"}, Json::object()},
      {"OS_Risk_CDDCNode", {"outcome"}, Json::object()},
      {"OS_Auth_UserRegisterNode",
       {"Success", "Error"},
       {{"objectType", "OCA"}, {"activationType", "offlineMDL"}}},
      {"OS_Auth_AddDeviceNode", {"success", "error"}, Json::object()},
      {"OS_Auth_VisualCodeNode", {"Next", "Error"}, Json::object()},
      {"OS_Auth_VisualCodeStopNode", {"Next", "Error"}, Json::object()},
      {"OS_Auth_ActivateDeviceNode", {"success", "error"}, Json::object()},
      {"PageNode", {"outcome"}, Json::object()},
  };
  return kinds;
}

std::string NodeId(std::size_t index) { return "n" + std::to_string(index); }

std::string AnyTarget(std::size_t nodes) {
  const auto at = *rc::gen::inRange<std::size_t>(0, nodes + 2);
  if (at == nodes) return kSuccess;
  return at == nodes + 1 ? kFailure : NodeId(at);
}

// A tree of any nodes with any connections, some of them missing.
std::string AnyTree() {
  const auto count = *rc::gen::inRange<std::size_t>(1, 12);
  Json journey;
  Json& tree = journey["tree"];
  tree = {{"_id", "Any"}, {"entryNodeId", NodeId(0)}, {"nodes", Json::object()}};
  journey["nodes"] = Json::object();
  journey["innerNodes"] = Json::object();
  for (std::size_t i = 0; i < count; ++i) {
    const NodeKind kind = Kinds()[*rc::gen::inRange<std::size_t>(0, Kinds().size())];
    Json connections = Json::object();
    for (const std::string& outcome : kind.outcomes) {
      if (*rc::gen::inRange(0, 12) != 0) connections[outcome] = AnyTarget(count);
    }
    tree["nodes"][NodeId(i)] = {{"nodeType", kind.type}, {"connections", connections}};
    journey["nodes"][NodeId(i)] = kind.properties;
    if (kind.type != "PageNode") continue;
    Json children = Json::array();
    for (const char* child : {"UsernameCollectorNode", "OS_Risk_CDDCNode"}) {
      const std::string id = NodeId(i) + "." + child;
      children.push_back({{"_id", id}, {"nodeType", child}, {"displayName", child}});
      journey["innerNodes"][id] = Json::object();
    }
    journey["nodes"][NodeId(i)] = {{"nodes", children}};
  }
  return DumpJson(journey);
}

std::shared_ptr<const onespan::Api> SomeService() {
  auto api = std::make_shared<testkit::FakeOneSpanApi>();
  for (int i = 0; i < 3; ++i) {
    onespan::RegisterUserReply registered;
    registered.activation_password = Secret("0102");
    registered.serial_number = "VDS1000001";
    registered.registration_id = "REG";
    api->register_user.Reply(std::move(registered));
    api->register_user.Fail(Error(ErrorCode::kConflict, "No."));
  }
  // After these, the fake has no answer left: a mistake of the program, which fails the round.
  for (int i = 0; i < 20; ++i) {
    onespan::VisualCodeImage image;
    image.png = Secret("png");
    api->render_visual_code.Reply(std::move(image));
    onespan::AddDeviceReply added;
    added.activation_message2 = Secret("0304");
    api->add_device.Reply(std::move(added));
    api->activate_device.Fail(Error(ErrorCode::kTimeout, "Late."));
  }
  return api;
}

/// What a walk was like.
struct Walk {
  std::vector<std::string> steps;
  std::string end;
  std::size_t longest_round = 0;

  friend bool operator==(const Walk& left, const Walk& right) {
    return left.steps == right.steps && left.end == right.end;
  }
};

std::string EndOf(const testkit::JourneyWalker& walker) {
  if (walker.succeeded()) return "succeeded";
  if (walker.denied()) return "denied";
  if (const auto* failed = std::get_if<Failed>(&walker.result())) {
    return "failed " + std::string(ErrorCodeName(failed->error.code()));
  }
  return "asks";
}

Walk WalkThrough(const std::string& tree) {
  NodeRegistry registry;
  RegisterAmNodes(registry);
  RegisterOneSpanNodes(registry, SomeService());
  const LoadedJourneys loaded = LoadJourneys(tree, registry);
  RC_ASSERT(!loaded.diagnostics.has_errors());
  const auto clock = std::make_shared<testkit::ManualClock>();
  const auto log = std::make_shared<testkit::StepLog>();
  testkit::JourneyWalker walker(loaded.journeys.front(), Engine(clock, log));
  walker.Give("User Name", "jdoe").Give("deviceCode", "12345").Give("mail", "j@x");

  Walk walk;
  std::size_t before = 0;
  walker.Begin();
  for (int round = 0; walker.asks() && round < kMostRounds; ++round) {
    walk.longest_round = std::max(walk.longest_round, log->steps().size() - before);
    before = log->steps().size();
    clock->Advance(std::chrono::seconds(2));
    walker.Submit();
  }
  walk.longest_round = std::max(walk.longest_round, log->steps().size() - before);
  walk.steps = log->steps();
  walk.end = EndOf(walker);
  return walk;
}

RC_GTEST_PROP(WalkProperty, EveryRoundEndsWithinItsBudgetAndTwiceTheSameWay, ()) {
  const std::string tree = AnyTree();
  const Walk walk = WalkThrough(tree);
  RC_ASSERT(walk.longest_round <= EngineLimits().steps + 1);
  RC_ASSERT(walk == WalkThrough(tree));
  RC_TAG(walk.end);
}

RC_GTEST_PROP(WalkProperty, AFileWithAChangedByteLoadsOrSaysWhy, ()) {
  std::string tree = AnyTree();
  tree[*rc::gen::inRange<std::size_t>(0, tree.size())] = *rc::gen::arbitrary<char>();
  NodeRegistry registry;
  RegisterAmNodes(registry);
  RegisterOneSpanNodes(registry, nullptr);
  const LoadedJourneys loaded = LoadJourneys(tree, registry);
  RC_ASSERT(loaded.diagnostics.has_errors() == loaded.journeys.empty());
  for (const Finding& finding : loaded.diagnostics.findings()) {
    RC_ASSERT(!finding.problem.empty());
    RC_ASSERT(!finding.fix.empty());
  }
}

}  // namespace
}  // namespace authtree::inline v0::property
