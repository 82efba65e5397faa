#pragma once

#include <memory>

#include "authtree/core/diagnostics.h"
#include "authtree/embed/runner_options.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/onespan/api.h"

namespace authtree::inline v0::embed {

/// A client of the service that `options` names. Null after a finding; each names the option it is about.
/// Sends nothing.
[[nodiscard]] std::shared_ptr<const onespan::Api> ConnectOneSpan(const OneSpanOptions& options,
                                                                 const std::shared_ptr<const Clock>& clock,
                                                                 Diagnostics& diagnostics);

/// What sends commands for users' apps, for `options.command_hosts`. Without a transport when none is listed.
[[nodiscard]] CommandStorage ConnectCommandStorage(const RunnerOptions& options, Diagnostics& diagnostics);
/// What has identities verified, for `options.identity_hosts`. Without a transport when none is listed.
[[nodiscard]] IdentityVerification ConnectIdentityVerification(const RunnerOptions& options,
                                                               Diagnostics& diagnostics);

}  // namespace authtree::inline v0::embed
