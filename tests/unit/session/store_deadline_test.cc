// Stores that do not answer, and what is told of them.
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/wait.h"
#include "authtree/session/journey_service.h"
#include "authtree/testkit/manual_timers.h"

#include "test_journeys.h"

namespace authtree::inline v0 {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A store that stops answering when a test says so, and may be told to go on.
class StallingStore final : public SessionStore {
 public:
  explicit StallingStore(std::shared_ptr<const Timers> timers) : timers_(std::move(timers)) {}

  Task<Result<void>> Put(std::string id, std::string sealed, TimePoint /*expires*/,
                         CallContext call) override {
    deadlines.push_back(call.deadline());
    if (throws) throw std::runtime_error("the store's own text");
    if (stalls) co_await Stall();
    entries.insert_or_assign(std::move(id), std::move(sealed));
    co_return Result<void>();
  }
  Task<Result<std::string>> Take(std::string id, CallContext call) override {
    deadlines.push_back(call.deadline());
    if (throws) throw std::runtime_error("the store's own text");
    if (stalls) co_await Stall();
    auto entry = entries.extract(id);
    if (entry.empty()) co_return tl::unexpected(Error(ErrorCode::kNotFound, "Nothing there."));
    co_return std::move(entry.mapped());
  }

  bool stalls = false;
  bool throws = false;
  std::optional<WakeUp> go_on;
  std::map<std::string, std::string> entries;
  std::vector<CallContext::TimePoint> deadlines;

 private:
  /// Whatever the deadline, and whoever cancels.
  Task<void> Stall() {
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    Wait wait(co_await asio::this_coro::executor);
    go_on.emplace(wait.wake_up());
    co_await wait.Until(CallContext::TimePoint::max(), *timers_);
  }

  std::shared_ptr<const Timers> timers_;
};

/// One line an answer: "take: timeout after 500".
class StoreLog final : public SessionObserver {
 public:
  void OnStore(const StoreEvent& event) override {
    std::string line(StoreOperationName(event.operation));
    line.append(": ").append(event.error ? ErrorCodeName(event.error->code()) : "ok");
    const auto took = std::chrono::duration_cast<milliseconds>(event.took);
    lines.push_back(line + " after " + std::to_string(took.count()));
  }
  std::vector<std::string> lines;
};

Answers Login() {
  return std::move(Answers()
                       .Add(Answer(CallbackType::kName, Json("jdoe")))
                       .Add(Answer(CallbackType::kPassword, Secret("secret"))));
}

class StoreDeadlineTest : public ::testing::Test {
 protected:
  using Outcome = std::optional<JourneyResult>;

  JourneyService MakeService() {
    JourneyServiceOptions options;
    options.timers = timers_;
    options.observer = log_;
    return {test_support::TestCatalog(), Engine(clock_), store_, Sealer(*ring_), std::move(options)};
  }

