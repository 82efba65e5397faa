#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rest_api_fixture.h"

namespace authtree::inline v0::onespan {

inline constexpr std::string_view kOnlineReply =
    R"({"activationPassword":"7Hq2Zk9P","serialNumber":"SIM0000001"})";
inline constexpr std::string_view kOfflineReply =
    R"({"activationPassword":"0153494DA1","serialNumber":"SIM0000001","registrationID":"Qk7mZ2pX9aLr4TnB6vYc8WdE"})";

/// Registers users, and looks at what was sent.
class RegisterUserTest : public RestApiTest {
 protected:
  Result<RegisterUserReply> Register(RegisterUserRequest request) {
    return testkit::Drive(api_->RegisterUser(Call(), std::move(request)));
  }
  /// Expects a local refusal that names the field; nothing leaves.
  void ExpectRefused(RegisterUserRequest request, const std::string& field) {
    const auto reply = Register(std::move(request));
    EXPECT_THAT(reply, FailsWith(ErrorCode::kInvalidInput, field));
    EXPECT_TRUE(transport_->sent().empty());
  }
};

inline ExtraField Text(std::string name, std::string value) {
  return ExtraField(std::move(name), Value(Json(std::move(value))));
}

}  // namespace authtree::inline v0::onespan
