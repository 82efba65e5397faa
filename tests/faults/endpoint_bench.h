#pragma once

#include <memory>
#include <string>

#include "authtree/am/authenticate.h"
#include "authtree/core/json.h"
#include "authtree/session/memory_store.h"
#include "authtree/testkit/manual_clock.h"

namespace authtree::inline v0::faults {

/// What the endpoint said.
struct EndpointReply {
  int status = 0;
  std::string message;  ///< of an error
  Json body;
};

/// The authenticate endpoint with the journey "Login": a page that asks for name and password, then a text to
/// choose.
class EndpointBench {
 public:
  EndpointBench();

  /// A request to start the journey; its reply is the step that is answered below.
  [[nodiscard]] Json Start();
  /// Answers a step the way it should be: the client's whole body.
  [[nodiscard]] static Json Answered(Json step);

  [[nodiscard]] EndpointReply Post(const Json& body) { return PostRaw(DumpJson(body)); }
  [[nodiscard]] EndpointReply PostRaw(const std::string& body, const std::string& query = {},
                                      const std::string& content_type = "application/json");
  /// True when a new journey can be started and walked to its end.
  [[nodiscard]] bool StillAnswers();

  [[nodiscard]] testkit::ManualClock& clock() { return *clock_; }

 private:
  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  std::unique_ptr<am::AuthenticateEndpoint> endpoint_;
};

}  // namespace authtree::inline v0::faults
