// T-01, T-02 and T-09 to T-14: nodes that call nobody.
#include <string>
#include <utility>
#include <vector>

#include "fact_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::conformance {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Property;
using testkit::StepResult;

constexpr std::string_view kCddc = "OS_Risk_CDDCNode";
constexpr std::string_view kErrorDisplay = "OS_Sample_ErrorDisplayNode";
constexpr std::string_view kTransactionCollector = "OS_Sample_TransactionCollector";

Callback Hidden(std::string_view id, std::string_view value) {
  Callback callback = Callback::HiddenValue(std::string(id), Secret());
  testkit::Fill(callback, value);
  return callback;
}

Callback Answered(Callback callback, std::string_view value) {
  testkit::Fill(callback, value);
  return callback;
}

struct Line {
  std::string_view key;
  std::string_view prompt;
  std::string_view value;
};

/// What the vendor's tests submit. The node asks for the first seven.
constexpr std::array<Line, 9> kTransaction{{{"username", "User Name", kUser},
                                            {"transactionType", "Transaction Type", "ExternalTransfer"},
                                            {"accountRef", "Creditor's Account Reference", "Ref123123"},
                                            {"amount", "Amount", "66.66"},
                                            {"creditorIBAN", "Creditor's IBAN", "IBAN123123"},
                                            {"currency", "Currency", "CAD"},
                                            {"creditorName", "Creditor's Name", "John Smith"},
                                            {"creditorBank", "Creditor's Bank", "ABC Bank"},
                                            {"debtorIBAN", "Debtor's IBAN", "IBAN234234"}}};

std::vector<Callback> Transaction() {
  std::vector<Callback> callbacks;
  for (const Line& line : kTransaction) {
    callbacks.push_back(Answered(Callback::Name(std::string(line.prompt)), line.value));
  }
  return callbacks;
}

void ExpectTransactionIn(const FactNode& node) {
  for (std::size_t i = 0; i < 7; ++i) {
    EXPECT_EQ(node.Text(kTransaction[i].key), kTransaction[i].value) << kTransaction[i].key;
  }
  // Nobody was asked for these two: D-COR-17.
  EXPECT_FALSE(node.Has("creditorBank"));
  EXPECT_FALSE(node.Has("debtorIBAN"));
}

TEST(Conformance, T01_CddcAsksForTheFingerprint) {
  const ScriptedWorld world;
  FactNode node(world, kCddc, Json{{"pushCDDCJsAsCallback", true}});
  const StepResult result = node.Step();
  // No scripts: D-SEC-20.
  ASSERT_THAT(result, Asks(2));
  EXPECT_THAT(HiddenIdsOf(result.callbacks()), ElementsAre("ostid_cddc_json", "ostid_cddc_hash"));
  EXPECT_EQ(result.outcome(), "");
}

TEST(Conformance, T02_CddcKeepsFingerprintHashAndAddress) {
  const ScriptedWorld world;
  FactNode node(world, kCddc, Json{{"pushCDDCJsAsCallback", true}});
  std::vector<Callback> submitted;
  submitted.push_back(Hidden("ostid_cddc_json", kCddcJson));
  submitted.push_back(Hidden("ostid_cddc_hash", kSubmittedCddcHash));
  const StepResult result = node.ClientIp(kCddcIp).Submit(std::move(submitted)).Step();
  EXPECT_THAT(result, LeavesBy("outcome"));
  EXPECT_THAT(result.callbacks(), IsEmpty());
  EXPECT_EQ(node.Text("ostid_cddc_json"), kCddcJson);
  EXPECT_EQ(node.Text("ostid_cddc_ip"), kCddcIp);
  // The hash of what was submitted, whatever the page says: D-SEC-17.
  EXPECT_EQ(node.Text("ostid_cddc_hash"), kCddcHash);
  EXPECT_THAT(node.SharedKeys(), IsSupersetOf({"ostid_cddc_json", "ostid_cddc_hash", "ostid_cddc_ip"}));
}

TEST(Conformance, T09_ErrorDisplayShowsTheMessage) {
  const ScriptedWorld world;
  FactNode node(world, kErrorDisplay);
  const StepResult result = node.Shared("ostid_error_message", "some dummy error message!").Step();
  EXPECT_EQ(result.outcome(), "");
  ASSERT_THAT(result, Asks(1));
  EXPECT_EQ(result.callbacks()[0].type(), CallbackType::kTextOutput);
  EXPECT_EQ(result.callbacks()[0].OutputText("message"), "some dummy error message!");
}

TEST(Conformance, T10_ErrorDisplayPassesOnWithoutAMessage) {
  const ScriptedWorld world;
  FactNode node(world, kErrorDisplay);
  const StepResult result = node.Step();
  EXPECT_THAT(result, LeavesBy("outcome"));
  EXPECT_THAT(result.callbacks(), IsEmpty());
}

TEST(Conformance, T11_TransactionCollectorAsksSevenValues) {
  const ScriptedWorld world;
  FactNode node(world, kTransactionCollector, Json{{"passKeyRequired", false}});
  const StepResult result = node.Step();
  EXPECT_EQ(result.outcome(), "");
  ASSERT_THAT(result, Asks(7));
  EXPECT_THAT(result.callbacks(), Each(Property(&Callback::type, CallbackType::kName)));
}

TEST(Conformance, T12_TransactionCollectorTakesTheInput) {
  const ScriptedWorld world;
  FactNode node(world, kTransactionCollector, Json{{"passKeyRequired", false}});
  const StepResult result = node.Submit(Transaction()).Step();
  EXPECT_THAT(result, LeavesBy("outcome"));
  EXPECT_THAT(result.callbacks(), IsEmpty());
  ExpectTransactionIn(node);
}

TEST(Conformance, T13_TransactionCollectorTakesThePassKey) {
  const ScriptedWorld world;
  FactNode node(world, kTransactionCollector, Json{{"passKeyRequired", true}});
  std::vector<Callback> submitted = Transaction();
  submitted.push_back(Answered(Callback::Password("Password"), kPassKey));
  const StepResult result = node.Submit(std::move(submitted)).Step();
  EXPECT_THAT(result, LeavesBy("outcome"));
  EXPECT_THAT(result.callbacks(), IsEmpty());
  ExpectTransactionIn(node);
  EXPECT_EQ(node.Text("password"), kPassKey);
  EXPECT_EQ(node.TierOf("password"), Tier::kTransient);
}

TEST(Conformance, T14_TransactionCollectorTakesFurtherValues) {
  const ScriptedWorld world;
  FactNode node(
      world, kTransactionCollector,
      Json{{"passKeyRequired", false}, {"optionalAttributes", {"mobilePhoneNumber", "emailAddress"}}});
  std::vector<Callback> submitted = Transaction();
  submitted.push_back(Answered(Callback::Name("mobilePhoneNumber"), kMobilePhone));
  submitted.push_back(Answered(Callback::Name("emailAddress"), kEmail));
  const StepResult result = node.Submit(std::move(submitted)).Step();
  EXPECT_THAT(result, LeavesBy("outcome"));
  EXPECT_THAT(result.callbacks(), IsEmpty());
  ExpectTransactionIn(node);
  EXPECT_EQ(node.Text("mobilePhoneNumber"), kMobilePhone);
  EXPECT_EQ(node.Text("emailAddress"), kEmail);
}

}  // namespace
}  // namespace authtree::inline v0::conformance
