#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "register_user_fixture.h"

namespace authtree::inline v0::onespan {
namespace {

TEST_F(RegisterUserTest, ExtraPasswordAndSerialWin) {
  auto request = CloudRegistration();
  request.static_password = Secret("built-in-one");
  request.serial_number = "SIM0000001";
  request.extra.push_back(ExtraField("staticPassword", Value(Secret("mapped-one"))));
  request.extra.push_back(Text("serialNumber", "SIM0000002"));
  ReplyJson(200, kOfflineReply);
  ASSERT_TRUE(Register(std::move(request)).has_value());
  EXPECT_EQ(LastBody().at("staticPassword"), "mapped-one");
  EXPECT_EQ(LastBody().at("serialNumber"), "SIM0000002");
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(RegisterUserTest, ExtraPasswordMayBeAPlainText) {
  auto request = CloudRegistration();
  request.extra.push_back(Text("staticPassword", "mapped-one"));
  ReplyJson(200, kOfflineReply);
  ASSERT_TRUE(Register(std::move(request)).has_value());
  EXPECT_EQ(LastBody().at("staticPassword"), "mapped-one");
}

TEST_F(RegisterUserTest, SendsEveryKnownExtraField) {
  auto request = AdaptiveRegistration();
  for (const auto& [name, value] :
       std::vector<std::pair<std::string, std::string>>{{"addressCity", "Ghent"},
                                                        {"addressCountry", "BE"},
                                                        {"addressCounty", "x"},
                                                        {"addressDistrict", "x"},
                                                        {"addressName", "x"},
                                                        {"addressNumber", "7a"},
                                                        {"addressPostCode", "9000"},
                                                        {"addressStreet", "x"},
                                                        {"appLanguage", "en-CA"},
                                                        {"authenticatorDescription", "My phone"},
                                                        {"cookieID", "c"},
                                                        {"cookieSession", "s"},
                                                        {"digipassType", "DAL10"},
                                                        {"emailAddress", "a@b.c"},
                                                        {"eventDate", "10-Jan-2018 23:10:59"},
                                                        {"eventSubType", "PushAuthent"},
                                                        {"externalRef", "x"},
                                                        {"httpHeader", "A: 1\r\nB: 2"},
                                                        {"mobilePhoneNumber", "+32470"},
                                                        {"phoneNumber", "+32 (9) 1-2"},
                                                        {"postalAddress", "x\ny"},
                                                        {"referer", "https://a.example"},
                                                        {"userRef", "x"}}) {
    request.extra.push_back(Text(name, value));
  }
  ReplyJson(200, kOnlineReply);
  const auto reply = Register(std::move(request));
  ASSERT_TRUE(reply.has_value()) << Described(reply);
  EXPECT_EQ(LastBody().at("postalAddress"), "x\ny");
  EXPECT_EQ(ContractViolations(), "");
}

class ReservedName : public RegisterUserTest, public ::testing::WithParamInterface<std::string> {};

TEST_P(ReservedName, IsRefusedAsAnExtraField) {
  auto request = CloudRegistration();
  request.extra.push_back(Text(GetParam(), "x"));
  ExpectRefused(std::move(request), GetParam());
}

INSTANTIATE_TEST_SUITE_P(All, ReservedName,
                         ::testing::Values("objectType", "userID", "login", "domain", "cddc", "browserCDDC",
                                           "clientIP", "sessionID", "relationshipRef", "applicationRef",
                                           "activationType", "credentials", "USERID", "ObjectType"));

struct BadExtra {
  std::string name;
  Json value;
  std::string field;
};

class BrokenExtraField : public RegisterUserTest, public ::testing::WithParamInterface<BadExtra> {};

TEST_P(BrokenExtraField, IsRefused) {
  auto request = CloudRegistration();
  request.extra.emplace_back(GetParam().name, Value(GetParam().value));
  ExpectRefused(std::move(request), GetParam().field);
}

INSTANTIATE_TEST_SUITE_P(
    All, BrokenExtraField,
    ::testing::Values(BadExtra{"", "x", "extra"}, BadExtra{"a b", "x", "extra"},
                      BadExtra{"a\"b", "x", "extra"}, BadExtra{std::string(65, 'a'), "x", "extra"},
                      BadExtra{"mine", nullptr, "mine"}, BadExtra{"mine", Json::object(), "mine"},
                      BadExtra{"mine", Json::array(), "mine"},
                      BadExtra{"mine", std::numeric_limits<double>::quiet_NaN(), "mine"},
                      BadExtra{"mine", std::string("a\0b", 3), "mine"}, BadExtra{"mine", "\xFF", "mine"},
                      BadExtra{"emailAddress", 7, "emailAddress"},
                      BadExtra{"emailAddress", std::string(255, 'a'), "emailAddress"},
                      BadExtra{"mobilePhoneNumber", std::string(251, '1'), "mobilePhoneNumber"},
                      BadExtra{"phoneNumber", "12x", "phoneNumber"},
                      BadExtra{"phoneNumber", std::string(21, '1'), "phoneNumber"},
                      BadExtra{"digipassType", "DAL", "digipassType"},
                      BadExtra{"authenticatorDescription", " x", "authenticatorDescription"},
                      BadExtra{"authenticatorDescription", "", "authenticatorDescription"},
                      BadExtra{"addressCountry", "BEL", "addressCountry"},
                      BadExtra{"authentStatus", "0", "authentStatus"},
                      BadExtra{"authentStatus", 5000000000LL, "authentStatus"},
                      BadExtra{"staticPassword", "short", "staticPassword"},
                      BadExtra{"staticPassword", 12345678, "staticPassword"},
                      BadExtra{"serialNumber", "SIM1", "serialNumber"}));

TEST_F(RegisterUserTest, RefusesAnExtraFieldGivenTwice) {
  auto request = CloudRegistration();
  request.extra.push_back(Text("mine", "1"));
  request.extra.push_back(Text("mine", "2"));
  ExpectRefused(std::move(request), "mine");
}

TEST_F(RegisterUserTest, SendsAFieldOfOnesOwn) {
  auto request = CloudRegistration();
  request.extra.push_back(ExtraField("flag", Value(Json(true))));
  request.extra.push_back(ExtraField("count", Value(Json(3))));
  request.extra.push_back(ExtraField("hidden", Value(Secret("quiet"))));
  ReplyJson(200, kOfflineReply);
  ASSERT_TRUE(Register(std::move(request)).has_value());
  EXPECT_EQ(LastBody().at("flag"), true);
  EXPECT_EQ(LastBody().at("count"), 3);
  EXPECT_EQ(LastBody().at("hidden"), "quiet");
}

}  // namespace
}  // namespace authtree::inline v0::onespan
