#pragma once

#include <functional>
#include <memory>

#include "authtree/http/handler.h"
#include "authtree/metrics/metrics_observer.h"

namespace authtree::inline v0::metrics {

/// Answers what watches a program, on a listener of its own that the public does not reach:
///
/// | path | answer |
/// |---|---|
/// | `/metrics` | all metrics, Prometheus text format 0.0.4 |
/// | `/health` | 200 as long as the program runs |
/// | `/ready` | 200 when it takes logins, else 503 |
///
/// GET and HEAD only. One object serves all threads.
class MonitoringHandler final : public http::Handler {
 public:
  /// `ready` says whether logins are taken now. Called on any thread; must not wait.
  MonitoringHandler(std::shared_ptr<const MetricsObserver> metrics, std::function<bool()> ready)
      : metrics_(std::move(metrics)), ready_(std::move(ready)) {}

  [[nodiscard]] Task<http::Response> Handle(http::ServerRequest request) override;

 private:
  [[nodiscard]] http::Response Answer(const http::ServerRequest& request) const;

  std::shared_ptr<const MetricsObserver> metrics_;
  std::function<bool()> ready_;
};

}  // namespace authtree::inline v0::metrics
