#include "authentication_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

class TransactionTest : public AuthenticationTest {
 protected:
  [[nodiscard]] Reply ValidateTyped(const std::vector<std::string>& fields, std::string_view signature) {
    return Validate({{"standard", {{"dataFields", fields}, {"signature", signature}}}});
  }
  [[nodiscard]] Reply SigningRequest() {
    return Post("/v1/users/alice@master/generate-signing-request",
                {{"request",
                  {{"body",
                    {{"title", {{"text", "Transfer"}}},
                     {"dataFields", {{{"key", {{"text", "To"}}}, {"value", {{"text", "DE02"}}}}}}}}}}});
  }
};

TEST_F(TransactionTest, ASignatureOverOtherValuesIsRefused) {
  const std::string signature = Text(device_.Sign({"DE02", "100"}));
  EXPECT_THAT(ValidateTyped({"DE02", "900"}, signature), IsRefused("simulated: wrong signature"));
}

TEST_F(TransactionTest, ValuesThatRunIntoEachOtherAreNotTheSame) {
  const std::string signature = Text(device_.Sign({"12", "3"}));
  EXPECT_THAT(ValidateTyped({"1", "23"}, signature), IsRefused("simulated: wrong signature"));
}

TEST_F(TransactionTest, TheSignatureOfTheDeviceThatLoggedInIsAccepted) {
  ASSERT_THAT(LoginWithOtp(Otp()), IsAt("accepted"));
  EXPECT_THAT(ValidateTyped({"DE02", "100"}, Text(device_.Sign({"DE02", "100"}))), IsAt("accepted"));
}

TEST_F(TransactionTest, WrongSignaturesLockTheAccount) {
  for (int i = 0; i < 3; ++i) (void)ValidateTyped({"1"}, "000000");
  EXPECT_THAT(ValidateTyped({"1"}, Text(device_.Sign({"1"}))), IsRefused("User is locked"));
}

TEST_F(TransactionTest, TheDeviceSignsWhatTheSecureChannelShows) {
  const Reply request = SigningRequest();
  ASSERT_THAT(request, HasStatus(200));
  const auto reading = device_.Scan(Picture(request.Text("requestMessage")));
  ASSERT_TRUE(reading) << reading.error().Describe();
  EXPECT_EQ(reading->kind, DigipassReading::Kind::kTransaction);
  EXPECT_THAT(reading->lines,
              ElementsAre(AllOf(Field(&DisplayLine::label, "To"), Field(&DisplayLine::text, "DE02"))));
  const Json data = {
      {"secureChannel", {{"requestID", request.Text("requestID")}, {"signature", reading->code}}}};
  EXPECT_THAT(Validate(data), IsAt("accepted"));
  EXPECT_THAT(Validate(data), IsRefused("Invalid Request ID"));
}

TEST_F(TransactionTest, ASigningRequestIsNoLogin) {
  const Reply request = SigningRequest();
  const auto reading = device_.Read(Secret(request.Text("requestMessage")));
  ASSERT_TRUE(reading);
  EXPECT_THAT(LoginWithOtp(reading->code, {{"requestID", request.Text("requestID")}}),
              IsRefused("Invalid Request ID"));
}

TEST_F(TransactionTest, ANumberAsAmountIsRefused) {
  const Json body = {{"relationshipRef", "alice"}, {"sessionID", "4ED2"},
                     {"accountRef", "1"},          {"amount", 12},
                     {"currency", "EUR"},          {"transactionType", "Transfer"}};
  EXPECT_THAT(Post("/v1/transactions", body).Findings(), ElementsAre("amount: Invalid value type"));
}

TEST_F(TransactionTest, AnInsertedTransactionIsAnsweredWithTheScriptedRisk) {
  StartWith(R"({"risk": [{"operation": "insert_transaction", "type": "Transfer", "code": 1}]})");
  const Json body = {{"relationshipRef", "alice"}, {"sessionID", "4ED2"}, {"accountRef", "1"},
                     {"amount", "12.50"},          {"currency", "EUR"},   {"transactionType", "Transfer"}};
  const Reply reply = Post("/v1/transactions", body);
  EXPECT_THAT(reply, HasStatus(201));
  EXPECT_EQ(reply.body["riskResponseCode"], 1);
}

}  // namespace
}  // namespace authtree::inline v0::simulator
