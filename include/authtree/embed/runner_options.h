#pragma once

#include <chrono>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "authtree/am/authenticate_options.h"
#include "authtree/core/clock.h"
#include "authtree/core/secret.h"
#include "authtree/engine/limits.h"
#include "authtree/engine/observer.h"
#include "authtree/http/tls_identity.h"
#include "authtree/onespan/environment.h"
#include "authtree/session/key_ring.h"

namespace authtree::inline v0 {

class NodeRegistry;
class SessionStore;
namespace onespan {
class Api;
}

namespace embed {

/// A journey export that the host has in memory.
struct JourneyText {
  std::string name;  ///< stands in front of the findings
  std::string text;
};

/// The OneSpan service to call: a tenant at the vendor, or a base URL of one's own.
struct OneSpanOptions {
  std::string tenant;
  /// Where the vendor keeps the tenant. All but the sandbox demand a client certificate.
  std::optional<onespan::Environment> environment;
  /// In place of the environment: a gateway or `authtree simulate`, as https URL that ends before "/v1".
  std::string base_url;
  /// The client certificate with its chain, and its key: PEM files. Both or none.
  std::filesystem::path client_cert;
  std::filesystem::path client_key;
  /// In place of the two files.
  std::shared_ptr<const http::TlsIdentity> identity;
  /// A PEM file with the authorities to trust; empty: those of the system. Peers are always verified.
  std::filesystem::path ca;
  /// "http://host:port"; empty: none. Proxies named in the environment are ignored.
  std::string proxy;
  std::string application_ref;             ///< of Intelligent Adaptive Authentication
  std::string risk_analytics_environment;  ///< empty: the tenant's default
  /// How long one call may take. The deadline of the round holds as well.
  std::chrono::milliseconds call_timeout{3500};
};

/// What a `Runner` is made of. Every member has a default; a runner needs at least one journey.
struct RunnerOptions {
  /// Exports of journeys, read once. Of two journeys with one name the later one counts, texts after files.
  std::vector<std::filesystem::path> journey_files;
  std::vector<JourneyText> journey_texts;
  /// What is run when no journey is named. Empty: the only journey, if there is but one.
  std::string default_journey;

  /// The service that the nodes of the OneSpan pack call. Without one, and without `onespan_api`, a journey
  /// that names those node types has an error.
  std::optional<OneSpanOptions> onespan;
  /// In place of `onespan`: a client made elsewhere, such as `SimulateOneSpan()`. Must be safe on all
  /// threads.
  std::shared_ptr<const onespan::Api> onespan_api;
  /// The hosts that `OS_Sample_StoreCommandNode` may send commands for users' apps to: names, with a port if
  /// it is not 443. They are called over https, without the client certificate of `onespan` and with its
  /// authorities and proxy. A journey that names another host has an error; when none is listed, the node
  /// takes its error outcome.
  std::vector<std::string> command_hosts;
  /// The hosts that `OS_IDV_IdentityVerificationNode` may call, under the same rules.
  std::vector<std::string> identity_hosts;
  /// The bearer token of identity verification nodes that have none in their properties; may be null.
  std::shared_ptr<const Secret> identity_token;
  /// Sends the scripts that journeys ask for (`pushCDDCJsAsCallback`, `renderVisualCodeInCallback`), for AM's
  /// own pages. They load the module for pages, which the host serves at /authtree/ of the pages' origin.
  bool page_scripts = false;
  /// Adds the host's own node types, after the packs of AM and OneSpan. Called once, by `Make`; what it
  /// throws comes out of `Make`.
  std::function<void(NodeRegistry&)> register_nodes;

  /// Told of steps and rounds, on the threads of the runner; may be null. `SpdlogObserver` writes log lines.
  std::shared_ptr<Observer> observer;
  /// Seals sessions and signs authIds. Null: a random key, so that sessions end with the runner.
  std::shared_ptr<const KeyRing> keys;
  /// Keeps sessions between rounds. Null: the memory of this process.
  std::shared_ptr<SessionStore> store;
  /// How many sessions that memory holds; further prompts fail.
  std::size_t max_sessions = 100'000;
  /// Null: the machine's clock.
  std::shared_ptr<const Clock> clock;

  /// Threads that run rounds. Waiting for a service blocks none of them; nodes that compute, and the host's
  /// callbacks, do. 1 to 256.
  unsigned threads = 1;
  /// How many rounds may be under way; further ones are refused.
  std::size_t max_rounds = 10'000;
  /// What one round may cost. After `limits.round` its calls are cut off, and `limits.reserve` later the
  /// caller is told, whatever the nodes do.
  EngineLimits limits;
  /// How long a stop waits for rounds that it has cancelled. What has not ended by then is abandoned.
  std::chrono::milliseconds stop_timeout{1000};

  /// Of `HandleAuthenticate`.
  am::AuthenticateOptions authenticate;

  /// Gets what a callback of the host threw, on the thread of the callback. Empty: it is dropped. Either way
  /// it is counted (`RunnerStatus`), and the runner goes on.
  std::function<void(std::exception_ptr)> on_callback_exception;
};

}  // namespace embed
}  // namespace authtree::inline v0
