#include "authtree/core/diagnostics.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "one_line.h"

namespace authtree::inline v0 {

std::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kNote:
      return "note";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return "error";
}

void Diagnostics::AddError(std::string place, std::string problem, std::string fix) {
  Add({Severity::kError, std::move(place), std::move(problem), std::move(fix)});
}

void Diagnostics::AddWarning(std::string place, std::string problem, std::string fix) {
  Add({Severity::kWarning, std::move(place), std::move(problem), std::move(fix)});
}

void Diagnostics::AddNote(std::string place, std::string problem, std::string fix) {
  Add({Severity::kNote, std::move(place), std::move(problem), std::move(fix)});
}

void Diagnostics::Add(Finding finding) { findings_.push_back(std::move(finding)); }

void Diagnostics::Append(Diagnostics other) {
  std::move(other.findings_.begin(), other.findings_.end(), std::back_inserter(findings_));
}

bool Diagnostics::has_errors() const {
  return std::any_of(findings_.begin(), findings_.end(),
                     [](const Finding& finding) { return finding.severity == Severity::kError; });
}

bool Diagnostics::has_warnings() const {
  return std::any_of(findings_.begin(), findings_.end(),
                     [](const Finding& finding) { return finding.severity == Severity::kWarning; });
}

std::string Diagnostics::ToText(Severity least) const {
  std::string text;
  for (const Finding& finding : findings_) {
    if (finding.severity < least) continue;
    text += SeverityName(finding.severity);
    if (!finding.place.empty()) {
      text += " at ";
      AppendOnOneLine(text, finding.place);
    }
    text += ": ";
    AppendOnOneLine(text, finding.problem);
    if (!finding.fix.empty()) {
      text += finding.problem.ends_with('.') ? " " : ". ";
      AppendOnOneLine(text, finding.fix);
    }
    text += '\n';
  }
  return text;
}

std::string PointerTo(std::string_view parent, std::string_view member) {
  std::string pointer(parent);
  pointer += '/';
  for (const char c : member) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  return pointer;
}

}  // namespace authtree::inline v0
