#include <string>

#include <gtest/gtest.h>

#include "rest_api_fixture.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr std::string_view kReply = R"({"domain":"demo","serialNumber":"SIM0000001-1","userID":"alice"})";

class ActivateDeviceTest : public RestApiTest {
 protected:
  Result<ActivateDeviceReply> Activate(std::string registration, std::string_view signature) {
    return testkit::Drive(
        api_->ActivateDevice(Call(), ActivateDeviceRequest(std::move(registration), Secret(signature))));
  }
};

TEST_F(ActivateDeviceTest, SendsTheSignatureAlone) {
  ReplyJson(200, kReply);
  ASSERT_TRUE(Activate("reg-1", "481902").has_value());
  EXPECT_EQ(LastRequest().body, R"({"signature":"481902"})");
  EXPECT_EQ(LastRequest().target, "/v1/registrations/reg-1/activate");
  EXPECT_EQ(LastRequest().route, "/v1/registrations/{registrationID}/activate");
  EXPECT_EQ(LastRequest().resend, http::Resend::kNever);
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(ActivateDeviceTest, TakesSignaturesOf6To16Characters) {
  for (const std::size_t length : {6U, 16U}) {
    ReplyJson(200, kReply);
    EXPECT_TRUE(Activate("reg-1", std::string(length, '7')).has_value()) << length;
    EXPECT_EQ(ContractViolations(), "");
  }
}

TEST_F(ActivateDeviceTest, RefusesOtherSignaturesBeforeTheCall) {
  for (const std::size_t length : {0U, 5U, 17U}) {
    EXPECT_THAT(Activate("reg-1", std::string(length, '7')),
                FailsWith(ErrorCode::kInvalidInput, "signature"));
  }
  EXPECT_THAT(Activate("", "481902"), FailsWith(ErrorCode::kInvalidInput, "registrationID"));
  EXPECT_TRUE(transport_->sent().empty());
}

TEST_F(ActivateDeviceTest, ReadsTheAnswer) {
  ASSERT_EQ(ReplyViolations("/v1/registrations/reg-1/activate", 200, kReply), "");
  ReplyJson(200, kReply);
  const auto reply = Activate("reg-1", "481902");
  ASSERT_TRUE(reply.has_value());
  EXPECT_EQ(reply->serial_number, "SIM0000001-1");
  EXPECT_EQ(reply->user_id, "alice");
  EXPECT_EQ(reply->domain, "demo");
}

TEST_F(ActivateDeviceTest, EveryMemberMayBeAbsent) {
  ReplyJson(200, "{}");
  EXPECT_TRUE(Activate("reg-1", "481902").has_value());
}

TEST_F(ActivateDeviceTest, RejectsWrongTypesAndOtherBodies) {
  ReplyJson(200, R"({"serialNumber":7})");
  EXPECT_THAT(Activate("reg-1", "481902"), FailsWith(ErrorCode::kRejected, "serialNumber"));
  ReplyJson(200, R"({"userID":{}})");
  EXPECT_THAT(Activate("reg-1", "481902"), FailsWith(ErrorCode::kRejected, "userID"));
  ReplyJson(200, "null");
  EXPECT_THAT(Activate("reg-1", "481902"), FailsWith(ErrorCode::kRejected, "body"));
  transport_->Reply(200);
  EXPECT_THAT(Activate("reg-1", "481902"), FailsWith(ErrorCode::kRejected, "Content-Type"));
}

TEST_F(ActivateDeviceTest, TakesTheRightSignatureAfterAWrongOne) {
  ReplyError(409, "Wrong signature");
  ReplyJson(200, kReply);
  EXPECT_EQ(Activate("reg-1", "111111").error().code(), ErrorCode::kConflict);
  EXPECT_TRUE(Activate("reg-1", "222222").has_value());
}

}  // namespace
}  // namespace authtree::inline v0::onespan
