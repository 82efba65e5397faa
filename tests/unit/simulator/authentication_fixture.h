#pragma once

#include <string>
#include <string_view>

#include "service_fixture.h"

namespace authtree::inline v0::simulator {

/// Alice with one activated device, and the calls of logins and transactions.
class AuthenticationTest : public ServiceTest {
 protected:
  void SetUp() override { ActivateDevice(); }

  /// Activates the device for alice@master, who has the password "Secret42x".
  void ActivateDevice();
  /// Starts over with another configuration and another device.
  void Restart(std::string_view config, DigipassConfig device = {});

  [[nodiscard]] Reply Login(const Json& credentials, const Json& more = Json::object());
  [[nodiscard]] Reply LoginWithOtp(std::string_view otp, const Json& more = Json::object()) {
    return Login({{"authenticator", {{"OTP", otp}}}}, more);
  }
  [[nodiscard]] Reply AdaptiveLogin(const Json& more = Json::object());
  [[nodiscard]] Reply Validate(const Json& data);
  /// "pending", or the status when it is not 200.
  [[nodiscard]] std::string Session(const std::string& request_id);
  [[nodiscard]] std::string Otp() { return Text(device_.Otp()); }
  [[nodiscard]] static std::string Text(const Result<Secret>& code) {
    return code ? std::string(code->Expose()) : code.error().Describe();
  }

  VirtualDigipass device_;
};

MATCHER_P(IsAt, state, "") {
  *result_listener << "answered " << arg.status << " " << arg.text.substr(0, 300);
  return arg.Text("sessionStatus") == state;
}

MATCHER_P(IsRefused, text, "") {
  *result_listener << "answered " << arg.status << " " << arg.text.substr(0, 300);
  return arg.status == 409 && arg.Text("message") == text;
}

}  // namespace authtree::inline v0::simulator
