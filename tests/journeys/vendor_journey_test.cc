#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulated_world.h"

namespace authtree::inline v0::testing_world {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kVendorRegister = "onespan-oca-user-register.journey.json";

TEST(VendorJourney, CloudUserRegisterReachesSuccessAsItIs) {
  AUTHTREE_VENDOR_JOURNEY_OR_SKIP(text, kVendorRegister);
  SimulatedWorld world;
  auto walker = world.Walk(world.Load(*text));
  walker.Give("User Name", "jdoe").UseDigipass().WalkToEnd();
  ASSERT_TRUE(walker.succeeded());
  // The file names no serial number: the service picks a license, and the answer says which.
  const Exchange registration = world.Calls("/users/register").front();
  EXPECT_FALSE(registration.Request().contains("serialNumber"));
  EXPECT_EQ(walker.StateText("ostid_digi_serial"),
            registration.Reply().at("serialNumber").get<std::string>());
  EXPECT_THAT(world.wire().violations(), IsEmpty());
}

TEST(VendorJourney, CloudUserRegisterSaysThatNoActivationIsLeftAndDenies) {
  AUTHTREE_VENDOR_JOURNEY_OR_SKIP(text, kVendorRegister);
  simulator::ServiceConfig config;
  config.licenses = {{.serial_number = "VDS1000001", .max_activations = 1, .activations_used = 1}};
  SimulatedWorld world(std::move(config));
  auto walker = world.Walk(world.Load(*text));
  walker.Give("User Name", "jdoe").UseDigipass().WalkToEnd();
  EXPECT_TRUE(walker.denied());
  EXPECT_THAT(walker.messages(), Contains(HasSubstr("no activation left")));
}

TEST(VendorJourney, WrongCodesLeadBackToTheStartAndToSuccess) {
  AUTHTREE_VENDOR_JOURNEY_OR_SKIP(text, kVendorRegister);
  SimulatedWorld world;
  simulator::DigipassConfig clumsy;
  clumsy.wrong_device_codes = 1;
  clumsy.wrong_signatures = 1;
  auto walker = world.Walk(world.Load(*text));
  walker.Give("User Name", "jdoe").UseDigipass(clumsy).WalkToEnd();
  EXPECT_TRUE(walker.succeeded());
  EXPECT_EQ(walker.messages().size(), 2U);
  EXPECT_THAT(world.wire().violations(), IsEmpty());
}

}  // namespace
}  // namespace authtree::inline v0::testing_world
