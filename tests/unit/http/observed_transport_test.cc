// What observers learn of calls, and in which order.
#include "authtree/http/observed_transport.h"

#include <set>

#include <gmock/gmock.h>

#include "guarded_transport_fixture.h"

namespace authtree::inline v0::http::testing {
namespace {

using std::chrono::seconds;
using ::testing::ElementsAre;

/// One line an event.
class EventLog final : public TransportObserver {
 public:
  void OnCallStart(const CallStart& event) override {
    Add("start", event.host, std::string(MethodName(event.method)) + " " + std::string(event.route));
  }
  void OnCallEnd(const CallEnd& event) override {
    std::string text = std::to_string(event.status);
    if (event.error) text.append(" ").append(ErrorCodeName(*event.error)).append(" ").append(event.reason);
    text += " after " + std::to_string(std::chrono::duration_cast<seconds>(event.took).count());
    Add("end", event.host, text + (event.resend == Resend::kNever ? "" : " safe"));
  }
  void OnQueue(const QueueChange& event) override {
    Add("queue", event.host, std::to_string(event.active) + "+" + std::to_string(event.waiting));
  }
  std::vector<std::string> lines;

 private:
  void Add(const std::string& kind, std::string_view host, const std::string& text) {
    lines.push_back(kind + " " + std::string(host) + " " + text);
  }
};

class ObservedTransportTest : public GuardedTransportTest {
 protected:
  ObservedTransportTest() {
    GuardOptions options;
    options.limit.calls = 1;
    options.limit.waiting = 1;
    options.observer = log_;
    Use(std::move(options));
    observed_ = std::make_unique<ObservedTransport>(guard_, log_, clock_);
  }
  void StartObserved(Request request, seconds time = seconds(9)) {
    calls_.push_back(std::make_unique<GuardedCall>());
    calls_.back()->Start(*context_, *observed_, std::move(request), Within(time));
    Turn(*context_);
  }
  std::vector<std::string> TakeLines() { return std::exchange(log_->lines, {}); }

  std::shared_ptr<EventLog> log_ = std::make_shared<EventLog>();
  std::unique_ptr<ObservedTransport> observed_;
};

TEST_F(ObservedTransportTest, CallWhoseCoroutineIsDestroyedEndsAsAbandoned) {
  StartObserved(Post("a"));
  TakeLines();
  context_.reset();
  EXPECT_THAT(TakeLines(), ElementsAre("queue host 0+0", "end host 0 unavailable abandoned after 0"));
}

TEST_F(ObservedTransportTest, RefusalIsTold) {
  StartObserved(Post("a"));
  StartObserved(Post("b"));
  TakeLines();
  StartObserved(Post("c"));
  EXPECT_THAT(TakeLines(), ElementsAre("start host POST /thing", "end host 0 unavailable limit after 0"));
}

TEST_F(ObservedTransportTest, WaitingIsToldAndCounted) {
  StartObserved(Post("a", "https://host:8443").WithResend(Resend::kSafe));
  EXPECT_THAT(TakeLines(), ElementsAre("start host:8443 POST /thing", "queue host:8443 1+0"));
  StartObserved(Post("b", "https://host:8443"));
  EXPECT_THAT(TakeLines(), ElementsAre("start host:8443 POST /thing", "queue host:8443 1+1"));
  timers_->Advance(seconds(2));
  Answer(0, Response(201));
  EXPECT_THAT(TakeLines(), ElementsAre("queue host:8443 1+0", "end host:8443 201 after 2 safe"));
  timers_->Advance(seconds(3));
  Answer(1, Response(500));
  EXPECT_THAT(TakeLines(), ElementsAre("queue host:8443 0+0", "end host:8443 500 after 5"));
}

/// Asks the guard itself, as a status page would.
class CuriousObserver final : public TransportObserver {
 public:
  void OnQueue(const QueueChange& /*event*/) override {
    if (guard != nullptr) seen = guard->Hosts().size();
  }
  const GuardedTransport* guard = nullptr;
  std::size_t seen = 0;
};

TEST_F(ObservedTransportTest, ObserverMayAskTheGuard) {
  const auto curious = std::make_shared<CuriousObserver>();
  GuardOptions options;
  options.observer = curious;
  Use(std::move(options));
  curious->guard = guard_.get();
  Start("a");
  EXPECT_EQ(curious->seen, 1U);
}

TEST(TransportObserverTest, NamesAreDistinct) {
  const std::set<std::string_view> states{BreakerStateName(BreakerState::kClosed),
                                          BreakerStateName(BreakerState::kOpen),
                                          BreakerStateName(BreakerState::kHalfOpen)};
  const std::set<std::string_view> causes{
      BreakerCauseName(BreakerCause::kFailures), BreakerCauseName(BreakerCause::kRateLimited),
      BreakerCauseName(BreakerCause::kElapsed), BreakerCauseName(BreakerCause::kRecovered)};
  EXPECT_EQ(states, (std::set<std::string_view>{"closed", "open", "half_open"}));
  EXPECT_EQ(causes, (std::set<std::string_view>{"failures", "rate_limited", "elapsed", "recovered"}));
}

}  // namespace
}  // namespace authtree::inline v0::http::testing
