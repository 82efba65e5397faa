#include <string>

#include <gtest/gtest.h>

#include "rest_api_fixture.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr std::string_view kReply =
    R"({"activationMessage2":"0253494DFF","activationType":"offlineMDL","deviceStatus":"added","deviceType":"iOS",)"
    R"("domain":"demo","registrationID":"reg-1","serialNumber":"SIM0000001-1","userID":"alice"})";

class AddDeviceTest : public RestApiTest {
 protected:
  Result<AddDeviceReply> Add(std::string registration, std::string_view code) {
    return testkit::Drive(api_->AddDevice(Call(), AddDeviceRequest(std::move(registration), Secret(code))));
  }
};

TEST_F(AddDeviceTest, SendsTheCodeAlone) {
  ReplyJson(200, kReply);
  ASSERT_TRUE(Add("reg-1", "3051746802").has_value());
  EXPECT_EQ(LastRequest().body, R"({"deviceCode":"3051746802"})");
  EXPECT_EQ(LastRequest().target, "/v1/registrations/reg-1/add-device");
  EXPECT_EQ(LastRequest().route, "/v1/registrations/{registrationID}/add-device");
  EXPECT_EQ(LastRequest().resend, http::Resend::kNever);
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(AddDeviceTest, KeepsTheRegistrationInItsPathSegment) {
  ReplyJson(200, kReply);
  ASSERT_TRUE(Add("../users?x#y", "12345").has_value());
  EXPECT_EQ(LastRequest().target, "/v1/registrations/..%2Fusers%3Fx%23y/add-device");
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(AddDeviceTest, TakesCodesOf5To26Characters) {
  for (const std::size_t length : {5U, 10U, 26U}) {
    ReplyJson(200, kReply);
    EXPECT_TRUE(Add("reg-1", std::string(length, '7')).has_value()) << length;
    EXPECT_EQ(ContractViolations(), "");
  }
}

TEST_F(AddDeviceTest, RefusesOtherCodesBeforeTheCall) {
  for (const std::string& code : {std::string(), std::string(4, '7'), std::string(27, '7'),
                                  std::string("123\n45"), std::string("1234\xFF")}) {
    EXPECT_THAT(Add("reg-1", code), FailsWith(ErrorCode::kInvalidInput, "deviceCode"));
  }
  EXPECT_TRUE(transport_->sent().empty());
}

TEST_F(AddDeviceTest, RefusesARegistrationIdOutsideItsLimits) {
  EXPECT_THAT(Add("", "12345"), FailsWith(ErrorCode::kInvalidInput, "registrationID"));
  EXPECT_THAT(Add(std::string(41, 'r'), "12345"), FailsWith(ErrorCode::kInvalidInput, "registrationID"));
  EXPECT_TRUE(transport_->sent().empty());
}

TEST_F(AddDeviceTest, ReadsTheAnswer) {
  ASSERT_EQ(ReplyViolations("/v1/registrations/reg-1/add-device", 200, kReply), "");
  ReplyJson(200, kReply);
  const auto reply = Add("reg-1", "12345");
  ASSERT_TRUE(reply.has_value());
  EXPECT_EQ(reply->activation_message2.Expose(), "0253494DFF");
  EXPECT_EQ(reply->serial_number, "SIM0000001-1");
  EXPECT_EQ(reply->device_type, "iOS");
}

TEST_F(AddDeviceTest, ReadsAnAnswerWithTheMessageAlone) {
  ReplyJson(200, R"({"activationMessage2":"00ff","serialNumber":null})");
  const auto reply = Add("reg-1", "12345");
  ASSERT_TRUE(reply.has_value());
  EXPECT_EQ(reply->serial_number, "");
}

TEST_F(AddDeviceTest, RejectsAnAnswerWithoutAnUsableMessage) {
  for (const std::string_view body : {"{}", R"({"activationMessage2":""})", R"({"activationMessage2":"xyz"})",
                                      R"({"activationMessage2":"000"})", R"({"activationMessage2":7})",
                                      R"({"activationMessage2":["00"]})"}) {
    ReplyJson(200, body);
    EXPECT_THAT(Add("reg-1", "12345"), FailsWith(ErrorCode::kRejected, "activationMessage2")) << body;
  }
  transport_->Reply(204);
  EXPECT_THAT(Add("reg-1", "12345"), FailsWith(ErrorCode::kRejected, "Content-Type"));
}

TEST_F(AddDeviceTest, TellsWhereARejectedAnswerCameFrom) {
  transport_->Reply(http::Response(200)
                        .WithHeader("log-correlation-id", std::string(kUuid))
                        .WithBody("application/json", Secret("{}")));
  const auto reply = Add("reg-1", "12345");
  EXPECT_EQ(reply.error().Find(Fact::kRoute), "/v1/registrations/{registrationID}/add-device");
  EXPECT_EQ(reply.error().Find(Fact::kHttpStatus), "200");
  EXPECT_EQ(reply.error().Find(Fact::kCorrelationId), kUuid);
}

TEST_F(AddDeviceTest, TakesTheRightCodeAfterAWrongOne) {
  ReplyError(409, "Wrong device code");
  ReplyJson(200, kReply);
  EXPECT_EQ(Add("reg-1", "11111").error().code(), ErrorCode::kConflict);
  EXPECT_TRUE(Add("reg-1", "22222").has_value());
  EXPECT_EQ(transport_->sent().size(), 2U);
}

}  // namespace
}  // namespace authtree::inline v0::onespan