  /// Runs a round as far as it gets.
  Outcome& Run(Task<JourneyResult> round) {
    outcomes_.push_back(std::make_unique<Outcome>());
    auto keep = [place = outcomes_.back().get()](const std::exception_ptr& thrown, JourneyResult result) {
      if (!thrown) place->emplace(std::move(result));
    };
    asio::co_spawn(*context_, std::move(round), asio::bind_cancellation_slot(cancel_.slot(), keep));
    Turn();
    return *outcomes_.back();
  }
  void Turn() {
    context_->restart();
    context_->poll();
  }
  void Advance(milliseconds time) {
    timers_->Advance(time);
    Turn();
  }
  Outcome& Begin() { return Run(service_.Begin("Offline", RequestContext())); }
  Outcome& Submit(const std::string& reference, Answers answers = Login()) {
    return Run(service_.Submit(reference, RequestContext(), std::move(answers)));
  }
  std::string BegunReference() {
    std::string reference = std::get<JourneyPrompt>(*Begin()).reference;
    log_->lines.clear();
    return reference;
  }
  static std::string Verdict(const Outcome& outcome) {
    if (!outcome) return "";
    const auto* failed = std::get_if<JourneyFailed>(&*outcome);
    if (failed == nullptr) return "no failure";
    const std::string code(ErrorCodeName(failed->error.code()));
    return (failed->cause == FailureCause::kStore ? "store: " : "other: ") + code;
  }

  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  std::shared_ptr<testkit::ManualTimers> timers_ = std::make_shared<testkit::ManualTimers>(clock_);
  std::shared_ptr<const KeyRing> ring_ = KeyRing::Random();
  std::shared_ptr<StallingStore> store_ = std::make_shared<StallingStore>(timers_);
  std::shared_ptr<StoreLog> log_ = std::make_shared<StoreLog>();
  JourneyService service_ = MakeService();
  asio::cancellation_signal cancel_;
  std::vector<std::unique_ptr<Outcome>> outcomes_;
  std::unique_ptr<asio::io_context> context_ = std::make_unique<asio::io_context>(1);
};

TEST_F(StoreDeadlineTest, TakeThatIsNotAnsweredFailsTheRoundInTime) {
  const std::string reference = BegunReference();
  store_->stalls = true;
  const Outcome& outcome = Submit(reference);
  Advance(milliseconds(499));
  EXPECT_EQ(Verdict(outcome), "");
  Advance(milliseconds(1));
  EXPECT_EQ(Verdict(outcome), "store: timeout");
  EXPECT_THAT(std::string(std::get<JourneyFailed>(*outcome).error.message()),
              HasSubstr("Start the journey again."));
  EXPECT_THAT(log_->lines, ElementsAre("take: timeout after 500"));
}

TEST_F(StoreDeadlineTest, SessionOfATakeThatCameTooLateIsGone) {
  const std::string reference = BegunReference();
  store_->stalls = true;
  Submit(reference);
  Advance(milliseconds(500));
  store_->stalls = false;
  store_->go_on->Wake();
  Turn();
  EXPECT_TRUE(store_->entries.empty());
  EXPECT_EQ(Verdict(Submit(reference)), "other: not_found") << "the step is not carried out twice";
}

TEST_F(StoreDeadlineTest, PutThatIsNotAnsweredFailsTheRoundInTime) {
  store_->stalls = true;
  const Outcome& outcome = Begin();
  Advance(milliseconds(499));
  EXPECT_EQ(Verdict(outcome), "");
  Advance(milliseconds(1));
  EXPECT_EQ(Verdict(outcome), "store: timeout");
  EXPECT_THAT(std::string(std::get<JourneyFailed>(*outcome).error.message()),
              HasSubstr("Start the journey again."));
  EXPECT_THAT(log_->lines, ElementsAre("put: timeout after 500"));
}

TEST_F(StoreDeadlineTest, PutBackThatIsNotAnsweredFailsTheRoundInTime) {
  const std::string reference = BegunReference();
  store_->stalls = true;
  const Outcome& outcome = Submit(reference, Answers());
  store_->go_on->Wake();  // the take is answered, and the put that follows is not
  Turn();
  ASSERT_TRUE(store_->entries.empty());
  Advance(milliseconds(500));
  EXPECT_EQ(Verdict(outcome), "store: timeout");
  EXPECT_THAT(log_->lines, ElementsAre("take: ok after 0", "put: timeout after 500"));
}

TEST_F(StoreDeadlineTest, CancellingTheRoundDoesNotEndTheWait) {
  store_->stalls = true;
  const Outcome& outcome = Begin();
  cancel_.emit(asio::cancellation_type::terminal);
  Turn();
  EXPECT_EQ(Verdict(outcome), "");
  store_->go_on->Wake();
  Turn();
  EXPECT_EQ(Verdict(outcome), "no failure");
}

TEST_F(StoreDeadlineTest, StoreThatThrowsFailsTheRound) {
  store_->throws = true;
  EXPECT_EQ(Verdict(Begin()), "store: internal");
  EXPECT_THAT(log_->lines, ElementsAre("put: internal after 0"));
}

TEST_F(StoreDeadlineTest, ContextMayEndWhileAStoreIsAsked) {
  store_->stalls = true;
  const Outcome& outcome = Begin();
  context_.reset();
  EXPECT_EQ(Verdict(outcome), "");
  EXPECT_EQ(timers_->running(), 0U);
}

TEST_F(StoreDeadlineTest, StoreIsToldTheDeadline) {
  clock_->Advance(seconds(7));
  Begin();
  EXPECT_THAT(store_->deadlines, ElementsAre(CallContext::TimePoint(milliseconds(7500))));
}

TEST_F(StoreDeadlineTest, ObserverIsToldOfEachAnswer) {
  const std::string reference = BegunReference();
  Submit(reference);
  Submit(reference);
  EXPECT_THAT(log_->lines, ElementsAre("take: ok after 0", "put: ok after 0", "take: not_found after 0"));
}

}  // namespace
}  // namespace authtree::inline v0
