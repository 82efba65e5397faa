#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "authtree/am/authenticate.h"
#include "authtree/http/message.h"

namespace authtree::inline v0::bench {

/// The journeys of the endpoint. Both ask without end: a form that has been filled in is shown again. Every
/// round takes a body of about 2 KB and answers with about 2 KB, and asks nothing of another system.
inline constexpr const char* kPageForm = "Page";  ///< eight fields of three nodes on a page, with texts
inline constexpr const char* kNodeForm = "Node";  ///< twelve fields of one node

/// An authenticate endpoint over these journeys, which keeps sessions in memory.
[[nodiscard]] std::shared_ptr<am::AuthenticateEndpoint> MakeFormEndpoint();

/// What the client of that endpoint sends.
class FormClient {
 public:
  /// `first_answer` is the endpoint's answer to `Start`: the form.
  explicit FormClient(const http::Response& first_answer);

  /// The request that begins a journey.
  [[nodiscard]] static http::ServerRequest Start(const std::string& journey);
  /// The form, filled in, under the authId of the answer before.
  [[nodiscard]] http::ServerRequest Next(const http::Response& answer) const;

  /// The body of `Next` around the place of the authId.
  [[nodiscard]] const std::string& before_auth_id() const { return before_; }
  [[nodiscard]] const std::string& after_auth_id() const { return after_; }

 private:
  std::string before_;
  std::string after_;
};

/// The authId of a prompt; ends the program when the answer is none.
[[nodiscard]] std::string AuthIdOf(const http::Response& answer);

}  // namespace authtree::inline v0::bench
