#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/audit/auditor.h"
#include "authtree/audit/json_lines_log.h"
#include "authtree/core/clock.h"
#include "authtree/core/diagnostics.h"

#include "options.h"

namespace CLI {
class App;
}

namespace authtree::inline v0::cli {

/// The options of audit events, for commands that run journeys.
void AddAuditOptions(CLI::App& command, AuditSettings& settings);

/// The audit log of a program and what writes to it.
struct Audit {
  std::shared_ptr<audit::JsonLinesLog> log;  ///< null: no audit events are wanted
  std::shared_ptr<audit::Auditor> auditor;   ///< null as well then
};

/// Says the first event that is lost on standard error, for a program without a log.
[[nodiscard]] std::shared_ptr<audit::AuditObserver> MakeAuditWarning();

/// Opens the log as the settings say. `observer` is told what was written and what was lost; it may be null.
[[nodiscard]] Audit OpenAudit(const AuditSettings& settings, std::shared_ptr<const Clock> clock,
                              std::shared_ptr<audit::AuditObserver> observer, Diagnostics& diagnostics);

/// Tells the auditor, when there is one, of a journey file that was read.
void TellConfiguration(const Audit& audit, std::string_view file, std::string_view text,
                       const std::vector<std::string>& journeys);

}  // namespace authtree::inline v0::cli
