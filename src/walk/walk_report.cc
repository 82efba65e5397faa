#include "authtree/walk/walk_report.h"

namespace authtree::inline v0::walk {
namespace {

// One line, whatever is in the text: what steers terminals is shown as a question mark.
std::string OneLine(const std::string& text) {
  std::string line;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    line += byte < 0x20 || byte == 0x7f ? '?' : c;
  }
  return line;
}

void AddLine(std::string& text, const std::string& label, const std::string& content) {
  text += "    " + label + std::string(10 - label.size(), ' ') + OneLine(content) + "\n";
}

}  // namespace

std::string_view WalkVerdictName(WalkVerdict verdict) {
  switch (verdict) {
    case WalkVerdict::kPassed:
      return "passed";
    case WalkVerdict::kFailed:
      return "failed";
    case WalkVerdict::kSkipped:
      return "skipped";
    case WalkVerdict::kUnusable:
      return "unusable";
  }
  return "unusable";
}

std::string Explain(const WalkReport& report) {
  std::string text;
  for (const Finding& finding : report.findings.findings()) {
    Diagnostics one;
    one.AddError(finding.place, finding.problem, finding.fix);
    text += "  " + one.ToText();
  }
  std::size_t told = 0;  // the last round whose question was told
  for (const Parting& parting : report.partings) {
    text += parting.round == 0 ? "  end" : "  round " + std::to_string(parting.round);
    text += ", " + OneLine(parting.place) + "\n";
    AddLine(text, "expected", parting.expected);
    AddLine(text, "got", parting.got);
    for (const std::string& asked : parting.asked) {
      if (parting.round == told) break;
      AddLine(text, &asked == &parting.asked.front() ? "asked" : "", asked);
    }
    told = parting.round;
    if (!parting.nearest.empty()) AddLine(text, "nearest", parting.nearest);
  }
  return text;
}

}  // namespace authtree::inline v0::walk
