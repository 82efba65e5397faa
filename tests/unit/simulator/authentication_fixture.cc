#include "authentication_fixture.h"

namespace authtree::inline v0::simulator {

void AuthenticationTest::ActivateDevice() {
  ASSERT_THAT(Walk(device_, {{"staticPassword", "Secret42x"}}), HasStatus(200));
}

void AuthenticationTest::Restart(std::string_view config, DigipassConfig device) {
  StartWith(config);
  device_ = VirtualDigipass(std::move(device));
  ActivateDevice();
}

Reply AuthenticationTest::Login(const Json& credentials, const Json& more) {
  Json body = {{"objectType", "LoginInput"}, {"credentials", credentials}};
  body.update(more);
  return Post("/v1/users/alice@master/login", body);
}

Reply AuthenticationTest::AdaptiveLogin(const Json& more) {
  Json body = {{"objectType", "AdaptiveLoginInput"},
               {"cddc", {{"browserCDDC", {{"fingerprintHash", "h"}}}}},
               {"relationshipRef", "alice"},
               {"sessionID", "4ED23EA44F23"}};
  body.update(more);
  return Post("/v1/users/alice@master/login", body);
}

Reply AuthenticationTest::Validate(const Json& data) {
  return Post("/v1/users/alice@master/transactions/validate",
              {{"objectType", "TransactionValidationInput"}, {"data", data}});
}

std::string AuthenticationTest::Session(const std::string& request_id) {
  const Reply reply = Send(http::Method::kGet, "/v1/sessions/" + request_id);
  return reply.status == 200 ? reply.Text("sessionStatus") : std::to_string(reply.status);
}

}  // namespace authtree::inline v0::simulator
