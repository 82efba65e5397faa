#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulated_world.h"

namespace authtree::inline v0::testing_world {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kJourney = "offline-activation.journey.json";

// The sequence of the vendor's page on offline registration and activation, step by step.
TEST(OfflineActivation, SevenStepsOfTheVendorsSequence) {
  SimulatedWorld world;
  auto walker = world.Walk(world.LoadExample(kJourney));
  walker.Give("User Name", "jdoe").Give("serialNumber", "VDS1000001").UseDigipass();

  // 1. The user starts the registration with a serial number and offlineMDL; registration id and activation
  // password
  //    come back.
  walker.Begin().Submit();
  ASSERT_EQ(world.Calls("/users/register").size(), 1U);
  const Exchange registration = world.Calls("/users/register").front();
  EXPECT_EQ(registration.Request().at("activationType"), "offlineMDL");
  EXPECT_EQ(registration.Request().at("serialNumber"), "VDS1000001");
  EXPECT_EQ(registration.Request().at("userID"), "jdoe");
  EXPECT_EQ(registration.Request().at("domain"), "master");
  const std::string registration_id = registration.Reply().at("registrationID");
  const std::string activation_message1 = registration.Reply().at("activationPassword");
  EXPECT_EQ(walker.StateText("ostid_registration_id"), registration_id);
  EXPECT_EQ(walker.StateText("activationPassword"), activation_message1);

  // 2. The activation password goes to the visual code service, and its picture to the user.
  ASSERT_EQ(world.Calls("/visualcodes/render").size(), 1U);
  const Json first_picture = world.Calls("/visualcodes/render").front().Request();
  EXPECT_EQ(first_picture.at("message"), activation_message1);
  EXPECT_EQ(first_picture.at("type"), "HEXSTRING");
  EXPECT_EQ(first_picture.at("format"), "CRONTO");
  EXPECT_TRUE(walker.HiddenOutput("ostid_cronto").value_or("").starts_with("data:image/png;base64,"));

  // 3. The user scans it and gets a device code.
  EXPECT_EQ(walker.Reading("deviceCode").size(), 10U);
  walker.Submit();

  // 4. Registration id and device code add the device.
  walker.Submit();
  const auto added = world.Calls("/registrations/" + registration_id + "/add-device");
  ASSERT_EQ(added.size(), 1U);
  EXPECT_EQ(added.front().Request(), (Json{{"deviceCode", walker.Reading("deviceCode")}}));
  const std::string activation_message2 = added.front().Reply().at("activationMessage2");

  // 5. Activation Message 2 goes to the visual code service for the second picture.
  ASSERT_EQ(world.Calls("/visualcodes/render").size(), 2U);
  EXPECT_EQ(world.Calls("/visualcodes/render").back().Request().at("message"), activation_message2);

  // 6. The user scans it and gets the signature.
  EXPECT_EQ(walker.Reading("signature").size(), 6U);
  walker.Submit();

  // 7. The signature activates the device.
  walker.Submit();
  const auto activated = world.Calls("/registrations/" + registration_id + "/activate");
  ASSERT_EQ(activated.size(), 1U);
  EXPECT_EQ(activated.front().Request(), (Json{{"signature", walker.Reading("signature")}}));
  EXPECT_EQ(activated.front().Reply().at("serialNumber"), "VDS1000001-1");

  ASSERT_TRUE(walker.succeeded());
  EXPECT_EQ(std::get<Succeeded>(walker.result()).username, "jdoe");
  EXPECT_EQ(walker.StateText("ostid_digi_serial"), "VDS1000001");
  EXPECT_EQ(walker.StateText("ostid_instance_serial"), "VDS1000001-1");
  EXPECT_THAT(world.wire().violations(), IsEmpty());
  ASSERT_EQ(world.service().Snapshot().instances.size(), 1U);
  EXPECT_TRUE(world.service().Snapshot().instances.front().active);
}

TEST(OfflineActivation, PathOfNodes) {
  SimulatedWorld world;
  auto walker = world.Walk(world.LoadExample(kJourney));
  walker.Give("User Name", "jdoe").Give("serialNumber", "VDS1000001").UseDigipass().WalkToEnd();
  ASSERT_TRUE(walker.succeeded());
  EXPECT_THAT(world.log().steps(),
              ElementsAre("PageNode asks", "PageNode -> outcome", "OS_Auth_UserRegisterNode -> Success",
                          "OS_Auth_VisualCodeNode asks", "OS_Auth_VisualCodeNode -> Next",
                          "OS_Sample_AttributesCollector asks", "OS_Sample_AttributesCollector -> outcome",
                          "OS_Auth_AddDeviceNode -> success", "OS_Auth_VisualCodeNode asks",
                          "OS_Auth_VisualCodeNode -> Next", "OS_Sample_AttributesCollector asks",
                          "OS_Sample_AttributesCollector -> outcome", "OS_Auth_ActivateDeviceNode -> success",
                          "OS_Auth_VisualCodeStopNode -> Next"));
}

TEST(OfflineActivation, NothingSecretIsLeftInStateAfterIt) {
  SimulatedWorld world;
  auto walker = world.Walk(world.LoadExample(kJourney));
  walker.Give("User Name", "jdoe").Give("serialNumber", "VDS1000001").UseDigipass().WalkToEnd();
  ASSERT_TRUE(walker.succeeded());
  for (const char* key : {"ostid_activationPassword", "activationPassword", "ostid_cronto_msg",
                          "activationMessage2", "deviceCode", "signature", "ostid_cronto"}) {
    EXPECT_EQ(walker.StateText(key), std::nullopt) << key;
  }
}

TEST(OfflineActivation, AnswersSerialIsTheTruthWhenTheServicePicksAnotherLicense) {
  simulator::ServiceConfig config;
  config.rules.swap_named_license = true;
  SimulatedWorld world(std::move(config));
  auto walker = world.Walk(world.LoadExample(kJourney));
  walker.Give("User Name", "jdoe").Give("serialNumber", "VDS1000001").UseDigipass().WalkToEnd();
  ASSERT_TRUE(walker.succeeded());
  const std::string used = world.Calls("/users/register").front().Reply().at("serialNumber");
  EXPECT_NE(used, "VDS1000001");
  EXPECT_EQ(walker.StateText("ostid_digi_serial"), used);
  EXPECT_EQ(walker.StateText("ostid_instance_serial"), used + "-1");
}

class EveryDigipass : public ::testing::TestWithParam<simulator::DigipassConfig> {};

TEST_P(EveryDigipass, Activates) {
  SimulatedWorld world;
  auto walker = world.Walk(world.LoadExample(kJourney));
  walker.Give("User Name", "jdoe").Give("serialNumber", "VDS1000001").UseDigipass(GetParam()).WalkToEnd();
  EXPECT_TRUE(walker.succeeded());
  EXPECT_THAT(world.wire().violations(), IsEmpty());
}

simulator::DigipassConfig Device(simulator::DigipassPlatform platform, int device_code, int signature) {
  simulator::DigipassConfig config;
  config.platform = platform;
  config.device_code_length = device_code;
  config.signature_length = signature;
  return config;
}

INSTANTIATE_TEST_SUITE_P(OfflineActivation, EveryDigipass,
                         ::testing::Values(Device(simulator::DigipassPlatform::kHardware, 10, 6),
                                           Device(simulator::DigipassPlatform::kHardware, 26, 16),
                                           Device(simulator::DigipassPlatform::kIos, 10, 8),
                                           Device(simulator::DigipassPlatform::kAndroid, 26, 6)));

TEST(OfflineActivation, ExpiryIsRenewedWhenTheDeviceIsAdded) {
  SimulatedWorld world;
  auto walker = world.Walk(world.LoadExample(kJourney));
  walker.Give("User Name", "jdoe").Give("serialNumber", "VDS1000001").UseDigipass();
  walker.Begin().Submit();
  const std::string first = walker.HiddenOutput("ostid_event_expiry_date").value_or("");
  world.clock()->Advance(std::chrono::seconds(100));
  walker.Submit().Submit();
  const std::string second = walker.HiddenOutput("ostid_event_expiry_date").value_or("");
  EXPECT_EQ(std::stoll(second) - std::stoll(first), 100'000);
}

}  // namespace
}  // namespace authtree::inline v0::testing_world
