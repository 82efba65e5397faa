// Accounts, authenticators, virtual OTPs and the activation that an administrator begins, on the wire.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rest_api_fixture.h"

namespace authtree::inline v0::onespan {
namespace {

std::string Page(int total, std::vector<std::string> serials) {
  Json rows = Json::array();
  for (const std::string& serial : serials) {
    rows.push_back(Json{{"serialNumber", serial},
                        {"authenticatorType", "VIR10"},
                        {"applications", Json::array({Json{{"name", "RO VIRTUAL"}, {"type", "RO"}}})}});
  }
  return DumpJson(Json{{"total", total}, {"count", serials.size()}, {"authenticators", rows}});
}

class AccountsTest : public RestApiTest {
 protected:
  Result<QueryAuthenticatorsReply> Query(QueryAuthenticatorsRequest request = {}) {
    return testkit::Drive(api_->QueryAuthenticators(Call(), std::move(request)));
  }
};

TEST_F(AccountsTest, ReadsAllPagesOfAuthenticators) {
  ReplyJson(200, Page(3, {"VDP1000001", "VDP1000002"}));
  ReplyJson(200, Page(3, {"VDP1000003"}));
  const auto reply = Query();
  ASSERT_TRUE(reply.has_value()) << Described(reply);
  ASSERT_EQ(reply->authenticators.size(), 3U);
  EXPECT_EQ(reply->authenticators[2].serial_number, "VDP1000003");
  EXPECT_EQ(reply->authenticators[0].applications.at(0).type, "RO");
  EXPECT_THAT(LastRequest().target, ::testing::HasSubstr("offset=2"));
}

TEST_F(AccountsTest, StopsWhenItHasEnough) {
  ReplyJson(200, Page(300, {"VDP1000001", "VDP1000002"}));
  QueryAuthenticatorsRequest request;
  request.at_most = 1;
  const auto reply = Query(std::move(request));
  ASSERT_TRUE(reply.has_value());
  EXPECT_EQ(reply->authenticators.size(), 1U);
  EXPECT_EQ(transport_->sent().size(), 1U);
}

TEST_F(AccountsTest, EndsAtAnEmptyPage) {
  ReplyJson(200, Page(5, {}));
  const auto reply = Query();
  ASSERT_TRUE(reply.has_value());
  EXPECT_TRUE(reply->authenticators.empty());
}

TEST_F(AccountsTest, AListWithoutItsTotalBreaksThePromise) {
  ReplyJson(200, R"({"authenticators":[]})");
  EXPECT_THAT(Query(), FailsWith(ErrorCode::kRejected, "total"));
}

TEST_F(AccountsTest, FiltersInTheQueryOnly) {
  QueryAuthenticatorsRequest request;
  request.type = "VIR10";
  request.domain = "a&assigned=false";
  request.assigned = true;
  ReplyJson(200, Page(0, {}));
  ASSERT_TRUE(Query(std::move(request)).has_value());
  EXPECT_THAT(LastRequest().target,
              ::testing::HasSubstr("domain=a%26assigned%3Dfalse&type=VIR10&assigned=true"));
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(AccountsTest, AccountsAreCreatedWithPutAndChangedWithPatch) {
  CreateUserRequest create(Alice());
  create.static_password = Secret("Secret#12");
  create.virtual_otp_delivery = VirtualOtpDelivery::kEmail;
  create.extra.emplace_back("emailAddress", Value(Json("alice@example.com")));
  ReplyJson(201, R"({"userID":"alice"})");
  ASSERT_TRUE(testkit::Drive(api_->CreateUser(Call(), std::move(create))).has_value());
  EXPECT_EQ(LastRequest().method, http::Method::kPut);
  EXPECT_EQ(LastBody(), (Json{{"staticPassword", "Secret#12"},
                              {"vdpDeliveryMethod", "Email"},
                              {"emailAddress", "alice@example.com"}}));
  EXPECT_EQ(ContractViolations(), "");

  UpdateUserRequest change(Alice());
  change.entity_tag = "\"7\"";
  change.virtual_otp_delivery = VirtualOtpDelivery::kSms;
  ReplyJson(200, R"({"userID":"alice"})");
  ASSERT_TRUE(testkit::Drive(api_->UpdateUser(Call(), std::move(change))).has_value());
  EXPECT_EQ(LastRequest().method, http::Method::kPatch);
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(AccountsTest, ReadsTheAuthenticatorsOfAUser) {
  ReplyJson(200, R"({"userID":"alice","authenticators":["VDP1000001","VDS1000001-1"]})");
  const auto reply = testkit::Drive(api_->ViewUser(Call(), ViewUserRequest(Alice())));
  ASSERT_TRUE(reply.has_value());
  EXPECT_THAT(reply->authenticators, ::testing::ElementsAre("VDP1000001", "VDS1000001-1"));
}

TEST_F(AccountsTest, AVirtualOtpMayComeInTheAnswer) {
  GenerateVirtualOtpRequest request("VDP1000001", "RO/VIRTUAL", VirtualOtpChannel::kResponse);
  ReplyJson(200, R"({"otp":"481902"})");
  const auto reply = testkit::Drive(api_->GenerateVirtualOtp(Call(), std::move(request)));
  ASSERT_TRUE(reply.has_value());
  EXPECT_EQ(reply->otp->Expose(), "481902");
  EXPECT_THAT(LastRequest().target, ::testing::HasSubstr("/applications/RO%2FVIRTUAL/generate-votp"));
}

TEST_F(AccountsTest, AVirtualOtpThatWasSentHasNoAnswer) {
  transport_->Reply(http::Response(204));
  const auto reply = testkit::Drive(api_->GenerateVirtualOtp(
      Call(), GenerateVirtualOtpRequest("VDP1000001", "RO VIRTUAL", VirtualOtpChannel::kSms)));
  ASSERT_TRUE(reply.has_value()) << Described(reply);
  EXPECT_FALSE(reply->otp.has_value());
}

TEST_F(AccountsTest, AnAdministratorBeginsAnActivation) {
  ReplyJson(200, R"({"activationMessage":"0a0b"})");
  const auto message =
      testkit::Drive(api_->GenerateActivationMessage(Call(), ActivationMessageRequest("VDS1000001")));
  ASSERT_TRUE(message.has_value()) << Described(message);
  EXPECT_EQ(message->activation_message.Expose(), "0a0b");
  EXPECT_EQ(LastRequest().body, "");

  ReplyJson(200, R"({"registrationID":"reg-1","activationMessage2":"0c0d","serialNumber":"VDS1000001-1"})");
  const auto started = testkit::Drive(api_->StartRegistration(
      Call(), StartRegistrationRequest(Alice(), Secret("Secret#1"), Secret("3051746802"))));
  ASSERT_TRUE(started.has_value()) << Described(started);
  EXPECT_EQ(started->registration_id, "reg-1");
  EXPECT_EQ(LastBody()["activationType"], "offlineMDL");
}

TEST_F(AccountsTest, AnActivationMessageThatIsNoHexBreaksThePromise) {
  ReplyJson(200, R"({"activationMessage":"hello"})");
  EXPECT_THAT(testkit::Drive(api_->GenerateActivationMessage(Call(), ActivationMessageRequest("VDS1000001"))),
              FailsWith(ErrorCode::kRejected, "activationMessage"));
}

TEST_F(AccountsTest, AFido2DeviceNeedsTheIdOfItsRequest) {
  RegisterFidoDeviceRequest request(Alice(), FidoProtocol::kFido2, Secret("attestation"));
  EXPECT_THAT(testkit::Drive(api_->RegisterFidoDevice(Call(), std::move(request))),
              FailsWith(ErrorCode::kInvalidInput, "requestID"));
}

TEST_F(AccountsTest, AChallengeHasFourToSixteenDigits) {
  for (const int length : {3, 17}) {
    EXPECT_THAT(testkit::Drive(api_->GenerateChallenge(Call(), GenerateChallengeRequest(Alice(), length))),
                FailsWith(ErrorCode::kInvalidInput, "length"));
  }
  ReplyJson(200, R"({"challenge":"123456","requestID":"r-1"})");
  const auto reply = testkit::Drive(api_->GenerateChallenge(Call(), GenerateChallengeRequest(Alice(), 6)));
  ASSERT_TRUE(reply.has_value());
  EXPECT_EQ(LastBody(), (Json{{"length", 6}, {"checkDigit", false}}));
}

TEST_F(AccountsTest, AMessageForADeviceNamesItsApplication) {
  SecureChallengeRequest request(Alice(), "Login", "Is it you?");
  request.application = CryptoApplication::At(9);
  EXPECT_THAT(testkit::Drive(api_->GenerateSecureChallenge(Call(), request)),
              FailsWith(ErrorCode::kInvalidInput, "cryptoAppIndex"));
  request.application = CryptoApplication::At(2);
  ReplyJson(200, R"({"requestID":"r-1","requestMessage":"0a0b"})");
  const auto reply = testkit::Drive(api_->GenerateSecureChallenge(Call(), request));
  ASSERT_TRUE(reply.has_value()) << Described(reply);
  EXPECT_EQ(LastBody()["request"]["body"]["options"]["cryptoAppIndex"], 2);
  EXPECT_EQ(ContractViolations(), "");
}

}  // namespace
}  // namespace authtree::inline v0::onespan
