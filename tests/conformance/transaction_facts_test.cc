// T-29 to T-31: transactions.
#include <array>
#include <string_view>

#include "step_up_facts.h"

namespace authtree::inline v0::conformance {
namespace {

constexpr std::string_view kValidate = "OS_Auth_ValidateTransactionNode";

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kTransaction{
    {{"transactionType", "ExternalTransfer"},
     {"currency", "CAD"},
     {"amount", "66.66"},
     {"creditorIBAN", "IBAN123123"},
     {"debtorIBAN", "IBAN234234"},
     {"creditorBank", "ABC Bank"},
     {"accountRef", "Ref123123"},
     {"creditorName", "John Smith"}}};

Json Properties(const Json& more = Json::object()) {
  Json attributes = Json::object();
  for (const auto& [field, value] : kTransaction) attributes[std::string(field)] = field;
  Json properties{{"objectType", "AdaptiveTransactionValidationInput"},
                  {"visualCodeMessageOptions", "sessionID"},
                  {"dataToSign", "transactionMessage"},
                  {"orchestrationDelivery", "none"},
                  {"adaptiveAttributes", attributes}};
  properties.update(more);
  return properties;
}

void FillTransaction(FactNode& node) {
  node.UserAndFingerprint();
  for (const auto& [key, value] : kTransaction) node.Shared(key, value);
}

void ExpectTransactionSent(const Json& body) {
  for (const auto& [field, value] : kTransaction) EXPECT_EQ(body.at(std::string(field)), value) << field;
}

TEST(Conformance, T29_ValidateTransactionWithoutData) {
  const LiveWorld world;
  FactNode node(world, kValidate, Properties());
  ExpectErrorWithoutACall(world, node);
}

TEST(Conformance, T30_ValidateTransactionStepsUp) {
  const LiveWorld world(AsksTheApp("validate_transaction"));
  ASSERT_NO_FATAL_FAILURE(ActivateApp(world));
  FactNode node(world, kValidate, Properties());
  FillTransaction(node);
  EXPECT_THAT(node.Step(), LeavesBy("StepUp"));
  ExpectStepUp(world, node);
  ExpectTransactionSent(world.LastBody());
}

TEST(Conformance, T31_ValidateTransactionSendsOptionalAttributes) {
  const LiveWorld world(AsksTheApp("validate_transaction"));
  ASSERT_NO_FATAL_FAILURE(ActivateApp(world));
  FactNode node(world, kValidate, Properties(Json{{"optionalAttributes", PhoneAndMailMap()}}));
  FillTransaction(node);
  EXPECT_THAT(node.PhoneAndMail().Step(), LeavesBy("StepUp"));
  ExpectStepUp(world, node);
  ExpectTransactionSent(world.LastBody());
  // Not sent by the vendor's nodes: D-COR-08.
  EXPECT_EQ(world.LastBody().at("mobilePhoneNumber"), kMobilePhone);
  EXPECT_EQ(world.LastBody().at("emailAddress"), kEmail);
}

}  // namespace
}  // namespace authtree::inline v0::conformance
