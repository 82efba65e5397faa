#include "validate_transaction_node.h"

#include "authtree/testkit/fake_onespan_api.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::SessionStatus;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::Property;
using testkit::FakeOneSpanApi;
using testkit::NodeTester;

class ValidateTransactionNodeTest : public testing::Test {
 protected:
  NodeTester<ValidateTransactionNode> Tester(Json properties = Json::object()) {
    NodeTester<ValidateTransactionNode> tester(std::move(properties), api_);
    tester.Shared("username", Json("alice"))
        .Shared("ostid_cddc_json", Json("{}"))
        .Shared("ostid_cddc_hash", Json(std::string(64, 'a')))
        .Shared("ostid_cddc_ip", Json("192.0.2.10"))
        .Shared("accountRef", Json("ACC-1"))
        .Shared("amount", Json(10))
        .Shared("currency", Json("EUR"))
        .Shared("transactionType", Json("ExternalTransfer"));
    return tester;
  }
  void Answer(SessionStatus status = SessionStatus::kAccepted) {
    onespan::AuthenticationReply reply;
    reply.status = status;
    api_->validate_transaction.Reply(std::move(reply));
  }
  const onespan::ValidateTransactionRequest& Sent() const {
    return api_->validate_transaction.requests().back();
  }
  std::vector<std::string> Lines() const {
    std::vector<std::string> lines;
    for (const auto& field : std::get<onespan::MessageTransaction>(Sent().data()).fields()) {
      lines.push_back(field.label() + "=" + field.text());
    }
    return lines;
  }
  std::vector<std::string> Extra() const {
    std::vector<std::string> fields;
    for (const auto& field : Sent().extra) {
      fields.push_back(field.name() + "=" + field.value().json()->dump());
    }
    return fields;
  }

  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(ValidateTransactionNodeTest, FailsWithoutWhatTheRiskEngineDemands) {
  NodeTester<ValidateTransactionNode> tester(api_);
  tester.Shared("username", Json("alice"))
      .Shared("ostid_cddc_json", Json("{}"))
      .Shared("ostid_cddc_hash", Json("aa"))
      .Shared("ostid_cddc_ip", Json("192.0.2.10"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "accountRef"));
}

TEST_F(ValidateTransactionNodeTest, FailsWithoutTheSignature) {
  auto standard = Tester(Json{{"dataToSign", "standard"}, {"standardDataToSign", {"amount"}}});
  EXPECT_THAT(standard.Run(), FailsFor(ErrorCode::kMissingState, "signature"));
  auto channel = Tester(Json{{"dataToSign", "secureChannel"}});
  EXPECT_THAT(channel.Run(), FailsFor(ErrorCode::kMissingState, "ostid_request_id"));
}

TEST_F(ValidateTransactionNodeTest, D_COR_31_FailsWithoutTheAnswerOfTheFidoClient) {
  auto tester = Tester(Json{{"dataToSign", "fido"}, {"fidoDataToSign", Json::object()}});
  tester.Shared("ostid_request_id", Json("r-1"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "authenticationResponse"));
}

TEST_F(ValidateTransactionNodeTest, D_COR_07_TheDefaultConfigurationWorksTwice) {
  auto tester = Tester();
  for (int time = 0; time < 2; ++time) {
    Answer();
    EXPECT_THAT(tester.Run(), LeavesBy("Accept"));
    EXPECT_THAT(Lines(), ElementsAre("amount=10", "currency=EUR", "login=alice"));
  }
}

TEST_F(ValidateTransactionNodeTest, D_COR_44_ShowsOnlyLinesWhoseSourceIsConfigured) {
  Answer();
  auto tester = Tester(Json{{"adaptiveDataToSign", {{"Purpose", "purpose"}}}});
  tester.Shared("purpose", Json("Rent")).Shared("creditorName", Json("Bob \"B\""));
  EXPECT_THAT(tester.Run(), LeavesBy("Accept"));
  EXPECT_THAT(Lines(), ElementsAre("Purpose=Rent", "amount=10", "beneficiary=Bob \"B\"", "currency=EUR",
                                   "login=alice"));
}

TEST_F(ValidateTransactionNodeTest, D_COR_08_SendsOptionalAttributes) {
  Answer();
  auto tester = Tester(Json{{"optionalAttributes", {{"paymentMessage", "purpose"}}}});
  tester.Shared("purpose", Json("Rent"));
  tester.Run();
  EXPECT_THAT(Extra(), Contains("paymentMessage=\"Rent\""));
}

TEST_F(ValidateTransactionNodeTest, AmountsAreTexts) {
  Answer();
  Tester().Run();
  EXPECT_THAT(Extra(), Contains("amount=\"10\""));
}

TEST_F(ValidateTransactionNodeTest, D_COR_46_TellsTheRiskEngineWhateverIsSigned) {
  Answer();
  auto tester = Tester(Json{{"dataToSign", "standard"}, {"standardDataToSign", {"amount", "currency"}}});
  tester.Shared("signature", Secret("481902"));
  EXPECT_THAT(tester.Run(), LeavesBy("Accept"));
  EXPECT_THAT(Extra(), Contains("accountRef=\"ACC-1\""));
  EXPECT_TRUE(Sent().risk.fingerprint.has_value());
  EXPECT_THAT(std::get<onespan::StandardTransaction>(Sent().data()).data_fields(), ElementsAre("10", "EUR"));
}

TEST_F(ValidateTransactionNodeTest, D_COR_32_TheCloudProductIsToldOfNoRisk) {
  Answer();
  NodeTester<ValidateTransactionNode> tester(
      Json{{"objectType", "TransactionValidationInput"}, {"trustedDeviceMethod", "PIN"}}, api_);
  tester.Shared("username", Json("alice")).Shared("amount", Json("10"));
  EXPECT_THAT(tester.Run(), LeavesBy("Accept"));
  EXPECT_FALSE(Sent().risk.fingerprint.has_value());
  EXPECT_TRUE(Sent().extra.empty());
}

TEST_F(ValidateTransactionNodeTest, D_COR_47_SaysHowTheTrustedDeviceVerifiesItsUser) {
  Answer();
  auto tester =
      Tester(Json{{"objectType", "TransactionValidationInput"}, {"trustedDeviceMethod", "Fingerprint"}});
  EXPECT_THAT(tester.Run(), LeavesBy("Accept"));
  EXPECT_EQ(std::get<onespan::MessageTransaction>(Sent().data()).authentication_method, "Fingerprint");
}

TEST_F(ValidateTransactionNodeTest, D_COR_48_AFidoTransactionQuotesItsRequest) {
  for (const char* protocol : {"UAF11", "FIDO2"}) {
    Answer();
    auto tester = Tester(Json{{"dataToSign", "fido"}});
    tester.Shared("fidoProtocol", Json(protocol))
        .Shared("ostid_request_id", Json("r-1"))
        .Shared("authenticationResponse", Secret("{\"a\":\"b\"}"));
    EXPECT_THAT(tester.Run(), LeavesBy("Accept")) << protocol;
    EXPECT_EQ(std::get<onespan::FidoTransaction>(Sent().data()).request_id(), "r-1") << protocol;
  }
}

TEST_F(ValidateTransactionNodeTest, D_COR_33_KeepsTheRequestIdWhenTheAnswerHasNone) {
  Answer();
  auto tester = Tester();
  tester.Shared("ostid_request_id", Json("r-1"));
  tester.Run();
  EXPECT_EQ(tester.Text("ostid_request_id"), "r-1");
}

TEST_F(ValidateTransactionNodeTest, FindsWhatCannotWork) {
  EXPECT_FALSE(FindingsOf<ValidateTransactionNode>(Json::object()).has_errors());
  EXPECT_TRUE(
      FindingsOf<ValidateTransactionNode>(Json{{"adaptiveAttributes", {{"amount", "amount"}}}}).has_errors());
  EXPECT_TRUE(FindingsOf<ValidateTransactionNode>(
                  Json{{"dataToSign", "standard"}, {"standardDataToSign", Json::array()}})
                  .has_errors());
  EXPECT_TRUE(
      FindingsOf<ValidateTransactionNode>(Json{{"optionalAttributes", {{"x", "cddc"}}}}).has_errors());
}

}  // namespace
}  // namespace authtree::inline v0::nodes
