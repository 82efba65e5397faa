#include "findings_report.h"

#include <utility>

namespace authtree::inline v0::cli {

void AddFindingsOf(const std::string& path, const Diagnostics& findings, Diagnostics& diagnostics) {
  for (const Finding& finding : findings.findings()) {
    std::string place = path + (finding.place.empty() ? "" : " at " + finding.place);
    diagnostics.Add({finding.severity, std::move(place), finding.problem, finding.fix});
  }
}

OrderedJson FindingsJson(const Diagnostics& diagnostics) {
  OrderedJson list = OrderedJson::array();
  for (const Finding& finding : diagnostics.findings()) {
    OrderedJson entry;
    entry["severity"] = SeverityName(finding.severity);
    entry["place"] = finding.place;
    entry["problem"] = finding.problem;
    if (!finding.fix.empty()) entry["fix"] = finding.fix;
    list.push_back(std::move(entry));
  }
  return list;
}

}  // namespace authtree::inline v0::cli
