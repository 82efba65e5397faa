#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/secret.h"
#include "authtree/simulator/requests.h"

#include "account.h"

namespace authtree::inline v0::simulator {

/// A request with an id that a later call quotes or polls.
struct PendingRequest {
  std::string id;  ///< a UUID
  RequestKind kind = RequestKind::kOtp;
  AccountKey account;
  RequestState state = RequestState::kPending;
  Moment opened;
  std::chrono::seconds life{0};
  Moment ended;           ///< when it is not pending any more
  std::string instance;   ///< serial of the only instance that can answer; empty for any
  std::string challenge;  ///< digits, or of a FIDO ceremony
  Secret message;         ///< bytes that the device reads
  Secret otp;             ///< a virtual OTP, until it is used
  bool otp_in_session = false;
  std::optional<int> risk_code;
  std::string title;
  std::vector<DisplayLine> lines;
  PushDecision scripted = PushDecision::kWait;
  Moment scripted_at;
};

/// All requests of a tenant. Time comes with every call; nothing here waits.
class RequestBook {
 public:
  /// Ended requests are forgotten after `kept`.
  explicit RequestBook(std::chrono::seconds kept) : kept_(kept) {}

  /// Gives the request its id.
  PendingRequest& Open(PendingRequest request, Moment now);
  /// The request, brought up to date; null when there was none or it is forgotten. The pointer holds until
  /// the next call.
  [[nodiscard]] PendingRequest* Find(std::string_view id, Moment now);
  /// All that are not forgotten, oldest first.
  [[nodiscard]] std::vector<const PendingRequest*> All(Moment now);
  /// Ends those of a user that still wait.
  void EndAllOf(const AccountKey& account, Moment now);

 private:
  [[nodiscard]] bool IsForgotten(const PendingRequest& request, Moment now) const;
  void Forget(Moment now);

  std::chrono::seconds kept_;
  std::map<std::string, PendingRequest, std::less<>> requests_;
};

/// Ends a request.
void End(PendingRequest& request, RequestState state, Moment now);
/// Lets time do its work: what the script says, and the end of the request's life.
void Refresh(PendingRequest& request, Moment now);

}  // namespace authtree::inline v0::simulator
