#pragma once

#include <memory>
#include <mutex>

#include "authtree/http/handler.h"
#include "authtree/simulator/digipass_holder.h"

namespace authtree::inline v0::cli {

/// What a demo server serves beside the authenticate endpoint: `POST /demo/digipass` lets the virtual
/// Digipass look at a picture: `{"image": "data:image/png;base64,..."}` → `{"kind": "deviceCode", "code":
/// "..."}`.
class DemoHandler final : public http::Handler {
 public:
  DemoHandler(std::shared_ptr<http::Handler> authenticate, simulator::DigipassConfig digipass);

  [[nodiscard]] Task<http::Response> Handle(http::ServerRequest request) override;

 private:
  [[nodiscard]] http::Response Scan(const http::ServerRequest& request);

  std::shared_ptr<http::Handler> authenticate_;
  std::mutex mutex_;
  simulator::DigipassHolder holder_;
};

}  // namespace authtree::inline v0::cli
