#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "authtree/am/authenticate_observer.h"
#include "authtree/audit/audit_observer.h"
#include "authtree/core/clock.h"
#include "authtree/engine/journey.h"
#include "authtree/engine/observer.h"
#include "authtree/http/transport_observer.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/server/server_observer.h"
#include "authtree/session/memory_store.h"
#include "authtree/session/session_observer.h"

namespace authtree::inline v0::metrics {

class MetricSet;

struct MetricsOptions {
  std::string version;  ///< of the program
  std::shared_ptr<const Clock> clock = SystemClock();
  /// How many series one metric may have. More than that share a series whose labels are "other".
  std::size_t max_series = 2000;
};

/// Counts and measures what all the parts do, for Prometheus. Give one to each part; docs/metrics.md lists
/// what comes out.
///
/// Labels are names of journeys, node types, outcomes, codes, route templates and configured hosts. Nothing a
/// client sends is one: a journey that does not exist makes no series.
///
/// Thread safe; an event costs well under a microsecond.
class MetricsObserver final : public Observer,
                              public SessionObserver,
                              public http::TransportObserver,
                              public am::AuthenticateObserver,
                              public server::ServerObserver,
                              public audit::AuditObserver {
 public:
  explicit MetricsObserver(MetricsOptions options = {});
  ~MetricsObserver() override;
  MetricsObserver(const MetricsObserver&) = delete;
  MetricsObserver& operator=(const MetricsObserver&) = delete;

  /// Makes the series of a journey before its first round, so that they begin with 0.
  void Prepare(const Journey& journey);
  /// Reads how many sessions the store holds each time the metrics are asked for.
  void Watch(std::shared_ptr<const MemoryStore> store);

  /// All metrics in the Prometheus text format 0.0.4.
  [[nodiscard]] std::string Text() const;

  void OnBegin(const BeginEvent& event) override;
  void OnStep(const StepEvent& event) override;
  void OnRound(const RoundEvent& event) override;
  void OnStore(const StoreEvent& event) override;
  void OnKeyReload(const KeyReload& event) override;
  /// For `onespan::RestApiOptions::on_call`.
  void OnOneSpanCall(const onespan::CallRecord& record);
  void OnCallEnd(const http::CallEnd& event) override;
  void OnResend(const http::CallResend& event) override;
  void OnQueue(const http::QueueChange& event) override;
  void OnBreaker(const http::BreakerChange& event) override;
  void OnIdentityReload(const http::IdentityReload& event) override;
  void OnAuthenticate(const am::AuthenticateEvent& event) override;
  void OnConnection(server::ConnectionEvent event) override;
  void OnRequest(int status) override;
  void OnAuditWritten(std::string_view event) override;
  void OnAuditFailed(std::string_view event, const Error& error) override;

 private:
  /// A store that is watched, and how many of its expired sessions have been counted.
  struct Watched {
    std::shared_ptr<const MemoryStore> store;
    std::uint64_t expired = 0;
  };

  std::unique_ptr<MetricSet> metrics_;
  mutable std::mutex mutex_;  ///< guards watched_
  mutable std::vector<Watched> watched_;
};

}  // namespace authtree::inline v0::metrics
