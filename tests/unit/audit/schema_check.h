#pragma once

#include <string>

#include "authtree/core/json.h"

namespace authtree::inline v0::audit::testing {

/// What docs/schema/audit-event.schema.json has against an event, one finding a line; empty: nothing.
[[nodiscard]] std::string SchemaFindings(const Json& event);

/// The same for a line of the audit log.
[[nodiscard]] std::string SchemaFindings(const std::string& line);

}  // namespace authtree::inline v0::audit::testing
