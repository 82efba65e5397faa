// What a whole journey leaves in the audit log. That every event of every journey here is of the documented
// shape, SimulatedWorld checks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulated_world.h"

namespace authtree::inline v0::testing_world {
namespace {

constexpr const char* kJourney = "offline-activation.journey.json";

Json InfoOf(const Json& event) { return event.at("entries").at(0).at("info"); }

// The event of the first node of that type that completed.
Json NodeEvent(const audit::testing::MemoryLog& log, const std::string& type) {
  for (std::size_t i = 0; i < log.lines().size(); ++i) {
    if (StringMember(InfoOf(log.Event(i)), "nodeType") == type) return log.Event(i);
  }
  return {};
}

TEST(AuditOfAJourney, ALicenseThatIsUsedUpIsTheReason) {
  simulator::ServiceConfig config;
  config.licenses = {{.serial_number = "VDS1000001", .max_activations = 1, .activations_used = 1}};
  SimulatedWorld world(std::move(config));
  auto walker = world.Walk(world.LoadExample(kJourney));
  walker.Give("User Name", "jdoe").Give("serialNumber", "VDS1000001").WalkToEnd();
  ASSERT_TRUE(walker.denied());

  const Json registration = NodeEvent(world.audit(), "OS_Auth_UserRegisterNode");
  EXPECT_EQ(StringMember(registration, "result"), "FAILED");
  EXPECT_EQ(StringMember(registration, "reason"), "license_limit");
  EXPECT_EQ(StringMember(InfoOf(registration), "nodeOutcome"), "Error");
  EXPECT_TRUE(InfoOf(registration).contains("correlationId"));
  const Json end = world.audit().Event(world.audit().lines().size() - 1);
  EXPECT_EQ(StringMember(end, "eventName"), "AM-TREE-LOGIN-COMPLETED");
  EXPECT_EQ(StringMember(end, "result"), "FAILED");
  EXPECT_EQ(StringMember(end, "reason"), "denied");
}

TEST(AuditOfAJourney, ASuccessNamesTheUser) {
  SimulatedWorld world;
  auto walker = world.Walk(world.LoadExample(kJourney));
  walker.Give("User Name", "jdoe").Give("serialNumber", "VDS1000001").UseDigipass().WalkToEnd();
  ASSERT_TRUE(walker.succeeded());

  EXPECT_EQ(StringMember(world.audit().Event(0), "eventName"), "AM-TREE-LOGIN-STARTED");
  const Json end = world.audit().Event(world.audit().lines().size() - 1);
  EXPECT_EQ(StringMember(end, "eventName"), "AM-TREE-LOGIN-COMPLETED");
  EXPECT_EQ(StringMember(end, "result"), "SUCCESSFUL");
  EXPECT_EQ(end.at("principal"), Json::array({"jdoe"}));
  EXPECT_EQ(end.at("client"), Json({{"ip", "192.0.2.10"}}));
}

}  // namespace
}  // namespace authtree::inline v0::testing_world
