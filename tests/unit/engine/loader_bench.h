#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authtree/engine/journey.h"

#include "export_builder.h"
#include "test_nodes.h"

namespace authtree::inline v0::testing {

inline LoadedJourneys Load(std::string_view text) {
  const NodeRegistry registry = TestRegistry();
  return LoadJourneys(text, registry);
}
inline LoadedJourneys Load(const ExportBuilder& builder) { return Load(builder.Text()); }

/// "error /place: problem" for each finding.
inline std::vector<std::string> Findings(const LoadedJourneys& loaded) {
  std::vector<std::string> lines;
  for (const Finding& finding : loaded.diagnostics.findings()) {
    lines.push_back(std::string(SeverityName(finding.severity)) + " " + finding.place + ": " +
                    finding.problem);
  }
  return lines;
}

}  // namespace authtree::inline v0::testing
