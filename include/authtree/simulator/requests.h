#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace authtree::inline v0::simulator {

/// What a request id of the service stands for.
enum class RequestKind : std::uint8_t {
  kOtp,                 ///< a one-time password is to follow
  kChallenge,           ///< digits to be typed into the device
  kSecureChallenge,     ///< a message that the device reads, for a login
  kSigningRequest,      ///< a message that the device reads, for a transaction
  kPush,                ///< the user of the app is asked
  kVirtualOtp,          ///< a code was sent to the inbox
  kFidoRegistration,    ///< a FIDO ceremony
  kFidoAuthentication,  ///< a FIDO ceremony
};

/// "otp", "challenge", "secureChallenge", "signingRequest", "push", "virtualOtp", "fidoRegistration",
/// "fidoAuthentication".
[[nodiscard]] std::string_view RequestKindName(RequestKind kind);

enum class RequestState : std::uint8_t { kPending, kAccepted, kRefused, kTimedOut, kFailed };

/// "pending", "accepted", "refused", "timeout", "failed": as the service spells them.
[[nodiscard]] std::string_view RequestStateName(RequestState state);

/// A line that a device shows.
struct DisplayLine {
  std::string label;
  std::string text;
};

/// A request that waits or has ended not long ago.
struct RequestView {
  std::string request_id;
  RequestKind kind = RequestKind::kOtp;
  RequestState state = RequestState::kPending;
  std::string user_id;
  std::string domain;
  std::string title;               ///< of a push
  std::vector<DisplayLine> lines;  ///< of a push: what the app asks the user about
};

/// What the user of the app does when asked.
enum class PushDecision : std::uint8_t {
  kWait,    ///< nothing; somebody decides, or the request times out
  kAccept,  ///< approves
  kRefuse,  ///< says no
};

/// What becomes of every push that nobody else decides.
struct PushScript {
  PushDecision decision = PushDecision::kAccept;
  /// So long after the push. When the push is over before that, it times out.
  std::chrono::seconds after{2};
};

/// The answer of the risk engine to some adaptive calls. The first rule that fits is applied.
struct RiskRule {
  std::string operation = {};     ///< as clients log it: "login", "validate_event"; empty for any
  std::string user_id = {};       ///< empty for any
  std::string type = {};          ///< `eventType` or `transactionType`; empty for any
  int code = 0;                   ///< 0 accept, 1 decline, from 2 on a challenge
  std::optional<int> times = {};  ///< applied so often; always when absent
};

/// The answer to some commands that users' apps send through the host's own server. What commands say is
/// known to the vendor alone. The first rule that fits is applied.
struct CommandRule {
  std::string command = {};       ///< hexadecimal digits; empty for any
  std::string answer = {};        ///< hexadecimal digits, for the app
  std::string error = {};         ///< text of the error body, in place of an answer
  std::optional<int> times = {};  ///< applied so often; always when absent
};

/// A message that the service would have sent to a user's mailbox or phone.
struct InboxMessage {
  std::string user_id;
  std::string domain;
  std::string channel;  ///< "Email", "SMS", "Voice"
  std::string address;  ///< where it would have gone; may be empty
  std::string otp;      ///< for that user's eyes only
};

}  // namespace authtree::inline v0::simulator
