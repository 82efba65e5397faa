#pragma once

#include <fstream>
#include <string>

#include "authtree/core/diagnostics.h"

#include "path_recorder.h"

namespace authtree::inline v0::cli {

/// The steps of a run in a file: a JSON object a line, each written as soon as the step has been taken, so
/// that a run that is broken off leaves what it did.
class TraceFile {
 public:
  /// Writes nothing without a path. A file that cannot be written is a finding about `--trace-file`.
  TraceFile(const std::string& path, Diagnostics& diagnostics);

  void Write(const std::string& journey, const TakenStep& step);

  /// False when something has been lost, as on a full disk.
  [[nodiscard]] bool complete() const { return !failed_; }

 private:
  std::ofstream file_;
  bool failed_ = false;
};

}  // namespace authtree::inline v0::cli
