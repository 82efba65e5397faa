#include "authtree/simulator/virtual_fido_client.h"

#include "authentication_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

class FidoTest : public AuthenticationTest {
 protected:
  void SetUp() override { StartWith(R"({"accounts": [{"userID": "alice"}, {"userID": "bob"}]})"); }

  [[nodiscard]] Reply Call(const std::string& operation, const Json& more = Json::object()) {
    Json body = {{"fidoProtocol", "FIDO2"}};
    body.update(more);
    return Post("/v1/users/alice@master/" + operation, body);
  }
  [[nodiscard]] Reply BeginRegistration() { return Call("generate-fido-registration-request"); }
  [[nodiscard]] Reply Finish(const Reply& begun, const VirtualFidoClient& client) {
    return Call("register-fido-device",
                {{"requestID", begun.Text("requestID")},
                 {"registrationResponse", Text(client.Register(begun.Text("registrationRequest")))}});
  }
  [[nodiscard]] Reply LoginWithFido(const Reply& begun, const std::string& answer) {
    return Login({{"fidoAuthenticator", {{"authenticationResponse", answer}}}},
                 {{"requestID", begun.Text("requestID")}});
  }

  VirtualFidoClient client_;
};

TEST_F(FidoTest, ALoginWithoutACeremonyIsRefused) {
  EXPECT_THAT(Login({{"fidoAuthenticator", {{"authenticationResponse", "{}"}}}}),
              IsRefused("Registration ceremony was not started"));
}

TEST_F(FidoTest, TheAnswerToAnotherChallengeIsRefused) {
  const Reply first = BeginRegistration();
  const Reply second = BeginRegistration();
  const std::string other = Text(client_.Register(first.Text("registrationRequest")));
  EXPECT_THAT(Call("register-fido-device",
                   {{"requestID", second.Text("requestID")}, {"registrationResponse", other}}),
              HasStatus(409));
  EXPECT_EQ(Session(second.Text("requestID")), "failed");
}

TEST_F(FidoTest, ARegisteredCredentialLogsIn) {
  ASSERT_THAT(Finish(BeginRegistration(), client_), HasStatus(200));
  const Reply begun = Call("generate-fido-authentication-request");
  const std::string answer = Text(client_.Authenticate(begun.Text("authenticationRequest")));
  EXPECT_THAT(LoginWithFido(begun, answer), IsAt("accepted"));
  EXPECT_THAT(LoginWithFido(begun, answer), IsRefused("Registration ceremony was not started"));
}

TEST_F(FidoTest, ACredentialIsRegisteredOnce) {
  ASSERT_THAT(Finish(BeginRegistration(), client_), HasStatus(200));
  EXPECT_THAT(Finish(BeginRegistration(), client_), HasStatus(409));
}

TEST_F(FidoTest, AnUnknownCredentialIsRefused) {
  ASSERT_THAT(Finish(BeginRegistration(), client_), HasStatus(200));
  const Reply begun = Call("generate-fido-authentication-request");
  const VirtualFidoClient other;
  const auto answer = other.Authenticate(begun.Text("authenticationRequest"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code(), ErrorCode::kMissingState);
  EXPECT_THAT(LoginWithFido(begun, "{}"), IsRefused("Authentication failed"));
}

TEST_F(FidoTest, AProtocolThatTheTenantDoesNotOfferIsRefused) {
  StartWith(R"({"accounts": [{"userID": "alice"}], "fidoProtocols": ["UAF11"]})");
  EXPECT_THAT(BeginRegistration(), HasStatus(409));
}

}  // namespace
}  // namespace authtree::inline v0::simulator
