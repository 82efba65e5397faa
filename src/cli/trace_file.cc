#include "trace_file.h"

#include <utility>

#include "step_json.h"

namespace authtree::inline v0::cli {

TraceFile::TraceFile(const std::string& path, Diagnostics& diagnostics) {
  if (path.empty()) return;
  file_.open(path, std::ios::binary | std::ios::trunc);
  if (file_) return;
  failed_ = true;
  diagnostics.AddError("--trace-file", "'" + path + "' cannot be written",
                       "Check its directory and permissions");
}

void TraceFile::Write(const std::string& journey, const TakenStep& step) {
  if (!file_.is_open() || failed_) return;
  OrderedJson line;
  line["journey"] = journey;
  const OrderedJson members = StepJson(step);
  for (const auto& [name, value] : members.items()) line[name] = value;
  file_ << DumpJson(line) << std::endl;
  failed_ = !file_;
}

}  // namespace authtree::inline v0::cli
