#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "authtree/am/authenticate_observer.h"
#include "authtree/audit/auditor.h"
#include "authtree/engine/observer.h"
#include "authtree/http/transport_observer.h"
#include "authtree/metrics/metrics_observer.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/session/session_observer.h"
#include "authtree/spdlog_observer/spdlog_observer.h"

namespace authtree::inline v0::cli {

/// All that look on while journeys are served, and what each part of the program is to tell.
class Observers {
 public:
  /// `metrics` may be null.
  Observers(std::shared_ptr<SpdlogObserver> log, std::shared_ptr<metrics::MetricsObserver> metrics)
      : log_(std::move(log)), metrics_(std::move(metrics)) {}

  /// May be null. It comes last: what it has written down as a success is not refused by another.
  void set_auditor(std::shared_ptr<audit::Auditor> auditor) { auditor_ = std::move(auditor); }

  [[nodiscard]] std::shared_ptr<Observer> ForEngine() const;
  [[nodiscard]] std::shared_ptr<SessionObserver> ForSessions() const;
  [[nodiscard]] std::shared_ptr<http::TransportObserver> ForTransports() const;
  [[nodiscard]] std::shared_ptr<am::AuthenticateObserver> ForEndpoint() const;
  [[nodiscard]] std::shared_ptr<audit::AuditObserver> ForAuditor() const;
  [[nodiscard]] std::function<void(const onespan::CallRecord&)> ForOneSpan() const;

 private:
  std::shared_ptr<SpdlogObserver> log_;
  std::shared_ptr<metrics::MetricsObserver> metrics_;
  std::shared_ptr<audit::Auditor> auditor_;
};

}  // namespace authtree::inline v0::cli
