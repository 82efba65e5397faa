#include "step_json.h"

#include <chrono>
#include <utility>

namespace authtree::inline v0::cli {

double MillisecondsOf(std::chrono::steady_clock::duration took) {
  return static_cast<double>(std::chrono::duration_cast<std::chrono::microseconds>(took).count()) / 1000.0;
}

OrderedJson StepJson(const TakenStep& step) {
  OrderedJson json;
  json["node"] = step.node_id;
  json["type"] = step.type;
  json["displayName"] = step.display_name;
  if (step.asked) {
    json["asked"] = true;
  } else if (step.outcome.empty()) {
    json["failed"] = true;
  } else {
    json["outcome"] = step.outcome;
  }
  if (step.inside_page) json["onPage"] = true;
  json["durationMs"] = MillisecondsOf(step.took);
  OrderedJson wrote = OrderedJson::array();
  for (const WrittenKey& key : step.written) {
    wrote.push_back((key.removed ? "-" : std::string(TierName(key.tier)) + ".") + key.key);
  }
  if (!wrote.empty()) json["wrote"] = std::move(wrote);
  if (step.error) json["error"] = ErrorCodeName(step.error->code());
  return json;
}

}  // namespace authtree::inline v0::cli
