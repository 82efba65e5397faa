#include "transaction_collector_node.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testkit::NodeTester;

std::vector<std::string> PromptsOf(const std::vector<Callback>& callbacks) {
  std::vector<std::string> prompts;
  for (const Callback& callback : callbacks) prompts.push_back(callback.prompt());
  return prompts;
}

// Answers in the order of the prompt, the same in every test.
template <class Tester>
void AnswerTransfer(Tester& tester, std::size_t first_after_user = 1) {
  tester.Answer(0, "alice");
  const std::vector<std::string> answers{"ACC-1", "66.66", "IBAN-1", "Bob", "CAD", "ExternalTransfer"};
  for (std::size_t i = 0; i < answers.size(); ++i) tester.Answer(first_after_user + i, answers[i]);
}

TEST(TransactionCollectorNode, IsRefusedWithANamelessAttribute) {
  EXPECT_TRUE(FindingsOf<TransactionCollectorNode>(Json{{"optionalAttributes", {"x", ""}}}).has_errors());
}

TEST(TransactionCollectorNode, AsksForATransfer) {
  NodeTester<TransactionCollectorNode> tester;
  EXPECT_THAT(PromptsOf(tester.Run().callbacks()),
              ElementsAre("User Name", "Creditor's Account Reference", "Amount", "Creditor's IBAN",
                          "Creditor's Name", "Currency", "Transaction Type"));
}

TEST(TransactionCollectorNode, D_COR_17_IsContentWithWhatItAskedFor) {
  NodeTester<TransactionCollectorNode> tester;
  tester.Run();
  AnswerTransfer(tester);
  const auto result = tester.Run();
  EXPECT_THAT(result, LeavesBy("outcome"));
  EXPECT_THAT(result.written(), ElementsAre("accountRef", "amount", "creditorIBAN", "creditorName",
                                            "currency", "transactionType", "username"));
  EXPECT_EQ(tester.Text("username"), "alice");
  EXPECT_EQ(tester.Text("accountRef"), "ACC-1");
  EXPECT_EQ(tester.Text("amount"), "66.66");
  EXPECT_EQ(tester.Text("creditorIBAN"), "IBAN-1");
  EXPECT_EQ(tester.Text("creditorName"), "Bob");
  EXPECT_EQ(tester.Text("currency"), "CAD");
  EXPECT_EQ(tester.Text("transactionType"), "ExternalTransfer");
  EXPECT_EQ(tester.TierOf("amount"), Tier::kShared);
}

TEST(TransactionCollectorNode, AsksForFurtherValuesByNameAndOnce) {
  NodeTester<TransactionCollectorNode> tester(
      Json{{"optionalAttributes", {"debtorIBAN", "amount", "debtorIBAN", "PIN"}}});
  const auto prompt = tester.Run().callbacks();
  ASSERT_EQ(prompt.size(), 9U);
  EXPECT_EQ(prompt.at(7).prompt(), "debtorIBAN");
  EXPECT_EQ(prompt.at(8).type(), CallbackType::kPassword);
  AnswerTransfer(tester);
  EXPECT_THAT(tester.Answer(7, "IBAN-2").Answer(8, "1234").Run(), LeavesBy("outcome"));
  EXPECT_EQ(tester.Text("debtorIBAN"), "IBAN-2");
}

TEST(TransactionCollectorNode, KeepsThePasswordAsATransientSecret) {
  NodeTester<TransactionCollectorNode> tester(Json{{"passKeyRequired", true}});
  const auto prompt = tester.Run().callbacks();
  ASSERT_EQ(prompt.size(), 8U);
  EXPECT_EQ(prompt.at(1).type(), CallbackType::kPassword);
  EXPECT_EQ(prompt.at(1).prompt(), "Password");
  AnswerTransfer(tester, 2);
  EXPECT_THAT(tester.Answer(1, "Test1234").Run(), LeavesBy("outcome"));
  EXPECT_EQ(tester.TierOf("password"), Tier::kTransient);
  EXPECT_TRUE(tester.IsSecret("password"));
}

TEST(TransactionCollectorNode, AsksAgainWhenAnAnswerIsMissing) {
  NodeTester<TransactionCollectorNode> tester;
  tester.Run();
  std::vector<Callback> few;
  few.push_back(Callback::Name("Amount", "1"));
  tester.Submit(std::move(few));
  EXPECT_THAT(tester.Run(), Asks(7));
}

TEST(TransactionCollectorNode, D_COR_39_FieldsStartEmpty) {
  NodeTester<TransactionCollectorNode> tester(Json{{"optionalAttributes", {"debtorIBAN"}}});
  for (const Callback& callback : tester.Run().callbacks())
    EXPECT_EQ(callback.Text(), "") << callback.prompt();
}

}  // namespace
}  // namespace authtree::inline v0::nodes
