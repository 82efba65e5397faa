#include "path_recorder.h"

#include <utility>

namespace authtree::inline v0::cli {

void PathRecorder::OnStep(const StepEvent& event) {
  TakenStep step;
  step.node_id = event.node_id;
  step.type = event.node_type;
  step.display_name = event.display_name;
  step.outcome = event.outcome;
  step.asked = event.asked;
  step.inside_page = event.inside_page;
  step.took = event.took;
  step.written = event.written;
  step.error = event.error;
  if (on_step_) on_step_(step);
  const std::lock_guard lock(mutex_);
  steps_.push_back(std::move(step));
}

void PathRecorder::OnRound(const RoundEvent& /*event*/) {}

std::vector<TakenStep> PathRecorder::steps() const {
  const std::lock_guard lock(mutex_);
  return steps_;
}

std::string InMilliseconds(std::chrono::steady_clock::duration took) {
  const auto tenths = std::chrono::duration_cast<std::chrono::microseconds>(took).count() / 100;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " ms";
}

std::string TraceLine(const TakenStep& step) {
  std::string line = step.inside_page ? "    " : "  ";
  line += step.type + " \"" + step.display_name + "\"";
  if (step.asked) {
    line += " asks";
  } else if (!step.outcome.empty()) {
    line += " -> " + step.outcome;
  } else {
    line += " failed";
  }
  line += ", " + InMilliseconds(step.took);
  if (!step.written.empty()) {
    line += ", wrote";
    for (const WrittenKey& written : step.written) {
      line += (written.removed ? " -" : " " + std::string(TierName(written.tier)) + ".") + written.key;
    }
  }
  if (step.error) line += ", error: " + step.error->Describe();
  return line;
}

}  // namespace authtree::inline v0::cli
