#pragma once

#include <memory>
#include <mutex>

#include "authtree/http/handler.h"
#include "authtree/simulator/digipass_holder.h"
#include "authtree/simulator/onespan_service.h"

namespace authtree::inline v0::cli {

/// What a demo server serves beside the authenticate endpoint: `POST /demo/digipass` lets the virtual
/// Digipass look at a picture: `{"image": "data:image/png;base64,..."}` → `{"kind": "deviceCode", "code":
/// "..."}`. The user's app looks as well: for the code of an online activation it activates itself with the
/// service, `{"kind": "activation", "serialNumbers": [...]}`.
class DemoHandler final : public http::Handler {
 public:
  DemoHandler(std::shared_ptr<http::Handler> authenticate, std::shared_ptr<simulator::OneSpanService> service,
              const simulator::DigipassConfig& digipass);

  [[nodiscard]] Task<http::Response> Handle(http::ServerRequest request) override;

 private:
  [[nodiscard]] http::Response Scan(const http::ServerRequest& request);
  [[nodiscard]] http::Response ActivateApp(const Secret& offer);

  std::shared_ptr<http::Handler> authenticate_;
  std::shared_ptr<simulator::OneSpanService> service_;
  simulator::DigipassPlatform app_platform_;
  std::mutex mutex_;
  simulator::DigipassHolder holder_;
};

}  // namespace authtree::inline v0::cli
