#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "authtree/core/result.h"
#include "authtree/node/action.h"
#include "authtree/node/state_contract.h"
#include "authtree/onespan/authentication_calls.h"

#include "authentication_attempt.h"

namespace authtree::inline v0::nodes {

/// What a node knows when the service answers.
class AnsweredAttempt {
 public:
  AnsweredAttempt(std::string user_name_key, std::string session_id)
      : user_name_key_(std::move(user_name_key)), session_id_(std::move(session_id)) {}
  [[nodiscard]] const std::string& user_name_key() const { return user_name_key_; }
  [[nodiscard]] const std::string& session_id() const { return session_id_; }

  VisualCodeContent visual_code = VisualCodeContent::kSessionId;
  std::chrono::seconds expiry{60};

 private:
  std::string user_name_key_;
  std::string session_id_;
};

/// Declares what `Verdict` writes.
[[nodiscard]] StateContract WritesVerdict();

/// Where the journey goes on after a login, an event or a transaction: "Accept", "Decline", "StepUp" or
/// "Error", with what the next steps need in state. Every "Decline" and "Error" comes with a sentence for the
/// user.
///
/// `kRejected` when a visual code was asked for and there is nothing to show.
[[nodiscard]] Result<Action> Verdict(const AnsweredAttempt& attempt,
                                     const onespan::AuthenticationReply& reply,
                                     std::chrono::system_clock::time_point now);

}  // namespace authtree::inline v0::nodes
