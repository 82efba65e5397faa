// Whose round it is, what begins, and who is not let in: what observers are told beyond steps and ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/engine/fan_out_observer.h"
#include "authtree/node/well_known_keys.h"

#include "engine_bench.h"

namespace authtree::inline v0::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Writes down all that it is told, one line an event, and admits as it is told to.
class Scribe final : public Observer {
 public:
  explicit Scribe(std::string name = "") : name_(std::move(name)) {}

  void OnBegin(const BeginEvent& event) override { Note("begin", event.context); }
  void OnStep(const StepEvent& event) override { Note("step " + std::string(event.node_id), event.context); }
  void OnRound(const RoundEvent& event) override {
    Note(std::string(RoundEndName(event.end)), event.context);
    if (event.error) errors.push_back(event.error->code());
  }
  [[nodiscard]] Result<void> Admit(const RoundEvent& event) override {
    Note("admit", event.context);
    if (admits) return {};
    return tl::unexpected(Error(ErrorCode::kUnavailable, "Not now."));
  }

  bool admits = true;
  std::vector<std::string> lines;
  std::vector<ErrorCode> errors;

 private:
  void Note(const std::string& what, const RoundContext& context) {
    std::string line = name_ + what + " ";
    line.append(context.transaction_id).append(" ").append(context.tracking_id).append(" ");
    line.append(context.client_ip).append(" ").append(context.username).append(" ");
    lines.push_back(line + std::to_string(context.auth_level));
  }

  std::string name_;
};

class ObserverContextTest : public ::testing::Test {
 protected:
  static RequestContext Request(const std::string& transaction) {
    return RequestContext("192.0.2.1").WithTransactionId(transaction).WithTrackingId("track");
  }
  RoundResult Begin(std::shared_ptr<Observer> observer) {
    const Engine engine(std::make_shared<testkit::ManualClock>(), std::move(observer));
    return RunRound(engine.Begin(bench_.Load(), Request("tx1")));
  }
  // A journey of one node that says who the user is, and raises the level.
  void JourneyOfAUser() {
    bench_.journey().Node("n", "TestNode", {{"outcome", kSuccess}}, {{"writes", {"username", "authLevel"}}});
    bench_.On("n", [](const StepContext&) {
      return Action::To("outcome").Put(keys::kUsername, "bob").Put(StateKey<std::int64_t>{"authLevel"}, 7);
    });
  }

  EngineBench bench_;
  std::shared_ptr<Scribe> scribe_ = std::make_shared<Scribe>();
};

TEST_F(ObserverContextTest, ARefusedSuccessIsAFailure) {
  JourneyOfAUser();
  scribe_->admits = false;

  const RoundResult result = Begin(scribe_);

  EXPECT_EQ(ErrorOf(result).code(), ErrorCode::kUnavailable);
  EXPECT_EQ(scribe_->lines.back(), "failed tx1 track 192.0.2.1 bob 7");
  EXPECT_THAT(scribe_->errors, ElementsAre(ErrorCode::kUnavailable));
}

TEST_F(ObserverContextTest, NobodyIsAskedAboutADenial) {
  bench_.journey().Entry(kFailure);
  scribe_->admits = false;

  EXPECT_EQ(EndOf(Begin(scribe_)), "denied");
  EXPECT_THAT(scribe_->lines, ElementsAre("begin tx1 track 192.0.2.1  0", "denied tx1 track 192.0.2.1  0"));
}

TEST_F(ObserverContextTest, TellsWhoseRoundItIsAsFarAsItIsKnown) {
  JourneyOfAUser();

  EXPECT_EQ(EndOf(Begin(scribe_)), "succeeded");
  EXPECT_THAT(scribe_->lines,
              ElementsAre("begin tx1 track 192.0.2.1  0", "step n tx1 track 192.0.2.1 bob 7",
                          "admit tx1 track 192.0.2.1 bob 7", "succeeded tx1 track 192.0.2.1 bob 7"));
}

TEST_F(ObserverContextTest, TellsTheRequestOfEachRound) {
  bench_.journey().Node("ask", "AskNode", {{"outcome", kFailure}});
  const auto journey = bench_.Load();
  const Engine engine(std::make_shared<testkit::ManualClock>(), scribe_);
  RoundResult asked = RunRound(engine.Begin(journey, Request("tx1")));
  auto session = std::make_unique<JourneySession>(std::move(std::get<Prompt>(asked).session));
  (void)RunRound(engine.Submit(journey, std::move(session), Request("tx2"), Answers::Untouched()));

  EXPECT_THAT(scribe_->lines, ElementsAre("begin tx1 track 192.0.2.1  0", "step ask tx1 track 192.0.2.1  0",
                                          "asked tx1 track 192.0.2.1  0", "step ask tx2 track 192.0.2.1  0",
                                          "asked tx2 track 192.0.2.1  0"));
}

TEST_F(ObserverContextTest, ASecretUserNameIsNotTold) {
  bench_.journey().Node("n", "TestNode", {{"outcome", kSuccess}}, {{"writes", {"username"}}});
  bench_.On("n", [](const StepContext&) {
    return Action::To("outcome").Put(StateKey<Secret>{"username"}, Secret("bob"));
  });
  (void)Begin(scribe_);

  EXPECT_EQ(scribe_->lines.back(), "succeeded tx1 track 192.0.2.1  0");
}

TEST_F(ObserverContextTest, AFanOutTellsAllInOrder) {
  bench_.journey().Entry(kSuccess);
  auto second = std::make_shared<Scribe>();
  (void)Begin(
      std::make_shared<FanOutObserver>(std::vector<std::shared_ptr<Observer>>{scribe_, nullptr, second}));

  EXPECT_THAT(scribe_->lines, ElementsAre("begin tx1 track 192.0.2.1  0", "admit tx1 track 192.0.2.1  0",
                                          "succeeded tx1 track 192.0.2.1  0"));
  EXPECT_EQ(second->lines, scribe_->lines);
}

TEST_F(ObserverContextTest, AFanOutAsksNoFurtherAfterANo) {
  bench_.journey().Entry(kSuccess);
  auto second = std::make_shared<Scribe>();
  scribe_->admits = false;
  const RoundResult result =
      Begin(std::make_shared<FanOutObserver>(std::vector<std::shared_ptr<Observer>>{scribe_, second}));

  EXPECT_EQ(ErrorOf(result).code(), ErrorCode::kUnavailable);
  EXPECT_THAT(second->lines, ElementsAre("begin tx1 track 192.0.2.1  0", "failed tx1 track 192.0.2.1  0"));
}

TEST_F(ObserverContextTest, AnObserverThatDoesNotCareAdmitsEverybody) {
  bench_.journey().Entry(kSuccess);
  (void)bench_.Begin();

  ASSERT_EQ(bench_.observer().rounds.size(), 1U);
  EXPECT_EQ(bench_.observer().rounds[0].end, RoundEnd::kSucceeded);
  EXPECT_THAT(bench_.observer().steps, IsEmpty());
}

}  // namespace
}  // namespace authtree::inline v0::testing
