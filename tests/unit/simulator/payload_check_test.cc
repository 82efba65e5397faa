#include "authtree/core/encoding.h"

#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class PayloadCheckTest : public ServiceTest {
 protected:
  /// A complete error body, its id the same as in the header.
  void ExpectErrorBody(const Reply& reply, int status, const std::string& reason) {
    EXPECT_THAT(reply, HasStatus(status));
    EXPECT_EQ(reply.body.value("status", 0), status);
    EXPECT_EQ(reply.Text("error"), reason);
    EXPECT_NE(reply.Text("message"), "");
    EXPECT_THAT(reply.Text("service"), testing::StartsWith("simulated-"));
    EXPECT_TRUE(IsUuid(reply.Text("logCorrelationID")));
    EXPECT_EQ(reply.correlation_id, reply.Text("logCorrelationID"));
    EXPECT_EQ(reply.Text("timestamp"), "2025-01-31T09:15:00Z");
  }
  Json Adaptive(const Json& more = Json::object()) {
    Json body = {{"objectType", "AdaptiveRegisterUserInput"},
                 {"cddc", {{"browserCDDC", Json::object()}}},
                 {"relationshipRef", "alice"},
                 {"sessionID", "4ED2"}};
    body.update(more);
    return body;
  }
  std::string Long(std::size_t size) { return std::string(size, 'x'); }
};

TEST_F(PayloadCheckTest, AllFindingsComeAtOnce) {
  const Reply reply = Register({{"userID", ""},
                                {"staticPassword", "short"},
                                {"activationType", "telepathy"},
                                {"authenticatorDescription", " blank"},
                                {"digipassType", "DAL"},
                                {"domain", Long(256)},
                                {"emailAddress", Long(255)},
                                {"mobilePhoneNumber", Long(251)},
                                {"phoneNumber", "call me"},
                                {"serialNumber", "VDS-000001"},
                                {"clientIP", "192.0.2.256"},
                                {"cookieID", Long(251)},
                                {"cddc", Json::object()},
                                {"appLanguage", 7}});
  ExpectErrorBody(reply, 400, "Bad Request");
  EXPECT_THAT(
      reply.FindingFields(),
      UnorderedElementsAre("userID", "staticPassword", "activationType", "authenticatorDescription",
                           "digipassType", "domain", "emailAddress", "mobilePhoneNumber", "phoneNumber",
                           "serialNumber", "clientIP", "cookieID", "cddc", "appLanguage"));
  for (const Json& error : reply.body["validationErrors"]) {
    EXPECT_EQ(error["object"], "RegisterUserInputEx");
    EXPECT_EQ(error.size(), 3U);
  }
  EXPECT_THAT(reply.Findings(), Contains("staticPassword: size must be between 8 and 255"));
  EXPECT_THAT(reply.text, Not(HasSubstr("short"))) << "a finding never repeats the value";
}

TEST_F(PayloadCheckTest, AdaptivePayloadsNeedTheRiskMembers) {
  const Reply reply = Register({{"objectType", "AdaptiveRegisterUserInput"}, {"sessionID", "xyz"}});
  EXPECT_THAT(reply.FindingFields(), UnorderedElementsAre("cddc", "relationshipRef", "sessionID"));
  EXPECT_THAT(Register(Adaptive({{"addressCountry", "BEL"}, {"authentStatus", "x"}, {"eventDate", Long(21)}}))
                  .FindingFields(),
              UnorderedElementsAre("addressCountry", "authentStatus", "eventDate"));
}

