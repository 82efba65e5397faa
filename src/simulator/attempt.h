#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/secret.h"

#include "challenge_rules.h"
#include "refusal.h"
#include "tenant.h"

namespace authtree::inline v0::simulator {

/// What a user is asked on a device, and how the question gets there.
struct DeviceQuestion {
  bool by_push = true;
  bool in_answer = true;  ///< as a message in the answer
  std::chrono::seconds timeout{0};
  std::string title;
  std::vector<DisplayLine> lines;
};

/// What became of a login, an event or a transaction.
struct AttemptAnswer {
  RequestState state = RequestState::kAccepted;
  bool push_sent = false;
  std::string request_id;
  std::string challenge;
  std::optional<int> risk_code;
  Secret request_message;  ///< bytes
  std::string fido_request;
};

/// A login or an event.
struct Attempt {
  std::string_view operation;  ///< for the risk engine
  std::string event_type;
  AccountKey user;
  bool adaptive = false;
  std::string request_id;
  std::optional<Secret> otp;
  std::string challenge;  ///< of the caller's own, beside the response
  std::string license;    ///< the only one that counts; empty for any
  std::optional<Secret> pass_key;
  std::optional<Secret> fido_answer;
  std::string fido_protocol;  ///< of a step-up
  ChallengeForm challenge_form;
  bool otp_in_session = false;
  DeviceQuestion question;
};

/// Carries a login or an event out.
[[nodiscard]] Outcome<AttemptAnswer> Authenticate(Tenant& tenant, const Attempt& attempt, Moment now);

/// Asks the user of an app. 409 when the user has none, and when the wait of `question.timeout` ends without
/// approval.
[[nodiscard]] Outcome<AttemptAnswer> AskApp(Tenant& tenant, const Account& account, const AccountKey& user,
                                            const DeviceQuestion& question, std::optional<int> risk_code,
                                            Moment now);
/// The same for a request that is open already.
[[nodiscard]] Outcome<AttemptAnswer> AskAppAbout(Tenant& tenant, PendingRequest& request,
                                                 const DeviceQuestion& question, Moment now);

}  // namespace authtree::inline v0::simulator
