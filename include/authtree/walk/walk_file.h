#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/core/json.h"
#include "authtree/node/callback.h"
#include "authtree/simulator/fault_rule.h"
#include "authtree/walk/matcher.h"

namespace authtree::inline v0::walk {

/// One thing that a round is expected to show or to ask. What is not named is not looked at.
struct ExpectedCallback {
  std::optional<CallbackType> type = {};
  /// For one that is written as a plain text: its prompt, its hidden id or its message.
  std::optional<Matcher> name = {};
  std::optional<Matcher> prompt = {};
  std::optional<Matcher> id = {};                            ///< of a hidden value
  std::optional<Matcher> message = {};                       ///< of a text or a wait
  std::optional<Matcher> value = {};                         ///< of a hidden value
  std::map<std::string, Matcher, std::less<>> outputs = {};  ///< others, by name: "choices"
};

/// What a round is expected to ask. What is not named is not looked at.
struct ExpectedPrompt {
  std::optional<Matcher> header = {};
  std::optional<Matcher> description = {};
  std::optional<Matcher> stage = {};
  std::optional<std::vector<ExpectedCallback>> callbacks = {};  ///< all of them, in order
  std::vector<ExpectedCallback> includes = {};                  ///< some of them, in any order
};

/// What the virtual Digipass is read for.
enum class DigipassAnswer : std::uint8_t {
  /// What the prompt asks for: `deviceCode`, `signature`, `serialNumber`; to `OTP` the response to the last
  /// picture, or the next one-time password; else the last code.
  kByPrompt,
  kDeviceCode,  ///< the code after the first picture
  kSignature,   ///< the code after the second picture, or after that of a transaction
  kSerial,      ///< the serial number on its back
  kOtp,         ///< the next one-time password
  kResponse,    ///< the response to the challenge or the message in the last picture
  kLastCode,    ///< the code that it showed last, once more
};

/// An answer to one prompt.
struct WalkAnswer {
  enum class Source : std::uint8_t {
    kFile,      ///< `value`: a text, or the number of a choice
    kDigipass,  ///< the virtual Digipass
    kInbox,     ///< the message that the simulated service sent last
    kFido,      ///< the virtual FIDO client, to the request in the same prompt
    kGiven,     ///< whoever runs the walk: a secret that must not stand in a file
  };
  Source source = Source::kFile;
  Json value = {};
  DigipassAnswer reading = DigipassAnswer::kByPrompt;
  /// Values that the user types into the Digipass to have them signed; `reading` does not count then.
  std::vector<std::string> sign = {};
};

/// What the tenant's administrator does for users. Empty names are nobody.
struct AdministratorActs {
  /// Unlocks the account of this user.
  std::string unlock = {};
  /// Gives the virtual Digipass out to this user, and activates it with the static password of the account.
  std::string activate = {};

  [[nodiscard]] bool empty() const { return unlock.empty() && activate.empty(); }
};

/// One round: what is asked, and what happens then.
struct WalkRound {
  ExpectedPrompt ask = {};
  /// By prompt, hidden id or callback type; of several answers each is given once, the last one from then on.
  std::map<std::string, std::vector<WalkAnswer>, std::less<>> answers = {};
  /// Time that passes before the answer; without it, what a callback asks the client to wait.
  std::optional<std::chrono::milliseconds> advance = {};
  /// Faults of the service from now on, in place of those so far.
  std::optional<std::vector<simulator::FaultRule>> faults = {};
  /// What users of the app and the risk engine do from now on: `push`, `onlineActivation` and `risk` as in
  /// the simulator's settings. What is not there stays as it is.
  Json script = Json::object();
  /// The user whose app finishes an online activation now: with what the last picture told it, or without
  /// one. Empty for nobody.
  std::string activate_online = {};
  AdministratorActs administrator = {};
};

/// How a walk is expected to end.
enum class WalkOutcome : std::uint8_t {
  kSuccess,
  kDenied,
  kFailed,
  kAsks,  ///< it stops where its last round asks
};

/// "success", "denied", "failed", "asks".
[[nodiscard]] std::string_view WalkOutcomeName(WalkOutcome outcome);

/// What is expected at the end. What is not named is not looked at.
struct ExpectedEnd {
  WalkOutcome outcome = WalkOutcome::kSuccess;
  std::optional<Matcher> user = {};                   ///< after success
  std::optional<Matcher> message = {};                ///< what a denied client is told
  std::optional<Matcher> error = {};                  ///< code of a failed round: "unavailable"
  std::optional<std::vector<Matcher>> messages = {};  ///< every text that was shown, in order
  std::map<std::string, Matcher, std::less<>> state =
      {};                                              ///< by key, after success and while something is asked
  std::optional<std::vector<std::string>> path = {};   ///< "Register the user -> Success", "Wait asks"
  std::optional<std::vector<std::string>> calls = {};  ///< "register_user 200", "add_device reset"
};

/// A system of the host's own that takes the commands for users' apps.
struct WalkCommandStore {
  /// The hosts it stands for, with their port where it is not 443: "commands.example.com". Without one there
  /// is no such system.
  std::vector<std::string> hosts = {};
  int status = 200;  ///< of all its answers
};

/// The world a walk takes place in.
struct WalkSettings {
  /// Settings of the simulated service, as `simulator::ParseServiceConfig` reads them.
  Json simulator = Json::object();
  std::optional<std::chrono::system_clock::time_point> start = {};  ///< 2026-01-01T00:00:00Z without
  std::string client_ip = "192.0.2.10";
  bool digipass = true;  ///< a virtual Digipass looks at every picture
  /// The user for whom that Digipass is activated before the walk begins; empty for nobody.
  std::string activated = {};
  std::string application_ref = {};
  WalkCommandStore command_store = {};
};

/// Which journey is walked.
struct WalkedJourney {
  std::string file = {};  ///< relative to the walk file
  std::string id = {};    ///< may be empty when the file holds one only
  bool optional = false;  ///< a file that is not there is no failure
};

/// A walk through a journey: who is asked what, who answers what, and how it ends.
struct WalkFile {
  std::string name = {};
  std::string description = {};
  WalkedJourney journey = {};
  WalkSettings settings = {};
  std::vector<WalkRound> rounds = {};
  ExpectedEnd end = {};
};

struct ParsedWalk {
  WalkFile walk;            ///< what could be read; not to be used when `diagnostics` has errors
  Diagnostics diagnostics;  ///< everything wrong in the text, each with its JSON pointer
};

/// Reads a walk file; docs/walk-files.md describes the format. The text is untrusted. Unknown members are
/// findings; all findings come at once and none repeats a value.
[[nodiscard]] ParsedWalk ParseWalk(std::string_view json_text);

/// The text of a walk file that `ParseWalk` reads as this walk.
[[nodiscard]] std::string WalkText(const WalkFile& walk);

/// The JSON Schema (2020-12) of walk files.
[[nodiscard]] OrderedJson WalkSchema();

}  // namespace authtree::inline v0::walk