TEST_F(PayloadCheckTest, LimitsHoldOnBothSides) {
  const std::vector<std::pair<Json, int>> cases = {{{{"userID", Long(255)}}, 200},
                                                   {{{"userID", Long(256)}}, 400},
                                                   {{{"staticPassword", Long(8)}}, 200},
                                                   {{{"staticPassword", Long(7)}}, 400},
                                                   {{{"staticPassword", Long(255)}}, 200},
                                                   {{{"staticPassword", Long(256)}}, 400},
                                                   {{{"phoneNumber", "+32 (0)2-555"}}, 200},
                                                   {{{"phoneNumber", std::string(21, '1')}}, 400},
                                                   {{{"authenticatorDescription", Long(255)}}, 200},
                                                   {{{"authenticatorDescription", "a\tb"}}, 400},
                                                   {{{"clientIP", "192.0.2.10"}}, 200},
                                                   {{{"clientIP", "::1"}}, 400},
                                                   {{{"digipassType", "DAL10"}}, 200},
                                                   {{{"digipassType", "DAL101"}}, 400},
                                                   {{{"serialNumber", "VDS1000001"}}, 200},
                                                   {{{"serialNumber", "vds1000001"}}, 400}};
  for (const auto& [members, status] : cases) {
    Start(ServiceConfig());
    EXPECT_THAT(Register(members), HasStatus(status)) << members.dump().substr(0, 60);
  }
}

TEST_F(PayloadCheckTest, LengthsCountCharactersAndNotBytes) {
  std::string name;
  for (int i = 0; i < 255; ++i) name += "\xC3\xBC";
  EXPECT_THAT(Register({{"userID", name}}), HasStatus(200));
}

TEST_F(PayloadCheckTest, DeviceCodesAndSignaturesHaveTheirLengths) {
  const std::string id = Register().Text("registrationID");
  for (const auto& [size, status] :
       std::vector<std::pair<std::size_t, int>>{{4, 400}, {5, 409}, {26, 409}, {27, 400}}) {
    EXPECT_THAT(AddDevice(id, std::string(size, '1')), HasStatus(status)) << size;
  }
  for (const auto& [size, status] :
       std::vector<std::pair<std::size_t, int>>{{5, 400}, {6, 409}, {16, 409}, {17, 400}}) {
    EXPECT_THAT(Activate(id, std::string(size, '1')), HasStatus(status)) << size;
  }
  EXPECT_THAT(AddDevice(Long(41), "1").FindingFields(), UnorderedElementsAre("registrationID", "deviceCode"));
  EXPECT_THAT(Activate(Long(40), "123456"), HasStatus(404));
}

TEST_F(PayloadCheckTest, CddcHasExactlyOneKind) {
  const Json browser = {{"browserCDDC", {{"fingerprintRaw", {{"a", 1}}}, {"fingerprintHash", "h"}}}};
  const Json mobile = {
      {"mobileCDDC", {{"version", "1"}, {"clearData", {{{"0", "x"}}}}, {"encryptedDataList", {"y"}}}}};
  Json both = browser;
  both.update(mobile);
  EXPECT_THAT(Register({{"cddc", browser}}), HasStatus(200));
  EXPECT_THAT(Register({{"cddc", mobile}}), HasStatus(200));
  EXPECT_THAT(Register({{"cddc", both}}).FindingFields(), ElementsAre("cddc"));
  EXPECT_THAT(Register({{"cddc", "text"}}).FindingFields(), ElementsAre("cddc"));
  EXPECT_THAT(Register({{"cddc", {{"browserCDDC", {{"fingerprintHash", Long(2001)}}}}}}).FindingFields(),
              ElementsAre("cddc.browserCDDC.fingerprintHash"));
  EXPECT_THAT(Register({{"cddc", {{"mobileCDDC", {{"version", 1}, {"clearData", "x"}}}}}}).FindingFields(),
              UnorderedElementsAre("cddc.mobileCDDC.version", "cddc.mobileCDDC.clearData"));
}

TEST_F(PayloadCheckTest, ObjectTypeMustBeKnown) {
  for (const Json& type : {Json(), Json("Nonsense"), Json(1)}) {
    const Reply reply = Register({{"objectType", type}});
    ExpectErrorBody(reply, 400, "Bad Request");
    EXPECT_THAT(reply.FindingFields(), ElementsAre("objectType"));
  }
}

TEST_F(PayloadCheckTest, RequiredMembersMayNotBeNullOthersMay) {
  EXPECT_THAT(Register({{"userID", nullptr}}).FindingFields(), ElementsAre("userID"));
  EXPECT_THAT(Register({{"domain", nullptr}, {"staticPassword", nullptr}}), HasStatus(200));
}

