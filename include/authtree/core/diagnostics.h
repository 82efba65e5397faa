#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace authtree::inline v0 {

/// How much a finding matters.
enum class Severity : std::uint8_t {
  kNote,     ///< nothing is wrong: says how something that could be read in two ways is read
  kWarning,  ///< works, but hardly as meant
  kError,    ///< cannot be used
};

/// "note", "warning" or "error".
[[nodiscard]] std::string_view SeverityName(Severity severity);

/// One thing found in an input that people write: a journey, a configuration, a command line.
struct Finding {
  Severity severity = Severity::kError;
  std::string place;    ///< JSON pointer into the input, or another name of the spot
  std::string problem;  ///< what is wrong, or of a note: what holds
  std::string fix;      ///< what to do about it; may be empty
};

/// All findings of one input, in the order they were met. Reading goes on after an error, so that a person
/// sees everything at once.
class Diagnostics {
 public:
  void AddError(std::string place, std::string problem, std::string fix = {});
  void AddWarning(std::string place, std::string problem, std::string fix = {});
  void AddNote(std::string place, std::string problem, std::string fix = {});
  void Add(Finding finding);

  /// Takes over the findings of another input part.
  void Append(Diagnostics other);

  [[nodiscard]] bool has_errors() const;
  [[nodiscard]] bool has_warnings() const;
  [[nodiscard]] bool empty() const { return findings_.empty(); }
  [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }

  /// One line a finding: "error at /trees/x/nodes/y: problem. fix". Those below `least` are left out.
  [[nodiscard]] std::string ToText(Severity least = Severity::kNote) const;

 private:
  std::vector<Finding> findings_;
};

/// Appends a member name to a JSON pointer, escaped as RFC 6901 wants it.
[[nodiscard]] std::string PointerTo(std::string_view parent, std::string_view member);

}  // namespace authtree::inline v0
