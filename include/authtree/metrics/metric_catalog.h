#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace authtree::inline v0::metrics {

/// Every metric that there is.
enum class Metric : std::uint8_t {
  kJourneysStarted,
  kJourneysCompleted,
  kRounds,
  kRoundDuration,
  kRoundErrors,
  kSteps,
  kStepDuration,
  kNodeErrors,
  kSessions,
  kSessionsExpired,
  kStoreOperations,
  kStoreDuration,
  kSessionRefusals,
  kKeyReloads,
  kAuthenticateRequests,
  kAuthenticateDuration,
  kHttpConnections,
  kHttpConnectionEvents,
  kHttpRequests,
  kOneSpanCalls,
  kOneSpanCallDuration,
  kOneSpanCallErrors,
  kOneSpanResends,
  kOneSpanActive,
  kOneSpanWaiting,
  kBreakerState,
  kBreakerChanges,
  kIdentityReloads,
  kIdentityNotAfter,
  kAuditEvents,
  kAuditFailures,
  kBuildInfo,
  kStartTime,
};
inline constexpr std::size_t kMetricCount = static_cast<std::size_t>(Metric::kStartTime) + 1;
inline constexpr std::size_t kMaxLabels = 3;

enum class MetricType : std::uint8_t { kCounter, kGauge, kHistogram };

/// "counter", "gauge", "histogram".
[[nodiscard]] std::string_view MetricTypeName(MetricType type);

/// What a metric is called and what it says. Durations are in seconds, times in seconds since 1970.
struct MetricDescription {
  Metric metric;
  MetricType type;
  std::string_view name;
  std::array<std::string_view, kMaxLabels> labels;  ///< unused places are empty
  std::string_view help;

  [[nodiscard]] std::size_t label_count() const;
};

/// All metrics, in the order of `Metric`. docs/metrics.md is the same list.
[[nodiscard]] const std::array<MetricDescription, kMetricCount>& AllMetrics();

}  // namespace authtree::inline v0::metrics
