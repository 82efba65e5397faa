#include "redaction.h"

#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Request(std::string_view body) { return ShownBody(BodyOf::kRequest, "application/json", body); }
std::string Answer(std::string_view body) { return ShownBody(BodyOf::kAnswer, "application/json", body); }

TEST(ShownBody, SecretsAreHidden) {
  for (const char* name : {"staticPassword",
                           "newStaticPassword",
                           "passKey",
                           "OTP",
                           "otp",
                           "PIN",
                           "signature",
                           "deviceCode",
                           "activationPassword",
                           "activationMessage",
                           "activationMessage2",
                           "message",
                           "command",
                           "challenge",
                           "requestMessage",
                           "registrationID",
                           "requestID",
                           "sessionID",
                           "registrationResponse",
                           "authenticationResponse",
                           "image",
                           "fingerprintRaw",
                           "emailAddress"}) {
    EXPECT_EQ(Request("{\"" + std::string(name) + R"(": "hush"})"),
              "{\"" + std::string(name) + R"x(":"(hidden)"})x");
  }
}

TEST(ShownBody, AMemberThatNobodyKnowsIsHiddenWhateverItsType) {
  EXPECT_EQ(
      Request(R"({"novel": "hush", "number": 123456, "list": ["hush", 7], "nested": {"x": "hush"}})"),
      R"x({"list":["(hidden)","(hidden)"],"nested":{"x":"(hidden)"},"novel":"(hidden)","number":"(hidden)"})x");
}

TEST(ShownBody, ATextOutsideOfAnObjectIsHidden) { EXPECT_EQ(Request(R"(["hush"])"), R"x(["(hidden)"])x"); }

TEST(ShownBody, ANameThatIsNoNameIsHidden) {
  EXPECT_EQ(Request(R"({"hush hush": true})"), R"x({"(hidden)":true})x");
  EXPECT_EQ(Request("{\"" + std::string(65, 'a') + "\": true}"), R"x({"(hidden)":true})x");
}

TEST(ShownBody, WhatIsKnownToBeHarmlessIsShown) {
  EXPECT_EQ(Request(R"({"userID": "alice", "imageSize": 210, "enabled": true, "domain": null})"),
            R"({"domain":null,"enabled":true,"imageSize":210,"userID":"alice"})");
}

TEST(ShownBody, ALongTextIsHiddenEvenUnderAHarmlessName) {
  EXPECT_EQ(Request("{\"userID\": \"" + std::string(256, 'a') + "\"}"), R"x({"userID":"(hidden)"})x");
}

TEST(ShownBody, TheMessageOfAnAnswerIsShown) {
  EXPECT_EQ(Answer(R"({"status": 409, "message": "Conflict"})"), R"({"message":"Conflict","status":409})");
}

TEST(ShownBody, WhatIsNoJsonIsTheSizeOnly) {
  EXPECT_EQ(Request("OTP=hush"), "(8 bytes, no JSON)");
  EXPECT_EQ(ShownBody(BodyOf::kAnswer, "image/png", "hush"), "(4 bytes, a picture)");
  EXPECT_EQ(Request(""), "");
}

TEST(ShownBody, OnlyPrintableAsciiIsShown) {
  EXPECT_EQ(Request("{\"userID\": \"\xC3\xA9\\u001b[2J\"}"), R"({"userID":"\u00e9\u001b[2J"})");
}

TEST(ShownBody, WhatIsTooDeepIsHidden) {
  const std::string deep = std::string(30, '[') + std::string(30, ']');
  EXPECT_THAT(Request(deep), HasSubstr("(hidden)"));
}

/// What an observer is told of requests.
class ShownRequestTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceConfig config;
    config.show_bodies = true;
    config.on_request = [this](const RequestEvent& event) { events_.push_back(event); };
    Start(std::move(config));
  }
  std::vector<RequestEvent> events_;
};

TEST_F(ShownRequestTest, HandlesInThePathStayPlaceholders) {
  static_cast<void>(AddDevice("abcdef", "0000000000"));
  static_cast<void>(Get("/v1/sessions/0b6f2c1e-7a44-4c0e-9d53-2f1f0f5f9a10"));
  EXPECT_EQ(events_[0].target, "/v1/registrations/{registrationID}/add-device");
  EXPECT_EQ(events_[1].target, "/v1/sessions/{requestID}");
}

TEST_F(ShownRequestTest, UsersAndAuthenticatorsInThePathAreShown) {
  static_cast<void>(Get("/v1/users/alice@master"));
  static_cast<void>(Post("/v1/authenticators/VDP0000001/applications/RO%20OFFLINE/generate-votp", {}));
  EXPECT_EQ(events_[0].target, "/v1/users/alice@master");
  EXPECT_EQ(events_[1].target, "/v1/authenticators/VDP0000001/applications/RO%20OFFLINE/generate-votp");
}

TEST_F(ShownRequestTest, AnUnknownPathIsNotShown) {
  static_cast<void>(Get("/v1/hush?hush=hush"));
  EXPECT_THAT(events_[0].target, Not(HasSubstr("/hush")));
}

TEST_F(ShownRequestTest, TheQueryIsHiddenExceptWhatIsHarmless) {
  static_cast<void>(Get("/v1/visualcodes/render?message=4869&format=CRONTO&imageSize=210"));
  EXPECT_EQ(events_[0].target, "/v1/visualcodes/render?message=(hidden)&format=CRONTO&imageSize=210");
  EXPECT_THAT(events_[0].reply_body, HasSubstr("a picture"));
}

TEST_F(ShownRequestTest, BothBodiesAreShownWithoutTheirSecrets) {
  const Reply reply = Register({{"staticPassword", "Secret42x"}});
  ASSERT_THAT(reply, HasStatus(200));
  EXPECT_THAT(events_[0].request_body, AllOf(HasSubstr(R"("userID":"alice")"), Not(HasSubstr("Secret42x"))));
  EXPECT_THAT(events_[0].reply_body,
              AllOf(HasSubstr(R"("serialNumber":"VDS)"), Not(HasSubstr(reply.Text("activationPassword"))),
                    Not(HasSubstr(reply.Text("registrationID")))));
}

TEST_F(ShownRequestTest, NothingIsShownUnlessItIsAskedFor) {
  std::vector<RequestEvent> events;
  ServiceConfig config;
  config.on_request = [&events](const RequestEvent& event) { events.push_back(event); };
  Start(std::move(config));
  static_cast<void>(Register());
  EXPECT_EQ(events[0].target + events[0].request_body + events[0].reply_body, "");
}

}  // namespace
}  // namespace authtree::inline v0::simulator
