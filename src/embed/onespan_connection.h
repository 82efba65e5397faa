#pragma once

#include <memory>

#include "authtree/core/diagnostics.h"
#include "authtree/embed/runner_options.h"
#include "authtree/onespan/api.h"

namespace authtree::inline v0::embed {

/// A client of the service that `options` names. Null after a finding; each names the option it is about.
/// Sends nothing.
[[nodiscard]] std::shared_ptr<const onespan::Api> ConnectOneSpan(const OneSpanOptions& options,
                                                                 const std::shared_ptr<const Clock>& clock,
                                                                 Diagnostics& diagnostics);

}  // namespace authtree::inline v0::embed
