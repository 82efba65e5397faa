#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulated_world.h"

namespace authtree::inline v0::testing_world {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kJourney = "offline-activation.journey.json";

testkit::JourneyWalker Prepared(SimulatedWorld& world, const std::string& serial = "VDS1000001") {
  testkit::JourneyWalker walker = world.Walk(world.LoadExample(kJourney));
  walker.Give("User Name", "jdoe").Give("serialNumber", serial);
  return walker;
}

std::string FirstMessage(const testkit::JourneyWalker& walker) {
  return walker.messages().empty() ? std::string() : walker.messages().front();
}

// Walks until the first error is shown, and says what is in state then.
struct Shown {
  std::string message;
  std::string code;
};

Shown FirstErrorOf(testkit::JourneyWalker& walker) {
  walker.Begin();
  for (int round = 0; walker.asks() && walker.messages().empty() && round < 20; ++round) walker.Submit();
  return {FirstMessage(walker), walker.StateText("ostid_error_code").value_or("")};
}

simulator::FaultRule Fault(const std::string& route, int status, simulator::FaultRule::Body body) {
  simulator::FaultRule fault;
  fault.route = route;
  fault.status = status;
  fault.body = body;
  return fault;
}

TEST(ErrorPaths, NoActivationLeft) {
  simulator::ServiceConfig config;
  config.licenses = {{.serial_number = "VDS1000001", .max_activations = 1, .activations_used = 1}};
  SimulatedWorld world(std::move(config));
  auto walker = Prepared(world);
  const Shown shown = FirstErrorOf(walker);
  EXPECT_THAT(shown.message, HasSubstr("no activation left"));
  EXPECT_EQ(shown.code, "license_limit");
  EXPECT_THAT(world.wire().violations(), IsEmpty());
}

TEST(ErrorPaths, SerialNumberOfAnotherDomain) {
  simulator::ServiceConfig config;
  config.licenses = {{.serial_number = "VDS1000001", .domain = "elsewhere"}, {.serial_number = "VDS1000002"}};
  SimulatedWorld world(std::move(config));
  auto walker = Prepared(world);
  EXPECT_EQ(FirstErrorOf(walker).code, "conflict");
}

TEST(ErrorPaths, SerialNumberThatCannotBeOneIsRefusedBeforeTheCall) {
  SimulatedWorld world;
  auto walker = Prepared(world, "not a serial");
  EXPECT_EQ(FirstErrorOf(walker).code, "invalid_input");
  EXPECT_THAT(world.wire().exchanges(), IsEmpty());
}

TEST(ErrorPaths, TooManyAuthenticators) {
  simulator::ServiceConfig config;
  config.authenticator_limits = {{"TYP00", 0}};
  SimulatedWorld world(std::move(config));
  auto walker = Prepared(world);
  walker.UseDigipass();
  EXPECT_EQ(FirstErrorOf(walker).code, "authenticator_limit");
}

TEST(ErrorPaths, WrongDeviceCode) {
  SimulatedWorld world;
  simulator::DigipassConfig clumsy;
  clumsy.wrong_device_codes = 1;
  auto walker = Prepared(world);
  walker.UseDigipass(clumsy);
  const Shown shown = FirstErrorOf(walker);
  EXPECT_EQ(shown.code, "conflict");
  EXPECT_THAT(shown.message, HasSubstr("device code"));
}

TEST(ErrorPaths, WrongSignature) {
  SimulatedWorld world;
  simulator::DigipassConfig clumsy;
  clumsy.wrong_signatures = 1;
  auto walker = Prepared(world);
  walker.UseDigipass(clumsy);
  const Shown shown = FirstErrorOf(walker);
  EXPECT_EQ(shown.code, "conflict");
  EXPECT_THAT(shown.message, HasSubstr("signature"));
}

TEST(ErrorPaths, ExpiredRegistration) {
  simulator::ServiceConfig config;
  config.lives.offline_registration = std::chrono::seconds(60);
  SimulatedWorld world(std::move(config));
  auto walker = Prepared(world);
  walker.UseDigipass().Begin().Submit();
  world.clock()->Advance(std::chrono::seconds(61));
  walker.Submit().Submit();
  EXPECT_EQ(walker.StateText("ostid_error_code"), "not_found");
}

TEST(ErrorPaths, EmptyDeviceCodeIsNotSent) {
  SimulatedWorld world;
  auto walker = Prepared(world);
  walker.Begin().Submit().Submit().Submit();
  EXPECT_THAT(world.Calls("/add-device"), IsEmpty());
}

struct FaultCase {
  const char* name;
  int status;
  simulator::FaultRule::Body body;
  const char* code;
};

class FaultOfTheService : public ::testing::TestWithParam<FaultCase> {};

TEST_P(FaultOfTheService, EndsInTheErrorOutcomeWithACode) {
  simulator::ServiceConfig config;
  config.faults.push_back(Fault("/v1/users/register", GetParam().status, GetParam().body));
  SimulatedWorld world(std::move(config));
  auto walker = Prepared(world);
  const Shown shown = FirstErrorOf(walker);
  EXPECT_EQ(shown.code, GetParam().code);
  EXPECT_FALSE(shown.message.empty());
  EXPECT_THAT(shown.message, ::testing::Not(HasSubstr("simulated: fault")));
}

using Body = simulator::FaultRule::Body;
INSTANTIATE_TEST_SUITE_P(
    ErrorPaths, FaultOfTheService,
    ::testing::Values(FaultCase{"BadRequest", 400, Body::kErrorOutput, "invalid_input"},
                      FaultCase{"BadRequestWithoutBody", 400, Body::kEmpty, "invalid_input"},
                      FaultCase{"Forbidden", 403, Body::kErrorOutput, "rejected"},
                      FaultCase{"NotFound", 404, Body::kErrorOutput, "not_found"},
                      FaultCase{"Conflict", 409, Body::kErrorOutput, "conflict"},
                      FaultCase{"TooManyRequests", 429, Body::kErrorOutput, "unavailable"},
                      FaultCase{"ServerErrorAsPage", 500, Body::kHtml, "unavailable"},
                      FaultCase{"ServerErrorWithoutBody", 500, Body::kEmpty, "unavailable"},
                      FaultCase{"SuccessWithoutBody", 200, Body::kEmpty, "rejected"},
                      FaultCase{"SuccessAsPage", 200, Body::kHtml, "rejected"}),
    [](const auto& test) { return test.param.name; });

TEST(ErrorPaths, PictureServiceOutOfOrderReachesTheErrorDisplay) {
  simulator::ServiceConfig config;
  config.faults.push_back(Fault("/v1/visualcodes/render", 500, Body::kHtml));
  SimulatedWorld world(std::move(config));
  auto walker = Prepared(world);
  EXPECT_EQ(FirstErrorOf(walker).code, "unavailable");
}

TEST(ErrorPaths, RetryLimitEndsInDenial) {
  simulator::ServiceConfig config;
  config.faults.push_back(Fault("/v1/users/register", 503, Body::kEmpty));
  SimulatedWorld world(std::move(config));
  auto walker = Prepared(world);
  walker.WalkToEnd();
  EXPECT_TRUE(walker.denied());
  EXPECT_EQ(world.Calls("/users/register").size(), 4U);
}

}  // namespace
}  // namespace authtree::inline v0::testing_world
