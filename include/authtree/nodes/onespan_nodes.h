#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/http/transport.h"
#include "authtree/node/registry.h"
#include "authtree/onespan/api.h"

namespace authtree::inline v0 {

/// Where `OS_Sample_StoreCommandNode` may send the commands for users' apps: systems of the host's own, never
/// the OneSpan service.
struct CommandStorage {
  /// What sends them. Not the transport of the OneSpan calls: the client certificate is for that service
  /// alone. Null: the node takes its error outcome.
  std::shared_ptr<const http::Transport> transport{};
  /// The hosts that may be called, with their port where it is not 443: "commands.example.com",
  /// "commands.example.com:8443". A journey that names another one is not loaded.
  std::vector<std::string> hosts{};
};

/// Where `OS_IDV_IdentityVerificationNode` may have identities verified: OneSpan Identity Verification, which
/// is a service of its own.
struct IdentityVerification {
  /// What asks it. Not the transport of the other OneSpan calls: the client certificate is for those alone.
  /// Null: the node takes its error outcome.
  std::shared_ptr<const http::Transport> transport{};
  /// The hosts that may be called, as in `CommandStorage`: they get the bearer token. A journey that names
  /// another one is not loaded.
  std::vector<std::string> hosts{};
  /// The bearer token of nodes that have none in their properties; may be null.
  std::shared_ptr<const Secret> token{};
};

/// A host for `CommandStorage::hosts` and `IdentityVerification::hosts` from what a person wrote:
/// "Commands.Example.com:443" is "commands.example.com". `kInvalidInput` for what is no host.
[[nodiscard]] Result<std::string> CommandHost(std::string_view text);
/// The same for a list; what is no host is left out, with an error at `place`.
[[nodiscard]] std::vector<std::string> CommandHosts(const std::vector<std::string>& texts,
                                                    const std::string& place, Diagnostics& diagnostics);

/// Whether journeys that ask for scripts (`pushCDDCJsAsCallback`, `renderVisualCodeInCallback`) get them.
/// AM's own pages run them, nobody else does. They load the module for pages, which has to be served at
/// /authtree/ of the origin of the pages.
enum class PageScripts : std::uint8_t { kNone, kSent };

/// What OneSpan nodes may do besides calling the OneSpan service: nothing, unless the host says so.
struct OneSpanNodeOptions {
  CommandStorage commands{};
  IdentityVerification verification{};
  PageScripts page_scripts = PageScripts::kNone;
};

/// Adds the OneSpan node types. They call the service through `api`; with null their journeys can be read,
/// not run.
void RegisterOneSpanNodes(NodeRegistry& registry, std::shared_ptr<const onespan::Api> api,
                          OneSpanNodeOptions options = {});

}  // namespace authtree::inline v0
