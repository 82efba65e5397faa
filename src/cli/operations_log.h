#pragma once

#include <memory>
#include <utility>

#include <spdlog/logger.h>

#include "authtree/http/transport_observer.h"
#include "authtree/session/session_observer.h"

namespace authtree::inline v0::cli {

/// Writes down what an operator should know: breakers that open and close, reloads, stores that fail. One
/// line an event, with a name and fields.
class OperationsLog final : public http::TransportObserver, public SessionObserver {
 public:
  explicit OperationsLog(std::shared_ptr<spdlog::logger> logger) : logger_(std::move(logger)) {}

  void OnBreaker(const http::BreakerChange& event) override;
  void OnIdentityReload(const http::IdentityReload& event) override;
  void OnResend(const http::CallResend& event) override;
  void OnStore(const StoreEvent& event) override;
  void OnKeyReload(const KeyReload& event) override;

 private:
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace authtree::inline v0::cli
