#include <gtest/gtest.h>

#include "simulated_world.h"

namespace authtree::inline v0::testing_world {
namespace {

constexpr const char* kSuccess = "70e691a5-1e33-4ac3-a356-e7b6d60d92e0";
constexpr const char* kFailure = "e301438c-0bd0-429c-ab0c-66126501069a";

Json TreeNode(const std::string& type, Json connections) {
  return Json{{"nodeType", type}, {"displayName", type}, {"connections", std::move(connections)}};
}

// Register, then one page that asks for the device code and shows the picture it is read from.
std::string JourneyWithPictureOnPage(const Json& page_connections) {
  Json journey;
  journey["tree"] = {
      {"_id", "Picture-On-Page"},
      {"entryNodeId", "user"},
      {"nodes",
       {{"user", TreeNode("UsernameCollectorNode", {{"outcome", "register"}})},
        {"register", TreeNode("OS_Auth_UserRegisterNode", {{"Success", "page"}, {"Error", kFailure}})},
        {"page", TreeNode("PageNode", page_connections)},
        {"add", TreeNode("OS_Auth_AddDeviceNode", {{"success", kSuccess}, {"error", kFailure}})}}}};
  journey["nodes"] = {
      {"user", Json::object()},
      {"register", {{"objectType", "OCA"}, {"activationType", "offlineMDL"}}},
      {"page",
       {{"nodes",
         {{{"_id", "code"}, {"nodeType", "OS_Sample_AttributesCollector"}, {"displayName", "Code"}},
          {{"_id", "picture"}, {"nodeType", "OS_Auth_VisualCodeNode"}, {"displayName", "Picture"}}}}}},
      {"add", Json::object()}};
  journey["innerNodes"] = {{"code", {{"attributes", {"deviceCode"}}}}, {"picture", Json::object()}};
  return DumpJson(journey);
}

TEST(VisualCodeOnPage, OldOutcomeNameLeadsOnAsLastChild) {
  SimulatedWorld world;
  auto walker = world.Walk(world.Load(JourneyWithPictureOnPage({{"outcome", "add"}})));
  walker.Give("User Name", "jdoe").UseDigipass().WalkToEnd();
  EXPECT_TRUE(walker.succeeded());
}

TEST(VisualCodeOnPage, NewOutcomeNamesLeadOnAsLastChild) {
  SimulatedWorld world;
  auto walker = world.Walk(world.Load(JourneyWithPictureOnPage({{"Next", "add"}, {"Error", kFailure}})));
  walker.Give("User Name", "jdoe").UseDigipass().WalkToEnd();
  EXPECT_TRUE(walker.succeeded());
}

TEST(VisualCodeOnPage, ErrorOfTheLastChildTakesThePagesConnection) {
  simulator::ServiceConfig config;
  simulator::FaultRule broken;
  broken.route = "/v1/visualcodes/render";
  broken.status = 503;
  config.faults.push_back(broken);
  SimulatedWorld world(std::move(config));
  auto walker = world.Walk(world.Load(JourneyWithPictureOnPage({{"Next", "add"}, {"Error", kFailure}})));
  walker.Give("User Name", "jdoe").UseDigipass().WalkToEnd();
  EXPECT_TRUE(walker.denied());
}

TEST(VisualCodeOnPage, ErrorThatLeadsNowhereLetsNobodyIn) {
  simulator::ServiceConfig config;
  simulator::FaultRule broken;
  broken.route = "/v1/visualcodes/render";
  broken.status = 503;
  config.faults.push_back(broken);
  SimulatedWorld world(std::move(config));
  auto walker = world.Walk(world.Load(JourneyWithPictureOnPage({{"outcome", "add"}})));
  walker.Give("User Name", "jdoe").UseDigipass().WalkToEnd();
  EXPECT_TRUE(walker.failed());
}

}  // namespace
}  // namespace authtree::inline v0::testing_world
