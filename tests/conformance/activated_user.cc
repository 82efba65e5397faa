#include "activated_user.h"

#include <gtest/gtest.h>

#include "authtree/simulator/virtual_digipass.h"

#include "fact_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::conformance {
namespace {

// What the device shows once it has read the message.
Secret CodeFor(simulator::VirtualDigipass& device, const FactNode& node) {
  const auto reading = device.Read(Secret(node.Text("ostid_cronto_msg").value_or("")));
  EXPECT_TRUE(reading.has_value()) << reading.error().Describe();
  return Secret(reading ? reading->code : std::string());
}

}  // namespace

void ActivateApp(const LiveWorld& world) {
  simulator::DigipassConfig phone;
  phone.platform = simulator::DigipassPlatform::kAndroid;
  simulator::VirtualDigipass device(phone);

  FactNode registration(world, "OS_Auth_UserRegisterNode",
                        Json{{"objectType", "OCA"}, {"activationType", "offlineMDL"}});
  registration.Shared("username", kUser).Transient("password", Secret(kPassKey));
  ASSERT_THAT(registration.Step(), LeavesBy("Success"));

  FactNode addition(world, "OS_Auth_AddDeviceNode");
  addition.After(registration).Shared("deviceCode", CodeFor(device, registration));
  ASSERT_THAT(addition.Step(), LeavesBy("success"));

  FactNode activation(world, "OS_Auth_ActivateDeviceNode");
  activation.After(addition).Shared("signature", CodeFor(device, addition));
  ASSERT_THAT(activation.Step(), LeavesBy("success"));
}

}  // namespace authtree::inline v0::conformance
