#include "authtree/metrics/metrics_observer.h"

#include <array>
#include <string_view>

#include "metric_set.h"

namespace authtree::inline v0::metrics {
namespace {

constexpr std::string_view kOk = "ok";
constexpr std::string_view kAsks = "(asks)";
constexpr std::string_view kFailed = "(failed)";

std::string_view ResultOf(const std::optional<Error>& error) {
  return error ? ErrorCodeName(error->code()) : kOk;
}

std::string_view StatusClass(int status) {
  static constexpr std::array<std::string_view, 5> kClasses{"1xx", "2xx", "3xx", "4xx", "5xx"};
  return status >= 100 && status < 600 ? kClasses[static_cast<std::size_t>(status / 100 - 1)] : "none";
}

std::string_view OutcomeOf(const StepEvent& event) {
  if (event.asked) return kAsks;
  return event.outcome.empty() ? kFailed : event.outcome;
}

double SecondsOf(std::chrono::system_clock::time_point time) {
  return std::chrono::duration<double>(time.time_since_epoch()).count();
}

}  // namespace

MetricsObserver::MetricsObserver(MetricsOptions options)
    : metrics_(std::make_unique<MetricSet>(options.max_series)) {
  metrics_->Set(Metric::kBuildInfo, {options.version}, 1);
  metrics_->Set(Metric::kStartTime, {}, SecondsOf(options.clock->Now()));
  metrics_->Prepare(Metric::kHttpConnections);
  metrics_->Prepare(Metric::kAuditFailures);
  for (const auto reason :
       {am::SessionRefusal::kMalformed, am::SessionRefusal::kUnknownKey, am::SessionRefusal::kBadSignature,
        am::SessionRefusal::kOtherRealm, am::SessionRefusal::kExpired, am::SessionRefusal::kUsed,
        am::SessionRefusal::kStore}) {
    metrics_->Prepare(Metric::kSessionRefusals, {SessionRefusalName(reason)});
  }
}

MetricsObserver::~MetricsObserver() = default;

void MetricsObserver::Prepare(const Journey& journey) {
  metrics_->Prepare(Metric::kJourneysStarted, {journey.id()});
  metrics_->Prepare(Metric::kRoundDuration, {journey.id()});
  for (const RoundEnd end :
       {RoundEnd::kAsked, RoundEnd::kSucceeded, RoundEnd::kDenied, RoundEnd::kFailed, RoundEnd::kExpired}) {
    metrics_->Prepare(Metric::kRounds, {journey.id(), RoundEndName(end)});
    if (end != RoundEnd::kAsked) {
      metrics_->Prepare(Metric::kJourneysCompleted, {journey.id(), RoundEndName(end)});
    }
  }
  for (const JourneyNode& node : journey.nodes()) {
    metrics_->Prepare(Metric::kStepDuration, {node.type});
    for (const Connection& connection : node.connections) {
      metrics_->Prepare(Metric::kSteps, {journey.id(), node.type, connection.outcome});
    }
  }
}

void MetricsObserver::Watch(std::shared_ptr<const MemoryStore> store) {
  const std::lock_guard lock(mutex_);
  watched_.push_back({std::move(store), 0});
}

std::string MetricsObserver::Text() const {
  {
    const std::lock_guard lock(mutex_);
    double sessions = 0;
    for (Watched& watched : watched_) {
      sessions += static_cast<double>(watched.store->size());
      const std::uint64_t expired = watched.store->expired();
      metrics_->Count(Metric::kSessionsExpired, {}, static_cast<double>(expired - watched.expired));
      watched.expired = expired;
    }
    if (!watched_.empty()) metrics_->Set(Metric::kSessions, {}, sessions);
  }
  return metrics_->Text();
}

void MetricsObserver::OnBegin(const BeginEvent& event) {
  metrics_->Count(Metric::kJourneysStarted, {event.journey});
}

void MetricsObserver::OnStep(const StepEvent& event) {
  metrics_->Count(Metric::kSteps, {event.journey, event.node_type, OutcomeOf(event)});
  metrics_->Observe(Metric::kStepDuration, {event.node_type}, event.took);
  if (event.error) metrics_->Count(Metric::kNodeErrors, {event.node_type, ResultOf(event.error)});
}

void MetricsObserver::OnRound(const RoundEvent& event) {
  metrics_->Count(Metric::kRounds, {event.journey, RoundEndName(event.end)});
  metrics_->Observe(Metric::kRoundDuration, {event.journey}, event.took);
  if (event.end != RoundEnd::kAsked) {
    metrics_->Count(Metric::kJourneysCompleted, {event.journey, RoundEndName(event.end)});
  }
  if (event.error) metrics_->Count(Metric::kRoundErrors, {event.journey, ResultOf(event.error)});
}

void MetricsObserver::OnStore(const StoreEvent& event) {
  const std::string_view operation = StoreOperationName(event.operation);
  metrics_->Count(Metric::kStoreOperations, {operation, ResultOf(event.error)});
  metrics_->Observe(Metric::kStoreDuration, {operation}, event.took);
}

void MetricsObserver::OnKeyReload(const KeyReload& event) {
  metrics_->Count(Metric::kKeyReloads, {ResultOf(event.error)});
}

void MetricsObserver::OnOneSpanCall(const onespan::CallRecord& record) {
  const std::string_view result = record.error ? ErrorCodeName(*record.error) : kOk;
  metrics_->Count(Metric::kOneSpanCalls, {record.route, result, StatusClass(record.status)});
  metrics_->Observe(Metric::kOneSpanCallDuration, {record.route}, record.duration);
}

void MetricsObserver::OnCallEnd(const http::CallEnd& event) {
  if (event.error) metrics_->Count(Metric::kOneSpanCallErrors, {event.reason});
}

void MetricsObserver::OnResend(const http::CallResend& event) {
  metrics_->Count(Metric::kOneSpanResends, {event.route});
}

void MetricsObserver::OnQueue(const http::QueueChange& event) {
  metrics_->Set(Metric::kOneSpanActive, {event.host}, static_cast<double>(event.active));
  metrics_->Set(Metric::kOneSpanWaiting, {event.host}, static_cast<double>(event.waiting));
}

void MetricsObserver::OnBreaker(const http::BreakerChange& event) {
  for (const auto state :
       {http::BreakerState::kClosed, http::BreakerState::kOpen, http::BreakerState::kHalfOpen}) {
    metrics_->Set(Metric::kBreakerState, {event.host, BreakerStateName(state)}, state == event.to ? 1 : 0);
  }
  metrics_->Count(Metric::kBreakerChanges,
                  {event.host, BreakerStateName(event.to), BreakerCauseName(event.cause)});
}

void MetricsObserver::OnIdentityReload(const http::IdentityReload& event) {
  metrics_->Count(Metric::kIdentityReloads, {event.name, ResultOf(event.error)});
  metrics_->Set(Metric::kIdentityNotAfter, {event.name}, SecondsOf(event.not_after));
}

void MetricsObserver::OnAuthenticate(const am::AuthenticateEvent& event) {
  const std::string status = std::to_string(event.status);
  const std::string_view kind = AuthenticateKindName(event.kind);
  metrics_->Count(Metric::kAuthenticateRequests, {kind, status});
  metrics_->Observe(Metric::kAuthenticateDuration, {kind}, event.took);
  if (event.refusal) metrics_->Count(Metric::kSessionRefusals, {SessionRefusalName(*event.refusal)});
}

void MetricsObserver::OnConnection(server::ConnectionEvent event) {
  switch (event) {
    case server::ConnectionEvent::kOpened:
      metrics_->Count(Metric::kHttpConnectionEvents, {"opened"});
      metrics_->Add(Metric::kHttpConnections, {}, 1);
      break;
    case server::ConnectionEvent::kTurnedAway:
      metrics_->Count(Metric::kHttpConnectionEvents, {"turned_away"});
      break;
    case server::ConnectionEvent::kTlsFailed:
      metrics_->Count(Metric::kHttpConnectionEvents, {"tls_failed"});
      break;
    case server::ConnectionEvent::kClosed:
      metrics_->Add(Metric::kHttpConnections, {}, -1);
      break;
  }
}

void MetricsObserver::OnRequest(int status) {
  const std::string text = std::to_string(status);
  metrics_->Count(Metric::kHttpRequests, {text});
}

void MetricsObserver::OnAuditWritten(std::string_view event) {
  metrics_->Count(Metric::kAuditEvents, {event});
}

void MetricsObserver::OnAuditFailed(std::string_view /*event*/, const Error& /*error*/) {
  metrics_->Count(Metric::kAuditFailures);
}

}  // namespace authtree::inline v0::metrics
