#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "authtree/testkit/fake_onespan_api.h"

#include "step_matchers.h"
#include "user_register_node.h"

namespace authtree::inline v0::nodes {

/// A register node that has everything it needs, and a service that is fine with it.
class UserRegisterFixture : public testing::Test {
 protected:
  using Tester = testkit::NodeTester<UserRegisterNode>;

  Tester WithoutFingerprint(const Json& properties = Json::object()) {
    Tester tester(properties, api_);
    tester.Shared("username", Json("alice")).Shared("ostid_session_id", Json(std::string(kSession)));
    return tester;
  }

  Tester Ready(const Json& properties = Json::object()) {
    Tester tester = WithoutFingerprint(properties);
    tester.Shared("ostid_cddc_json", Json(R"({"browser":"Fx","n":1})"))
        .Shared("ostid_cddc_hash", Json("c0ffee00"))
        .Shared("ostid_cddc_ip", Json("198.51.100.9"));
    return tester;
  }

  static onespan::RegisterUserReply Reply(std::string_view activation_password = "3zE6RNH5") {
    onespan::RegisterUserReply reply;
    reply.activation_password = Secret(activation_password);
    reply.serial_number = "VDS1000001";
    reply.registration_id = "reg-77";
    return reply;
  }

  /// Runs a registration that the service accepts.
  testkit::StepResult Register(Tester& tester) {
    api_->register_user.Reply(Reply());
    return tester.Run();
  }

  [[nodiscard]] const onespan::RegisterUserRequest& request() const {
    return api_->register_user.requests().at(0);
  }

  static constexpr std::string_view kSession = "313131";
  std::shared_ptr<testkit::FakeOneSpanApi> api_ = std::make_shared<testkit::FakeOneSpanApi>("acme");
};

}  // namespace authtree::inline v0::nodes
