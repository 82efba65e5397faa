#include "authtree/metrics/metric_catalog.h"

#include <algorithm>

namespace authtree::inline v0::metrics {
namespace {

using enum MetricType;

constexpr std::array<MetricDescription, kMetricCount> kMetrics{{
    {Metric::kJourneysStarted, kCounter, "authtree_journeys_started_total", {"journey"}, "Journeys begun."},
    {Metric::kJourneysCompleted,
     kCounter,
     "authtree_journeys_completed_total",
     {"journey", "result"},
     "Journeys that came to an end: succeeded, denied, failed or expired."},
    {Metric::kRounds,
     kCounter,
     "authtree_rounds_total",
     {"journey", "end"},
     "Rounds run: asked, succeeded, denied, failed or expired."},
    {Metric::kRoundDuration,
     kHistogram,
     "authtree_round_duration_seconds",
     {"journey"},
     "Time a round took, calls to services included."},
    {Metric::kRoundErrors,
     kCounter,
     "authtree_round_errors_total",
     {"journey", "code"},
     "Rounds that failed or expired, by the code of their error."},
    {Metric::kSteps,
     kCounter,
     "authtree_steps_total",
     {"journey", "node_type", "outcome"},
     "Steps of nodes by outcome; (asks) while a node asks the user, (failed) when it took none."},
    {Metric::kStepDuration,
     kHistogram,
     "authtree_step_duration_seconds",
     {"node_type"},
     "Time a step of a node took."},
    {Metric::kNodeErrors,
     kCounter,
     "authtree_node_errors_total",
     {"node_type", "code"},
     "Errors of nodes, those that became an outcome included."},
    {Metric::kSessions,
     kGauge,
     "authtree_sessions",
     {},
     "Sessions that wait for an answer in the memory store."},
    {Metric::kSessionsExpired,
     kCounter,
     "authtree_sessions_expired_total",
     {},
     "Sessions that nobody came back to in time, dropped by the memory store."},
    {Metric::kStoreOperations,
     kCounter,
     "authtree_session_store_operations_total",
     {"operation", "result"},
     "Sessions taken out of the store and put into it: ok, not_found, or the code of the error."},
    {Metric::kStoreDuration,
     kHistogram,
     "authtree_session_store_duration_seconds",
     {"operation"},
     "Time the store took to answer."},
    {Metric::kSessionRefusals,
     kCounter,
     "authtree_session_refusals_total",
     {"reason"},
     "Requests that could not go on with their session: malformed, unknown_key, bad_signature, other_realm, "
     "expired, used or store."},
    {Metric::kKeyReloads,
     kCounter,
     "authtree_key_reloads_total",
     {"result"},
     "Times the keys of sessions were read again: ok or the code of the error."},
    {Metric::kAuthenticateRequests,
     kCounter,
     "authtree_authenticate_requests_total",
     {"kind", "status"},
     "Requests to the authenticate endpoint by what they were for (start, continue, other) and status."},
    {Metric::kAuthenticateDuration,
     kHistogram,
     "authtree_authenticate_duration_seconds",
     {"kind"},
     "Time the authenticate endpoint took to answer."},
    {Metric::kHttpConnections, kGauge, "authtree_http_connections", {}, "Connections that are open."},
    {Metric::kHttpConnectionEvents,
     kCounter,
     "authtree_http_connections_total",
     {"event"},
     "Connections opened, turned_away because there were too many, and tls_failed."},
    {Metric::kHttpRequests,
     kCounter,
     "authtree_http_requests_total",
     {"status"},
     "Requests answered by the public listener, those that could not be read included."},
    {Metric::kOneSpanCalls,
     kCounter,
     "authtree_onespan_calls_total",
     {"route", "result", "status_class"},
     "Calls to OneSpan by path template, result (ok or the code of the error) and status (2xx to 5xx, or "
     "none)."},
    {Metric::kOneSpanCallDuration,
     kHistogram,
     "authtree_onespan_call_duration_seconds",
     {"route"},
     "Time a call to OneSpan took, waiting for a turn included."},
    {Metric::kOneSpanCallErrors,
     kCounter,
     "authtree_onespan_call_errors_total",
     {"reason"},
     "Calls to OneSpan without a reply, by the transport's classification."},
    {Metric::kOneSpanResends,
     kCounter,
     "authtree_onespan_resends_total",
     {"route"},
     "Requests that left a second time."},
    {Metric::kOneSpanActive,
     kGauge,
     "authtree_onespan_calls_active",
     {"host"},
     "Calls that are on their way."},
    {Metric::kOneSpanWaiting,
     kGauge,
     "authtree_onespan_calls_waiting",
     {"host"},
     "Calls that wait for their turn."},
    {Metric::kBreakerState,
     kGauge,
     "authtree_onespan_breaker_state",
     {"host", "state"},
     "1 for the state that the circuit breaker is in (closed, open or half_open), 0 for the others."},
    {Metric::kBreakerChanges,
     kCounter,
     "authtree_onespan_breaker_changes_total",
     {"host", "state", "cause"},
     "Changes of the circuit breaker by the state it went to, and why."},
    {Metric::kIdentityReloads,
     kCounter,
     "authtree_tls_identity_reloads_total",
     {"name", "result"},
     "Times a TLS identity was read again: ok or the code of the error."},
    {Metric::kIdentityNotAfter,
     kGauge,
     "authtree_tls_identity_not_after_timestamp_seconds",
     {"name"},
     "When the TLS identity that is in use ends to be valid."},
    {Metric::kAuditEvents, kCounter, "authtree_audit_events_total", {"event"}, "Audit events written."},
    {Metric::kAuditFailures,
     kCounter,
     "authtree_audit_failures_total",
     {},
     "Audit events that could not be written and are lost."},
    {Metric::kBuildInfo, kGauge, "authtree_build_info", {"version"}, "1, with the version as label."},
    {Metric::kStartTime, kGauge, "authtree_start_time_seconds", {}, "When the program started."},
}};

constexpr bool InOrder() {
  for (std::size_t i = 0; i < kMetricCount; ++i) {
    if (static_cast<std::size_t>(kMetrics[i].metric) != i) return false;
  }
  return true;
}
static_assert(InOrder(), "the table is looked up by the number of a metric");

}  // namespace

std::string_view MetricTypeName(MetricType type) {
  switch (type) {
    case kCounter:
      return "counter";
    case kGauge:
      return "gauge";
    case kHistogram:
      return "histogram";
  }
  return {};
}

std::size_t MetricDescription::label_count() const {
  return static_cast<std::size_t>(
      std::count_if(labels.begin(), labels.end(), [](std::string_view label) { return !label.empty(); }));
}

const std::array<MetricDescription, kMetricCount>& AllMetrics() { return kMetrics; }

}  // namespace authtree::inline v0::metrics
