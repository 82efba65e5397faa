#pragma once

#include <memory>

#include "authtree/http/handler.h"
#include "authtree/simulator/onespan_service.h"

namespace authtree::inline v0::simulator {

/// A simulated service together with a path of the simulator's own, `/simulator/faults`, which the real
/// service does not have:
///
/// | request | |
/// |---|---|
/// | `GET` | 200 `{"faults": [...]}`: what still waits for requests |
/// | `PUT` | takes `{"faults": [...]}` in place of all there are: 204; 400 with every finding, and nothing
/// changes | | `DELETE` | no faults any more: 204 |
///
/// Faults do not apply to it, and `on_request` is not told of it. It asks for no credentials of its own:
/// listen where only those reach it who may. Thread safe.
class ControlHandler final : public http::Handler {
 public:
  explicit ControlHandler(std::shared_ptr<OneSpanService> service);

  [[nodiscard]] Task<http::Response> Handle(http::ServerRequest request) override;
  [[nodiscard]] Task<http::ServerReply> Reply(http::ServerRequest request) override;

 private:
  [[nodiscard]] http::Response AnswerFaults(const http::ServerRequest& request);
  [[nodiscard]] http::Response TakeFaults(const http::ServerRequest& request);

  std::shared_ptr<OneSpanService> service_;
};

}  // namespace authtree::inline v0::simulator
