#include "authtree/metrics/metrics_observer.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/metrics/metric_catalog.h"
#include "authtree/testkit/manual_clock.h"

#include "../session/run_task.h"
#include "exposition.h"

namespace authtree::inline v0::metrics {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::Exposition;
using ::testing::IsEmpty;
using testing::ReadExposition;

class MetricsObserverTest : public ::testing::Test {
 protected:
  static MetricsOptions Options(std::shared_ptr<const Clock> clock) {
    MetricsOptions options;
    options.version = "1.2.3";
    options.clock = std::move(clock);
    options.max_series = 20;
    return options;
  }
  Exposition Page() {
    Exposition page = ReadExposition(metrics_.Text());
    EXPECT_THAT(page.problems, IsEmpty());
    return page;
  }
  double Value(std::string_view name, const std::map<std::string, std::string>& labels = {}) {
    return Page().Value(name, labels);
  }

  static StepEvent Step() {
    StepEvent event;
    event.journey = "Login";
    event.node_id = "n-1";
    event.node_type = "TestNode";
    event.display_name = "The node";
    event.outcome = "true";
    event.took = milliseconds(30);
    return event;
  }

  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  MetricsObserver metrics_{Options(clock_)};
};

// One of everything that can be observed.
void ObserveAll(MetricsObserver& metrics) {
  const Error error(ErrorCode::kTimeout, "Too late.");
  BeginEvent begin;
  begin.journey = "Login";
  metrics.OnBegin(begin);
  StepEvent step;
  step.journey = "Login";
  step.node_type = "TestNode";
  step.error = error;
  metrics.OnStep(step);
  RoundEvent round;
  round.journey = "Login";
  round.error = error;
  metrics.OnRound(round);
  StoreEvent store;
  store.error = error;
  metrics.OnStore(store);
  metrics.OnKeyReload(KeyReload());
  onespan::CallRecord call;
  call.route = "/v1/users/register";
  call.status = 201;
  metrics.OnOneSpanCall(call);
  http::CallEnd end;
  end.error = ErrorCode::kUnavailable;
  end.reason = "connect refused";
  metrics.OnCallEnd(end);
  http::CallResend resend;
  resend.route = "/v1/users/register";
  metrics.OnResend(resend);
  http::QueueChange queue;
  queue.host = "onespan.test";
  queue.active = 3;
  queue.waiting = 2;
  metrics.OnQueue(queue);
  http::BreakerChange breaker;
  breaker.host = "onespan.test";
  breaker.to = http::BreakerState::kOpen;
  metrics.OnBreaker(breaker);
  http::IdentityReload identity;
  identity.name = "client";
  identity.not_after = std::chrono::system_clock::time_point(seconds(2'000'000'000));
  metrics.OnIdentityReload(identity);
  am::AuthenticateEvent authenticate;
  authenticate.kind = am::AuthenticateKind::kContinue;
  authenticate.status = 401;
  authenticate.refusal = am::SessionRefusal::kUsed;
  metrics.OnAuthenticate(authenticate);
  metrics.OnConnection(server::ConnectionEvent::kOpened);
  metrics.OnRequest(200);
  metrics.OnAuditWritten("AM-TREE-LOGIN-COMPLETED");
  metrics.OnAuditFailed("AM-TREE-LOGIN-COMPLETED", error);
  metrics.Watch(std::make_shared<const MemoryStore>());
}

TEST_F(MetricsObserverTest, APageOfEverythingIsWellFormed) {
  ObserveAll(metrics_);

  EXPECT_THAT(ReadExposition(metrics_.Text()).problems, IsEmpty());
}

TEST_F(MetricsObserverTest, EveryMetricOfTheCatalogComesOutWithItsTypeHelpAndLabels) {
  ObserveAll(metrics_);
  const Exposition page = Page();

  for (const MetricDescription& metric : AllMetrics()) {
    const std::string name(metric.name);
    ASSERT_TRUE(page.types.contains(name)) << name;
    EXPECT_EQ(page.types.at(name), MetricTypeName(metric.type)) << name;
    EXPECT_EQ(page.help.at(name), metric.help);
    const std::string sample_name = metric.type == MetricType::kHistogram ? name + "_count" : name;
    const auto sample = std::find_if(page.samples.begin(), page.samples.end(),
                                     [&](const auto& one) { return one.name == sample_name; });
    ASSERT_NE(sample, page.samples.end()) << name;
    std::set<std::string> wanted(metric.labels.begin(), metric.labels.end());
    wanted.erase("");
    std::set<std::string> labels;
    for (const auto& [label, value] : sample->labels) labels.insert(label);
    EXPECT_EQ(labels, wanted) << name;
  }
  EXPECT_EQ(page.types.size(), kMetricCount);
}

TEST_F(MetricsObserverTest, CountsJourneysAndRoundsByTheirEnd) {
  BeginEvent begin;
  begin.journey = "Login";
  metrics_.OnBegin(begin);
  RoundEvent round;
  round.journey = "Login";
  round.took = milliseconds(80);
  round.end = RoundEnd::kAsked;
  metrics_.OnRound(round);
  round.end = RoundEnd::kDenied;
  metrics_.OnRound(round);

  EXPECT_EQ(Value("authtree_journeys_started_total", {{"journey", "Login"}}), 1);
  EXPECT_EQ(Value("authtree_rounds_total", {{"end", "asked"}}), 1);
  EXPECT_EQ(Value("authtree_rounds_total", {{"end", "denied"}}), 1);
  EXPECT_EQ(Value("authtree_journeys_completed_total", {{"result", "denied"}}), 1);
  EXPECT_TRUE(std::isnan(Value("authtree_journeys_completed_total", {{"result", "asked"}})));
  EXPECT_EQ(Value("authtree_round_duration_seconds_count"), 2);
  EXPECT_DOUBLE_EQ(Value("authtree_round_duration_seconds_sum"), 0.16);
  EXPECT_EQ(Value("authtree_round_duration_seconds_bucket", {{"le", "0.05"}}), 0);
  EXPECT_EQ(Value("authtree_round_duration_seconds_bucket", {{"le", "0.1"}}), 2);
}

TEST_F(MetricsObserverTest, CountsStepsByOutcomeAndTheirErrorsByCode) {
  metrics_.OnStep(Step());
  StepEvent event = Step();
  event.outcome = "";
  event.asked = true;
  metrics_.OnStep(event);
  event.asked = false;
  event.error = Error(ErrorCode::kLicenseLimit, "No license is left.");
  metrics_.OnStep(event);

  EXPECT_EQ(Value("authtree_steps_total", {{"outcome", "true"}}), 1);
  EXPECT_EQ(Value("authtree_steps_total", {{"outcome", "(asks)"}}), 1);
  EXPECT_EQ(Value("authtree_steps_total", {{"outcome", "(failed)"}}), 1);
  EXPECT_EQ(Value("authtree_node_errors_total", {{"node_type", "TestNode"}, {"code", "license_limit"}}), 1);
  EXPECT_EQ(Value("authtree_step_duration_seconds_count", {{"node_type", "TestNode"}}), 3);
}

TEST_F(MetricsObserverTest, NodeIdsAndNamesForPeopleAreNoLabels) {
  metrics_.OnStep(Step());

  EXPECT_EQ(metrics_.Text().find("n-1"), std::string::npos);
  EXPECT_EQ(metrics_.Text().find("The node"), std::string::npos);
}

TEST_F(MetricsObserverTest, TheNumberOfSeriesHasABound) {
  for (int i = 0; i < 1000; ++i) {
    StepEvent event = Step();
    const std::string outcome = "outcome" + std::to_string(i);
    event.outcome = outcome;
    metrics_.OnStep(event);
  }

  const Exposition page = Page();
  const auto series = std::count_if(page.samples.begin(), page.samples.end(),
                                    [](const auto& sample) { return sample.name == "authtree_steps_total"; });
  EXPECT_EQ(series, 21);
  EXPECT_EQ(page.Value("authtree_steps_total", {{"outcome", "other"}}), 980);
}

TEST_F(MetricsObserverTest, ANameOfAnyCharactersDoesNotBreakThePage) {
  for (const char* name : {"a\"b", "a\\b", "a\nb 1", "\xff\xfe", "{}", "\xe2\x80\xae"}) {
    RoundEvent event;
    event.journey = name;
    metrics_.OnRound(event);
  }

  EXPECT_THAT(ReadExposition(metrics_.Text()).problems, IsEmpty());
}

TEST_F(MetricsObserverTest, ReadsTheStoreWhenItIsAsked) {
  // It never waits, so any deadline is late enough.
  const CallContext call(CallContext::TimePoint{});
  auto store = std::make_shared<MemoryStore>(clock_);
  metrics_.Watch(store);
  for (const char* id : {"a", "b", "c"}) {
    ASSERT_TRUE(test_support::Await(store->Put(id, "sealed", clock_->Now() + seconds(10), call)));
  }
  ASSERT_TRUE(test_support::Await(store->Take("a", call)));
  EXPECT_EQ(Value("authtree_sessions"), 2);
  EXPECT_EQ(Value("authtree_sessions_expired_total"), 0);
  clock_->Advance(seconds(11));
  ASSERT_TRUE(test_support::Await(store->Put("d", "sealed", clock_->Now() + seconds(10), call)));

  EXPECT_EQ(Value("authtree_sessions"), 1);
  EXPECT_EQ(Value("authtree_sessions_expired_total"), 2);
  EXPECT_EQ(Value("authtree_sessions_expired_total"), 2);
}

TEST_F(MetricsObserverTest, CountsCallsByRouteResultAndClassOfStatus) {
  onespan::CallRecord record;
  record.route = "/v1/users/register";
  record.status = 201;
  metrics_.OnOneSpanCall(record);
  record.status = 409;
  record.error = ErrorCode::kLicenseLimit;
  metrics_.OnOneSpanCall(record);
  record.status = 0;
  record.error = ErrorCode::kTimeout;
  metrics_.OnOneSpanCall(record);

  EXPECT_EQ(Value("authtree_onespan_calls_total", {{"result", "ok"}, {"status_class", "2xx"}}), 1);
  EXPECT_EQ(Value("authtree_onespan_calls_total", {{"result", "license_limit"}, {"status_class", "4xx"}}), 1);
  EXPECT_EQ(Value("authtree_onespan_calls_total", {{"result", "timeout"}, {"status_class", "none"}}), 1);
  EXPECT_EQ(Value("authtree_onespan_call_duration_seconds_count", {{"route", "/v1/users/register"}}), 3);
}

TEST_F(MetricsObserverTest, TheBreakerIsInOneState) {
  http::BreakerChange change;
  change.host = "onespan.test";
  change.to = http::BreakerState::kOpen;
  metrics_.OnBreaker(change);
  change.to = http::BreakerState::kHalfOpen;
  change.cause = http::BreakerCause::kElapsed;
  metrics_.OnBreaker(change);

  EXPECT_EQ(Value("authtree_onespan_breaker_state", {{"state", "open"}}), 0);
  EXPECT_EQ(Value("authtree_onespan_breaker_state", {{"state", "half_open"}}), 1);
  EXPECT_EQ(Value("authtree_onespan_breaker_changes_total", {{"state", "half_open"}, {"cause", "elapsed"}}),
            1);
}

TEST_F(MetricsObserverTest, CountsOpenConnections) {
  metrics_.OnConnection(server::ConnectionEvent::kOpened);
  metrics_.OnConnection(server::ConnectionEvent::kOpened);
  metrics_.OnConnection(server::ConnectionEvent::kClosed);
  metrics_.OnConnection(server::ConnectionEvent::kTurnedAway);

  EXPECT_EQ(Value("authtree_http_connections"), 1);
  EXPECT_EQ(Value("authtree_http_connections_total", {{"event", "opened"}}), 2);
  EXPECT_EQ(Value("authtree_http_connections_total", {{"event", "turned_away"}}), 1);
}

TEST_F(MetricsObserverTest, ThreadsLoseNothing) {
  constexpr int kThreads = 4;
  constexpr int kEvents = 2000;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([this] {
      for (int k = 0; k < kEvents; ++k) metrics_.OnStep(Step());
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(Value("authtree_steps_total"), kThreads * kEvents);
}

}  // namespace
}  // namespace authtree::inline v0::metrics