TEST_F(PayloadCheckTest, LooseTypesAreAcceptedUnlessStrict) {
  EXPECT_THAT(Register(Adaptive({{"authentStatus", "-1"}, {"unknown", true}})), HasStatus(200));
  EXPECT_THAT(Register(Adaptive({{"authentStatus", 3'000'000'000}})).FindingFields(),
              ElementsAre("authentStatus"));
  StartWith(R"({"rules": {"strictPayloads": true}})");
  EXPECT_THAT(
      Register(Adaptive({{"authentStatus", "-1"}, {"unknown", true}, {"domain", nullptr}})).FindingFields(),
      UnorderedElementsAre("authentStatus", "unknown", "domain"));
  EXPECT_THAT(Post("/v1/registrations/check-status", {{"login", "alice"}, {"timeoutSeconds", "0"}}),
              HasStatus(400));
}

TEST_F(PayloadCheckTest, CheckStatusChecksItsMembers) {
  EXPECT_THAT(Post("/v1/registrations/check-status", {{"domain", Long(256)}, {"timeoutSeconds", "soon"}})
                  .FindingFields(),
              UnorderedElementsAre("login", "domain", "timeoutSeconds"));
}

TEST_F(PayloadCheckTest, TheEnvironmentHeaderIsChecked) {
  http::Headers headers;
  headers.Add("content-type", "application/json; charset=utf-8");
  headers.Add("risk-analytics-environment", "no good!");
  const http::Response answer =
      service_->Answer(http::ServerRequest(http::Method::kPost, "/v1/users/register")
                           .WithHeaders(std::move(headers))
                           .WithBody(Secret(R"({"objectType": "RegisterUserInputEx", "userID": "alice"})")));
  EXPECT_EQ(answer.status(), 400);
  EXPECT_THAT(std::string(answer.body().Expose()), HasSubstr("Risk-Analytics-Environment"));
}

TEST_F(PayloadCheckTest, TheUserSegmentNeedsAnAtSign) {
  for (const char* segment : {"alice", "alice@", "@master", "%zz@master", "%FF@master"}) {
    const Reply reply =
        Post("/v1/users/" + std::string(segment) + "/unregister", {{"objectType", "UnregisterUserInputEx"}});
    ExpectErrorBody(reply, 400, "Bad Request");
    EXPECT_THAT(reply.FindingFields(), ElementsAre("userID@domain")) << segment;
  }
  EXPECT_THAT(Post("/v1/users/alice/unregister", Json::object()).FindingFields(),
              UnorderedElementsAre("userID@domain", "objectType"));
}

TEST_F(PayloadCheckTest, MalformedJsonIsABadRequest) {
  for (const char* body :
       {"", "{", "[]", "7", R"({"userID": "a", "userID": "b"})", "{\"userID\": \"\xFF\"}"}) {
    const Reply reply = Send(http::Method::kPost, "/v1/users/register", body);
    ExpectErrorBody(reply, 400, "Bad Request");
    EXPECT_THAT(reply.Findings(), IsEmpty());
  }
}

TEST_F(PayloadCheckTest, OtherContentTypesAreNotSupported) {
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded"}) {
    ExpectErrorBody(Send(http::Method::kPost, "/v1/users/register", "{}", type), 415,
                    "Unsupported Media Type");
  }
}

TEST_F(PayloadCheckTest, AWrongMethodNamesTheRightOnes) {
  const Reply reply = Send(http::Method::kGet, "/v1/users/register");
  ExpectErrorBody(reply, 405, "Method Not Allowed");
  EXPECT_EQ(reply.allow, "POST");
  EXPECT_EQ(Send(http::Method::kPut, "/v1/visualcodes/render").allow, "GET, POST");
}

TEST_F(PayloadCheckTest, UnknownPathsAreNotFound) {
  for (const char* path : {"/", "/v1", "/v1/users", "/v1/users/register/", "/v2/users/register",
                           "/v1/registrations//activate", "/v1/users/a@b/unregister/x"}) {
    ExpectErrorBody(Send(http::Method::kPost, path, "{}"), 404, "Not Found");
  }
}

}  // namespace
}  // namespace authtree::inline v0::simulator
