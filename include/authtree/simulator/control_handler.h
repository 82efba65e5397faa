#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "authtree/http/handler.h"
#include "authtree/simulator/onespan_service.h"

namespace authtree::inline v0::simulator {

/// A simulated service together with paths of the simulator's own, which the real service does not have:
///
/// - `/simulator/faults`: `GET` shows what still waits for requests, `{"faults": [...]}`; `PUT` takes such a
///   list in place of all there are; `DELETE` removes them.
/// - `/simulator/script`: `GET` shows what users and the risk engine do, `{"push": {...},
///   "onlineActivation": {...}, "orchestration": [...], "risk": [...]}`; `PUT` changes what it names.
/// - `/simulator/requests`: `GET` shows the requests that wait or have ended; `PUT` of
///   `{"decision": "accept"}` to `/simulator/requests/{requestID}` answers a push.
/// - `/simulator/activations`: `POST` of `{"message": "02;..."}` lets the user's app read the code of an
/// online
///   activation, `{"userID": "alice"}` finishes the latest one without it; `domain` and `platform` may stand
///   beside. 200 with `{"serialNumbers": [...]}`, 404 when nothing is pending, 409 at a limit.
/// - `/simulator/accounts`: `GET` shows the accounts; `PUT` of `{"locked": false}` to
///   `/simulator/accounts/{userID@domain}` unlocks one.
/// - `/simulator/inbox`: `GET` shows the virtual OTPs that were sent, `DELETE` removes them.
///
/// A `PUT` answers 204, or 400 with every finding, and nothing changes. Faults do not apply to these paths,
/// and `on_request` is not told of them. They ask for no credentials of their own: listen where only those
/// reach them who may. Thread safe.
class ControlHandler final : public http::Handler {
 public:
  explicit ControlHandler(std::shared_ptr<OneSpanService> service);

  [[nodiscard]] Task<http::Response> Handle(http::ServerRequest request) override;
  [[nodiscard]] Task<http::ServerReply> Reply(http::ServerRequest request) override;

 private:
  /// Nothing when the path is none of these.
  [[nodiscard]] std::optional<http::Response> Control(const http::ServerRequest& request);
  [[nodiscard]] http::Response AnswerScript(const http::ServerRequest& request);
  [[nodiscard]] http::Response AnswerInbox(const http::ServerRequest& request);
  [[nodiscard]] http::Response AnswerRequests(const http::ServerRequest& request);
  [[nodiscard]] http::Response DecideRequest(const http::ServerRequest& request, std::string_view request_id);
  [[nodiscard]] http::Response AnswerActivations(const http::ServerRequest& request);
  [[nodiscard]] http::Response AnswerAccounts(const http::ServerRequest& request);
  [[nodiscard]] http::Response ChangeAccount(const http::ServerRequest& request, std::string_view segment);
  [[nodiscard]] http::Response AnswerFaults(const http::ServerRequest& request);
  [[nodiscard]] http::Response TakeFaults(const http::ServerRequest& request);

  std::shared_ptr<OneSpanService> service_;
};

}  // namespace authtree::inline v0::simulator
